"""Writes the samples of Apache's SAML module again: `python samples/make/mellon.py`.

Apache with mod_auth_mellon on loopback receives the answers of an identity provider of our own that makes one mistake at a time.
Needs apache2, libapache2-mod-auth-mellon (Debian's names) and curl; lxml, signxml and cryptography for the identity provider.
"""

import base64
import datetime as dt
import secrets
import tempfile
import time
import zlib
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from gateways import AT, lines, redirected, started, write
from lxml import etree
from signxml import XMLSigner, methods

PORT = 18213
MODULES = "/usr/lib/apache2/modules"
ENTITY, ACS, IDP = f"{AT}:{PORT}/mellon/metadata", f"{AT}:{PORT}/mellon/postResponse", "https://idp.example.test/metadata"
STATUS = "urn:oasis:names:tc:SAML:2.0:status"
MISTAKES = {
    "saml/subject-confirmation-expired": {"deadline": -3600}, "saml/assertion-not-yet-valid": {"begins": 3600, "ends": 4000}, "saml/audience-mismatch": {"audience": "https://other-sp.example.test"},
    "saml/destination-mismatch": {"destination": "https://other-sp.example.test/acs"}, "saml/recipient-mismatch": {"recipient": "https://other-sp.example.test/acs"},
    "saml/issuer-mismatch": {"issuer": "https://other-idp.example.test/metadata"}, "saml/signing-key-unknown": {"key": 1}, "saml/assertion-unsigned": {"key": None}, "saml/nameid-missing": {"subject": ""},
    "saml/user-authentication-failed": {"status": ("Responder", "AuthnFailed")}, "saml/passive-login-refused": {"status": ("Responder", "NoPassive")}, "saml/assertion-missing": {"empty": True},
    "saml/session-cookie-lost": {"cookies": False}, "saml/assertion-replayed": {"times": 2}, "saml/message-missing": {"field": "other"},
}  # fmt: skip
"""Cause to what the sign-in does otherwise than it should."""


def pair(name):
    """A key and a certificate that it signed itself, as PEM."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject, now = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)]), dt.datetime.now(dt.UTC)
    made = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key()).serial_number(x509.random_serial_number())
    made = made.not_valid_before(now - dt.timedelta(days=1)).not_valid_after(now + dt.timedelta(days=90)).sign(key, hashes.SHA256())
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return private.decode(), made.public_bytes(serialization.Encoding.PEM).decode()


KEYS = (pair("idp.example.test"), pair("idp.example.test"))


def at(seconds):
    return (dt.datetime.now(dt.UTC) + dt.timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


def signed(element, key):
    """The element with its signature behind the issuer."""
    place = etree.Element("{http://www.w3.org/2000/09/xmldsig#}Signature", Id="placeholder")
    element.insert(1, place)
    signer = XMLSigner(method=methods.enveloped, signature_algorithm="rsa-sha256", digest_algorithm="sha256", c14n_algorithm="http://www.w3.org/2001/10/xml-exc-c14n#")
    return etree.tostring(signer.sign(element, key=KEYS[key][0], cert=KEYS[key][1], reference_uri="#" + element.get("ID"), id_attribute="ID")).decode()


def assertion(request, how):
    issuer, key = how.get("issuer", IDP), how.get("key", 0)
    subject = how.get("subject", '<saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient">_n17</saml:NameID>')
    text = (
        f'<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_a{secrets.token_hex(12)}" Version="2.0" IssueInstant="{at(0)}"><saml:Issuer>{issuer}</saml:Issuer><saml:Subject>{subject}'
        f'<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData InResponseTo="{request}" Recipient="{how.get("recipient", ACS)}" NotOnOrAfter="{at(how.get("deadline", 300))}"/></saml:SubjectConfirmation></saml:Subject>'
        f'<saml:Conditions NotBefore="{at(how.get("begins", -60))}" NotOnOrAfter="{at(how.get("ends", 300))}"><saml:AudienceRestriction><saml:Audience>{how.get("audience", ENTITY)}</saml:Audience></saml:AudienceRestriction></saml:Conditions>'
        f'<saml:AuthnStatement AuthnInstant="{at(-5)}" SessionIndex="s1"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement></saml:Assertion>'
    )
    return text if key is None else signed(etree.fromstring(text), key)


def response(request, how):
    """The identity provider's answer, as the browser posts it."""
    first, second = how.get("status", ("Success", ""))
    status = f'<samlp:StatusCode Value="{STATUS}:{first}">' + (f'<samlp:StatusCode Value="{STATUS}:{second}"/>' if second else "") + "</samlp:StatusCode>"
    inside = "" if second or how.get("empty") else assertion(request, how)
    text = (
        f'<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_r{secrets.token_hex(12)}" Version="2.0" IssueInstant="{at(0)}" Destination="{how.get("destination", ACS)}" InResponseTo="{request}">'
        f'<saml:Issuer>{how.get("issuer", IDP)}</saml:Issuer><samlp:Status>{status}</samlp:Status>{inside}</samlp:Response>'
    )
    return base64.b64encode((text if inside else signed(etree.fromstring(text), 0)).encode()).decode()


