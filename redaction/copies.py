"""Whole artifacts as copies that may leave, streaming: HAR and other JSON by structure, lines and text as text.

Unknown, damaged or truncated input is cleaned as text. Binary that is no text is withheld and said to be so.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from redaction.structure import Structure
from triagekit.reading.jsonstream import Cursor, Elements
from triagekit.roles import Source

WHOLE = 6_000_000
"""JSON up to this size is parsed at once; a longer one element by element."""
BLOCK = 1 << 20
_HEADER = re.compile(r"(?P<lead>^(?:[<>] ?|[\w .:+/-]{0,60}?(?:header|send|reply): ?[b'\"]*)?(?P<name>[A-Za-z][A-Za-z0-9-]{1,60}): ?)(?P<value>[^\r\n]*)", re.M)
_FOLDED = re.compile(r"\s*(?:[A-Za-z0-9+/_-]{20,}[\r\n]+)+[A-Za-z0-9+/_-]*={0,2}\s*")
_SENSITIVE = frozenset({"cookie", "set-cookie", "authorization", "proxy-authorization", "location", "referer"})


@dataclass(slots=True)
class Skipped:
    """A stretch that was not copied, and why."""

    length: int
    why: str


def pieces(source: Source, structure: Structure, skipped: list[Skipped]) -> Iterator[bytes]:
    """The clean copy, piece by piece."""
    head = source.head
    encoding = _encoding(head.data)
    if encoding is None:
        skipped.append(Skipped(head.size, "binary content is withheld from the copy"))
        return
    if encoding != "utf-8":
        yield from _wide(source, structure, encoding)
        return
    start = head.data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1]
    if start in (b"{", b"[") and head.size <= WHOLE:
        made = _json(source.read(head.size), structure)
        if made is not None:
            yield made
            return
    elif start in (b"{", b"[") and not _is_lines(head.data):
        yield from _long_json(source, structure)
        return
    yield from text(source, structure)


def _encoding(data: bytes) -> str | None:
    """utf-8 (also latin-1 text), utf-16, or None for binary."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if data[1:400:2].count(0) > 100:
        return "utf-16-le"
    if data[0:400:2].count(0) > 100:
        return "utf-16-be"
    sample = data[:4096]
    acting = sum(b < 9 or 13 < b < 27 or 27 < b < 32 for b in sample)
    return None if acting > max(4, len(sample) // 20) else "utf-8"


def _is_lines(data: bytes) -> bool:
    """JSON lines: the first line is a whole value."""
    first, newline, _ = data.lstrip().partition(b"\n")
    if not newline:
        return False
    try:
        json.loads(first)
    except ValueError:
        return False
    return True


def _dump(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _json(data: bytes, structure: Structure) -> bytes | None:
    try:
        parsed = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return json.dumps(structure.tree(parsed), ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass") + b"\n"


def _loads(data: bytes) -> Any:
    return json.loads(data)


def _long_json(source: Source, structure: Structure) -> Iterator[bytes]:
    """A long document member by member; an array called entries (or the document itself) element by element."""
    with source.open() as stream:
        cursor = Cursor(stream)
        if source.head.data.startswith(b"\xef\xbb\xbf"):
            cursor.peek()
            cursor.take(3)
        yield from _value(cursor, structure, "", 0)
        yield b"\n"
        yield from _rest(cursor, structure)


def _value(cursor: Cursor, structure: Structure, name: str, depth: int) -> Iterator[bytes]:
    opening = cursor.peek()
    if opening == ord("[") and depth <= 3:
        yield from _array(cursor, structure, name)
    elif opening == ord("{") and depth <= 1:
        yield b"{"
        for n, key in enumerate(cursor.members()):
            plain = json.loads(b'"' + key + b'"')
            yield (b"," if n else b"") + _dump(structure.scrub.text(plain)) + b":"
            yield from _value(cursor, structure, plain, depth + 1)
        yield b"}"
    else:
        yield _scalar(cursor, structure, name)


def _array(cursor: Cursor, structure: Structure, name: str) -> Iterator[bytes]:
    cursor.take(1)
    yield b"["
    first = True
    for element in Elements(cursor, _loads):
        if element.made is None:
            made: Any = f"redacted-unreadable ({element.length} bytes)"
        else:
            made = structure.tree(element.made, name)
        yield (b"\n" if first else b",\n") + _dump(made)
        first = False
    yield b"]"


def _scalar(cursor: Cursor, structure: Structure, name: str) -> bytes:
    length = cursor.measure()
    if length <= 0:
        return b"null"
    raw = cursor.take(length)
    try:
        return _dump(structure.tree(_loads(raw), name))
    except (ValueError, RecursionError):
        return _dump(structure.scrub.text(raw.decode("utf-8", "replace")))


def _rest(cursor: Cursor, structure: Structure) -> Iterator[bytes]:
    """What follows the document, as text."""
    if cursor.peek() < 0:
        return
    while True:
        data = bytes(cursor.data[cursor.pos :])
        cursor.pos = len(cursor.data)
        if data.strip(b" \r\n\t"):
            yield clean_text(structure, data.decode("utf-8", "replace")).encode("utf-8", "surrogatepass")
        if not cursor.fill():
            return


def text(source: Source, structure: Structure) -> Iterator[bytes]:
    """Text by blocks of whole lines; a PEM block or stack of lines is cut only at a line end."""
    with source.open() as stream:
        if source.head.data.startswith(b"\xef\xbb\xbf"):
            stream.read(3)
        while block := b"".join(stream.readlines(BLOCK)):
            yield clean_text(structure, _decode(block)).encode("utf-8", "surrogateescape")


def clean_text(structure: Structure, raw: str) -> str:
    """Text: whole JSON or XML documents by structure, JSON lines one by one, header lines by name, the rest as text."""
    start = raw[:100].lstrip()
    if start.startswith("<") and raw.rstrip().endswith(">"):
        return structure.xml(raw)
    if _FOLDED.fullmatch(raw):
        return _folded(structure, raw)
    if start[:1] == "{":
        return "".join(_line(structure, row) for row in raw.splitlines(keepends=True))
    headed = _HEADER.sub(lambda m: _header(structure, m), raw)
    return structure.scrub.text(headed) if len(headed) < 4096 else _by_lines(structure, headed)


def _folded(structure: Structure, raw: str) -> str:
    """A text that is nothing but base64 in lines: cleaned as one item and folded again as it was (RFC 2045 6.8)."""
    flat = "".join(raw.split())
    structure.scrub.verdict = structure.scrub.signatures.get(hashlib.sha256(raw.strip().encode()).hexdigest(), "")
    clean = structure.scrub.text(flat)
    structure.scrub.verdict = ""
    if clean == flat:
        return raw
    width = max(len(row) for row in raw.split())
    rows = [clean[n : n + width] for n in range(0, len(clean), width)]
    return "\n".join(rows) + ("\n" if raw.endswith("\n") else "")


def _by_lines(structure: Structure, raw: str) -> str:
    """Line by line, so that equal lines are cleaned once; private keys and folded base64 stay together."""
    if "PRIVATE KEY" in raw or "-----BEGIN" in raw:
        return structure.scrub.text(raw)
    return "".join(structure.scrub.text(row) for row in raw.splitlines(keepends=True))


def _line(structure: Structure, row: str) -> str:
    body = row.strip()
    if body[:1] == "{":
        try:
            parsed = _loads(body.encode("utf-8", "surrogatepass"))
        except (ValueError, RecursionError):
            return structure.scrub.text(row)
        clean = structure.tree(parsed)
        return row if clean == parsed else row.replace(body, json.dumps(clean, ensure_ascii=False))
    return structure.scrub.text(row)


def _header(structure: Structure, match: re.Match[str]) -> str:
    if match.group("name").lower() not in _SENSITIVE:
        return match.group()
    value = match.group("value")
    tail = re.search(r"(?:\\r\\n|\\n)?['\"]*$", value)
    cut = tail.start() if tail else len(value)
    return match.group("lead") + structure.named(match.group("name"), value[:cut]) + value[cut:]


def _decode(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape")


def _wide(source: Source, structure: Structure, encoding: str) -> Iterator[bytes]:
    """UTF-16 as a whole up to a size; the copy is UTF-8."""
    raw = source.read(64 << 20).decode(encoding, "replace").lstrip("\ufeff")
    made = _json(raw.encode("utf-8", "replace"), structure) if raw.lstrip()[:1] in "{[" else None
    yield made if made is not None else clean_text(structure, raw).encode("utf-8", "replace")
