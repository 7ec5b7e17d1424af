"""What vendors leave behind in an answer or a log line: error codes, headers, phrases, flags, banners.

The signals are data, `rules/signals/<vendor>.yaml`, one file per vendor, found by being there. Each says where
its mark may stand (`kind`), what it points to (`cause`), who then made the answer (`answers`), in which context
it counts (`when`) and how well it is known (`grade`). A mark in the wrong place is no signal: a phrase of a
block page must stand in a body, a code among the codes of an error, a flag in a log line.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from triagekit import _home
from triagekit.records import Value
from triagekit.remembered import remembered

Fields = Mapping[str, Value]

FIRM = frozenset({"lab", "real", "doc-read"})
"""Grades of signals that were seen: made in a lab, found in public artifacts, or read on the vendor's page."""
BODY_LIMIT = 65_536
"""Characters of a body that are searched."""
LOG_LIMIT = 16_384
"""Characters of a log event that are searched."""
KINDS = ("body", "title", "code", "word", "header", "cookie", "server", "location", "status", "log", "field", "flag", "challenge")
"""Places where a mark can stand. `word` is a code so distinctive that it counts in any text of the record, `field` a
record's field and its value (a star ends a beginning), `flag` the same with case, for flags that differ by it."""
_HEADER = "response.headers."
_WORD = re.compile(r"[a-z0-9_]")


@dataclass(frozen=True, slots=True)
class When:
    """The context in which a signal counts; everything given must hold."""

    statuses: frozenset[int] = frozenset()
    headers: tuple[tuple[str, str], ...] = ()
    """(name, text its value contains); an empty text asks for the header alone."""
    server: str = ""
    text: tuple[str, ...] = ()
    """Further texts of the same body or event, all of them."""
    bodies: frozenset[str] = frozenset()
    """response.body.kind."""
    formats: tuple[str, ...] = ()
    """Beginnings of event.format or dialect."""
    fields: tuple[tuple[str, str], ...] = ()
    """(field, value it has); a star ends a beginning, an exclamation mark in front asks that it is another."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One mark of one vendor."""

    vendor: str
    kind: str
    match: str
    """Lower case."""
    cause: str
    """Cause id, or empty when the mark says only who is in the path or who answered."""
    grade: str
    """lab | real | doc-read | doc-cited."""
    answers: str = ""
    """The party that made the answer, where the mark proves it; the values of `answered_by`."""
    product: str = ""
    """Lower-case product name for `path.products`; empty for marks of a library or a service's own errors."""
    code: str = ""
    """How the mark is shown."""
    when: When = When()
    meaning: str = ""
    reference: str = ""


REMEMBERED = 5_000
"""Header names whose signals are remembered."""


@dataclass(slots=True)
class Catalogue:
    """All signals, arranged so that one pass over a record's texts finds every candidate."""

    headers: dict[str, list[Signal]] = field(default_factory=dict)
    prefixes: list[tuple[str, Signal]] = field(default_factory=list)
    cookies: list[Signal] = field(default_factory=list)
    codes: dict[str, list[Signal]] = field(default_factory=dict)
    statuses: dict[int, list[Signal]] = field(default_factory=dict)
    fields: dict[str, list[Signal]] = field(default_factory=dict)
    servers: list[Signal] = field(default_factory=list)
    locations: list[Signal] = field(default_factory=list)
    titles: list[Signal] = field(default_factory=list)
    texts: dict[str, "Texts"] = field(default_factory=dict)
    """Searches by zone: body, log, word."""
    _by_header: dict[str, tuple[tuple[Signal, ...], tuple[Signal, ...]]] = field(default_factory=dict)

    def of_header(self, header: str) -> tuple[tuple[Signal, ...], tuple[Signal, ...]]:
        """Signals of a header's name and of its beginning; remembered, for a capture repeats its headers."""
        made = self._by_header.get(header)
        if made is None:
            made = (tuple(self.headers.get(header, ())), tuple(s for prefix, s in self.prefixes if header.startswith(prefix)))
            if len(self._by_header) < REMEMBERED:
                self._by_header[header] = made
        return made


class Texts:
    """All marks of one zone in one Aho-Corasick automaton; words must stand free."""

    def __init__(self, signals: list[Signal]) -> None:
        import ahocorasick

        self._marks: dict[str, list[Signal]] = {}
        for signal in signals:
            self._marks.setdefault(signal.match, []).append(signal)
        self._automaton: Any = ahocorasick.Automaton()
        for mark in self._marks:
            self._automaton.add_word(mark, mark)
        if self._marks:
            self._automaton.make_automaton()

    def find(self, text: str) -> Iterator[Signal]:
        """Signals whose mark stands in this lower-case text."""
        if not self._marks or not text:
            return
        seen: set[str] = set()
        for end, mark in self._automaton.iter(text):
            if mark in seen:
                continue
            for signal in self._marks[mark]:
                if signal.kind != "word" or _free(text, end - len(mark) + 1, end + 1):
                    seen.add(mark)
                    yield signal


