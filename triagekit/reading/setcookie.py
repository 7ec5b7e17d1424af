"""Cookies as RFC 6265bis reads them: what a Set-Cookie says, and why a browser would throw it away."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from triagekit.reading.times import http_date
from triagekit.reading.urls import Url

MOST_BYTES = 4096
"""Name and value together (RFC 6265bis 5.6 step 6)."""


@dataclass(frozen=True, slots=True)
class SetCookie:
    """One Set-Cookie field."""

    name: str
    value: str
    attributes: dict[str, str] = field(default_factory=dict)
    """By lower-case name; the last of a name counts."""

    @property
    def secure(self) -> bool:
        """The Secure attribute stands."""
        return "secure" in self.attributes

    @property
    def same_site(self) -> str:
        """One of none | lax | strict | empty."""
        return self.attributes.get("samesite", "").lower()

    def expires_at(self, now: datetime | None) -> datetime | None:
        """When it ends: Max-Age goes before Expires (5.7); None for a session cookie, or without a time to count from."""
        age = self.attributes.get("max-age", "")
        if age.lstrip("-").isdigit() and age.isascii() and len(age) < 12:
            return now + timedelta(seconds=min(int(age), 34_560_000)) if now else None
        return http_date(self.attributes.get("expires", ""))

    @property
    def deletes(self) -> bool:
        """An empty value, or Max-Age of zero or less: the usual way to remove a cookie."""
        age = self.attributes.get("max-age", "")
        return not self.value or age.startswith(("-", "0")) or "deleted" in self.value.lower()


def parse(text: str) -> SetCookie:
    """Read one Set-Cookie value (5.6). Total."""
    pair, _, rest = text[:65536].partition(";")
    name, equals, value = pair.partition("=")
    if not equals:
        name, value = "", pair
    attributes = {}
    for part in rest.split(";", 60)[:60]:
        key, _, told = part.partition("=")
        if key.strip():
            attributes[key.strip().lower()] = told.strip()
    return SetCookie(name.strip(), value.strip(), attributes)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when a cookie was set."""

    url: Url
    date: datetime | None = None
    """The answer's Date."""
    client_at: datetime | None = None
    cross_site: bool = False
    """A subresource of another site's page (Sec-Fetch-Site: cross-site, no navigation)."""


def problems(cookie: SetCookie, where: Setting) -> list[str]:
    """Why a browser throws this cookie away here, one word each; empty when it would keep it.

    too-large | secure-over-http | samesite-none-insecure | partitioned-insecure | prefix-violated | domain-mismatch |
    domain-too-wide | path-mismatch | control-character | nameless | expired-at-birth | cross-site-without-samesite-none
    """
    found = [word for word, test in _TESTS if test(cookie, where)]
    return found


def _too_large(cookie: SetCookie, _: Setting) -> bool:
    return len(cookie.name.encode("utf-8", "replace")) + len(cookie.value.encode("utf-8", "replace")) > MOST_BYTES


def _secure_over_http(cookie: SetCookie, where: Setting) -> bool:
    return cookie.secure and where.url.scheme in ("http", "ws") and not _loopback(where.url.host)


def _loopback(host: str) -> bool:
    return host in ("localhost", "::1") or host.endswith(".localhost") or host.startswith("127.")


def _none_insecure(cookie: SetCookie, _: Setting) -> bool:
    return cookie.same_site == "none" and not cookie.secure


def _partitioned(cookie: SetCookie, _: Setting) -> bool:
    return "partitioned" in cookie.attributes and not cookie.secure


def _prefix(cookie: SetCookie, where: Setting) -> bool:
    name = cookie.name.lower() or cookie.value.lower()
    secure = cookie.secure and where.url.scheme not in ("http", "ws")
    if name.startswith("__secure-"):
        return not secure
    return name.startswith("__host-") and (not secure or bool(cookie.attributes.get("domain")) or cookie.attributes.get("path") != "/")


def _domain(cookie: SetCookie, where: Setting) -> bool:
    domain = cookie.attributes.get("domain", "").lower().lstrip(".")
    host = where.url.host
    return bool(domain) and bool(host) and host != domain and not host.endswith("." + domain)


def _wide(cookie: SetCookie, where: Setting) -> bool:
    domain = cookie.attributes.get("domain", "").lower().lstrip(".")
    return bool(domain) and "." not in domain and domain != where.url.host


def _path(cookie: SetCookie, where: Setting) -> bool:
    """The cookie is kept, but not even sent to the URL that set it (5.1.4): a sign of a misplaced Path."""
    path = cookie.attributes.get("path", "")
    return path.startswith("/") and not path_matches(where.url.path or "/", path)


def path_matches(request: str, cookie: str) -> bool:
    """RFC 6265bis 5.1.4."""
    return request == cookie or (request.startswith(cookie) and (cookie.endswith("/") or request[len(cookie) : len(cookie) + 1] == "/"))


def _control(cookie: SetCookie, _: Setting) -> bool:
    return any((c < " " and c != "\t") or c == "\x7f" for c in cookie.name + cookie.value)


def _nameless(cookie: SetCookie, _: Setting) -> bool:
    return not cookie.name and not cookie.value


def _expired(cookie: SetCookie, where: Setting) -> bool:
    if cookie.deletes:
        return False
    now = where.client_at or where.date
    until = cookie.expires_at(now)
    return until is not None and now is not None and until <= now and until.year > 1971


def _cross_site(cookie: SetCookie, where: Setting) -> bool:
    return where.cross_site and cookie.same_site != "none"


_TESTS = (
    ("too-large", _too_large), ("secure-over-http", _secure_over_http), ("samesite-none-insecure", _none_insecure), ("partitioned-insecure", _partitioned),
    ("prefix-violated", _prefix), ("domain-mismatch", _domain), ("domain-too-wide", _wide), ("path-mismatch", _path), ("control-character", _control),
    ("nameless", _nameless), ("expired-at-birth", _expired), ("cross-site-without-samesite-none", _cross_site),
)  # fmt: skip


def sent(values: tuple[str, ...]) -> dict[str, str]:
    """Names and values of the Cookie header (RFC 6265 4.2); the first of a name counts; at most 300."""
    found: dict[str, str] = {}
    for value in values:
        for pair in value.split(";", 300)[:300]:
            name, equals, told = pair.strip().partition("=")
            if equals and name:
                found.setdefault(name, told)
    return found
