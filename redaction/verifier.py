"""A second pair of eyes: opens a copy, decodes everything in it, and looks for what must not be there.

Shares no rule with the redactor. It knows the values that were taken out, not how they were found; it looks for pieces of
them too; and it knows the forms of keys and people's addresses by a short table of its own. One hit withholds the copy.
"""

import binascii
import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from operator import ne
from typing import Any, BinaryIO

from redaction import cuttings
from redaction.layers import Own, layers, quick
from redaction.needles import Needles
from triagekit.placeholders import PLACEHOLDER
from triagekit.reading import packed

PIECE = 1 << 20
OVERLAP = 8_192
DEPTH = 6
"""Archives and compressed files in each other that are looked into."""
WINDOW = 12
WINDOWS = 60_000
"""Pieces of secrets that are looked for, at most."""
HITS = 1_000
_SECRET = frozenset({"secret", "token", "credential", "vendor-key", "api-key", "private-key", "signature", "cookie", "session", "code", "csrf", "access-key", "cipher", "verifier", "link"})
_PEOPLE = frozenset({"person", "user", "customer", "email", "host", "address"})
_WORDS = _PEOPLE | {"ip", "phone", "card", "iban", "national-id"}
"""Categories whose values count only as words of their own."""


@dataclass(frozen=True, slots=True)
class Hit:
    """What should not be there. Raw: it never leaves the process."""

    category: str
    value: str = field(repr=False)
    why: str
    """value | piece | form."""


@dataclass(slots=True)
class Verifier:
    """Looks through one copy, piece by piece."""

    values: Mapping[str, str] = field(repr=False)
    """Original value to category."""
    kept: frozenset[str] = frozenset()
    """Categories that the policy keeps."""
    hits: dict[Hit, None] = field(default_factory=dict)
    layers: int = 0
    looked_for: int = 0
    seen: int = 0
    _wanted: Needles[Hit | str] = field(default_factory=lambda: Needles({}))
    _quotes: bool = False
    """Something that is looked for holds a quote."""
    _waiting: bytearray = field(default_factory=bytearray)

    def __post_init__(self) -> None:
        told: dict[bytes, Hit | str] = {}
        for text, hit in _wanted(self.values, self.kept):
            key = text.encode("utf-8", "surrogateescape" if _escaped(text) else "surrogatepass")
            self._quotes = self._quotes or '"' in text
            told.setdefault(key, hit if hit.why != "piece" else hit.category)
        self.looked_for = len(told)
        self._wanted = Needles(told)

    def feed(self, data: bytes) -> None:
        """The next bytes of the copy."""
        self.seen += len(data)
        self._waiting += data
        while len(self._waiting) >= PIECE + OVERLAP:
            self._look(bytes(self._waiting[: PIECE + OVERLAP]))
            del self._waiting[:PIECE]

    def close(self) -> None:
        """The end of the copy."""
        if self._waiting:
            self._look(bytes(self._waiting))
            self._waiting.clear()

    def look_into(self, stream: BinaryIO, depth: int = DEPTH) -> None:
        """A whole copy; of an archive every member and its name, of a compressed file what is in it."""
        stream.seek(0)
        head = stream.read(16)
        stream.seek(0)
        form = packed.form_of(head) if depth else ""
        if form:
            self._unpacked(packed.unpack(stream, form, packed.Tail()), depth)
        elif head.startswith(b"PK\x03\x04") and depth:
            self._members(stream, depth)
        else:
            self._through(stream)

    def _unpacked(self, chunks: Iterable[bytes], depth: int) -> None:
        with tempfile.SpooledTemporaryFile(max_size=PIECE * 4) as plain:
            for chunk in chunks:
                plain.write(chunk)
            self.look_into(plain, depth - 1)  # type: ignore[arg-type]

    def _through(self, stream: Any) -> None:
        while block := stream.read(1 << 20):
            self.feed(block)
        self.close()

    def _members(self, stream: BinaryIO, depth: int) -> None:
        with zipfile.ZipFile(stream) as archive:
            for entry in archive.infolist():
                self._look(entry.filename.encode("utf-8", "replace"))
                with archive.open(entry) as member:
                    self._unpacked(iter(partial(member.read, PIECE), b""), depth)

    def _look(self, piece: bytes) -> None:
        cut: set[tuple[str, str]] = set()
        for layer in self._layers(piece):
            self.layers += 1
            for start, end, hit in self._wanted.hits(layer):
                if isinstance(hit, str):  # of a piece, of which there are many, only the category is kept
                    self._hit(Hit(hit, layer[start:end].decode("utf-8"), "piece"))
                elif _counts(layer, (start, end), hit):
                    self._hit(hit)
            for category, value in _forms(layer):
                if category in self.kept:
                    continue
                if layer is not piece and len(cut) < HITS and _CUT.match(value):
                    cut.add((category, value))
                else:
                    self._hit(Hit(category, value, "form"))
        if cut:
            self._explain(piece, cut)

    def _layers(self, piece: bytes) -> Iterator[bytes]:
        return layers(piece, "certificate" in self.kept, self._quotes)

    def _explain(self, piece: bytes, cut: set[tuple[str, str]]) -> None:
        """What looks like the end of a placeholder counts, unless it is gone once the placeholders are."""
        for layer in self._layers(cuttings.without(piece)):
            for category, value in set(_forms(layer)) & cut:
                self._hit(Hit(category, value, "form"))

    def _hit(self, hit: Hit) -> None:
        if len(self.hits) < HITS:
            self.hits[hit] = None

    @property
    def passed(self) -> bool:
        """Nothing was found."""
        return not self.hits

    def report(self) -> dict[str, Any]:
        """For the audit: counts and categories, no value."""
        return {
            "values_and_pieces_looked_for": self.looked_for, "layers_opened": self.layers, "bytes": self.seen,
            "found": sorted({f"{h.category} ({h.why})" for h in self.hits}),
        }  # fmt: skip


