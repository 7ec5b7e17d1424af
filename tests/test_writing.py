"""Results are written whole or not at all, for their owner only."""

import pytest

from triagekit import writing
from triagekit.errors import TriageError


def test_a_file_is_whole_and_private(tmp_path):
    writing.whole(tmp_path / "a.json", b"{}")
    assert (tmp_path / "a.json").read_bytes() == b"{}"
    assert (tmp_path / "a.json").stat().st_mode & 0o777 == 0o600


def test_a_failed_block_leaves_the_old_file_and_no_rest(tmp_path):
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), writing.atomic(tmp_path / "a") as stream:
        stream.write(b"half")
        raise ZeroDivisionError
    assert [p.name for p in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"old"


def test_a_folder_is_made_private_and_a_file_in_the_way_is_said(tmp_path):
    assert writing.folder(tmp_path / "x" / "y").stat().st_mode & 0o777 == 0o700
    (tmp_path / "f").write_bytes(b"")
    with pytest.raises(TriageError) as caught:
        writing.folder(tmp_path / "f")
    assert caught.value.problem.code == "TK-IO-005"


def test_a_place_that_cannot_be_written_is_one_clear_error(tmp_path):
    with pytest.raises(TriageError) as caught:
        writing.whole(tmp_path / "missing" / "a", b"")
    assert caught.value.problem.code == "TK-IO-004"
