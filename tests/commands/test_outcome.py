"""`triagekit outcome` records what became of a package and shows it."""


def test_an_outcome_is_recorded_and_shown(tk, sample, tmp_path):
    target = tmp_path / "c.zip"
    tk("package", "build", sample("auth/token-expired.txt"), "-o", target)
    code, out, _ = tk("outcome", target, "--needs", "impact.scope", "--at", "2026-11-04T08:00:00Z")
    assert (code, out) == (0, "2026-11-04T08:00:00Z  information requested: impact.scope\n")
    code, out, _ = tk("outcome", target, "--rejected", "call anna.smith@customer.test", "--at", "2026-11-05T08:00:00Z")
    assert code == 0 and "rejected" in out and "anna.smith" not in out
    assert tk("outcome", target)[1] == out


def test_two_outcomes_at_once_are_refused(tk, tmp_path):
    code, _, err = tk("outcome", tmp_path / "c.zip", "--accepted", "--rejected", "no")
    assert code == 2 and "TK-USE-002" in err
