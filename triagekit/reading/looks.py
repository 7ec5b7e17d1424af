"""What an artifact looks like that no reader knows, in one word for people."""

import json
import re

from triagekit.reading.lines import binary
from triagekit.roles import Head

_MAGIC = (
    (b"%PDF", "PDF document"), (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"), (b"GIF8", "image"), (b"\xd4\xc3\xb2\xa1", "network capture (pcap)"), (b"\xa1\xb2\xc3\xd4", "network capture (pcap)"),
    (b"\x0a\x0d\x0d\x0a", "network capture (pcapng)"), (b"\x7fELF", "program"), (b"MZ", "program"), (b"SQLite format 3\x00", "SQLite database"), (b"\xd0\xcf\x11\xe0", "old Office document"), (b"ElfFile\x00", "Windows event log (binary)"), (b"bplist00", "property list"),
)  # fmt: skip
_HTML = re.compile(r"(?:<!doctype html|<html|<head|<body|<script|<div|<p>|<h1|<title)", re.IGNORECASE)


def looks_like(head: Head) -> str:
    """html, xml, json, csv, text, binary, or the name of a known container that no reader opens."""
    known = next((name for magic, name in _MAGIC if head.data.startswith(magic)), "")
    if known and (binary(head) or known == "PDF document"):
        return known
    if binary(head):
        return "binary"
    start = head.text.lstrip("\ufeff \t\r\n")[:4_096]
    if start.startswith("<"):
        return "html" if _HTML.search(start[:1_024]) else "xml"
    if start[:1] in ("{", "[") and (len(head.data) < head.size or _is_json(head.text)):
        return "json"
    rows = start.split("\n")[:5]
    if len(rows) > 2 and rows[0].count(",") >= 2 and len({row.count(",") for row in rows[:-1]}) == 1:
        return "csv"
    return "text"


def _is_json(text: str) -> bool:
    try:
        json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return False
    return True
