"""Wget's output, with and without -d, becomes exchanges."""

import pytest

from analyzers.wget import analyzer

DEBUG = """DEBUG output created by Wget 1.21.3 on linux-gnu.
--2026-11-23 08:47:34--  https://api.example/a
Connecting to api.example (api.example)|192.0.2.7|:443... connected.
---request begin---
GET /a HTTP/1.1
Host: api.example

---request end---
HTTP request sent, awaiting response...
---response begin---
HTTP/1.1 403 Forbidden
Content-Type: application/json

---response end---
403 Forbidden
Skipping 31 bytes of body: [{"message": "role is missing"}] done.
2026-11-23 08:47:34 ERROR 403: Forbidden.
"""


def test_it_is_recognised(sure):
    assert sure(analyzer, DEBUG) >= 95
    assert sure(analyzer, "--2026-11-23 08:47:34--  https://x.example/\nResolving x.example (x.example)... failed\n") >= 80
    assert sure(analyzer, "we get along\n") == 0


def test_a_request_and_its_answer(records):
    (exchange,) = records(analyzer, DEBUG)
    assert (exchange.get("request.url"), exchange.get("response.status"), exchange.get("response.body.error_description"), exchange.get("server.ip")) == ("https://api.example/a", 403, "role is missing", "192.0.2.7")


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Connecting to x.example (x.example)|192.0.2.7|:443... failed: Connection refused.", "refused"),
        ("wget: unable to resolve host address \u2018x.example\u2019", "dns"),
        ("ERROR: cannot verify x.example's certificate, issued by \u2018CN=a\u2019:\n  Self-signed certificate encountered.", "cert-self-signed"),
        ("ERROR: The certificate of \u2018x.example\u2019 is not trusted.\nERROR: The certificate of \u2018x.example\u2019 has expired.\nThe certificate has expired", "cert-expired"),
    ],
)
def test_a_failure_says_what_failed(records, said, kind):
    (exchange,) = records(analyzer, f"--2026-11-23 08:47:34--  https://x.example/\n{said}\n")
    assert (exchange.get("error.kind"), exchange.get("error.client"), exchange.get("response.status")) == (kind, "wget", None)


def test_without_debug_output_the_status_is_still_there(records):
    (exchange,) = records(analyzer, "--2026-11-23 08:47:34--  https://x.example/\nHTTP request sent, awaiting response... 503 Service Unavailable\n")
    assert exchange.get("response.status") == 503
