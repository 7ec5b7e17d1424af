"""The verifier's own way into encoded text: everything that decodes out of some bytes, each sort of encoding joined to one layer.

Knows nothing of the redactor's codecs. Lenient where those are strict: any alignment of base64, any case of hex. Only what
an encoding touches goes on to the next layer, and of decoded octets only what could be read.
"""

import base64
import binascii
import html
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import unquote_to_bytes

DEPTH = 7
INFLATED = 16 << 20
"""Bytes that one compressed run is followed to."""
BUDGET = 48 << 20
"""Bytes of all layers of one piece."""

_READABLE = re.compile(rb"(?:[\x09\x0a\x0d\x1b\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe2-\xe9][\x80-\xbf]{2}){6,}")
_RUN = re.compile(rb"[A-Za-z0-9+/_-]{11,}")
_FOLDED = re.compile(rb"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{8,}(?:(?:\\r\\n|\\n|\r?\n|%0[Dd]%0[Aa]|%0[Aa]|&#1[03];|&#x[AaDd];)[ \t]{0,16}[A-Za-z0-9+/_-]+)+")
_FOLD = re.compile(rb"\\r\\n|\\n|%0[Dd]%0[Aa]|%0[Aa]|&#1[03];|&#x[AaDd];|[\s=]")
_HEX = re.compile(rb"[0-9A-Fa-f]{16,}")
_SPACED = re.compile(rb"(?:[0-9A-Fa-f]{2}[ :,-]|\\x[0-9A-Fa-f]{2}|0x[0-9A-Fa-f]{2},? ?){7,}(?:[0-9A-Fa-f]{2})?")
_BASE32 = re.compile(rb"[A-Z2-7]{20,}")
_GAP = re.compile(rb"[\s\"'<>]+")
_ENTITY = re.compile(rb"&(?:#\d{2,7}|#[xX][0-9A-Fa-f]{1,6}|[a-zA-Z]{2,8});")
_ESCAPE = re.compile(rb"\\(?:u\{?[0-9A-Fa-f]{2,6}\}?|x[0-9A-Fa-f]{2}|[\"'/\\nrt]|[0-3][0-7]{2})")
_QUOTED = re.compile(rb"=([0-9A-Fa-f]{2})|=[ \t]*\r?\n")
_HIDDEN = re.compile(rb"\x1b\[[0-9;]{0,20}[A-Za-z]|[^\n]\x08|\xc2\xad|\xe2\x80[\x8b-\x8f\xaa-\xae]|\xe2\x81[\xa0-\xa4]|\xef\xbb\xbf|\\\r?\n[ \t]*|\x00")
_WIDE = re.compile(rb"\xef(?:\xbc[\x81-\xbf]|\xbd[\x80-\x9e])")
_ROW = re.compile(rb"(?m)^[ \t>|]{0,12}[0-9A-Fa-f]{4,8}:? {1,3}((?:[0-9A-Fa-f]{2}(?:[0-9A-Fa-f]{2})?[ -]{1,3}){2,32})")
_TEXT_ROW = re.compile(rb"(?m)^[0-9a-f]{4,8}: ([^\r\n]*)")
_SIMPLE = {ord("n"): b"\n", ord("r"): b"\r", ord("t"): b"\t"}


def layers(data: bytes) -> Iterator[bytes]:
    """The bytes themselves, then what is encoded in them, breadth first, within depth and budget."""
    seen = {data}
    waiting = [data]
    left = BUDGET
    for _ in range(DEPTH):
        following: list[bytes] = []
        for layer in waiting:
            yield layer
            for made in _inner(layer):
                if len(made) >= 6 and made not in seen and left > 0:
                    seen.add(made)
                    following.append(made)
                    left -= len(made)
        waiting = following
    yield from waiting


def _inner(layer: bytes) -> Iterator[bytes]:
    for mark, decode in _LINES:
        if mark.search(layer):
            yield decode(layer)
    for gather in _GATHERERS:
        made = b"\n".join(gather(layer))
        if made:
            yield made


def _lines(layer: bytes, mark: re.Pattern[bytes]) -> bytes:
    """The lines that hold the mark; a long one only around it."""
    made: list[bytes] = []
    at = 0
    while found := mark.search(layer, at):
        start = max(layer.rfind(b"\n", max(at, found.start() - 4096), found.start()) + 1, at, found.start() - 4096)
        end = layer.find(b"\n", found.end())
        at = end if end >= 0 else len(layer)
        made.append(layer[start:at])
    return b"\n".join(made)


def _percent(layer: bytes) -> bytes:
    runs = b"\n".join(run for run in _GAP.split(layer) if b"%" in run).replace(b"+", b" ")
    return unquote_to_bytes(re.sub(rb"%u([0-9A-Fa-f]{4})", _character, runs))


def _entities(layer: bytes) -> bytes:
    return html.unescape(_lines(layer, _ENTITY).decode("latin-1")).encode("latin-1", "xmlcharrefreplace")


def _escapes(layer: bytes) -> bytes:
    return _ESCAPE.sub(_escaped, _lines(layer, _ESCAPE))


