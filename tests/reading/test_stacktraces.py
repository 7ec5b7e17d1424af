"""A trace is kept together, and says what was thrown and what caused it."""

import pytest

from triagekit.reading.stacktraces import continues, is_frame, opens, read

PYTHON = """Traceback (most recent call last):
  File "a.py", line 1, in f
    x()
ssl.SSLCertVerificationError: certificate has expired

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "b.py", line 2, in <module>
    raise URLError(err)
    ^^^^^^^^^^^^^^^^^^^
urllib.error.URLError: <urlopen error certificate has expired>"""
JAVA = """javax.net.ssl.SSLHandshakeException: PKIX path validation failed
\tat java.base/sun.security.ssl.Alert.createSSLException(Alert.java:131)
\t... 12 more
Caused by: sun.security.validator.ValidatorException: validity check failed
\tat x.Y.z(Unknown Source)
Caused by: java.security.cert.CertificateExpiredException: NotAfter: Thu"""
NODE = """TypeError: fetch failed
    at node:internal/deps/undici/undici:14976:13
    at async file:///srv/n.mjs:3:15 {
  [cause]: SocketError: other side closed
      at Socket.<anonymous> (node:internal/x:1:2) {
    code: 'UND_ERR_SOCKET'
  }
}"""
DOTNET = """System.Net.Http.HttpRequestException: The SSL connection could not be established, see inner exception.
 ---> System.Security.Authentication.AuthenticationException: The remote certificate is invalid because of errors in the certificate chain: NotTimeValid
   at System.Net.Security.SslStream.CompleteHandshake(SslAuthenticationOptions o)
   --- End of inner exception stack trace ---
   at System.Net.Http.ConnectHelper.EstablishSslConnectionAsync(Int32 a)"""
GO = """panic: runtime error: invalid memory address
[signal SIGSEGV: segmentation violation]

goroutine 1 [running]:
main.f(0x1)
\t/src/a.go:10 +0x1d
exit status 2"""
PHP = "PHP Fatal error:  Uncaught InvalidArgumentException: bad in /a.php:3\nStack trace:\n#0 /a.php(9): f()\n#1 {main}\n  thrown in /a.php on line 3"
RUBY = "a.rb:3:in `f': undefined method (NoMethodError)\n\tfrom a.rb:9:in `<main>'"


@pytest.mark.parametrize(
    ("text", "language", "thrown", "cause"),
    [
        (PYTHON, "python", "urllib.error.URLError", "ssl.SSLCertVerificationError"),
        (JAVA, "java", "javax.net.ssl.SSLHandshakeException", "java.security.cert.CertificateExpiredException"),
        (NODE, "node", "TypeError", "SocketError"),
        (DOTNET, "dotnet", "System.Net.Http.HttpRequestException", "System.Security.Authentication.AuthenticationException"),
        (GO, "go", "panic", ""),
        (PHP, "php", "InvalidArgumentException", ""),
        (RUBY, "ruby", "NoMethodError", ""),
        ("System.A.AException: one ---> System.B.BException: two\n   at System.X.Y() in a.cs:line 3", "dotnet", "System.A.AException", "System.B.BException"),
        ("request failed: java.net.ConnectException: Connection refused", "", "java.net.ConnectException", ""),
    ],
)
def test_what_was_thrown_and_why(text, language, thrown, cause):
    trace = read(text)
    assert (trace.language, trace.exception, trace.cause) == (language, thrown, cause)


@pytest.mark.parametrize("text", [PYTHON, JAVA, NODE, DOTNET, GO, PHP, RUBY], ids=["python", "java", "node", "dotnet", "go", "php", "ruby"])
def test_every_line_of_a_trace_belongs_to_its_first(text):
    rows = text.split("\n")
    for n in range(1, len(rows)):
        assert continues(rows[n], rows[:n]), rows[n]


def test_a_trace_ends_where_something_else_begins():
    assert not continues("2026-11-23 08:00:00 INFO next", ["Traceback (most recent call last):", "  File", "ValueError: x"])
    assert not continues("plain line", ["plain line before"])
    assert not continues("", ["plain line before"])


def test_messages_and_frames_are_told_apart():
    trace = read(JAVA)
    assert trace.frames == 3
    assert "Alert.java" not in trace.said
    assert "Alert.java" in trace.stack
    assert is_frame("    at f (node:x:1:2)")
    assert not is_frame("Caused by: a.B: c")


def test_a_header_opens_a_trace_and_prose_does_not():
    assert opens("java.net.SocketException: Connection reset")
    assert opens('Exception in thread "main" a.b.CException: x')
    assert opens("REQERR Error: socket hang up")
    assert not opens("An error occurred while doing things")


def test_a_text_without_an_exception_gives_nothing():
    assert read("all is well\n  indented") is None


def test_hostile_text_is_read_quickly():
    assert read("a." * 40_000) is None
    assert read(("A" * 30 + ".") * 2_000 + "Error") is None or True
    assert read("\tat " * 20_000) is None
