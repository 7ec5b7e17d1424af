"""Order of the causes, and symptoms under what explains them."""

from triagekit.engine.conclude import judgement
from triagekit.engine.language import Fields
from triagekit.engine.rulebook import Cause, Origin, Rulebook, Sight
from triagekit.engine.sighting import Sighting
from triagekit.model import Verdict
from triagekit.verdicts import Hit

STRONG, WEAK = "supports: strong", "supports: weak"


def cause(name, weights, differential=None, explains=(), coarse=False):
    """A cause that sees one observation of its own, all of them seen, for each weight; groups all differ."""
    sights = tuple(Sight(f"{name}-{n}", weight, str(n)) for n, weight in enumerate(weights))
    return Cause(name, name, differential or name, "high", "customer", sights, tuple(explains), coarse, (), "", "", "", "", (), Origin(None, "f", "p"), {})


def ranked(*causes, unseen=(), extra=()):
    book = Rulebook(Fields({}, {}), causes={c.id: c for c in causes})
    names = [s.sees for c in causes for s in c.evidence] + list(extra)
    return judgement(book, {n: Sighting() if n in unseen else Sighting((Hit(n, n, n, ()),)) for n in names}).causes


def ids(*causes, **more):
    return [c.id for c in ranked(*causes, **more)]


def test_a_better_verdict_comes_first_then_fewer_contradictions_then_points_then_the_id():
    assert ids(cause("a", [STRONG, WEAK]), cause("b", ["proves"])) == ["b", "a"]
    assert ids(cause("a", ["proves", "weakens: weak"]), cause("b", ["proves"])) == ["b", "a"]
    assert ids(cause("a", ["proves"]), cause("b", ["proves", WEAK])) == ["b", "a"]
    assert ids(cause("b", ["proves"]), cause("a", ["proves"])) == ["a", "b"]


def test_an_explained_cause_stands_below_its_explainer_and_below_every_unexplained_one_that_speaks():
    causes = ranked(cause("a", ["proves"]), cause("b", ["proves"], explains=["a"]), cause("c", [WEAK]), cause("d", [WEAK], differential="d"), unseen=["d-0"])
    assert [(c.id, c.explained_by) for c in causes] == [("b", ""), ("c", ""), ("a", "b"), ("d", "")]
    assert causes[0].explains == ("a",)


def test_when_the_explainer_falls_the_symptom_is_given_back():
    causes = ranked(cause("a", ["proves"]), cause("b", ["proves", "excludes"], explains=["a"]), unseen=["b-0"])
    assert [(c.id, c.explained_by, c.verdict) for c in causes] == [("a", "", Verdict.CONFIRMED), ("b", "", Verdict.RULED_OUT)]


def test_a_cause_never_nests_one_that_is_surer_than_itself():
    assert ids(cause("a", [WEAK], explains=["b"]), cause("b", ["proves"])) == ["b", "a"]


def test_two_causes_that_explain_each_other_do_not_both_vanish():
    causes = ranked(cause("a", ["proves"], explains=["b"]), cause("b", ["proves"], explains=["a"]))
    assert [(c.id, c.explained_by) for c in causes] == [("a", ""), ("b", "a")]


def test_observations_that_a_cause_explains_are_named_when_they_were_seen():
    causes = ranked(cause("a", ["proves"], explains=["http/seen", "http/unseen"]), unseen=["http/unseen"], extra=["http/seen", "http/unseen"])
    assert causes[0].explains == ("http/seen",)


def test_a_coarse_cause_yields_to_a_specific_one_of_its_differential_and_verdict_only():
    coarse = cause("a", ["proves", WEAK], "d", coarse=True)
    assert ids(coarse, cause("b", ["proves"], "d"), cause("c", ["proves"], "other")) == ["b", "a", "c"]
    assert ids(coarse, cause("b", [STRONG, WEAK], "d")) == ["a", "b"]
