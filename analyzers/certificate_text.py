"""Certificates and handshakes as other tools print them: openssl x509 -text, certtool, keytool, gnutls-cli, nmap, sslscan.

The certificate itself is not in such a text, only what the tool says of it: names, validity and, of some, its verdict. Each
certificate of a server becomes a handshake; its validity is judged at the time the tool ran, where the text or the case tells it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType

from triagekit.reading import clienterrors
from triagekit.reading.handshakes import handshake
from triagekit.reading.lines import Line, lines, location
from triagekit.reading.logtimes import Clock, clock, parse
from triagekit.reading.times import http_date
from triagekit.records import About, Coverage, Kind, Record, Value, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

_BEGINS = re.compile(
    r"\s{0,4}(?:Certificate:|X\.509 Certificate Information:|Owner: |\|[_ ]ssl-cert: |SSL Certificate:|- Certificate\[(?P<index>\d{1,2})\] info:|Certificate\[(?P<number>\d{1,2})\]:|notBefore=|Testing SSL server )"
)
_TELLS = re.compile(r"\s{0,12}(?:[|\s_]{0,4}Not (?:valid )?[Bb]efore ?: |[|\s_]{0,4}Not (?:valid )?[Aa]fter ?: |notAfter=|subject=|issuer=|Valid from: |- subject `|Serial Number:|Issuer: |Signature Algorithm: |Server certificate)")
_SUBJECT = re.compile(r"[\s|_-]{0,12}(?:ssl-cert: )?(?:Subject|Owner|subject)(?:: {0,4}|=\s?)(.{1,1000})")
_ISSUER = re.compile(r"[\s|_-]{0,12}(?:Issuer|issuer)(?:: {0,4}|=\s?)(.{1,1000})")
_GNUTLS = re.compile(r"\s{0,4}- subject `(.{1,1000}?)', issuer `(.{1,1000}?)', .{0,400}activated `(.{10,40}?)', expires `(.{10,40}?)'")
_BEFORE = re.compile(r"[\s|_-]{0,16}(?:Not (?:valid )?[Bb]efore ?: {0,4}|notBefore=)(.{10,60})")
_AFTER = re.compile(r"[\s|_-]{0,16}(?:Not (?:valid )?[Aa]fter ?: {0,4}|notAfter=)(.{10,60})")
_SPAN = re.compile(r"\s{0,8}Valid from: (.{10,60}?) until: (.{10,60})")
_NAMES = re.compile(r"(?:DNS:|DNSname: |DNSName: )([\w.*-]{1,255})")
_STATUS = re.compile(r"- Status: (.{1,1000})|\*\*\* (?:Fatal error: |Handshake has failed|PKI verification)(.{0,300})|(?:\x20{0,4}Certificate )?(?:ERROR|error): (.{1,300})")
_HOST = re.compile(r"(?:Nmap scan report for |Testing SSL server |Connected to |Resolving ')([\w.-]{1,255})")
_STARTED = re.compile(r"Starting Nmap [\w.]{1,12} .{0,60}? at (\d{4}-\d\d-\d\d) (\d\d:\d\d) (\w{2,5})")
_US = re.compile(r"[A-Z][a-z]{2} (?P<month>[A-Z][a-z]{2}) {1,2}(?P<day>\d{1,2}) (?P<hms>\d\d:\d\d:\d\d) (?P<zone>\w{2,5}) (?P<year>\d{4})")
_OPENSSL = re.compile(r"(?P<month>[A-Z][a-z]{2}) {1,2}(?P<day>\d{1,2}) (?P<hms>\d\d:\d\d:\d\d)(?:\.\d{1,6})? (?P<year>\d{4}) GMT")
_PLAIN = Clock(UTC, 1970, True)
_LOOKED = 16_384
"""Characters of an artifact in which its marks are looked for."""
_TOOLS = {"Nmap": "nmap", "Testing SSL server": "sslscan", "- Certificate[": "gnutls-cli", "X.509 Certificate Information": "certtool", "Owner: ": "keytool"}


@dataclass(slots=True)
class _Reading:
    """The certificate that is being read, and what was said before it."""

    source: Source
    clock: Clock
    at: datetime | None
    host: str = ""
    tool: str = "openssl"
    fields: dict[str, Value] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    first: Line | None = None
    last: Line | None = None
    above: bool = False
    """What is read stands above the server's own certificate in its chain."""

    def take(self, line: Line) -> Iterator[Record]:
        text = line.text
        if (began := _BEGINS.match(text)) and not (self.above and text.startswith("Owner: ")):
            number = began["index"] or (str(int(began["number"]) - 1) if began["number"] else "0")
            self.above = number != "0"
            if not self.above and "tls.not_after" in self.fields:
                yield from self.close()
        if self.first is None:
            self.first = line if text.strip() else None
        self.last = line
        self._told(text)

    def _told(self, text: str) -> None:
        for mark, tool in _TOOLS.items():
            if mark in text[:60]:
                self.tool = tool
        if found := _STARTED.match(text):
            self.at = parse(f"{found[1]}T{found[2]}:00Z", self.clock) if found[3] in ("UTC", "GMT") else self.at
        elif found := _HOST.search(text[:300]):
            self.host = found[1].lower()
        elif found := _STATUS.search(text[:1_500]):
            self.said.append(next((g for g in found.groups() if g), found[0]).strip())
        elif not self.above:
            self._certificate(text)

    def _certificate(self, text: str) -> None:
        if found := _GNUTLS.match(text):
            self._put(subject=found[1], issuer=found[2], begun=found[3], ended=found[4])
        elif found := _SPAN.match(text):
            self._put(begun=found[1], ended=found[2])
        elif found := _BEFORE.match(text):
            self._put(begun=found[1])
        elif found := _AFTER.match(text):
            self._put(ended=found[1])
        elif found := _ISSUER.match(text):
            self._put(issuer=found[1])
        elif (found := _SUBJECT.match(text)) and "Alternative" not in text and "Public Key" not in text:
            self._put(subject=found[1])
        if len(self.names) < 200 and ("DNS" in text):
            self.names.extend(n.lower() for n in _NAMES.findall(text[:20_000]))

    def _put(self, subject: str = "", issuer: str = "", begun: str = "", ended: str = "") -> None:
        for name, value in (("tls.subject", subject.strip()), ("tls.issuer", issuer.strip()), ("tls.not_before", _when(begun)), ("tls.not_after", _when(ended))):
            if value:
                self.fields.setdefault(name, value)

    def close(self) -> Iterator[Record]:
        """The handshake of what was read so far, when it says anything."""
        first, fields = self.first, self.fields
        if first is not None and ("tls.not_after" in fields or self.said):
            made: dict[str, Value] = {"handshake.tool": self.tool, **fields}
            if self.names:
                made["tls.san"] = tuple(dict.fromkeys(self.names))
            if self.host:
                made["server.name"] = self.host
            verdict = " ".join(self.said)[:1_000]
            if verdict:
                made["tls.verify_text"] = verdict
                made.update(clienterrors.classify(verdict) if "NOT trusted" in verdict or "rror" in verdict or "fail" in verdict else {})
            yield handshake(location(self.source, first, self.last), made, self.at)
        self.fields, self.names, self.said, self.first, self.above = {}, [], [], None, False


