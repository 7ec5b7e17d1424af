"""Redirect chains: which answer led to which request, whether the way came back, and whether it was a sign-in.

A chain grows while a request goes where the last redirect of an open chain pointed. It loops when it comes to an
address (without its query) for the third time; a sign-in normally passes its start twice.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from triagekit.correlate._seen import is_request, status, text, texts
from triagekit.model import Location
from triagekit.reading import urls
from triagekit.records import Kind, Record, Value, Vocabulary, flag
from triagekit.records import number as figure
from triagekit.records import text as words
from triagekit.records import texts as lists
from triagekit.roles import Context, Correlator

OPEN = 500
"""Redirects that wait for their next request."""
CHAINS = 200
_LOGIN = re.compile(r"/(?:log-?[io]n|sign-?in|auth(?:orize|n|enticate)?|sso|saml2?|oauth2?|oidc|adfs|openid-connect|callback|acs|idp|session/new)(?:[/.?]|\Z)", re.IGNORECASE)


@dataclass(slots=True)
class _Chain:
    location: Location
    start: Record
    hops: int = 0
    places: Counter[str] = field(default_factory=Counter)
    schemes: list[str] = field(default_factory=list)
    hosts: dict[str, None] = field(default_factory=dict)
    logins: int = 0
    cookies: int = 0
    shortest: int = 0
    longest: int = 0
    waits_for: str = ""
    end_status: int = 0
    methods: list[str] = field(default_factory=list)


FIELDS: Vocabulary = {
    "chain.hops": figure("Redirects followed"),
    "chain.loop": flag("An address was visited three times or more"),
    "chain.visits": figure("Most visits of one address"),
    "chain.hosts": lists("Hosts passed, in order"),
    "chain.login": flag("At least one address of it is a sign-in's"),
    "chain.logins": figure("Visits of sign-in addresses"),
    "chain.sets_cookies": figure("Answers of the chain that set a cookie"),
    "chain.scheme_flips": figure("Changes between http and https"),
    "chain.grows": flag("The address became longer by a third or more with the redirects"),
    "chain.end_status": figure("Status of the last answer"),
    "chain.start": words("Route at which it began"),
    "chain.method_lost": flag("It began with another method and went on with GET, as a 301 or 302 makes of a POST"),
}


class Redirects:
    """Joins redirects to chains."""

    name = "redirects"
    fields: Vocabulary = FIELDS

    def __init__(self) -> None:
        self._waiting: dict[str, _Chain] = {}
        self._done: list[_Chain] = []

    def see(self, record: Record) -> None:
        """Continue the chain that waits for this request, or begin one."""
        code = status(record)
        if not is_request(record) or code is None:
            return
        address = text(record, "request.url")
        chain = self._waiting.pop(address.partition("#")[0], None)
        redirects = 300 <= code < 400 and code != 304 and bool(text(record, "response.location"))
        if chain is None and not redirects:
            return
        chain = chain or _Chain(record.location, record)
        _visit(chain, record, code)
        if not redirects:
            self._end(chain)
            return
        chain.hops += 1
        target = _target(record)
        if len(self._waiting) >= OPEN:
            self._end(self._waiting.pop(next(iter(self._waiting))))
        self._waiting[target] = chain

    def _end(self, chain: _Chain) -> None:
        if len(self._done) < CHAINS:
            self._done.append(chain)

    def conclude(self, _: Context) -> Iterator[Record]:
        """One redirect-chain fact per chain of two hops or more, or of one that changed the method."""
        for chain in (*self._done, *self._waiting.values()):
            if chain.hops >= 2 or max(chain.places.values(), default=0) > 1 or len(chain.methods) > 1:
                yield Record(Kind.FACT, chain.location, _facts(chain), chain.start.at)


def _target(record: Record) -> str:
    base = urls.split(text(record, "request.url"))
    there = urls.resolve(base, text(record, "response.location"))
    port = f":{there.port}" if there.explicit_port and there.port else ""
    query = f"?{there.query}" if there.query else ""
    return f"{there.scheme}://{there.host}{port}{there.path or '/'}{query}"


def _visit(chain: _Chain, record: Record, code: int) -> None:
    path, host = text(record, "request.url.path"), text(record, "request.url.host")
    chain.places[f"{text(record, 'request.url.scheme')}://{host}{path}"] += 1
    chain.hosts.setdefault(host)
    chain.schemes.append(text(record, "request.url.scheme"))
    chain.logins += _LOGIN.search(path[:2000]) is not None
    chain.cookies += bool(texts(record, "response.cookie_names"))
    size = len(text(record, "request.url"))
    chain.shortest = min(chain.shortest or size, size)
    chain.longest = max(chain.longest, size)
    chain.end_status = code
    method = text(record, "request.method")
    if not chain.methods or chain.methods[-1] != method:
        chain.methods = [*chain.methods[:1], method]


def _facts(chain: _Chain) -> dict[str, Value]:
    visits = max(chain.places.values())
    flips = sum(1 for one, other in zip(chain.schemes, chain.schemes[1:], strict=False) if one != other)
    return {
        "fact": "redirect-chain", "chain.hops": chain.hops, "chain.loop": visits >= 3, "chain.visits": visits, "chain.hosts": tuple(chain.hosts)[:20],
        "chain.login": chain.logins > 0, "chain.logins": chain.logins, "chain.sets_cookies": chain.cookies, "chain.scheme_flips": flips,
        "chain.grows": chain.hops >= 3 and chain.longest >= chain.shortest * 4 / 3 and chain.longest > 500, "chain.end_status": chain.end_status,
        "chain.method_lost": len(chain.methods) > 1 and chain.methods[0] not in ("GET", "HEAD", "") and chain.methods[-1] == "GET",
        "chain.start": text(chain.start, "request.route"),
    }  # fmt: skip


correlator: type[Correlator] = Redirects