def _escaped(found: re.Match[bytes]) -> bytes:
    body = found.group()[1:]
    if body[:1] == b"u" and len(body) > 1:
        return _code(int(body[1:].strip(b"{}"), 16))
    if body[:1] == b"x" and len(body) == 3:
        return bytes([int(body[1:], 16)])
    if body[:1].isdigit():
        return bytes([int(body, 8) & 255])
    return _SIMPLE.get(body[0], body)


def _character(found: re.Match[bytes]) -> bytes:
    return _code(int(found.group(1), 16))


def _code(number: int) -> bytes:
    return chr(number).encode("utf-8", "replace") if number < 0x110000 else b"?"


def _quoted(layer: bytes) -> bytes:
    return _QUOTED.sub(lambda m: bytes([int(m.group(1), 16)]) if m.group(1) else b"", layer)


def _visible(layer: bytes) -> bytes:
    return _HIDDEN.sub(b"", layer)


def _narrow(layer: bytes) -> bytes:
    return _WIDE.sub(lambda m: bytes([((m.group()[1] & 3) << 6 | (m.group()[2] & 63)) - 0x20 & 127]), _lines(layer, _WIDE))


def _dumped(layer: bytes) -> bytes:
    return b"".join(_unhex(row) for row in _ROW.findall(layer))


def _text_rows(layer: bytes) -> bytes:
    return b"".join(_TEXT_ROW.findall(layer))


_LINES: tuple[tuple[re.Pattern[bytes], Callable[[bytes], bytes]], ...] = (
    (re.compile(rb"%[0-9A-Fa-f]{2}|%u[0-9A-Fa-f]{4}"), _percent),
    (_ENTITY, _entities),
    (_ESCAPE, _escapes),
    (re.compile(rb"=(?:3D|40|2E|20|C3)|[^=\s]=\r?\n"), _quoted),
    (_HIDDEN, _visible),
    (_WIDE, _narrow),
    (_ROW, _dumped),
    (re.compile(rb"(?m)^[0-9a-f]{4,8}: [A-Za-z]"), _text_rows),
)


def _base64(layer: bytes) -> Iterator[bytes]:
    runs = [run.replace(b"-", b"+").replace(b"_", b"/") for run in _RUN.findall(layer)]
    yield from _readable(b"\0\0".join(map(_unbase, runs)))
    for skip in (1, 2, 3):
        yield from _readable(b"\0\0".join(_unbase(run[skip:]) for run in runs if 16 <= len(run) <= 2048))
    yield from _readable(b"\0\0".join(_unbase(part) for run in runs if b"/" in run for part in run.split(b"/") if len(part) >= 11))
    yield from _inflated(runs)
    yield from (_unbase(run).replace(b"\0", b"") for run in runs if run.count(b"A") * 4 >= len(run))


def _inflated(runs: list[bytes]) -> Iterator[bytes]:
    for run in runs:
        parts = [run] if b"/" not in run else [run, *run.split(b"/")]
        for part in parts:
            if len(part) >= 32 or part.startswith((b"eJ", b"eN", b"eA", b"H4sI")):
                data = _unbase(part)
                for bits, mark in ((31, b"\x1f\x8b"), (15, b"\x78"), (-15, b"")):
                    if data.startswith(mark):
                        yield _inflate(data, bits)


def _folded(layer: bytes) -> Iterator[bytes]:
    for found in _FOLDED.finditer(layer):
        run = _FOLD.sub(b"", found.group()).replace(b"-", b"+").replace(b"_", b"/")
        data = _unbase(run)
        yield from _readable(data)
        yield from _inflated([run])


def _hex(layer: bytes) -> Iterator[bytes]:
    runs = _HEX.findall(layer)
    for skip in (0, 1):
        decoded = [_unhex(run[skip:]) for run in runs]
        yield from _readable(b"\0\0".join(decoded))
        yield from (_inflate(data, bits) for data in decoded for bits, mark in ((31, b"\x1f\x8b"), (15, b"\x78")) if data.startswith(mark))
        yield from (data.replace(b"\0", b"") for data in decoded if data.count(b"\0") * 3 >= len(data) > 8)
    for run in _SPACED.findall(layer):
        yield from _readable(_unhex(re.sub(rb"\\x|0x", b"", run)))


def _base32(layer: bytes) -> Iterator[bytes]:
    for run in _BASE32.findall(layer):
        try:
            yield from _readable(base64.b32decode(run[: len(run) // 8 * 8]))
        except (ValueError, binascii.Error):
            continue


_GATHERERS: tuple[Callable[[bytes], Iterable[bytes]], ...] = (_base64, _folded, _hex, _base32)


def _readable(data: bytes) -> list[bytes]:
    """What could be read of decoded octets."""
    return _READABLE.findall(data)


def _inflate(data: bytes, bits: int) -> bytes:
    try:
        return zlib.decompressobj(bits).decompress(data, INFLATED)
    except zlib.error:
        return b""


def _unbase(run: bytes) -> bytes:
    core = run if len(run) % 4 != 1 else run[:-1]
    try:
        return binascii.a2b_base64(core + b"=" * (-len(core) % 4))
    except (ValueError, binascii.Error):
        return b""


def _unhex(run: bytes) -> bytes:
    core = re.sub(rb"[^0-9A-Fa-f]", b"", run) if not run.isalnum() else run
    return bytes.fromhex(core[: len(core) // 2 * 2].decode("ascii"))
