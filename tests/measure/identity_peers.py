"""Puts the labelled identity items before other tools: python3-saml, PyJWT and cryptography's verifier.

    python tests/measure/identity_peers.py --corpus DIR [--saml-python VENV/bin/python]

Each peer gets what the item's context says of the receiving side. What it answers first is read as a cause, by the
words of its message. Printed, by peer: how many of the bad items it refuses, how often its words lead to the label,
how often it names exactly the label's cause and no other reading, and how many valid items it refuses. python3-saml
needs python-xmlsec and so an environment of its own: give its interpreter with --saml-python; this script runs there
with --peer saml. `identity.py` beside it prints our own figures on the same items.
"""

import argparse
import json
import subprocess
import sys
import warnings
from datetime import datetime
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[2])  # instead of this folder, whose names would hide the standard library

SAML_WORDS = (
    ("not encrypted and the sp requires it", {"saml/assertion-unencrypted", "saml/nameid-unencrypted"}), ("signature validation failed", {
        "saml/signing-certificate-rotated", "saml/signed-content-altered", "saml/copy-reformatted", "saml/copy-reserialized", "saml/signing-key-unknown", "saml/signature-malformed"}),
    ("a valid subjectconfirmation was not found", {
        "saml/recipient-mismatch", "saml/recipient-missing", "saml/subject-confirmation-expired", "saml/subject-confirmation-deadline-missing", "saml/subject-confirmation-start-present",
        "saml/subject-confirmation-data-missing", "saml/subject-confirmation-not-bearer", "saml/in-response-to-inconsistent", "saml/timestamp-malformed"}),
    ("is not a valid audience", {"saml/audience-mismatch"}), ("invalid issuer", {"saml/issuer-mismatch", "saml/issuer-inconsistent"}), ("issuer of the", {"saml/issuer-missing"}),
    ("instead of", {"saml/destination-mismatch"}), ("empty destination", {"saml/destination-empty"}), ("inresponseto", {"saml/in-response-to-unknown", "saml/in-response-to-missing"}),
    ("timing issues", {"saml/assertion-expired", "saml/assertion-not-yet-valid", "clock/idp-sp-skew"}), ("could not validate timestamp: expired", {"saml/assertion-expired"}),
    ("could not validate timestamp: not yet", {"saml/assertion-not-yet-valid"}), ("attributes have expired", {"saml/idp-session-expired"}),
    ("duplicated attribute", {"saml/attribute-duplicated"}), ("found an attribute element with duplicated name", {"saml/attribute-duplicated"}), ("duplicated id", {"saml/id-duplicated", "saml/signature-wrapped"}),
    ("duplicated reference uri", {"saml/signature-wrapped"}), ("duplicated signed element", {"saml/multiple-signatures"}), ("found an unexpected", {"saml/signature-misplaced", "saml/signature-wrapped"}),
    ("unexpected signature", {"saml/signature-misplaced", "saml/multiple-signatures"}), ("invalid signed element", {"saml/signature-wrapped", "saml/signature-reference-broken"}),
    ("signed element must contain an id", {"saml/id-missing"}), ("missing id", {"saml/id-missing"}), ("unsupported saml version", {"saml/version-unsupported"}), ("missing status", {"saml/status-missing"}),
    ("the status code of the response was not success", {
        "saml/idp-side-failure", "saml/sp-request-refused", "saml/nameid-policy-refused", "saml/authentication-context-refused", "saml/passive-login-refused", "saml/user-authentication-failed",
        "saml/user-access-refused", "saml/user-unknown-to-idp", "saml/version-refused", "saml/status-uncommon"}),
    ("must contain 1 assertion", {"saml/multiple-assertions", "saml/assertion-missing", "saml/signature-wrapped"}), ("no signature found", {"saml/signature-missing", "saml/assertion-unsigned"}),
    ("message of the response is not signed", {"saml/response-unsigned"}), ("assertion of the response is not signed", {"saml/assertion-unsigned"}),
    ("authnstatement", {"saml/authentication-statement-missing"}), ("conditions element", {"saml/conditions-missing"}), ("no attributestatement", {"saml/attribute-missing"}),
    ("empty nameid", {"saml/nameid-empty"}), ("nameid not found", {"saml/nameid-missing", "saml/nameid-empty"}), ("spnamequalifier", {"saml/nameid-qualifier-mismatch"}),
    ("private key", {"saml/assertion-encrypted"}), ("decrypt", {"saml/encryption-certificate-mismatch", "saml/ciphertext-damaged"}), ("encrypted attributes", {"saml/attribute-encrypted"}),
    ("schema", {"saml/schema-violation"}), ("xsd", {"saml/schema-violation"}), ("doctype", {"saml/dtd-present"}), ("entities", {"saml/dtd-present"}), ("not xml", {"saml/xml-malformed"}),
)  # fmt: skip
"""A part of python3-saml's message, lower case, and the causes for which it says it; the first that fits counts."""
JWT_WORDS = {
    "ExpiredSignatureError": {"jwt/expired"}, "ImmatureSignatureError": {"jwt/not-yet-valid", "jwt/issued-in-future"}, "InvalidAudienceError": {"jwt/audience-mismatch"},
    "InvalidIssuerError": {"jwt/issuer-mismatch", "jwt/issuer-near-miss"}, "InvalidAlgorithmError": {"jwt/algorithm-mismatch", "jwt/algorithm-none", "jwt/algorithm-confusion"},
    "InvalidSignatureError": {"jwt/signature-invalid", "jwt/signing-key-misnamed", "jwt/token-truncated", "jwt/signature-missing"},
    "DecodeError": {"jwt/segment-count-wrong", "jwt/token-encoding-damaged", "jwt/json-malformed", "jwt/token-truncated", "jwt/copy-artifacts", "jwt/token-opaque", "jwt/token-encrypted", "jwt/claims-malformed"},
    "MissingRequiredClaimError": {"jwt/expiry-missing", "jwt/audience-missing", "jwt/issuer-missing"}, "InvalidSubjectError": {"jwt/subject-missing"},
    "InvalidKeyError": {"jwt/signing-key-malformed", "jwt/signing-key-unsuitable", "jwt/algorithm-confusion"}, "KeyError": {"jwt/signing-key-unknown"}, "PyJWKSetError": {"jwt/signing-key-malformed"},
    "PyJWKError": {"jwt/signing-key-malformed"}, "InvalidTokenError": {"jwt/critical-header-unknown"}, "InvalidIssuedAtError": {"jwt/timestamp-malformed"},
}  # fmt: skip
"""PyJWT's exception and the causes for which it is raised."""
X509_WORDS = (
    ("no matching subjectaltname", {"x509/hostname-mismatch", "x509/wildcard-mismatch", "x509/ip-address-mismatch", "x509/name-constraint-violation"}), ("name constraint", {"x509/name-constraint-violation"}),
    ("has no subjectaltname", {"x509/subject-alternative-name-missing"}), ("missing required extension", {"x509/subject-alternative-name-missing"}), ("required eku", {"x509/server-purpose-missing"}),
    ("path length", {"x509/path-length-exceeded"}), ("must be asserted", {"x509/leaf-used-as-ca"}), ("must not be asserted", {"x509/ca-used-as-leaf"}),
    ("not valid at validation time", {"x509/leaf-expired", "x509/certificate-not-yet-valid", "x509/intermediate-expired", "x509/root-expired"}), ("max depth", {"tls/interception", "x509/ca-unknown"}),
    ("candidates exhausted", {"x509/intermediate-missing", "x509/leaf-self-signed", "x509/ca-unknown"}),
)  # fmt: skip


