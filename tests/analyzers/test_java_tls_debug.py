"""Java's TLS debug output becomes handshakes with the server's certificate and the reason of the failure."""

import pytest

from analyzers.java_tls_debug import analyzer

P = "javax.net.ssl|DEBUG|10|main|2026-11-23 08:52:24.875 UTC|X.java:1|"
EXPIRED = f"""{P}Produced ClientHello handshake message (
"ClientHello": {{
    "server_name (0)": {{
      type=host_name (0), value=shop.example
    }},
}}
)
{P}Negotiated protocol version: TLSv1.2
{P}Consuming server Certificate handshake message (
"Certificates": [
  "certificate" : {{
    "issuer"             : "CN=Issuing CA 2, O=Trust, C=US",
    "not before"         : "2025-10-19 08:27:27.000 UTC",
    "not  after"         : "2026-01-17 08:27:27.000 UTC",
    "subject"            : "CN=shop.example",
        SubjectAlternativeName [
          DNSName: shop.example
        ]
  "certificate" : {{
    "subject"            : "CN=Issuing CA 2",
  }}
]
)
javax.net.ssl|ERROR|10|main|2026-11-23 08:52:24.920 UTC|TransportContext.java:363|Fatal (CERTIFICATE_EXPIRED): PKIX path validation failed: java.security.cert.CertPathValidatorException: validity check failed (
"throwable" : {{
  sun.security.validator.ValidatorException: PKIX path validation failed
)
javax.net.ssl.SSLHandshakeException: PKIX path validation failed
\tat java.base/sun.security.ssl.Alert.createSSLException(Alert.java:131)
Caused by: java.security.cert.CertificateExpiredException: NotAfter: Sat Jan 17 08:27:27 UTC 2026
"""


def test_both_generations_are_recognised(sure):
    assert sure(analyzer, EXPIRED) >= 90
    assert sure(analyzer, "trustStore is: x\n*** ClientHello, TLSv1.2\nmain, WRITE: TLSv1.2 Handshake\n") >= 80
    assert sure(analyzer, "javax is a name\n") == 0


def test_the_handshake_carries_the_leaf_and_the_deepest_reason(records):
    (handshake,) = records(analyzer, EXPIRED, "handshake")
    assert (handshake.get("error.kind"), handshake.get("tls.alert"), handshake.get("error.sender")) == ("cert-expired", "certificate_expired", "client")
    assert (handshake.get("tls.subject"), handshake.get("tls.issuer"), handshake.get("tls.san")) == ("CN=shop.example", "CN=Issuing CA 2, O=Trust, C=US", ("shop.example",))
    assert (handshake.get("tls.expired_at_use"), handshake.get("server.name"), handshake.get("handshake.completed")) == (True, "shop.example", False)


def test_an_alert_of_the_server_is_told_from_one_of_the_client(records):
    text = f'{P}Produced ClientHello handshake message (\n)\n{P}Received alert message (\n"Alert": {{\n  "level"      : "fatal",\n  "description": "handshake_failure"\n}}\n)\n'
    (handshake,) = records(analyzer, text)
    assert (handshake.get("tls.alert"), handshake.get("error.sender"), handshake.get("error.kind")) == ("handshake_failure", "server", "tls-alert")


def test_the_old_output_is_read_too(records):
    text = "*** ClientHello, TLSv1.2\n*** ServerHello, TLSv1.2\nCipher Suite: TLS_RSA_WITH_AES_128_CBC_SHA\nmain, RECV TLSv1.2 ALERT:  fatal, unknown_ca\nmain, handling exception: javax.net.ssl.SSLHandshakeException: Received fatal alert: unknown_ca\n"
    (handshake,) = records(analyzer, text)
    assert (handshake.get("tls.alert"), handshake.get("tls.cipher"), handshake.get("tls.version")) == ("unknown_ca", "TLS_RSA_WITH_AES_128_CBC_SHA", "TLSv1.2")


@pytest.mark.parametrize("text", [P, P + "Fatal (", EXPIRED[:400], '"certificate" : {\n' * 100])
def test_broken_output_is_read_without_complaint(records, text):
    assert isinstance(records(analyzer, text), list)
