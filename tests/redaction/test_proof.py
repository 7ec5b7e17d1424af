"""A copy is proven again without its original; a change, a missing audit and a leak are told apart."""

import pytest

from redaction import proof
from triagekit.reading.bytesource import memory_source


@pytest.fixture
def copied(tmp_path, tk, sample):
    code, _, _ = tk("redact", sample("auth/token-expired.txt"), "-o", tmp_path / "clean")
    assert code == 0
    return tmp_path / "clean" / "token-expired.txt"


def test_an_untouched_copy_holds(copied):
    made = proof.prove(copied)
    assert made.holds and made.placeholders > 0


def test_a_changed_copy_does_not(copied):
    copied.write_bytes(copied.read_bytes() + b"\n")
    assert proof.prove(copied).problems == ["it is not the copy that the audit speaks of: it was changed since, or belongs to another run"]


def test_a_leak_is_named_by_category_only(copied):
    copied.write_bytes(copied.read_bytes() + b"AKIAIOSFODNN7EXAMPLE\n")
    made = proof.prove(copied)
    assert made.leaks == ["vendor-key"] and "AKIA" not in str(made)


def test_without_an_audit_nothing_is_proven(tmp_path):
    (tmp_path / "x.log").write_text("plain\n")
    assert not proof.prove(tmp_path / "x.log").holds


def test_a_damaged_audit_is_none(copied):
    proof.audit_of(copied).write_text("[]")
    assert proof.prove(copied).problems == ["its audit cannot be read"]


def test_copies_of_a_folder_are_all_but_what_stands_beside_them(copied):
    assert list(proof.copies([copied.parent])) == [copied]


@pytest.mark.parametrize(("data", "so"), [(b"a redacted-token-abcdefghijk27 b", True), (b"user-abcdefghijk27@redacted.invalid", True), (b"redacted-password only", False), (b"user-abcdefghijk27 of ours", False), (b"plain", False)])
def test_a_file_that_came_with_placeholders_of_values_is_known(data, so):
    assert proof.placeholders_in(memory_source(data)) is so
