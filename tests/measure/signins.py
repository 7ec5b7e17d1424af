"""Makes captures of sign-ins in which the identity provider's and the application's clocks stand off by known seconds."""

import base64
import json
from datetime import timedelta
from urllib.parse import quote

from tests.measure.incident import BEGUN

APP, IDP = "https://app.shop.test", "https://login.idp.test"


def write(path, dice, offsets, saml):
    """Three sign-ins of a browser whose clock is right: by SAML, or by OpenID Connect with a SAML request for the application's clock."""
    entries, at = [], 0.0
    for n in range(3):
        at = _sign_in(entries, dice, (at + dice.uniform(5, 60), f"{n}{dice.getrandbits(96):024x}"), offsets, saml)
    path.write_text(json.dumps({"log": {"version": "1.2", "creator": {"name": "WebInspector", "version": "537.36"}, "entries": entries}}))


def _sign_in(entries, dice, begun, offsets, saml):
    at, number = begun
    asked = f"_r{number}"
    request = _packed(f'<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="{asked}" Version="2.0" IssueInstant="{{}}" Destination="{IDP}/sso"><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">{APP}/sp</saml:Issuer></samlp:AuthnRequest>')
    took = dice.uniform(0.05, 0.6)
    made = request(at + dice.uniform(0.1, 0.9) * took + offsets["application"])
    entries.append(_entry(at, took, f"{APP}/", 200, _form(f"{IDP}/sso", "SAMLRequest", made)))
    at += took + dice.uniform(0.1, 0.5)
    entries.append(_entry(at, 0.3, f"{IDP}/sso", 200, "<html>sign in</html>", f"SAMLRequest={quote(made)}"))
    at, took = at + dice.uniform(3, 30), dice.uniform(0.05, 0.9)
    issued = at + dice.uniform(0.1, 0.9) * took + offsets["identity-provider"]
    if saml:
        answer = _packed(_RESPONSE.format(number=number, asked=asked))(issued)
        entries.append(_entry(at, took, f"{IDP}/password", 200, _form(f"{APP}/acs", "SAMLResponse", answer), "user=x"))
        at += took + dice.uniform(0.05, 0.4)
        entries.append(_entry(at, 0.2, f"{APP}/acs", 302, "", f"SAMLResponse={quote(answer)}"))
    else:
        token = ".".join(_b64(json.dumps(part).encode()) for part in ({"alg": "RS256", "typ": "JWT"}, {"iss": IDP, "aud": "shop", "sub": number, "nonce": "n", "iat": int(_epoch(issued)), "exp": int(_epoch(issued)) + 600}))
        entries.append(_entry(at, took, f"{IDP}/token", 200, json.dumps({"id_token": f"{token}.{_b64(bytes(range(256)))}"}), "grant_type=authorization_code&code=x", "application/json"))
    return at + 1


_RESPONSE = (
    '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_a{number}" Version="2.0" IssueInstant="{{}}" InResponseTo="{asked}">'
    '<saml:Issuer>https://login.idp.test/meta</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status></samlp:Response>'
)


def _packed(xml):
    return lambda at: base64.b64encode(xml.format((BEGUN + timedelta(seconds=at)).strftime("%Y-%m-%dT%H:%M:%SZ")).encode()).decode()


def _epoch(at):
    return (BEGUN + timedelta(seconds=at)).timestamp()


def _b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _form(target, name, value):
    return f'<html><form method="post" action="{target}"><input type="hidden" name="{name}" value="{value}"/></form></html>'


def _entry(at, took, url, status, body, sent="", kind="text/html"):
    """One exchange whose answer bears the Date of a server that is right."""
    said = BEGUN + timedelta(seconds=at + took / 2)
    request = {"method": "POST" if sent else "GET", "url": url, "httpVersion": "HTTP/1.1", "headers": [], "cookies": [], "queryString": [], "headersSize": -1, "bodySize": len(sent)}
    if sent:
        request["postData"] = {"mimeType": "application/x-www-form-urlencoded", "text": sent}
    return {
        "startedDateTime": (BEGUN + timedelta(seconds=at)).isoformat(timespec="milliseconds").replace("+00:00", "Z"), "time": took * 1000, "request": request,
        "response": {"status": status, "statusText": "", "httpVersion": "HTTP/1.1", "headers": [{"name": "Date", "value": said.strftime("%a, %d %b %Y %H:%M:%S GMT")}], "cookies": [],
                     "content": {"size": len(body), "mimeType": kind, "text": body}, "redirectURL": "", "headersSize": -1, "bodySize": len(body)},
        "cache": {}, "timings": {"send": 1, "wait": took * 1000 - 2, "receive": 1},
    }  # fmt: skip
