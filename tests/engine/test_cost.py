"""What rules cost."""

from triagekit.engine import cost


def test_prices_tell_how_a_rule_is_found_and_how_often_it_fired(pack, record):
    pack.observation("r/status", {"s": {"response.status": [401, 403], "response.body.text|contains": "denied"}})
    pack.observation("r/text", {"s": {"response.headers.server|contains": "nginx"}})
    pack.observation("r/every", {"s": {"response.status": 200}, "condition": "not s"})
    pack.observation("r/present", {"s": {"timing.wait_ms|gt": 5}})
    sample = cost.Sample()
    for one in [record({"response.status": 401, "response.body.text": "Denied"}), record({"response.status": 200, "response.headers.server": ("nginx",)})] * 50:
        sample.see(one, None)
    found = {p.rule: (p.found_by, p.fired) for p in cost.prices(pack.load(), sample.records)}
    assert found == {
        "r/status": ("response.status = 401 | 403", 50), "r/text": ("response.headers.server = nginx", 50),
        "r/every": ("asked of every record", 50), "r/present": ("timing.wait_ms is above 5", 0),
    }  # fmt: skip
    table = cost.table(cost.prices(pack.load(), sample.records), most=2)
    assert len(table.splitlines()) == 3
