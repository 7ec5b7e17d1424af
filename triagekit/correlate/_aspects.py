"""In what two runs of the same step can differ, and how well each difference explains a failure."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from triagekit.records import Kind, Record, Value


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing that may differ."""

    name: str
    """In people's words."""
    field: str
    weight: int
    """How well a difference here explains a failure, 1 (hardly) to 9 (directly)."""
    outcome: bool = False
    """It is what happened, not why."""


ASPECTS: Sequence[Aspect] = (
    Aspect("error", "error.kind", 9, outcome=True),
    Aspect("who answered", "answered_by", 9, outcome=True),
    Aspect("status", "response.status", 9, outcome=True),
    Aspect("answering product", "answered_by.product", 6, outcome=True),
    Aspect("redirect target", "response.location.path", 7, outcome=True),
    Aspect("redirect host", "response.location.host", 7, outcome=True),
    Aspect("credential sent", "auth.present", 9),
    Aspect("credential scheme", "auth.scheme", 8),
    Aspect("token audience", "auth.token.aud", 8),
    Aspect("token issuer", "auth.token.iss", 8),
    Aspect("token scopes", "auth.token.scopes", 8),
    Aspect("token algorithm", "auth.token.alg", 6),
    Aspect("token key id", "auth.token.kid", 6),
    Aspect("token expired", "auth.token.expired_at_server", 9),
    Aspect("token kind", "auth.token.form", 7),
    Aspect("cookies sent", "request.cookie_names", 7),
    Aspect("cookies set", "response.cookie_names", 5),
    Aspect("cookies refused", "setcookie.problems", 7),
    Aspect("request headers", "request.header_names", 4),
    Aspect("request media type", "request.body.mime", 6),
    Aspect("request origin", "request.origin", 6),
    Aspect("protocol", "request.http_version", 3),
    Aspect("protocol of the answer", "response.http_version", 3),
    Aspect("server address", "server.ip", 4),
    Aspect("server software", "response.server", 5, outcome=True),
    Aspect("certificate issuer", "tls.issuer", 7),
    Aspect("certificate subject", "tls.subject", 6),
    Aspect("certificate end", "tls.not_after", 6),
    Aspect("TLS version", "tls.version", 5),
    Aspect("proxy", "proxy.host", 6),
    Aspect("served from cache", "from_cache", 5),
    Aspect("served by service worker", "from_service_worker", 6),
    Aspect("body kind", "response.body.kind", 6, outcome=True),
    Aspect("body error", "response.body.error", 9, outcome=True),
    Aspect("level", "event.level", 9, outcome=True),
    Aspect("exception", "event.exception", 9, outcome=True),
)
"""What is compared at an aligned step, in the order it is shown among equals."""

