""".NET's log lines and exceptions become exchanges and failures."""

import pytest

from analyzers.dotnet_client import analyzer

LOGGED = """info: System.Net.Http.HttpClient.Api.LogicalHandler[100]
      Start processing HTTP request GET https://api.example/a
info: System.Net.Http.HttpClient.Api.ClientHandler[100]
      Sending HTTP request GET https://api.example/a
info: System.Net.Http.HttpClient.Api.ClientHandler[101]
      Received HTTP response headers after 12.3456ms - 401
info: System.Net.Http.HttpClient.Api.LogicalHandler[101]
      End processing HTTP request after 13.1ms - Unauthorized
"""
THROWN = """Unhandled exception. System.Net.Http.HttpRequestException: The SSL connection could not be established, see inner exception.
 ---> System.Security.Authentication.AuthenticationException: The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot
   at System.Net.Security.SslStream.CompleteHandshake(SslAuthenticationOptions o)
   --- End of inner exception stack trace ---
"""


def test_each_form_is_recognised(sure):
    assert min(sure(analyzer, x) for x in (LOGGED, THROWN, "System.Net Information: 0 : [1234] HttpWebRequest#1 - Request: GET /a HTTP/1.1\n")) >= 80
    assert sure(analyzer, "System is down\n") == 0


def test_two_handlers_of_one_request_are_one_exchange(records):
    (exchange,) = records(analyzer, LOGGED, "exchange")
    assert (exchange.get("request.method"), exchange.get("request.url"), exchange.get("response.status")) == ("GET", "https://api.example/a", 401)


def test_the_inner_exception_tells_what_failed(records):
    event = records(analyzer, THROWN, "event")[0]
    assert (event.get("event.exception"), event.get("error.kind"), event.get("error.client")) == ("System.Net.Http.HttpRequestException", "cert-unknown-ca", "dotnet")


def test_a_status_that_was_thrown_is_an_exchange(records):
    text = "System.Net.Http.HttpRequestException: Response status code does not indicate success: 403 (Forbidden).\n   at A.B() in C:\\a.cs:line 3\n"
    assert records(analyzer, text, "exchange")[0].get("response.status") == 403


def test_a_system_net_trace_is_an_exchange(records):
    text = "System.Net Information: 0 : [9] HttpWebRequest#1::HttpWebRequest(https://api.example/a#2)\nSystem.Net Information: 0 : [9] HttpWebRequest#1 - Request: GET /a HTTP/1.1\nSystem.Net Information: 0 : [9] Connection#3 - Received status line: Version=1.1, StatusCode=407, StatusDescription=Proxy Authentication Required.\n"
    exchange = records(analyzer, text, "exchange")[0]
    assert (exchange.get("request.url"), exchange.get("request.method"), exchange.get("response.status")) == ("https://api.example/a", "GET", 407)


@pytest.mark.parametrize("text", ["Received HTTP response headers after 1ms - Nonsense\n", "System.Net Information: 0 : [1] \n", THROWN[:90]])
def test_broken_output_is_read_without_complaint(records, text):
    assert isinstance(records(analyzer, text), list)
