"""Which joins hang together with the customer's own failing requests: from the capture to the gateway, from there to the application and on."""

from collections.abc import Hashable, Iterable, Sequence
from typing import Protocol, TypeVar

from triagekit.correlate._keys import STRENGTH, Key
from triagekit.correlate._sides import Side


class Joined(Protocol):
    """Two records about the same thing; `here` is nearer to the client."""

    @property
    def here(self) -> Side: ...
    @property
    def there(self) -> Side: ...
    @property
    def key(self) -> Key: ...


P = TypeVar("P", bound=Joined)


def own(pairs: Sequence[P]) -> list[P]:
    """Of these joins those of the customer's failing requests, where any of these found its lines; else all: in logs other people's failures are joined too."""
    begun = {p.here.location for p in pairs if _begins(p)}
    if not begun:
        return list(pairs)
    reached = _reached(begun, pairs)
    return [p for p in pairs if p.here.depth == 0 or (p.here.location in reached and p.there.location in reached)]


def _begins(pair: Joined) -> bool:
    return pair.here.depth == 0 and pair.here.failed and _carries(pair)


def _carries(pair: Joined) -> bool:
    """A join that is about one request; a certificate or a token is borne by many."""
    return STRENGTH[pair.key.sort] == "strong" or pair.key.sort in ("request", "connection")


def _reached(begun: Iterable[Hashable], pairs: Iterable[Joined]) -> set[Hashable]:
    """Every place that a chain of joins leads to; each join is gone along once in either direction."""
    beside: dict[Hashable, list[Hashable]] = {}
    for pair in pairs:
        if _carries(pair):
            beside.setdefault(pair.here.location, []).append(pair.there.location)
            beside.setdefault(pair.there.location, []).append(pair.here.location)
    waiting = list(begun)
    reached = set(waiting)
    while waiting:
        for place in beside.get(waiting.pop(), ()):
            if place not in reached:
                reached.add(place)
                waiting.append(place)
    return reached
