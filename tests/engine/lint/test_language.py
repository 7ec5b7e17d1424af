"""What lint says about what a rule asks."""

import pytest

DENIED = {"response.status": 401}


@pytest.mark.parametrize(
    ("detect", "code"),
    [
        ({"a": DENIED, "b": {"request.method": "GET"}, "condition": "a"}, "TK-LINT-010"),
        ({"a": DENIED, "condition": "a or not a"}, "TK-LINT-011"),
        ({"a": [{"response.status|exists": True}, {"response.status|exists": False}], "condition": "a"}, "TK-LINT-011"),
        ({"a": DENIED, "condition": "not (a and not a)"}, "TK-LINT-011"),
        ({"a": {"response.body.text|contains": "no"}, "condition": "a"}, "TK-LINT-012"),
        ({"a": {"request.url.host": "*a*"}, "condition": "a"}, "TK-LINT-012"),
        ({"a": {"response.body.text|re": "(denied+x)+"}, "condition": "a"}, "TK-LINT-013"),
        ({"a": {"request.url.host|re": "login.example.com"}, "condition": "a"}, "TK-LINT-014"),
        ({"a": DENIED, "condition": "not a"}, "TK-LINT-015"),
        ({"a": DENIED, "b": {"response.status": 403}, "condition": "a and b"}, "TK-LINT-016"),
        ({"a": DENIED, "condition": "a and not a"}, "TK-LINT-016"),
    ],
)
def test_each_fault_of_the_language_has_its_code(spoil, detect, code):
    assert code in spoil(detect=detect)


@pytest.mark.parametrize(
    "detect",
    [
        {"a": {"request.url.host|re": r"login\.example\.com"}, "condition": "a"},
        {"a": {"response.body.text|re": r"denied .{0,20}because"}, "condition": "a"},
        {"a": {"response.body.text|re": r"(?:denied){1,3}"}, "condition": "a"},
        {"a": {"request.url.host": "*.example.com"}, "condition": "a"},
        {"a": {"response.status": [401, 403]}, "b": {"response.status|neq": 403}, "condition": "a and b"},
        {"a_1": DENIED, "a_2": {"response.status": 403}, "condition": "1 of a_*"},
    ],
)
def test_what_is_written_well_is_let_through(spoil, detect):
    assert not {c for c in spoil(detect=detect) if c < "TK-LINT-020" and c > "TK-LINT-009"}


def test_selections_that_a_correlation_names_are_used(spoil):
    detect = {"a": DENIED, "b": {"request.method": "GET"}}
    assert "TK-LINT-010" not in spoil(detect=detect, correlate={"type": "sequence", "steps": ["a", "b"]})
    assert "TK-LINT-010" in spoil(detect={**detect, "c": {"request.method": "PUT"}}, correlate={"type": "sequence", "steps": ["a", "b"]})
