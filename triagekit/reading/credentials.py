"""Which credential a request carried, and what a token says of itself at the time of its use."""

import hashlib
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from triagekit.placeholders import is_placeholder
from triagekit.reading.headers import Grouped, challenges
from triagekit.reading.tokenlook import look, masked
from triagekit.records import Value

_KEY = secrets.token_bytes(16)
"""Makes credential hashes useless outside this run."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a request when its credential is looked for."""

    headers: Grouped | None
    cookies: Mapping[str, str]
    params: Mapping[str, tuple[str, ...]]
    form: Mapping[str, tuple[str, ...]]
    proxy: bool = False
    """True when the answer is a proxy's 407, so that the proxy's credential is the one in question."""


@dataclass(frozen=True, slots=True)
class Credential:
    """One credential as sent."""

    scheme: str
    place: str
    value: str
    form: str = ""


_SCHEMES = {
    "bearer": "bearer", "token": "bearer", "dpop": "bearer", "oauth": "bearer", "basic": "basic", "digest": "digest", "negotiate": "negotiate",
    "ntlm": "ntlm", "aws4-hmac-sha256": "aws4", "aws": "aws4", "ssws": "api-key", "apikey": "api-key", "api-key": "api-key", "key": "api-key",
}  # fmt: skip

_KEY_HEADERS = (
    "x-api-key", "api-key", "apikey", "x-apikey", "x-auth-token", "x-access-token", "x-functions-key", "ocp-apim-subscription-key", "x-goog-api-key",
    "x-vault-token", "x-gitlab-token", "private-token", "job-token", "x-amz-security-token", "x-shopify-access-token", "x-auth-key", "x-token",
    "dd-api-key", "x-honeycomb-team", "circle-token", "x-session-token", "authentication",
)  # fmt: skip

_KEY_PARAMS = {
    "access_token": "bearer", "token": "api-key", "api_key": "api-key", "apikey": "api-key", "api-key": "api-key", "auth_token": "bearer",
    "subscription-key": "api-key", "sig": "other", "x-amz-signature": "aws4", "x-goog-signature": "other", "jwt": "bearer", "key": "api-key",
    "x-amz-security-token": "aws4", "signature": "other", "code": "",
}  # fmt: skip

_FORM_PARAMS = ("client_secret", "client_assertion", "refresh_token", "access_token", "password", "SAMLResponse", "assertion", "api_key")

_SESSION = re.compile(
    r"sess(?:ion)?(?![a-z]*storage)|(?:^|[._-])s?sid$|(?:^|[._-])auth|(?:^|[._-])(?:access|id|refresh)?_?token$|jwt|login|remember|(?:^|[._-])sso|aspnet|asp\.net|connect\.sid"
    r"|^(?:jsessionid|phpsessid|laravel_session|fedauth|rtfa|estsauth|okta|idx|sid|hsid|ssid|apisid|dtcookie|mod_auth_openidc)",
    re.IGNORECASE,
)
_NOT_SESSION = re.compile(r"xsrf|csrf|consent|analytics|^_g[ai]|affinity|locale|lang|theme|session_?(?:count|start|length)|state|nonce", re.IGNORECASE)


def session_cookie(name: str, value: str) -> bool:
    """True for a cookie that looks like a signed-in session: by its usual names, or because it is a JWT."""
    if value.startswith("eyJ") and value.count(".") in (2, 4):
        return True
    return len(name) <= 200 and _SESSION.search(name) is not None and not _NOT_SESSION.search(name)


def find(seen: Seen) -> Credential | None:
    """The credential that most likely counted: Authorization, then key headers, query, session cookie, form."""
    return next(iter(_candidates(seen)), None)


def _candidates(seen: Seen) -> Iterator[Credential]:
    headers = seen.headers or {}
    for value in headers.get("proxy-authorization" if seen.proxy else "authorization", ())[:1]:
        yield _authorization(value)
    if seen.proxy:
        return
    for name in _KEY_HEADERS if headers else ():
        for value in headers.get(name, ())[:1]:
            yield Credential("api-key", "header", value)
    for name, values in seen.params.items():
        scheme = _KEY_PARAMS.get(name.lower(), "")
        if scheme and values[0]:
            yield Credential(scheme, "query", values[0])
    for name, value in seen.cookies.items():
        if session_cookie(name, value):
            yield Credential("cookie", "cookie", value)
    for name in _FORM_PARAMS if seen.form else ():
        for value in seen.form.get(name, ())[:1]:
            yield Credential("other", "body", value)


