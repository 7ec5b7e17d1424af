"""`--to jira-wiki`: Jira's wiki markup, for Server and Data Center. Everything but letters, digits and plain punctuation is a numeric entity."""

import re

from triagekit.evidence import Evidence
from triagekit.exports._master import Block, Line, Span, blocks, cut

LIMIT = 32_000
_PLAIN = re.compile(r"[^\w ,;]|_", re.UNICODE)


class JiraWikiExport:
    """The description as wiki markup."""

    name = "jira-wiki"
    suffix = ".jira.txt"

    def write(self, evidence: Evidence) -> str:
        """The whole text, cut to what Jira takes."""
        return cut("\n\n".join(_block(b) for b in blocks(evidence)) + "\n", LIMIT, "The rest stands in the package.")


def plain(text: str) -> str:
    """Text that the wiki renderer takes for nothing else: line breaks become spaces, active characters entities."""
    return _PLAIN.sub(lambda m: f"&#{ord(m.group())};", " ".join(text.split()))


def _span(span: Span) -> str:
    text = plain(span.text)
    lead, trail = " " * (span.text[:1] == " "), " " * (span.text[-1:] == " ")
    marked = "{{" + text + "}}" if span.code else f"*{text}*" if span.bold else text
    return f"{lead}{marked}{trail}" if text else " "


def _line(parts: Line) -> str:
    return "".join(_span(s) for s in parts).strip()


def _block(block: Block) -> str:
    if block.kind == "heading":
        return f"h{block.level}. {_line(block.rows[0][0])}"
    if block.kind == "paragraph":
        return _line(block.rows[0][0])
    if block.kind == "table":
        return "\n".join(_row(row, "||" if n == 0 else "|") for n, row in enumerate(block.rows))
    mark = "*" if block.kind == "bullets" else "#"
    return "\n".join(f"{mark} {' '.join(_line(part) for part in row)}" for row in block.rows)


def _row(row: tuple[Line, ...], edge: str) -> str:
    return edge + edge.join(_line(cell) or " " for cell in row) + edge


export = JiraWikiExport()
