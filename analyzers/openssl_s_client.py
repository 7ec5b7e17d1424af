"""Output of openssl s_client: one handshake with the chain as sent, the verdict, and the certificates in the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import MappingProxyType

from triagekit.reading import clienterrors
from triagekit.reading.clientwords import VERIFY
from triagekit.reading.events import Draft, event
from triagekit.reading.handshakes import handshake
from triagekit.reading.lines import Line, lines, location, sample
from triagekit.reading.times import epoch, http_date
from triagekit.records import About, Coverage, Kind, Record, Value, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

_MARKS = re.compile(r"CONNECTED\([0-9A-Fa-f]{4,12}\)|depth=\d{1,3} |verify (?:return|error):|Certificate chain$|Verify return code: \d|SSL handshake has read|\s{0,4}Verification(?: error)?: |New, .{1,20}, Cipher is |Connecting to [0-9a-fA-F.:]{3,45}$")
_CHAIN = re.compile(r"\s{0,3}(\d{1,2})? ?([si]):(.{0,1000})")
_VALID = re.compile(r"\s{0,6}v:NotBefore: (.{10,40}); NotAfter: (.{10,40})")
_VERIFY = re.compile(r"\s{0,8}Verify return code: (\d{1,3}) \((.{0,200})\)")
_ERROR = re.compile(r"verify error:num=(\d{1,3}):(.{0,200})")
_DATE = re.compile(r"not(Before|After)=(.{10,40})")
_CIPHER = re.compile(r"(?:New|Reused), (\S{1,20}), Cipher is (\S{1,80})")
_SESSION = re.compile(r"\s{0,8}(Protocol|Cipher)(?: {1,6})?(?: version)?\s{0,4}: (\S{1,80})")
_START = re.compile(r"\s{0,8}Start Time: (\d{9,11})")
_NAME = re.compile(r"(?:Verified peername|Servername|Connecting to|TLS server extension \"server name\"):? ?([\w.:*-]{1,255})?")
_COMMAND = re.compile(r".{0,200}?openssl(?:\.exe)? s_client (.{1,2000})")
_CONNECT = re.compile(r"-connect \"?\[?([\w.:-]{1,255}?)\]?:(\d{1,5})\b")
_SNI = re.compile(r"-servername \"?([\w.-]{1,255})")
_ALERT = re.compile(r"(?:SSL|error)[: ].{0,200}(?:alert|:error:|errno|routines)|^[0-9A-F]{8,20}:error:|connect:errno=\d|write:errno=\d|read:errno=\d|no peer certificate available|getaddrinfo|BIO_lookup|Connection refused", re.IGNORECASE)


class _SClient:
    name = "openssl-s-client"
    label = "openssl s_client output"
    kinds = frozenset({Kind.HANDSHAKE, Kind.EVENT})
    fields: Vocabulary = MappingProxyType({})

    def recognises(self, head: Head) -> int:
        seen = sample(head)
        hits = seen.hits(_MARKS)
        if hits >= 2 or any(_COMMAND.match(x) for x in seen.lines):
            return 95
        return 90 if hits and seen.has("no peer certificate available", "-----BEGIN CERTIFICATE-----", ":error:") else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        del context
        now = _Handshake()
        end = 0
        for line in lines(source):
            end = line.offset + line.length
            if line.text.startswith("CONNECTED(") and now.connected:
                yield from now.records(source)
                now = _Handshake()
            now.take(line)
        yield from now.records(source)
        yield About(producer="openssl s_client")
        yield Coverage(examined=end)


@dataclass(slots=True)
class _Handshake:
    """One connection's output."""

    text: list[str] = field(default_factory=list)
    size: int = 0
    first: Line | None = None
    last: Line | None = None
    fields: dict[str, Value] = field(default_factory=dict)
    connected: bool = False
    errors: list[str] = field(default_factory=list)
    at: float = 0.0

    def take(self, line: Line) -> None:
        text = line.text
        if self.first is None:
            if not text.strip():
                return
            self.first = line
        self.last = line
        if self.size < 60_000:
            self.text.append(text)
            self.size += len(text) + 1
        self._session(text)
        self._chain(text)
        self._verdict(text)

    def _session(self, text: str) -> None:
        if text.startswith("CONNECTED("):
            self.connected = True
        elif found := _CIPHER.match(text):
            if found[1] != "(NONE)":
                self.fields["tls.version"], self.fields["tls.cipher"] = found[1], found[2]
        elif (found := _SESSION.match(text)) and found[1] == "Protocol":
            self.fields["tls.version"] = found[2]
        elif found := _START.match(text):
            self.at = float(found[1])
        elif text.startswith(("Acceptable client certificate CA names", "Client Certificate Types:")):
            self.fields["tls.client_certificate"] = "requested"
        elif found := _COMMAND.match(text):
            self._command(found[1])
        elif (found := _NAME.match(text)) and found[1]:
            self.fields.setdefault("server.name", found[1].lower())

    def _command(self, options: str) -> None:
        if found := _CONNECT.search(options):
            self.fields["server.name"], self.fields["server.port"] = found[1].lower(), int(found[2])
        if found := _SNI.search(options):
            self.fields["tls.sni"] = self.fields["server.name"] = found[1].lower()

    def _chain(self, text: str) -> None:
        """The leaf is the first certificate of the chain as sent."""
        if (found := _CHAIN.match(text)) and found[2] == "s":
            self.fields.setdefault("tls.subject", found[3].strip())
        elif found and found[2] == "i" and "tls.issuer" not in self.fields:
            self.fields["tls.issuer"] = found[3].strip()
        elif (valid := _VALID.match(text)) and "tls.not_after" not in self.fields:
            for name, value in (("tls.not_before", valid[1]), ("tls.not_after", valid[2])):
                if when := _date(value):
                    self.fields[name] = when

    def _verdict(self, text: str) -> None:
        if found := _ERROR.match(text):
            self.fields["tls.verify_code"], self.fields["tls.verify_text"] = int(found[1]), found[2]
        elif found := _VERIFY.match(text):
            if int(found[1]) or "tls.verify_code" not in self.fields:
                self.fields["tls.verify_code"], self.fields["tls.verify_text"] = int(found[1]), found[2]
        elif (found := _DATE.match(text)) and (when := _date(found[2])):
            self.fields.setdefault("tls.not_before" if found[1] == "Before" else "tls.not_after", when)
        elif _ALERT.search(text[:500]):
            self.errors.append(text[:500])

    def records(self, source: Source) -> Iterator[Record]:
        """The handshake, and the whole output as an event so that the certificates in it are found."""
        if self.first is None:
            return
        place = location(source, self.first, self.last)
        at = epoch(self.at) if self.at else None
        fields: dict[str, Value] = {"handshake.tool": "openssl", "handshake.completed": "tls.version" in self.fields, **self.fields}
        fields.update(self._error())
        yield handshake(place, fields, at)
        draft = Draft(place, "openssl-s-client", "\n".join(self.text), message="openssl s_client output", at=at, certain=at is not None, quiet=True)
        draft.extra.update({n: v for n, v in fields.items() if n.startswith(("error.", "tls."))})
        yield event(draft)

    def _error(self) -> dict[str, Value]:
        code = self.fields.get("tls.verify_code")
        found = clienterrors.classify("\n".join(self.errors[:50]), "openssl") if self.errors else {}
        if found.get("error.kind", "other") != "other" or not isinstance(code, int) or code == 0:
            return found
        text = str(self.fields.get("tls.verify_text", ""))
        return {"error.kind": VERIFY.get(code, "cert-invalid"), "error.text": text, "error.code": f"verify {code}", "error.client": "openssl", "error.phase": "tls"}


def _date(text: str) -> Value | None:
    """Nov 23 08:27:25 2026 GMT."""
    words = text.split()
    return http_date(f"Mon {words[0]} {words[1]} {words[2]} {words[3]}") if len(words) >= 4 else None


analyzer: Analyzer = _SClient()
