"""`--to zendesk`: an internal note (public: false) for the Tickets API, as simple HTML without links."""

import html
import json

from triagekit import safetext
from triagekit.evidence import Evidence
from triagekit.exports._master import Block, Line, Span, blocks
from triagekit.exports._plain import defanged

LIMIT = 60_000
"""A comment takes 64 KiB."""
_MORE = "<p>The rest stands in the package.</p>"


class ZendeskExport:
    """The body of PUT /api/v2/tickets/ID.json."""

    name = "zendesk"
    suffix = ".zendesk.json"

    def write(self, evidence: Evidence) -> str:
        """The request body; the note is internal."""
        return safetext.in_json(json.dumps({"ticket": {"comment": {"html_body": body(evidence), "public": False}}}, ensure_ascii=False, sort_keys=True, indent=1)) + "\n"


def body(evidence: Evidence) -> str:
    """The note's HTML, cut at a block."""
    parts: list[str] = []
    size = len(_MORE)
    for block in blocks(evidence):
        part = _block(block)
        size += len(part.encode())
        if size > LIMIT:
            parts.append(_MORE)
            break
        parts.append(part)
    return "".join(parts)


def _span(span: Span) -> str:
    flat = defanged(span.text)
    text = " " * (span.text[:1] == " ") + html.escape(flat) + " " * (span.text[-1:] == " " and bool(flat))
    return f"<code>{text}</code>" if span.code else f"<strong>{text}</strong>" if span.bold else text


def _line(parts: Line) -> str:
    return "".join(_span(s) for s in parts)


def _block(block: Block) -> str:
    if block.kind == "heading":
        return f"<h{block.level}>{_line(block.rows[0][0])}</h{block.level}>"
    if block.kind == "paragraph":
        return f"<p>{_line(block.rows[0][0])}</p>"
    if block.kind == "table":
        rows = ("".join(f"<{tag}>{_line(cell)}</{tag}>" for cell in row) for tag, row in zip(["th", *["td"] * len(block.rows)], block.rows, strict=False))
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    tag = "ul" if block.kind == "bullets" else "ol"
    items = ("<br>".join(_line(part) for part in row) for row in block.rows)
    return f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"


export = ZendeskExport()
