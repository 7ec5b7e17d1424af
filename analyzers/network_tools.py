"""What the tools of a support call print: dig, nslookup, host and Resolve-DnsName; ping, nc, telnet and Test-NetConnection.

Each outcome (a name looked up, a port tried, a host pinged) becomes one event. Several tools in one paste are read, with the shell's
prompts. A lost ping proves nothing, as many networks drop it: such an event bears no error.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from triagekit.reading import clienterrors
from triagekit.reading.events import Draft, event
from triagekit.reading.lines import Line, lines, location, sample
from triagekit.reading.logtimes import Clock, clock, parse
from triagekit.records import About, Coverage, Kind, Record, Value, Vocabulary, text, texts
from triagekit.roles import Analyzer, Context, Head, Item, Source

_NAME = r"[\w.:*-]{1,255}?"
_ADDRESS = re.compile(r"(?:Address(?:es)?: {0,3}|\t\s{0,8}|\s{9,12}|has (?:IPv6 )?address )([0-9A-Fa-f.:]{3,45})(?:#\d{1,5})?\s{0,4}$")
_STARTS = re.compile(
    rf"; <<>> DiG |\*\* server can't find |(?:Server|Servidor|Serveur):\s{{1,12}}\S|{_NAME} has (?:IPv6 )?address |Host {_NAME} not found: \d|PING {_NAME} \(|Pinging {_NAME} |"
    rf"ComputerName\s{{1,12}}: |nc: connect to |Connection to {_NAME} \d{{1,5}} port |telnet: |ping: |Ping request could not find|Resolve-DnsName : |traceroute to |Tracing route to |;; (?:connection timed out|communications error)"
)
_DIG = re.compile(r"; <<>> DiG \S{1,80} <<>> (.{1,500})")
_STATUS = re.compile(r";; ->>HEADER<<- opcode: \w{1,20}, status: (\w{1,20}), id: \d{1,6}")
_COUNTS = re.compile(r";; flags: [\w ]{0,60}; QUERY: \d{1,4}, ANSWER: (\d{1,6}),")
_QUESTION = re.compile(rf";({_NAME})\.?\s{{1,80}}IN\s{{1,20}}(\w{{1,12}})\s{{0,4}}$")
_ANSWER = re.compile(rf"({_NAME})\.?\s{{1,80}}\d{{1,10}}\s{{1,20}}IN\s{{1,20}}(A|AAAA)\s{{1,20}}([0-9A-Fa-f.:]{{3,45}})\s{{0,4}}$")
_ASKED = re.compile(r";; SERVER: ([^\s#(]{1,255})")
_WHEN = re.compile(r";; WHEN: [A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d:\d\d:\d\d) (\w{2,5}) (\d{4})")
_SERVER = re.compile(r"(?:Server|Servidor|Serveur):\s{1,12}(\S{1,255})\s{0,4}$")
_FOUND = re.compile(r"(?:Name|Nom|Nombre):\s{1,12}(\S{1,255})\s{0,4}$")
_HAS = re.compile(rf"({_NAME}) has (?:IPv6 )?address [0-9A-Fa-f.:]{{3,45}}\s{{0,4}}$")
_LOST = re.compile(
    rf"\*\* server can't find (?P<a>{_NAME}): (?P<as>[A-Z]{{3,12}})|\*{{3}} (?P<server>\S{{1,255}}) can't find (?P<b>{_NAME}): (?P<bs>Non-existent domain|Server failed|Query refused|No response from server)"
    rf"|\*{{3}} Can't find (?P<c>{_NAME}): No answer|Host (?P<d>{_NAME}) not found: \d{{1,2}}\((?P<ds>[A-Z]{{3,12}})\)|Resolve-DnsName : (?P<e>{_NAME}) : (?P<es>.{{1,100}})|Ping request could not find host (?P<f>{_NAME})\. |ping: (?:cannot resolve )?(?P<g>{_NAME}): (?P<gs>Name or service not known|Unknown host|Temporary failure in name resolution|Nome? .{{1,60}})|WARNING: Name resolution of (?P<h>{_NAME}) failed"
)
_SILENT = re.compile(r";; (?:connection timed out; )?no servers could be reached|\*{3} Request to (\S{1,255}) timed-out|;; connection timed out")
_PORT = re.compile(rf"nc: connect to (?P<host>{_NAME})(?: \([0-9A-Fa-f.:]{{3,45}}\))? port (?P<port>\d{{1,5}}) \(tcp\) (?:failed|timed out): (?P<why>.{{1,100}})|(?P<tn>telnet: .{{1,200}})")
_OPEN = re.compile(rf"Connection to (?P<host>{_NAME})(?: \([0-9A-Fa-f.:]{{3,45}}\))? (?P<port>\d{{1,5}}) port \[tcp/\S{{1,20}}\] succeeded!")
_PINGED = re.compile(r"(\d{1,6}) packets transmitted, (\d{1,6}) (?:packets )?received.{0,60}?(\d{1,3}(?:\.\d{1,6})?)% packet loss|Packets: Sent = (\d{1,6}), Received = (\d{1,6}), Lost = \d{1,6} \((\d{1,3})% loss\)")
_PING = re.compile(rf"(?:PING|Pinging|---) (?P<host>{_NAME})(?: [\[(]([0-9A-Fa-f.:]{{3,45}})[\])])?(?:[\s:(]|$)")
_PAIR = re.compile(r"(\w{3,24})\s{1,20}: (.{0,255})")
_PROMPT = re.compile(r"(?:[A-Za-z]:\\[^>]{0,120}>|PS [^>]{0,120}>|[\w.@:~/-]{0,80}[$#]) ?")
_UNANSWERED = {"SERVFAIL": "SERVFAIL", "REFUSED": "the server refused to answer (REFUSED)", "NXDOMAIN": "NXDOMAIN"}

FORMAT = "tool-client"
"""How the events name their form: what a client's own tool says is proof of what the client saw."""
FIELDS: Vocabulary = {
    "dns.name": text("Name that was looked up"),
    "dns.status": text("Outcome: found, or the answer's code (NXDOMAIN, SERVFAIL, REFUSED, NODATA), or timeout"),
    "dns.server": text("Resolver that was asked"),
    "dns.addresses": texts("Addresses that the name has there"),
}


