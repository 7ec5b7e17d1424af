"""s_client's output is one handshake, judged by the time it was made."""

import pytest

from analyzers.openssl_s_client import analyzer

EXPIRED = """depth=0 CN = shop.example
verify error:num=10:certificate has expired
notAfter=Jan 17 08:27:27 2026 GMT
verify return:1
CONNECTED(00000003)
---
Certificate chain
 0 s:CN = shop.example
   i:C = US, O = Netskope, CN = Netskope CA
   v:NotBefore: Oct 19 08:27:27 2025 GMT; NotAfter: Jan 17 08:27:27 2026 GMT
-----BEGIN CERTIFICATE-----
MIIB
-----END CERTIFICATE-----
---
Acceptable client certificate CA names
C = US, O = X
---
New, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384
    Start Time: 1795423657
    Verify return code: 10 (certificate has expired)
"""
NO_CERT = "CONNECTED(00000003)\n40B7:error:0A000410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure:ssl/record/rec_layer_s3.c:1584:SSL alert number 40\n---\nno peer certificate available\n---\nNew, (NONE), Cipher is (NONE)\nVerify return code: 0 (ok)\n"


def test_it_is_recognised(sure):
    assert min(sure(analyzer, EXPIRED), sure(analyzer, NO_CERT), sure(analyzer, "$ openssl s_client -connect x.example:443\n")) >= 90
    assert sure(analyzer, "depth of field\n") == 0


def test_the_handshake_says_what_the_server_sent_and_why_it_was_not_trusted(records):
    handshake, event = records(analyzer, EXPIRED)
    assert (handshake.get("error.kind"), handshake.get("tls.verify_code"), handshake.get("tls.version")) == ("cert-expired", 10, "TLSv1.3")
    assert (handshake.get("tls.expired_at_use"), handshake.get("tls.interception_vendor"), handshake.get("tls.client_certificate")) == (True, "Netskope", "requested")
    assert "BEGIN CERTIFICATE" in event.get("event.text")


def test_an_alert_instead_of_a_certificate_is_named(records):
    handshake = records(analyzer, NO_CERT, "handshake")[0]
    assert (handshake.get("handshake.completed"), handshake.get("error.kind"), handshake.get("tls.alert")) == (False, "tls-alert", "handshake_failure")


def test_the_command_line_names_the_server(records):
    handshake = records(analyzer, "$ openssl s_client -connect 192.0.2.7:8443 -servername shop.example\n" + EXPIRED, "handshake")[0]
    assert (handshake.get("server.name"), handshake.get("server.port")) == ("shop.example", 8443)


@pytest.mark.parametrize("text", ["", "CONNECTED(", "Verify return code: 99 (", EXPIRED[:200], "CONNECTED(00000003)\n" * 50])
def test_broken_output_is_read_without_complaint(records, text):
    assert isinstance(records(analyzer, text), list)
