"""What was read before is used again only while every file is as it was and nobody else could have written it."""

import os

import pytest

from triagekit import remembered as kept
from triagekit.remembered import place, remembered


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: tmp_path / "cache" / "triagekit")
    made = tmp_path / "rules"
    (made / "a").mkdir(parents=True)
    (made / "a" / "one.yaml").write_text("x: 1")
    return made


def asked(folder, value=None):
    """Whether `make` was asked, and what came."""
    calls = []
    made = remembered(folder, lambda: calls.append(1) or value or {"one": ["x", 1, 2.5, True, None]})
    return bool(calls), made


def test_the_second_start_is_told_what_the_first_one_read(folder):
    first, second = asked(folder), asked(folder, {"not": "asked"})
    assert (first[0], second[0]) == (True, False)
    assert first[1] == second[1] == {"one": ["x", 1, 2.5, True, None]}


def test_nobody_else_can_read_or_write_what_is_kept(folder):
    asked(folder)
    assert place(folder).stat().st_mode & 0o777 == 0o600
    assert [p.name for p in place(folder).parent.iterdir()] == [place(folder).name]


@pytest.mark.parametrize("change", ["same size", "touched", "new", "gone", "renamed"])
def test_any_change_of_any_file_is_noticed(folder, change):
    asked(folder)
    file = folder / "a" / "one.yaml"
    if change == "same size":
        about = file.stat()
        file.write_text("x: 2")
        os.utime(file, ns=(about.st_atime_ns, about.st_mtime_ns))
    elif change == "touched":
        os.utime(file, ns=(1, 1))
    elif change == "new":
        (folder / "two.yaml").write_text("")
    elif change == "gone":
        file.unlink()
    else:
        file.rename(folder / "a" / "two.yaml")
    assert asked(folder)[0]


@pytest.mark.parametrize("at", [0, 40, 70, -1])
def test_a_damaged_cache_is_not_believed(folder, at):
    asked(folder)
    raw = bytearray(place(folder).read_bytes())
    raw[at] ^= 1
    place(folder).write_bytes(raw)
    assert asked(folder)[0]
    assert not asked(folder)[0], "and it is written anew"


@pytest.mark.parametrize("left", [0, 31, 64, 70])
def test_a_cache_cut_short_is_not_believed(folder, left):
    asked(folder)
    place(folder).write_bytes(place(folder).read_bytes()[:left])
    assert asked(folder)[0]


def test_a_cache_that_others_may_write_is_not_believed(folder):
    asked(folder)
    place(folder).chmod(0o666)
    assert asked(folder)[0]


def test_a_link_to_a_folder_or_a_folder_in_its_place_costs_time_only(folder):
    place(folder).mkdir(parents=True)
    assert asked(folder)[0]
    assert asked(folder)[0]


def test_where_nothing_can_be_written_everything_is_read_each_time(folder, monkeypatch):
    place(folder).parent.parent.write_text("a file where the folder should be")
    assert asked(folder) == (True, {"one": ["x", 1, 2.5, True, None]})
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: (_ for _ in ()).throw(RuntimeError("no home")))
    assert asked(folder)[0]


def test_nothing_is_kept_of_what_could_not_be_read_whole_and_of_a_folder_that_is_not_there(folder, tmp_path):
    for where in (folder, tmp_path / "absent"):
        assert remembered(where, lambda: None) is None
        assert not place(where).exists()


def test_a_value_that_cannot_be_kept_is_given_all_the_same(folder):
    assert remembered(folder, lambda: {1j: 2}) == {1j: 2}
    assert not list(place(folder).parent.glob("*"))


def test_another_version_of_the_program_has_a_cache_of_its_own(folder, monkeypatch):
    before = place(folder)
    monkeypatch.setattr(kept, "__version__", "999")
    assert place(folder) != before
