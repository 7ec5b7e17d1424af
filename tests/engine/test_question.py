"""The next question separates the two front runners most, and is asked only where something is open."""

import pytest

from triagekit.engine.conclude import judgement
from triagekit.engine.language import Fields
from triagekit.engine.rulebook import Cause, Origin, Rulebook, Sight
from triagekit.engine.sighting import Sighting
from triagekit.verdicts import Hit

STRONG, MODERATE, WEAK = "supports: strong", "supports: moderate", "supports: weak"


def cause(name, evidence, coarse=False):
    sights = tuple(Sight(sees, weight, group) for sees, weight, group in evidence)
    return Cause(name, name, "d", "high", "customer", sights, (), coarse, (), f"ask {name}", "", "", "", (), Origin(None, "f", "p"), {})


@pytest.fixture
def asked():
    def ask(causes, seen, missing):
        names = {s.sees for c in causes for s in c.evidence}
        found = {n: Sighting((Hit(n, n, n, ()),)) if n in seen else Sighting((), "needs a HAR", ("exchange",)) if n in missing else Sighting() for n in names}
        return judgement(Rulebook(Fields({}, {}), causes={c.id: c for c in causes}), found).next_question.get("d", "")

    return ask


def test_the_item_that_moves_the_two_apart_most_gives_the_question(asked):
    causes = [cause("a", [("x", MODERATE, "1"), ("far", "proves", "2")]), cause("b", [("x", WEAK, "1"), ("near", WEAK, "2")])]
    assert asked(causes, ["x"], ["far", "near"]) == "ask a"
    causes = [cause("a", [("x", MODERATE, "1"), ("near", WEAK, "2")]), cause("b", [("x", WEAK, "1"), ("far", "proves", "2")])]
    assert asked(causes, ["x"], ["far", "near"]) == "ask b"


def test_an_item_that_says_the_same_of_both_separates_nothing(asked):
    both = [cause("a", [("x", STRONG, "1"), ("same", WEAK, "2")]), cause("b", [("x", MODERATE, "1"), ("same", WEAK, "2")])]
    assert asked(both, ["x"], ["same"]) == ""


def test_a_certain_answer_leaves_nothing_to_ask(asked):
    assert asked([cause("a", [("x", "proves", "1"), ("y", STRONG, "2")])], ["x"], ["y"]) == ""


def test_where_nothing_speaks_nothing_is_asked(asked):
    assert asked([cause("a", [("x", STRONG, "1")])], [], ["x"]) == ""


def test_behind_a_coarse_answer_the_specific_ones_are_asked_about(asked):
    causes = [cause("coarse", [("x", STRONG, "1")], coarse=True), cause("fine", [("y", "proves", "1")])]
    assert asked(causes, ["x"], ["y"]) == "ask fine"


def test_a_cause_that_is_ruled_out_is_not_asked_about(asked):
    causes = [cause("a", [("x", MODERATE, "1")]), cause("out", [("x", "excludes", "1"), ("y", "proves", "2")])]
    assert asked(causes, ["x"], ["y"]) == ""
