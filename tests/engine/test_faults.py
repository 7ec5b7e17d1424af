"""Faults name a place, a reason and a suggestion, and hold nothing that acts on a terminal."""

from triagekit.engine.faults import Fault, RuleFault, Wrong, did_you_mean, quoted


def test_a_fault_is_one_line_that_an_editor_can_jump_to():
    assert str(Fault("pack/x.yaml", 3, 5, "unknown key 'a'", "did you mean b?")) == "pack/x.yaml:3:5: unknown key 'a' (did you mean b?)"
    assert str(Fault("pack/x.yaml", 3, 5, "title is missing")) == "pack/x.yaml:3:5: title is missing"


def test_faults_sort_by_file_and_place():
    faults = [Fault("b", 1, 1, "x"), Fault("a", 10, 1, "x"), Fault("a", 9, 2, "x")]
    assert [(f.file, f.line) for f in sorted(faults)] == [("a", 9), ("a", 10), ("b", 1)]


def test_the_nearest_known_word_is_suggested_and_a_far_one_is_not():
    assert did_you_mean("respnse.status", ["response.status", "request.method"]) == "did you mean response.status?"
    assert did_you_mean("zzz", ["response.status"]) == ""
    assert did_you_mean("x" * 100_000, ["response.status"]) == ""


def test_words_from_files_are_quoted_short_and_printable():
    assert quoted("a\x1b]0;b\n") == "'a?]0;b?'"
    assert len(quoted("x" * 500)) == 82


def test_a_rule_fault_never_carries_input_in_its_text():
    fault = RuleFault([Wrong(("a",), "secret")])
    assert (str(fault), fault.wrongs[0].at) == ("rule fault", ("a",))
