"""Artifacts that are no text: flow files rewritten value by value, certificates, and what cannot be read, which is withheld."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from redaction import archives, compressed, journals
from redaction.walkers import bodies, certificates, headers, urls
from triagekit.reading import packed, tnetstring, zips
from triagekit.roles import Head, Source

if TYPE_CHECKING:
    from redaction.copies import Copying

Form = Callable[["Copying", Source], Iterator[bytes]]
_FLOW = re.compile(rb"\d{1,10}:\d{1,10}:[a-z_]{2,40}(?P<tag>[;,])")
_STOOD = 400
"""Characters that a placeholder counts as, where it is asked whether the rest is text."""
_ACTING = bytes(b for b in range(32) if b not in (9, 10, 12, 13, 27, 8))


def form(head: Head) -> Form | None:
    """How this artifact is copied when it is no text; None when it is text."""
    data = head.data
    if _FLOW.match(data):
        return flows
    if data.startswith(journals.MARKS):
        return journals.copy
    if zips.looks_like(data):
        return archives.copy
    if packed.form_of(data):
        return compressed.copy
    if data[:1] == b"\x30" and len(data) > 60 and data[1] in (0x82, 0x81, 0x80, 0x83) and b"\0" in data[:4096]:
        return certificate
    return withheld if _binary(data) else None


def _binary(data: bytes) -> bool:
    sample = data[:4096]
    if not sample or sample[:2] in (b"\xff\xfe", b"\xfe\xff") or sample[:4] == b"\0\0\xfe\xff":
        return False
    from triagekit.reading.texts import encoding_of

    if encoding_of(data).startswith(("utf-16", "utf-32")):
        return False
    room = len(sample) + _STOOD * sample.count(b"redacted")  # a placeholder is shorter than what stood there
    return len(sample) - len(sample.translate(None, _ACTING)) > max(4, room // 20)


def withheld(copying: "Copying", source: Source) -> Iterator[bytes]:
    """Nothing: what was not looked into does not leave."""
    copying.not_examined.append((source.head.size, "binary content that no rule looks into is withheld from the copy"))
    yield from ()


def certificate(copying: "Copying", source: Source) -> Iterator[bytes]:
    """A certificate, request, revocation list or container of certificates in DER; any other DER is withheld."""
    data = source.read(certificates.LIMIT)
    if len(data) == source.head.size and certificates.readable(data) and copying.cleaner.policy.action("certificate") != "mask":
        made = certificates.binary(copying.cleaner, data)
        copying.settle(prefix="byte 0")
        yield made
        return
    yield from withheld(copying, source)


def flows(copying: "Copying", source: Source) -> Iterator[bytes]:
    """A flow file, value by value, lengths counted anew."""
    found = _FLOW.match(source.head.data)
    mark = found["tag"] if found else b";"
    with source.open() as stream:
        for stretch in tnetstring.stretches(stream):
            if stretch.value is None:
                copying.not_examined.append((source.head.size - stretch.offset if stretch.last else stretch.length, f"a flow could not be read: {stretch.why}"))
                continue
            made = _flow(copying, stretch.value, "")
            copying.settle(prefix=f"byte {stretch.offset}")
            yield _dump(made, mark)


def _flow(copying: "Copying", value: Any, name: str) -> Any:
    cleaner = copying.cleaner
    if isinstance(value, dict):
        return {k: _flow(copying, v, k) for k, v in value.items()}
    if isinstance(value, list):
        if name in ("headers", "trailers") and all(isinstance(p, list) and len(p) == 2 for p in value):
            return [[n, _bytes(headers.clean(cleaner, _text(n), _text(v)), v)] for n, v in value]
        return [_flow(copying, v, name) for v in value]
    if isinstance(value, bytes):
        return _content(copying, value, name)
    return cleaner.inside(value) if isinstance(value, str) else value


def _content(copying: "Copying", value: bytes, name: str) -> bytes:
    """Bytes under a name: a body by its own form, an address as one, the rest as text."""
    from redaction.codecs.packed import unpack

    cleaner = copying.cleaner
    if name in ("path", "authority", "host"):
        return urls.address(cleaner, _text(value)).encode("utf-8", "surrogateescape")
    found = unpack(value)
    if found is not None:
        clean = cleaner.inside(found.plain)
        return value if clean == found.plain else found.pack(clean)
    return value if bodies.binary(cleaner, value) else cleaner.put("binary", _text(value), "body").encode()


def _text(value: Any) -> str:
    return value.decode("utf-8", "surrogateescape") if isinstance(value, bytes) else str(value)


def _bytes(clean: str, like: Any) -> Any:
    return clean.encode("utf-8", "surrogateescape") if isinstance(like, bytes) else clean


def _dump(value: Any, mark: bytes) -> bytes:
    """A value as a tagged netstring; `mark` is how names are tagged, which old versions wrote as octets."""
    if isinstance(value, bytes):
        return b"%d:%b," % (len(value), value)
    if isinstance(value, dict):
        inner = b"".join(_name(k, mark) + _dump(v, mark) for k, v in value.items())
        return b"%d:%b}" % (len(inner), inner)
    if isinstance(value, list):
        inner = b"".join(_dump(item, mark) for item in value)
        return b"%d:%b]" % (len(inner), inner)
    text, tag = _scalar(value)
    return b"%d:%b%b" % (len(text), text, tag)


def _name(key: Any, mark: bytes) -> bytes:
    data = key if isinstance(key, bytes) else str(key).encode("utf-8", "surrogatepass")
    return b"%d:%b%b" % (len(data), data, mark)


def _scalar(value: Any) -> tuple[bytes, bytes]:
    if value is None:
        return b"", b"~"
    if isinstance(value, bool):
        return (b"true" if value else b"false"), b"!"
    if isinstance(value, int):
        return str(value).encode(), b"#"
    if isinstance(value, float):
        return repr(value).encode(), b"^"
    return str(value).encode("utf-8", "surrogatepass"), b";"
