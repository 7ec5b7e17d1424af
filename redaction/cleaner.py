"""Text in, clean text out: what is known, what detectors find, and what is encoded inside, decoded, cleaned and encoded again.

The order matters. Placeholders are never touched. Values known from elsewhere in the case go first, then whole envelopes
(keys, tokens, credential fields), then what stands encoded, then everything that a detector sees in the text as it is.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import unquote

from redaction import names
from redaction.codecs import base64text, dumps, entities, escapes, hexes, invisible, percent, quoted
from redaction.codecs.stretch import Stretch
from redaction.detecting import Hit, Scanner, scanner
from redaction.differences import changes
from redaction.edits import Edit, Edits, Note, apply
from redaction.policy import Policy
from redaction.shapes import shape
from redaction.vault import Known, Vault
from triagekit.placeholders import PLACEHOLDER, WRITTEN, is_placeholder
from triagekit.roles import Span

DEPTH = 12
"""Codecs inside codecs that are opened."""
ENVELOPES = 13
"""Detectors below this order find whole fields and tokens, which no codec may cut."""
FRAGMENT = 6
"""Letters and digits below which what is left of a secret says nothing."""
REMEMBERED = 20_000
"""Texts whose clean form is remembered."""
SHORT = 4_096
"""Longer texts are not remembered."""

HEAVY = 64
"""Secrets from this length on keep it, by dots, because a request can be refused for the size of its fields or of its address."""
_HEAVY = names.SECRET - {"password", "otp", "card-code", "private-key", "signature", "connection"}
_HEAVY_MARK = re.compile(rf"redacted-(?:{'|'.join(sorted(_HEAVY))})(?![a-z])")
_OBJECT = "eyJ"
"""The beginning of a JSON object in base64: of a token."""
_CUT_OFF = re.compile(r"eyJ[^\s.]{3,4000}")
_LABEL = re.compile(r"display|nick|label|title", re.IGNORECASE)
"""Names of fields that hold ordinary words as often as people's names."""
_SCHEME = re.compile(r"\s*(?:bearer|basic|digest|negotiate|ntlm|ssws|dpop|token|apikey)\s*", re.IGNORECASE)
_MARKS = ("redacted", "7ed0ac7e")
_ROWS = (dumps,)
"""Before everything else: what a detector sees in the column of characters is only a piece of it."""
_VIEWS = (percent, entities, escapes, quoted)
_BLOCKS = (base64text, hexes)


class Clean(NamedTuple):
    """A clean text and what was done for it."""

    text: str
    notes: tuple[Note, ...]


Structure = Callable[["Cleaner", str], str | None]
"""Cleans a text of one form; None when the text is not of that form."""


