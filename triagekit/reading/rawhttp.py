"""HTTP/1 messages as bytes (RFC 9112), as proxies save them, put into the parts of an exchange. Total."""

import re
from dataclasses import dataclass

from triagekit.reading import contentcoding, texts
from triagekit.reading.exchange import Headers, Parts

LIMIT = 1 << 20
"""Bytes of one message that are looked at."""

_BLANK = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True, slots=True)
class Message:
    """One message taken apart."""

    start: str
    """The request line or the status line."""
    headers: Headers
    body: bytes
    complete: bool = True
    """False when the body's own framing says that more should follow."""


def parse(data: bytes, whole_size: int = -1) -> Message | None:
    """The message in these bytes; None when they are none. `whole_size` is its full length where `data` is only a beginning."""
    data = data[:LIMIT].lstrip(b"\r\n")
    blank = _BLANK.search(data)
    head, body = (data[: blank.start()], data[blank.end() :]) if blank else (data, b"")
    lines = texts.decode(head).replace("\r\n", "\n").split("\n")
    if not lines[0].strip() or " " not in lines[0]:
        return None
    headers: Headers = []
    for line in lines[1:501]:
        if line[:1] in (" ", "\t") and headers:  # obs-fold (RFC 9112 5.2)
            headers[-1] = (headers[-1][0], f"{headers[-1][1]} {line.strip()}")
            continue
        name, colon, value = line.partition(":")
        if colon:
            headers.append((name.strip(), value.strip()))
    return _framed(lines[0].strip(), headers, body, max(0, whole_size - len(data)))


def _framed(start: str, headers: Headers, body: bytes, unseen: int) -> Message:
    if "chunked" in header(headers, "transfer-encoding").lower() and re.match(rb"[0-9A-Fa-f]{1,8}\s*(?:;|\r?\n)", body):
        plain, ended = contentcoding.dechunk(body)
        return Message(start, headers, plain, ended or unseen > 0)
    declared = header(headers, "content-length")
    short = declared.isascii() and declared.isdigit() and len(declared) < 16 and len(body) + unseen < int(declared)
    return Message(start, headers, body, not short)


def header(headers: Headers, name: str) -> str:
    """The first value of that name, or an empty text."""
    return next((v for n, v in headers if n.lower() == name), "")


def text_of(message: Message) -> str | None:
    """The body as text without its content coding; None when it is no text or cannot be decoded."""
    plain = contentcoding.decode(message.body, header(message.headers, "content-encoding"))
    if plain is None or plain[:512].count(0) * 10 > len(plain[:512]):
        return None
    return texts.decode(plain[:65536]).replace("\x00", "")


def request(parts: Parts, message: Message, scheme: str = "http") -> None:
    """Fill in what the request says; the URL from its absolute form, or from Host (RFC 9112 3.2)."""
    method, _, rest = message.start.partition(" ")
    target, _, version = rest.rpartition(" ") if " HTTP/" in rest else (rest, "", "")
    parts.method, parts.request_version, parts.request_headers = method[:40], version, message.headers
    host = header(message.headers, "host")
    parts.url = target if "://" in target[:20] or method == "CONNECT" or not host else f"{scheme}://{host}{target}"
    parts.request_body, parts.request_size = text_of(message) if message.body else "", len(message.body)


def response(parts: Parts, message: Message) -> None:
    """Fill in what the answer says."""
    version, _, rest = message.start.partition(" ")
    code, _, parts.status_text = rest.strip().partition(" ")
    if not version.upper().startswith("HTTP/") or not (code.isascii() and code.isdigit() and len(code) == 3):
        return
    parts.status, parts.response_version, parts.response_headers = int(code), version, message.headers
    parts.body_size = parts.body_transferred = len(message.body)
    parts.body = (text_of(message) or None) if message.body else None
    empty = parts.method == "HEAD" or parts.status in (204, 304)
    parts.body_state = "empty" if empty or not message.body else "present" if message.complete else "truncated"
