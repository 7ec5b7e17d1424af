"""Zip archives by their directory, without trust in what it says."""

import io
import struct
import zipfile

import pytest

from triagekit.reading.bytesource import Spool
from triagekit.reading.packed import DamagedError
from triagekit.reading.zips import directory, hidden, looks_like, name_of, unpack


def zipped(method=zipfile.ZIP_DEFLATED, **members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as out:
        for name, data in members.items():
            out.writestr(name, data)
    return made.getvalue()


def blob(data):
    return Spool().keep([data])


def read(data):
    kept = blob(data)
    found = {}
    for member in directory(kept).members:
        notes = []
        found[member.name] = (b"".join(unpack(kept, member, notes)), notes)
    return found


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_each_method_gives_its_bytes_back(method):
    assert read(zipped(method, a=b"hello" * 100, b=b"")) == {"a": (b"hello" * 100, []), "b": (b"", [])}


def test_a_comment_and_junk_before_the_archive_do_not_hide_it():
    made = io.BytesIO(zipped(a=b"x"))
    with zipfile.ZipFile(made, "a") as out:
        out.comment = b"PK\x05\x06 not the end" * 3
    assert list(read(made.getvalue())) == ["a"]
    assert list(read(b"#!/bin/sh\n" + zipped(a=b"x"))) == ["a"]
    assert hidden(blob(b"#!/bin/sh\n" + zipped(a=b"x")))


def test_a_lying_size_or_checksum_is_noted():
    data = bytearray(zipped(a=b"hello"))
    at = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 16, 0xDEADBEEF)
    assert read(bytes(data))["a"][1] == ["its size or checksum is not what the archive says"]


def test_two_names_for_one_member_are_noted():
    data = zipped(abc=b"hello").replace(b"abc", b"xyz", 1)
    assert read(data)["abc"][1] == ["the archive gives it two different names"]


def test_encrypted_members_and_unknown_methods_are_refused_with_a_word():
    data = bytearray(zipped(a=b"hello"))
    at = data.rfind(b"PK\x01\x02")
    struct.pack_into("<H", data, at + 8, 1)
    assert directory(blob(bytes(data))).members[0].refusal == "it is encrypted"
    data = bytearray(zipped(a=b"hello"))
    struct.pack_into("<H", data, at + 10, 99)
    assert "unknown way" in directory(blob(bytes(data))).members[0].refusal


def test_overlapping_members_are_seen():
    data = zipped(a=b"hello")
    central = data[data.rfind(b"PK\x01\x02") : data.rfind(b"PK\x05\x06")]
    start = data.rfind(b"PK\x01\x02")
    made = data[:start] + central * 3 + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 3, 3, len(central) * 3, start, 0)
    assert directory(blob(made)).overlaps


def test_an_archive_without_its_end_is_read_by_its_members():
    data = zipped(a=b"hello", b=b"world")
    found = directory(blob(data[: data.rfind(b"PK\x01\x02")]))
    assert [m.name for m in found.members][:1] == ["a"]
    assert any("cut off" in fault for fault in found.faults)


def test_a_member_that_is_not_where_it_should_be_is_damage():
    data = bytearray(zipped(a=b"hello"))
    at = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 42, 3)
    kept = blob(bytes(data))
    with pytest.raises(DamagedError):
        b"".join(unpack(kept, directory(kept).members[0], []))


def test_any_damage_is_no_other_exception():
    data = zipped(a=b"hello" * 20, b=b"x")
    for n in range(len(data)):
        for bad in (data[:n], data[:n] + bytes([data[n] ^ 0xFF]) + data[n + 1 :]):
            kept = blob(bad)
            for member in directory(kept).members:
                if not member.refusal:
                    try:
                        sum(map(len, unpack(kept, member, [])))
                    except DamagedError:
                        pass


def test_names_are_utf8_where_they_are_and_dos_where_not():
    assert name_of("grüße".encode(), 0x800) == "grüße"
    assert name_of(b"gr\x81\xe1e", 0) == "grüße"


def test_the_magic_of_an_archive():
    assert looks_like(zipped(a=b"")) and looks_like(zipped()) and not looks_like(b"PK") and not looks_like(b"hello")
