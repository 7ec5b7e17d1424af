"""A small identity provider: keys, certificates, messages, signatures and encryption made anew in every run."""

import base64
import os
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.x509.oid import NameOID
from lxml import etree
from signxml import XMLSigner, methods

from triagekit.model import Location
from triagekit.reading.saml.examine import examine
from triagekit.records import Material, Use
from triagekit.roles import Context

P = "urn:oasis:names:tc:SAML:2.0:protocol"
A = "urn:oasis:names:tc:SAML:2.0:assertion"
DS = "http://www.w3.org/2000/09/xmldsig#"
NOW = datetime(2025, 3, 4, 10, 0, 0, tzinfo=UTC)
SP, ACS, IDP = "https://app.example/saml", "https://app.example/saml/acs", "https://idp.example/saml"


class Signing:
    """One key with its certificate."""

    def __init__(self, name, begins=NOW - timedelta(days=30), days=365):
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        made = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(self.key.public_key()).serial_number(x509.random_serial_number())
        self.cert = made.not_valid_before(begins).not_valid_after(begins + timedelta(days=days)).sign(self.key, hashes.SHA256())
        self.pem = self.cert.public_bytes(serialization.Encoding.PEM)
        self.der = self.cert.public_bytes(serialization.Encoding.DER)
        self.text = base64.b64encode(self.der).decode()
        self.private = self.key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


def iso(when):
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


