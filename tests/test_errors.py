"""Every error code says what, why and how to mend it."""

import re

import pytest

from triagekit.errors import CATALOGUE, Exit, Problem, TriageError


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_code_has_its_sentence_its_reason_and_its_fix(code):
    entry = CATALOGUE[code]
    assert re.fullmatch(r"TK-[A-Z]+-\d{3}", code)
    assert all(len(text) > 10 for text in (entry.what, entry.why, entry.fix))
    assert not entry.what.endswith(".")
    assert isinstance(entry.exit, Exit)


def test_an_error_carries_its_code_and_no_input():
    error = TriageError(Problem("TK-IO-001", "secret.har"))
    assert str(error) == "TK-IO-001"
    assert error.problem.entry is CATALOGUE["TK-IO-001"]
