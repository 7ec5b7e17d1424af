"""`triagekit demo`: the first whole report, the others in a line each, and where everything went."""

from triagekit import demo


def test_the_first_sample_is_reported_whole_and_the_others_in_a_line(tk, tmp_path, monkeypatch):
    two = dict(list(demo.samples().items())[:2])
    monkeypatch.setattr(demo, "samples", lambda every=False: two)
    code, out, _ = tk("demo", "-o", tmp_path / "out")
    assert code == 0
    assert "next step" in out
    assert all(f"\n  {name}" in out for name in two)
    assert out.rstrip().endswith(f"{tmp_path / 'out'}/")


def test_a_folder_that_cannot_be_made_is_one_error(tk, tmp_path):
    (tmp_path / "file").write_text("x")
    code, _, err = tk("demo", "-o", tmp_path / "file" / "out")
    assert (code, "error[TK-IO-004]" in err or "error[TK-IO-005]" in err) == (2, True)