def _free(text: str, start: int, stop: int) -> bool:
    before, after = text[start - 1 : start], text[stop : stop + 1]
    return not (_WORD.match(before) or _WORD.match(after))


def match(fields: Fields) -> dict[str, Value]:
    """The vendor signals in this record, as fields signal.*; empty when there are none."""
    return told(list(found(fields)))


def told(signals: list[Signal]) -> dict[str, Value]:
    """The fields that these signals make."""
    if not signals:
        return {}
    out: dict[str, Value] = {
        "signal.vendors": _unique(s.vendor for s in signals),
        "signal.codes": _unique(s.code for s in signals if s.cause),
        "signal.causes": _unique(s.cause for s in signals),
        "signal.firm": _unique(s.cause for s in signals if s.grade in FIRM),
        "signal.cited": _unique(s.cause for s in signals if s.grade not in FIRM),
        "signal.answers": _unique(f"{s.answers} {s.product}".strip() for s in signals if s.answers),
        "signal.products": _unique(s.product for s in signals),
    }
    return {name: value for name, value in out.items() if value}


def _unique(items: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for item in items if item))


def found(fields: Fields) -> Iterator[Signal]:
    """Every signal in this record whose context holds."""
    known = catalogue()
    exchange = "source" in fields or "response.status" in fields
    candidates = _of_exchange(fields, known) if exchange else _of_event(fields, known)
    for signal, text in candidates:
        if signal.when is _ALWAYS or _holds(signal.when, fields, text):
            yield signal


Candidates = Iterator[tuple[Signal, str]]


def _of_exchange(fields: Fields, known: Catalogue) -> Candidates:
    yield from _of_headers(fields, known)
    status = fields.get("response.status")
    if isinstance(status, int):
        yield from ((s, "") for s in known.statuses.get(status, ()))
    yield from _of_fields(fields, known)
    body = _body(fields)
    yield from ((s, body) for s in known.texts["body"].find(body))
    title = str(fields.get("response.body.title") or "").lower()
    if title:
        yield from ((s, body) for s in known.titles if title.startswith(s.match))
    yield from ((s, body) for code in _codes(fields) for s in known.codes.get(code, ()))
    words = _words(fields)
    yield from ((s, words) for s in known.texts["word"].find(words))


def _body(fields: Fields) -> str:
    """The body where it can hold a mark: an error's, or any page; data of a success is searched too, scripts are not."""
    body = fields.get("response.body.text")
    if not isinstance(body, str) or not body:
        return ""
    status = fields.get("response.status")
    failed = not isinstance(status, int) or status >= 300
    if not failed and fields.get("response.body.kind") not in ("html", "json", "xml", None):
        return ""
    return body[:BODY_LIMIT].lower()


_ERRORS = ("response.body.error", "response.body.error_description", "auth.challenge.error", "auth.challenge.description", "error.text")
_CODED = ("response.body.error", "auth.challenge.error", "request.params.error", "request.params.error_code", "event.code", "event.fields.error", "event.fields.errorcode", "event.fields.error_code", "event.fields.code", "event.fields.eventtype", "event.fields.type")
_CODED_HEADERS = ("x-amzn-errortype", "x-ms-error-code", "x-amz-error-code", "cf-error-code")


def _codes(fields: Fields) -> Iterator[str]:
    """Short codes as errors carry them: whole values, never parts of sentences."""
    found: dict[str, None] = {}
    for name in _CODED:
        if name in fields:
            for value in _texts(fields[name]):
                found[value.strip().lower()] = None
    for value in _texts(fields.get("response.body.error_codes")):
        found[value.strip().lower()] = None
    for name in _CODED_HEADERS:
        if _HEADER + name in fields:
            for value in _texts(fields[_HEADER + name]):
                found[value.partition(":")[0].strip().lower()] = None
    yield from found


