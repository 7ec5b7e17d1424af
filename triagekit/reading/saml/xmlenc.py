"""Encrypted parts of a message: described without a key, opened with the receiver's (XML Encryption 1.1)."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from triagekit.placeholders import is_placeholder
from triagekit.reading.saml import certs, tree
from triagekit.reading.saml.certs import Certificate, or_stop
from triagekit.reading.saml.tree import DS, SAML, XENC, XENC11

RSA15 = XENC + "rsa-1_5"
_MGF1P = XENC + "rsa-oaep-mgf1p"
_OAEP = XENC11 + "rsa-oaep"
_TRIPLE_DES = XENC + "tripledes-cbc"
_GCM = {XENC11 + "aes128-gcm": 16, XENC11 + "aes192-gcm": 24, XENC11 + "aes256-gcm": 32}
_CBC = {XENC + "aes128-cbc": 16, XENC + "aes192-cbc": 24, XENC + "aes256-cbc": 32, _TRIPLE_DES: 24}
WEAK = frozenset({RSA15, _TRIPLE_DES, *_CBC})
"""Key transport and content encryption open to known attacks (XML Encryption 1.1 section 6)."""
UNREADABLE = "redacted-cipher-unreadable"
"""Stands where a cipher text could not be read."""
FAILED = "redacted-cipher-failed-"
"""Stands, with the step that failed, where a key at hand did not open the content."""
_MARK = b"redacted-cipher-"
_HOLDERS = ("EncryptedAssertion", "EncryptedID", "EncryptedAttribute", "NewEncryptedID")
_MOST = 20
_HASHES = {
    "http://www.w3.org/2000/09/xmldsig#sha1": "SHA1", "http://www.w3.org/2001/04/xmlenc#sha256": "SHA256", "http://www.w3.org/2001/04/xmldsig-more#sha384": "SHA384",
    "http://www.w3.org/2001/04/xmlenc#sha512": "SHA512", "http://www.w3.org/2001/04/xmldsig-more#sha224": "SHA224",
}  # fmt: skip
_MGF = {XENC11 + "mgf1sha1": "SHA1", XENC11 + "mgf1sha224": "SHA224", XENC11 + "mgf1sha256": "SHA256", XENC11 + "mgf1sha384": "SHA384", XENC11 + "mgf1sha512": "SHA512"}


@dataclass(frozen=True, slots=True)
class Sealed:
    """One EncryptedData with its keys, as it stands."""

    element: Any
    """EncryptedAssertion, EncryptedID or EncryptedAttribute, or the EncryptedData itself."""
    content: str
    """Algorithm of the content, a URI; empty when it is not named."""
    transports: tuple[str, ...]
    """Algorithms of the encrypted keys."""
    recipients: tuple[Certificate, ...]
    """Certificates that the encrypted keys name as the receiver's."""
    key_bytes: int
    """Length of the first encrypted key: the size of the RSA key it is for; 0 when unknown."""
    faults: tuple[str, ...]
    redacted: bool = False
    told: str = ""
    """Of a redacted one: the step that failed when the original was opened."""

    @property
    def algorithms(self) -> tuple[str, ...]:
        return tuple(a for a in (self.content, *self.transports) if a)

    @property
    def weak(self) -> tuple[str, ...]:
        """Those of its algorithms that are outdated."""
        return tuple(a for a in self.algorithms if a in WEAK)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a private key makes of it."""

    data: bytes = b""
    """The plain text; empty when it could not be opened."""
    failed: str = ""
    """key | content | unsupported | nothing: which step failed. `key` means that the key is not the receiver's."""


def find(root: Any) -> list[Any]:
    """The encrypted parts of a message, at most 20."""
    return list(islice((e for e in root.iter() if isinstance(e.tag, str) and tree.space(e) == SAML and tree.name(e) in _HOLDERS), _MOST))


def describe(holder: Any) -> Sealed:
    """What can be said without any key. Total."""
    data = _data(holder)
    faults = [] if data is not None else ["EncryptedData is missing"]
    content = tree.attribute(tree.child(data, XENC, "EncryptionMethod"), "Algorithm") or ""
    keys = _keys(holder, data)
    if data is not None and not content:
        faults.append("EncryptionMethod is missing")
    if data is not None and not keys:
        faults.append("no EncryptedKey")
    transports = tuple(tree.attribute(tree.child(k, XENC, "EncryptionMethod"), "Algorithm") or "" for k in keys)
    if keys and not all(transports):
        faults.append("the EncryptionMethod of the key is missing")
    recipients = [certs.from_text(tree.value(c), "EncryptedKey") for k in keys for c in tree.below(k, DS, "X509Certificate")]
    texts = [_cipher_text(e) for e in (data, *keys) if e is not None]
    redacted = any(is_placeholder(t) for t in texts)
    if UNREADABLE in texts or (not redacted and any(_plain(t) is None for t in texts)):
        faults.append("CipherValue cannot be read")
    told = next((t.removeprefix(FAILED) for t in texts if t.startswith(FAILED)), "")
    size = len(_plain(_cipher_text(keys[0])) or b"") if keys else 0
    return Sealed(holder, content, transports, tuple(c for c in recipients if c), size, tuple(faults), redacted, told)


