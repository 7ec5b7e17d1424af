"""Finds tokens, key sets, discovery documents and sign-in requests inside exchanges and log lines."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from triagekit.placeholders import is_placeholder
from triagekit.reading import urls
from triagekit.reading.tokenlook import segment
from triagekit.records import Kind, Material, Record, Use, Value

Fields = Mapping[str, Value]
PER_RECORD = 60
"""Items taken from one record."""
_TOKEN = re.compile(
    r"(?:(?<![A-Za-z0-9_-])|(?<=%22)|(?<=%20)|(?<=%3D)|(?<=%3d)|(?<=\\n)|(?<=\\t))eyJ[A-Za-z0-9_-]{8,32768}(?:\.[A-Za-z0-9_-]{0,65536}){1,4}"
)
_MEMBER = re.compile(r'"(access_token|id_token|accessToken|idToken|refresh_token)"\s{0,8}:\s{0,8}"([^"\\\s]{8,32768})"')
_SCHEMES = frozenset({"bearer", "dpop", "token", "jwt"})
_AS = {
    "id_token_hint": "id_token_hint", "client_assertion": "client_assertion", "assertion": "assertion", "subject_token": "assertion", "actor_token": "assertion",
    "access_token": "access_token", "accesstoken": "access_token", "id_token": "id_token", "idtoken": "id_token", "refresh_token": "refresh_token", "dpop": "dpop",
    "logout_token": "logout_token", "request": "request_object", "jwt": "bearer",
}  # fmt: skip
"""Name of a parameter, member or header to how the token in it is meant."""
_ASKED = ("nonce", "client_id", "max_age", "acr_values")
_DATA = '"keys"', '"kty"'


def find(record: Record) -> Iterator[Material]:
    """Every token, key set, discovery document and sign-in request of this record, at most `PER_RECORD`."""
    found = _events(record) if record.kind is Kind.EVENT else _exchange(record)
    for n, material in enumerate(found):
        if n >= PER_RECORD:
            return
        yield material


def _events(record: Record) -> Iterator[Material]:
    text = record.fields.get("event.text") or record.fields.get("event.message")
    if isinstance(text, str) and "eyJ" in text:
        for token in _tokens(text):
            yield Material("jwt", token.encode(), [Use(record.at, None, record.location, place="log", name="", role="request")])


def _tokens(text: str) -> Iterator[str]:
    """Texts that begin with a JOSE header, as far as they go."""
    for hit in _TOKEN.finditer(text):
        token = hit.group(0)
        if token.endswith(".") and token.count(".") == 3:
            token = token[:-1]  # the full stop of a sentence
        header = segment(token.split(".", 1)[0])
        if header is not None and ("alg" in header or "enc" in header):
            yield token


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in an exchange a token stood."""

    place: str
    name: str = ""
    role: str = "request"


def _exchange(record: Record) -> Iterator[Material]:
    reader = _Exchange(record)
    yield from reader.asked()
    yield from reader.answered()
    yield from reader.sign_in()


@lru_cache(2_048)
def _places(names: tuple[str, ...]) -> tuple[str, ...]:
    """The fields of a request in which a token can stand; remembered, for a capture's records come in few shapes."""
    return tuple(name for name in names if name.startswith(("request.headers.", "request.params.")))


