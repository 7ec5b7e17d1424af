"""Every client's wording gives the same kind, and a wording that cannot tell faults apart stays coarse."""

import pytest

from triagekit.reading.clienterrors import classify

WORDINGS = {
    "cert-expired": [
        "curl: (60) SSL certificate problem: certificate has expired",
        "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1006)",
        "Error: certificate has expired\n  code: 'CERT_HAS_EXPIRED'",
        "x509: certificate has expired or is not yet valid: current time 2026-11-23T08:51:46Z is after 2026-10-01T00:00:00Z",
        "PKIX path validation failed: validity check failed\nCaused by: java.security.cert.CertificateExpiredException: NotAfter: Thu",
        "SEC_ERROR_EXPIRED_CERTIFICATE",
        "verify error:num=10:certificate has expired",
    ],
    "cert-not-yet-valid": [
        "curl: (60) SSL certificate problem: certificate is not yet valid",
        "x509: certificate has expired or is not yet valid: current time 2026-11-23T08:51:46Z is before 2027-10-01T00:00:00Z",
        "Caused by: java.security.cert.CertificateNotYetValidException: NotBefore: Tue",
        "MOZILLA_PKIX_ERROR_NOT_YET_VALID_CERTIFICATE",
    ],
    "cert-date": ["net::ERR_CERT_DATE_INVALID", "PKIX path validation failed: java.security.cert.CertPathValidatorException: validity check failed", "errors in the certificate chain: NotTimeValid"],
    "cert-name": [
        "net::ERR_CERT_COMMON_NAME_INVALID",
        "curl: (60) SSL: no alternative certificate subject name matches target host name 'app.example'",
        "certificate verify failed: Hostname mismatch, certificate is not valid for 'app.example'. (_ssl.c:1006)",
        "Hostname/IP does not match certificate's altnames: Host: app.example",
        "No subject alternative DNS name matching app.example found.",
        "x509: certificate is valid for other.example, not app.example",
        "RemoteCertificateNameMismatch",
    ],
    "cert-self-signed": ["SSL certificate problem: self-signed certificate", "code: 'DEPTH_ZERO_SELF_SIGNED_CERT'", "Verify return code: 18 (self-signed certificate)"],
    "cert-unknown-ca": [
        "net::ERR_CERT_AUTHORITY_INVALID",
        "self-signed certificate in certificate chain",
        "SELF_SIGNED_CERT_IN_CHAIN",
        "PKIX path building failed: unable to find valid certification path to requested target",
        "x509: certificate signed by unknown authority",
        "errors in the certificate chain: UntrustedRoot",
    ],
    "cert-no-issuer": ["unable to get local issuer certificate", "unable to verify the first certificate", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "errors in the certificate chain: PartialChain"],
    "tls-version": [
        "net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH",
        "[SSL: TLSV1_ALERT_PROTOCOL_VERSION] tlsv1 alert protocol version (_ssl.c:1006)",
        "Received fatal alert: protocol_version",
        "remote error: tls: protocol version not supported",
        "curl: (35) OpenSSL/3.0.19: error:0A000102:SSL routines::unsupported protocol",
    ],
    "tls-not-tls": [
        "curl: (35) OpenSSL/3.0.19: error:0A00010B:SSL routines::wrong version number",
        "javax.net.ssl.SSLException: Unsupported or unrecognized SSL message",
        "write EPROTO 20C:error:0A00010B:SSL routines:ssl3_get_record:wrong version number",
    ],
    "tls-plain-http": ["http: server gave HTTP response to HTTPS client"],
    "tls-alert": ["curl: (35) error:0A000410:SSL routines::sslv3 alert handshake failure", "Received fatal alert: handshake_failure", "remote error: tls: bad certificate"],
    "client-cert": ["error:0A00045C:SSL routines::tlsv13 alert certificate required", "Received fatal alert: certificate_required", "400 No required SSL certificate was sent"],
    "tls-reset": ["curl: (35) Recv failure: Connection reset by peer", "Client network socket disconnected before secure TLS connection was established"],
    "dns": [
        "net::ERR_NAME_NOT_RESOLVED",
        "curl: (6) Could not resolve host: no.example",
        "<urlopen error [Errno -2] Name or service not known>",
        "getaddrinfo ENOTFOUND no.example",
        "java.net.UnknownHostException: no.example",
        "dial tcp: lookup no.example: no such host",
    ],
    "refused": [
        "net::ERR_CONNECTION_REFUSED",
        "curl: (7) Failed to connect to app.example port 29999 after 0 ms: Couldn't connect to server",
        "[Errno 111] Connection refused",
        "connect ECONNREFUSED 127.0.0.1:29999",
        "connect() failed (111: Connection refused) while connecting to upstream",
        "java.net.ConnectException\nCaused by: java.nio.channels.ClosedChannelException",
    ],
    "connect-timeout": ["curl: (28) Failed to connect to app.example port 443 after 5001 ms: Timeout was reached", "upstream timed out (110: Connection timed out) while connecting to upstream", "dial tcp 10.0.0.1:443: i/o timeout"],
    "response-timeout": [
        "curl: (28) Operation timed out after 4001 milliseconds with 0 bytes received",
        "upstream timed out (110: Connection timed out) while reading response header from upstream",
        "requests.exceptions.ReadTimeout: Read timed out. (read timeout=4)",
        "context deadline exceeded (Client.Timeout exceeded while awaiting headers)",
    ],
    "reset": ["net::ERR_CONNECTION_RESET", "ConnectionResetError: [Errno 104] Connection reset by peer", "read ECONNRESET", "recv() failed (104: Connection reset by peer) while reading response header from upstream"],
    "empty": [
        "net::ERR_EMPTY_RESPONSE",
        "curl: (52) Empty reply from server",
        "http.client.RemoteDisconnected: Remote end closed connection without response",
        'Get "https://app.example:1/": EOF',
        "Unexpected end of file from server",
        "socket hang up",
        "upstream prematurely closed connection while reading response header from upstream",
    ],
    "truncated": ["net::ERR_CONTENT_LENGTH_MISMATCH", "curl: (18) transfer closed with 489 bytes remaining to read", "IncompleteRead(11 bytes read, 489 more expected)", "unexpected EOF", "fixed content-length: 500, bytes received: 11"],
    "not-http": ["curl: (1) Received HTTP/0.9 when not allowed", "http.client.BadStatusLine: garbage", "net/http: HTTP/1.x transport connection broken: malformed HTTP status code \"garbage\"", "HPE_INVALID_CONSTANT"],
    "too-many-redirects": ["net::ERR_TOO_MANY_REDIRECTS", "curl: (47) Maximum (5) redirects followed", "Exceeded 30 redirects.", "stopped after 10 redirects"],
    "proxy-auth": ["curl: (56) CONNECT tunnel failed, response 407", "Tunnel connection failed: 407 Proxy Authentication Required", "net::ERR_PROXY_AUTH_UNSUPPORTED"],
    "proxy-connect": ["curl: (56) CONNECT tunnel failed, response 503", "Tunnel connection failed: 403 Forbidden", "net::ERR_TUNNEL_CONNECTION_FAILED"],
    "proxy": ["net::ERR_PROXY_CONNECTION_FAILED", "curl: (5) Could not resolve proxy: proxy.example", "proxyconnect tcp: dial tcp 10.0.0.1:3128: connect: connection refused"],
    "cors": ["Access to fetch at 'https://a.example' from origin 'https://b.example' has been blocked by CORS policy: No header"],
    "http2": ["net::ERR_HTTP2_PROTOCOL_ERROR", "curl: (92) HTTP/2 stream 1 was not closed cleanly: INTERNAL_ERROR (err 2)"],
}
PAIRS = [(kind, text) for kind, texts in WORDINGS.items() for text in texts]