def _keys(holder: Any, data: Any) -> list[Any]:
    """Encrypted keys inside EncryptedData's KeyInfo and beside it (XML Encryption 3.5.1, SAML Core 6.1)."""
    found = list(tree.below(data, XENC, "EncryptedKey"))
    beside = tree.children(holder, XENC, "EncryptedKey") if holder is not data else []
    return [*found, *beside][:20]


def _cipher_text(element: Any) -> str:
    value = tree.path(element, (XENC, "CipherData"), (XENC, "CipherValue"))
    return "".join(tree.value(value).split())


def _plain(text: str) -> bytes | None:
    try:
        return base64.b64decode(text, validate=True) or None
    except (binascii.Error, ValueError):
        return None


def open_(sealed: Sealed, keys: Sequence[Any]) -> Opened:
    """Decrypt with the first private key that fits. Total."""
    data = _data(sealed.element)
    if sealed.redacted or data is None or not keys:
        return Opened(failed=sealed.told or "nothing")
    if sealed.content not in _GCM and sealed.content not in _CBC:
        return Opened(failed="unsupported" if sealed.content else "content")
    content_key = _content_key(sealed, keys)
    if content_key is None:
        return Opened(failed="key")
    cipher = _plain(_cipher_text(data))
    if cipher is None:
        return Opened(failed="content")
    try:
        plain = _unsealed(sealed.content, content_key, cipher)
    except BaseException as error:
        or_stop(error)
        return Opened(failed="content")
    return Opened(plain)


def _data(holder: Any) -> Any:
    return holder if tree.is_(holder, XENC, "EncryptedData") else tree.child(holder, XENC, "EncryptedData")


def _content_key(sealed: Sealed, keys: Sequence[Any]) -> bytes | None:
    """The first key of the right length that a private key takes out of the encrypted ones."""
    size = _GCM.get(sealed.content) or _CBC.get(sealed.content, 0)
    holder = sealed.element
    return next((k for k in (_transported(e, key) for e in _keys(holder, _data(holder)) for key in keys) if k and len(k) == size), None)


def texts(sealed: Sealed) -> tuple[str, tuple[str, ...]]:
    """The content's cipher text and those of its keys, without white space."""
    data = _data(sealed.element)
    return ("", ()) if data is None else (_cipher_text(data), tuple(_cipher_text(k) for k in _keys(sealed.element, data)))


def readable(text: str) -> bool:
    """A cipher text is base64 and not empty."""
    return _plain(text) is not None


def marked(text: str) -> bool:
    """A cipher text that `seal` made: what is in it is clean."""
    return text.startswith(base64.b64encode(_MARK)[:8].decode())


def seal(sealed: Sealed, keys: Sequence[Any], plain: bytes) -> str:
    """Another text for the content, under its own key; empty when that cannot be done. Its first octets say that redaction wrote it."""
    key = _content_key(sealed, keys)
    if key is None:
        return ""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if sealed.content in _GCM:
        cipher = _MARK[:12] + AESGCM(key).encrypt(_MARK[:12], plain, None)
    else:
        block = 8 if sealed.content == _TRIPLE_DES else 16
        lacking = block - len(plain) % block
        machine = _machine(sealed.content, key, _MARK[:block]).encryptor()
        cipher = _MARK[:block] + machine.update(plain + bytes(lacking - 1) + bytes([lacking])) + machine.finalize()
    return base64.b64encode(cipher).decode()


def _machine(algorithm: str, key: bytes, start: bytes) -> Any:
    from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    chosen: Any = TripleDES(key) if algorithm == _TRIPLE_DES else algorithms.AES(key)
    return Cipher(chosen, modes.CBC(start))


def _transported(element: Any, private: Any) -> bytes | None:
    """The content key. With rsa-1_5 a wrong key gives random bytes instead of an error: its length decides."""
    method = tree.child(element, XENC, "EncryptionMethod")
    wrapped = _plain(_cipher_text(element))
    padding = _padding(method)
    if wrapped is None or padding is None:
        return None
    try:
        return bytes(private.decrypt(wrapped, padding))
    except BaseException as error:
        or_stop(error)
        return None


def _padding(method: Any) -> Any:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding

    name = tree.attribute(method, "Algorithm") or ""
    if name == RSA15:
        return padding.PKCS1v15()
    if name not in {_MGF1P, _OAEP}:
        return None
    digest = _HASHES.get(tree.attribute(tree.child(method, DS, "DigestMethod"), "Algorithm") or "", "SHA1")
    mask = _MGF.get(tree.attribute(tree.child(method, XENC11, "MGF"), "Algorithm") or "", "SHA1") if name == _OAEP else "SHA1"
    label = _plain("".join(tree.value(tree.child(method, XENC, "OAEPparams")).split()))
    return padding.OAEP(padding.MGF1(getattr(hashes, mask)()), getattr(hashes, digest)(), label)


def _unsealed(algorithm: str, key: bytes, cipher: bytes) -> bytes:
    """The plain text. Raises when tag, block length or padding do not fit (XML Encryption 5.2)."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if algorithm in _GCM:
        return AESGCM(key).decrypt(cipher[:12], cipher[12:], None)
    block = 8 if algorithm == _TRIPLE_DES else 16
    machine = _machine(algorithm, key, cipher[:block]).decryptor()
    plain: bytes = machine.update(cipher[block:]) + machine.finalize()
    if not plain or not 1 <= plain[-1] <= block:
        raise ValueError
    return plain[: -plain[-1]]
