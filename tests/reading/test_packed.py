"""Packed data is undone in small steps, and its damage has a word."""

import bz2
import gzip
import io
import lzma

import pytest

from triagekit.reading.packed import DamagedError, Tail, bzip2, form_of, raw_deflate, stored, unpack

FORMS = {"gzip": gzip.compress, "bzip2": bz2.compress, "xz": lzma.compress}
DATA = b"hello world " * 5000


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_known_by_its_magic_and_undone(form):
    packed = FORMS[form](DATA)
    assert form_of(packed[:16]) == form
    assert b"".join(unpack(io.BytesIO(packed), form, Tail())) == DATA


@pytest.mark.parametrize("form", FORMS)
def test_several_members_in_a_row_are_one_content(form):
    packed = FORMS[form](DATA) + FORMS[form](b"more")
    assert b"".join(unpack(io.BytesIO(packed), form, Tail())) == DATA + b"more"


@pytest.mark.parametrize("form", FORMS)
def test_junk_behind_the_end_is_counted(form):
    tail = Tail()
    assert b"".join(unpack(io.BytesIO(FORMS[form](DATA) + b"JUNK"), form, tail)) == DATA
    assert tail.junk == 4


@pytest.mark.parametrize("form", FORMS)
def test_damage_and_a_cut_are_said_in_our_own_words(form):
    packed = FORMS[form](DATA)
    for bad in (packed[:-6], packed[: len(packed) // 2] + b"\xff\xff\xff" + packed[len(packed) // 2 + 3 :]):
        with pytest.raises(DamagedError) as error:
            b"".join(unpack(io.BytesIO(bad), form, Tail()))
        assert error.value.word


def test_other_bytes_are_no_form():
    for data in (b"", b"PK\x03\x04", b"BZh9notreally", b"\x1f\x8a"):
        assert form_of(data) == ""


def test_a_bomb_comes_in_small_steps():
    assert max(len(chunk) for chunk in unpack(io.BytesIO(gzip.compress(bytes(30_000_000))), "gzip", Tail())) <= 1 << 20


def test_the_methods_of_zip_archives():
    import zlib

    machine = zlib.compressobj(wbits=-15)
    assert b"".join(raw_deflate(io.BytesIO(machine.compress(DATA) + machine.flush()))) == DATA
    assert b"".join(stored(io.BytesIO(DATA))) == DATA
    assert b"".join(bzip2(io.BytesIO(bz2.compress(DATA)))) == DATA