def saml(item, corpus):
    """python3-saml's first complaint about a login, lower case; empty when it accepts; None where it reads no such message."""
    from onelogin.saml2.response import OneLogin_Saml2_Response as Response
    from onelogin.saml2.settings import OneLogin_Saml2_Settings as Settings

    told = {**item, **(item.get("context") or {})}
    if item["kind"] not in {"saml", "saml-response"} and "response" not in item["kind"]:
        return None
    import base64

    raw = (corpus / item.get("xml", item["file"])).read_bytes()
    if b"Response" not in raw[:4000]:
        return None
    acs = told.get("acs_url") or "https://sp.invalid/acs"
    certificates = [(corpus / name).read_text() for name in told.get("idp_certs") or ()]
    idp = {"entityId": told.get("idp_entity_id") or "https://idp.invalid/", "singleSignOnService": {"url": "https://idp.invalid/sso"}}
    idp |= {"x509certMulti": {"signing": certificates}} if certificates else {"x509cert": ""}
    key = (corpus / told["sp_key"]).read_text() if told.get("sp_key") else ""
    wants = {"wantAssertionsSigned": bool(told.get("want_assertions_signed")), "wantMessagesSigned": bool(told.get("want_response_signed")), "wantAssertionsEncrypted": bool(told.get("want_assertions_encrypted"))}
    settings = Settings(
        {"strict": True, "sp": {"entityId": told.get("sp_entity_id") or "https://sp.invalid/", "assertionConsumerService": {"url": acs}, "privateKey": key}, "idp": idp,
         "security": {**wants, "wantAttributeStatement": False, "rejectDeprecatedAlgorithm": False}}, sp_validation_only=not certificates,
    )  # fmt: skip
    scheme, _, rest = acs.partition("://")
    host, _, path = rest.partition("/")
    request = {"https": "on" if scheme == "https" else "off", "http_host": host, "script_name": "/" + path.partition("?")[0], "request_uri": "/" + path, "query_string": path.partition("?")[2], "get_data": {}, "post_data": {}}
    with _clock(told.get("at_time")):
        answer = Response(settings, base64.b64encode(raw).decode())
        return "" if answer.is_valid(request, told.get("request_id")) else str(answer.get_error() or "").lower()


