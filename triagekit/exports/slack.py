"""`--to slack`: a message for chat.postMessage. Rich-text elements hold text as it stands, so nothing is parsed; within Slack's lengths.

Slack takes 50 blocks in a message and about 12,000 characters in all; the message says where the rest stands.
"""

import json
from collections.abc import Iterator
from typing import Any

from triagekit import safetext
from triagekit.evidence import Evidence
from triagekit.exports._master import Block, Line, Span, blocks

BLOCKS = 48
CHARACTERS = 11_000
ELEMENT = 2_900
"""Characters of one text element at most."""
_SECTIONS = ("Artifacts", "Timeline", "Environment", "What the artifacts say", "Redaction")
"""Parts that stand in the package and are left out of a message."""
_MORE = "The whole report is in the package."
Node = dict[str, Any]


class SlackExport:
    """The JSON body of chat.postMessage without its channel."""

    name = "slack"
    suffix = ".slack.json"

    def write(self, evidence: Evidence) -> str:
        """The message; names and addresses are not parsed."""
        found = blocks(evidence)
        first = "".join(s.text for s in found[0].rows[0][0]) if found else "No cause found"
        message = {"blocks": _blocks(found), "text": escaped(first)[:ELEMENT], "parse": "none", "link_names": False, "mrkdwn": False, "unfurl_links": False, "unfurl_media": False}
        return safetext.in_json(json.dumps(message, ensure_ascii=False, sort_keys=True, indent=1)) + "\n"


def escaped(text: str) -> str:
    """Text in which Slack finds no control sequence (its three characters as entities)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _blocks(found: list[Block]) -> list[Node]:
    made: list[Node] = []
    left = CHARACTERS
    for block in _told(found):
        node, size = _node(block)
        if size > left or len(made) >= BLOCKS:
            break
        left -= size
        made.append(node)
    return [*made, _rich(_section((Span(_MORE),)))]


def _told(found: list[Block]) -> Iterator[Block]:
    skipping = False
    for block in found:
        if block.kind == "heading":
            skipping = block.level == 2 and "".join(s.text for s in block.rows[0][0]) in _SECTIONS
        if not skipping:
            yield block


def _node(block: Block) -> tuple[Node, int]:
    size = sum(min(len(s.text), ELEMENT) for row in block.rows for cell in row for s in cell)
    if block.kind in ("heading", "paragraph"):
        parts = tuple(Span(s.text, s.code, bold=True) for s in block.rows[0][0]) if block.kind == "heading" else block.rows[0][0]
        return _rich(_section(parts)), size
    if block.kind == "table":
        lines = [_joined(row) for row in block.rows[1:]]
    else:
        lines = [_joined(row) for row in block.rows]
    style = "ordered" if block.kind == "numbers" else "bullet"
    return _rich({"type": "rich_text_list", "style": style, "elements": [_section(part) for part in lines]}), size


def _joined(row: tuple[Line, ...]) -> Line:
    spans: list[Span] = []
    for cell in row:
        spans += [Span(" · ")] if spans and cell else []
        spans += cell
    return tuple(spans)


def _rich(element: Node) -> Node:
    return {"type": "rich_text", "elements": [element]}


def _section(parts: Line) -> Node:
    return {"type": "rich_text_section", "elements": [_text(s) for s in parts if s.text] or [{"type": "text", "text": " "}]}


def _text(span: Span) -> Node:
    style = {**({"bold": True} if span.bold else {}), **({"code": True} if span.code else {})}
    return {"type": "text", "text": span.text[:ELEMENT], **({"style": style} if style else {})}


export = SlackExport()