def _escaped(text: str) -> bool:
    return any("\udc80" <= c <= "\udcff" for c in text)


def _wanted(values: Mapping[str, str], kept: frozenset[str]) -> Iterator[tuple[str, Hit]]:
    """Values that prove a leak, and pieces of the random ones."""
    left = WINDOWS
    for value, category in values.items():
        if category in ("customer", "host") and category not in kept and len(value) >= 4 and not PLACEHOLDER.search(value):
            yield from ((form, Hit(category, value, "value")) for form in dict.fromkeys((value, value.lower(), value.upper(), value.capitalize())))
            continue
        if category in kept or not telling(value, category):
            continue
        yield value, Hit(category, value, "value")
        if category in _SECRET and left > 0:
            for piece in _pieces(value):
                yield piece, Hit(category, piece, "piece")
                left -= 1


def telling(value: str, category: str) -> bool:
    """Whether finding this value again would prove a leak: long enough, and no ordinary word, number or time."""
    if len(value) < 6 or PLACEHOLDER.search(value) or value.strip() != value:
        return False
    if category in ("ip", "geo", "birth-date", "card-code", "otp", "nested", "binary"):
        return category == "ip" and len(value) >= 9 and not value.startswith(("127.", "0.0."))
    if value.isdigit():
        return len(value) >= 11
    if category in _PEOPLE:
        return "@" in value or " " in value.strip() or (any(c.isdigit() for c in value) and len(value) >= 8)
    return len(value) >= 20 or _mixed(value) >= 2 + (len(value) < 10)


class _Kinds(dict[int, str]):
    """For `str.translate`: 0 for a digit, a and A for letters, x for letters without case, - for the rest."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        kind = "0" if char.isdigit() else "a" if char.islower() else "A" if char.isupper() else "x" if char.isalnum() else "-"
        if code < 128:
            self[code] = kind
        return kind


_KINDS = _Kinds()


def _mixed(value: str) -> int:
    return len(set(value.translate(_KINDS)) - {"x"})


_TOKEN = re.compile(r"ey[JIKA-Z][\w-]*={0,2}\.[\w-]*={0,2}(?:\.|$)")
"""The segments of a token that stay readable, with their people replaced; what is random comes after them."""


def _pieces(value: str) -> Iterator[str]:
    """Pieces of a random value; one that reads like words or a time proves nothing."""
    token = _TOKEN.match(value)
    value = value[token.end() :] if token else value
    if len(value) < 16:
        return
    starts = {*range(0, min(len(value), 2_000) - WINDOW + 1, 4), len(value) - WINDOW}
    for start in sorted(starts):
        piece = value[start : start + WINDOW]
        if piece.isalnum() and _random(piece):
            yield piece


def _random(piece: str) -> bool:
    kinds = piece.translate(_KINDS).replace("x", "A")
    if not 2 <= kinds.count("0") <= 9 or len(set(piece)) < 7:
        return False
    return sum(map(ne, kinds, kinds[1:])) >= 4 and not _says(piece)


def _says(piece: str) -> bool:
    """Text in base64 or hex, at any alignment and also in UTF-16, which is no more random than the text is."""
    if _HEX.fullmatch(piece):
        return _printable(bytes.fromhex(piece))
    try:
        return any(_printable(binascii.a2b_base64(piece[skip : len(piece) - (len(piece) - skip) % 4])) for skip in range(4))
    except ValueError:
        return False


def _printable(octets: bytes) -> bool:
    if not octets.translate(None, _PRINTABLE):
        return True
    wide = min(octets[::2].count(0), octets[1::2].count(0)) == 0 and max(octets[::2].count(0) * 2, octets[1::2].count(0) * 2) >= len(octets) - 1
    return wide and not octets.translate(None, _PRINTABLE + b"\0")


_PRINTABLE = bytes(range(32, 127))
_HEX = re.compile(r"(?:[0-9a-f]{2})+|(?:[0-9A-F]{2})+")


def _counts(layer: bytes, span: tuple[int, int], hit: Hit) -> bool:
    """People's names and numbers count as words of their own; secrets wherever they stand."""
    if hit.category not in _WORDS:
        return True
    start, end = span
    before = _char(layer, start - 1) if start else ""
    first, last, after = _char(layer, start), _char(layer, end - 1), _char(layer, end)
    return not ((before.isalnum() and first.isalnum()) or (after.isalnum() and last.isalnum()) or (hit.category == "ip" and (before == "." or after == ".")))


