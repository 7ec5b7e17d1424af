"""How to see the failure again: the steps of the capture and one command, built from the failing record. Raw until `clean`."""

from triagekit import evidence as ev
from triagekit.needs.always import failing
from triagekit.needs.need import Case, word
from triagekit.reading.describe import excerpt
from triagekit.records import Kind, Record
from triagekit.witness import Call

_BEFORE = 4
"""Steps shown before the failing one."""
_HEADERS = ("accept", "content-type", "origin", "authorization", "x-api-key", "x-requested-with")
_FURNITURE = (".js", ".css", ".png", ".svg", ".woff2", ".ico", ".jpg")


def build(case: Case, clean: ev.Cleaner) -> ev.Reproduction:
    """Steps and command of the failing record; empty when no record shows a failure."""
    record = failing(case)
    if record is None:
        return ev.Reproduction()
    steps = [*_before(case, record), f"{_when(record)}{excerpt(record)}"]
    command = _command(record)
    return ev.Reproduction(steps=tuple(clean(s) for s in steps), curl=clean(command) if command else None)


def _when(record: Record) -> str:
    return f"{word(record.at)}: " if record.at else ""


def _before(case: Case, record: Record) -> list[str]:
    """The calls of the same artifact that led there."""
    if record.at is None:
        return []
    earlier = [c for c in case.witness.calls if c.location.artifact == record.location.artifact and c.at <= record.at and c.location != record.location]
    telling = [c for c in earlier if not c.path.endswith(_FURNITURE)]
    return [_step(c) for c in sorted(telling, key=lambda c: c.at)[-_BEFORE:]]


def _step(call: Call) -> str:
    return f"{word(call.at)}: {call.method} {call.url[:200]} → {call.status if call.status is not None else 'no answer'}"


def _command(record: Record) -> str:
    """The failing request as a curl command, or the handshake as an openssl command; quoting keeps every value one word."""
    if record.kind is Kind.EXCHANGE and record.get("request.url"):
        return curl(record)
    host = word(record.get("server.name") or record.get("tls.sni"))
    if record.kind is Kind.HANDSHAKE and host:
        port = word(record.get("server.port")) or "443"
        return " ".join(quoted(w) for w in ("openssl", "s_client", "-connect", f"{host}:{port}", "-servername", host, "-showcerts"))
    return ""


def curl(record: Record) -> str:
    """A request as a curl command; a body is read from a file, because it stands in the artifact."""
    words = ["curl", "-v", "-X", word(record.get("request.method")) or "GET"]
    for name in _HEADERS:
        values = record.get(f"request.headers.{name}")
        if isinstance(values, tuple) and values:
            words += ["-H", f"{name}: {values[0][:1000]}"]
    if record.get("request.body.text"):
        words += ["--data-binary", "@request-body"]
    return " ".join(quoted(w) for w in [*words, word(record.get("request.url"))])


def quoted(text: str) -> str:
    """One word for a POSIX shell."""
    plain = all(c.isascii() and (c.isalnum() or c in "-_./:@") for c in text) and text
    return text if plain else "'" + text.replace("'", "'\\''") + "'"
