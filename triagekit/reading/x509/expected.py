"""What the side that checks a certificate expects of it: the case file's expect.tls."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from triagekit.reading.x509 import armour, certificate, containers, crl
from triagekit.reading.x509.certificate import Certificate
from triagekit.reading.x509.crl import RevocationList
from triagekit.reading.x509.der import DerError
from triagekit.roles import Context


@dataclass(frozen=True, slots=True)
class Expected:
    """The checking side. An empty entry is not known, and what needs it is not judged."""

    hostname: str = ""
    trust: tuple[Certificate, ...] = ()
    intermediates: tuple[Certificate, ...] = ()
    lists: tuple[RevocationList, ...] = ()
    purpose: str = ""
    """server | client | any."""
    max_depth: int | None = None
    passphrases: tuple[str, ...] = ()
    key: bytes = b""
    """Public half of the private key that should belong to the certificate."""
    pins: tuple[str, ...] = ()
    """SHA-256 of public keys that the program accepts, base64 or hex, without its prefix."""
    accepts: tuple[str, ...] = ()
    """Names of the authorities whose client certificates the server accepts."""


def expected(context: Context) -> Expected:
    """Read expect.tls. Total: an entry of an odd type is taken as not given."""
    said = context.expect.get("tls", {})
    passphrases = _texts(said.get("passphrase"))
    key = next((half for data in _blobs(said, "key") if (half := containers.key_in(data, passphrases))), b"")
    depth = said.get("max_depth")
    return Expected(
        next(iter(_texts(said.get("hostname"))), ""), tuple(certificates(_blobs(said, "trust"))), tuple(certificates(_blobs(said, "intermediates"))), tuple(lists(_blobs(said, "crls"))),
        _purpose(said), depth if isinstance(depth, int) and not isinstance(depth, bool) else None, passphrases, key, tuple(p.removeprefix("sha256/").strip() for p in _texts(said.get("pins"))),
        _texts(said.get("client_auth")) if isinstance(said.get("client_auth"), list | tuple) else (),
    )  # fmt: skip


def _purpose(said: Mapping[str, object]) -> str:
    word = next(iter(_texts(said.get("purpose"))), "").lower()
    if word in {"server", "client", "any"}:
        return word
    return {"serverauth": "server", "clientauth": "client"}.get(word, "")


def _blobs(said: Mapping[str, object], name: str) -> Iterable[bytes]:
    value = said.get(name)
    return [v for v in (value if isinstance(value, tuple | list) else (value,)) if isinstance(v, bytes)]


def _texts(value: object) -> tuple[str, ...]:
    rows = value if isinstance(value, tuple | list) else (value,)
    return tuple(str(v).strip() for v in rows if isinstance(v, str | int) and not isinstance(v, bool) and str(v).strip())


def certificates(blobs: Iterable[bytes], passphrases: tuple[str, ...] = ()) -> Iterable[Certificate]:
    """Every certificate in these files that can be read, in order."""
    for data in blobs:
        for piece in armour.find(data).pieces:
            for der in _ders(piece, passphrases):
                try:
                    yield certificate.parse(der)
                except DerError:
                    continue


def _ders(piece: armour.Piece, passphrases: tuple[str, ...]) -> tuple[bytes, ...]:
    if piece.kind == "certificate":
        return (piece.der,)
    if piece.kind == "pkcs7":
        return containers.pkcs7(piece.der).certificates
    return containers.pkcs12(piece.der, passphrases).certificates if piece.kind == "pkcs12" else ()


def lists(blobs: Iterable[bytes]) -> Iterable[RevocationList]:
    """Every revocation list in these files that can be read."""
    for data in blobs:
        for piece in armour.find(data).of("crl"):
            try:
                yield crl.parse(piece.der)
            except (DerError, IndexError, UnicodeError):
                continue
