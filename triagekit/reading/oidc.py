"""What an exchange means to OAuth 2.0 and OpenID Connect: which message it is, what it asked for, what was answered.

RFC 6749, RFC 7636 (PKCE), RFC 8628 (device), RFC 9126 (PAR), OpenID Connect Core 1.0. Values that decide nothing
by themselves (state, nonce, code, secrets) are said to be present, never copied.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from triagekit.reading import urls
from triagekit.records import FieldSpec, Value, flag, text, texts

Fields = Mapping[str, Value]

_FIELDS: Mapping[str, FieldSpec] = {
    "oidc.message": text(
        "authorization-request | callback | token-request | device-request | pushed-request | introspection | revocation | userinfo | discovery | jwks | logout"
    ),
    "oidc.error": text("error of the answer: of the token endpoint, the redirect, the callback or the error page"),
    "oidc.error_description": text("error_description beside it, or the text of the error page"),
    "oidc.error_place": text("token | redirect | callback | page | api"),
    "oidc.standard_error": flag("The error is one of the registered OAuth and OpenID Connect codes"),
    "oidc.grant": text("authorization_code | refresh_token | client_credentials | password | device_code | jwt-bearer | saml2-bearer | token-exchange | other"),
    "oidc.client_auth": text("How the client proved itself to the token endpoint: basic | post | assertion | none"),
    "oidc.client_id": text("client_id"),
    "oidc.redirect_uri": text("redirect_uri"),
    "oidc.response_type": texts("response_type, one word each"),
    "oidc.response_mode": text("response_mode"),
    "oidc.prompt": texts("prompt"),
    "oidc.scope": texts("scope asked for"),
    "oidc.state.present": flag("state stands in the message"),
    "oidc.nonce.present": flag("nonce stands in the request"),
    "oidc.code.present": flag("An authorization code stands in the message"),
    "oidc.pkce.challenge": flag("code_challenge stands in the request"),
    "oidc.pkce.method": text("code_challenge_method: S256 | plain"),
    "oidc.pkce.verifier": flag("code_verifier stands in the request"),
    "oidc.pkce.verifier_problem": text("too-short | too-long | characters, by RFC 7636 4.1"),
    "oidc.tokens": texts("Which tokens the answer holds"),
    "oidc.introspection.active": flag("active of an introspection answer"),
    "oidc.failed": flag("The provider's endpoint could not be used: no answer, or a status of 4xx or 5xx"),
}
OIDC: Mapping[str, FieldSpec] = {name: spec if name == "oidc.message" else replace(spec, shown_by=("oidc.message",)) for name, spec in _FIELDS.items()}
"""Fields of exchanges that belong to a sign-in; where the message is known, an absent field is a *no*."""

ERRORS = frozenset({
    "invalid_request", "unauthorized_client", "access_denied", "unsupported_response_type", "invalid_scope", "server_error", "temporarily_unavailable", "invalid_client",
    "invalid_grant", "unsupported_grant_type", "interaction_required", "login_required", "account_selection_required", "consent_required", "invalid_request_uri",
    "invalid_request_object", "request_not_supported", "request_uri_not_supported", "registration_not_supported", "authorization_pending", "slow_down", "expired_token",
    "invalid_target", "unmet_authentication_requirements", "invalid_dpop_proof", "use_dpop_nonce", "unsupported_token_type",
})  # fmt: skip
"""The registry of OAuth extensions errors (IANA), without those of resource servers (RFC 6750)."""

_TOKEN_PATH = re.compile(r"/(?:token|access_token|token\.oauth2|oauth2token)/?\Z", re.IGNORECASE)
_OAUTH = re.compile(r"oauth|openid|/connect/|/oidc|/as/|/sso/|/realms/", re.IGNORECASE)
_PATHS = (
    ("discovery", re.compile(r"/\.well-known/(?:openid-configuration|oauth-authorization-server)")),
    ("jwks", re.compile(r"/(?:jwks(?:\.json|_uri)?|discovery/(?:v2\.0/)?keys|oauth2/(?:v\d/|[^/]{1,80}/v\d/)?(?:keys|certs)|protocol/openid-connect/certs)/?\Z")),
    ("device-request", re.compile(r"/(?:devicecode|device_authorization|device/code|device/authorize|auth/device)/?\Z")),
    ("introspection", re.compile(r"/(?:introspect|token/introspect|introspection|introspect\.oauth2)/?\Z")),
    ("revocation", re.compile(r"/(?:revoke|revocation|token/revoke|revoke_token\.oauth2)/?\Z")),
    ("userinfo", re.compile(r"/(?:userinfo|userinfo\.openid)/?\Z")),
    ("pushed-request", re.compile(r"/(?:par|ext/par/request|as/par)/?\Z")),
)  # fmt: skip
_AUTHORIZE = re.compile(r"/(?:authorize|authorization\.oauth2|openid-connect/auth|o/oauth2/(?:v2/)?auth|oauth2/auth|login/oauth/authorize)/?\Z", re.IGNORECASE)
_GRANTS = {
    "authorization_code": "authorization_code", "refresh_token": "refresh_token", "client_credentials": "client_credentials", "password": "password",
    "urn:ietf:params:oauth:grant-type:device_code": "device_code", "device_code": "device_code", "urn:ietf:params:oauth:grant-type:jwt-bearer": "jwt-bearer",
    "urn:ietf:params:oauth:grant-type:saml2-bearer": "saml2-bearer", "urn:ietf:params:oauth:grant-type:token-exchange": "token-exchange",
}  # fmt: skip
_VERIFIER = re.compile(r"[A-Za-z0-9._~-]*\Z")
_FAILING = frozenset({"token-request", "discovery", "jwks", "userinfo", "introspection", "pushed-request", "device-request"})


def fields_of(fields: Fields) -> dict[str, Value]:
    """The oidc.* fields of an exchange's fields; none where it is no part of a sign-in. Total."""
    fields = _with_body(fields)
    message = _message(fields)
    if not message:
        return _stray(fields)
    out: dict[str, Value] = {"oidc.message": message}
    out |= _asked(fields)
    if message == "token-request":
        out |= _client(fields)
    out |= _answered(fields, message)
    if message in _FAILING:
        status = fields.get("response.status")
        out["oidc.failed"] = not isinstance(status, int) or status >= 400
    return out


