"""The one XML parser of the program: no entities, no document types, no network, bounded; every refusal has a name.

A document type declaration is refused before anything in it is read, so that nothing is ever resolved or
expanded. What cannot be parsed gives a word and a place, never the parser's own text, which quotes input.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from typing import Any

BYTES = 10_000_000
"""Bytes of a document that is parsed; larger ones are named and left alone."""
TAGS = 400_000
"""Opening angle brackets of a document that is parsed: one element costs some 150 bytes of memory."""


class Fault(StrEnum):
    """Why a document has no tree."""

    EMPTY = "empty"
    DOCTYPE = "document-type"
    """It declares a document type; nothing in it was read."""
    TOO_LARGE = "too-large"
    TOO_DEEP = "too-deep"
    PREFIX = "prefix-undeclared"
    EXTRA = "extra-content"
    """Something follows the root element."""
    ENDS_EARLY = "ends-early"
    """The text stops inside an element or a tag."""
    HTML = "html"
    """A web page stands where XML was expected."""
    ENCODING = "encoding"
    SYNTAX = "syntax"


@dataclass(frozen=True, slots=True)
class Parsed:
    """A tree, or why there is none and where the parser stopped."""

    root: Any = None
    """lxml element, or None."""
    fault: Fault | None = None
    line: int = 0
    column: int = 0


def parser(recover: bool = False) -> Any:
    """A fresh parser of the one safe kind. `recover` is for a labelled second attempt at a broken document only."""
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, attribute_defaults=False, huge_tree=False, recover=recover,
        remove_comments=False, remove_pis=False, strip_cdata=False,
    )  # fmt: skip


def parse(data: bytes) -> Parsed:
    """The document's tree, or the fault that stops it. Total."""
    before = _refused(data)
    if before is not None:
        return Parsed(None, before)
    safe = parser()
    try:
        from lxml import etree

        root = etree.fromstring(data, safe)
    except Exception:
        return _fault(safe, data)
    if root is None:
        return Parsed(None, Fault.EMPTY)
    if root.getroottree().docinfo.internalDTD is not None:
        return Parsed(None, Fault.DOCTYPE)
    return Parsed(root)


def salvage(data: bytes) -> Any:
    """What a repairing parser makes of a broken document: for facts shown as doubtful, never for a check. None when there is nothing."""
    if _refused(data) is not None:
        return None
    try:
        from lxml import etree

        root = etree.fromstring(data, parser(recover=True))
    except Exception:
        return None
    return None if root is None or root.getroottree().docinfo.internalDTD is not None else root


def alone(element: Any) -> Any:
    """The element as the root of a document of its own, its namespaces in scope declared on it.

    Canonicalization of a subtree must start here: on the tree itself libxml2 renders namespaces of ancestors wrongly.
    """
    from lxml import etree

    return etree.fromstring(etree.tostring(element, with_tail=False), parser())


def fragment(data: bytes, namespaces: Mapping[str | None, str]) -> Any:
    """A piece of XML that was taken out of a document, with the namespaces that were in scope there; None when it is none."""
    whole = parse(data)
    if whole.root is not None or whole.fault is not Fault.PREFIX:
        return whole.root
    declared = "".join(f' xmlns{":" if prefix else ""}{prefix or ""}="{escape(uri)}"' for prefix, uri in namespaces.items() if prefix != "xml")
    around = parse(f"<around{declared}>".encode() + _without_declaration(data) + b"</around>").root
    inner = None if around is None else next((c for c in around if isinstance(c.tag, str)), None)
    return None if inner is None else alone(inner)


def _without_declaration(data: bytes) -> bytes:
    return re.sub(rb"\A\s{0,64}<\?xml[^<>]{0,200}\?>", b"", data)


def declares_document_type(data: bytes) -> bool:
    """Whether a DOCTYPE other than that of a web page stands before the root element."""
    name = _doctype(_readable(data[:65536]))
    return name is not None and name.lower() != "html"


def _refused(data: bytes) -> Fault | None:
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        return Fault.EMPTY
    if len(data) > BYTES or data.count(b"<") > TAGS:
        return Fault.TOO_LARGE
    head = _readable(data[:65536])
    name = _doctype(head)
    if name is not None:
        return Fault.HTML if name.lower() == "html" else Fault.DOCTYPE
    return Fault.HTML if _PAGE.match(head) else None


_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
_PAGE = re.compile(r"\s{0,64}<(?:html|head|body)[\s>]", re.IGNORECASE)


def _readable(head: bytes) -> str:
    for mark, name in _MARKS:
        if head.startswith(mark):
            return head.decode(name, "replace").lstrip("\ufeff")
    return head.decode("latin-1").removeprefix("\xef\xbb\xbf")


_SKIPPED = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE\s{0,64}([\w.:-]{0,100})", re.IGNORECASE)


def _doctype(head: str) -> str | None:
    """The name a DOCTYPE gives to the root, when one stands in the prolog; None when none does."""
    at = 0
    while skipped := _SKIPPED.match(head, at):
        at = skipped.end()
    found = _DOCTYPE.match(head, at)
    return found[1] if found else None


_BY_CODE = {5: Fault.EXTRA, 201: Fault.PREFIX, 77: Fault.ENDS_EARLY, 81: Fault.ENCODING, 31: Fault.ENCODING, 32: Fault.ENCODING, 9: Fault.ENCODING}
"""libxml2's error numbers (xmlerror.h)."""


def _fault(safe: Any, data: bytes) -> Parsed:
    entries = list(safe.error_log)
    if not entries:
        return Parsed(None, Fault.SYNTAX)
    first = entries[0]
    fault = _BY_CODE.get(int(first.type), Fault.SYNTAX)
    if any("depth" in str(e.message).lower() for e in entries):
        fault = Fault.TOO_DEEP
    if fault in {Fault.SYNTAX, Fault.ENDS_EARLY} and _ends_early(data):
        fault = Fault.ENDS_EARLY
    return Parsed(None, fault, int(first.line), int(first.column))


_TAG = re.compile(rb"<(/?)[A-Za-z_][^<>]*?(/?)>")


def _ends_early(data: bytes) -> bool:
    """More elements are opened than closed, or the last tag has no end."""
    text = data.rstrip(b" \t\r\n\x00")
    if text.rfind(b"<") > text.rfind(b">"):
        return True
    depth = 0
    for tag in _TAG.finditer(text):
        depth += 0 if tag[2] else -1 if tag[1] else 1
    return depth > 0