class Lab:
    """Makes messages, and has them judged."""

    now, sp, acs, idp = NOW, SP, ACS, IDP

    def __init__(self, own, other):
        self.own, self.other = own, other

    def assertion(self, **told):
        """One assertion as XML text; every part can be replaced or, with an empty text, left out."""
        t = {
            "id": "_a1", "issuer": f"<saml:Issuer>{IDP}</saml:Issuer>", "signature": "", "nameid": "<saml:NameID>ann@app.example</saml:NameID>",
            "data": f'<saml:SubjectConfirmationData Recipient="{ACS}" InResponseTo="_r1" NotOnOrAfter="{iso(NOW + timedelta(minutes=5))}"/>',
            "method": "urn:oasis:names:tc:SAML:2.0:cm:bearer", "not_before": iso(NOW - timedelta(minutes=1)), "end": iso(NOW + timedelta(minutes=5)),
            "audience": f"<saml:AudienceRestriction><saml:Audience>{SP}</saml:Audience></saml:AudienceRestriction>",
            "authn": f'<saml:AuthnStatement AuthnInstant="{iso(NOW)}" SessionIndex="_s1"><saml:AuthnContext><saml:AuthnContextClassRef>'
                     "urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>",
            "attributes": '<saml:AttributeStatement><saml:Attribute Name="mail"><saml:AttributeValue>ann@app.example</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>',
            **told,
        }  # fmt: skip
        t.setdefault("confirmation", f'<saml:SubjectConfirmation Method="{t["method"]}">{t["data"]}</saml:SubjectConfirmation>')
        t.setdefault("conditions", f'<saml:Conditions NotBefore="{t["not_before"]}" NotOnOrAfter="{t["end"]}">{t["audience"]}</saml:Conditions>')
        return (
            f'<saml:Assertion xmlns:saml="{A}" ID="{t["id"]}" Version="2.0" IssueInstant="{iso(NOW)}">{t["issuer"]}{t["signature"]}'
            f'<saml:Subject>{t["nameid"]}{t["confirmation"]}</saml:Subject>{t["conditions"]}{t["authn"]}{t["attributes"]}</saml:Assertion>'
        )

    def response(self, inner=None, **told):
        """One response as XML text around an assertion."""
        t = {"id": "_p1", "attributes": f'Destination="{ACS}" InResponseTo="_r1" IssueInstant="{iso(NOW)}" Version="2.0"', "issuer": f"<saml:Issuer>{IDP}</saml:Issuer>",
             "signature": "", "status": self.status("Success"), **told}  # fmt: skip
        return (
            f'<samlp:Response xmlns:samlp="{P}" xmlns:saml="{A}" ID="{t["id"]}" {t["attributes"]}>{t["issuer"]}{t["signature"]}{t["status"]}'
            f"{self.assertion() if inner is None else inner}</samlp:Response>"
        )

    @staticmethod
    def status(top, *below):
        prefix = "urn:oasis:names:tc:SAML:2.0:status:"
        inner = "".join(f'<samlp:StatusCode Value="{prefix}{b}"/>' for b in below)
        return f'<samlp:Status><samlp:StatusCode Value="{prefix}{top}">{inner}</samlp:StatusCode></samlp:Status>'

    def request(self, **told):
        t = {"id": "_r1", "acs": ACS, "issuer": SP, "destination": "https://idp.example/sso", "inner": "", "more": "", **told}
        return (
            f'<samlp:AuthnRequest xmlns:samlp="{P}" xmlns:saml="{A}" ID="{t["id"]}" Version="2.0" IssueInstant="{iso(NOW)}" Destination="{t["destination"]}" '
            f'AssertionConsumerServiceURL="{t["acs"]}" {t["more"]}><saml:Issuer>{t["issuer"]}</saml:Issuer>{t["inner"]}</samlp:AuthnRequest>'
        )

    def logout(self, **told):
        t = {"nameid": "<saml:NameID>ann@app.example</saml:NameID>", "index": "", "end": iso(NOW + timedelta(minutes=5)), "issuer": IDP, **told}
        return (
            f'<samlp:LogoutRequest xmlns:samlp="{P}" xmlns:saml="{A}" ID="_l1" Version="2.0" IssueInstant="{iso(NOW)}" NotOnOrAfter="{t["end"]}">'
            f'<saml:Issuer>{t["issuer"]}</saml:Issuer>{t["nameid"]}{t["index"]}</samlp:LogoutRequest>'
        )

    def signed(self, xml, what="Assertion", by=None, **how):
        """The message with one enveloped signature after the Issuer of the element named."""
        by = by or self.own
        root = etree.fromstring(xml.encode() if isinstance(xml, str) else xml)
        element = root if etree.QName(root).localname == what else next(root.iter(f"{{{A}}}{what}"))
        place = etree.Element(f"{{{DS}}}Signature", Id="placeholder", nsmap={"ds": DS})
        element.insert(1, place)
        algorithms = {"signature_algorithm": "rsa-sha256", "digest_algorithm": "sha256", "c14n_algorithm": "http://www.w3.org/2001/10/xml-exc-c14n#", **how}
        maker = XMLSigner(method=methods.enveloped, **algorithms)
        made = maker.sign(element, key=by.private, cert=by.pem.decode(), reference_uri=f"#{element.get('ID')}")
        if element is root:
            return etree.tostring(made)
        element.getparent().replace(element, made)
        return etree.tostring(root)

    def sealed(self, plain, to=None, key_method="http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p", name="EncryptedAssertion"):
        """An encrypted element holding this text."""
        to = to or self.own
        content, nonce = os.urandom(16), os.urandom(12)
        pad = padding.OAEP(padding.MGF1(hashes.SHA1()), hashes.SHA1(), None)
        wrapped = base64.b64encode(to.key.public_key().encrypt(content, pad)).decode()
        cipher = base64.b64encode(nonce + AESGCM(content).encrypt(nonce, plain.encode() if isinstance(plain, str) else plain, None)).decode()
        return (
            f'<saml:{name} xmlns:saml="{A}"><xenc:EncryptedData xmlns:xenc="http://www.w3.org/2001/04/xmlenc#">'
            '<xenc:EncryptionMethod Algorithm="http://www.w3.org/2009/xmlenc11#aes128-gcm"/>'
            f'<ds:KeyInfo xmlns:ds="{DS}"><xenc:EncryptedKey><xenc:EncryptionMethod Algorithm="{key_method}"/>'
            f"<ds:KeyInfo><ds:X509Data><ds:X509Certificate>{to.text}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>"
            f"<xenc:CipherData><xenc:CipherValue>{wrapped}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedKey></ds:KeyInfo>"
            f"<xenc:CipherData><xenc:CipherValue>{cipher}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData></saml:{name}>"
        )

    def metadata(self, roles, entity=IDP, more=""):
        return f'<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{entity}" {more}>{roles}</md:EntityDescriptor>'

    def idp_role(self, *keys, more="", sso="https://idp.example/sso"):
        held = "".join(self.descriptor(k) for k in keys)
        return (
            f'<md:IDPSSODescriptor protocolSupportEnumeration="{P}" {more}>{held}<md:SingleSignOnService '
            f'Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="{sso}"/></md:IDPSSODescriptor>'
        )

    def sp_role(self, *keys, more="", acs=ACS):
        held = "".join(self.descriptor(k) for k in keys)
        return (
            f'<md:SPSSODescriptor protocolSupportEnumeration="{P}" {more}>{held}<md:AssertionConsumerService index="0" '
            f'Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="{acs}"/></md:SPSSODescriptor>'
        )

    @staticmethod
    def descriptor(key, use="signing"):
        return f'<md:KeyDescriptor use="{use}"><ds:KeyInfo xmlns:ds="{DS}"><ds:X509Data><ds:X509Certificate>{key.text}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>'

    def expect(self, **more):
        told = {"sp_entity_id": SP, "acs_url": ACS, "idp_entity_id": IDP, "request_id": "_r1", "idp_certificates": (self.own.pem,), **more}
        return {k: v for k, v in told.items() if v is not None}

    def material(self, xml, kind="saml", use=None, context=False, **hints):
        data = xml.encode() if isinstance(xml, str) else xml
        return Material(kind, data, [use or Use(None, None, Location("a0001"), place="bare", role="request")], hints, context)

    def records(self, *materials, expect=None, at=NOW):
        made = [m if isinstance(m, Material) else self.material(m) for m in materials]
        return list(examine(made, Context(incident_time=at, expect={"saml": self.expect() if expect is None else expect})))

    def record(self, xml, expect=None, at=NOW, **hints):
        return self.records(self.material(xml, **hints), expect=expect, at=at)[0]

    def failed(self, xml, expect=None, at=NOW, **hints):
        """Names of the checks that fail."""
        return set(self.record(xml, expect, at, **hints).fields.get("saml.failed", ()))


@pytest.fixture(scope="session")
def lab():
    return Lab(Signing("idp.example"), Signing("other.example"))


@pytest.fixture(scope="session")
def good(lab):
    """A sound response with its assertion signed."""
    return lab.signed(lab.response())
