"""The trends for a terminal, for programs, for a spreadsheet and for a browser."""

import base64
import csv
import hashlib
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path

from triagekit import safetext
from triagekit.exports.timeline import cell
from triagekit.trends import Table, Trends

_STYLE = Path(__file__).parent / "report" / "templates" / "report.css"
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{{ digest }}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Trends over {{ told }}</title>
<style>{{ style }}</style>
</head>
<body>
<header><p class="kicker">triagekit trends</p><h1>{{ told }}</h1></header>
<main>
{% for table in t.tables if table.rows %}<section aria-labelledby="{{ table.name }}"><h2 id="{{ table.name }}">{{ table.title }}</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Table: {{ table.title }}"><table><thead><tr>{% for c in table.columns %}<th scope="col">{{ c }}</th>{% endfor %}</tr></thead><tbody>
{% for row in table.rows %}<tr>{% for v in row %}<td{% if v is number %} class="num"{% endif %}>{{ v }}</td>{% endfor %}</tr>
{% endfor %}</tbody></table></div></section>
{% endfor %}
{% if t.refused %}<section aria-labelledby="refused"><h2 id="refused">Not counted</h2><ul>{% for name, why in t.refused %}<li>{{ name }}: {{ why }}</li>{% endfor %}</ul></section>{% endif %}
</main>
</body>
</html>
"""


def text(trends: Trends) -> str:
    """Tables for a terminal."""
    parts = [safetext.counted(trends.counted, "case"), *(_table(t) for t in trends.tables if t.rows)]
    parts += ["Not counted\n" + "\n".join(f"  {name}: {why}" for name, why in trends.refused)] if trends.refused else []
    return "\n\n".join(parts) + "\n"


def _table(table: Table) -> str:
    rows = [table.columns, *(tuple(str(v) for v in row) for row in table.rows)]
    rows = [tuple(safetext.line(str(v), 60) for v in row) for row in rows]
    wide = [max(safetext.width(row[n]) for row in rows) for n in range(len(table.columns))]
    lines = ["  " + "  ".join(v + " " * (wide[n] - safetext.width(v)) for n, v in enumerate(row)).rstrip() for row in rows]
    return "\n".join([table.title, *lines])


def as_json(trends: Trends) -> str:
    """One object with a list of rows per table."""
    tables = {t.name: [dict(zip(t.columns, row, strict=True)) for row in t.rows] for t in trends.tables}
    return safetext.in_json(json.dumps({"cases": trends.counted, **tables, "refused": [list(r) for r in trends.refused]}, ensure_ascii=False, indent=1)) + "\n"


def as_csv(trends: Trends) -> str:
    """One row per figure: table, key, column, value. No cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(("table", "key", "column", "value"))
    for table in trends.tables:
        for row in table.rows:
            key = " / ".join(str(v) for v in row if isinstance(v, str))
            writer.writerows([cell(v) for v in (table.name, key, column, str(value))] for column, value in zip(table.columns, row, strict=True) if not isinstance(value, str))
    return out.getvalue()


class _Style(str):
    """Our own style sheet, which needs no escaping."""

    def __html__(self) -> str:
        return self


def as_html(trends: Trends) -> str:
    """One page without script, under the same policy as the report."""
    from jinja2 import Environment, StrictUndefined

    style = _STYLE.read_text(encoding="utf-8")
    page = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True).from_string(_PAGE)
    return safetext.block(page.render(t=trends, told=safetext.counted(trends.counted, "case"), style=_Style(style), digest=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()))


FORMS: Mapping[str, Callable[[Trends], str]] = {"text": text, "json": as_json, "csv": as_csv, "html": as_html}
