"""The gates of rules.md, and what adding evidence may and may not do."""

from hypothesis import given, settings
from hypothesis import strategies as st

from triagekit.engine.conclude import judgement
from triagekit.engine.judge import POINTS
from triagekit.engine.language import Fields
from triagekit.engine.rulebook import Cause, Origin, Rulebook, Sight
from triagekit.engine.sighting import Sighting
from triagekit.model import SPEAKING, VERDICT_ORDER, Location, Verdict
from triagekit.records import Kind, Record
from triagekit.verdicts import Hit

WORDS = ["proves", "excludes", *[w for w in POINTS if w != "proves"]]


def cause(name, evidence, differential="d", explains=(), coarse=False):
    sights = tuple(Sight(sees, weight, group) for sees, weight, group in evidence)
    return Cause(name, name, differential, "high", "customer", sights, tuple(explains), coarse, (), f"ask {name}", "", "", "", (), Origin(None, "f", "p"), {})


def judged(causes, seen, missing=()):
    book = Rulebook(Fields({}, {}), causes={c.id: c for c in causes})
    names = {s.sees for c in causes for s in c.evidence} | set(seen)
    out = {n: Sighting((Hit(n, n, n, ()),)) if n in seen else Sighting((), "needs a HAR", ("exchange",)) if n in missing else Sighting() for n in names}
    return judgement(book, out)


def verdicts(causes, seen, missing=()):
    return {c.id: c.verdict for c in judged(causes, seen, missing).causes}


STRONG, MODERATE, WEAK = "supports: strong", "supports: moderate", "supports: weak"


def one(evidence, missing=()):
    items = [(f"o{n}", weight, group) for n, (weight, group) in enumerate(evidence)]
    return verdicts([cause("c", items)], [f"o{n}" for n in range(len(items)) if n not in missing], [f"o{n}" for n in missing])["c"]


def test_a_proof_confirms():
    assert one([("proves", "a")]) is Verdict.CONFIRMED


def test_a_proof_and_an_exclusion_conflict():
    assert one([("proves", "a"), ("excludes", "b")]) is Verdict.CONFLICTING


def test_an_exclusion_rules_out_whatever_supports():
    assert one([(STRONG, "a"), (STRONG, "b"), ("excludes", "c")]) is Verdict.RULED_OUT


def test_likely_needs_one_strong_or_two_moderate_from_two_groups():
    assert one([(STRONG, "a"), (WEAK, "b")]) is Verdict.LIKELY
    assert one([(MODERATE, "a"), (MODERATE, "b")]) is Verdict.LIKELY
    assert one([(MODERATE, "a"), (WEAK, "b")]) is Verdict.POSSIBLE


def test_a_single_strong_group_alone_is_only_possible_however_many_items_it_has():
    assert one([(STRONG, "a"), (STRONG, "a"), (MODERATE, "a")]) is Verdict.POSSIBLE


def test_a_group_counts_its_strongest_item_not_the_sum():
    assert judged([cause("c", [("x", STRONG, "g"), ("y", STRONG, "g"), ("z", WEAK, "h")])], "xyz").causes[0].points == 7


def test_what_weakens_takes_a_likely_cause_back_to_possible_and_a_weak_one_to_not_supported():
    assert one([(STRONG, "a"), (WEAK, "b"), ("weakens: moderate", "c")]) is Verdict.POSSIBLE
    assert one([(WEAK, "a"), ("weakens: strong", "c")]) is Verdict.NOT_SUPPORTED


def test_looked_and_found_nothing_is_not_supported_and_not_looked_is_not_assessed():
    assert verdicts([cause("c", [("x", STRONG, "a"), ("y", WEAK, "b")])], [], ["x"])["c"] is Verdict.NOT_SUPPORTED
    found = judged([cause("c", [("x", STRONG, "a"), ("y", "excludes", "b")])], [], ["x"]).causes[0]
    assert (found.verdict, found.not_assessed_because, found.checked_done, found.checked_of) == (Verdict.NOT_ASSESSED, "needs a HAR", 1, 2)


def test_equal_rivals_are_both_named_and_only_possible():
    causes = [cause("a", [("x", STRONG, "1"), ("y", WEAK, "2")]), cause("b", [("x", STRONG, "1"), ("y", WEAK, "2")])]
    found = judged(causes, "xy").causes
    assert [(c.id, c.verdict, c.tied_with) for c in found] == [("a", Verdict.POSSIBLE, ("b",)), ("b", Verdict.POSSIBLE, ("a",))]


