"""The verifier's own way into encoded text: everything that decodes out of some bytes, each sort of encoding joined to one layer.

Knows nothing of the redactor's codecs. Lenient where those are strict: any alignment of base64, any case of hex. Only what
an encoding touches, with a little around it, goes on to the next layer, and no run is decoded twice.
"""

import base64
import binascii
import html
import re
import string
import warnings
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import Any
from urllib.parse import unquote_to_bytes

from redaction import folds, manyruns

DEPTH = 9
INFLATED = 16 << 20
"""Bytes that one compressed run is followed to."""
BUDGET = 48 << 20
"""Bytes of all layers of one piece."""
STREAMS = 400
"""Compressed streams of one piece that are opened where they stand as octets."""
_PRINTABLE = bytes(range(32, 127))
_APART = b"\n\n"
"""Between what was decoded at different places: one line end alone could be a soft one, or a fold, that joins what never stood together."""
AROUND = 160
"""Bytes on both sides of an encoded place that belong to it."""

_READABLE = rb"(?:[\x09\x0a\x0d\x1b\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe2-\xe9][\x80-\xbf]{2}){6,}"
STRETCH = 1 << 16
"""Bytes that are cut into words at a time."""
SHORTEST = 11
"""Characters of a run of base64 that is opened."""
_RUN = re.compile(rb"[A-Za-z0-9+/_-]{11,}")
_IN_A_RUN = bytes(n if chr(n) in string.ascii_letters + string.digits + "+/_-" else 32 for n in range(256))
_STANDARD = bytes.maketrans(b"-_", b"+/")
_SPACED = re.compile(rb"(?:[0-9A-Fa-f]{2}[ :,-]|\\x[0-9A-Fa-f]{2}|0x[0-9A-Fa-f]{2},? ?){7,}(?:[0-9A-Fa-f]{2})?")
_PERCENT = rb"[^\s\"'<>]*%(?:[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4})[^\s\"'<>]*"
_ESCAPE = re.compile(rb"\\(?:u\{?[0-9A-Fa-f]{2,6}\}?|x[0-9A-Fa-f]{2}|[\"'/\\nrt]|[0-3][0-7]{2})")
_BACKSLASH = re.compile(rb"\\")
_NO_QUOTE = re.compile(rb"\\(?!\")")
_DER = re.compile(rb"MII[A-Za-z0-9+/]{40}(?:[A-Za-z0-9+/]|\\{1,16}[rn]|\s|&#1[03];|%0[AaDd])*={0,2}")
BACK = 2_048
"""Bytes that a word, a run or hex in pairs is followed back."""
_BACKWARDS = re.compile(rb"[0-9A-Fa-f]{0,2}(?::[0-9A-Fa-f]{2}){4,}|[\w.+@-]*")
_QUOTED = re.compile(rb"=([0-9A-Fa-f]{2})|=[ \t]*\r?\n")
_NUMBER = rb"(?:[0-9]{2,7}(?:[\s,;:'\"\])}&|]|\.(?!\w)|\Z)|20\d\d-\d\d-\d\d(?!\d))"
"""What stands behind = in status=404 and on=2026-11-03, and is no octet by itself."""
_HIDDEN = re.compile(rb"\x1b\[[0-9;]{0,20}[A-Za-z]|[^\n]\x08|\xc2\xad|\xe2\x80[\x8b-\x8f\xaa-\xae]|\xe2\x81[\xa0-\xa4]|\xef\xbb\xbf|\\\r?\n[ \t]*|\x00")
_WIDE = re.compile(rb"\xef(?:\xbc[\x81-\xbf]|\xbd[\x80-\x9e])")
_ROW = re.compile(rb"(?m)^[ \t>|]{0,12}[0-9A-Fa-f]{4,8}:? {1,3}((?:[0-9A-Fa-f]{2}(?:[0-9A-Fa-f]{2})?[ -]{1,3}){2,32})")
_TEXT_ROW = re.compile(rb"(?m)^[0-9a-f]{4,8}: ([^\r\n]*)")
_SIMPLE = {ord("n"): b"\n", ord("r"): b"\r", ord("t"): b"\t"}


