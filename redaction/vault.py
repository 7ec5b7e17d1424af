"""What a case's redaction has found: the values (which never leave), their pseudonyms, and the propagation of each to
wherever else it stands.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from redaction import names
from redaction.commonwords import COMMON, ordinary
from redaction.needles import Needles
from redaction.pseudonyms import LOW_ENTROPY, Pseudonyms, normal
from triagekit.placeholders import is_placeholder

LIMIT = 200_000
"""Distinct values that are remembered; what is found beyond is replaced where it stands and counted as not propagated."""
_FOLDED = frozenset({"email", "user", "person", "host", "customer", "address", "device"})
"""Categories compared without regard to case."""
_NEVER = frozenset({"ip", "geo", "birth-date", "card-code", "otp", "signature", "nested", "binary"})
"""Categories whose values stand in ordinary text by chance."""
_PEOPLE = frozenset({"customer", "person", "user", "email", "address", "host"})
"""Categories whose values may be made of ordinary words."""
_WORD = re.compile(r"\w", re.ASCII)


class Known(NamedTuple):
    """A remembered value where it stands in a text."""

    start: int
    end: int
    category: str
    value: str


_Form = tuple[str, str, int]
"""Category, value or form, and the form's length in characters."""


@dataclass(slots=True)
class Vault:
    """The values of one case. Nothing of it is ever written."""

    pseudonyms: Pseudonyms
    values: dict[str, str] = field(default_factory=dict, repr=False)
    """Original value to the category under which it was found first."""
    terms: tuple[str, ...] = ()
    """The customer's own names and hosts, removed wherever they stand."""
    forgotten: int = 0
    _made: dict[tuple[str, str], str] = field(default_factory=dict, repr=False)
    _same: dict[str, str] = field(default_factory=dict, repr=False)
    """Normalised value to category, so that one value has one pseudonym whatever it was found as."""
    _wanted: Needles[_Form] | None = field(default=None, repr=False)
    _insisted: set[str] = field(default_factory=set, repr=False)
    _local: set[str] = field(default_factory=set, repr=False)

    def __post_init__(self) -> None:
        for term in self.terms:
            self.remember("customer", term)
        if self.terms:
            self.propagate()

    def put(self, category: str, value: str, whole: bool = True) -> str:
        """The placeholder for a value, which is remembered unless it is only what is left of one."""
        if not whole:
            return self._named(category, value)
        made = self._made.get((category, value))
        if made is None:
            made = self._new(category, value)
        return made

    def _new(self, category: str, value: str) -> str:
        if is_placeholder(value):
            return value
        self.remember(category, value)
        made = self._named(category, value)
        if len(self._made) < LIMIT:
            self._made[category, value] = made
        return made

    def _named(self, category: str, value: str) -> str:
        kind = category if category in LOW_ENTROPY else self._same.setdefault(normal(category, value), category)
        return self.pseudonyms.of(kind, value)

    def here_only(self, value: str) -> None:
        """A word that names someone where it was found, and may be an ordinary word elsewhere."""
        self._local.add(value)

    def remember(self, category: str, value: str) -> None:
        """Keep a value for the verifier and for propagation; names of a protocol and ordinary words are nobody's."""
        if value in self.values or (category not in _PEOPLE and ordinary(value)):
            return
        if len(self.values) < LIMIT:
            self.values[value] = category
        else:
            self.forgotten += 1

    def insist(self, category: str, value: str) -> None:
        """Remove a value wherever it stands, however ordinary it looks: the verifier saw it again."""
        self.values.setdefault(value, category)
        self._insisted.add(value)

    def propagate(self) -> None:
        """From now on `known` finds every value remembered so far that cannot be an ordinary word."""
        told: dict[bytes, _Form] = {}
        accounts = _account_words(self.values)
        for value, category in self.values.items():
            for form in [value] if value in self._insisted else _forms(value, category, accounts):
                if form in self._local and form.lower() not in accounts and form not in self._insisted:
                    continue
                told[form.lower().encode("utf-8", "surrogatepass")] = (category, value if category not in _FOLDED else form, len(form))
        self._wanted = Needles(told) if told else None

    @property
    def propagating(self) -> bool:
        """True when there are values to look for."""
        return self._wanted is not None

    def known(self, text: str) -> list[Known]:
        """Remembered values in this text, the longest where several overlap, in order."""
        if self._wanted is None or len(text) < 4:
            return []
        low = text.lower() if text.isascii() else "".join(c.lower() if c.isascii() else c for c in text)
        found = [k for k in self._hits(self._wanted, text, low) if k.value in self._insisted or _stands_alone(text, k)]
        return list(_longest(found)) if found else found

    def touched(self, text: str) -> Iterator[tuple[int, int]]:
        """Stretches of an ASCII text that may be remembered values."""
        if self._wanted is not None:
            for start, end, _ in self._wanted.hits(text.lower().encode()):
                yield start, end

    def _hits(self, wanted: Needles[_Form], text: str, low: str) -> Iterator[Known]:
        data = low.encode("utf-8", "surrogatepass")
        at = end = 0
        for _, last, (category, value, length) in wanted.hits(data):
            end += last - at if len(data) == len(low) else len(data[at:last].decode("utf-8", "surrogatepass"))
            at = last
            if category in _FOLDED or text[end - length : end] == value:
                yield Known(end - length, end, category, value)


