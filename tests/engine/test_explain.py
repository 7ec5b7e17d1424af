"""A rule in words."""

from triagekit.engine import explain

DETECT = {"denied": {"response.status": [401, 403], "tls.not_after|age|gt": "2h"}, "own": {"request.url.host|neq": "us"}, "condition": "denied and not own"}


def full(pack):
    pack.observation("http/denied", DETECT, show="{count} denied", references=["https://example.com/a#b"], tests=[{"name": "fires", "records": [], "expect": "no_match"}])
    pack.cause("auth/x", [{"sees": "http/denied", "proves": True, "group": "g"}], engineer_wording="It is\ntold.", looks_like="An outage.", explains=["auth/y"], notes="why")
    pack.cause("auth/y", [{"sees": "http/denied", "supports": "weak"}])
    return pack.load()


def test_an_observation_is_told_with_what_it_asks_and_who_uses_it(pack):
    assert explain.rule(full(pack), "http/denied").splitlines() == [
        "http/denied: Saw http/denied",
        "observation, reads exchange, from pack/observations/http/denied.yaml",
        "",
        "When it fires",
        "  all of:",
        "    all of:",
        "      response.status is 401 or 403",
        "      the age of tls.not_after is above 2 h",
        "    not:",
        '      request.url.host is recorded and not: is "us"',
        "",
        "What it shows",
        "  {count} denied",
        "",
        "Used by",
        "  proves               auth/x  Cause auth/x",
        "  supports: weak       auth/y  Cause auth/y",
        "",
        "Tests",
        "  fires: no_match",
        "",
        "References",
        "  https://example.com/a#b",
    ]


def test_a_cause_is_told_with_its_rivals_and_what_else_looks_like_it(pack):
    told = explain.rule(full(pack), "auth/x")
    for part in ("  proves               http/denied  Saw http/denied  [group g]", "Its rivals\n  auth/y", "What else looks like this\n  An outage.", "What it means\n  It is\n  told.", "Shown under it\n  auth/y  Cause auth/y"):
        assert part in told


def test_correlations_are_told_in_one_sentence(pack):
    detect = {"a": {"response.status": 1}, "b": {"response.status": 2}, "c": {"response.status": 3}}
    rest = {"by": ["request.url.host"], "within": "90s"}
    pack.observation("x/seq", detect, correlate={"type": "sequence", "steps": ["a", "b"], "without": "c", **rest})
    pack.observation("x/abs", detect, correlate={"type": "absent", "after": "a", "expected": "b", **rest})
    pack.observation("x/gap", {"a": detect["a"]}, correlate={"type": "gap", "longer_than": "5m"})
    pack.observation("x/rat", detect, correlate={"type": "ratio", "part": "a", "whole": "b", "above": 0.25, "at_least": 9})
    pack.observation("x/cha", {"a": detect["a"]}, correlate={"type": "chain", "from": "request.url", "to": "response.location", "loop": True})
    pack.observation("x/val", {"a": detect["a"]}, correlate={"type": "value_count", "field": "request.url.path", "at_least": 4, **rest})
    book = pack.load()
    assert not book.errors
    told = {name: explain.fires(rule)[0] for name, rule in book.observations.items()}
    assert told == {
        "x/seq": "in this order within 90 s, for each request.url.host: a, then b, with nothing in between that forbids it",
        "x/abs": "after a no b within 90 s, for each request.url.host",
        "x/gap": "a silence longer than 5 m between two such records",
        "x/rat": "more than 25% of b are a, of at least 9 in the whole capture",
        "x/cha": "a chain of at least 2 records in the whole capture in which response.location leads to the next one's request.url and comes back to where it was",
        "x/val": "at least 4 different values of request.url.path within 90 s, for each request.url.host",
    }


def test_every_rule_has_a_page_and_the_index_names_it(pack):
    pages = explain.pages(full(pack))
    assert sorted(pages) == ["README.md", "causes/auth/x.md", "causes/auth/y.md", "observations/http/denied.md"]
    assert "[auth/x](causes/auth/x.md)" in pages["README.md"]
    assert "## When it fires\n\n- all of:\n  - all of:\n    - response.status is 401 or 403" in pages["observations/http/denied.md"]


def test_what_does_not_exist_is_none_and_what_is_broken_says_so(pack):
    pack.observation("http/bad", {"s": {"nope": 1}})
    book = pack.load()
    assert explain.rule(book, "no/rule") is None
    assert "could not be loaded" in explain.rule(book, "http/bad")
    assert "unknown field 'nope'" in explain.rule(book, "http/bad")
