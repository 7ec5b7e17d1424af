"""What kind of request it was: page load, preflight, WebSocket, cross-origin; and what caches say of the answer."""

from collections.abc import Mapping
from dataclasses import dataclass

from triagekit.reading import urls
from triagekit.reading.headers import Grouped
from triagekit.records import Value


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as far as its purpose shows."""

    method: str
    url: urls.Url
    headers: Grouped
    extra: Mapping[str, Value]
    """What the reader knows directly; it goes before what headers suggest."""


_KNOWN = frozenset({"request.origin", "request.resource_type"})
"""What a reader may know without a header."""


def fields(asked: Asked) -> dict[str, Value]:
    """request.origin, cross_origin, preflight, websocket, resource_type and navigation, where headers say so."""
    found: dict[str, Value] = {}
    if not asked.headers and not asked.extra.keys() & _KNOWN:  # a line of a log shows none
        return {"request.preflight": False, "request.websocket": asked.url.scheme in ("ws", "wss")}
    kind = _resource_type(asked)
    if kind:
        found["request.resource_type"] = kind
    found["request.preflight"] = kind == "preflight" or (asked.method == "OPTIONS" and "access-control-request-method" in asked.headers)
    found["request.websocket"] = asked.url.scheme in ("ws", "wss") or _first(asked.headers, "upgrade").lower() == "websocket"
    mode = _first(asked.headers, "sec-fetch-mode")
    if mode or kind:
        found["request.navigation"] = mode == "navigate" and _first(asked.headers, "sec-fetch-dest") in ("document", "") if mode else kind == "document"
    origin = _origin(asked)
    if origin:
        found["request.origin"] = origin
        if asked.url.origin:
            found["request.cross_origin"] = _same(origin) != _same(asked.url.origin)
    return found


def _same(origin: str) -> str:
    """WebSocket origins compare as their page's (RFC 6455 10.2)."""
    return origin.replace("wss://", "https://", 1).replace("ws://", "http://", 1)


def _first(headers: Grouped, name: str) -> str:
    values = headers.get(name)
    return values[0] if values else ""


def _origin(asked: Asked) -> str:
    known = asked.extra.get("request.origin")
    if isinstance(known, str):
        return known
    origin = _first(asked.headers, "origin")
    return origin or urls.split(_first(asked.headers, "referer")).origin


_DESTINATIONS = {
    "document": "document", "iframe": "document", "script": "script", "style": "stylesheet", "image": "image", "empty": "fetch", "websocket": "websocket",
    "worker": "script", "serviceworker": "script", "font": "other", "manifest": "other", "video": "other", "audio": "other",
}  # fmt: skip


def _resource_type(asked: Asked) -> str:
    known = asked.extra.get("request.resource_type")
    if isinstance(known, str):
        return known
    return _DESTINATIONS.get(_first(asked.headers, "sec-fetch-dest"), "")


def cross_site(headers: Grouped) -> bool:
    """A subresource of another site's page, so that only SameSite=None cookies may be set (RFC 6265bis 5.7 step 18)."""
    return _first(headers, "sec-fetch-site") == "cross-site" and _first(headers, "sec-fetch-mode") != "navigate"


_CACHES = ("cf-cache-status", "x-cache-status", "x-cache", "cache-status", "x-proxy-cache", "x-drupal-cache", "x-vercel-cache", "x-nextjs-cache", "cdn-cache", "x-cache-lookup", "cdn-cache-status", "x-iinfo-cache")
_WORDS = (("revalidated", "revalidated"), ("refresh", "revalidated"), ("expired", "expired"), ("stale", "stale"), ("updating", "stale"), ("bypass", "bypass"), ("dynamic", "bypass"), ("miss", "miss"), ("fwd=", "miss"), ("hit", "hit"))


def cache_status(headers: Grouped) -> str:
    """One of hit | miss | stale | bypass | expired | revalidated as the nearest cache says, else empty (RFC 9211 and vendors)."""
    for name in _CACHES:
        value = _first(headers, name).lower()
        for word, meaning in _WORDS if value else ():
            if word in value:
                return meaning
    return ""
