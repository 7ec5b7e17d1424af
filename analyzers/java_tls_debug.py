"""Java's -Djavax.net.debug=ssl output, of JDK 11 and later and of JDK 8: handshakes with what the server sent and why they failed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from triagekit.reading import clienterrors
from triagekit.reading.events import Draft, event
from triagekit.reading.handshakes import handshake
from triagekit.reading.lines import Line, lines, location, sample
from triagekit.reading.logtimes import Clock, clock, leading
from triagekit.reading.stacktraces import continues, opens
from triagekit.records import About, Coverage, Kind, Value, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

_LINE = re.compile(r"javax\.net\.ssl\|([A-Z]{3,8})\|([0-9A-Fa-f]{1,8})\|([^|]{0,200})\|(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} ?[\w:/+-]{0,40})\|([^|]{1,100})\|(.*)")
_SNI = re.compile(r"type=host_name \(0\), value=([\w.-]{1,255})")
_VERSION = re.compile(r"Negotiated protocol version: (\S{1,20})|\*\*\* ServerHello, (\S{1,20})|\"(?:selected version|server version)\"\s{0,4}: \[?\"?(TLSv[\d.]{1,4})")
_CIPHER = re.compile(r"\"cipher suite\"\s{0,30}: \"(\w{5,80})|Cipher Suite: (\w{5,80})")
_FIELD = re.compile(r"\s{0,12}\"(issuer|not before|not  after|subject)\"\s{0,30}: \"(.{0,1000})\"")
_SAN = re.compile(r"\s{0,16}DNSName: (\S{1,255})")
_OLD = re.compile(r"\s{0,6}(Subject|Issuer): (.{1,1000})")
_OLD_DATES = re.compile(r"\s{0,6}Validity: \[From: (.{10,60}),")
_FATAL = re.compile(r"Fatal \((\w{3,40})\): (.{0,2000})")
_ALERT = re.compile(r"\"description\"\s{0,4}: \"(\w{3,40})\"")
_OLD_ALERT = re.compile(r".{0,100}?, (RECV|SEND) \S{1,20} ALERT:\s{1,3}(?:fatal|warning), (?:description = )?(\w{3,40})")
_OLD_FAILED = re.compile(r".{0,100}?, handling exception: (.{1,2000})")
_OLD_MARK = re.compile(r"\*\*\* (?:ClientHello|ServerHello|Certificate chain|Finished)|.{0,60}, (?:WRITE|READ|RECV|SEND|handling exception)[: ]|trigger seeding of SecureRandom|keyStore is|trustStore is")


class _JavaTls:
    name = "java-tls-debug"
    label = "Java TLS debug output"
    kinds = frozenset({Kind.HANDSHAKE, Kind.EVENT})
    fields: Vocabulary = MappingProxyType({})

    def recognises(self, head: Head) -> int:
        seen = sample(head)
        if seen.hits(_LINE):
            return 96
        return 88 if seen.hits(_OLD_MARK) >= 2 and seen.has("ClientHello", "handling exception", "trustStore is") else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        reading = _Reading(source, clock(context, source.head))
        end = 0
        for line in lines(source):
            end = line.offset + line.length
            yield from reading.take(line)
        yield from reading.close()
        yield About(producer="Java")
        yield Coverage(examined=end)


@dataclass(slots=True)
class _Reading:
    """The output while it is read; one handshake is open at a time."""

    source: Source
    clock: Clock
    first: Line | None = None
    at: datetime | None = None
    fields: dict[str, Value] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    fatal: str = ""
    completed: bool = False
    alert_next: bool = False
    """The lines that follow describe a received alert."""
    certificate: int = 0
    """Certificates of the server's chain seen in this handshake."""
    from_server: bool = False
    block: list[str] = field(default_factory=list)
    block_line: Line | None = None

    def take(self, line: Line) -> Iterator[Item]:
        text = line.text
        if self.block_line is not None:
            if len(self.block) < 500 and continues(text, self.block):
                self.block.append(text)
                return
            yield from self._event()
        found = _LINE.match(text)
        if found:
            yield from self._logged(line, found)
        elif opens(text) and not text.startswith(" "):
            self.block, self.block_line = [text], line
        else:
            yield from self._plain(line, text)

    def _logged(self, line: Line, found: re.Match[str]) -> Iterator[Item]:
        message = found[6]
        stamp = leading(found[4], self.clock)
        when = stamp.at if stamp else None
        self.from_server = "Consuming server Certificate" in message or "Consuming Certificate" in message
        self.alert_next = message.startswith("Received alert message")
        if message.startswith("Produced ClientHello"):
            yield from self.close()
            self.first, self.at = line, when
        elif "Consuming server Finished" in message or "Finished handshake" in message or "Produced client Finished" in message:
            self.completed = self.completed or "Produced" not in message
        elif fatal := _FATAL.search(message):
            self._failed(line, fatal[2], when)
            self.fields["tls.alert"], self.fields["error.sender"] = fatal[1].lower(), "client"
            if fatal[1] == "UNEXPECTED_MESSAGE" or "Received fatal alert" in fatal[2]:
                self.fields["error.sender"] = "server"
        elif "CertificateRequest" in message and message.startswith("Consuming"):
            self.fields["tls.client_certificate"] = "requested"
        elif "No X.509 certificate for client authentication" in message:
            self.fields["tls.client_certificate"] = "absent"
        if version := _VERSION.search(message):
            self.fields["tls.version"] = next(v for v in version.groups() if v)

    def _plain(self, line: Line, text: str) -> Iterator[Item]:
        """Lines inside a printed message, and everything JDK 8 writes."""
        if text.startswith("*** ClientHello"):
            yield from self.close()
            self.first = line
        if (found := _SNI.search(text)) and "tls.sni" not in self.fields:
            self.fields["tls.sni"] = found[1].lower()
        elif found := _CIPHER.search(text):
            self.fields["tls.cipher"] = found[1] or found[2]
        elif found := _VERSION.search(text):
            self.fields.setdefault("tls.version", next(v for v in found.groups() if v))
        elif self.alert_next and (found := _ALERT.search(text)):
            self.fields["tls.alert"], self.fields["error.sender"] = found[1].lower(), "server"
            self.fatal = self.fatal or f"Received fatal alert: {found[1].lower()}"
        else:
            self._certificate(text)
            self._old(line, text)

    def _certificate(self, text: str) -> None:
        if '"certificate" : {' in text:
            self.certificate += 1
        elif self.certificate == 1 and (found := _FIELD.match(text)):
            self._told(found[1], found[2])
        elif self.certificate == 1 and (found := _SAN.match(text)):
            self.names.append(found[1].lower())

    def _told(self, name: str, value: str) -> None:
        key = {"issuer": "tls.issuer", "subject": "tls.subject", "not before": "tls.not_before", "not  after": "tls.not_after"}[name]
        if key in self.fields:
            return
        if key.startswith("tls.not"):
            if stamp := leading(value, self.clock):
                self.fields[key] = stamp.at
            return
        self.fields[key] = value

    def _old(self, line: Line, text: str) -> None:
        if found := _OLD_ALERT.match(text):
            self.fields["tls.alert"] = found[2].lower()
            self.fields["error.sender"] = "server" if found[1] == "RECV" else "client"
            self.fatal = self.fatal or f"Received fatal alert: {found[2].lower()}"
        elif found := _OLD_FAILED.match(text):
            self._failed(line, found[1], None)
        elif (found := _OLD.match(text)) and f"tls.{found[1].lower()}" not in self.fields:
            self._told(found[1].lower(), found[2])

    def _failed(self, line: Line, text: str, when: datetime | None) -> None:
        self.first = self.first or line
        self.at = self.at or when
        self.fatal = text

    def _event(self) -> Iterator[Item]:
        """An exception between the debug lines; its causes tell more than the fatal line."""
        if self.block_line is None:
            return
        draft = Draft(location(self.source, self.block_line), "java-tls-debug", "\n".join(self.block).rstrip(), at=self.at, client="java")
        self.block, self.block_line = [], None
        record = event(draft)
        if self.fatal and record.get("error.kind"):
            self.fields.update({n: v for n, v in record.fields.items() if n in ("error.kind", "error.code", "error.text")})
        yield record

    def close(self) -> Iterator[Item]:
        """The handshake that is open, as a record."""
        yield from self._event()
        first, self.first = self.first, None
        if first is not None:
            yield handshake(location(self.source, first), self._closed(), self.at)
        self.fields, self.names, self.fatal, self.completed, self.certificate, self.at = {}, [], "", False, 0, None

    def _closed(self) -> dict[str, Value]:
        fields: dict[str, Value] = {"handshake.tool": "java", "handshake.completed": self.completed and not self.fatal}
        if self.fatal:
            fields.update(clienterrors.classify(self.fatal, "java"))
        fields.update(self.fields)
        if self.names:
            fields["tls.san"] = tuple(dict.fromkeys(self.names))[:100]
        if name := self.fields.get("tls.sni"):
            fields["server.name"] = name
        return fields


analyzer: Analyzer = _JavaTls()
