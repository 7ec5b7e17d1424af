"""Structure first: JSON by key, name and value pairs as a HAR has them, addresses, forms, headers, XML by element and attribute."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote_plus

from redaction import names
from redaction.scrub import Scrubber
from triagekit.placeholders import SIGNATURE_VERDICT

DEPTH = 150
"""Nesting that is walked; deeper values go as a whole."""

_HEADERS_AS_TEXT = frozenset(
    "accept accept-encoding accept-language age allow cache-control connection content-encoding content-language content-length content-type content-disposition date"
    " expires keep-alive last-modified pragma retry-after server strict-transport-security te trailer transfer-encoding upgrade vary via"
    " user-agent www-authenticate proxy-authenticate alt-svc access-control-allow-origin access-control-allow-headers access-control-allow-methods"
    " access-control-request-headers access-control-request-method content-security-policy sec-fetch-mode sec-fetch-site sec-fetch-dest".split()
)
_CORRELATION = frozenset(
    "x-request-id x-correlation-id request-id traceparent tracestate cf-ray x-amzn-trace-id x-amz-request-id x-amz-id-2 x-amz-cf-id x-amzn-requestid x-ms-request-id x-ms-correlation-request-id"
    " x-github-request-id x-okta-request-id x-azure-ref x-trace-id x-b3-traceid x-b3-spanid x-cloud-trace-context x-envoy-request-id apigw-requestid client-request-id x-served-by".split()
)
_CODES = frozenset("code state nonce ticket samlart relaystate session_state login_hint id_token_hint device_code user_code code_challenge code_verifier".split())
_COOKIE_MARKS = frozenset({"httpOnly", "secure", "expires", "path", "domain", "sameSite"})
_ADDRESS_KEYS = frozenset({"url", "redirectURL", "href", "documentURL", "uri", "referer", "location", "request_uri"})
_FORM = re.compile(r"[^\s=&]{1,200}=[^\s&]*(?:&[^\s=&]{1,200}=[^\s&]*)*")


@dataclass(slots=True)
class Structure:
    """Cleans values by where they stand."""

    scrub: Scrubber

    def __post_init__(self) -> None:
        self.scrub.inner = self.inside

    def inside(self, plain: str) -> str:
        """Text that was decoded out of something: XML, JSON and forms by structure."""
        return self.leaf("", plain)

    def tree(self, value: Any, name: str = "", depth: int = 0) -> Any:
        """A parsed JSON value with every string cleaned, by its key and by what stands in it."""
        if isinstance(value, str):
            return self.leaf(name, value)
        if depth > DEPTH:
            return "redacted-nested"
        if isinstance(value, dict):
            return self._object(value, depth)
        if isinstance(value, list):
            return [self.tree(item, name, depth + 1) for item in value]
        return self._number(name, value)

    def _number(self, name: str, value: Any) -> Any:
        """Digits under a name that says secret or person; booleans and null say nothing."""
        if isinstance(value, int | float) and not isinstance(value, bool) and names.category(name) in ("password", "otp", "secret", "phone", "national-number"):
            return self.scrub.put(names.category(name), str(value)) if abs(value) > 99 else value
        return value

    def _object(self, value: Mapping[str, Any], depth: int) -> dict[str, Any]:
        name, content = value.get("name"), value.get("value")
        if isinstance(name, str) and isinstance(content, str):
            made = {"name": self.scrub.text(name), "value": self.named(name, content, cookie=bool(_COOKIE_MARKS & set(value)))}
            return {k: made[k] if k in made else self.tree(v, k, depth + 1) for k, v in value.items()}
        if value.get("encoding") == "base64" and isinstance(value.get("text"), str):
            return {k: self._body64(v) if k == "text" else self.tree(v, k, depth + 1) for k, v in value.items()}
        return {self.scrub.text(str(k)): self.tree(v, str(k), depth + 1) for k, v in value.items()}

    def _body64(self, raw: str) -> str:
        """A body that a HAR says is base64: cleaned inside when it is text; an image or font stays."""
        import base64
        import binascii

        try:
            data = base64.b64decode(raw, validate=True)
        except (ValueError, binascii.Error):
            return self.scrub.text(raw)
        try:
            plain = data.decode()
        except UnicodeDecodeError:
            return raw if data[:4] in _IMAGES or data[:4] == b"RIFF" else self.scrub.text(raw)
        clean = self.leaf("text", plain)
        return raw if clean == plain else base64.b64encode(clean.encode()).decode()

    def named(self, name: str, value: str, cookie: bool = False) -> str:
        """A header, cookie or parameter value."""
        low = name.lower()
        special = _SPECIAL.get(low)
        if special is not None:
            return special(self, value)
        if low in _CORRELATION:
            return value
        if cookie:
            return self.scrub.secret("cookie", value)
        if low in _HEADERS_AS_TEXT:
            return self.scrub.text(value)
        if low in _CODES and len(value) > 7:
            return self.scrub.secret("code", value)
        if names.category(name):
            return self.scrub.value(name, value)
        return self.leaf("", value)

    def authorization(self, value: str) -> str:
        """The scheme stays, the credential goes; a digest's parameters stay but for its response."""
        return self.scrub.secret("credential", value)

    def cookies(self, value: str) -> str:
        """Cookie: names stay, values go (RFC 6265 4.2.1)."""
        parts = (part.partition("=") for part in value.split(";"))
        return ";".join(f"{k}{eq}{self.scrub.secret('cookie', v)}" for k, eq, v in parts)

    def set_cookies(self, value: str) -> str:
        """Set-Cookie, several by line: the first value goes, attributes stay (RFC 6265 4.1.1)."""
        return "\n".join(self._set_cookie(row) for row in value.split("\n"))

    def _set_cookie(self, row: str) -> str:
        first, mark, rest = row.partition(";")
        name, eq, content = first.partition("=")
        return f"{name}{eq}{self.scrub.secret('cookie', content)}{mark}{rest}"

    def address(self, value: str) -> str:
        """A URL: user info, secret parameters and fragment values go; host, path and names stay."""
        head, mark, tail = value.partition("?")
        if not mark:
            head, hash_, fragment = value.partition("#")
            return self.scrub.text(head) + hash_ + self._fragment(fragment)
        query, hash_, fragment = tail.partition("#")
        return self.scrub.text(head) + mark + self.form(query) + hash_ + self._fragment(fragment)

    def _fragment(self, fragment: str) -> str:
        return self.form(fragment) if "=" in fragment else self.scrub.text(fragment)

    def form(self, raw: str) -> str:
        """name=value pairs, each value by its name; separators and encoding stay as they were."""
        return "&".join(self._pair(part) for part in raw.split("&"))

    def _pair(self, part: str) -> str:
        name, eq, value = part.partition("=")
        if not eq or not value:
            return self.scrub.text(part)
        plain = unquote_plus(value, errors="surrogateescape")
        clean = self.named(unquote_plus(name, errors="replace"), plain)
        return part if clean == plain else f"{name}={quote(clean, safe='/:@,;!*()~._-', errors='surrogateescape')}"

    def leaf(self, name: str, value: str) -> str:
        """One string under a key: JSON, forms and XML by their own structure, else by name and as text."""
        start = value[:200].lstrip()
        if name in _ADDRESS_KEYS or (start.startswith(("http://", "https://", "ws://", "wss://")) and not re.search(r"\s", value)):
            return self.address(value)
        if start[:1] in ("{", "[") and len(value) > 2:
            made = self._json(value, name)
            if made is not None:
                return made
        if start.startswith("<") and ">" in value:
            return self.xml(value)
        if name in ("text", "postData", "body", "data", "payload", "") and "=" in value and _FORM.fullmatch(value):
            return self.form(value)
        return self.scrub.value(name, value)

    def _json(self, value: str, name: str) -> str | None:
        try:
            parsed = json.loads(value)
        except (ValueError, RecursionError):
            return None
        clean = self.tree(parsed, name)
        return value if clean == parsed else json.dumps(clean, ensure_ascii=False)

    def xml(self, text: str) -> str:
        """Element texts and attribute values by their names; SAML keeps what a diagnosis needs."""
        before = self.scrub.verdict
        self.scrub.verdict = self.scrub.signatures.get(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), before)
        made = self.scrub.text(_ATTRIBUTE.sub(self._attribute, _ELEMENT.sub(self._element, text)))
        self.scrub.verdict = before
        return made

    def _element(self, match: re.Match[str]) -> str:
        name, value, lead = match.group("name"), match.group("value"), match.group("lead")
        if not value.strip() or name in _ELEMENTS_KEPT:
            return match.group()
        if name == "SignatureValue":
            return lead + self._signature(value)
        if name in _ELEMENTS_OF_PEOPLE:
            return lead + self.scrub.secret("email" if "@" in value else "person", value.strip())
        if name == "CipherValue":
            return lead + self.scrub.put("cipher", value.strip())
        return lead + self.scrub.value(name, value)

    def _signature(self, value: str) -> str:
        if SIGNATURE_VERDICT.search(value):
            return value
        flat = "".join(value.split())
        verdict = self.scrub.verdict or "not-assessed"
        self.scrub.found.values.setdefault(flat, "signature")
        self.scrub.found.counts["signature"] = self.scrub.found.counts.get("signature", 0) + 1
        return f"redacted-signature-{verdict}"

    def _attribute(self, match: re.Match[str]) -> str:
        name, quote_, value = match.group("name"), match.group("quote"), match.group("value")
        local = name.rpartition(":")[2]
        if local in ("value", "content") and 'type="hidden"' in match.string[max(0, match.start() - 300) : match.start() + 300]:
            hidden = re.search(r'name=["\']([^"\']{1,100})', match.string[max(0, match.start() - 200) : match.start() + 200])
            clean = self.named(hidden.group(1), value) if hidden else self.scrub.text(value)
        elif "://" in value[:10]:
            clean = self.address(value)
        else:
            clean = value if local in _ATTRIBUTES_KEPT else self.scrub.value(local, value)
        return f"{name}={quote_}{clean}{quote_}"


