"""Which addresses each host was reached at: one name at a private and at a public address is split-horizon DNS."""

import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass, field

from triagekit import placeholders
from triagekit.correlate._seen import is_request, room, text, texts, true
from triagekit.model import Location
from triagekit.records import Kind, Record, Value, Vocabulary, flag
from triagekit.records import number as figure
from triagekit.records import text as words
from triagekit.roles import Context, Correlator

KEPT = 50
"""Addresses remembered for a host."""

FIELDS: Vocabulary = {
    "addresses.host": words("Host"),
    "addresses.count": figure("Different addresses it was reached at"),
    "addresses.private": flag("One of them is private (RFC 1918, RFC 4193)"),
    "addresses.public": flag("One of them is public"),
}


@dataclass(slots=True)
class _Host:
    location: Location
    seen: set[str] = field(default_factory=set)


class Addresses:
    """Collects server addresses by host; a host behind a proxy shows the proxy's and is left out."""

    name = "addresses"
    fields: Vocabulary = FIELDS

    def __init__(self) -> None:
        self._hosts: dict[str, _Host] = {}

    def see(self, record: Record) -> None:
        """Note the address of one request, or those that a lookup of the name gave."""
        if looked := texts(record, "dns.addresses"):
            self._note(text(record, "event.url.host"), looked, record.location)
        elif (address := text(record, "server.ip")) and is_request(record) and not true(record, "proxy.used"):
            self._note(text(record, "request.url.host"), (address.strip("[]"),), record.location)

    def _note(self, host: str, addresses: tuple[str, ...], place: Location) -> None:
        if not host or not room(self._hosts, host):
            return
        known = self._hosts.get(host) or self._hosts.setdefault(host, _Host(place))
        known.seen.update(addresses[: KEPT - len(known.seen)])

    def conclude(self, _: Context) -> Iterator[Record]:
        """One fact for each host with more than one address."""
        for host, known in self._hosts.items():
            kinds = [kind for kind in map(private, known.seen) if kind is not None]
            if len(kinds) < 2:
                continue
            fields: dict[str, Value] = {
                "fact": "host-addresses", "addresses.host": host, "addresses.count": len(kinds), "addresses.private": any(kinds), "addresses.public": not all(kinds),
            }  # fmt: skip
            yield Record(Kind.FACT, known.location, fields)


def private(address: str) -> bool | None:
    """Whether the address is private; None when it is none, or the machine's own."""
    try:
        made = ipaddress.ip_address(address)
    except ValueError:
        return None
    return None if made.is_loopback or made.is_unspecified else placeholders.private(made)


correlator: type[Correlator] = Addresses