@dataclass(slots=True)
class Cleaner:
    """Cleans the texts of one case."""

    vault: Vault
    policy: Policy = field(default_factory=Policy)
    signatures: dict[str, str] = field(default_factory=dict)
    """sha256 of a signed item as it stood, to the word for its signature's verdict."""
    scanner: Scanner = field(default_factory=scanner)
    structures: tuple[Structure, ...] = ()
    """Forms that a whole text can have, in order of trial; set by `redaction.session`."""
    special: dict[str, Callable[["Cleaner", str], str]] = field(default_factory=dict)
    """How values of some categories are taken apart instead of replaced whole: tokens, keys, certificates."""
    notes: list[Note] = field(default_factory=list)
    receivers: tuple[Any, ...] = ()
    """Private keys with which encrypted parts are opened, cleaned and sealed again."""
    sealed: list[bytes] = field(default_factory=list)
    """What was sealed again since the list was emptied, for the verifier."""
    verdict: str = ""
    """Of the signed message that is being cleaned: the word for its signature's verdict."""
    place: str = ""
    """Where the text being cleaned stands, for the policy."""
    _chain: tuple[str, ...] = ()
    _piece: bool = False
    """What is replaced now is what is left of a value: it is no value of its own, and not looked for elsewhere."""
    quiet: set[str] = field(default_factory=set)
    """Texts in which nothing is to be found: see `redaction.survey`."""
    still: set[str] = field(default_factory=set)
    """Texts in which nothing is to be found either, unless they are taken for more than text."""
    settled: set[tuple[str, ...]] = field(default_factory=set)
    """Names of an object's members that stay as they are, as they stand together: see `redaction.walkers.jsontree`."""
    _memo: dict[tuple[str, str], Clean] = field(default_factory=dict)

    def forget(self) -> None:
        """Clean everything anew: something is known now that was not."""
        self._memo.clear()
        self.quiet.clear()
        self.still.clear()
        self.settled.clear()

    def put(self, category: str, value: str, by: str, name: str = "") -> str:
        """The placeholder for a value, as the policy has it; noted."""
        action = self.policy.action(category, by, name, self.place)
        if action == "keep" or not value:
            return value
        if category == "person" and " " not in value and _LABEL.search(name):
            self.vault.here_only(value)
        made = self.vault.put(category, value, not self._piece) if action == "pseudonymise" else self._masked(category, value)
        made = _as_long(made, len(value))
        if made != value:
            self.notes.append(Note(category, by, self._chain, made, shape(category, value)))
        return made

    def _masked(self, category: str, value: str) -> str:
        if is_placeholder(value):
            return value
        if not self._piece:
            self.vault.remember(category, value)
        return f"redacted-{category}"

    def secret(self, category: str, value: str, by: str, name: str = "") -> str:
        """A value known to be of a category: placeholders and masks stay, tokens keep what is public, the rest goes."""
        core = value.strip()
        if not core or names.harmless(core) or is_placeholder(core):
            return value
        if core.count("redacted-") and not PLACEHOLDER.sub("", core.removeprefix(_OBJECT)).strip(" \r\n\t,;:=&\"'"):  # masks of another run
            return value
        start = value.index(core)
        made = self._secret(category, core, by, name)
        return value[:start] + (_in_lines(made, core) if "\n" in core and is_placeholder(made) else made) + value[start + len(core) :]

    def _secret(self, category: str, core: str, by: str, name: str) -> str:
        plain = unquote(core) if "%" in core else core
        if is_placeholder(plain):
            return core
        if "pasted" in self.special and "ey" in plain[:40] and (made := self.special["pasted"](self, core)):
            return made
        if plain.startswith("ey") and plain.count(".") in (1, 2, 3, 4) and "token" in self.special and " " not in plain:
            made = self.special["token"](self, plain)
            if plain.count(".") > core.count("."):
                made = made.replace(".", "%2E" if "%2E" in core else "%2e")  # a token that cannot be read cannot be read in the copy
            return made if unquote(made) != plain else core
        special = self.special.get(category)
        if special is not None:
            return special(self, core)
        if category in ("credential", "token") and _CUT_OFF.fullmatch(plain):
            if not self._piece:
                self.vault.remember(category, plain)
            return _OBJECT + self.put(category, plain[len(_OBJECT) :], by, name)  # a reader sees that it was meant to be a token
        if category in ("user", "person", "claim") and "@" in plain and _looks_like_mail(plain):
            category = "email"
        if plain != core and not self._piece:
            self.vault.remember(category, core)
        made = self.put(category, plain, by, name)
        return _as_long(made, len(core)) if category == "cookie" else made

    def text(self, raw: str) -> str:
        """Free text with everything found replaced. Idempotent."""
        return raw if raw in self.quiet or raw in self.still else self._remembered("text", raw, self._text)

    def inside(self, raw: str) -> str:
        """A whole text whose form is not known: by its structure where it shows one, else as free text."""
        return raw if raw in self.quiet else self._remembered("inside", raw, self._inside)

    def remembered(self, kind: str, raw: str, make: Callable[[str], str]) -> str:
        """The result of `make`, remembered for equal texts of equal kind; its notes are taken again each time."""
        return self._remembered(kind, raw, make)

    def _remembered(self, kind: str, raw: str, make: Callable[[str], str]) -> str:
        if len(raw) < 3:
            return raw
        at = (kind, raw)
        known = self._memo.get(at)
        if known is None:
            first = len(self.notes)
            made = make(raw)
            if self._chain or len(raw) > SHORT or self.policy.by_place or self.verdict:
                return made
            known = Clean(made, tuple(self.notes[first:]))
            if len(self._memo) >= REMEMBERED:
                self._memo.clear()
            self._memo[at] = known
        elif known.notes:
            self.notes += known.notes
        return known.text

    def _inside(self, raw: str) -> str:
        for structure in self.structures:
            made = structure(self, raw)
            if made is not None:
                return made
        return self._text(raw)

    def _text(self, raw: str) -> str:
        return raw if raw in self.still else apply(raw, self.edits(raw), lines=not self._chain)  # line ends that are written out keep no line in its place

    def known(self, raw: str) -> str:
        """The text with what is known from elsewhere in the case replaced, and nothing else: before a structure takes it apart."""
        if not self.vault.propagating or not raw:
            return raw
        made = Edits()
        _protect(made, raw)
        self._known(made, self.vault.known(raw))
        return apply(raw, made)

    def replace(self, raw: str, spans: Iterable[Span], by: str) -> str:
        """The text with these spans replaced, each by its category."""
        edits = Edits()
        for start, end, category in spans:
            self._edit(edits, raw, Hit(start, end, category, by, 0))
        return apply(raw, edits)

    def edits(self, raw: str) -> Edits:
        """Every change that free text needs."""
        made = Edits()
        marked = any(mark in raw for mark in _MARKS)
        if marked:
            _protect(made, raw)
        whole = None
        if len(self._chain) < DEPTH:
            whole = next(invisible.find(raw), None)
            if whole is not None and whole.places is not None:
                self._view(made, raw, whole)
            self._opened(made, raw, _ROWS)
        hits = self.scanner.scan(raw, [found.span() for found in WRITTEN.finditer(raw)]) if marked else self.scanner.scan(raw)
        if whole is not None:
            hits = [hit for hit in (_up_to_hidden(raw, hit) for hit in hits) if hit is not None]
        hits = self._around_known(made, raw, [hit for hit in hits if not _named_by_placeholder(raw, hit)] if marked else hits)
        late = [hit for hit in hits if not (hit.order < ENVELOPES and self._edit(made, raw, hit))]
        if len(self._chain) < DEPTH:
            self._opened(made, raw, _VIEWS)
        for hit in late:
            self._edit(made, raw, hit)
        if len(self._chain) < DEPTH and len(raw) >= 12:
            self._opened(made, raw, _BLOCKS)
        return made

    def _around_known(self, made: Edits, raw: str, hits: list[Hit]) -> list[Hit]:
        """Take what is known from elsewhere, unless it is only a part of something found here; finds that are still to be taken."""
        found = self.vault.known(raw) if self.vault.propagating else []
        if not found:
            return hits
        starts = [known.start for known in found]
        wider = [hit for hit in hits if _holds(hit, found, bisect_left(starts, hit.start))]
        for hit in wider:
            self._edit(made, raw, hit)
        self._known(made, found)
        taken = set(wider)
        return [hit for hit in hits if hit not in taken] if taken else hits

    def _known(self, made: Edits, found: list[Known]) -> None:
        for known in found:
            if made.free(known.start, known.end):
                self._put(made, (known.start, known.end), lambda k=known: self._secret(k.category, k.value, "propagated", ""), known.value)  # type: ignore[misc]

    def _edit(self, made: Edits, raw: str, hit: Hit) -> bool:
        """Replace a find, or what is left of it where parts of it are replaced already; a token may hold placeholders."""
        value = raw[hit.start : hit.end]
        if not made.free(hit.start, hit.end):
            return self._rest(made, raw, hit)
        if hit.category == "token" or "redacted-" not in value:
            self._put(made, (hit.start, hit.end), lambda: self.secret(hit.category, value, hit.detector), value)
        elif (new := self.secret(hit.category, value, hit.detector)) != value:
            self._put(made, (hit.start, hit.end), lambda: new)
        return True

    def _rest(self, made: Edits, raw: str, hit: Hit) -> bool:
        """The parts that nothing else has taken, unless some of it is to stay as it is."""
        if not made.changing(hit.start, hit.end):
            return True
        if hit.category in names.SECRET and "redacted-" not in raw[hit.start : hit.end]:
            self.vault.remember(hit.category, raw[hit.start : hit.end])
        before, self._piece = self._piece, True
        for start, end in list(made.gaps(hit.start, hit.end)):
            part = raw[start:end]
            if sum(c.isalnum() for c in part) >= FRAGMENT:
                self._put(made, (start, end), lambda part=part: self.secret(hit.category, part, hit.detector), part)  # type: ignore[misc]
        self._piece = before
        return True

    def _put(self, made: Edits, span: tuple[int, int], make: Callable[[], str], old: str | None = None) -> None:
        first = len(self.notes)
        new = make()
        if new == old:
            made.protect(*span)
        else:
            made.add(Edit(*span, new, tuple(self.notes[first:])))

    def _opened(self, made: Edits, raw: str, codecs: Iterable[object]) -> None:
        for codec in codecs:
            for stretch in codec.find(raw):  # type: ignore[attr-defined]
                if stretch.places is not None:
                    self._view(made, raw, stretch)
                elif made.free(stretch.start, stretch.end):
                    self._block(made, raw, stretch)

    def _view(self, made: Edits, raw: str, stretch: Stretch) -> None:
        """Changes of the plain text, each written at its own place in the encoded one."""
        before, self._chain = self._chain, (*self._chain, stretch.codec)
        first = len(self.notes)
        clean = self._text(stretch.plain) if stretch.codec == "invisible" else self.inside(stretch.plain)  # a form of the whole was tried already
        self._chain = before
        notes = tuple(self.notes[first:])
        if clean == stretch.plain or stretch.places is None:
            return
        places = stretch.places()
        for start, end, new in changes(stretch.plain, clean):
            text, span = stretch.encode(new) or "", (places[start], places[end])
            gaps = list(made.gaps(*span)) if span[0] < span[1] else [span]
            for a, b in gaps if gaps == [span] else [gap for gap in gaps if _says(raw[slice(*gap)])]:
                made.add(Edit(a, b, text + stretch.soft_ends(raw, a, b), notes))
                text, notes = "", ()

    def _block(self, made: Edits, raw: str, stretch: Stretch) -> None:
        old = raw[stretch.start : stretch.end]
        before, verdict = self._chain, self.verdict
        self._chain = (*before, stretch.codec)
        self.verdict = self.signature_of(old) or verdict
        first = len(self.notes)
        clean = self.inside(stretch.plain)
        self._chain, self.verdict = before, verdict
        if clean == stretch.plain:
            if stretch.sure:
                made.protect(stretch.start, stretch.end)  # clean as a whole; its lines alone would be read otherwise
            return
        new = stretch.encode(clean)
        if new is None:
            new = self.put("nested", old, stretch.codec)
        made.add(Edit(stretch.start, stretch.end, new, tuple(self.notes[first:])))

    def signature_of(self, item: str) -> str:
        """The word for the verdict of a signed item as it stood; empty when it is not known."""
        if not self.signatures:
            return ""
        import hashlib

        return self.signatures.get(hashlib.sha256(item.encode("utf-8", "surrogatepass")).hexdigest(), "")


