"""Artifacts hang on one another by what was measured; a round that misses its beginning is left out."""

from triagekit.correlate._rounds import Edge, hang, sound
from triagekit.correlate.timeline import Step


def edge(one, other, seconds, uncertainty=0.1, by="identifier"):
    return Edge(one, other, Step(-seconds, uncertainty), Step(seconds, uncertainty), by)


def names(edges):
    return {(e.one, e.other) for e in edges}


def test_a_round_that_closes_within_what_it_is_uncertain_by_is_kept_whole():
    edges = [edge("a", "b", 5), edge("b", "c", 7), edge("a", "c", 12.9)]
    assert sound(edges) == (sorted(edges, key=lambda e: e.rank), [])


def test_a_round_that_does_not_close_takes_all_its_edges_away_and_no_others():
    kept, odd = sound([edge("a", "b", 5), edge("b", "c", 7), edge("a", "c", 40), edge("c", "d", 1)])
    assert names(kept) == {("c", "d")}
    assert [round(gap, 1) for _, gap, _ in odd] == [27.7]


def test_like_requests_give_way_to_identifiers():
    kept, odd = sound([edge("a", "b", 5), edge("b", "c", 7), edge("a", "c", 40, by="request")])
    assert names(kept) == {("a", "b"), ("b", "c")}
    assert len(odd) == 1


def test_what_hangs_the_other_way_round_is_moved_the_other_way():
    assert hang([edge("a", "b", 5), edge("c", "b", 2)], {})["c"].seconds == -3
    assert hang([edge("a", "b", 5)], {"a": Step(100, 1)})["b"].seconds == 95
    assert hang([], {"a": Step(100, 1)})["a"].seconds == 100
