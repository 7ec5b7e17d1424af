"""What tools print of a certificate is judged at the time they ran, and never where no time is told."""

from datetime import UTC, datetime

import pytest

from analyzers.certificate_text import analyzer

OPENSSL = """Certificate:
    Data:
        Version: 3 (0x2)
        Issuer: CN = Shop Test CA
        Validity
            Not Before: Oct 24 19:19:50 2025 GMT
            Not After : Nov 25 19:19:50 2026 GMT
        Subject: CN = www.shop.example
        Subject Public Key Info:
            Public Key Algorithm: rsaEncryption
        X509v3 extensions:
            X509v3 Subject Alternative Name:
                DNS:www.shop.example, DNS:shop.example
"""
DATES = "notBefore=Oct 24 19:19:50 2025 GMT\nnotAfter=Nov 25 19:19:50 2026 GMT\nsubject=CN = www.shop.example\nissuer=CN = Shop Test CA\n"
NMAP = """Starting Nmap 7.93 ( https://nmap.org ) at 2026-11-28 19:19 UTC
Nmap scan report for www.shop.example (203.0.113.7)
PORT    STATE SERVICE
443/tcp open  https
| ssl-cert: Subject: commonName=www.shop.example
| Subject Alternative Name: DNS:www.shop.example, DNS:shop.example
| Issuer: commonName=Shop Test CA
| Not valid before: 2025-10-24T19:19:50
|_Not valid after:  2026-11-25T19:19:50
"""
SSLSCAN = """Connected to 203.0.113.7

Testing SSL server www.shop.example on port 443 using SNI name www.shop.example

  SSL Certificate:
Signature Algorithm: sha256WithRSAEncryption

Subject:  www.shop.example
Altnames: DNS:www.shop.example, DNS:shop.example
Issuer:   Shop Test CA

Not valid before: Oct 24 19:19:50 2025 GMT
Not valid after:  Nov 25 19:19:50 2026 GMT
"""
KEYTOOL = """Certificate[1]:
Owner: CN=www.shop.example, O=Shop
Issuer: CN=Shop Test CA
Serial number: 1f
Valid from: Fri Oct 24 19:19:50 UTC 2025 until: Wed Nov 25 19:19:50 UTC 2026
  DNSName: www.shop.example
  DNSName: shop.example
Certificate[2]:
Owner: CN=Shop Test CA
Issuer: CN=Shop Test CA
Valid from: Thu Jan 01 00:00:00 UTC 2015 until: Fri Jan 01 00:00:00 UTC 2016
"""
GNUTLS = """*** Fatal error: Error in the certificate.
Resolving 'www.shop.example:443'...
- Certificate[0] info:
 - subject `CN=www.shop.example', issuer `CN=Shop Test CA', serial 0x66, RSA key 2048 bits, signed using RSA-SHA256, activated `2025-10-24 19:19:50 UTC', expires `2026-11-25 19:19:50 UTC', pin-sha256="AA="
- Certificate[1] info:
 - subject `CN=Shop Test CA', issuer `CN=Shop Test CA', serial 0x1, RSA key 2048 bits, signed using RSA-SHA256, activated `2015-01-01 00:00:00 UTC', expires `2016-01-01 00:00:00 UTC'
- Status: The certificate is NOT trusted. The certificate chain uses expired certificate.
"""
ALL = {"openssl": OPENSSL, "dates": DATES, "nmap": NMAP, "sslscan": SSLSCAN, "keytool": KEYTOOL, "gnutls-cli": GNUTLS}
ENDS = datetime(2026, 11, 25, 19, 19, 50, tzinfo=UTC)


@pytest.mark.parametrize("tool", ALL)
def test_the_servers_certificate_of_each_tool_tells_its_names_and_its_end(records, sure, tool):
    assert sure(analyzer, ALL[tool]) >= 90
    first = records(analyzer, ALL[tool])[0]
    assert (first.get("tls.not_after"), first.get("tls.not_before").year) == (ENDS, 2025)
    assert "www.shop.example" in first.get("tls.subject") and "Shop Test CA" in first.get("tls.issuer")
    assert tool in ("dates", "gnutls-cli") or first.get("tls.san") == ("www.shop.example", "shop.example")


@pytest.mark.parametrize("tool", ["keytool", "gnutls-cli"])
def test_what_stands_above_in_the_chain_is_not_taken_for_the_servers_own(records, tool):
    assert not any("2016" in str(r.get("tls.not_after")) for r in records(analyzer, ALL[tool]))


def test_validity_is_judged_at_the_time_that_the_text_or_the_case_tells_and_at_no_other(records):
    (scan,) = records(analyzer, NMAP)
    assert (scan.at.isoformat(), scan.get("tls.expired_at_use"), scan.get("server.name")) == ("2026-11-28T19:19:00+00:00", True, "www.shop.example")
    (untimed,) = records(analyzer, OPENSSL)
    assert untimed.at is None and untimed.get("tls.expired_at_use") is None
    (told,) = records(analyzer, OPENSSL, incident_time=datetime(2026, 11, 1, tzinfo=UTC))
    assert told.get("tls.expired_at_use") is False


def test_a_verdict_of_the_tool_is_the_clients_own_word(records):
    (first,) = (r for r in records(analyzer, GNUTLS) if r.get("error.kind"))
    assert first.get("error.kind") == "cert-expired" and "NOT trusted" in first.get("tls.verify_text")


def test_a_file_with_the_certificate_itself_is_left_to_its_own_reader(sure):
    assert sure(analyzer, OPENSSL + "-----BEGIN CERTIFICATE-----\nMIIB\n") == 0


@pytest.mark.parametrize("tool", ALL)
def test_it_stays_total(assert_total, tool):
    assert_total(analyzer, ALL[tool])
