"""Fiddler session archives (.saz): raw requests, raw answers and timings, one set of files for each session."""

import html
import re
from collections.abc import Iterator
from datetime import datetime
from types import MappingProxyType

from triagekit.model import Defect, Location
from triagekit.reading import bytesource, rawhttp, times, zips
from triagekit.reading.exchange import Parts, build
from triagekit.reading.packed import DamagedError
from triagekit.records import About, Coverage, Kind, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

_FILE = re.compile(r"(?:.{0,200}/)?raw/(\d{1,10})_([csmw])\.(?:txt|xml)\Z", re.IGNORECASE)
_TIMER = re.compile(r'\b(\w{4,40})\s?=\s?"([^"]{1,60})"')
_FLAG = re.compile(r'<SessionFlag\s{1,10}N="([^"]{1,200})"\s{1,10}V="([^"]{0,4000})"', re.IGNORECASE)
_REUSED = re.compile(r'<PipeInfo[^>]{0,500}\bReused="true"', re.IGNORECASE)


class FiddlerSaz:
    """Reads every session of the archive; the archive stays one artifact."""

    name = "fiddler-saz"
    label = "Fiddler session archive (SAZ)"
    kinds = frozenset({Kind.EXCHANGE})
    fields: Vocabulary = MappingProxyType({})
    archives = True

    def recognises(self, head: Head) -> int:
        """A zip whose raw folder holds numbered client and server files."""
        if not zips.looks_like(head.data):
            return 0
        kinds = {m[2].lower() for m in map(_FILE.match, head.text.split("\n")) if m}
        return 97 if "c" in kinds and kinds & {"s", "m"} else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        """Yield the sessions in the order of their numbers."""
        del context
        blob = bytesource.blob_of(source)
        listing = zips.directory(blob)
        for fault in listing.faults:
            yield Defect("TK-IO-020", Location(source.artifact), fault)
        yield About(producer="Fiddler")
        sessions: dict[int, dict[str, zips.Member]] = {}
        for member in listing.members:
            found = _FILE.match(member.name)
            if found:
                sessions.setdefault(int(found[1]), {}).setdefault(found[2].lower(), member)
        for count, number in enumerate(sorted(sessions)):
            yield from _session(_Session(blob, source.artifact, number, sessions[number]), count)
        yield Coverage(examined=source.head.size)


class _Session:
    """The files of one session."""

    def __init__(self, blob: bytesource.Blob, artifact: str, number: int, members: dict[str, zips.Member]) -> None:
        self.blob, self.artifact, self.number, self.members = blob, artifact, number, members
        self.damaged = ""

    def bytes_of(self, kind: str) -> bytes:
        """The first MiB of one file; what is wrong with it goes to `damaged`."""
        member = self.members.get(kind)
        if member is None:
            return b""
        if member.refusal:
            self.damaged = member.refusal
            return b""
        found = bytearray()
        try:
            for chunk in zips.unpack(self.blob, member, []):
                found += chunk
                if len(found) >= rawhttp.LIMIT:
                    break
        except DamagedError as damage:
            self.damaged = damage.word
        return bytes(found)


def _session(session: _Session, count: int) -> Iterator[Item]:
    place = Location(session.artifact, "json_pointer", f"raw/{session.number}")
    asked = rawhttp.parse(session.bytes_of("c"))
    if asked is None:
        why = session.damaged or "its request is empty or no HTTP"
        yield Defect("TK-IO-023", place, f"session {session.number} was not read: {why}")
        yield Coverage(refused=1, why=f"a session was not read: {why}")
        return
    told = session.bytes_of("m").decode("utf-8-sig", "replace")
    parts = Parts(place, "flow", "fiddler", index=count)
    rawhttp.request(parts, asked, "https" if "x-https" in told.lower() or 'port="443"' in told.lower() else "http")
    answer = session.members.get("s")
    message = rawhttp.parse(session.bytes_of("s"), answer.size if answer else -1)
    if message is not None:
        rawhttp.response(parts, message)
    _metadata(parts, told)
    yield build(parts)


def _metadata(parts: Parts, told: str) -> None:
    timers = dict(_TIMER.findall(told[:20000]))
    flags = {k.lower(): html.unescape(v) for k, v in _FLAG.findall(told[:200_000])}
    parts.started = _when(timers, "ClientBeginRequest", "ClientConnected", "ClientDoneRequest")
    ended = _when(timers, "ClientDoneResponse", "ServerDoneResponse")
    if parts.started and ended:
        parts.timings["total"] = (ended - parts.started).total_seconds() * 1000
    asked, begun = _when(timers, "ServerGotRequest", "FiddlerBeginRequest"), _when(timers, "ServerBeginResponse")
    if asked and begun:
        parts.timings["wait"] = (begun - asked).total_seconds() * 1000
    for name, key in (("dns", "DNSTime"), ("connect", "TCPConnectTime"), ("tls", "HTTPSHandshakeTime")):
        if timers.get(key, "").isdigit():
            parts.timings[name] = float(timers[key])
    if address := flags.get("x-hostip"):
        parts.extra["server.ip"] = address.strip("[]")[:100]
    if flags.get("x-egressport", "").isdigit() and parts.method != "CONNECT":
        parts.extra["connection.id"] = flags["x-egressport"]
    parts.extra["connection.reused"] = bool(_REUSED.search(told))
    parts.error_text = flags.get("x-abortedreason", "") or (parts.body or "" if _made_by_fiddler(parts) else "")
    if parts.method == "CONNECT" and parts.status is not None:
        parts.extra["proxy.connect_status"] = parts.status


def _made_by_fiddler(parts: Parts) -> bool:
    """Fiddler answers 502 and 504 itself, with [Fiddler] at the start of its sentence."""
    return parts.status in (502, 504) and "[Fiddler]" in (parts.body or "")[:500]


def _when(timers: dict[str, str], *names: str) -> datetime | None:
    """The first of these timers that was set; Fiddler writes the year 1 for those that were not."""
    for name in names:
        found = times.iso(timers.get(name, ""))
        if found is not None and found.year > 1990:
            return found
    return None


analyzer: Analyzer = FiddlerSaz()