_IMAGES = (b"\x89PNG", b"GIF8", b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe1", b"wOFF", b"wOF2", b"\0\1\0\0", b"OTTO")
_ELEMENT = re.compile(r"(?P<lead><(?:[\w.-]{1,40}:)?(?P<name>[\w.-]{1,100})(?:\s[^<>]{0,4000})?>)(?P<value>[^<>]{1,1000000})(?=</)")
_ATTRIBUTE = re.compile(r"(?<![\w:.-])(?P<name>[\w:.-]{1,100})=(?P<quote>[\"'])(?P<value>[^\"'<>]{0,100000})(?P=quote)")
_ELEMENTS_KEPT = frozenset("Issuer Audience X509Certificate DigestValue AuthnContextClassRef Modulus Exponent NameIDFormat title script style".split())
_ELEMENTS_OF_PEOPLE = frozenset("NameID AttributeValue BaseID GivenName SurName EmailAddress TelephoneNumber SPProvidedID".split())
_ATTRIBUTES_KEPT = frozenset("ID InResponseTo AssertionID ResponseID Name NameFormat Format Algorithm Value IssueInstant NotBefore NotOnOrAfter AuthnInstant Version class id type rel method".split())
_SPECIAL: Mapping[str, Callable[[Structure, str], str]] = {
    "cookie": Structure.cookies,
    "set-cookie": Structure.set_cookies,
    "authorization": Structure.authorization,
    "proxy-authorization": Structure.authorization,
    "location": Structure.address,
    "referer": Structure.address,
    "content-location": Structure.address,
    ":path": Structure.address,
}