_OF_THE_TOKEN = frozenset(a.name for a in ASPECTS if a.field.startswith("auth.token."))
FAMILIES: Mapping[str, tuple[str, int]] = {"request.headers.": ("request header", 5), "request.params.": ("parameter", 6), "event.fields.": ("field", 4)}
"""Families of fields whose values are compared one by one: words and weight."""
DIRECTLY = 9
"""Weight above which an outcome names its reason itself: a check of a message or certificate that failed."""
NOTHING = "not there"
SLOWER = 3.0
"""A phase that takes this many times longer, and at least `SLOW_MS` more, differs."""
SLOW_MS = 500.0
MANY = 0.5
"""An aspect that differs in this share of the steps that went equally well always differs, and explains nothing."""
SHOWN = 200
_PHASES = ("timing.blocked_ms", "timing.dns_ms", "timing.connect_ms", "timing.tls_ms", "timing.wait_ms", "timing.receive_ms")
_NOISE = frozenset({
    "date", "age", "etag", "last-modified", "if-none-match", "if-modified-since", "cache-control", "pragma", "content-length", "priority", "dnt", "sec-ch-ua", "sec-ch-ua-mobile",
    "sec-ch-ua-platform", "user-agent", "accept-language", "accept-encoding", "connection", "cookie", "sec-fetch-dest", "sec-fetch-mode", "sec-fetch-site", "sec-fetch-user", "sec-gpc",
    "te", "upgrade-insecure-requests", "host", "authorization", "referer", "traceparent", "tracestate", "x-request-id", "x-correlation-id", "baggage",
})  # fmt: skip
"""Headers whose presence and value say nothing about a failure, or are compared elsewhere."""
TELLING = 7
"""A difference of this weight by which one run lacks something altogether is told where the outcome parts, even if it always differs;
so is what differs of the token, for the same one goes to every step, and only one of them asks for what it lacks."""
_BY_THE_ANSWER = frozenset({"auth.token.expired_at_server", "response.cookie_names", "setcookie.problems", "response.http_version"})
"""Read off the answer: where one run got none, they say nothing."""
_BY_THE_CACHE = frozenset({"error.kind", "answered_by", "response.status", "answered_by.product", "response.server", "response.body.kind", "response.cookie_names", "from_cache", "from_service_worker", "server.ip", "response.http_version", "tls.version", "tls.issuer", "tls.subject", "tls.not_after", "request.header_names"})
"""What a browser's cache changes of a step that went well both times."""
BODY = 65_536
"""Characters of a request's JSON body that are compared member by member."""
MEMBERS = 200
_CHOICE = re.compile(r"[A-Za-z][A-Za-z_-]{0,31}", re.ASCII)
"""A word out of a few, such as EUR, true or express."""
_CARRIED_NOISE = ("material.", "saml.id", "saml.assertion.id", "saml.response.id", "saml.request.id", "saml.session", "saml.bytes", "jwt.length", "saml.in_response_to", "saml.issue_instant", "saml.delivery_deadline", "saml.signature.value", "saml.signature.digest", "jwt.iat", "jwt.jti", "jwt.exp", "jwt.nbf", "jwt.use.", "x509.serial")
_TIME = ("_at", ".at", ".exp", ".iat", ".nbf", "instant", "not_before", "not_on_or_after", "sha256", ".raw", ".text")


@dataclass(frozen=True, slots=True)
class Difference:
    """One aspect in which the step differs. Raw values."""

    name: str
    working: str
    failing: str
    weight: int
    outcome: bool


@dataclass(slots=True)
class Background:
    """What differs between the two runs all the time, learnt from the steps that went equally well."""

    steps: int = 0
    differing: Counter[str] = field(default_factory=Counter)

    def learn(self, working: Record, failing: Record) -> None:
        """Take note of one step that went equally well."""
        self.steps += 1
        self.differing.update(d.name for d in differences(working, failing) if not d.outcome)

    def always(self) -> frozenset[str]:
        """Names of what always differs."""
        return frozenset(name for name, n in self.differing.items() if n >= 3 and n >= MANY * self.steps)


def differences(working: Record, failing: Record, always: frozenset[str] = frozenset()) -> list[Difference]:
    """What differs between two runs of a step: reasons before what came of them, best explanation first, without what always differs."""
    found = [*_compared(working.fields, failing.fields), *_families(working.fields, failing.fields), *_body(working.fields, failing.fields), *_slower(working.fields, failing.fields)]
    if working.kind not in (Kind.EXCHANGE, Kind.EVENT):
        found += _carried(working.fields, failing.fields)
    kept = [d for d in found if d.outcome or d.name not in always]
    if any(d.outcome for d in kept):
        kept += [replace(d, weight=d.weight - 3) for d in found if d.name in always and not d.outcome and d.weight >= TELLING and (d.name in _OF_THE_TOKEN or NOTHING in (d.working, d.failing))]
        kept += _elsewhere(working.fields, failing.fields)
    return sorted(kept, key=lambda d: (d.outcome and d.weight <= DIRECTLY, -d.weight))


Fields = Mapping[str, Value]


def _compared(working: Fields, failing: Fields) -> Iterator[Difference]:
    cached, unanswered = _cached(working, failing), not (_answered(working) and _answered(failing))
    for aspect in ASPECTS:
        if (cached and aspect.field in _BY_THE_CACHE) or (unanswered and aspect.field in _BY_THE_ANSWER):
            continue
        one, other = _plain(working.get(aspect.field)), _plain(failing.get(aspect.field))
        if one != other and "unknown" not in (one, other):
            if isinstance(one, frozenset) and isinstance(other, frozenset):
                one, other = one - other, other - one
            yield Difference(aspect.name, _shown(one), _shown(other), aspect.weight, aspect.outcome)