class _Exchange:
    """One exchange while its tokens are looked for."""

    __slots__ = ("answer", "fields", "record")

    def __init__(self, record: Record) -> None:
        self.record = record
        self.fields: Fields = record.fields
        spot = record.location
        self.answer = f"{spot.artifact} {spot.pointer} {spot.line} {spot.offset}"

    def text(self, name: str) -> str:
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.fields.get(name)
        return value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()

    def made(self, token: str, where: _Place, **hints: str) -> Material:
        """The material of one token in this exchange."""
        date, status = self.fields.get("response.date"), self.fields.get("response.status")
        use = Use(
            self.record.at, date if isinstance(date, datetime) else None, self.record.location, self.text("request.url.host"), self.text("request.url.path"),
            status if isinstance(status, int) else None, where.place, where.name.lower()[:120], where.role, self.record.ended,
        )  # fmt: skip
        sort = _AS.get(where.name.lower(), "")
        if sort:
            hints.setdefault("as", sort)
        if where.role == "request":
            hints |= self._challenge()
        return Material("jwt", token.encode("utf-8", "replace"), [use], {k: v for k, v in hints.items() if v})

    def _challenge(self) -> dict[str, str]:
        """What the answer says against the token."""
        if self.fields.get("response.status") not in {400, 401, 403, 407}:
            return {}
        out = {"challenge_error": self.text("auth.challenge.error") or self.text("response.body.error")[:120], "challenge_description": self.text("auth.challenge.description")}
        out["challenge_scope"] = " ".join(self.texts("auth.challenge.scope"))
        for value in self.texts("response.headers.www-authenticate"):
            strength = re.search(r'acr_values="?([^",]{1,400})', value[:4000])
            if strength:
                out["acr_values"] = strength.group(1)
        return {k: v for k, v in out.items() if v}

    def asked(self) -> Iterator[Material]:
        """Tokens that were sent."""
        for name in _places(tuple(self.fields)):
            if name.startswith("request.headers."):
                yield from self._header(name[16:], self.fields[name])
            else:
                yield from self._param(name[15:], self.fields[name])
        yield from self._fragment(self.text("request.url"))
        body = self.text("request.body.text")
        if "eyJ" in body and not any(n.startswith("request.params.") and "eyJ" in str(v) for n, v in self.fields.items()):
            yield from self._body(body, "request")

    def _header(self, name: str, value: Value) -> Iterator[Material]:
        for text in value if isinstance(value, tuple) else ():
            if name == "authorization":
                yield from self._authorization(text)
            elif "eyJ" in text and name not in {"referer", "if-none-match"}:
                where = "cookie" if name == "cookie" else "header"
                for pair in text.split(";")[:200] if where == "cookie" else (f"{name}={text}",):
                    label, _, rest = pair.strip().partition("=")
                    for token in _tokens(rest):
                        yield self.made(token, _Place(where, label), **({"as": "cookie"} if where == "cookie" else {}))

    def _authorization(self, text: str) -> Iterator[Material]:
        scheme, _, rest = text.strip().partition(" ")
        if scheme.lower() in _SCHEMES and rest.strip():
            proof = "dpop" if scheme.lower() == "dpop" or "request.headers.dpop" in self.fields else ""
            yield self.made(rest.strip(), _Place("header", "authorization"), **{"as": "bearer", "proof": proof})
        elif text.startswith("eyJ"):
            yield self.made(text.strip(), _Place("header", "authorization"), **{"as": "bearer"})

    def _param(self, name: str, value: Value) -> Iterator[Material]:
        for text in value if isinstance(value, tuple) else ():
            if text.startswith("eyJ") or (name in {"access_token", "client_assertion"} and (is_placeholder(text) or text.startswith("redacted-"))):
                place = "query" if f"{name}=" in self.text("request.url.query") else "form"
                yield self.made(text, _Place(place, name))

    def _fragment(self, url: str) -> Iterator[Material]:
        """Tokens that an answer hands over in a fragment, OpenID Connect Core 3.2.2.5."""
        _, _, fragment = url.partition("#")
        if "token=" not in fragment:
            return
        values = urls.params(fragment[:65536])
        code = (values.get("code") or ("",))[0]
        for name in ("access_token", "id_token"):
            for text in values.get(name, ())[:1]:
                yield self.made(text, _Place("fragment", name, "response"), answer=self.answer, code=code)

    def answered(self) -> Iterator[Material]:
        """Tokens and key sets that were handed out."""
        yield from self._fragment(self.text("response.location"))
        for value in self.texts("response.headers.set-cookie"):
            label, _, rest = value.partition("=")
            for token in _tokens(rest) if "eyJ" in rest else ():
                yield self.made(token, _Place("cookie", label, "response"))
        body = self.text("response.body.text")
        if body and self.fields.get("response.body.kind") != "javascript":
            yield from self._published(body)
            yield from self._body(body, "response")

    def _body(self, body: str, role: str) -> Iterator[Material]:
        taken: set[str] = set()
        more = {"answer": self.answer, "code": (self.texts("request.params.code") or ("",))[0], "grant": (self.texts("request.params.grant_type") or ("",))[0]}
        for name, token in _MEMBER.findall(body) if "token" in body or "Token" in body else ():
            if token not in taken:
                taken.add(token)
                yield self.made(token, _Place("body", name, role), **more)
        for token in _tokens(body) if "eyJ" in body else ():
            if token not in taken:
                taken.add(token)
                yield self.made(token, _Place("body", "", role))

    def _published(self, body: str) -> Iterator[Material]:
        """A key set or a discovery document."""
        kind = "jwks" if all(mark in body for mark in _DATA) else "discovery" if '"jwks_uri"' in body and '"issuer"' in body else ""
        if kind and body.lstrip()[:1] == "{" and self.fields.get("response.status") in {200, 304, None}:
            date = self.fields.get("response.date")
            use = Use(
                self.record.at, date if isinstance(date, datetime) else None, self.record.location, self.text("request.url.host"), self.text("request.url.path"),
                200, "body", "", "response",
            )  # fmt: skip
            yield Material(kind, body.encode("utf-8", "replace"), [use])

    def sign_in(self) -> Iterator[Material]:
        """What an authorization request asked for, so that the token that answers it can be compared."""
        if "request.params.response_type" not in self.fields or "request.params.client_id" not in self.fields:
            return
        asked = {name: values[0] for name in _ASKED if (values := self.texts(f"request.params.{name}"))}
        use = Use(self.record.at, None, self.record.location, self.text("request.url.host"), self.text("request.url.path"), None, "query", "", "request")
        yield Material("oidc", json.dumps(asked, sort_keys=True).encode(), [use])
