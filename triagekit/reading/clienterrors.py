"""Turns any client's error text into one vocabulary, whatever the client, without claiming more than it says.

Linear in the text: one Aho-Corasick pass over at most 64 KiB, then a handful of bounded patterns on one line.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from triagekit.reading.clientwords import CHROME, CHROME_PREFIX, CLIENTS, CURL_EXIT, FIREFOX, NODE, PHASE, ROWS, VERIFY, Row
from triagekit.records import Value

LIMIT = 65_536
"""Characters looked at."""
CODED = 16_384
"""Characters searched for a client's code."""
SHOWN = 1_000
"""Characters of the client's text kept."""

_CHROME = re.compile(r"\bnet::(ERR_[A-Z0-9_.]{2,60})", re.IGNORECASE)
_BARE_CHROME = re.compile(r"\s*(ERR_[A-Z0-9_]{3,60})\s*")
_FIREFOX = re.compile(r"\b(NS_(?:ERROR|BINDING)_[A-Z0-9_]{2,60}|SEC_ERROR_[A-Z0-9_]{2,60}|SSL_ERROR_[A-Z0-9_]{2,60}|MOZILLA_PKIX_ERROR_[A-Z0-9_]{2,60}|PR_[A-Z_]{2,30}_ERROR)\b")
_CURL = re.compile(r"\bcurl: \((\d{1,3})\)")
_NODE = re.compile(r"\b(?:code: ['\"]|code=)?(E[A-Z][A-Z0-9_/]{3,50}|UND_ERR_[A-Z_]{3,50}|HPE_[A-Z_]{3,40}|[A-Z]{3,20}_[A-Z0-9_]{3,40})\b")
_EXCEPTION = re.compile(r"(?<![\w.])((?:[A-Za-z_]\w{0,60}\.){0,8}[A-Z]\w{0,80}(?:Error|Exception|Disconnected|Timeout|TooManyRedirects|IncompleteRead|BadStatusLine))\b")
_VERIFY = re.compile(r"verify (?:error:num=|return code: |error code |error:num =)(\d{1,3})", re.IGNORECASE)
_TUNNEL_STATUS = re.compile(r"(?:connect tunnel failed, response|tunnel connection failed:|received http code|status code '?) ?(\d{3})", re.IGNORECASE)
_MARKS = ("err_", "curl: (", "_error", "ns_binding", "hpe_", "enotfound", "eai_", "edns", ": eof", "verify ")
_GO_DATES = re.compile(r"current time \S{1,40} is (after|before) ")
_GO_EOF = re.compile(r"\\?\": EOF\\?\"?\s*$", re.MULTILINE)
_HANDSHAKE = ("do_handshake", "starthandshake", "readhandshakerecord", "curl: (35)", "sslhandshakeexception", "ssl handshak", "handshakeasync", "tlswrap.onhandshake")
_CONNECTING = ("while connecting to upstream", "create_connection", "dial tcp", "socket.connect(", "connecting to", "netcon.connect", "doconnect")
_ANSWERING = ("_read_status", "getresponse", "awaiting headers", "while reading response", "receive_response", "socketinputstream.read", "readresponse")
_TO_TLS = {"reset": "tls-reset", "closed": "tls-closed", "empty": "tls-closed", "truncated": "tls-closed", "timeout": "tls-timeout", "response-timeout": "tls-timeout"}


@dataclass(frozen=True, slots=True)
class _Hit:
    """The strongest wording in a text and where it ends."""

    row: Row
    end: int


def classify(text: str, client: str = "", frames: str = "") -> dict[str, Value]:
    """What this error text says, as fields error.* and, where it says so, tls.alert and tls.verify_code.

    `frames` is the stack trace around it, which may betray the phase but never names the fault. `client` is who said it, where the caller knows (chrome, firefox, curl, python, node, java, go, dotnet,
    openssl, wget). Empty when the text is no known error: then only a text that a known client is said to
    have uttered, or that has the form of a client's code, gives error.kind = other.
    """
    text = text[:LIMIT]
    if not text.strip():
        return {}
    lowered = text.lower()
    hit = _strongest(lowered) if len(lowered) == len(text) else _strongest(lowered := _ascii_lower(text))
    if hit is not None and not hit.row.kind:
        hit = None
        if not client:
            return {}
    if hit is None and not client and not any(mark in lowered for mark in _MARKS):
        return {}
    code, coded = _code(text[:CODED], client)
    kind = _phased(_kind(text, hit, coded), lowered, frames[:LIMIT].lower())
    if not kind:
        if not (client or coded):
            return {}
        kind = coded or "other"
    return _fields(_Finding(text, lowered, kind, code, hit, client or _client(lowered, code)))


@dataclass(frozen=True, slots=True)
class _Finding:
    text: str
    lowered: str
    kind: str
    code: str
    hit: _Hit | None
    client: str


def _fields(found: _Finding) -> dict[str, Value]:
    row = found.hit.row if found.hit else None
    agrees = row is not None and row.kind == found.kind
    fields: dict[str, Value] = {"error.kind": found.kind, "error.text": _line(found.text, found.hit)}
    if found.code:
        fields["error.code"] = found.code
    if found.client:
        fields["error.client"] = found.client
    phase = (row.phase if row and agrees else "") or PHASE.get(found.kind, "")
    if phase:
        fields["error.phase"] = phase
    if row is not None and row.alert:
        fields["tls.alert"] = row.alert
    if row is not None and row.sender and (agrees or row.alert):
        fields["error.sender"] = row.sender
    verify = _verify_code(found, row if agrees else None)
    if verify is not None:
        fields["tls.verify_code"] = verify
    return fields


