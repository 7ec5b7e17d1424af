"""Firefox's MOZ_LOG: HTTP requests and answers of nsHttp, connection errors by their nsresult, TLS errors by NSS's name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from triagekit.reading import clienterrors
from triagekit.reading.clienttrace import begun
from triagekit.reading.conversation import Conversation
from triagekit.reading.events import Draft, event, level
from triagekit.reading.lines import Line, lines, location, sample
from triagekit.reading.logtimes import Clock, leading
from triagekit.records import About, Coverage, Kind, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

_LINE = re.compile(r"(?:(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{1,9}) UTC - )?\[([^\]]{1,100})\]: ([VDIWEF])/(\w{1,40}) ?(.*)")
_OPEN = re.compile(r"\s{0,4}http (request|response) \[")
_START = re.compile(r"\s{0,6}([A-Z]{3,20}) (\S{1,65000}) HTTP/(\d(?:\.\d)?)")
_STATUS = re.compile(r"\s{0,6}HTTP/(\d(?:\.\d)?) (\d{3}) ?(.{0,200})")
_FIELD = re.compile(r"\s{0,6}:?([!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}):[ \t]{0,4}(.*)")
_REASON = re.compile(r"(?:reason|status|rv|code|result|mStatus)[=: ]{1,2}(?:0x)?(8[0-9a-f]{7})\b", re.IGNORECASE)
_NAMED = re.compile(r"\b(NS_ERROR_[A-Z_]{3,50}|SEC_ERROR_[A-Z_]{3,50}|SSL_ERROR_[A-Z_]{3,50}|MOZILLA_PKIX_ERROR_[A-Z_]{3,60})\b")
_RESULTS = {
    "804b001e": "NS_ERROR_UNKNOWN_HOST", "804b000d": "NS_ERROR_CONNECTION_REFUSED", "804b0014": "NS_ERROR_NET_RESET", "804b000e": "NS_ERROR_NET_TIMEOUT", "804b0047": "NS_ERROR_NET_INTERRUPT",
    "804b004c": "NS_ERROR_NET_PARTIAL_TRANSFER", "804b0010": "NS_ERROR_OFFLINE", "804b0002": "NS_BINDING_ABORTED", "804b001f": "NS_ERROR_REDIRECT_LOOP", "804b0048": "NS_ERROR_PROXY_CONNECTION_REFUSED",
    "804b002a": "NS_ERROR_UNKNOWN_PROXY_HOST", "804b0052": "NS_ERROR_NET_INADEQUATE_SECURITY", "804b0013": "NS_ERROR_PORT_ACCESS_NOT_ALLOWED", "805303f4": "NS_ERROR_DOM_BAD_URI",
    "805a1ff3": "SEC_ERROR_UNKNOWN_ISSUER", "805a1ff5": "SEC_ERROR_EXPIRED_CERTIFICATE", "805a2ff4": "SSL_ERROR_BAD_CERT_DOMAIN", "805a3fec": "MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT",
    "805a3ffa": "MOZILLA_PKIX_ERROR_NOT_YET_VALID_CERTIFICATE",
}  # fmt: skip


class _MozLog:
    name = "moz-log"
    label = "Firefox MOZ_LOG"
    kinds = frozenset({Kind.EXCHANGE, Kind.EVENT})
    fields: Vocabulary = MappingProxyType({})

    def recognises(self, head: Head) -> int:
        seen = sample(head)
        hits = seen.hits(_LINE)
        return 94 if hits >= 2 and seen.has("]: D/", "]: V/", "]: I/", "]: E/") else 80 if hits else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        source, clock, talk, _ = begun(source, context, "firefox", "firefox")
        reading = _Reading(source, clock, talk)
        end = 0
        for line in lines(source):
            end = line.offset + line.length
            yield from reading.take(line)
        yield from talk.close()
        yield About(producer="Firefox")
        yield Coverage(examined=end)


@dataclass(slots=True)
class _Reading:
    source: Source
    clock: Clock
    talk: Conversation
    part: str = ""
    """request | response, between the brackets."""

    def take(self, line: Line) -> Iterator[Item]:
        found = _LINE.match(line.text)
        if not found:
            return
        text = found[5]
        if opened := _OPEN.match(text):
            self.part = opened[1]
        elif self.part:
            yield from self._message(line, found[1] or "", text)
        elif (code := _REASON.search(text)) or found[3] in "WEF" or _NAMED.search(text):
            yield from self._trouble(line, found, code)

    def _message(self, line: Line, when: str, text: str) -> Iterator[Item]:
        """A line of a printed request or response head."""
        if text.strip() == "]":
            self.part = ""
        elif self.part == "request" and (start := _START.match(text)):
            stamp = leading(when + "Z", self.clock) if when else None
            yield from self.talk.begin(line, start[1], start[2], stamp.at if stamp else None)
            now = self.talk.open(line)
            now.asked, now.version = [], f"HTTP/{start[3]}"
        elif self.part == "response" and (status := _STATUS.match(text)):
            now = self.talk.open(line)
            now.status, now.reason, now.answered, now.answer_version = int(status[2]), status[3].strip(), [], f"HTTP/{status[1]}"
        elif field := _FIELD.match(text):
            self._header(line, field[1], field[2])

    def _header(self, line: Line, name: str, value: str) -> None:
        now = self.talk.open(line)
        headers = now.asked if self.part == "request" else now.answered
        if headers is not None:
            headers.append((name, value.strip()))
        if self.part == "request" and name.lower() == "host" and now.url.startswith("/"):
            now.url = f"https://{value.strip()}{now.url}"

    def _trouble(self, line: Line, found: re.Match[str], code: re.Match[str] | None) -> Iterator[Item]:
        named = _NAMED.search(found[5])
        name = _RESULTS.get(code[1].lower(), "") if code else ""
        name = name or (named[1] if named else "")
        if not name and found[3] not in "EF":
            return
        stamp = leading((found[1] or "") + "Z", self.clock) if found[1] else None
        draft = Draft(location(self.source, line), "moz-log", line.text, message=found[5], level=level(found[3]), logger=found[4], at=stamp.at if stamp else None, certain=True, quiet=True)
        if name:
            draft.extra.update(clienterrors.classify(name, "firefox"))
        yield event(draft)


analyzer: Analyzer = _MozLog()