def apache(folder):
    loaded = "".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so\n" for name in ("mpm_event", "authz_core", "authz_user", "authn_core", "auth_mellon"))
    plain = "".join(KEYS[0][1].splitlines()[1:-1])
    (folder / "idp.xml").write_text(
        f'<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{IDP}"><IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>{plain}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>'
        '<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.example.test/sso"/></IDPSSODescriptor></EntityDescriptor>'
    )
    for name, text in zip(("sp.key", "sp.crt"), pair("sp"), strict=True):
        (folder / name).write_text(text)
    (folder / "mellon.conf").write_text(
        f"ServerRoot {folder}\nServerName shop.test\nUser www-data\nGroup www-data\nListen 127.0.0.1:{PORT}\nPidFile {folder}/mellon.pid\n{loaded}ErrorLog {folder}/mellon.error.log\nLogLevel info\n"
        f"<Location />\nMellonEnable info\nMellonEndpointPath /mellon\nMellonSecureCookie Off\nMellonSPPrivateKeyFile {folder}/sp.key\nMellonSPCertFile {folder}/sp.crt\nMellonIdPMetadataFile {folder}/idp.xml\n</Location>\n<Location /app>\nMellonEnable auth\nRequire valid-user\n</Location>\n"
    )
    return ["apache2", "-D", "FOREGROUND", "-f", str(folder / "mellon.conf")], PORT


def sign_in(folder, how):
    """One sign-in with this mistake, and what the module wrote of it."""
    log = folder / "mellon.error.log"
    log.unlink(missing_ok=True)
    with ExitStack() as stack:
        if started(stack, folder, apache, "apache2") is None:
            return ""
        url = redirected(folder, redirected(folder, f"{AT}:{PORT}/app/"))
        query = dict(parse_qsl(urlsplit(url).query))
        request = etree.fromstring(zlib.decompress(base64.b64decode(query["SAMLRequest"]), -15)).get("ID")
        (folder / "body").write_text(f"{how.get('field', 'SAMLResponse')}={quote(response(request, how), safe='')}&RelayState={quote(query['RelayState'], safe='')}")
        if how.get("cookies") is False:
            (folder / "jar").unlink()
        for _ in range(how.get("times", 1)):
            redirected(folder, ACS, "--data-binary", f"@{folder}/body")
        time.sleep(0.3)
    return "\n".join(filter(None, (lines(log, f"[auth_mellon:{level}]") for level in ("warn", "error"))))


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        for cause, how in MISTAKES.items():
            if told := sign_in(folder, how):
                write(f"{cause}.mellon.log", told)


if __name__ == "__main__":
    main()
