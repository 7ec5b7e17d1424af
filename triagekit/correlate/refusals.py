"""What became of refusals: whether one stood to the end, and whether another credential or program got an answer instead.

A first 401 is the normal beginning of a sign-in that takes several steps (RFC 9110 11.6.1, RFC 4559 4), and of a
token that is renewed just after. Only a route whose last answer is still a refusal shows a fault. Access logs are left
out: there the requests of many clients stand between each other.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from triagekit.correlate._seen import is_request, room, status, text, texts, true
from triagekit.records import Kind, Record, Value, Vocabulary, flag
from triagekit.records import number as figure
from triagekit.records import text as words
from triagekit.records import texts as lists
from triagekit.roles import Context, Correlator

REFUSED = frozenset({401, 403, 407})
HIDDEN = frozenset({403, 404, 406, 429})
"""Statuses by which an object is kept from one client and shown to another."""
VARIANTS = 8
"""Ways of asking for one address that are compared."""

FIELDS: Vocabulary = {
    "refusal.route": words("Route that was refused"),
    "refusal.host": words("Its host"),
    "refusal.status": figure("Status of its last refusal"),
    "refusal.count": figure("Answers 401, 403 or 407 of the route"),
    "refusal.stood": flag("The last answer of the route is still a refusal"),
    "refusal.accepted_before": flag("The route was answered with success before it was refused"),
    "refusal.sent": words("Kind of credential that the last refused request carried: basic, bearer ... | nothing | unknown (the capture does not show it)"),
    "refusal.offered": lists("Kinds that the last refusal offered, lower case"),
    "refusal.error": words("error= of the last refusal's challenge"),
    "refusal.description": words("What the last refusal said: its challenge's description, and the error's words of its body"),
    "refusal.codes": lists("Error codes of its body"),
    "refusal.page_load": flag("The last refused request was a page load, which carries no token"),
    "refusal.redirected_from": words("Host whose redirect led here from a request that did carry a credential, while this one does not"),
    "refusal.token_expired": flag("The token of the last refused request had run out by the answer's Date"),
    "refusal.token_in_time": flag("The token of the last refused request was in time by the answer's Date"),
    "contrast.host": words("Host"),
    "contrast.route": words("Route of the address"),
    "contrast.status": figure("Status by which the address was refused"),
    "contrast.by": words("What made the difference: credential | agent (the client's User-Agent)"),
}


@dataclass(slots=True)
class _Route:
    host: str
    refusals: int = 0
    status: int = 0
    last: int = 0
    accepted_before: bool = False
    redirected_from: str = ""
    record: Record | None = None
    """The last refusal."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """How an address was asked for."""

    token: str
    agent: str


@dataclass(slots=True)
class _Address:
    accepted: set[_Asked] = field(default_factory=set)
    refused: dict[_Asked, Record] = field(default_factory=dict)


class Refusals:
    """Follows every route to its last answer, and every address through the ways in which it was asked for."""

    name = "refusals"
    fields: Vocabulary = FIELDS

    def __init__(self) -> None:
        self._routes: dict[str, _Route] = {}
        self._addresses: dict[str, _Address] = {}
        self._moved: dict[tuple[str, str], str] = {}

    def see(self, record: Record) -> None:
        """Note one answer."""
        code = status(record)
        if code is None or not is_request(record) or true(record, "request.preflight") or true(record, "from_cache") or text(record, "source") == "access-log":
            return
        route = text(record, "request.route")
        if route and room(self._routes, route):
            self._move(record, code)
            place = (text(record, "request.url.host"), text(record, "request.url.path"))
            _follow(self._routes.get(route) or self._routes.setdefault(route, _Route(place[0])), record, code, self._moved.get(place, ""))
        address = f"{text(record, 'request.method')} {text(record, 'request.url')[:1000]}"
        if (code in HIDDEN or 200 <= code < 300) and text(record, "request.url") and room(self._addresses, address):
            _compare(self._addresses.get(address) or self._addresses.setdefault(address, _Address()), record, code)

    def _move(self, record: Record, code: int) -> None:
        """Remember where a request with a credential was sent on to another host."""
        there, here = text(record, "response.location.host"), text(record, "request.url.host")
        place = (there, text(record, "response.location.path"))
        if 300 <= code < 400 and there and there != here and true(record, "auth.present") and room(self._moved, place):
            self._moved[place] = here

    def conclude(self, _: Context) -> Iterator[Record]:
        """A refusal fact per refused route, a contrast fact per address that another way of asking opened."""
        for name, route in self._routes.items():
            if route.record is not None:
                yield _refused(name, route, route.record)
        for address in self._addresses.values():
            yield from _contrast(address)


def _follow(route: _Route, record: Record, code: int, came_from: str) -> None:
    route.last = code
    if code in REFUSED:
        route.refusals += 1
        route.status = code
        route.record = record
        route.redirected_from = came_from if record.fields.get("auth.present") is False else ""
    elif 200 <= code < 400 and not route.refusals:
        route.accepted_before = True


def _refused(name: str, route: _Route, last: Record) -> Record:
    fields: dict[str, Value] = {
        "fact": "refusal", "refusal.route": name, "refusal.host": route.host, "refusal.status": route.status, "refusal.count": route.refusals,
        "refusal.stood": route.last in REFUSED, "refusal.accepted_before": route.accepted_before, "refusal.sent": _sent(last),
    }  # fmt: skip
    if offered := texts(last, "auth.challenge.schemes"):
        fields["refusal.offered"] = offered
    if error := text(last, "auth.challenge.error"):
        fields["refusal.error"] = error
    if route.redirected_from:
        fields["refusal.redirected_from"] = route.redirected_from
    if text(last, "request.resource_type"):
        fields["refusal.page_load"] = text(last, "request.resource_type") == "document"
    fields |= _told(last)
    return Record(Kind.FACT, last.location, fields, last.at)


def _told(record: Record) -> dict[str, Value]:
    """What the refusal says, and what its token's times say."""
    out: dict[str, Value] = {}
    said = [text(record, name) for name in ("auth.challenge.description", "response.body.error_description")]
    if description := "; ".join(dict.fromkeys(part[:500] for part in said if part)):
        out["refusal.description"] = description
    if codes := texts(record, "response.body.error_codes"):
        out["refusal.codes"] = codes[:20]
    expired = record.fields.get("auth.token.expired_at_server")
    if isinstance(expired, bool):
        out["refusal.token_expired"] = expired
        out["refusal.token_in_time"] = not expired and not true(record, "auth.token.not_yet_valid_at_server")
    return out


