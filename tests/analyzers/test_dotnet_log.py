""".NET application logs become events, inner exceptions inside them."""

import pytest

from analyzers.dotnet_log import analyzer

TRACE = """System.Net.Http.HttpRequestException: The SSL connection could not be established, see inner exception.
 ---> System.Security.Authentication.AuthenticationException: The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot
   at System.Net.Security.SslStream.CompleteHandshake()
   --- End of inner exception stack trace ---
   at System.Net.Http.ConnectHelper.EstablishSslConnectionAsync()
"""
CONSOLE = "fail: Example.Worker[0]\n      Call failed\n" + "".join(f"      {row}\n" for row in TRACE.splitlines()) + "info: Microsoft.Hosting.Lifetime[14]\n      Now listening on: http://localhost:5000\n"
FIRST_LINES = {
    "serilog": "2026-11-23 08:28:35.123 +00:00 [ERR] Call failed",
    "serilog, time only": "[08:28:35 ERR] Call failed",
    "nlog": "2026-11-23 08:28:35.1234|ERROR|Example.Worker|Call failed",
}


def test_the_console_logger_writes_its_message_below(records, sure):
    assert sure(analyzer, CONSOLE) >= 80
    failed, up = records(analyzer, CONSOLE)
    assert (failed.get("event.level"), failed.get("event.logger"), failed.get("event.message"), failed.get("event.code")) == ("error", "Example.Worker", "Call failed", None)
    assert (failed.get("event.cause"), failed.get("error.client"), failed.get("event.language")) == ("System.Security.Authentication.AuthenticationException", "dotnet", "dotnet")
    assert failed.get("error.kind").startswith("cert-")
    assert (up.get("event.message"), up.get("event.code")) == ("Now listening on: http://localhost:5000", "14")


@pytest.mark.parametrize("layout", FIRST_LINES)
def test_every_layout_tells_level_message_and_the_inner_exception(records, sure, layout):
    text = FIRST_LINES[layout] + "\n" + TRACE + FIRST_LINES[layout] + "\n"
    assert sure(analyzer, text) >= 80
    first, _ = records(analyzer, text)
    assert (first.get("event.level"), first.get("event.message"), first.get("event.exception")) == ("error", "Call failed", "System.Net.Http.HttpRequestException")
    assert first.get("event.cause") == "System.Security.Authentication.AuthenticationException"


def test_it_stays_total(assert_total):
    assert_total(analyzer, CONSOLE)