def _forms(value: str, category: str, accounts: frozenset[str]) -> Iterator[str]:
    """The value, and the parts of a person's name that an account of the case is called by too."""
    if distinct(value, category):
        yield value
    if category == "person" and len(value) < 80:
        parts = value.split()
        if 2 <= len(parts) <= 3 and distinct(" ".join(parts), category):  # as files and accounts are called
            yield from (mark.join(parts) for mark in ("_", ".", "-", "%20", "+"))
            yield f"{parts[-1]}, {' '.join(parts[:-1])}"
        if 2 <= len(parts) <= 4:
            yield from (p for p in parts if len(p) >= 3 and p.lower() in accounts)


def _account_words(values: Mapping[str, str]) -> frozenset[str]:
    """The words that account names and addresses are made of, without those that are anyone's."""
    names_of = (value.partition("@")[0] for value, category in values.items() if category in ("email", "user") and len(value) < 120)
    return frozenset(word for name in names_of for word in re.split(r"[\W\d_]+", name.lower()) if len(word) >= 3 and word not in COMMON)


def distinct(value: str, category: str) -> bool:
    """Whether a value can be removed wherever it stands without hitting ordinary words and numbers."""
    if category in _NEVER or len(value) < 4 or names.harmless(value) or "\n" in value.strip():
        return False
    if category == "customer":
        return True
    if category in ("person", "user", "address"):
        return _nameable(value)
    if category == "email" or (category not in LOW_ENTROPY and len(value) >= 20 and " " not in value):
        return True
    kinds = sum((any(c.isdigit() for c in value), any(c.islower() for c in value), any(c.isupper() for c in value), any(not c.isalnum() for c in value)))
    if value.isdigit():
        return len(value) >= 9
    return len(value) >= 12 and value.lower() not in COMMON if kinds < 2 else len(value) >= 6 and not _TIMELIKE.fullmatch(value)


_TIMELIKE = re.compile(r"[\dTZ:.,/ +-]+|v?\d+(?:\.\d+)+|\d{1,12}(?:ms|s|kb|mb|px|%)", re.IGNORECASE)


def _nameable(value: str) -> bool:
    plain = value.strip().lower()
    if plain in COMMON or (plain.isdigit() and len(plain) < 7) or all(part in COMMON for part in re.split(r"[\s._-]+", plain)):
        return False
    return len(plain) >= 5 or (len(plain) == 4 and value[0].isupper())


def _stands_alone(text: str, known: Known) -> bool:
    """Not part of a longer word; a long secret counts inside one too, and a customer's name in `acme_prod` and in `AcmePortal`."""
    if known.category in names.SECRET and known.end - known.start >= 12:
        return True
    first, last = text[known.start], text[known.end - 1]
    joint, camel = "_" if known.category in ("customer", "person") else "", known.category == "customer"
    before = known.start > 0 and _joined(text[known.start - 1], first, joint) and not (camel and text[known.start - 1].islower() and first.isupper())
    after = known.end < len(text) and _joined(last, text[known.end], joint) and not (camel and last.islower() and text[known.end].isupper())
    return not before and not after


def _joined(one: str, two: str, joint: str) -> bool:
    return _WORD.match(one) is not None and _WORD.match(two) is not None and joint not in (one, two)


def _longest(found: list[Known]) -> Iterator[Known]:
    found.sort(key=lambda k: (k.start, -k.end))
    last = 0
    for known in found:
        if known.start >= last:
            yield known
            last = known.end
