"""A signature over the tag manifest with OpenSSH's own signer (ssh-keygen -Y, PROTOCOL.sshsig). Optional."""

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from triagekit.errors import Problem, TriageError

NAMESPACE = "triagekit-package"
"""The purpose that is signed into each signature, so that it cannot serve another."""
_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Signature:
    """What can be said of a signature."""

    good: bool
    words: str
    """By whom and how sure, in one sentence."""


def sign(data: bytes, key: Path) -> bytes:
    """The armoured signature of `data`. Raises TK-PKG-006 when ssh-keygen is absent or the key cannot be used."""
    with tempfile.TemporaryDirectory(prefix="tk-") as folder:
        target = Path(folder) / "manifest"
        target.write_bytes(data)
        done = _run("sign", "-n", NAMESPACE, "-f", str(key), str(target))
        made = target.with_name("manifest.sig")
        if done is None or done.returncode != 0 or not made.is_file():
            raise TriageError(Problem("TK-PKG-006"))
        return made.read_bytes()


def check(data: bytes, signature: bytes, signers: Path | None = None) -> Signature:
    """Whether the signature is over these bytes, and by somebody in the `signers` file (ssh-keygen's ALLOWED SIGNERS form)."""
    with tempfile.TemporaryDirectory(prefix="tk-") as folder:
        sig = Path(folder) / "sig"
        sig.write_bytes(signature[:100_000])
        if signers is None:
            return _intact(data, sig)
        return _trusted(data, sig, signers)


def _intact(data: bytes, sig: Path) -> Signature:
    done = _run("check-novalidate", "-n", NAMESPACE, "-s", str(sig), data=data)
    if done is None:
        return Signature(True, "signed; ssh-keygen is not installed here, so the signature was not checked")
    if done.returncode:
        return Signature(False, "the signature is not over this package")
    return Signature(True, f"signed with key {_fingerprint(done.stdout)}; name trusted signers with --signers to know whose key that is")


def _trusted(data: bytes, sig: Path, signers: Path) -> Signature:
    found = _run("find-principals", "-s", str(sig), "-f", str(signers))
    if found is None:
        return Signature(False, "ssh-keygen is not installed here, so the signature cannot be checked")
    for name in found.stdout.decode("utf-8", "replace").split()[:5]:
        done = _run("verify", "-n", NAMESPACE, "-s", str(sig), "-f", str(signers), "-I", name, data=data)
        if done is not None and done.returncode == 0:
            return Signature(True, f"signed by {name} with key {_fingerprint(done.stdout)}")
    return Signature(False, "nobody in the signers file made this signature")


def _fingerprint(said: bytes) -> str:
    words = said.decode("utf-8", "replace").split()
    return next((w for w in words if w.startswith("SHA256:")), "of unknown fingerprint")


def _run(action: str, *rest: str, data: bytes | None = None) -> subprocess.CompletedProcess[bytes] | None:
    """One call of ssh-keygen; None where it is not installed or does not come back."""
    program = shutil.which("ssh-keygen")
    if program is None:
        return None
    try:
        return subprocess.run([program, "-Y", action, *rest], input=data, stdin=None if data is not None else subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603  # a fixed program; arguments are ours
    except (OSError, subprocess.TimeoutExpired):
        return None