def _authorization(value: str) -> Credential:
    word, _, rest = value.strip().partition(" ")
    scheme = _SCHEMES.get(word.lower())
    if scheme:
        return Credential(scheme, "header", rest.strip())
    if not rest and masked(value) and not is_placeholder(word):
        return Credential("other", "header", word, "placeholder")
    return Credential("other", "header", value.strip())


def fields(seen: Seen, absence: str) -> dict[str, Value]:
    """auth.present, scheme, place, hash and the token's own fields; or auth.absence, which says what not seeing one means here."""
    sent = find(seen) if seen.headers or seen.params or seen.cookies or seen.form else None
    if sent is None:
        return {"auth.absence": absence, "auth.present": False} if absence == "absent" else {"auth.absence": absence}
    found: dict[str, Value] = {"auth.present": True, "auth.scheme": sent.scheme, "auth.place": sent.place, "auth.token_hash": digest(sent.value)}
    if sent.scheme in _TOKENS:
        _token(found, sent)
    elif sent.form:
        found["auth.token.form"] = sent.form
    return found


_TOKENS = frozenset({"bearer", "api-key", "cookie", "other"})


def _token(found: dict[str, Value], sent: Credential) -> None:
    seen = look(sent.value)
    if sent.scheme == "bearer" or seen.form in ("jwt", "jwe", "placeholder"):
        found["auth.token.form"] = seen.form
    if not seen.header:
        return
    for name in ("alg", "kid", "typ"):
        if value := seen.word(name):
            found[f"auth.token.{name}"] = value
    iss = seen.claims.get("iss")
    if isinstance(iss, str):
        found["auth.token.iss"] = iss
    aud = seen.claims.get("aud")
    if audience := ((aud,) if isinstance(aud, str) else seen.items("aud")):
        found["auth.token.aud"] = audience
    if scopes := tuple(dict.fromkeys(s for n in ("scope", "scp", "roles") for s in seen.items(n))):
        found["auth.token.scopes"] = scopes
    for name in ("exp", "nbf", "iat"):
        when = seen.when(name)
        if when is not None:
            found[f"auth.token.{name}"] = when


def digest(value: str) -> str:
    """A keyed hash, equal for equal credentials within a run and useless afterwards."""
    return hashlib.blake2b(value.encode("utf-8", "surrogatepass"), key=_KEY, digest_size=8).hexdigest()


def judge_times(found: dict[str, Value], server_at: datetime | None, client_at: datetime | None) -> None:
    """Compare a token's times with the time of its use: the answer's Date, and the request's start by the client.

    RFC 7519 4.1.4: on or after exp a token must not be accepted.
    """
    exp, nbf, iat = found.get("auth.token.exp"), found.get("auth.token.nbf"), found.get("auth.token.iat")
    if exp is nbf is iat is None:
        return
    if isinstance(exp, datetime):
        if server_at is not None:
            found["auth.token.expired_at_server"] = exp <= server_at
        if client_at is not None:
            found["auth.token.expired_at_client"] = exp <= client_at
        used = server_at or client_at
        if used is not None:
            found["auth.token.seconds_past_expiry"] = (used - exp).total_seconds()
    starts = [t for t in (nbf, iat) if isinstance(t, datetime)]
    if starts and server_at is not None:
        found["auth.token.not_yet_valid_at_server"] = max(starts) > server_at + timedelta(seconds=60)


def challenge_fields(headers: Grouped) -> dict[str, Value]:
    """auth.challenge.* from WWW-Authenticate and Proxy-Authenticate; an error= of any scheme counts (RFC 6750 3, RFC 9449 7.1)."""
    values = (*headers.get("www-authenticate", ()), *headers.get("proxy-authenticate", ()))
    if not values:
        return {"auth.challenge.present": False}
    offered = challenges(values)
    found: dict[str, Value] = {"auth.challenge.present": True, "auth.challenge.schemes": tuple(dict.fromkeys(c.scheme for c in offered))}
    telling = next((c for c in offered if "error" in c.params), None) or next((c for c in offered if c.scheme == "bearer"), None)
    for name, key in (("error", "error"), ("description", "error_description")):
        if telling and telling.params.get(key):
            found[f"auth.challenge.{name}"] = telling.params[key]
    if telling and telling.params.get("scope"):
        found["auth.challenge.scope"] = tuple(telling.params["scope"].split())
    realm = next((c.params["realm"] for c in offered if c.params.get("realm")), "")
    if realm:
        found["auth.challenge.realm"] = realm
    return found


