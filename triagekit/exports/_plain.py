"""Plain text for fields that have no markup but still turn addresses and names into links: both are written so that they are none."""

from triagekit.exports._master import Block, Line, Span, words


def defanged(text: str) -> str:
    """Text in which no address is a link and no name a mention: `https[:]//host`, `name[at]host`, `www[.]host`; one line."""
    flat = " ".join(text.split())
    return flat.replace("://", "[:]//").replace("@", "[at]").replace("www.", "www[.]").replace("WWW.", "WWW[.]")


def block(found: Block) -> str:
    """One block as plain lines."""
    if found.kind == "heading":
        title = defanged(words(found.rows[0][0]))
        return f"{title}\n{('=' if found.level == 1 else '-') * min(len(title), 78)}"
    if found.kind == "paragraph":
        return line(found.rows[0][0])
    if found.kind == "table":
        return "\n".join(" | ".join(line(cell) for cell in row) for row in found.rows)
    return "\n".join(f"{'*' if found.kind == 'bullets' else f'{n}.'} {' '.join(line(part) for part in row)}" for n, row in enumerate(found.rows, 1))


def line(parts: Line) -> str:
    """One line."""
    return "".join(_span(s) for s in parts).strip()


def _span(span: Span) -> str:
    lead, trail = " " * (span.text[:1] == " "), " " * (span.text[-1:] == " ")
    return f"{lead}{defanged(span.text)}{trail}"