def _answered(fields: Fields) -> bool:
    return "response.status" in fields


def _cached(working: Fields, failing: Fields) -> bool:
    """Both runs of the step went well, and one of them had the answer at hand already: 304, or out of the cache."""
    statuses = [f.get("response.status") for f in (working, failing)]
    well = all(isinstance(s, int) and (200 <= s < 300 or s == 304) for s in statuses)
    return well and (304 in statuses or any(f.get("from_cache") is True for f in (working, failing)))


def _body(working: Fields, failing: Fields) -> Iterator[Difference]:
    """Members of the JSON that was sent, one level deep: what is lacking, and what was chosen otherwise; texts and numbers are other ones each time."""
    one, other = (_members(f.get("request.body.text")) for f in (working, failing))
    for name in sorted({*one, *other})[:MEMBERS] if one and other else ():
        if one.get(name) != other.get(name):
            lacking = name not in one or name not in other
            if lacking or (_CHOICE.fullmatch(one[name]) and _CHOICE.fullmatch(other[name])):
                yield Difference(f"body member {name}"[:SHOWN], one.get(name, NOTHING)[:SHOWN], other.get(name, NOTHING)[:SHOWN], 6 if lacking else 4, outcome=False)


def _members(text: Value | None) -> dict[str, str]:
    """The members of a JSON object as text; none where it is no object, too long or too deep."""
    if not isinstance(text, str) or len(text) > BODY or not text.lstrip().startswith("{"):
        return {}
    try:
        made = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return {str(k): v if isinstance(v, str) else json.dumps(v) for k, v in made.items()} if isinstance(made, dict) else {}


def _elsewhere(working: Fields, failing: Fields) -> Iterator[Difference]:
    """The step was asked of another host: nothing in itself, but a reason where what came of it differs."""
    one, other = working.get("request.url.host"), failing.get("request.url.host")
    if one and other and one != other:
        yield Difference("host", _shown(one), _shown(other), DIRECTLY, outcome=False)


def _families(working: Fields, failing: Fields) -> Iterator[Difference]:
    for prefix, (words, weight) in FAMILIES.items():
        for name in sorted({n for n in (*working, *failing) if n.startswith(prefix)}):
            short = name.removeprefix(prefix)
            if short not in _NOISE and (name in working) == (name in failing) and working[name] != failing[name]:
                yield Difference(f"{words} {short}", _shown(working[name]), _shown(failing[name]), weight, outcome=False)


def _carried(working: Fields, failing: Fields) -> Iterator[Difference]:
    """Fields of SAML messages, tokens and certificates, but for what is new in each of them."""
    for name in sorted({*working, *failing}):
        if not name.startswith(_CARRIED_NOISE) and not name.endswith(_TIME) and _plain(working.get(name)) != _plain(failing.get(name)):
            check = ".check." in name
            yield Difference(name, _shown(_plain(working.get(name))), _shown(_plain(failing.get(name))), DIRECTLY + 1 if check else 6, outcome=check)


def _plain(value: Value | None) -> Value | frozenset[str] | None:
    return frozenset(value) - _NOISE if isinstance(value, tuple) else value


def _shown(value: Value | Iterable[str] | None) -> str:
    if value is None:
        return NOTHING
    if isinstance(value, frozenset | tuple):
        return ", ".join(sorted(value))[:SHOWN] or "nothing more"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)[:SHOWN]


def _slower(working: Fields, failing: Fields) -> Iterator[Difference]:
    for phase in _PHASES:
        one, other = working.get(phase), failing.get(phase)
        if one is None and "timing.total_ms" in working:
            one = 0  # no such phase: the connection stood already
        if isinstance(one, int | float) and isinstance(other, int | float) and other > one * SLOWER and other - one > SLOW_MS:
            name = phase.removeprefix("timing.").removesuffix("_ms")
            yield Difference(f"time to {name}", f"{one:.0f} ms", f"{other:.0f} ms", 5, outcome=True)
