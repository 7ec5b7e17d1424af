"""What travels inside exchanges and log lines and is worth examining by itself: tokens, SAML messages, certificates, keys."""

import hashlib
import importlib
import importlib.util
from collections.abc import Callable, Iterator
from functools import cache

from triagekit.records import Kind, Material, Record

Finder = Callable[[Record], Iterator[Material]]

USES = 200
"""Uses kept per item; beyond it only refused ones, twice as many."""
HINTS = 40
_FINDERS = ("carried_jwt", "carried_saml", "carried_pem")
_REFUSED = frozenset({400, 401, 403, 407})


@cache
def _finders() -> tuple[Finder, ...]:
    """The finder of each family; each is loaded with the first record that could carry something."""
    names = [f"triagekit.reading.{name}" for name in _FINDERS]
    return tuple(importlib.import_module(name).find for name in names if importlib.util.find_spec(name))


def find(record: Record) -> Iterator[Material]:
    """Every item that this exchange or event carries, with its use."""
    if record.kind is Kind.EXCHANGE or record.kind is Kind.EVENT:
        for finder in _finders():
            yield from finder(record)


def merge(known: dict[tuple[str, str], Material], item: Material, limit: int) -> bool:
    """Add an item to the distinct ones, by kind and SHA-256 of its bytes; uses and hints of equal items come together.

    Bounded: at most `limit` items and `USES` uses each. False when the item was dropped for that.
    """
    key = (item.kind, hashlib.sha256(item.data).hexdigest())
    held = known.get(key)
    if held is None:
        if len(known) >= limit:
            return False
        known[key] = item
        return True
    held.context = held.context and item.context
    for use in item.uses:
        room = USES if use.status not in _REFUSED else USES * 2
        if len(held.uses) < room and use not in held.uses[-3:]:
            held.uses.append(use)
    _hints(held, item)
    return True


def _hints(held: Material, item: Material) -> None:
    """What a refusal says replaces what was said before; else the first word stays."""
    refused = any(use.status in _REFUSED for use in item.uses)
    for name, value in item.hints.items():
        if name not in held.hints and len(held.hints) >= HINTS:
            continue
        if refused and name.startswith("challenge"):
            held.hints[name] = value
        else:
            held.hints.setdefault(name, value)
