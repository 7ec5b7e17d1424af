"""Python application logs in every usual layout become events, their tracebacks inside them."""

import pytest

from analyzers.python_log import analyzer

TRACE = """Traceback (most recent call last):
  File "/app/orders.py", line 12, in call
    sock.connect(address)
ConnectionRefusedError: [Errno 111] Connection refused

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/app/orders.py", line 14, in call
    raise AppError("no backend")
app.AppError: no backend
"""
FIRST_LINES = {
    "basicConfig": "ERROR:app.orders:request failed",
    "dashes": "2026-11-23 08:28:35,123 - app.orders - ERROR - request failed",
    "flask": "[2026-11-23 08:28:35,123] ERROR in app.orders: request failed",
    "celery": "[2026-11-23 08:28:35,123: ERROR/app.orders] request failed",
    "gunicorn": "[2026-11-23 08:28:35 +0000] [123] [ERROR] request failed",
    "loguru": "2026-11-23 08:28:35.123 | ERROR    | app.orders:call:12 - request failed",
    "structlog": "2026-11-23T08:28:35.123Z [error    ] request failed",
    "uvicorn": "ERROR:    request failed",
}


@pytest.mark.parametrize("layout", FIRST_LINES)
def test_every_layout_tells_level_message_and_what_was_thrown(records, sure, layout):
    text = FIRST_LINES[layout] + "\n" + TRACE + FIRST_LINES[layout] + "\n"
    assert sure(analyzer, text) >= 80
    first, _ = records(analyzer, text)
    assert (first.get("event.level"), first.get("event.message")) == ("error", "request failed")
    assert (first.get("event.exception"), first.get("event.cause"), first.get("event.language")) == ("app.AppError", "ConnectionRefusedError", "python")
    assert first.get("error.kind") == "refused"


def test_uvicorns_requests_are_exchanges(records):
    exchange, event = records(analyzer, 'INFO:     192.0.2.7:51234 - "GET /api/me HTTP/1.1" 401 Unauthorized\nINFO:     Application startup complete.\n')
    assert (exchange.get("response.status"), exchange.get("log.client"), exchange.get("request.url")) == (401, "192.0.2.7", "/api/me")
    assert event.get("event.level") == "info"


def test_structlogs_pairs_are_fields(records):
    (event,) = records(analyzer, "2026-11-23T08:28:35.123Z [warning  ] slow answer       host=shop.example took=5.2\n")
    assert (event.get("event.level"), event.get("event.fields.host"), event.get("event.fields.took")) == ("warn", "shop.example", "5.2")


def test_it_stays_total(assert_total):
    assert_total(analyzer, FIRST_LINES["dashes"] + "\n" + TRACE + FIRST_LINES["dashes"] + "\n")
