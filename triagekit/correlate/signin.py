"""Joins the messages of one sign-in: the authorization request, the callback and the token request.

State, PKCE, code and redirect address are compared across messages (RFC 6749 4.1, 10.12; RFC 7636 4.6). Each fact
stands at the message where the comparison was made. A value that redaction replaced is compared as its
placeholder, which is equal for equal values; what would need the value itself is then not judged.
"""

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from triagekit.records import Kind, Record, Value, Vocabulary, flag, number, text
from triagekit.roles import Context, Correlator

KEPT = 2_000
"""Messages of each sort that are kept."""

FIELDS: Vocabulary = {
    "signin.state": text("matched | unknown (no request of this capture had it) | missing, of a callback"),
    "signin.pkce": text("matched | mismatch | verifier-missing | challenge-missing, of a token request"),
    "signin.code_uses": number("How many token requests of this capture used the code"),
    "signin.code_age_s": number("Seconds from the callback to the token request"),
    "signin.redirect_uri_same": flag("The token request repeats the redirect_uri of the authorization request"),
    "signin.error": text("error that the token endpoint answered"),
    "signin.host": text("Host of the message"),
    "signin.client_id": text("client_id"),
    "signin.requests": number("Authorization requests of this capture"),
}


@dataclass(frozen=True, slots=True)
class _Message:
    """The little that is kept of one message."""

    record: Record
    state: str
    code: str
    challenge: str
    method: str
    verifier: str
    redirect_uri: str
    client: str
    error: str

    @property
    def at(self) -> datetime | None:
        return self.record.at


class SignIn:
    """Keeps the messages of sign-ins and compares them at the end."""

    name = "signin"
    fields: Vocabulary = FIELDS

    def __init__(self) -> None:
        self._asked: list[_Message] = []
        self._back: list[_Message] = []
        self._token: list[_Message] = []

    def see(self, record: Record) -> None:
        """Keep a message of a sign-in."""
        sort = record.fields.get("oidc.message")
        kept = {"authorization-request": self._asked, "callback": self._back, "token-request": self._token}.get(str(sort)) if sort else None
        if kept is not None and len(kept) < KEPT:
            kept.append(_message(record))

    def conclude(self, context: Context) -> Iterator[Record]:
        """One fact for each callback and each token request that can be compared with something."""
        del context
        states = {m.state for m in self._asked if m.state}
        for back in self._back:
            yield from self._state(back, states)
        uses: dict[str, int] = {}
        for token in self._token:
            if token.code:
                uses[token.code] = uses.get(token.code, 0) + 1
        for token in self._token:
            if token.code:
                yield self._exchange(token, uses)

    def _state(self, back: _Message, states: set[str]) -> Iterator[Record]:
        if not states:
            return
        outcome = "matched" if back.state in states else "unknown" if back.state else "missing"
        yield _fact(back, {"signin.state": outcome, "signin.requests": len(self._asked)})

    def _exchange(self, token: _Message, uses: dict[str, int]) -> Record:
        back = next((b for b in self._back if b.code == token.code), None)
        asked = self._request_of(back, token)
        found: dict[str, Value] = {"signin.code_uses": uses[token.code]}
        if token.error:
            found["signin.error"] = token.error
        if back is not None and back.at and token.at:
            found["signin.code_age_s"] = (token.at - back.at).total_seconds()
        if asked is not None:
            outcome = _pkce(asked, token)
            found |= {"signin.pkce": outcome} if outcome else {}
            if asked.redirect_uri and token.redirect_uri:
                found["signin.redirect_uri_same"] = asked.redirect_uri == token.redirect_uri
        return _fact(token, found)

    def _request_of(self, back: _Message | None, token: _Message) -> _Message | None:
        """The authorization request that a token request belongs to: by state, else the only one of that client."""
        if back is not None and back.state:
            found = next((a for a in self._asked if a.state == back.state), None)
            if found is not None:
                return found
        same = [a for a in self._asked if not token.client or a.client == token.client]
        return same[0] if len(same) == 1 else None


def _message(record: Record) -> _Message:
    def first(name: str) -> str:
        value = record.fields.get(f"request.params.{name}")
        return value[0] if isinstance(value, tuple) and value else ""

    return _Message(
        record, first("state"), first("code"), first("code_challenge"), first("code_challenge_method") or "plain", first("code_verifier"),
        first("redirect_uri"), first("client_id"), str(record.fields.get("oidc.error") or ""),
    )  # fmt: skip


def _pkce(asked: _Message, token: _Message) -> str:
    """Compare verifier and challenge, RFC 7636 4.6; nothing when one of them was redacted or neither was used."""
    if not asked.challenge:
        return "challenge-missing" if token.verifier else ""
    if not token.verifier:
        return "verifier-missing"
    if "redacted-" in asked.challenge or "redacted-" in token.verifier:
        return ""
    made = challenge_of(token.verifier) if asked.method.upper() == "S256" else token.verifier
    return "matched" if made == asked.challenge.rstrip("=") else "mismatch"


def challenge_of(verifier: str) -> str:
    """The S256 challenge of a verifier, RFC 7636 4.2."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode("utf-8", "replace")).digest()).rstrip(b"=").decode("ascii")


def _fact(message: _Message, found: dict[str, Value]) -> Record:
    fields: dict[str, Value] = {"fact": "sign-in", **found}
    if message.client:
        fields["signin.client_id"] = message.client
    host = message.record.fields.get("request.url.host")
    if isinstance(host, str) and host:
        fields["signin.host"] = host
    return Record(Kind.FACT, message.record.location, fields, message.at)


correlator: type[Correlator] = SignIn