_SAID = re.compile(r"(?<![\w.-])(?:[a-z]\w{2,40}\.){0,8}([A-Z][a-z0-9]{2,30}(?:[A-Z][a-z0-9]{1,30}){1,6}|[a-z]{3,20}(?:[A-Z][a-z]{3,20}){1,4}|[A-Z]{3,20}(?:_[A-Z]{2,20}){1,6}|E[A-Z]{9,20})(?![\w.-])")
"""A code as a library writes it into its sentence: TwoWords, camelCase, UPPER_WORDS or a long errno; a class may stand in its package."""
_SAID_LIMIT = 4_096
"""Characters of an event in which such a code is looked for."""
_FAILING = frozenset({"error", "fatal", "warn"})
_REASON = re.compile(r"""["']?(?:reason|code|__type|error_?code)["']?\s?[:=]\s?["']?""", re.IGNORECASE)


def _said_codes(fields: Fields) -> Iterator[str]:
    """Codes that an event of a failure names in its text; only distinctive ones, for the catalogue decides what they mean."""
    text = str(fields.get("event.text") or fields.get("event.message") or "")[:_SAID_LIMIT]
    if not _failing(fields) and not _REASON.search(text):
        return
    for found in _SAID.finditer(text):
        code = found[1].lower()
        yield code
        if code.endswith(("exception", "error")):
            yield code.removesuffix("exception").removesuffix("error")


def _failing(fields: Fields) -> bool:
    status = fields.get("event.status")
    return fields.get("event.level") in _FAILING or "event.exception" in fields or "error.kind" in fields or (isinstance(status, int) and status >= 400)


