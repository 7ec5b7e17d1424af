"""`triagekit case new`: printed, or written once and never over another file."""


def test_a_draft_is_printed_or_written_beside_the_files(tk, sample, tmp_path):
    code, out, _ = tk("case", "new", sample("auth/token-expired.txt"))
    assert code == 0 and out.startswith("# What no artifact can tell")
    code, out, err = tk("case", "new", sample("auth/token-expired.txt"), "-o", tmp_path)
    assert (code, out) == (0, "")
    assert (tmp_path / "case.yaml").stat().st_mode & 0o777 == 0o600
    assert "case.yaml" in err


def test_a_case_file_that_is_there_is_never_replaced(tk, sample, tmp_path):
    (tmp_path / "case.yaml").write_text("case: {id: mine}\n")
    code, _, err = tk("case", "new", sample("auth/token-expired.txt"), "-o", tmp_path)
    assert (code, "TK-IO-005" in err) == (2, True)
    assert (tmp_path / "case.yaml").read_text() == "case: {id: mine}\n"


def test_the_drafted_case_can_be_analyzed_at_once(tk, sample, tmp_path):
    from pathlib import Path

    (tmp_path / "a.txt").write_text(Path(sample("auth/token-expired.txt")).read_text())
    assert tk("case", "new", tmp_path / "a.txt", "-o", tmp_path)[0] == 0
    code, out, _ = tk("analyze", tmp_path)
    assert code == 0 and "(confirmed)" in out.splitlines()[0]
