"""URLs are taken apart without complaint; routes group requests to one endpoint."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triagekit.reading.urls import params, resolve, route, split, split_authority, versioned


@pytest.mark.parametrize(
    ("url", "scheme", "host", "port", "path", "query"),
    [
        ("https://Shop.Example/a?x=1#f", "https", "shop.example", 443, "/a", "x=1"), ("http://user:pw@h.example:8080", "http", "h.example", 8080, "/", ""), ("https://[2001:db8::1]:8443/x", "https", "2001:db8::1", 8443, "/x", ""), ("wss://h.example/s", "wss", "h.example", 443, "/s", ""),
        ("/only/path?y", "", "", None, "/only/path", "y"), ("data:text/html,<b>", "data", "", None, "text/html,<b>", ""), ("", "", "", None, "", ""), ("h.example:99999999/x", "", "", None, "h.example:99999999/x", ""),
    ],
)  # fmt: skip
def test_the_parts_of_a_url(url, scheme, host, port, path, query):
    found = split(url)
    assert (found.scheme, found.host, found.port, found.path, found.query) == (scheme, host, port, path, query)


def test_origins_leave_the_usual_port_out():
    assert split("https://a.example:443/x").origin == "https://a.example"
    assert split("https://a.example:8443/x").origin == "https://a.example:8443"
    assert split("/x").origin == ""


@pytest.mark.parametrize(
    ("path", "grouped"),
    [("/orders/12345", "/orders/:id"), ("/u/0b0d1c5e-1111-2222-3333-444455556666/x", "/u/:id/x"), ("/users/bob@example.com", "/users/:id"), ("/api/v1/orders", "/api/v1/orders"), ("/files/ab12cd34ef56ab12cd34", "/files/:id"), ("/INV-20261123", "/:id"), ("/about-us", "/about-us")],
)
def test_a_route_replaces_ids_and_nothing_else(path, grouped):
    assert route("GET", "h.example", path) == f"GET h.example{grouped}"


@pytest.mark.parametrize(("path", "is_it"), [("/static/main.3f9a1b2c.js", True), ("/_next/static/chunks/app-1a2b3c.js", True), ("/main.js", False), ("/style-4f5e6d7c.css", True), ("/image-1a2b3c4d.png", False)])
def test_files_that_another_release_would_name_differently(path, is_it):
    assert versioned(path) is is_it


def test_parameters_are_decoded_in_order_and_bounded():
    assert params("a=1&b=x%20y&a=2+3&empty=&=no") == {"a": ("1", "2 3"), "b": ("x y",), "empty": ("",)}
    assert len(params("&".join(f"p{n}=1" for n in range(1000)))) == 200


@pytest.mark.parametrize(("reference", "told"), [("/login", "https://a.example/login"), ("next", "https://a.example/x/next"), ("//b.example/y", "https://b.example/y"), ("http://c.example/", "http://c.example/"), ("?q=1", "https://a.example/x/here")])
def test_a_reference_is_resolved_against_its_request(reference, told):
    found = resolve(split("https://a.example/x/here"), reference)
    assert f"{found.origin}{found.path}" == told


def test_authorities_with_anything_in_them():
    assert split_authority("u:p@h:80") == ("h", 80, True)
    assert split_authority("h:port", "https") == ("h", 443, False)
    assert split_authority("[::1]:x", "http") == ("::1", 80, False)


@given(st.text(max_size=200))
def test_any_text_is_taken_apart(text):
    found = split(text)
    resolve(found, text)
    params(text)
    route("GET", found.host, found.path)


def test_a_bundler_s_file_names_carry_a_version():
    """A hash or a build number, a chunk's number, a folder of the build."""
    named = ("/assets/app.old1234.js", "/main.8f3a9b2c.css", "/static/js/7.chunk.js", "/_next/static/chunks/pages/home.js", "/a/index-BxK3f9aQ.js")
    assert all(map(versioned, named))
    plain = ("/jquery.js", "/jquery-ui.js", "/bootstrap.bundle.min.js", "/v2/app.js", "/api/orders/8f3a9b2c", "/main.8f3a9b2c.png")
    assert not any(map(versioned, plain))


@pytest.mark.parametrize(("segment", "shown"), [
    ("orders", "orders"), ("1", ":id"), ("123456789012345", ":id"), ("1234567890123456789", ":id"), ("1" * 41, ":id"), ("a" * 15, "a" * 15), ("v2", "v2"), ("deadbeefdeadbeef", "deadbeefdeadbeef"),
    ("deadbeef00deadbeef", ":id"), ("redacted", "redacted"), ("٣", "٣"), ("", ""),
])  # fmt: skip
def test_a_segment_is_an_id_or_a_word(segment, shown):
    assert route("GET", "h", f"/{segment}/x") == f"GET h/{shown}/x"
