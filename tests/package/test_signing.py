"""A signature is over this package and by somebody; anything else is no signature."""

import shutil
import subprocess

import pytest

from triagekit import bag
from triagekit.errors import TriageError
from triagekit.package import signing
from triagekit.package.verify import open_package

pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed here, so nothing can be signed")


@pytest.fixture
def key(tmp_path):
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(tmp_path / "key")], check=True)
    return tmp_path / "key"


@pytest.fixture
def signers(key, tmp_path):
    (tmp_path / "signers").write_text(f"desk@example.test {key.with_suffix('.pub').read_text()}")
    return tmp_path / "signers"


def test_a_signature_says_by_whom(key, signers):
    made = signing.sign(b"manifest", key)
    assert signing.check(b"manifest", made).good
    assert "desk@example.test" in signing.check(b"manifest", made, signers).words


def test_a_signature_over_other_bytes_is_none(key, signers):
    made = signing.sign(b"manifest", key)
    assert not signing.check(b"manifesto", made).good
    assert not signing.check(b"manifesto", made, signers).good


def test_a_signature_by_somebody_else_is_not_trusted(key, signers, tmp_path):
    (tmp_path / "other").mkdir()
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / "other" / "key")], check=True)
    assert not signing.check(b"manifest", signing.sign(b"manifest", tmp_path / "other" / "key"), signers).good


def test_a_key_that_cannot_be_used_is_said_in_words(tmp_path):
    with pytest.raises(TriageError) as caught:
        signing.sign(b"x", tmp_path / "none")
    assert caught.value.problem.code == "TK-PKG-006"


def test_a_signed_package_verifies_and_an_unsigned_one_does_not_pass_for_signed(make, key, signers, tmp_path):
    signed = make(sign=lambda data: signing.sign(data, key))
    (tmp_path / "s.zip").write_bytes(signed.data)
    assert open_package(tmp_path / "s.zip", signers).problem() is None
    (tmp_path / "u.zip").write_bytes(make().data)
    assert open_package(tmp_path / "u.zip", signers).problem().code == "TK-PKG-005"
    assert bag.SIGNATURE in open_package(tmp_path / "s.zip").bag.digests
