"""The life of each cookie: set where, refused why (RFC 6265bis 5.7), sent back or not.

A cookie counts as lost only against requests that a browser would have sent it with: later, to a host and path it
covers, over TLS when it is Secure. Exports that remove cookies say nothing here, so they make no fact.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from triagekit.correlate._seen import is_request, room, text, texts, true
from triagekit.model import Location
from triagekit.reading import setcookie
from triagekit.records import Kind, Record, Value, Vocabulary, flag
from triagekit.records import number as figure
from triagekit.records import text as words
from triagekit.records import texts as lists
from triagekit.roles import Context, Correlator

COOKIES = 500
_FOREIGN = frozenset({"domain-mismatch", "domain-too-wide"})


@dataclass(slots=True)
class _Cookie:
    name: str
    host: str
    domain: str
    path: str
    secure: bool
    same_site: str
    partitioned: bool
    location: Location
    problems: dict[str, None] = field(default_factory=dict)
    times_set: int = 0
    sent: int = 0
    lost: int = 0
    lost_cross_site: int = 0
    lost_post: int = 0
    elsewhere: int = 0
    from_cross_site: bool = False
    navigation: bool = False
    deleted: bool = False


FIELDS: Vocabulary = {
    "cookie.name": words("Name of the cookie"),
    "cookie.host": words("Host that set it"),
    "cookie.problems": lists("Why browsers refuse it here, one word each"),
    "cookie.times_set": figure("How often it was set"),
    "cookie.sent": figure("Later requests that carried it"),
    "cookie.lost": figure("Later requests that should have carried it and did not"),
    "cookie.lost_cross_site": figure("Of those, requests from another site's page, or of a page in its frame"),
    "cookie.lost_post": figure("Of those, POST requests from another site"),
    "cookie.path_missed": figure("Later requests to the host outside the cookie's path"),
    "cookie.session": flag("Its name is that of a sign-in session"),
    "cookie.same_site": words("none | lax | strict, or empty"),
    "cookie.third_party": flag("It was set in an embedded request of another site's page, or by a page in its frame"),
    "cookie.never_sent": flag("It was never sent although at least one request was meant to carry it"),
    "cookie.secure": flag("It has the Secure attribute"),
    "cookie.navigation": flag("A page load set it"),
}


class Cookies:
    """Follows cookies from Set-Cookie to the requests that should carry them."""

    name = "cookies"
    fields: Vocabulary = FIELDS

    def __init__(self) -> None:
        self._cookies: dict[tuple[str, str], _Cookie] = {}
        self._framed: dict[str, None] = {}
        """Hosts whose pages were loaded into a frame of another site."""

    def see(self, record: Record) -> None:
        """First what the request carried, then what the answer set."""
        if not is_request(record) or true(record, "capture.sanitized") or "request.header_names" not in record.fields:
            return
        host = text(record, "request.url.host")
        if "iframe" in texts(record, "request.headers.sec-fetch-dest") and _from_other_site(record) and room(self._framed, host):
            self._framed[host] = None
        if not true(record, "from_cache") and not true(record, "request.preflight"):
            self._carried(record)
        for value in texts(record, "response.headers.set-cookie")[:50]:
            self._set(setcookie.parse(value), record)

    def _carried(self, record: Record) -> None:
        names = frozenset(texts(record, "request.cookie_names"))
        for cookie in self._cookies.values():
            if cookie.deleted or cookie.domain == "" or not _covers_host(cookie, text(record, "request.url.host")):
                continue
            if cookie.name in names:
                cookie.sent += 1
            elif cookie.secure and text(record, "request.url.scheme") in ("http", "ws") and "secure-over-http" not in cookie.problems:
                continue
            elif not setcookie.path_matches(text(record, "request.url.path") or "/", cookie.path):
                cookie.elsewhere += 1
            elif _with_credentials(record):
                _lose(cookie, record, embedded=text(record, "request.url.host") in self._framed)

    def _set(self, made: setcookie.SetCookie, record: Record) -> None:
        host = text(record, "request.url.host")
        key = (made.name, host)
        if not made.name or not room(self._cookies, key, COOKIES):
            return
        domain = made.attributes.get("domain", "").lower().lstrip(".")
        path = made.attributes.get("path", "")
        kept = self._cookies.setdefault(key, _Cookie(made.name, host, "", "/", False, "", False, record.location))
        kept.domain, kept.path = domain or host, path if path.startswith("/") else _default_path(text(record, "request.url.path"))
        kept.secure, kept.same_site, kept.partitioned = made.secure, made.same_site, "partitioned" in made.attributes
        kept.deleted = made.deletes
        kept.times_set += not made.deletes
        kept.navigation = kept.navigation or true(record, "request.navigation")
        kept.from_cross_site = kept.from_cross_site or host in self._framed or (_from_other_site(record) and not true(record, "request.navigation"))
        start = f"{made.name}: "
        kept.problems.update(dict.fromkeys(p[len(start) :] for p in texts(record, "setcookie.problems") if p.startswith(start)))

    def conclude(self, _: Context) -> Iterator[Record]:
        """One cookie-life fact per cookie that was set, refused ones and lost ones first."""
        found = sorted(self._cookies.values(), key=lambda c: (not c.problems, not c.lost, c.sent > 0))
        for cookie in found[:100]:
            if cookie.times_set:
                yield Record(Kind.FACT, cookie.location, _facts(cookie))


def _covers_host(cookie: _Cookie, host: str) -> bool:
    """Whether the cookie was meant for this host; one whose Domain is foreign was meant for the host that set it."""
    if _FOREIGN & cookie.problems.keys():
        return host == cookie.host
    return host == cookie.domain or (host.endswith("." + cookie.domain) and cookie.domain != cookie.host)


def _default_path(path: str) -> str:
    """RFC 6265bis 5.1.4: up to, not including, the last slash."""
    return path[: path.rfind("/")] or "/" if path.startswith("/") else "/"


def _with_credentials(record: Record) -> bool:
    """False for requests that a page sends without cookies on purpose: cross-origin fetches by default."""
    mode = texts(record, "request.headers.sec-fetch-mode")
    return not ("cors" in mode and true(record, "request.cross_origin") and "request.headers.cookie" not in record.fields)


def _from_other_site(record: Record) -> bool:
    return "cross-site" in texts(record, "request.headers.sec-fetch-site")


def _lose(cookie: _Cookie, record: Record, *, embedded: bool) -> None:
    cookie.lost += 1
    cookie.lost_cross_site += embedded or _from_other_site(record)
    if _from_other_site(record):
        cookie.lost_post += text(record, "request.method") == "POST"


def _facts(cookie: _Cookie) -> dict[str, Value]:
    from triagekit.reading.credentials import session_cookie

    fields: dict[str, Value] = {
        "fact": "cookie-life", "cookie.name": cookie.name, "cookie.host": cookie.host, "cookie.times_set": cookie.times_set, "cookie.sent": cookie.sent,
        "cookie.lost": cookie.lost, "cookie.lost_cross_site": cookie.lost_cross_site, "cookie.lost_post": cookie.lost_post, "cookie.path_missed": cookie.elsewhere,
        "cookie.session": session_cookie(cookie.name, ""), "cookie.same_site": cookie.same_site, "cookie.third_party": cookie.from_cross_site,
        "cookie.never_sent": cookie.sent == 0 and (cookie.lost > 0 or ("path-mismatch" in cookie.problems and cookie.elsewhere > 0)), "cookie.secure": cookie.secure,
        "cookie.navigation": cookie.navigation,
    }  # fmt: skip
    if cookie.problems:
        fields["cookie.problems"] = tuple(cookie.problems)
    return fields


correlator: type[Correlator] = Cookies
