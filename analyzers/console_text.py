"""A browser console saved or copied as text: failed requests, CORS, CSP and mixed content messages, thrown errors."""

import re
from collections.abc import Iterator
from types import MappingProxyType

from triagekit.reading.clienttrace import begun
from triagekit.reading.conversation import Conversation
from triagekit.reading.events import Draft, event
from triagekit.reading.lines import Line, lines, location, sample
from triagekit.reading.stacktraces import is_frame
from triagekit.records import About, Coverage, Kind, Record, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

_PLACE = r"(?:[\w./@:?=&%-]{1,300}?(?::\d{1,7}){1,2} |\(index\):\d{1,7} |VM\d{1,7}[\w: ]{0,20} )?(?:Uncaught \(in promise\) )?"
_REQUEST = re.compile(_PLACE + r"(GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS) ?((?:https?|wss?)://[^\s\[]{1,8192}) ?(?:(\d{3}) \(([^)]{0,100})\)|(net::ERR_\w{3,60})(?: (\d{3}) \(([^)]{0,100})\))?|\[HTTP/(\d(?:\.\d)?) (\d{3}) ?([^\]]{0,100}?)(?: (\d{1,9})ms)?\])")
_LOADED = re.compile(r"(?:(\S{1,8192}?)(?::\d{1,7})* )?Failed to load resource: (?:the server responded with a status of (\d{3}) \(([^)]{0,100})\)|(net::ERR_\w{3,60}))")
_BLOCKED = re.compile(r"has been blocked by CORS policy|Cross-Origin Request Blocked|is not allowed by Access-Control-Allow-Origin|due to access control checks|Content[ -]Security[ -]Policy|dynamically imported module|ChunkLoadError: |Mixed Content|Refused to (?:load|connect|execute|frame|apply|display)|WebSocket connection to|establish a connection to the server at|was blocked because|Loading failed for|SameSite|DevTools failed to load")
_ERROR = re.compile(_PLACE + r"(?:Uncaught |Unhandled |\[?(?:Error|Warning|Deprecation)\]?[: ])")
_UNCAUGHT = re.compile(_PLACE + r"(?:Uncaught (?:\(in promise\) ?)?(?:[A-Z]\w{0,40}(?:Error|Exception)\b|\w)|\[Error\] )")
_FROM = re.compile(r"from origin '([^']{1,300})'")
_AT = re.compile(r"(?:at|to|resource|fetch at|XMLHttpRequest at|Request Blocked: .{0,120}? at) ['‘\"]((?:https?|wss?)://[^'’\"\s]{1,4096})")


class _ConsoleText:
    name = "console-text"
    label = "browser console saved as text"
    kinds = frozenset({Kind.EXCHANGE, Kind.EVENT})
    fields: Vocabulary = MappingProxyType({})

    def recognises(self, head: Head) -> int:
        seen = sample(head)
        strong = sum(_REQUEST.match(x) is not None or _LOADED.match(x) is not None for x in seen.lines)
        blocked = sum(_BLOCKED.search(x[:600]) is not None for x in seen.lines)
        if strong or seen.first in ("{", "<"):
            return 90 if strong else 0
        return 82 if blocked else 76 if any(_UNCAUGHT.match(x[:600]) for x in seen.lines) else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        source, _, talk, _ = begun(source, context, "console", "")
        block: list[str] = []
        first: Line | None = None
        end = 0
        for line in lines(source):
            end = line.offset + line.length
            if block and (is_frame(line.text) or (line.text[:1] in " \t" and line.text.strip())):
                block.append(line.text)
                continue
            yield from _events(source, first, block)
            block, first = [], None
            yield from _request(talk, line)
            if _BLOCKED.search(line.text[:600]) or _ERROR.match(line.text[:600]):
                block, first = [line.text], line
        yield from _events(source, first, block)
        yield from talk.close()
        yield About(producer="")
        yield Coverage(examined=end)


def _request(talk: Conversation, line: Line) -> Iterator[Record]:
    """A line that names a request with its status or its error."""
    if found := _REQUEST.match(line.text):
        yield from talk.begin(line, found[1], found[2])
        now = talk.open(line)
        status, reason = found[3] or found[6] or found[9], found[4] or found[7] or found[10]
        now.error = found[5] or ""
        if status:
            now.status, now.reason = int(status), reason or ""
        talk.client = "firefox" if found[9] else "chrome"
        if found[11]:
            now.extra["timing.total_ms"] = float(found[11])
    elif found := _LOADED.match(line.text):
        before = talk.now
        if before is not None and found[1] and before.url == found[1]:
            return
        yield from talk.begin(line, "", found[1] or "")
        now = talk.open(line)
        now.status, now.reason, now.error = int(found[2]) if found[2] else None, found[3] or "", found[4] or ""
    yield from talk.close()


def _events(source: Source, first: Line | None, block: list[str]) -> Iterator[Record]:
    if first is None:
        return
    draft = Draft(location(source, first), "console-text", "\n".join(block), level="error")
    if found := _AT.search(block[0][:8_192]):
        draft.extra["event.url"] = found[1]
    if found := _FROM.search(block[0][:8_192]):
        draft.pairs["origin"] = found[1]
    yield event(draft)


analyzer: Analyzer = _ConsoleText()
