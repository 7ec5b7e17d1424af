"""The numbers by which a vendor finds a request again are known wherever they stand, and kept as they are."""

import pytest

from triagekit.reading.correlation import fields, in_text, is_name, named


@pytest.mark.parametrize("name", ["x-request-id", "traceparent", "x-amzn-trace-id", "cf-ray", "x-amz-cf-id", "x-azure-ref", "x-ms-request-id", "x-okta-request-id", "x-github-request-id", "x-b3-traceid", "my-correlation-id", "requestid", "acme-trace-id", "support_ref"])
def test_names_of_identifiers(name):
    assert is_name(name)


@pytest.mark.parametrize("name", ["authorization", "x-api-key", "x-csrf-token-id", "request-token-id", "etag", "content-type", "x" * 200, "trace-id-token"])
def test_names_of_secrets_and_other_fields_are_none(name):
    assert not is_name(name)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Ray ID: <strong>7d2a1b3c4d5e6f70</strong>", ("cf-ray", "7d2a1b3c4d5e6f70")),
        ("Reference&#32;&#35;18&#46;2d351ab8&#46;1557333295&#46;a4e16ab", ("akamai-reference", "18.2d351ab8.1557333295.a4e16ab")),
        ("Your support ID is: 12345678901234567890", ("support-id", "12345678901234567890")),
        ("Trace ID: 0b0d1c5e-1111-2222-3333-444455556666", ("trace-id", "0b0d1c5e-1111-2222-3333-444455556666")),
        ("Correlation ID: 0b0d1c5e-1111-2222-3333-444455556666", ("correlation-id", "0b0d1c5e-1111-2222-3333-444455556666")),
        ('{"requestId": "abcdef-123", "x": 1}', ("requestId", "abcdef-123")),
        ("{'error_id': 'E-99887766'}", ("error_id", "E-99887766")),
        ("<Error><RequestId>4442587FB7D0A2F9</RequestId><HostId>abc+def/ghi=</HostId></Error>", ("hostid", "abc+def/ghi=")),
        ("failed, traceparent 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.", ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")),
        ("Root=1-67891233-abcdef012345678912345678 sampled", ("x-amzn-trace-id", "Root=1-67891233-abcdef012345678912345678")),
        ("upstream said 502, X-Request-Id: 8601b555-6a83, gave up", ("x-request-id", "8601b555-6a83")),
        ("ERROR [trace_id=5b8efff798038103] boom", ("trace-id", "5b8efff798038103")),
        ("<p>XID: 305827</p>", ("guru-meditation", "305827")),
        ("Request ID: C9F4:1B2C:3D4E.", ("request-id", "C9F4:1B2C:3D4E")),
    ],
)  # fmt: skip
def test_pages_bodies_and_lines_show_them(text, pair):
    assert pair in list(in_text(text))


@pytest.mark.parametrize("text", ["", "no ids here", "reference manual", '{"id": "12345678"}', "event identifier", "İ" * 5000 + " request id", "x" * 100_000])
def test_other_texts_show_none(text):
    assert list(in_text(text)) == []


def test_headers_and_body_together_each_once():
    told = fields({"x-request-id": ("abcd1234",), "cookie": ("x-request-id=zzz",), "x-trace-id": ("bad value with spaces",)}, '{"requestId": "efgh5678"}')
    assert told == {"correlation.ids": ("x-request-id=abcd1234", "requestId=efgh5678"), "correlation.names": ("x-request-id", "requestid")}


def test_none_are_no_fields_and_many_are_bounded():
    assert named([]) == {}
    assert len(named([("x", str(n)) for n in range(100)])["correlation.ids"]) == 40
    assert named([("x", "1"), ("x", "1")])["correlation.ids"] == ("x=1",)