def test_a_clear_lead_keeps_the_leader_likely():
    causes = [cause("a", [("x", STRONG, "1"), ("y", MODERATE, "2")]), cause("b", [("x", STRONG, "1"), ("y", WEAK, "2")])]
    assert verdicts(causes, "xy") == {"a": Verdict.LIKELY, "b": Verdict.POSSIBLE}


def test_rivals_of_another_differential_do_not_compete():
    evidence = [("x", STRONG, "1"), ("y", WEAK, "2")]
    assert set(verdicts([cause("a", evidence), cause("b", evidence, "other")], "xy").values()) == {Verdict.LIKELY}


def test_a_coarse_answer_does_not_hold_back_a_specific_one():
    evidence = [("x", STRONG, "1"), ("y", WEAK, "2")]
    found = judged([cause("a-coarse", evidence, coarse=True), cause("b-specific", evidence)], "xy").causes
    assert [(c.id, c.verdict) for c in found] == [("b-specific", Verdict.LIKELY), ("a-coarse", Verdict.LIKELY)]


def test_a_symptom_does_not_compete_with_its_cause():
    evidence = [("x", STRONG, "1"), ("y", WEAK, "2")]
    assert verdicts([cause("a", evidence, explains=["b"]), cause("b", evidence)], "xy")["a"] is Verdict.LIKELY


names = st.sampled_from(["x", "y", "z", "w"])
items = st.lists(st.tuples(names, st.sampled_from(WORDS), st.sampled_from("123")), min_size=1, max_size=4, unique_by=lambda i: i[0])
cases = st.tuples(items, items, st.sets(names), st.sets(names))


def level(verdict):
    """Verdicts that do not speak are one level: none of them claims anything."""
    return VERDICT_ORDER[verdict] if verdict in SPEAKING else 9


def both(first, second, seen, missing):
    return verdicts([cause("a", first), cause("b", second)], seen, missing - seen)


@settings(deadline=None, max_examples=300)
@given(cases, st.sampled_from([STRONG, MODERATE, WEAK, "proves"]), st.sampled_from("1234"))
def test_adding_support_never_lowers_a_verdict(case, weight, group):
    first, second, seen, missing = case
    before = both(first, second, seen, missing)["a"]
    after = both([*first, ("new", weight, group)], second, seen | {"new"}, missing)["a"]
    assert level(after) <= level(before)


@settings(deadline=None, max_examples=300)
@given(cases, st.sampled_from("1234"))
def test_adding_an_exclusion_never_raises_a_verdict(case, group):
    first, second, seen, missing = case
    before = both(first, second, seen, missing)["a"]
    after = both([*first, ("new", "excludes", group)], second, seen | {"new"}, missing)["a"]
    assert level(after) >= level(before)


@settings(deadline=None, max_examples=200)
@given(cases, st.randoms())
def test_the_order_of_causes_and_evidence_changes_nothing(case, rnd):
    first, second, seen, missing = case
    causes = [cause("a", first), cause("b", second), cause("c", first, "other", ["a"])]
    expected = judged(causes, seen, missing - seen)
    shuffled = [cause("c", rnd.sample(first, len(first)), "other", ["a"]), cause("b", rnd.sample(second, len(second))), cause("a", rnd.sample(first, len(first)))]
    got = judged(rnd.sample(shuffled, 3), seen, missing - seen)
    assert [(c.id, c.verdict, c.points, c.tied_with, c.explained_by, c.for_) for c in got.causes] == [(c.id, c.verdict, c.points, c.tied_with, c.explained_by, c.for_) for c in expected.causes]


def seen_at(name, line):
    return Sighting((Hit(name, name, name, (Record(Kind.EVENT, Location("a0001", "line", line=line), {}),)),))


def test_two_proofs_read_off_one_record_are_one_proof():
    """One log line that two observations understand must not outweigh two lines that say the same thing independently."""
    twice = cause("twice", [("o1", "proves", "words"), ("o2", "proves", "mark")])
    book = Rulebook(Fields({}, {}), causes={"twice": twice})
    same = judgement(book, {"o1": seen_at("o1", 3), "o2": seen_at("o2", 3)}).causes[0].points
    apart = judgement(book, {"o1": seen_at("o1", 3), "o2": seen_at("o2", 9)}).causes[0].points
    assert same == POINTS["proves"]
    assert apart == 2 * POINTS["proves"]