def _when(text: str) -> datetime | None:
    """A time as these tools write it; where none names its zone it is UTC (RFC 5280 4.1.2.5)."""
    text = text.strip()
    if found := _US.match(text) or _OPENSSL.match(text):
        told = found.groupdict()
        return http_date(f"Mon {told['month']} {told['day']} {told['hms']} {told['year']}") if (told.get("zone") or "GMT") in ("UTC", "GMT") else None
    stamp = text.removesuffix(" UTC").replace(" ", "T", 1)
    return parse(stamp + "Z", _PLAIN) or parse(stamp, _PLAIN)


class _CertificateText:
    name = "certificate-text"
    label = "Certificate as a tool prints it"
    kinds = frozenset({Kind.HANDSHAKE})
    fields: Vocabulary = MappingProxyType({})

    def recognises(self, head: Head) -> int:
        if "-----BEGIN " in head.text or "CONNECTED(" in head.text:
            return 0
        rows = head.text[:_LOOKED].split("\n")
        return 90 if any(map(_BEGINS.match, rows)) and any(map(_TELLS.match, rows)) else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        reading, end = _Reading(source, clock(context, source.head), context.at or context.incident_time), 0
        for line in lines(source):
            end = line.offset + line.length
            yield from reading.take(line)
        yield from reading.close()
        yield Coverage(examined=end)
        yield About(note="" if reading.at else "It does not say when it was made: whether the certificate was valid then is not assessed.")


analyzer: Analyzer = _CertificateText()
