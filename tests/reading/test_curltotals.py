"""curl -w totals in any layout become timings."""

from triagekit.reading.curltotals import Totals


def test_one_total_a_line_is_read():
    totals = Totals()
    for line in ("time_namelookup:  0.001s", "time_connect:  0.002s", "time_starttransfer: 0.102s", "time_total:  0.202s"):
        assert totals.feed(line)
    assert totals.timings() == {"total": 202.0, "dns": 1.0, "connect": 1.0, "wait": 100.0, "receive": 100.0}


def test_json_totals_name_the_url_and_the_status():
    totals = Totals()
    assert totals.feed('{"http_code":404,"time_namelookup":0.001,"time_total":0.5,"url_effective":"https://x.example/a"}')
    assert (totals.status, totals.url) == (404, "https://x.example/a")


def test_prose_is_no_total():
    assert not Totals().feed("the total: 12.50 was paid with connect to the bank and nothing else")
    assert not Totals.recognised("total=1.0")
