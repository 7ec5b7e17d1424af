"""The signature of a query is over its spelling as sent."""

import base64
from urllib.parse import quote

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from triagekit.reading.saml import certs, redirect

ALGORITHM = quote("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", safe="")


def signed(lab, relay="&RelayState=%2Fhome"):
    text = f"SAMLRequest=fZJ%2Bx{relay}&SigAlg={ALGORITHM}"
    value = lab.own.key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())
    return f"{text}&Signature={quote(base64.b64encode(value), safe='')}"


def own(lab):
    return [certs.from_der(lab.own.der, "x")]


def test_a_query_as_it_was_sent_verifies(lab):
    assert redirect.check(signed(lab), own(lab)) == "ok"
    assert redirect.check(signed(lab, ""), own(lab)) == "ok"


def test_another_spelling_or_another_key_does_not(lab):
    assert redirect.check(signed(lab).replace("%2Fhome", "%2fhome"), own(lab)) == "wrong"
    assert redirect.check(signed(lab), [certs.from_der(lab.other.der, "x")]) == "wrong"


def test_without_signature_key_or_known_method_it_says_so(lab):
    assert redirect.check("SAMLRequest=x", own(lab)) == ""
    assert redirect.check(signed(lab), []) == "no-key"
    assert redirect.check(signed(lab).replace("rsa-sha256", "unheard-of"), own(lab)) == "unsupported"


def test_a_redacted_query_is_not_called_wrong(lab):
    head = signed(lab).partition("&Signature=")[0]
    assert redirect.check(f"{head}&Signature=redacted-signature-ok-trusted", own(lab)) == "ok"
    assert redirect.check(f"{head}&Signature=redacted-secret-abcdefghijklm", own(lab)) == "redacted"
