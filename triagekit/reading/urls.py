"""URLs taken apart without complaint (RFC 3986), and the route that groups requests to one endpoint."""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote_plus

from triagekit.placeholders import PLACEHOLDER

_PORTS = {"http": 80, "ws": 80, "https": 443, "wss": 443, "ftp": 21}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,30}):", re.ASCII)


@dataclass(frozen=True, slots=True)
class Url:
    """The parts of a URL; empty where it does not say."""

    scheme: str
    host: str
    port: int | None
    path: str
    query: str
    fragment: str
    explicit_port: bool = False

    @property
    def origin(self) -> str:
        """Scheme, host and port as RFC 6454 compares them; empty without a host."""
        if not self.host:
            return ""
        port = "" if self.port is None or self.port == _PORTS.get(self.scheme) else f":{self.port}"
        return f"{self.scheme}://{self.host}{port}"


def split(url: str) -> Url:
    """Take a URL apart. Any text gives an answer; a bare path gives an empty scheme and host."""
    return _split(url) if len(url) <= 1024 else _split.__wrapped__(url[:65536])


@lru_cache(maxsize=2048)
def _split(url: str) -> Url:
    rest, _, fragment = url.partition("#")
    scheme = ""
    found = _SCHEME.match(rest)
    if found and (rest.startswith("//", found.end()) or found[1].lower() in _OPAQUE):
        scheme, rest = found[1].lower(), rest[found.end() :]
    if scheme in _OPAQUE:
        return Url(scheme, "", None, rest[:64], "", "")
    authority = ""
    if rest.startswith("//"):
        end = min((i for i in (rest.find("/", 2), rest.find("?", 2)) if i > 0), default=len(rest))
        authority, rest = rest[2:end], rest[end:]
    path, _, query = rest.partition("?")
    host, port, explicit = split_authority(authority, scheme)
    return Url(scheme, host, port, path or ("/" if host else ""), query, fragment, explicit)


_OPAQUE = frozenset({"data", "blob", "about", "javascript", "mailto", "urn", "filesystem"})


@lru_cache(maxsize=1024)
def split_authority(authority: str, scheme: str = "") -> tuple[str, int | None, bool]:
    """Host (lower case, without brackets), port (explicit, else by scheme), and whether it was explicit."""
    host = authority.rpartition("@")[2]
    digits = ""
    if host.startswith("["):
        host, _, after = host[1:].partition("]")
        digits = after.removeprefix(":")
    elif ":" in host:
        host, _, digits = host.partition(":")
    if digits.isascii() and digits.isdigit() and len(digits) <= 5:
        return host.lower(), int(digits), True
    return host.lower(), _PORTS.get(scheme), False


@lru_cache(maxsize=4096)
def route(method: str, host: str, path: str) -> str:
    """Method, host and path with ids and tokens replaced by :id, so that requests to one endpoint are equal."""
    return f"{method} {host}{'/'.join(_segment(s) for s in path[:2048].split('/'))}"


def _segment(text: str) -> str:
    if text.isascii() and len(text) < _PLAIN:  # nearly all are words, which are none, or numbers, which are
        if text.isdigit():
            return ":id"
        if text.isalpha():
            return text
    return _odd(text)


_PLAIN = 16
"""Letters that may be a token's."""


@lru_cache(maxsize=2048)
def _odd(text: str) -> str:
    return ":id" if text and _ID.fullmatch(text) and (len(text) <= 256) and (_MARK.search(text) or PLACEHOLDER.fullmatch(text)) else text


_ID = re.compile(
    r"\d{1,40}|[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}|[0-9a-fA-F]{16,256}|[0-9A-Za-z_\-.~=%+]{20,256}|[^/@\s]{1,64}(?:@|%40)[^/@\s]{1,190}"
    r"|[A-Za-z]{1,5}[-_]?\d{4,40}|redacted-[a-z0-9-]{1,64}",
    re.ASCII,
)
_MARK = re.compile(r"\d|@|%40|[A-Z][a-z]{0,3}[A-Z]|redacted")


_VERSIONED = re.compile(r"(?:[._-](?=[^/]{0,40}\d)[A-Za-z0-9_-]{4,64}(?:\.(?:chunk|bundle|min|module|legacy)){0,2}|(?:chunks|immutable|_next/static)/[^\s]{1,200}|chunk-[\w.-]{1,80}|[\w-]{1,60}\.chunk)\.(?:js|mjs|css)\Z")
"""A script or style file whose name carries a content hash or build number, as bundlers write them."""


@lru_cache(maxsize=1024)
def versioned(path: str) -> bool:
    """Whether this is a script or style file that another release would name differently."""
    return path.endswith((".js", ".mjs", ".css")) and _VERSIONED.search(path[-300:]) is not None


def params(text: str, limit: int = 200) -> dict[str, tuple[str, ...]]:
    """Values of a query string or form by name, decoded, in order; at most `limit` pairs."""
    found: dict[str, tuple[str, ...]] = {}
    for pair in text.split("&", limit)[:limit]:
        name, _, value = pair.partition("=")
        if name:
            key = unquote_plus(name) if "%" in name or "+" in name else name
            found[key] = (*found.get(key, ()), unquote_plus(value) if "%" in value or "+" in value else value)
    return found


def resolve(base: Url, reference: str) -> Url:
    """The URL that a Location header means, seen from the URL of its request (RFC 3986 5.2, without dot removal)."""
    reference = reference.strip()
    if _SCHEME.match(reference):
        return split(reference)
    if reference.startswith("//"):
        return split(f"{base.scheme}:{reference}")
    there = split(reference)
    path = there.path or base.path
    if there.path and not there.path.startswith("/"):
        path = base.path.rpartition("/")[0] + "/" + there.path
    return Url(base.scheme, base.host, base.port, path, there.query, there.fragment, base.explicit_port)