@cache
def quick(pattern: bytes) -> Any:
    """A search that is linear and fast where RE2 is installed."""
    try:
        import re2
    except ImportError:
        return re.compile(pattern)
    options = re2.Options()
    options.log_errors = False
    options.encoding = re2.Options.Encoding.LATIN1
    return re2.compile(pattern, options)


def layers(data: bytes, certificates: bool = False, quotes: bool = True) -> Iterator[bytes]:
    """The bytes themselves, then what is encoded in them, breadth first, within depth and budget.

    `certificates` says that X.509 certificates stay on purpose: each is a layer of its own, an `Own`; `quotes`, whether a quote that a
    backslash stands before can be part of what is looked for. Otherwise it only ends a string, as everywhere in JSON inside JSON.
    """
    opener = _Opener(certificates=certificates, quotes=quotes)
    waiting = [Own(_APART.join(_leaves(data))) if certificates and data[:1] == b"\x30" and _certificate(data) else data]
    left = BUDGET
    for _ in range(DEPTH):
        following: list[bytes] = []
        for layer in waiting:
            yield layer
            for made in opener.inner(layer) if type(layer) is bytes else ():
                if len(made) >= 6 and left > 0:
                    following.append(made)
                    left -= len(made)
        waiting = following
    yield from waiting


