"""Header fields as records publish them, and the authentication challenges in them (RFC 9110)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

Grouped = dict[str, tuple[str, ...]]
"""Lower-case header name to its values, in order."""

_MOST = 500
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}\Z", re.ASCII)


@lru_cache(maxsize=4096)
def _lower(name: str) -> str:
    """The name in lower case, or an empty text when it is none (WebPageTest writes status lines there)."""
    if name.startswith(":"):
        return "host" if name == ":authority" else ""
    return name.lower() if _NAME.match(name) else ""


def group(headers: Iterable[tuple[str, str]]) -> Grouped:
    """Values by lower-case name. Pseudo headers go, except that :authority stands for Host (RFC 9113 8.3.1).

    Chrome and WebPageTest join repeated fields with line feeds; they are split again.
    """
    found: Grouped = {}
    for n, (name, value) in enumerate(headers):
        key = _lower(name)
        if not key or n >= _MOST:
            continue
        values = tuple(value.split("\n")) if "\n" in value else (value,)
        before = found.get(key)
        if before is None:
            found[key] = values
        elif not (key == "host" and values == before):
            found[key] = before + values
    return found


def odd(headers: Iterable[tuple[str, str]]) -> int:
    """How many names are none that a header can have; pseudo headers do not count."""
    return sum(1 for name, _ in headers if not name.startswith(":") and not _lower(name))


def size(headers: Iterable[tuple[str, str]]) -> int:
    """Bytes the fields take in an HTTP/1.1 message."""
    return sum(len(n) + len(v) + 4 for n, v in headers)


@lru_cache(maxsize=512)
def media_type(text: str) -> str:
    """The media type alone, lower case, without parameters."""
    return text.partition(";")[0].strip().lower()[:100]


@lru_cache(maxsize=128)
def version(text: str) -> str:
    """The protocol version in one spelling: http/1.0, http/1.1, h2, h3; others as they stand."""
    plain = text.strip().lower()
    return _VERSIONS.get(plain, "" if plain in ("unknown", "") else plain[:16])


_VERSIONS = {"http/2": "h2", "http/2.0": "h2", "2": "h2", "2.0": "h2", "http/3": "h3", "http/3.0": "h3", "h3-29": "h3", "http/2+quic/46": "h3", "1.1": "http/1.1", "1.0": "http/1.0"}


@dataclass(frozen=True, slots=True)
class Challenge:
    """One challenge of WWW-Authenticate or Proxy-Authenticate (RFC 9110 11.6.1)."""

    scheme: str
    """Lower case."""
    params: dict[str, str]
    """Parameters by lower-case name."""


_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}", re.ASCII)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.){0,4096})"?')
_BARE = re.compile(r"[^,\s]{1,4096}")


def challenges(values: Iterable[str]) -> tuple[Challenge, ...]:
    """Every challenge in these header values; a value may hold several, and parameters may be quoted or not."""
    return tuple(c for value in values for c in _parsed(value[:16384]))


@lru_cache(maxsize=512)
def _parsed(value: str) -> tuple[Challenge, ...]:
    found: list[Challenge] = []
    at = 0
    while at < len(value) and len(found) < 20:
        token = _TOKEN.match(value, at)
        if not token:
            at += 1
            continue
        at = token.end()
        equals = _EQUALS.match(value, at)
        if equals and found:
            at = _param(value, equals.end(), token[0], found[-1])
        elif not equals:
            found.append(Challenge(token[0].lower(), {}))
            at = _token68(value, at)
    return tuple(found)


_EQUALS = re.compile(r"\s{0,20}=(?!=)\s{0,20}")
_TOKEN68 = re.compile(r"\s{1,20}[A-Za-z0-9._~+/-]{1,8192}={0,2}(?=\s{0,20}(?:,|$))", re.ASCII)


def _param(value: str, at: int, name: str, challenge: Challenge) -> int:
    quoted = _QUOTED.match(value, at)
    if quoted:
        challenge.params.setdefault(name.lower(), re.sub(r"\\(.)", r"\1", quoted[1]))
        return quoted.end()
    bare = _BARE.match(value, at)
    if bare:
        challenge.params.setdefault(name.lower(), bare[0])
        return bare.end()
    return at


def _token68(value: str, at: int) -> int:
    """Step over the token68 of Negotiate, NTLM and the like, which would otherwise look like a parameter."""
    found = _TOKEN68.match(value, at)
    return found.end() if found else at
