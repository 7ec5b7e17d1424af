"""What a body says: its form, its title, and the error it names (RFC 9457, RFC 6749 5.2, and the vendors' own shapes)."""

import html
import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec

from triagekit.reading import urls
from triagekit.records import Value

LIMIT = 65536
"""Characters of a body that are kept."""

_HTML = re.compile(r"\s*(?:<!--|<!doctype html|<html|<head|<body|<title|<h1|<center|<meta|<div|<p>|<script)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a]")


def sniff(text: str, mime: str) -> str:
    """One of json | html | xml | text | javascript | image | binary, by content first and media type second."""
    head = text[:1024].lstrip("\ufeff \t\r\n")
    if head[:1] in ("{", "[") and "javascript" not in mime:
        return "json"
    if head[:1] == "<":
        if _HTML.match(head) or ("html" in mime and not head.startswith("<?xml")) or "<html" in head.lower():
            return "html"
        return "xml"
    return _by_type(mime, head)


def _by_type(mime: str, head: str) -> str:
    for word, kind in (("json", "json"), ("javascript", "javascript"), ("html", "html"), ("image/", "image"), ("font", "binary"), ("octet-stream", "binary"), ("video/", "binary"), ("audio/", "binary")):
        if word in mime:
            return kind
    if _CONTROL.search(head):
        return "binary"
    return "text"


def fields(text: str, mime: str, failed: bool) -> dict[str, Value]:
    """response.body.kind and, where the body may tell of an error, its title, error, description, codes and keys."""
    kind = sniff(text, mime)
    found: dict[str, Value] = {"response.body.kind": kind}
    if kind == "json":
        _json(found, text, failed)
    elif kind == "html":
        _html(found, text)
    elif kind == "xml":
        _xml(found, text)
    elif kind == "text" and failed:
        _text(found, text)
    return found


_BIG = 8192


def _json(found: dict[str, Value], text: str, failed: bool) -> None:
    if not failed and len(text) > _BIG and '"err' not in text[:_BIG].lower():
        return
    parsed = parse(text)
    if isinstance(parsed, list):
        parsed = parsed[0] if parsed and isinstance(parsed[0], dict) else None
    if not isinstance(parsed, dict):
        return
    found["response.body.keys"] = tuple(str(k)[:100] for k in list(parsed)[:64])
    if not failed and not _ERROR_KEYS.intersection(k.lower() for k in parsed):
        return
    if error := first_text(parsed, _ERROR):
        found["response.body.error"] = error[:300]
    if told := first_text(parsed, _DESCRIPTION):
        found["response.body.error_description"] = told[:2000]
    if codes := tuple(dict.fromkeys(_codes(parsed))):
        found["response.body.error_codes"] = codes[:50]


_ERROR_KEYS = frozenset({"error", "errors", "errorcode", "error_code", "fault", "__type", "error_description", "errormessage", "errorsummary", "exception", "code", "odata.error", "response"})

_ERROR = (
    ("error",), ("error", "code"), ("error", "type"), ("error", "status"), ("error", "name"), ("errorCode",), ("error_code",), ("code",), ("Code",), ("__type",), ("errorType",),
    ("errors", 0, "code"), ("errors", 0, "extensions", "code"), ("errors", 0, "errorCode"), ("errors", 0, "error"), ("errors", 0, "type"), ("fault", "detail", "errorcode"),
    ("faultcode",), ("odata.error", "code"), ("Error", "Code"), ("type",), ("exception",), ("reason",), ("status",),
)  # fmt: skip
_DESCRIPTION = (
    ("error_description",), ("error", "message"), ("error", "description"), ("errorSummary",), ("errorMessage",), ("error_message",), ("message",), ("Message",),
    ("detail",), ("errors", 0, "message"), ("errors", 0, "detail"), ("errors", 0, "title"), ("errors", 0), ("fault", "faultstring"), ("odata.error", "message", "value"),
    ("msg",), ("title",), ("description",), ("error", "detail"), ("Error", "Message"), ("faultstring",), ("reason",), ("error_msg",), ("details",), ("error",),
)  # fmt: skip