@dataclass(slots=True)
class _Lookup:
    """One question to a resolver, while its answer is read."""

    tool: str
    line: Line
    name: str = ""
    server: str = ""
    status: str = ""
    kind: str = ""
    counted: int | None = None
    addresses: list[str] = field(default_factory=list)
    at: datetime | None = None


@dataclass(slots=True)
class _Console:
    """Reads a paste line by line."""

    source: Source
    clock: Clock
    lookup: _Lookup | None = None
    pinged: str = ""
    pairs: dict[str, str] = field(default_factory=dict)

    def take(self, line: Line) -> Iterator[Record]:
        said = _PROMPT.sub("", line.text, count=1) if "$" in line.text[:100] or ">" in line.text[:140] else line.text
        yield from self._dns(line, said)
        if found := _PORT.search(said):
            yield self._event(line, said.strip(), found["host"] or "", error=found["tn"] or f"{found['host']}:{found['port']}: {found['why']}")
        elif found := _OPEN.search(said):
            yield self._event(line, said.strip(), found["host"])
        elif found := _PINGED.search(said):
            yield self._event(line, said.strip(), self.pinged)
        elif found := _PING.match(said):
            self.pinged = found["host"]
        elif found := _PAIR.match(said):
            yield from self._pair(line, found[1], found[2].strip())

    def _dns(self, line: Line, said: str) -> Iterator[Record]:
        if found := _DIG.match(said):
            yield from self.close()
            self.lookup = _Lookup("dig", line, name=_last_word(found[1]))
        elif found := _SERVER.match(said):
            yield from self.close()
            self.lookup = _Lookup("nslookup", line, server=found[1])
        elif lost := _LOST.search(said):
            yield from self._lost(line, lost)
        elif silent := _SILENT.search(said):
            self.lookup = self.lookup or _Lookup("dig", line)
            self.lookup.status, self.lookup.server = "timeout", self.lookup.server or silent[1] or ""
            yield from self.close()
        elif self.lookup:
            self._answer(self.lookup, said)
        elif found := _HAS.match(said):
            self.lookup = _Lookup("host", line, name=found[1])
            self._answer(self.lookup, said)

    def _answer(self, one: _Lookup, said: str) -> None:
        if found := _STATUS.match(said):
            one.status = "found" if found[1] == "NOERROR" else found[1]
        elif found := _COUNTS.match(said):
            one.counted = int(found[1])
        elif found := _QUESTION.match(said):
            one.name, one.kind = found[1], found[2]
        elif found := _ANSWER.match(said):
            one.addresses.append(found[3])
        elif found := _ASKED.match(said):
            one.server = found[1]
        elif found := _WHEN.match(said):
            one.at = parse(f"{found[5]} {found[1]} {found[2]} {found[3]} {found[4]}", self.clock) or parse(f"{found[2]} {found[1]} {found[5]} {found[3]} {found[4]}", self.clock)
        elif found := _FOUND.match(said):
            one.name, one.status = found[1], "found"
        elif (one.status or one.tool == "host") and (found := _ADDRESS.search(said)):
            one.addresses.append(found[1])
            one.status = "found"

    def _lost(self, line: Line, lost: re.Match[str]) -> Iterator[Record]:
        told = lost.groupdict()
        name = next(told[k] for k in "abcdefgh" if told[k])
        said = next((told[k] for k in ("as", "bs", "ds", "es", "gs") if told[k]), "")
        if self.lookup and (self.lookup.status or self.lookup.addresses):
            yield from self.close()
        one = self.lookup or _Lookup("nslookup", line)
        one.name, one.status, one.server = name, _code(said, told["c"] is not None), one.server or told["server"] or ""
        self.lookup = one
        yield from self.close()

    def _pair(self, line: Line, name: str, value: str) -> Iterator[Record]:
        """Test-NetConnection's list: what was tried, and whether the port answered."""
        if name == "ComputerName":
            self.pairs.clear()
        if len(self.pairs) < 40:
            self.pairs[name] = value
        if name == "TcpTestSucceeded":
            host, port = self.pairs.get("ComputerName", ""), self.pairs.get("RemotePort", "")
            opened = value == "True"
            yield self._event(line, f"TCP connection to {host}:{port} " + ("succeeded" if opened else "failed"), host, failed=not opened)

    def _event(self, line: Line, said: str, host: str, error: str = "", failed: bool = False) -> Record:
        draft = Draft(location(self.source, line), FORMAT, error or said, message=said, level="error" if error or failed else "info", quiet=True)
        return _made(draft, host, error)

    def close(self) -> Iterator[Record]:
        """The lookup that is still open, when it says an outcome."""
        one, self.lookup = self.lookup, None
        if one is None or not (one.status or one.addresses):
            return
        if one.status == "found" and one.counted == 0 and one.kind in ("", "A", "ANY"):
            one.status = "NODATA"
        fields: dict[str, Value] = {"dns.name": one.name, "dns.status": one.status, "dns.server": one.server, "dns.addresses": tuple(one.addresses[:50])}
        words = f"{one.name or 'the name'}: {', '.join(one.addresses[:8]) or one.status}" + (f" (asked {one.server})" if one.server else "")
        error = _failure(one)
        draft = Draft(location(self.source, one.line), FORMAT, error or words, message=words, level="error" if error else "info", at=one.at, certain=one.at is not None, quiet=True)
        draft.extra = {k: v for k, v in fields.items() if v}
        yield _made(draft, one.name, error)