def _texts(value: Value | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (str(value),)


def _words(fields: Fields) -> str:
    """Sentences and addresses outside the body in which a distinctive code can stand."""
    parts = [str(fields[name])[:4096] for name in _ERRORS if name in fields]
    location = fields.get("response.location")
    if location:
        parts.append(str(location)[:8192])
    query = fields.get("request.url.query")
    if isinstance(query, str) and "error" in query:
        parts.append(query[:8192])
    return "\n".join(parts).lower()


def _of_headers(fields: Fields, known: Catalogue) -> Candidates:
    names = fields.get("response.header_names")
    if not isinstance(names, tuple):  # a line of an access log has none
        names = () if fields.get("source") == "access-log" else tuple(name[len(_HEADER) :] for name in fields if name.startswith(_HEADER))
    for header in names:
        signals, prefixed = known.of_header(header)
        for signal in signals:
            if not signal.match or any(signal.match in value.lower() for value in _texts(fields.get(_HEADER + header))):
                yield signal, ""
        for signal in prefixed:
            yield signal, ""
    server = str(fields.get("response.server") or "").lower()
    if server:
        yield from ((s, "") for s in known.servers if server.startswith(s.match))
    location = str(fields.get("response.location") or "").lower()
    if location:
        yield from ((s, "") for s in known.locations if s.match in location)
    for cookie in _texts(fields.get("response.cookie_names")):
        yield from ((s, "") for s in known.cookies if cookie.lower().startswith(s.match))


def _of_fields(fields: Fields, known: Catalogue) -> Candidates:
    for name in sorted(known.fields.keys() & fields.keys()):
        signals = known.fields[name]
        for text in _items(name, fields[name]):
            yield from ((s, "") for s in signals if _means(text if s.kind == "flag" else text.lower(), s.match))


def _items(name: str, value: Value) -> tuple[str, ...]:
    """The values of a field; Envoy joins its flags with commas."""
    return tuple(str(value).split(",")) if name == "log.flags" else _texts(value)


def _means(value: str, mark: str) -> bool:
    """Equal; a star at an end of the mark stands for anything."""
    if not mark.startswith("*"):
        return value.startswith(mark[:-1]) if mark.endswith("*") else value == mark
    return mark[1:-1] in value if mark.endswith("*") else value.endswith(mark[1:])


def _of_event(fields: Fields, known: Catalogue) -> Candidates:
    text = str(fields.get("event.text") or fields.get("event.message") or "")[:LOG_LIMIT].lower()
    yield from ((s, text) for s in known.texts["log"].find(text))
    yield from _of_fields(fields, known)
    yield from ((s, text) for code in dict.fromkeys((*_codes(fields), *_said_codes(fields))) for s in known.codes.get(code, ()))
    status = fields.get("event.status")
    if isinstance(status, int):
        yield from ((s, text) for s in known.statuses.get(status, ()))


def _holds(when: When, fields: Fields, text: str) -> bool:
    if when.statuses and (fields.get("response.status") or fields.get("event.status")) not in when.statuses:
        return False
    if when.server and when.server not in str(fields.get("response.server") or "").lower():
        return False
    if when.bodies and fields.get("response.body.kind") not in when.bodies:
        return False
    if when.formats and not str(fields.get("event.format") or fields.get("dialect") or "").startswith(when.formats):
        return False
    if not all(mark in text for mark in when.text):
        return False
    if not all(any(mark in value.lower() for value in _texts(fields.get(_HEADER + name))) for name, mark in when.headers):
        return False
    return all(_is(fields, name, mark) for name, mark in when.fields)


def _is(fields: Fields, name: str, mark: str) -> bool:
    wanted = mark.lstrip("!")
    return any(_means(value.lower(), wanted) for value in _texts(fields.get(name))) is not mark.startswith("!")


_ALWAYS = When()


@cache
def catalogue() -> Catalogue:
    """The built-in signals, read once."""
    return arrange(read(_home.HOME / "rules" / "signals"))


def read(folder: Path) -> list[Signal]:
    """Every signal of every file of a folder, by vendor; an unreadable file gives none."""
    builtin = folder == _home.HOME / "rules" / "signals"
    out: list[Signal] = []
    for tree in remembered(folder, lambda: _trees(folder)) if builtin else _trees(folder):
        with suppress(KeyError, TypeError, ValueError, AttributeError):
            out.extend(_signal(tree, entry) for entry in tree["signals"])
    return out


def _trees(folder: Path) -> list[Any]:
    """What stands in the files of a folder, those left out that are no YAML."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    out = []
    for path in sorted(folder.glob("*.yaml")):
        with suppress(OSError, yaml.YAMLError, ValueError):
            out.append(yaml.load(path.read_text(encoding="utf-8"), Loader=loader))  # noqa: S506 - a safe loader, in C where there is one
    return out


def _signal(tree: Mapping[str, Any], entry: Mapping[str, Any]) -> Signal:
    mark = str(entry["match"])
    return Signal(
        str(tree["vendor"]), str(entry["kind"]), mark if entry["kind"] == "flag" else mark.lower(), str(entry.get("cause") or ""), str(entry["grade"]),
        str(entry.get("answers") or ""), str(entry.get("product", tree.get("product")) or ""), str(entry.get("code") or mark),
        _when(entry.get("when") or {}), str(entry.get("meaning") or ""), str(entry.get("reference") or tree.get("reference") or ""),
    )  # fmt: skip


def _when(tree: Mapping[str, Any]) -> When:
    if not tree:
        return _ALWAYS
    return When(
        frozenset(n for item in _listed(tree.get("status")) for n in _statuses(str(item))),
        tuple((name.strip().lower(), mark.strip().lower()) for name, _, mark in (str(h).partition(":") for h in _listed(tree.get("header")))),
        str(tree.get("server") or "").lower(),
        tuple(str(item).lower() for item in _listed(tree.get("text"))),
        frozenset(str(item) for item in _listed(tree.get("body"))),
        tuple(str(item) for item in _listed(tree.get("format"))),
        tuple((str(name), str(mark).lower()) for name, marks in (tree.get("field") or {}).items() for mark in _listed(marks)),
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _statuses(word: str) -> range:
    """400, or 4xx for all of a class."""
    return range(int(word[0]) * 100, int(word[0]) * 100 + 100) if word.endswith("xx") else range(int(word), int(word) + 1)


def arrange(signals: list[Signal]) -> Catalogue:
    """The signals by the place where their marks stand."""
    known = Catalogue()
    for signal in signals:
        _place(signal, known)
    words = [s for s in signals if s.kind == "word"]
    bodies = [s for s in signals if s.kind == "body"]
    logs = [s for s in signals if s.kind == "log"]
    known.texts = {"body": Texts(bodies + words), "log": Texts(logs + words), "word": Texts(words)}
    return known


def _place(signal: Signal, known: Catalogue) -> None:
    name, _, mark = signal.match.partition(":")
    if signal.kind in ("header", "challenge"):
        header = "www-authenticate" if signal.kind == "challenge" else name.strip()
        text = signal.match if signal.kind == "challenge" else mark.strip()
        if header.endswith("*"):
            known.prefixes.append((header[:-1], signal))
        else:
            known.headers.setdefault(header, []).append(_marked(signal, text))
    elif signal.kind in ("field", "flag"):
        name, _, mark = signal.match.partition("=")
        known.fields.setdefault(name.strip(), []).append(_marked(signal, mark.strip()))
    elif signal.kind == "code":
        known.codes.setdefault(signal.match, []).append(signal)
    elif signal.kind == "status":
        known.statuses.setdefault(int(signal.match), []).append(signal)
    else:
        places = {"cookie": known.cookies, "server": known.servers, "location": known.locations, "title": known.titles}
        places.get(signal.kind, []).append(signal)


def _marked(signal: Signal, mark: str) -> Signal:
    return replace(signal, match=mark)
