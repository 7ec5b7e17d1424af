"""`--to jira`: the description as Atlassian Document Format, version 1. Text nodes hold text and nothing else; there is no link and no mention."""

import json
from typing import Any

from triagekit import safetext
from triagekit.evidence import Evidence
from triagekit.exports._master import Block, Line, Span, blocks

LIMIT = 32_000
"""Jira takes 32,767 characters of text in a description."""
_MORE = "The rest stands in report.html of the package."
Node = dict[str, Any]


class JiraExport:
    """ADF, as Jira Cloud's REST API takes it under fields.description."""

    name = "jira"
    suffix = ".adf.json"

    def write(self, evidence: Evidence) -> str:
        """The document node as JSON."""
        return safetext.in_json(json.dumps({"version": 1, "type": "doc", "content": _content(blocks(evidence))}, ensure_ascii=False, sort_keys=True, indent=1)) + "\n"


def _content(found: list[Block]) -> list[Node]:
    nodes: list[Node] = []
    size = 0
    for block in found:
        size += sum(len(s.text) for row in block.rows for cell in row for s in cell)
        if size > LIMIT - len(_MORE):
            return [*nodes, _paragraph((Span(_MORE),))]
        nodes.append(_node(block))
    return nodes


def _node(block: Block) -> Node:
    if block.kind == "heading":
        return {"type": "heading", "attrs": {"level": block.level}, "content": _texts(block.rows[0][0])}
    if block.kind == "paragraph":
        return _paragraph(block.rows[0][0])
    if block.kind == "table":
        rows = [{"type": "tableRow", "content": [_cell(cell, n == 0) for cell in row]} for n, row in enumerate(block.rows)]
        return {"type": "table", "attrs": {"isNumberColumnEnabled": False, "layout": "default"}, "content": rows}
    items = [{"type": "listItem", "content": [_paragraph(part) for part in row] or [_paragraph(())]} for row in block.rows]
    return {"type": "bulletList", "content": items} if block.kind == "bullets" else {"type": "orderedList", "attrs": {"order": 1}, "content": items}


def _cell(cell: Line, head: bool) -> Node:
    return {"type": "tableHeader" if head else "tableCell", "attrs": {}, "content": [_paragraph(cell)]}


def _paragraph(parts: Line) -> Node:
    return {"type": "paragraph", "content": _texts(parts)}


def _texts(parts: Line) -> list[Node]:
    return [_text(span) for span in parts if span.text]


def _text(span: Span) -> Node:
    marks = [{"type": "code"}] if span.code else [{"type": "strong"}] if span.bold else []
    return {"type": "text", "text": span.text, **({"marks": marks} if marks else {})}


export = JiraExport()