@pytest.mark.parametrize(("kind", "text"), PAIRS, ids=[t[:60] for _, t in PAIRS])
def test_every_wording_gives_its_kind(kind, text):
    assert classify(text)["error.kind"] == kind


def test_the_code_and_the_client_are_named():
    fields = classify("curl: (60) SSL certificate problem: certificate has expired")
    assert (fields["error.code"], fields["error.client"], fields["error.phase"]) == ("curl (60)", "curl", "tls")
    assert classify("net::ERR_CERT_DATE_INVALID")["error.code"] == "net::ERR_CERT_DATE_INVALID"


def test_an_openssl_wording_carries_its_verify_code_and_java_text_does_not():
    assert classify("self-signed certificate in certificate chain")["tls.verify_code"] == 19
    assert "tls.verify_code" not in classify("PKIX path building failed", "java")


def test_an_alert_is_named_with_its_sender():
    fields = classify("remote error: tls: expired certificate")
    assert (fields["tls.alert"], fields["error.sender"], fields["error.kind"]) == ("certificate_expired", "server", "tls-alert")


@pytest.mark.parametrize("text", ["", "user logged in", "GET /api/ok 200", "Access-Control-Allow-Origin: *", "TLSv1.3 (OUT), TLS handshake, Client hello (1):", "HTTP Request: GET https://a.example"])
def test_a_text_that_is_no_error_gives_nothing(text):
    assert classify(text) == {}