class _clock:
    """Lets python3-saml judge at the item's time; it has no parameter for that."""

    def __init__(self, at):
        self.at = at

    def __enter__(self):
        from onelogin.saml2.utils import OneLogin_Saml2_Utils as Utils

        self.utils, self.real = Utils, Utils.__dict__["now"]
        if self.at:
            seconds = int(datetime.fromisoformat(self.at.replace("Z", "+00:00")).timestamp())
            Utils.now = staticmethod(lambda: seconds)

    def __exit__(self, *_):
        self.utils.now = self.real
        return False


def jwt(item, corpus):
    """The name of PyJWT's exception; empty when it accepts. It has no parameter for a time: claims of time are compared with the item's."""
    import jwt as pyjwt

    told = {**item, **(item.get("context") or {})}
    if item["kind"] != "jwt":
        return None
    token = (corpus / item["file"]).read_text().strip()
    algorithms = told.get("algorithms") or [*(f + n for f in ("RS", "PS", "ES", "HS") for n in ("256", "384", "512")), "EdDSA"]
    wanted = {"verify_exp": False, "verify_nbf": False, "verify_iat": False, "verify_aud": bool(told.get("expected_aud"))}
    key = told.get("hmac_secret", "").encode() or None
    if told.get("jwks"):
        keys = pyjwt.PyJWKSet.from_dict(json.loads((corpus / told["jwks"]).read_text()))
        kid = pyjwt.get_unverified_header(token).get("kid")
        key = keys[kid].key if kid else keys.keys[0].key
    wanted |= {"verify_signature": True} if key is not None else {"verify_signature": False}
    if not _claims(token):  # a signature over something else than claims: PyJWT has a function of its own for that
        pyjwt.PyJWS().decode(token, key, algorithms=algorithms, options={"verify_signature": wanted["verify_signature"]})
        return ""
    claims = pyjwt.decode(token, key, algorithms=algorithms, audience=told.get("expected_aud"), issuer=told.get("expected_iss"), options=wanted)
    at = told.get("at_time")
    now = datetime.fromisoformat(at.replace("Z", "+00:00")).timestamp() if at else None
    if now is not None and isinstance(claims.get("exp"), int | float) and claims["exp"] <= now:
        raise pyjwt.ExpiredSignatureError
    if now is not None and any(isinstance(claims.get(n), int | float) and claims[n] > now + 60 for n in ("nbf", "iat")):
        raise pyjwt.ImmatureSignatureError
    return ""


def _claims(token):
    """Whether the token means to be a JWT: its payload begins as an object."""
    import base64

    payload = token.split(".")[1] if token.count(".") == 2 else ""
    try:
        return not payload or base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)).lstrip()[:1] == b"{"
    except ValueError:
        return True


