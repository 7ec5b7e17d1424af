"""Firefox's log becomes exchanges and named errors."""

import pytest

from analyzers.moz_log import analyzer

P = "2026-11-23 09:11:40.140578 UTC - [Parent 1: Socket Thread]: "
LOG = f"""{P}I/nsHttp http request [
{P}I/nsHttp   GET /a HTTP/1.1
{P}I/nsHttp   Host: api.example
{P}I/nsHttp ]
{P}I/nsHttp http response [
{P}I/nsHttp   HTTP/2 401
{P}I/nsHttp   www-authenticate: Bearer error="invalid_token"
{P}I/nsHttp ]
{P}D/nsHttp nsHttpTransaction::Close [this=7f reason=804b000d]
{P}E/pipnss SSL_ERROR_BAD_CERT_DOMAIN while handshaking
{P}D/nsHttp chatter
"""


def test_it_is_recognised(sure):
    assert sure(analyzer, LOG) >= 90
    assert sure(analyzer, "[x]: note\n") == 0


def test_heads_are_exchanges_and_results_are_errors(records):
    (exchange,) = records(analyzer, LOG, "exchange")
    assert (exchange.get("request.url"), exchange.get("response.status"), exchange.get("auth.challenge.error")) == ("https://api.example/a", 401, "invalid_token")
    assert [(e.get("error.kind"), e.get("error.client")) for e in records(analyzer, LOG, "event")] == [("refused", "firefox"), ("cert-name", "firefox")]


@pytest.mark.parametrize("text", [P, P + "I/nsHttp http request [\n" + P + "I/nsHttp x", LOG.replace("]:", "")])
def test_broken_logs_are_read_without_complaint(records, text):
    assert isinstance(records(analyzer, text), list)