def _failure(one: _Lookup) -> str:
    """The error text of a lookup; empty where it found an address."""
    if one.status == "found" or one.addresses:
        return ""
    if one.status == "timeout":
        return f"DNS lookup failed for {one.name or 'the name'}: the resolver did not answer (timed out, Try again)"
    return f"DNS lookup failed for {one.name or 'the name'}: {_UNANSWERED.get(one.status, 'the name has no address')}"


def _made(draft: Draft, host: str, error: str) -> Record:
    if error:
        draft.extra.update(clienterrors.classify(error, client="other"))
    if "." in host:
        draft.extra["event.url.host"] = host.lower().rstrip(".")
    return event(draft)


def _code(said: str, nodata: bool) -> str:
    low = said.lower()
    if nodata or "no answer" in low:
        return "NODATA"
    if ("fail" in low and "resolution" in low) or "server failed" in low:
        return "SERVFAIL"
    if "no response" in low or "timed out" in low or "timeout" in low:
        return "timeout"
    if "refused" in low:
        return "REFUSED"
    return said if said.isupper() else "NXDOMAIN"


def _last_word(words: str) -> str:
    """The name in a command line of dig: what is no server, option, type or class."""
    plain = [w for w in words.split() if not w.startswith(("@", "+", "-")) and w.upper() not in ("A", "AAAA", "ANY", "IN", "CNAME", "TXT", "MX", "NS", "SOA", "PTR", "SRV")]
    return plain[0].rstrip(".") if plain else ""


class _Tools:
    name = "network-tools"
    label = "Output of network tools (dig, nslookup, ping ...)"
    kinds = frozenset({Kind.EVENT})
    fields: Vocabulary = FIELDS

    def recognises(self, head: Head) -> int:
        rows = [_PROMPT.sub("", x, count=1) for x in sample(head).lines[:20]]
        hits = [n for n, x in enumerate(rows) if _STARTS.match(x.lstrip())]
        return 0 if not hits else 92 if hits[0] < 3 else 60

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        console, end = _Console(source, clock(context, source.head)), 0
        for line in lines(source):
            end = line.offset + line.length
            yield from console.take(line)
        yield from console.close()
        yield Coverage(examined=end)
        yield About(producer="")


analyzer: Analyzer = _Tools()
