"""Bytes of artifacts as often as needed, never held whole, never waited for."""

import os

import pytest

from triagekit.reading.bytesource import HEAD, Blob, BlobSource, NotRegularError, Spool, blob_of, file_blob, head_of, memory_source


def test_a_part_never_reaches_beyond_its_stretch(tmp_path):
    (tmp_path / "f").write_bytes(b"0123456789")
    blob = file_blob(tmp_path / "f")
    assert blob.part(2, 5).read(100) == b"23456"
    assert blob.part(8, 50).read(100) == b"89"
    assert blob.part(-5, 3).read(100) == b"012"
    assert blob.part(50, 3).read(100) == b""
    assert blob.part(2, 5).part(1, 2).read(9) == b"34"


def test_streams_on_one_descriptor_do_not_disturb_each_other():
    spool = Spool()
    kept = spool.keep([b"abc", b"def"])
    one, two = kept.open(), kept.open()
    assert one.read(2) == b"ab" and two.read(3) == b"abc" and one.read() == b"cdef"
    one.seek(-2, os.SEEK_END)
    assert one.read() == b"ef"


def test_the_spool_forgets_what_came_before_a_failure():
    spool = Spool()

    def broken():
        yield b"lost"
        raise ValueError

    with pytest.raises(ValueError):
        spool.keep(broken())
    assert spool.keep([b"kept"]).read(9) == b"kept"
    spool.close()


def test_a_pipe_and_a_folder_are_no_files(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotRegularError):
        file_blob(tmp_path / "pipe")
    with pytest.raises(OSError):
        file_blob(tmp_path)


def test_a_link_is_not_followed_where_it_must_not_be(tmp_path):
    (tmp_path / "f").write_bytes(b"x")
    (tmp_path / "l").symlink_to(tmp_path / "f")
    assert file_blob(tmp_path / "l").read(1) == b"x"
    with pytest.raises(OSError):
        file_blob(tmp_path / "l", follow=False)


def test_a_file_that_grows_keeps_the_size_it_had(tmp_path):
    (tmp_path / "f").write_bytes(b"12")
    blob = file_blob(tmp_path / "f")
    (tmp_path / "f").write_bytes(b"123456")
    assert blob.open().read() == b"12"


def test_digest_and_head_are_of_the_same_bytes(tmp_path):
    import hashlib

    data = b"x" * (HEAD + 10)
    (tmp_path / "f").write_bytes(data)
    blob = file_blob(tmp_path / "f")
    assert blob.sha256() == hashlib.sha256(data).hexdigest()
    head = head_of(blob, "f")
    assert (len(head.data), head.size, head.name) == (HEAD, len(data), "f")


def test_any_source_can_be_had_as_a_blob():
    source = memory_source(b"hello", "n")
    assert (source.read(2), source.open().read(), blob_of(source).read(9)) == (b"he", b"hello", b"hello")
    blob = Spool().keep([b"abc"])
    assert blob_of(BlobSource("a0001", head_of(blob, ""), blob)) is blob
    assert isinstance(blob, Blob)