def test_the_failing_requests_own_line_stands_before_the_failures_of_others_in_the_same_log():
    """A cause joined to the very request ranks first among equals, however many other things a log proves, and no rival about others holds it back."""
    mine = cause("z-mine", [("o1", STRONG, "mark"), ("o2", STRONG, "join")])
    other = cause("a-other", [("o3", STRONG, "mark"), ("o4", STRONG, "words"), ("o5", STRONG, "status")])
    found = judged([mine, other], ["o1", "o2", "o3", "o4", "o5"]).causes
    assert [(c.id, c.verdict) for c in found] == [("z-mine", Verdict.LIKELY), ("a-other", Verdict.LIKELY)]


def test_a_surer_verdict_still_stands_before_a_joined_one():
    mine = cause("mine", [("o1", STRONG, "join")])
    other = cause("other", [("o2", "proves", "mark")])
    assert [c.id for c in judged([mine, other], ["o1", "o2"]).causes] == ["other", "mine"]


def lines(name, *numbers, count=0):
    records = tuple(Record(Kind.EVENT, Location("log", "line", line=n), {}) for n in numbers)
    return Sighting((Hit(name, name, f"line {numbers[0]}", records, count or len(numbers)),))


def whose(record):
    return record.location.line == 7


def test_what_is_only_other_peoples_stands_below_the_customers_own_however_sure_it_is():
    own = cause("own", [("o1", STRONG, "mark"), ("o2", STRONG, "words")])
    other = cause("other", [("o3", "proves", "mark")], "e")
    found = judgement(Rulebook(Fields({}, {}), causes={"own": own, "other": other}), {"o1": lines("o1", 3, 7), "o2": lines("o2", 9), "o3": lines("o3", 5)}, whose=whose).causes
    assert [(c.id, c.verdict, c.concerns) for c in found] == [("own", Verdict.LIKELY, "own"), ("other", Verdict.CONFIRMED, "others")]


def test_the_customers_own_record_is_shown_first_and_another_burst_that_holds_it_before_a_larger_one():
    own = cause("own", [("o1", STRONG, "mark")])
    bursts = Sighting((lines("o1", 1, 2).hits[0], lines("o1", 5, 7).hits[0]))
    (found,) = judgement(Rulebook(Fields({}, {}), causes={"own": own}), {"o1": bursts}, whose=whose).causes
    assert [r.location.line for r in found.for_[0].hit.records] == [7, 5]


def test_of_what_was_only_counted_nobody_knows_whose_it_is_unless_joins_were_looked_at():
    counted = cause("counted", [("o1", STRONG, "mark")])
    looked = cause("looked", [("o1", STRONG, "mark"), ("o2", STRONG, "join")])
    seen = {"o1": lines("o1", 1, 2, count=40), "o2": Sighting()}
    found = judgement(Rulebook(Fields({}, {}), causes={"counted": counted, "looked": looked}), seen, whose=whose).causes
    assert {c.id: c.concerns for c in found} == {"counted": "", "looked": "others"}


def test_a_weak_sign_of_nobodys_does_not_make_other_peoples_failure_the_customers():
    mixed = cause("mixed", [("o1", "proves", "mark"), ("o2", WEAK, "status")])
    fact = Sighting((Hit("o2", "o2", "", (Record(Kind.EXCHANGE, Location("har"), {}),)),))
    (found,) = judgement(Rulebook(Fields({}, {}), causes={"mixed": mixed}), {"o1": lines("o1", 5), "o2": fact}, whose=lambda r: None if r.location.artifact == "har" else whose(r)).causes
    assert found.concerns == "others"


def test_a_join_that_lacks_only_what_this_cause_would_speak_by_was_looked_at():
    looked = cause("looked", [("o1", STRONG, "mark"), ("o2", STRONG, "join")])
    for needs, word in ((("join.there.exception",), "others"), (("join.strength", "join.there.exception"), "")):
        seen = {"o1": lines("o1", 1, 2, count=40), "o2": Sighting((), "nothing given shows it", needs)}
        (found,) = judgement(Rulebook(Fields({}, {}), causes={"looked": looked}), seen, whose=whose).causes
        assert found.concerns == word


def test_other_peoples_cause_does_not_explain_the_customers_symptom():
    symptom = cause("symptom", [("o1", STRONG, "mark"), ("o2", STRONG, "words")], "e")
    other = cause("other", [("o3", "proves", "mark")], explains=["symptom"])
    found = judgement(Rulebook(Fields({}, {}), causes={"symptom": symptom, "other": other}), {"o1": lines("o1", 7), "o2": lines("o2", 7), "o3": lines("o3", 5)}, whose=whose).causes
    assert [(c.id, c.explained_by) for c in found] == [("symptom", ""), ("other", "")]