def parse(text: str) -> Any:
    """The JSON value, or None when it is none (cut, deep, or not JSON). Numbers beyond all sense are tolerated."""
    try:
        return msgspec.json.decode(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        pass
    try:
        return json.loads(text.lstrip("\ufeff"), parse_int=_bounded, strict=False)
    except (ValueError, RecursionError):
        return None


def _bounded(digits: str) -> int | str:
    return int(digits) if len(digits) < 400 else digits[:40]


def first_text(root: Any, paths: tuple[tuple[str | int, ...], ...]) -> str:
    """The first of these paths that leads to a text or a whole number, as text; empty when none does."""
    for path in paths:
        node = root
        for step in path:
            if isinstance(node, dict):
                node = node.get(step)
            elif isinstance(node, list) and isinstance(step, int) and step < len(node):
                node = node[step]
            else:
                node = None
        if isinstance(node, str) and node.strip():
            return node.strip()
        if isinstance(node, int) and not isinstance(node, bool):
            return str(node)
    return ""


_CODE_KEYS = frozenset({
    "code", "error", "errorcode", "error_code", "error_codes", "errorcodes", "reason", "status", "type", "__type", "errortype", "subcode", "error_subcode", "suberror",
    "errorid", "category", "name", "errorlabel", "key", "kind", "faultcode", "domain", "error_type", "statuscode", "messagekey", "rule", "title", "err", "internal_code",
})  # fmt: skip


def _codes(root: Any) -> Iterator[str]:
    """Short values of keys that name a code, anywhere in the first thousand nodes."""
    queue: list[tuple[Any, bool]] = [(root, False)]
    for node, named in queue:  # which grows while it is gone through
        if isinstance(node, dict):
            if len(queue) < _NODES:
                queue += [(v, str(k).lower() in _CODE_KEYS) for k, v in islice(node.items(), 100)]
                del queue[_NODES:]
        elif isinstance(node, list):
            if len(queue) < _NODES:
                queue += [(v, named) for v in node[:50]]
                del queue[_NODES:]
        elif named and isinstance(node, (str, int)) and not isinstance(node, bool):
            word = str(node).strip()
            if 0 < len(word) <= 80 and word.count(" ") <= 2:
                yield word


_NODES = 1_000
"""Values of a body that are looked at for codes."""
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,1000})", re.IGNORECASE)
_HEADING = re.compile(r"<h([12])[^>]{0,300}>(.{0,500}?)</h\1", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]{0,500}>")


def _html(found: dict[str, Value], text: str) -> None:
    title = _TITLE.search(text[:32768])
    if title and title[1].strip():
        found["response.body.title"] = _flat(title[1])
    heading = _HEADING.search(text[:32768])
    if heading and (told := _flat(_TAG.sub(" ", heading[2]))):
        found["response.body.error_description"] = told[:300]


def _flat(text: str) -> str:
    return " ".join(html.unescape(text).split())[:1000]


_XML = {
    name: re.compile(rf"<(?:[\w-]{{1,40}}:)?(?:{words})(?:\s[^>]{{0,300}})?>\s*(?:<!\[CDATA\[)?([^<\]]{{1,2000}})", re.IGNORECASE)
    for name, words in (("error", "code|errorcode|error_code|faultcode|error"), ("told", "message|errormessage|error_description|faultstring|text|detail|details|reason"))
}


def _xml(found: dict[str, Value], text: str) -> None:
    head = text[:32768]
    codes = tuple(dict.fromkeys(m.strip() for m in _XML["error"].findall(head)[:20] if 0 < len(m.strip()) <= 80))
    if codes:
        found["response.body.error"], found["response.body.error_codes"] = codes[0], codes
    told = _XML["told"].search(head)
    if told and told[1].strip():
        found["response.body.error_description"] = _flat(told[1])


def _text(found: dict[str, Value], text: str) -> None:
    if "error=" in text[:2000] and "\n" not in text.strip():
        told = urls.params(text[:4000])
        if "error" in told:
            found["response.body.error"] = told["error"][0][:300]
            found["response.body.error_description"] = told.get("error_description", ("",))[0][:2000]
            return
    line = text.strip()
    if 0 < len(line) <= 400:
        found["response.body.error_description"] = line