def _verify_code(found: _Finding, row: Row | None) -> int | None:
    """OpenSSL's verify code: printed, or named by the wording of a client that uses OpenSSL's table."""
    printed = _VERIFY.search(found.text)
    if printed and int(printed[1]):
        return int(printed[1])
    openssl = found.client in {"curl", "python", "node", "openssl", ""}
    return row.verify if row and row.verify > 0 and openssl and VERIFY.get(row.verify) == found.kind else None


def _kind(text: str, hit: _Hit | None, coded: str) -> str:
    """The wording's kind, sharpened by the code and by what only a pattern can tell."""
    said = hit.row.kind if hit else ""
    dates = _GO_DATES.search(text)
    if dates:
        return "cert-expired" if dates[1] == "after" else "cert-not-yet-valid"
    if not said and _GO_EOF.search(text):
        return "empty"
    if said in {"proxy-connect", ""} and (tunnel := _TUNNEL_STATUS.search(text)):
        return "proxy-auth" if tunnel[1] == "407" else "proxy-connect"
    if coded and (not said or _generic(said)):
        said = coded if coded not in {"other", "tls", "http-error"} or not said else said
    return said


def _phased(kind: str, lowered: str, frames: str) -> str:
    """The kind in view of when it happened: the same reset or timeout means another fault inside a TLS handshake."""
    if kind == "tls-closed" and ("connection reset" in lowered or "econnreset" in lowered):
        return "tls-reset"
    if kind in _TO_TLS and any(word in lowered or word in frames for word in _HANDSHAKE):
        return _TO_TLS[kind]
    if kind in {"timeout", "response-timeout"} and any(word in lowered or word in frames for word in _CONNECTING):
        return "connect-timeout"
    if kind == "timeout" and any(word in lowered or word in frames for word in _ANSWERING):
        return "response-timeout"
    return kind


_GENERIC = frozenset({"timeout", "closed", "reset", "aborted", "tls", "cert-invalid", "http-error", "refused"})


def _generic(kind: str) -> bool:
    return kind in _GENERIC


def _code(text: str, client: str) -> tuple[str, str]:
    """The client's own code and the kind it means alone."""
    if found := _CHROME.search(text) or _BARE_CHROME.fullmatch(text):
        name = found[1].upper()
        return f"net::{name}", _chrome(name.removeprefix("ERR_").lower())
    if found := _FIREFOX.search(text):
        return found[1], _firefox(found[1].lower())
    if found := _CURL.search(text):
        number = int(found[1])
        return f"curl ({number})", _curl(number, text)
    for found in _NODE.finditer(text):
        name = found[1]
        if kind := NODE.get(name.lower()) or ("not-http" if name.startswith("HPE_") else ""):
            return name, kind
    exceptions = _EXCEPTION.findall(text[-4_000:])
    return (exceptions[-1], "") if exceptions and client != "curl" else ("", "")


def _chrome(name: str) -> str:
    return CHROME.get(name) or next((kind for start, kind in CHROME_PREFIX if name.startswith(start)), "other")


def _firefox(name: str) -> str:
    return FIREFOX.get(name) or ("cert-invalid" if name.startswith(("sec_", "mozilla_")) else "tls" if name.startswith("ssl_") else "other")


def _curl(number: int, text: str) -> str:
    """Curl's exit code; 28 and 7 are told apart by their text (tool_operate.c, lib/connect.c)."""
    lowered = text.lower()
    if number == 28 and ("connection timed out after" in lowered or "failed to connect" in lowered):
        return "connect-timeout"
    if number == 28 and "bytes received" in lowered:
        return "response-timeout"
    if number == 7 and "timed out" in lowered:
        return "connect-timeout"
    return CURL_EXIT.get(number, "other")


def _client(lowered: str, code: str) -> str:
    if code.startswith("net::"):
        return "chrome"
    return next((client for mark, client in CLIENTS if mark in lowered), "")


def _line(text: str, hit: _Hit | None) -> str:
    """The line that says it, so that a long trace does not hide it."""
    if hit is None:
        return text.strip()[:SHOWN]
    start = text.rfind("\n", 0, hit.end) + 1
    stop = text.find("\n", hit.end)
    line = text[start : stop if stop >= 0 else len(text)]
    if len(line) <= SHOWN:
        return line.strip()
    at = max(0, hit.end - start - SHOWN // 2)
    return line[at : at + SHOWN].strip()


def _ascii_lower(text: str) -> str:
    """Lower case that keeps every position: `str.lower` makes some letters two."""
    return "".join(c.lower() if c.isascii() else c for c in text)


def _strongest(lowered: str) -> _Hit | None:
    best, best_end = len(ROWS), -1
    for end, (rank, size) in _automaton().iter(lowered):
        if rank < best and (not ROWS[rank].whole or _whole(lowered, end - size + 1, end + 1)):
            best, best_end = rank, end
            if rank == 0:
                break
    return _Hit(ROWS[best], best_end) if best_end >= 0 else None


def _whole(text: str, start: int, stop: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[stop] if stop < len(text) else " "
    return not (before.isalnum() or before == "_" or after.isalnum() or after == "_")


@cache
def _automaton() -> Any:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for rank, row in enumerate(ROWS):
        for word in row.words:
            if word not in automaton:
                automaton.add_word(word, (rank, len(word)))
    automaton.make_automaton()
    return automaton
