"""What the validity of certificates says of the client's clock.

A certificate that a server presents was made before: its notBefore lies in the past by every right clock (authorities
date back and not ahead, CA/Browser Forum BR 7.1.2.7). A client by whose clock it has not begun is behind, by the time
until then at least. One that has ended may be a forgotten one; that those of three servers have, whose ends differ, is
the client's clock. From the other side their own validity bounds it: some of them must be valid.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from triagekit.correlate._issuers import TOLERANCE_S, Reference
from triagekit.correlate._seen import moment, room, text, true
from triagekit.model import Location
from triagekit.records import Kind, Record, Vocabulary, flag
from triagekit.records import number as figure
from triagekit.records import text as words

SERVERS = 3
"""Servers whose certificates must have ended, at different times, before the client is blamed."""

FIELDS: Vocabulary = {
    "client.by": words("have not begun yet | have ended: what certificates do by the client's clock"),
    "client.offset_low_s": figure("Least offset of the servers from the client by it, in seconds"),
    "client.offset_high_s": figure("Greatest offset"),
    "client.samples": figure("Servers whose certificate says so"),
    "client.agreeing": figure("Those that agree"),
    "client.off": flag("It is more than a minute, and the Dates of servers do not say that the client is right"),
    "client.contradicted": flag("It is more than a minute, and the Dates of servers say that the client is right: then the certificates really are not valid"),
}


@dataclass(frozen=True, slots=True)
class _Seen:
    low: float
    high: float
    location: Location


class Certificates:
    """Collects certificates that are not valid by the client's clock, one per server."""

    def __init__(self) -> None:
        self._early: dict[str, _Seen] = {}
        self._late: dict[str, _Seen] = {}

    def see(self, record: Record) -> None:
        """Take note of a certificate that has not begun or has ended."""
        early = true(record, "tls.not_yet_valid_at_use")
        if not early and not true(record, "tls.expired_at_use"):
            return
        begin, end, host = moment(record, "tls.not_before"), moment(record, "tls.not_after"), text(record, "request.url.host") or text(record, "server.name")
        store = self._early if early else self._late
        if begin is None or end is None or record.at is None or not host or begin >= end or not room(store, host):
            return
        store.setdefault(host, _Seen((begin - record.at).total_seconds(), (end - record.at).total_seconds(), record.location))

    def conclude(self, reference: Reference) -> Iterator[Record]:
        """At most one fact: how far the client's clock is off at least."""
        if self._early:
            rows = list(self._early.values())
            low = max(r.low for r in rows)
            yield _fact("have not begun yet", rows, low, max(low, *(r.high for r in rows)), reference)
        elif len({r.high for r in self._late.values()}) >= SERVERS:
            rows = list(self._late.values())
            yield _fact("have ended", rows, min(r.low for r in rows), max(r.high for r in rows), reference)


def _fact(by: str, rows: list[_Seen], low: float, high: float, reference: Reference) -> Record:
    agreeing = sum(1 for r in rows if r.low <= high and r.high >= low)
    apart, right = low > TOLERANCE_S or high < -TOLERANCE_S, reference.checked and reference.low <= 0 <= reference.high
    return Record(Kind.FACT, rows[0].location, {
        "fact": "client-clock", "client.by": by, "client.offset_low_s": round(low, 3), "client.offset_high_s": round(high, 3), "client.samples": len(rows), "client.agreeing": agreeing,
        "client.off": apart and not right, "client.contradicted": apart and right,
    })  # fmt: skip
