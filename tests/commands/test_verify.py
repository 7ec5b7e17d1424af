"""`triagekit verify`: 0 when a copy holds, 1 when it is another one, 4 when something shows."""


def test_what_was_written_holds_and_a_change_does_not(tk, sample, tmp_path):
    tk("redact", sample("auth/token-expired.txt"), "-o", tmp_path / "clean")
    assert tk("verify", tmp_path / "clean")[0] == 0
    copy = tmp_path / "clean" / "token-expired.txt"
    copy.write_bytes(copy.read_bytes() + b"x\n")
    code, out, _ = tk("verify", copy)
    assert code == 1 and "changed since" in out
    copy.write_bytes(copy.read_bytes() + b"AKIAIOSFODNN7EXAMPLE\n")
    code, out, _ = tk("verify", copy)
    assert code == 4 and "vendor-key" in out and "AKIA" not in out


def test_nothing_to_verify_is_an_error(tk, tmp_path):
    assert tk("verify", tmp_path)[0] == 2
    assert tk("verify", tmp_path / "none.har")[0] == 2