def _with_body(fields: Fields) -> Fields:
    """The fields with the parameters of a token request whose body was sent under another type: as plain text or as JSON."""
    body = fields.get("request.body.text")
    if "request.params.grant_type" in fields or not isinstance(body, str) or "grant_type" not in body[:16384]:
        return fields
    given = urls.params(body[:16384]) if body.lstrip()[:1] != "{" else _members(body)
    return {**fields, **{f"request.params.{name}": values for name, values in given.items()}} if "grant_type" in given else fields


def _members(body: str) -> dict[str, tuple[str, ...]]:
    try:
        found = json.loads(body[:65536])
    except (ValueError, RecursionError):
        return {}
    return {name: (value,) for name, value in found.items() if isinstance(value, str)} if isinstance(found, dict) else {}


def _param(fields: Fields, name: str) -> str:
    value = fields.get(f"request.params.{name}")
    return value[0] if isinstance(value, tuple) and value else ""


def _words(fields: Fields, name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def _message(fields: Fields) -> str:
    path = _words(fields, "request.url.path")
    if "grant_type=" in _words(fields, "request.url.query") or "request.params.grant_type" in fields:
        return "token-request"
    if "request.params.response_type" in fields and "request.params.client_id" in fields:
        return "authorization-request"
    if not path and "#" not in _words(fields, "request.url"):
        return ""
    post = fields.get("request.method") == "POST"
    if post and _TOKEN_PATH.search(path[-200:]) and (_OAUTH.search(path[:400]) or _OAUTH.search(_words(fields, "request.url.host"))):
        return "token-request"
    if named := _by_path(path[-300:]):
        return named
    if "request.params.client_id" in fields and _AUTHORIZE.search(path[-200:]):
        return "authorization-request"
    if "request.params.id_token_hint" in fields or "request.params.post_logout_redirect_uri" in fields:
        return "logout"
    return "callback" if _is_callback(fields) else ""


_ANY_PATH = re.compile("|".join(pattern.pattern for _, pattern in _PATHS))


@lru_cache(4_096)
def _by_path(end: str) -> str:
    """The message that a path's end names; remembered, for a log repeats its paths."""
    if not _ANY_PATH.search(end):
        return ""
    return next((name for name, pattern in _PATHS if pattern.search(end)), "")


def _is_callback(fields: Fields) -> bool:
    """The browser brings the answer to the application: code and state, or an error (RFC 6749 4.1.2), in query, form or fragment."""
    if "request.params.state" in fields and ("request.params.code" in fields or "request.params.error" in fields):
        return True
    if _param(fields, "error") in ERRORS:
        return True
    if "request.params.code" in fields and ("request.params.session_state" in fields or "request.params.iss" in fields or "request.params.id_token" in fields):
        return True
    address = _words(fields, "request.url")
    if "#" not in address:
        return False
    told = _fragment(address)
    return "id_token" in told or "access_token" in told or (told.get("error", ("",))[0] in ERRORS)


def _fragment(url: str) -> dict[str, tuple[str, ...]]:
    _, _, fragment = url.partition("#")
    return urls.params(fragment[:16384]) if "=" in fragment else {}


def _asked(fields: Fields) -> dict[str, Value]:
    out: dict[str, Value] = {}
    for name in ("client_id", "redirect_uri", "response_mode"):
        if value := _param(fields, name):
            out[f"oidc.{name}"] = value[:1000]
    for name in ("response_type", "prompt", "scope"):
        if value := _param(fields, name):
            out[f"oidc.{name}"] = tuple(value.split()[:60])
    for name in ("state", "nonce", "code"):
        if f"request.params.{name}" in fields:
            out[f"oidc.{name}.present"] = True
    if "request.params.response_type" in fields or _param(fields, "code"):
        out.setdefault("oidc.state.present", False)
    return out | _pkce(fields)


def _pkce(fields: Fields) -> dict[str, Value]:
    out: dict[str, Value] = {}
    if "request.params.code_challenge" in fields:
        out["oidc.pkce.challenge"] = True
        out["oidc.pkce.method"] = _param(fields, "code_challenge_method") or "plain"
    verifier = _param(fields, "code_verifier")
    if "request.params.code_verifier" in fields:
        out["oidc.pkce.verifier"] = True
        problem = "" if verifier.startswith("redacted-") else verifier_problem(verifier)
        if problem:
            out["oidc.pkce.verifier_problem"] = problem
    return out


def verifier_problem(verifier: str) -> str:
    """RFC 7636 4.1: 43 to 128 unreserved characters."""
    if not _VERIFIER.match(verifier):
        return "characters"
    return "too-short" if len(verifier) < 43 else "too-long" if len(verifier) > 128 else ""


def _client(fields: Fields) -> dict[str, Value]:
    out: dict[str, Value] = {}
    if grant := _param(fields, "grant_type"):
        out["oidc.grant"] = _GRANTS.get(grant, "other")
    if fields.get("auth.scheme") == "basic":
        out["oidc.client_auth"] = "basic"
    elif "request.params.client_assertion" in fields:
        out["oidc.client_auth"] = "assertion"
    elif "request.params.client_secret" in fields:
        out["oidc.client_auth"] = "post"
    elif grant:
        out["oidc.client_auth"] = "none"
    return out


def _answered(fields: Fields, message: str) -> dict[str, Value]:
    out: dict[str, Value] = {}
    keys = fields.get("response.body.keys")
    body = _words(fields, "response.body.text")
    if message in {"token-request", "callback"} and (isinstance(keys, tuple) or '"access_token"' in body or '"id_token"' in body):
        tokens = tuple(n for n in ("access_token", "id_token", "refresh_token") if (isinstance(keys, tuple) and n in keys) or f'"{n}"' in body)
        if tokens:
            out["oidc.tokens"] = tokens
    if message == "introspection":
        active = re.search(r'"active"\s{0,8}:\s{0,8}(true|false)', body[:20000])
        if active:
            out["oidc.introspection.active"] = active.group(1) == "true"
    return out | _error(fields, message)


def _error(fields: Fields, message: str) -> dict[str, Value]:
    if message == "callback":
        told = {n: (_param(fields, n),) for n in ("error", "error_description")} if _param(fields, "error") else _fragment(_words(fields, "request.url"))
        return _said(told, "callback")
    location = _words(fields, "response.location")
    if "error=" in location:
        there = urls.split(location)
        return _said({**urls.params(there.query[:16384]), **urls.params(there.fragment[:16384])}, "redirect")
    status = fields.get("response.status")
    if not isinstance(status, int) or status < 400:
        return {}
    if message == "authorization-request":
        return _page(fields)
    return _json_error(fields, "token")


def _said(told: Mapping[str, tuple[str, ...]], place: str) -> dict[str, Value]:
    error = (told.get("error") or ("",))[0]
    if not error:
        return {}
    return _made(error, (told.get("error_description") or told.get("error_message") or ("",))[0], place)


def _made(error: str, description: str, place: str) -> dict[str, Value]:
    out: dict[str, Value] = {"oidc.error": error[:200], "oidc.error_place": place, "oidc.standard_error": error in ERRORS}
    if description:
        out["oidc.error_description"] = description[:2000]
    return out


def _json_error(fields: Fields, place: str) -> dict[str, Value]:
    error = _words(fields, "response.body.error")
    return _made(error, _words(fields, "response.body.error_description"), place) if error else {}


def _page(fields: Fields) -> dict[str, Value]:
    """The provider shows an error to the user instead of sending the browser back (RFC 6749 3.1.2.4)."""
    found = _json_error(fields, "page") if fields.get("response.body.kind") == "json" else {}
    body = _words(fields, "response.body.text")
    if found or not body:
        return found
    plain = plain_text(body[:65536])
    known = next((e for e in (*ERRORS, "redirect_uri_mismatch", "invalid_redirect_uri", "deleted_client") if e in plain), "error-page")
    return _made(known, plain, "page")


def plain_text(html: str) -> str:
    """The words of a page without its tags, scripts and styles. Linear."""
    out: list[str] = []
    skipping = False
    for n, piece in enumerate(html.split("<")):
        tag, _, rest = piece.partition(">") if n else ("", "", piece)
        name = tag[:8].lower()
        if name.startswith(("script", "style")):
            skipping = True
        elif name.startswith(("/script", "/style")):
            skipping = False
        if not skipping:
            out.append(rest)
    return " ".join(" ".join(out).split())


def _stray(fields: Fields) -> dict[str, Value]:
    """An OAuth error in the answer of an endpoint that is none by its look: an application that passes the provider's error on."""
    if "response.body.error" not in fields and "response.location" not in fields:
        return {}
    error = _words(fields, "response.body.error")
    status = fields.get("response.status")
    if error in ERRORS and error not in {"invalid_request", "access_denied", "server_error"} and isinstance(status, int) and status >= 400:
        return _json_error(fields, "api")
    location = _words(fields, "response.location")
    if "error=" in location:
        there = urls.split(location)
        told = {**urls.params(there.query[:16384]), **urls.params(there.fragment[:16384])}
        if (told.get("error") or ("",))[0] in ERRORS and ("state" in told or "error_description" in told):
            return _said(told, "redirect")
    return {}