def test_an_unknown_text_of_a_known_client_is_other():
    assert classify("the flux broke", "go") == {"error.kind": "other", "error.text": "the flux broke", "error.client": "go"}


def test_an_unknown_chromium_code_goes_by_its_family():
    assert classify("net::ERR_CERT_SOMETHING_NEW")["error.kind"] == "cert-invalid"


def test_the_stack_tells_the_phase_of_a_reset_and_of_a_timeout():
    assert classify("ConnectionResetError: [Errno 104] Connection reset by peer", frames="  self._sslobj.do_handshake()")["error.kind"] == "tls-reset"
    assert classify("TimeoutError: timed out", frames="in _read_status")["error.kind"] == "response-timeout"


def test_only_the_telling_line_of_a_long_text_is_kept():
    text = "a\n" * 2000 + "curl: (6) Could not resolve host: no.example\n" + "b\n" * 2000
    assert classify(text)["error.text"] == "curl: (6) Could not resolve host: no.example"


def test_hostile_text_is_read_in_linear_time_and_letters_that_grow_keep_positions():
    assert classify("\u0130" * 200 + " connection refused")["error.text"].endswith("connection refused")
    assert classify("a." * 1_000_000) == {}
    assert classify("x" * 10_000 + " net::ERR_FAILED")["error.kind"] == "other"


def test_a_ghost_is_no_host():
    """"user ghost not found" holds the words of a name that does not resolve."""
    assert classify("user ghost not found: /basic").get("error.kind") != "dns"
    assert classify("could not resolve: Host not found").get("error.kind") == "dns"


def test_a_connect_call_that_failed_by_time_is_told_from_one_that_was_refused():
    """asyncio prints the errno before the same words."""
    assert classify("Multiple exceptions: [Errno 60] Connect call failed ('192.0.2.8', 80)")["error.kind"] == "connect-timeout"
    assert classify("[Errno 111] Connect call failed ('192.0.2.8', 80)")["error.kind"] == "refused"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("java.net.ConnectException: Connection timed out", "connect-timeout"),
        ("java.net.ConnectException: Connection refused", "refused"),
        ("failed: Connection timed out.", "connect-timeout"),
        ("TypeError: terminated\n  [cause]: SocketError: other side closed", "truncated"),
        ("TypeError: fetch failed\n  [cause]: SocketError: other side closed", "empty"),
        ("websocket: bad handshake", "websocket"),
        ("WINHTTP_CALLBACK_STATUS_REQUEST_ERROR (12007)", "dns"),
    ],
)
def test_one_class_or_cause_stands_for_several_faults(text, kind):
    """The words beside it decide."""
    assert classify(text)["error.kind"] == kind


@pytest.mark.parametrize("text", ["(1205, 'Lock wait timeout exceeded; try restarting transaction')", "HikariPool-1 - Connection is not available, request timed out after 30000ms.", "canceling statement due to statement timeout", "javax.naming.AuthenticationException: [LDAP: error code 49]"])
def test_what_only_sounds_like_a_failed_connection_is_none(text):
    assert "error.kind" not in classify(text)


def test_a_pool_that_is_empty_because_nothing_connects_names_the_connection():
    assert classify("HikariPool-1 - Connection is not available, request timed out after 30000ms.\nCaused by: java.net.ConnectException: Connection refused")["error.kind"] == "refused"
