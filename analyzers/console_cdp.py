"""Console messages as the Chrome DevTools Protocol tells them: Log.entryAdded, Runtime.consoleAPICalled and the like, as JSON."""

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

from triagekit.model import Defect, Location
from triagekit.reading import harmodel, texts, times
from triagekit.reading.consolerecords import Console
from triagekit.reading.consolewords import Said
from triagekit.reading.jsonstream import Cursor, Elements
from triagekit.records import About, Coverage, Kind, Record, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

_MARK = re.compile(r'"(?:method"\s*:\s*"(?:Log\.entryAdded|Runtime\.(?:consoleAPICalled|exceptionThrown)|Console\.messageAdded|Audits\.issueAdded|Network\.loadingFailed)"|networkRequestId"\s*:)')
_START = re.compile(r"\s*(?:\[\s*)?\{")


class ConsoleCdp:
    """Reads console messages captured over the DevTools protocol (Puppeteer, Playwright, Selenium BiDi logs)."""

    name = "console-cdp"
    label = "browser console (DevTools protocol)"
    kinds = frozenset({Kind.EXCHANGE, Kind.EVENT})
    fields: Vocabulary = MappingProxyType({})

    def recognises(self, head: Head) -> int:
        """By the protocol's method names."""
        text = head.text.lstrip("\ufeff")
        return 92 if _START.match(text) and _MARK.search(text) else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        """Yield every message in order."""
        del context
        yield About(producer="Chrome DevTools Protocol", timezone="+00:00")
        console, skipped, count = Console("chrome-console"), 0, 0
        with source.open() as stream:
            decoded, base = texts.utf8_stream(stream, source.head.data)
            cursor = Cursor(decoded, max(0, base))
            if cursor.peek() == ord("["):
                cursor.pos += 1
            found = Elements(cursor, harmodel.loads)
            for count, element in enumerate(found):
                place = Location(source.artifact, "json_pointer", f"/{count}", offset=element.offset, length=element.length)
                record = _message(element.made, place, console) if element.made is not None else None
                if record is not None:
                    yield record
                else:
                    skipped += element.length if element.made is None else 0
                    yield Coverage(refused=1, skipped=element.length if element.made is None else 0, why="a message of another sort, or not valid JSON")
            if found.cut_at >= 0:
                yield Defect("TK-IO-012", Location(source.artifact, offset=found.cut_at), f"the file ends within message {count}")
                skipped += source.head.size - found.cut_at
                yield Coverage(refused=1, skipped=source.head.size - found.cut_at, why="the last message is cut off")
        yield Coverage(examined=max(0, source.head.size - skipped))


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _message(made: Any, place: Location, console: Console) -> Record | None:
    message = _table(made)
    params = _table(message.get("params")) or message
    entry = _table(params.get("entry")) or _table(params.get("message")) or params
    text = _text(entry, params)
    if not text:
        return None
    stamp = harmodel.number(entry.get("timestamp", params.get("timestamp")))
    said = Said(text, place, "chrome", times.epoch_guess(stamp) if stamp else None, harmodel.text(entry.get("url")) or _frame(entry))
    return console.record(said, harmodel.text(entry.get("level")) or harmodel.text(entry.get("type")), harmodel.text(entry.get("source")))


def _text(entry: dict[str, Any], params: dict[str, Any]) -> str:
    """The words of a log entry, of a console call's arguments, or of a thrown exception."""
    told = harmodel.text(entry.get("text"))
    thrown = _table(params.get("exceptionDetails"))
    if thrown:
        described = harmodel.text(_table(thrown.get("exception")).get("description"))
        return f"{harmodel.text(thrown.get('text'))} {described}".strip()
    arguments = entry.get("args")
    if not told and isinstance(arguments, list):
        told = " ".join(harmodel.text(_table(a).get("value")) or harmodel.text(_table(a).get("description")) for a in arguments[:20])
    return told.strip()


def _frame(entry: dict[str, Any]) -> str:
    frames = _table(entry.get("stackTrace")).get("callFrames")
    return harmodel.text(_table(frames[0]).get("url")) if isinstance(frames, list) and frames else ""


analyzer: Analyzer = ConsoleCdp()