def _as_long(made: str, length: int) -> str:
    """A secret's placeholder, with dots where the secret was long; by the placeholder's own category, so that equal values stay equal."""
    missing = length - len(made)
    return made + "." * missing if length >= HEAVY and (missing >= 8 or made[-1:] == ".") and _HEAVY_MARK.match(made) else made


def _in_lines(made: str, value: str) -> str:
    """A placeholder in each line of the value, as long as that: what counts lines, or looks at the first so many bytes, finds what it found before."""
    rows = [(row, row.strip()) for row in value.split("\n")]
    return "\n".join(row.replace(said, made + "." * (len(said) - len(made) if len(said) >= len(made) + 8 else 0)) if said else row for row, said in rows)


def _says(part: str) -> bool:
    """Whether what is left beside a change is more than marks and line ends."""
    return any(map(str.isalnum, part))


def _up_to_hidden(raw: str, hit: Hit) -> Hit | None:
    """What of a find stands in front of a hidden character; None where that is little or a scheme's name: a reader sees no value of its own there."""
    end = invisible.first(raw, hit.start, hit.end)
    if end == hit.end:
        return hit
    part = raw[hit.start : end]
    return hit._replace(end=end) if sum(c.isalnum() for c in part) >= FRAGMENT and not _SCHEME.fullmatch(part) else None


def _holds(hit: Hit, found: list[Known], first: int) -> bool:
    """A known value is this find, or only a part of it: who found it is told rather than that it was known."""
    return first < len(found) and found[first].end <= hit.end


def _named_by_placeholder(raw: str, hit: Hit) -> bool:
    """What stands behind a placeholder and a sign is not its value, although `redacted-password` ends like a name."""
    if hit.detector != "keyed":
        return False
    whole = raw[max(0, hit.start - 90) : hit.start]
    before = whole.rstrip(" =:\"'>\t")
    return "redacted-" in before and any(c in whole[len(before) :] for c in "=:>\"'") and any(found.end() == len(before) for found in PLACEHOLDER.finditer(before))


def _protect(made: Edits, raw: str) -> None:
    for found in WRITTEN.finditer(raw):
        made.protect(*found.span())


def _looks_like_mail(value: str) -> bool:
    local, _, domain = value.rpartition("@")
    return bool(local) and "." in domain and " " not in value and "/" not in value
