"""What kind of request it was, and what caches say of its answer."""

import pytest

from triagekit.reading import urls
from triagekit.reading.context import Asked, cache_status, cross_site, fields


def read(method="GET", url="https://api.example/x", headers=None, extra=None):
    return fields(Asked(method, urls.split(url), {k: (v,) for k, v in (headers or {}).items()}, extra or {}))


def test_a_preflight_is_known_by_its_header_or_by_the_reader():
    assert read("OPTIONS", headers={"access-control-request-method": "POST", "origin": "https://app.example"})["request.preflight"]
    assert not read("OPTIONS")["request.preflight"]
    assert read(extra={"request.resource_type": "preflight"})["request.preflight"]


@pytest.mark.parametrize(("origin", "url", "crosses"), [("https://app.example", "https://api.example/x", True), ("https://api.example", "https://api.example/x", False), ("https://api.example", "wss://api.example/s", False), ("http://api.example", "https://api.example/", True), ("https://api.example:8443", "https://api.example/", True)])
def test_origins_are_compared_with_scheme_and_port(origin, url, crosses):
    assert read(url=url, headers={"origin": origin})["request.cross_origin"] is crosses


def test_the_referer_serves_where_no_origin_was_sent_and_silence_is_unknown():
    assert read(headers={"referer": "https://app.example/page"})["request.origin"] == "https://app.example"
    assert "request.origin" not in read() and "request.cross_origin" not in read()


def test_navigation_is_told_by_fetch_metadata():
    assert read(headers={"sec-fetch-mode": "navigate", "sec-fetch-dest": "document"})["request.navigation"] is True
    assert read(headers={"sec-fetch-mode": "cors", "sec-fetch-dest": "empty"})["request.navigation"] is False
    assert "request.navigation" not in read()


def test_websockets_by_scheme_or_upgrade():
    assert read(url="wss://x.example/")["request.websocket"]
    assert read(headers={"upgrade": "WebSocket"})["request.websocket"]


def test_a_subresource_of_another_site_is_told_from_a_page_load():
    assert cross_site({"sec-fetch-site": ("cross-site",), "sec-fetch-mode": ("cors",)})
    assert not cross_site({"sec-fetch-site": ("cross-site",), "sec-fetch-mode": ("navigate",)})


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"cf-cache-status": "HIT"}, "hit"), ({"cf-cache-status": "DYNAMIC"}, "bypass"), ({"x-cache": "Miss from cloudfront"}, "miss"), ({"x-cache": "RefreshHit from cloudfront"}, "revalidated"), ({"cache-status": "ExampleCache; fwd=uri-miss"}, "miss"), ({"x-cache-status": "EXPIRED"}, "expired"), ({"x-cache": "TCP_HIT"}, "hit"), ({}, "")],
)
def test_caches_say_it_in_their_own_words(headers, status):
    assert cache_status({k: (v,) for k, v in headers.items()}) == status