def x509(item, corpus):
    """The text of cryptography's refusal; empty when it accepts."""
    import ipaddress

    from cryptography import x509 as lib
    from cryptography.x509.verification import PolicyBuilder, Store

    told = {**item, **(item.get("context") or {})}
    if item["kind"] != "chain" or not told.get("trust_anchors") or not told.get("hostname"):
        return None
    chain = lib.load_pem_x509_certificates((corpus / item["file"]).read_bytes())
    names = told["trust_anchors"] if isinstance(told["trust_anchors"], list) else [told["trust_anchors"]]
    roots = [c for name in names for c in lib.load_pem_x509_certificates((corpus / name).read_bytes())]
    host = told["hostname"]
    try:
        subject = lib.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        subject = lib.DNSName(host)
    built = PolicyBuilder().store(Store(roots))
    if told.get("at_time"):
        built = built.time(datetime.fromisoformat(told["at_time"].replace("Z", "+00:00")).replace(tzinfo=None))
    built.build_server_verifier(subject).verify(chain[0], chain[1:])
    return ""


def ask(peer, item, corpus):
    """Whether the peer refused, and the causes that its words stand for; None where it cannot be asked."""
    try:
        said = {"saml": saml, "jwt": jwt, "x509": x509}[peer](item, corpus)
    except Exception as error:
        name = next((c.__name__ for c in type(error).__mro__ if c.__name__ in JWT_WORDS), type(error).__name__)
        said = name if peer == "jwt" else str(error).lower() or name
    if said is None:
        return None
    if not said:
        return False, set()
    if peer == "jwt":
        return True, JWT_WORDS.get(said, set())
    return True, next((causes for words, causes in (SAML_WORDS if peer == "saml" else X509_WORDS) if words in said), set())


def measured(peer, corpus):
    items = json.loads((corpus / "manifest.json").read_text())["items"]
    total = {"bad": 0, "refused": 0, "led": 0, "named": 0, "valid": 0, "valid_refused": 0}
    for item in items:
        if item["verdict"] not in {"valid", "invalid"}:
            continue
        answer = ask(peer, item, corpus)
        if answer is None:
            continue
        refused, causes = answer
        labels = set(item.get("labels") or ())
        if item["verdict"] == "valid":
            total["valid"] += 1
            total["valid_refused"] += refused
        elif labels:
            total["bad"] += 1
            total["refused"] += refused
            total["led"] += bool(causes & labels)
            total["named"] += len(causes) == 1 and bool(causes & labels)
    return total


def show(peer, t):
    name = {"saml": "python3-saml", "jwt": "PyJWT", "x509": "cryptography's verifier"}[peer]
    if not t["bad"]:
        print(f"\n{name}: no items")
        return
    print(f"\n{name}: {t['bad']} labelled items, {t['valid']} valid ones")
    print(f"  refuses the bad        {t['refused'] / t['bad']:6.1%}")
    print(f"  its words lead there   {t['led'] / t['bad']:6.1%}   (the label is among the causes for which it says this)")
    print(f"  names that one cause   {t['named'] / t['bad']:6.1%}")
    print(f"  refuses valid ones     {t['valid_refused'] / max(1, t['valid']):6.1%}")


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpus", type=Path, required=True)
    options.add_argument("--saml-python", help="interpreter of an environment that has python3-saml")
    options.add_argument("--peer", choices=["saml", "jwt", "x509"], help="ask this peer in this very interpreter, and print JSON")
    told = options.parse_args()
    warnings.simplefilter("ignore")
    corpus = told.corpus if (told.corpus / "manifest.json").is_file() else told.corpus / "identity"
    if told.peer:
        print(json.dumps(measured(told.peer, corpus)))
        return 0
    if told.saml_python:
        run = subprocess.run([told.saml_python, __file__, "--corpus", str(corpus), "--peer", "saml"], capture_output=True, text=True, timeout=600, check=False)
        last = run.stdout.strip().splitlines()[-1:]
        show("saml", json.loads(last[0])) if last else print("\npython3-saml could not be asked: its environment lacks something")
    else:
        print("\npython3-saml: not asked, name its interpreter with --saml-python")
    for peer in ("jwt", "x509"):
        show(peer, measured(peer, corpus))
    return 0


if __name__ == "__main__":
    sys.exit(main())
