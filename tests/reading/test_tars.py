"""Tar archives are walked without trust in their sizes."""

import io
import tarfile

import pytest

from triagekit.reading.bytesource import Spool
from triagekit.reading.tars import Fault, Member, looks_like, members


def archive(*names, data=b"hello", form=tarfile.PAX_FORMAT):
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=form) as out:
        for name in names:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            out.addfile(info, io.BytesIO(data))
    return made.getvalue()


def walk(data):
    return list(members(Spool().keep([data])))


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_every_writing_of_tar_is_read_also_long_names(form):
    names = ["a.log", "d/" + "x" * 90] if form == tarfile.USTAR_FORMAT else ["a.log", "d/" * 60 + "long-name.log", "grüße.log"]
    data = archive(*names, form=form)
    assert looks_like(data[:512])
    found = walk(data)
    assert [m.name for m in found] == names
    assert all(m.blob.read(9) == b"hello" for m in found)


def test_links_and_devices_are_refused_with_a_word():
    info = tarfile.TarInfo("l")
    info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as out:
        out.addfile(info)
    (found,) = walk(made.getvalue())
    assert found.refusal


def test_an_archive_cut_off_gives_what_is_whole():
    data = archive("a", "b", data=b"x" * 2000)
    found = walk(data[:4000])
    assert [m.name for m in found if isinstance(m, Member)] == ["a", "b"]
    assert [m.cut for m in found if isinstance(m, Member)] == [False, True]


def test_anything_behind_the_end_is_said():
    found = walk(archive("a") + b"junk" * 300)
    assert isinstance(found[-1], Fault) and found[-1].left > 0


def test_any_damage_is_walked_to_an_end():
    data = archive("a", "b", "c")
    for n in range(0, 1600, 7):
        walk(data[:n] + b"\xff" + data[n + 1 :])
    walk(b"\xff" * 5000)
    walk(b"")


def test_other_bytes_are_no_tar():
    assert not looks_like(b"x" * 512)
    assert not looks_like(b"")