@dataclass(slots=True)
class _Opener:
    """Opens one piece; remembers what it has opened."""

    seen: set[bytes] = field(default_factory=set)
    certificates: bool = False
    quotes: bool = True
    opened: dict[str, set[bytes]] = field(default_factory=dict)

    def inner(self, layer: bytes) -> Iterator[bytes]:
        """What one decoding makes of a layer."""
        if self.certificates and b"MI" in layer:
            runs = {run: der for run in self.new("certificates", _DER.findall(layer)) if (der := _certificate(_unfolded(run)))}
            layer = re.sub(_DER, lambda m: b"" if m.group() in runs else m.group(), layer)
            yield Own(_APART.join(leaf for der in runs.values() for leaf in _leaves(der)))
        for sign, mark, decode in _MARKED if quick(_SELDOM).search(layer) is not None else _OFTEN:
            if quick(sign).search(layer) is not None:
                yield self.fresh(decode(_around(layer, _NO_QUOTE if mark is _BACKSLASH and not self.quotes else mark)))
        if b"\x1f\x8b\x08" in layer:
            yield from (_inflate(layer[found.start() :], 31) for found in islice(re.finditer(rb"\x1f\x8b\x08", layer), STREAMS))
        for gather in (self.percent, self.base64, self.folded, self.hex, self.base32):
            made = _APART.join(filter(None, gather(layer)))
            if made:
                yield made

    def fresh(self, made: bytes) -> bytes:
        """These bytes, the first time."""
        if made in self.seen:
            return b""
        self.seen.add(made)
        return made

    def new(self, sort: str, runs: Iterable[bytes]) -> list[bytes]:
        """Runs that were not opened yet as this sort, in order; what looks like base64 may be hex as well."""
        known = self.opened.setdefault(sort, set())
        made = [run for run in dict.fromkeys(runs) if run not in known]
        known.update(made)
        return made

    def percent(self, layer: bytes) -> Iterator[bytes]:
        """Runs with encoded octets, + as a blank."""
        if b"%" in layer:
            for run in self.new("percent", (found.group() for found in quick(_PERCENT).finditer(layer))):
                yield unquote_to_bytes(re.sub(rb"%u([0-9A-Fa-f]{4})", lambda m: _code(int(m.group(1), 16)), run.replace(b"+", b" ")))

    def base64(self, layer: bytes) -> Iterator[bytes]:
        """Runs in either alphabet, at any alignment, and what lies between slashes; inflated where compressed."""
        found = self.new("base64", _words(layer))
        runs = [run.translate(_STANDARD) for run in found]
        yield from _readable(manyruns.decode(runs, 0))
        middling = [run for run in runs if 16 <= len(run) <= 2048]
        for skip in (1, 2, 3):
            yield from _readable(manyruns.decode(middling, skip))
        apart = [run for run in runs if b"/" in run and not says(octets(run))]  # of one that says something, a part would say half a word
        yield from _readable(manyruns.decode([part for run in apart for part in run.split(b"/") if len(part) >= SHORTEST], 0))
        yield from _inflated(runs)
        yield from (octets(run).replace(b"\0", b"") for run in runs if run.count(b"A") * 4 >= len(run))

    def folded(self, layer: bytes) -> Iterator[bytes]:
        """Base64 in lines."""
        if not folds.possible(layer):
            return
        for run in self.new("folded", (found.group() for found in quick(folds.FOLDED).finditer(layer))):
            flat = _standard(folds.flat(run))
            yield from _readable(octets(flat))
            yield from _inflated([flat])

    def hex(self, layer: bytes) -> Iterator[bytes]:
        """Octets as digits, in runs or in pairs."""
        runs = self.new("hex", (found.group() for found in quick(rb"[0-9A-Fa-f]{16,}").finditer(layer)))
        for skip in (0, 1):
            yield from _readable(binascii.unhexlify(b"0000".join(run[skip : len(run) - (len(run) - skip) % 2] for run in runs)))
            decoded = [_unhex(run[skip:]) for run in runs if run.startswith((b"1f8b", b"1F8B", b"1f8B", b"1F8b", b"78"), skip) or run.count(b"00") * 6 >= len(run) - 2]
            yield from (_inflate(data, bits) for data in decoded for bits, mark in ((31, b"\x1f\x8b"), (15, b"\x78")) if data.startswith(mark))
            yield from (data.replace(b"\0", b"") for data in decoded if data.count(b"\0") * 3 >= len(data) > 8)
        if quick(rb"(?:[0-9A-Fa-f]{2}[ :,-]|\\x[0-9A-Fa-f]{2}|0x[0-9A-Fa-f]{2},? ?){7}").search(layer) is not None:
            for run in self.new("spaced", _SPACED.findall(layer)):
                yield from _readable(_unhex(re.sub(rb"\\x|0x", b"", run)))

    def base32(self, layer: bytes) -> Iterator[bytes]:
        """Runs of capitals and digits."""
        for run in self.new("base32", (found.group() for found in quick(rb"[A-Z2-7]{20,}").finditer(layer))):
            try:
                yield from _readable(base64.b32decode(run[: len(run) // 8 * 8]))
            except (ValueError, binascii.Error):
                continue


def _around(layer: bytes, mark: re.Pattern[bytes] | None) -> bytes:
    """The places that hold the mark, with what is near them."""
    if mark is None or (mark in (_BACKSLASH, _NO_QUOTE) and _escapes_in(layer, mark) * 60 > len(layer)):
        return layer
    made: list[bytes] = []
    start = end = -1
    for found in mark.finditer(layer):
        if end < 0 or found.start() - AROUND > end:
            if end >= 0:
                made.append(layer[start:end])
            start = _begin(layer, max(0, found.start() - AROUND))
        end = found.end() + AROUND
    made.append(layer[start:end] if end >= 0 else b"")
    return _APART.join(made)


def _escapes_in(layer: bytes, mark: re.Pattern[bytes]) -> int:
    return layer.count(b"\\") - (layer.count(b'\\"') if mark is _NO_QUOTE else 0)


def _begin(layer: bytes, at: int) -> int:
    """The place itself, or the beginning of the word in whose middle it lies, so that no placeholder loses its beginning."""
    before = _BACKWARDS.match(layer[max(0, at - BACK) : at][::-1])
    return at - before.end() if before else at


def _entities(part: bytes) -> bytes:
    return html.unescape(part.decode("latin-1")).encode("latin-1", "xmlcharrefreplace")


def _escapes(part: bytes) -> bytes:
    plain = part.replace(b'\\"', b'"').replace(b"\\/", b"/").replace(b"\\n", b"\n")
    return _ESCAPE.sub(_escaped, plain) if b"\\" in plain else plain


def _escaped(found: re.Match[bytes]) -> bytes:
    body = found.group()[1:]
    if body[:1] == b"u" and len(body) > 1:
        return _code(int(body[1:].strip(b"{}"), 16))
    if body[:1] == b"x" and len(body) == 3:
        return bytes([int(body[1:], 16)])
    if body[:1].isdigit():
        return bytes([int(body, 8) & 255])
    return _SIMPLE.get(body[0], body)


def _code(number: int) -> bytes:
    return chr(number).encode("utf-8", "replace") if number < 0x110000 else b"?"


def _quoted(part: bytes) -> bytes:
    return _QUOTED.sub(lambda m: bytes([int(m.group(1), 16)]) if m.group(1) else b"", part)


def _visible(part: bytes) -> bytes:
    return _HIDDEN.sub(b"", part)


def _narrow(part: bytes) -> bytes:
    return _WIDE.sub(lambda m: bytes([(((m.group()[1] & 3) << 6 | (m.group()[2] & 63)) + 0x20) & 127]), part)


def _dumped(part: bytes) -> bytes:
    return b"".join(_unhex(row) for row in _ROW.findall(part))


def _text_rows(part: bytes) -> bytes:
    return b"".join(_TEXT_ROW.findall(part))


_Marked = tuple[tuple[bytes, re.Pattern[bytes] | None, Callable[[bytes], bytes]], ...]
_OFTEN: _Marked = (
    (rb"&(?:#\d{2,7}|#[xX][0-9A-Fa-f]{1,6}|[a-zA-Z]{2,8});", re.compile(rb"&[#a-zA-Z]"), _entities),
    (rb"\\(?:u|x[0-9A-Fa-f]{2}|[\"'/\\nrt]|[0-3][0-7]{2})", _BACKSLASH, _escapes),
    (rb"=(?:3D|40|2E|20|C3)|[^=\s]=\r?\n", re.compile(rb"=(?:(?!" + _NUMBER + rb")[0-9A-F]{2}|\r?\n)"), _quoted),
)
_MARKED: _Marked = (
    *_OFTEN,
    (rb"\x1b|\x08|\xc2\xad|\xe2\x80[\x8b-\x8f\xaa-\xae]|\xe2\x81[\xa0-\xa4]|\xef\xbb\xbf|\\\r?\n|\x00", _HIDDEN, _visible),
    (rb"\xef(?:\xbc[\x81-\xbf]|\xbd[\x80-\x9e])", _WIDE, _narrow),
    (rb"(?m:^[ \t>|]{0,12}[0-9A-Fa-f]{4,8}:? {1,3}(?:[0-9A-Fa-f]{2}(?:[0-9A-Fa-f]{2})?[ -]{1,3}){2})", None, _dumped),
    (rb"(?m:^[0-9a-f]{4,8}: [A-Za-z])", None, _text_rows),
)
"""A quick sign, where exactly, and the decoding."""
_SELDOM = b"|".join(sign for sign, _, _ in _MARKED[len(_OFTEN) :])
"""One look for the signs that hardly any text holds."""


def _inflated(runs: list[bytes]) -> Iterator[bytes]:
    for run in runs:
        for part in [run] if b"/" not in run else [run, *run.split(b"/")]:
            if len(part) >= 32 or part.startswith((b"eJ", b"eN", b"eA", b"H4sI")):
                data = octets(part)
                for bits, mark in ((31, b"\x1f\x8b"), (15, b"\x78"), (-15, b"")):
                    if data.startswith(mark) and (mark or _may_begin(data)):
                        yield _inflate(data, bits)


def runs(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Runs of base64 in the standard alphabet, apart and in order, folded ones flat."""
    at = 0
    for folded in quick(folds.FOLDED).finditer(data):
        yield from _flat_runs(data, at, folded.start())
        yield folded.start(), folded.end(), _standard(folds.flat(folded.group()))
        at = folded.end()
    yield from _flat_runs(data, at, len(data))


def _flat_runs(data: bytes, start: int, end: int) -> Iterator[tuple[int, int, bytes]]:
    return ((*found.span(), _standard(found.group())) for found in _RUN.finditer(data, start, end))


def _standard(run: bytes) -> bytes:
    return run.replace(b"-", b"+").replace(b"_", b"/")


def dumped(data: bytes) -> tuple[bytes, bytes]:
    """The octets of all hex rows, and the bytes without these rows."""
    return _dumped(data), _ROW.sub(b"", data)


def _words(layer: bytes) -> list[bytes]:
    """The runs, stretch by stretch, because most words are short and go again at once."""
    plain, made, at = layer.translate(_IN_A_RUN), [], 0
    while at < len(plain):
        end = plain.find(b" ", at + STRETCH) + 1 or len(plain)
        made += [run for run in plain[at:end].split() if len(run) >= SHORTEST]
        at = end
    return made


def _may_begin(data: bytes) -> bool:
    """Whether a compressed stream can begin so: with a block of a known type, a plain one with its length said twice (RFC 1951 3.2.3)."""
    kind = data[0] >> 1 & 3 if len(data) > 4 else 3
    return kind in (1, 2) or (kind == 0 and data[1] ^ data[3] == 255 == data[2] ^ data[4])


def _readable(data: bytes) -> list[bytes]:
    """What could be read of decoded octets."""
    return quick(_READABLE).findall(data)  # type: ignore[no-any-return]


def _inflate(data: bytes, bits: int) -> bytes:
    try:
        return zlib.decompressobj(bits).decompress(data, INFLATED)
    except zlib.error:
        return b""


def says(data: bytes) -> bool:
    """Whether decoded octets are a text."""
    return (len(data) - len(data.translate(None, _PRINTABLE))) * 10 >= len(data) * 9


class Own(bytes):
    """Certificates that stay: what is looked for must not stand in them, but they have addresses and names of their own."""


def _unfolded(run: bytes) -> bytes:
    try:
        return base64.b64decode(folds.flat(run) + b"==")
    except ValueError:
        return b""


def _leaves(der: bytes, depth: int = 24) -> Iterator[bytes]:
    """The values in DER without tags and lengths, which read like letters and digits beside them."""
    from triagekit.reading.x509.der import DerError, Node

    try:
        outer = Node(0x30, der, 0, 0, len(der))
        inner = outer.children()
    except DerError:
        yield der
        return
    for node in inner:
        if depth and (node.tag & 0x20 or node.tag == 0x04):
            yield from _leaves(node.content, depth - 1)
        else:
            yield node.content


def _certificate(der: bytes) -> bytes:
    """The DER form itself where it is a certificate, a request or a container of certificates; empty when it is none."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import pkcs7

    for load in (x509.load_der_x509_certificate, x509.load_der_x509_csr, pkcs7.load_der_pkcs7_certificates):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # what is odd about it is judged elsewhere
                load(der)
        except BaseException:  # the parser is native code whose panics are no Exception
            continue
        return der
    return b""


def octets(run: bytes) -> bytes:
    """What a run of base64 decodes to; nothing when it is none."""
    core = run if len(run) % 4 != 1 else run[:-1]
    try:
        return binascii.a2b_base64(core + b"=" * (-len(core) % 4))
    except (ValueError, binascii.Error):
        return b""


def _unhex(run: bytes) -> bytes:
    core = run if run.isalnum() else re.sub(rb"[^0-9A-Fa-f]", b"", run)
    return bytes.fromhex(core[: len(core) // 2 * 2].decode("ascii"))
