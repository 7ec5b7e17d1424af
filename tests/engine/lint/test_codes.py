"""Codes are stable and each has a recommendation."""

import re

from triagekit.engine.faults import Fault
from triagekit.engine.lint import CODES, check
from triagekit.engine.lint.codes import Finding, Level


def test_every_code_says_what_is_wrong_and_what_to_do():
    for code, row in CODES.items():
        assert re.fullmatch(r"TK-LINT-\d{3}", code)
        assert row.what
        assert len(row.recommendation) > 20


def test_a_pack_without_faults_passes_without_a_word(clean):
    assert [str(f) for f in check(clean.load())] == []


def test_a_load_fault_keeps_its_place_and_an_unknown_field_has_its_own_code(clean):
    clean.observation("http/bad", {"s": {"response.staus": 1}})
    (found,) = check(clean.load())
    assert (found.code, found.level) == ("TK-LINT-002", Level.ERROR)
    assert str(found) == "pack/observations/http/bad.yaml:1:85: TK-LINT-002 unknown field: unknown field 'response.staus' (did you mean response.status?)"


def test_any_other_load_fault_is_the_first_code():
    assert Finding.of_fault(Fault("f", 1, 1, "title is missing")).code == "TK-LINT-001"


def test_only_the_rules_named_are_checked(clean):
    clean.observation("http/lonely", {"s": {"response.status": 418}})
    assert check(clean.load(), ["auth", "http/basic-rejected"]) == []
    assert check(clean.load(), ["http/lonely"])
