"""Windows event logs saved as XML: one Event element after the other; IIS's own events are answered requests."""

import re
from collections.abc import Iterator
from typing import Any

from triagekit.model import Defect
from triagekit.reading import correlation, xmlsafe
from triagekit.reading.accesslog import FIELDS, exchange
from triagekit.reading.events import Draft, event
from triagekit.reading.lines import Line, lines, location
from triagekit.reading.logtimes import Clock, clock, leading
from triagekit.reading.w3cfields import access
from triagekit.records import Coverage, Kind, Record, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

_OPEN = re.compile(r"<Event[ >]")
_LEVELS = {"1": "fatal", "2": "error", "3": "warn", "4": "info", "5": "debug", "0": "info"}
_LARGEST = 1 << 18
"""Characters of one event."""


class _WindowsEvent:
    name = "windows-event"
    label = "Windows event log (XML)"
    kinds = frozenset({Kind.EVENT, Kind.EXCHANGE})
    fields: Vocabulary = FIELDS

    def recognises(self, head: Head) -> int:
        return 95 if "schemas.microsoft.com/win/2004/08/events/event" in head.text[:8_192] and _OPEN.search(head.text[:8_192]) else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        when, end, refused = clock(context, source.head), 0, 0
        for line, last, text in _events(source):
            end = last.offset + last.length
            place = location(source, line, last if last is not line else None)
            record = _record(text, Draft(place, self.name, ""), when)
            refused += record is None
            yield record or Defect("TK-IO-012", place, "an event is cut off, too long or not well-formed; it was not read")
        yield Coverage(examined=max(end, source.head.size), refused=refused)


def _events(source: Source) -> Iterator[tuple[Line, Line, str]]:
    """Each Event element with the lines it stands on; one that is too long is cut and then refused as broken."""
    first: Line | None = None
    pieces, size = list[str](), 0
    for line in lines(source, 4 * _LARGEST):
        rest = line.text
        while rest:
            if first is None:
                found = _OPEN.search(rest)
                if found is None:
                    break
                first, rest, pieces, size = line, rest[found.start() :], [], 0
            before, closed, behind = rest.partition("</Event>")
            if size < _LARGEST:
                pieces.append((before + closed)[:_LARGEST])
            size += len(before) + 1
            if not closed:
                break
            yield first, line, "\n".join(pieces)
            first, rest = None, behind
    if first is not None:
        yield first, first, "\n".join(pieces)


def _record(text: str, draft: Draft, when: Clock) -> Record | None:
    root = xmlsafe.parse(text.encode("utf-8", "replace")).root
    if root is None:
        return None
    system: dict[str, str] = {}
    data: list[tuple[str, str]] = []
    for node in root.iter():
        _note(node, system, data)
    told = {name.lower(): value for name, value in data if value not in ("", "-")}
    at = leading(system.get("SystemTime", "").replace("Z", "Z "), when)
    if "cs-method" in told and "sc-status" in told:
        told["cs(user-agent)"] = told.get("csuser-agent", "")
        return exchange(access(told, when, False), draft.location, "windows-event", -1)
    draft.at, draft.certain = (at.at, at.certain) if at else (None, False)
    draft.logger, draft.host, draft.level = system.get("Provider", ""), system.get("Computer", ""), _LEVELS.get(system.get("Level", ""), "")
    draft.text = "\n".join([system["Message"]] if system.get("Message") else [value for _, value in data if value.strip()])[:60_000] or f"event {system.get('EventID', '')}"
    draft.message = draft.text.partition("\n")[0]
    draft.pairs = {name: value for name, value in data[:60] if name}
    draft.extra["event.code"] = system.get("EventID", "")[:20]
    if activity := system.get("ActivityID"):
        draft.extra.update(correlation.named([("activityid", activity.strip("{}"))]))
    return event(draft)


def _note(node: Any, system: dict[str, str], data: list[tuple[str, str]]) -> None:
    """One element: a part of System, a Data of EventData, or the rendered message."""
    tag = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
    text = (node.text or "").strip()
    if tag == "Data" or (tag == "string" and text):
        data.append((node.get("Name") or "", text))
    elif tag in ("EventID", "Computer", "Message", "Channel") or (tag == "Level" and text.isdigit()):
        system[tag] = text
    elif tag == "Provider":
        system[tag] = node.get("Name") or ""
    elif tag == "TimeCreated":
        system["SystemTime"] = node.get("SystemTime") or ""
    elif tag == "Correlation":
        system["ActivityID"] = node.get("ActivityID") or ""


analyzer: Analyzer = _WindowsEvent()
