"""`triagekit explain`: every error code and every rule has an explanation."""

import pytest

from triagekit.errors import CATALOGUE


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_every_error_code_is_explained_with_why_fix_and_exit(tk, code):
    got, out, _ = tk("explain", code)
    assert got == 0
    assert out.startswith(f"{code}: ")
    assert all(f"\n   {word:<6}" in out for word in ("why", "fix", "exit"))


def test_a_cause_is_explained_with_its_rivals_and_references(tk):
    code, out, _ = tk("explain", "auth/token-expired")
    assert code == 0
    assert "auth/token-expired" in out and "https://" in out


def test_an_unknown_name_is_refused(tk):
    code, out, err = tk("explain", "no/such-rule")
    assert (code, out) == (2, "")
    assert "error[TK-RULE-002]" in err
