"""Takes off what a container runtime, a compose console or a syslog relay put before each line of a program's own log.

Which wrapping an artifact has is decided once, from its first lines; unwrapped artifacts cost nothing.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

import msgspec

from triagekit.reading.lines import CAP, Line, Sample, lines, sample
from triagekit.reading.logtimes import Clock, leading
from triagekit.reading.tables import Table, header, own_lines, stamp
from triagekit.roles import Head, Source

_CRI = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,9}(?:Z|[+-]\d\d:\d\d)) (?:stdout|stderr) ([FP]) ?")
_COMPOSE = re.compile(r"[\w.-]{1,80}\s{0,40}\| ?")
_POD = re.compile(r"\[pod/[\w./-]{1,250}\] ")
_DOCKER_TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z) ")
_SYSLOG = re.compile(
    r"(?:<\d{1,3}>)?(?:1 )?(?:[A-Z][a-z]{2} {1,2}\d{1,2} (?:\d{4} )?\d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)) "
    r"(?!(?i:trace|debug|verbose|info|information|notice|warn|warning|err|error|crit|critical|fatal|severe|panic)[ :])"  # a program's own level, no host and no tag
    r"(?:[\w.:-]{1,255} )?([\w./-]{1,60})(?:\[\d{1,10}\])?: "
)


class Unwrapped(NamedTuple):
    """One line of the program's own log."""

    line: Line
    """The line as it stands in the artifact."""
    text: str
    """The program's own text."""
    at: datetime | None
    """The wrapping's time, where it has one."""
    writer: str = ""
    """Container or pod that wrote it, where several write into one log."""
    begins: bool | None = None
    """Whether it begins an entry, where the wrapping tells it."""


Peel = Callable[[str], tuple[str, str, bool]]
"""Own text, the wrapping's time as text, and whether the own line goes on in the next."""


class _Docker(msgspec.Struct):
    log: str
    time: str = ""
    stream: str = ""


_docker = msgspec.json.Decoder(_Docker)


def _peel_docker(text: str) -> tuple[str, str, bool]:
    try:
        found = _docker.decode(text)
    except (msgspec.MsgspecError, RecursionError):
        return text, "", False
    return found.log.rstrip("\n"), found.time, not found.log.endswith("\n")


def _peel_cri(text: str) -> tuple[str, str, bool]:
    found = _CRI.match(text)
    return (text[found.end() :], found[1], found[2] == "P" and not _COMPLETE.match(text[found.end() :])) if found else (text, "", False)


_COMPLETE = re.compile(r"\S{1,60} - .{0,200}\" \d{3} ")
"""An access-log line that is whole although the runtime marked it as partial."""


def _peeler(pattern: re.Pattern[str], time_group: int = 0) -> Peel:
    def peel(text: str) -> tuple[str, str, bool]:
        found = pattern.match(text)
        return (text[found.end() :], found[time_group] if time_group else "", False) if found else (text, "", False)

    return peel


def _peel_syslog(text: str) -> tuple[str, str, bool]:
    found = _SYSLOG.match(text)
    return (text[found.end() :], found[0], False) if found else (text, "", False)


@dataclass(frozen=True, slots=True)
class _Form:
    recognise: re.Pattern[str]
    peel: Peel


def _writer(text: str) -> str:
    """The container or pod that a console of several names before each line."""
    found = _POD.match(text) or _COMPOSE.match(text)
    return found[0].strip(" |[]") if found else ""


_DOCKER_JSON = re.compile(r"\{\"log\":\"")
_peel_pod, _peel_compose = _peeler(_POD), _peeler(_COMPOSE)
_FORMS = (
    _Form(_DOCKER_JSON, _peel_docker), _Form(_CRI, _peel_cri), _Form(_POD, _peel_pod), _Form(_COMPOSE, _peel_compose),
    _Form(_DOCKER_TIME, _peeler(_DOCKER_TIME, 1)), _Form(_SYSLOG, _peel_syslog),
)  # fmt: skip


def _forms(seen: Sample, syslog: bool) -> tuple[Peel, ...]:
    """The wrappings of these lines, outermost first; at most three. Syslog's only where the reader wants it taken off."""
    peels: list[Peel] = []
    rows = list(seen.lines)
    for form in _FORMS if syslog else _FORMS[:-1]:
        if rows and len(peels) < 3 and sum(form.recognise.match(row) is not None for row in rows) * 5 >= len(rows) * 4:
            peels.append(form.peel)
            rows = [form.peel(row)[0] for row in rows]
    return tuple(peels)


@dataclass(frozen=True, slots=True)
class Inner:
    """How an artifact is wrapped, and its first own lines."""

    peels: tuple[Peel, ...]
    sample: Sample
    table: Table | None = None
    """The exported table in a column of which the own lines stand."""

    @property
    def wrapped(self) -> bool:
        """The own lines are not the artifact's."""
        return bool(self.peels) or self.table is not None


@lru_cache(maxsize=8)
def _inner(seen: Sample, syslog: bool) -> Inner:
    table = header(seen.lines[0]) if len(seen.lines) > 1 else None
    if table is not None and table.raw >= 0:
        rows = tuple(own.text for own in own_lines((Line(0, 0, 0, text) for text in seen.lines[1:]), table) if own.text.strip())
        return replace(_inner(Sample(rows, rows[0].lstrip()[:1] if rows else ""), syslog), table=table)
    peels = _forms(seen, syslog)
    if not peels:
        return Inner((), seen)
    rows = tuple(row for row in (_through(peels, line)[0] for line in seen.lines) if row.strip())
    return Inner(peels, Sample(rows, rows[0].lstrip()[:1] if rows else ""))


def inner(head: Head, syslog: bool = True) -> Inner:
    """The wrapping of an artifact, and its first own lines."""
    return _inner(sample(head), syslog)


def _through(peels: tuple[Peel, ...], text: str) -> tuple[str, str, bool]:
    when, more = "", False
    for peel in peels:
        text, time, partial = peel(text)
        when, more = time or when, more or partial
    return text, when, more


def unwrapped(source: Source, clock: Clock, syslog: bool = True) -> Iterator[Unwrapped]:
    """Every own line of the artifact; the pieces of a line that the runtime split are put together again."""
    own = inner(source.head, syslog)
    peels = own.peels
    if own.table is not None:
        yield from _exported(source, clock, own.table, peels)
        return
    if not peels:
        for line in lines(source):
            yield Unwrapped(line, line.text, None)
        return
    held: Line | None = None
    sofar, when = "", ""
    several = peels[0] in (_peel_compose, _peel_pod)
    for line in lines(source, 4 * CAP):
        text, time, more = _through(peels, line.text)
        sofar, when = (sofar + text)[: 4 * CAP], when or time
        if more and len(sofar) < 4 * CAP:
            held = held or line
            continue
        stamp = leading(when, clock) if when else None
        yield Unwrapped(held or line, sofar, stamp.at if stamp else None, _writer(line.text) if several else "")
        held, sofar, when = None, "", ""
    if held is not None:
        yield Unwrapped(held, sofar, None)


def _exported(source: Source, clock: Clock, table: Table, peels: tuple[Peel, ...]) -> Iterator[Unwrapped]:
    """The own lines of an exported table; the time of a row is that of its entry."""
    found = lines(source)
    next(found, None)
    for line, text, time, begins in own_lines(found, table):
        own, when, _ = _through(peels, text)
        told = stamp(time, table, clock) if time else leading(when, clock) if when else None
        yield Unwrapped(line, own, told.at if told else None, "", begins)
