"""The Markdown master as a small tree of blocks, from which each receiver's form is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from triagekit.evidence import Evidence
from triagekit.report.markdown import report


class Export(Protocol):
    """One form for one receiver."""

    name: str
    """The word that `--to` takes."""
    suffix: str

    def write(self, evidence: Evidence) -> str:
        """The whole text, ready to be sent."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text; code spans and bold are the only marks there are."""

    text: str
    code: bool = False
    bold: bool = False


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (level 1 to 6), a paragraph, a list or a table. Rows are cells, cells are lines."""

    kind: str
    """heading | paragraph | bullets | numbers | table."""
    rows: tuple[tuple[Line, ...], ...]
    level: int = 0


def master(evidence: Evidence) -> str:
    """The Markdown master itself."""
    return report.render(evidence)


def blocks(evidence: Evidence) -> list[Block]:
    """The master's blocks in order."""
    return list(_blocks(_parser().parse(master(evidence))))


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _blocks(tokens: Sequence[Any]) -> Iterator[Block]:
    at = 0
    while at < len(tokens):
        kind = tokens[at].type
        if kind in ("heading_open", "paragraph_open"):
            level = int(tokens[at].tag[1]) if kind == "heading_open" else 0
            yield Block("heading" if level else "paragraph", ((line(tokens[at + 1]),),), level)
            at += 3
        elif kind in ("bullet_list_open", "ordered_list_open", "table_open"):
            end = _end(tokens, at)
            yield _group(kind, tokens[at + 1 : end])
            at = end + 1
        else:
            at += 1


def _end(tokens: Sequence[Any], start: int) -> int:
    """Where the group that opens at `start` closes."""
    depth = 0
    for at in range(start, len(tokens)):
        depth += tokens[at].nesting
        if depth == 0:
            return at
    return len(tokens) - 1


def _group(kind: str, inside: Sequence[Any]) -> Block:
    rows: list[list[Line]] = []
    for token in inside:
        if token.type in ("list_item_open", "tr_open"):
            rows.append([])
        elif token.type == "inline" and rows:
            rows[-1].append(line(token))
    name = {"bullet_list_open": "bullets", "ordered_list_open": "numbers"}.get(kind, "table")
    return Block(name, tuple(tuple(r) for r in rows))


def line(inline: Any) -> Line:
    """The spans of one inline token; whatever is neither text, code nor bold loses its mark and keeps its text."""
    spans: list[Span] = []
    bold = False
    for child in inline.children or []:
        if child.type == "strong_open":
            bold = True
        elif child.type == "strong_close":
            bold = False
        elif child.type == "code_inline":
            spans.append(Span(child.content, code=True, bold=bold))
        elif child.content or child.type in ("softbreak", "hardbreak"):
            _join(spans, Span(child.content or " ", bold=bold))
    return tuple(spans)


def _join(spans: list[Span], span: Span) -> None:
    if spans and not spans[-1].code and spans[-1].bold == span.bold:
        spans[-1] = Span(spans[-1].text + span.text, bold=span.bold)
    else:
        spans.append(span)


def words(parts: Line) -> str:
    """The text of a line without marks."""
    return "".join(s.text for s in parts)


def cut(text: str, limit: int, more: str) -> str:
    """At most `limit` characters, whole lines, with `more` at the end where something was left out."""
    if len(text) <= limit:
        return text
    kept = text[: limit - len(more) - 2]
    return kept[: max(kept.rfind("\n"), 0)].rstrip() + f"\n\n{more}\n"