def _char(layer: bytes, at: int) -> str:
    return layer[at : at + 1].decode("latin-1")


_CREDENTIAL: tuple[tuple[str, bytes], ...] = (("credential", rb"(?i)\bauthorization\\*[\"']?\s*[:=]\s*\\*[\"']?(?:bearer|basic)[ \t]+[A-Za-z0-9+/=_.~-]{12,900}"),)
"""What stands in most copies, with a placeholder in its place."""
_FORMS: tuple[tuple[str, bytes], ...] = (
    ("private-key", rb"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----(?:\\r|\\n|\s)*(?:[A-Za-z0-9+/]{20}|[A-Z][A-Za-z-]+: )"),
    ("vendor-key", rb"\bA(?:KI|SI)A[0-9A-Z]{16}\b"),
    ("vendor-key", rb"\b(?:gh[pousr]_[A-Za-z0-9]{30}|github_pat_[A-Za-z0-9_]{30}|glpat-[\w-]{20}|xox[abps]-[0-9A-Za-z-]{20}|[sr]k_live_[0-9A-Za-z]{20}|AIza[\w-]{35}|npm_[A-Za-z0-9]{36}|dop_v1_[0-9a-f]{40})"),
    ("token", rb"\bey[JI][\w-]+\.ey[JI][\w-]+\.[\w-]*[A-Z0-9][\w-]{16}"),
    *_CREDENTIAL,
    ("userinfo", rb"\b(?:https?|postgres(?:ql)?|mysql|mongodb(?:\+srv)?|redis|amqps?|ftp)://[^\s/@:\"'<>\\]+:[^\s/@:\"'<>\\]{3}[^\s/@:\"'<>\\]*@[a-z0-9.-]{2}"),
    ("email", rb"\b[A-Za-z0-9][A-Za-z0-9._+-]*@(?:[A-Za-z0-9-]+\.)+(?:com|org|net|de|fr|uk|io|eu|edu|gov|example|test)\b"),
)  # fmt: skip
_ANY_FORM = b"|".join(pattern for category, pattern in _FORMS if category != "credential")
"""One look for all the others."""
_UNSIGNED = re.compile(rb"\sey[JI][\w-]+(?:\.[\w-]+){0,2}\.?$")
"""A token whose claims are clean and whose signature is gone, was never there, or lies beyond the stretch looked at; `token` looks for the others."""
_ASSETS = re.compile(rb"\.(?:png|jpe?g|gif|svg|js|css|html?)$|@\dx\.")
_ID_BEFORE = re.compile(rb"(?i)(?:\bcall-id: ?|\b(?:message-id|in-reply-to|references): ?(?:[\r\n\t ]*<[^<>\s]+>)*[\r\n\t ]*<[^<>@\s]*)$")
"""What makes an id of what has the form of an address: a message's or a call's own field."""
_CUT = re.compile(r"[a-z2-7-]{1,45}@")
"""What may be the end of a placeholder in front of a host, where a decoding began in the middle of it."""


def _forms(layer: bytes) -> Iterator[tuple[str, str]]:
    if isinstance(layer, Own):
        return
    for category, pattern in _FORMS if quick(_ANY_FORM).search(layer) is not None else _CREDENTIAL:
        for found in quick(pattern).finditer(layer):
            text = found.group()
            if category == "email" and _ID_BEFORE.search(layer[max(0, found.start() - 1000) : found.start()]):
                continue
            if b"edacted" not in text and not _UNSIGNED.search(text) and b"REDACTED" not in text and not _ASSETS.search(text):
                yield category, text.decode("utf-8", "replace")


def inspect(pieces: Iterable[bytes]) -> Verifier:
    """Look through a copy without knowing the original: by form only."""
    made = Verifier({})
    for piece in pieces:
        made.feed(piece)
    made.close()
    return made
