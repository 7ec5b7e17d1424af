"""Compares a working with a failing journey: the first step that diverges, and what differs there.

Two captures are aligned by normalised route (method, host, path with ids replaced), so that other users,
days and browsers line up. What always differs (ids, times, cookie values) is ignored; the rest is ranked by
how well it explains a failure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

from triagekit.records import Kind, Record, Value

STEPS = 20_000
"""Steps of one journey at most."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing that may differ between two runs of the same step."""

    name: str
    """In people's words."""
    field: str
    weight: int
    """How well a difference here explains a failure, 1 (hardly) to 9 (directly)."""
    outcome: bool = False
    """It is what happened, not why."""


ASPECTS: Sequence[Aspect] = (
    Aspect("status", "response.status", 9, outcome=True),
    Aspect("error", "error.kind", 9, outcome=True),
    Aspect("who answered", "answered_by", 8, outcome=True),
    Aspect("answering product", "answered_by.product", 6, outcome=True),
    Aspect("redirect target", "response.location.path", 7, outcome=True),
    Aspect("credential sent", "auth.present", 9),
    Aspect("credential scheme", "auth.scheme", 8),
    Aspect("token audience", "auth.token.aud", 8),
    Aspect("token issuer", "auth.token.iss", 8),
    Aspect("token scopes", "auth.token.scopes", 8),
    Aspect("token algorithm", "auth.token.alg", 6),
    Aspect("token key id", "auth.token.kid", 6),
    Aspect("token expired", "auth.token.expired_at_server", 9),
    Aspect("cookies sent", "request.cookie_names", 7),
    Aspect("cookies set", "response.cookie_names", 5),
    Aspect("cookies refused", "setcookie.problems", 7),
    Aspect("request headers", "request.header_names", 4),
    Aspect("request parameters", "request.param_names", 6),
    Aspect("request media type", "request.body.mime", 6),
    Aspect("request origin", "request.origin", 6),
    Aspect("protocol", "request.http_version", 3),
    Aspect("server address", "server.ip", 3),
    Aspect("certificate issuer", "tls.issuer", 7),
    Aspect("certificate subject", "tls.subject", 6),
    Aspect("TLS version", "tls.version", 5),
    Aspect("proxy", "proxy.host", 6),
    Aspect("served from cache", "from_cache", 5),
    Aspect("served by service worker", "from_service_worker", 6),
    Aspect("body kind", "response.body.kind", 6, outcome=True),
    Aspect("body error", "response.body.error", 9, outcome=True),
)
"""What is compared at an aligned step, in the order it is shown among equals."""

SLOWER = 3.0
"""A phase that takes this many times longer, and at least `SLOW_MS` more, differs."""
SLOW_MS = 500.0
_PHASES = ("timing.blocked_ms", "timing.dns_ms", "timing.connect_ms", "timing.tls_ms", "timing.wait_ms", "timing.receive_ms")
_NOISE = frozenset({"date", "age", "etag", "last-modified", "if-none-match", "if-modified-since", "cache-control", "pragma", "content-length", "priority", "dnt",
                    "sec-ch-ua", "sec-ch-ua-mobile", "sec-ch-ua-platform", "user-agent", "accept-language", "accept-encoding", "connection", "cookie",
                    "sec-fetch-dest", "sec-fetch-mode", "sec-fetch-site", "sec-fetch-user", "sec-gpc", "te", "upgrade-insecure-requests"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """One aspect in which the step differs. Raw values."""

    name: str
    working: str
    failing: str
    weight: int
    outcome: bool


@dataclass(frozen=True, slots=True)
class Divergence:
    """A step at which the journeys part."""

    route: str
    working: Record | None
    """None when only the failing journey has this step."""
    failing: Record | None
    differences: tuple[Difference, ...]
    """Best explanation first."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two journeys relate."""

    divergences: tuple[Divergence, ...]
    """In order of the journey; the first is where to look."""
    aligned: int
    """Steps that both journeys have."""
    only_working: int
    only_failing: int


def compare(working: Iterable[Record], failing: Iterable[Record]) -> Comparison:
    """Align two journeys and list where they part."""
    left, right = _journey(working), _journey(failing)
    matcher = SequenceMatcher(None, [_route(r) for r in left], [_route(r) for r in right], autojunk=False)
    found: list[Divergence] = []
    aligned = 0
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            aligned += b - a
            found += [made for one, other in zip(left[a:b], right[c:d], strict=True) if (made := _step(one, other))]
        else:
            found += [Divergence(_route(r), r, None, ()) for r in left[a:b]]
            found += [Divergence(_route(r), None, r, ()) for r in right[c:d]]
    return Comparison(tuple(_settled(found)), aligned, len(left) - aligned, len(right) - aligned)


def _journey(records: Iterable[Record]) -> list[Record]:
    return list(islice((r for r in records if r.kind is Kind.EXCHANGE), STEPS))


def _route(record: Record) -> str:
    return str(record.get("request.route") or record.get("request.url.path") or "")


def _settled(found: list[Divergence]) -> list[Divergence]:
    """Steps whose outcome differs come as they happen; those that only differ in means go after them."""
    parted = [d for d in found if d.working is None or d.failing is None or any(x.outcome for x in d.differences)]
    return parted + [d for d in found if d not in parted]


def _step(working: Record, failing: Record) -> Divergence | None:
    differences = [d for aspect in ASPECTS if (d := _differs(aspect, working.fields, failing.fields))]
    differences += _slower(working.fields, failing.fields)
    if not differences:
        return None
    differences.sort(key=lambda d: (-d.weight, d.outcome))
    return Divergence(_route(failing), working, failing, tuple(differences))


def _differs(aspect: Aspect, working: Mapping[str, Value], failing: Mapping[str, Value]) -> Difference | None:
    one, other = _plain(working.get(aspect.field)), _plain(failing.get(aspect.field))
    if one == other:
        return None
    if isinstance(one, frozenset) and isinstance(other, frozenset):
        one, other = one - other, other - one
    return Difference(aspect.name, _shown(one), _shown(other), aspect.weight, aspect.outcome)


def _plain(value: Value | None) -> Value | frozenset[str] | None:
    return frozenset(value) - _NOISE if isinstance(value, tuple) else value


def _shown(value: Value | frozenset[str] | None) -> str:
    if value is None:
        return "not there"
    if isinstance(value, frozenset):
        return ", ".join(sorted(value)) or "nothing more"
    return str(value)


def _slower(working: Mapping[str, Value], failing: Mapping[str, Value]) -> list[Difference]:
    found = []
    for phase in _PHASES:
        one, other = working.get(phase), failing.get(phase)
        if isinstance(one, int | float) and isinstance(other, int | float) and other > one * SLOWER and other - one > SLOW_MS:
            name = phase.removeprefix("timing.").removesuffix("_ms")
            found.append(Difference(f"time to {name}", f"{one:.0f} ms", f"{other:.0f} ms", 5, outcome=True))
    return found