def _sent(record: Record) -> str:
    if true(record, "auth.present"):
        return text(record, "auth.scheme") or "other"
    return "nothing" if record.fields.get("auth.present") is False else "unknown"


def _compare(address: _Address, record: Record, code: int) -> None:
    agent = next(iter(texts(record, "request.headers.user-agent")), "")
    asked = _Asked(text(record, "auth.token_hash"), agent[:300])
    if len(address.accepted) + len(address.refused) >= VARIANTS:
        return
    if code in HIDDEN:
        address.refused.setdefault(asked, record)
    else:
        address.accepted.add(asked)


def _contrast(address: _Address) -> Iterator[Record]:
    """One fact for each difference that separates a refusal from a success, other things being equal."""
    told: set[str] = set()
    for asked, record in address.refused.items():
        for other in address.accepted:
            by = _difference(asked, other)
            if by and by not in told:
                told.add(by)
                fields: dict[str, Value] = {
                    "fact": "contrast", "contrast.host": text(record, "request.url.host"), "contrast.route": text(record, "request.route"),
                    "contrast.status": status(record) or 0, "contrast.by": by,
                }  # fmt: skip
                yield Record(Kind.FACT, record.location, fields, record.at)


def _difference(one: _Asked, other: _Asked) -> str:
    if one.agent == other.agent and one.token != other.token and other.token:
        return "credential"
    return "agent" if one.token == other.token and one.agent != other.agent and one.agent and other.agent else ""


correlator: type[Correlator] = Refusals
