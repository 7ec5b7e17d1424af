"""The page a reviewer reads before a copy leaves: shapes, categories, places and reasons, what stays on purpose, what was not examined.

No script, no value, nothing loaded from elsewhere; it prints and works without colour.
"""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

ROWS = 500
"""Rows of one artifact that the page shows; the audit has all."""

_STYLE = (
    "body{font:15px/1.5 system-ui,sans-serif;max-width:70em;margin:2em auto;padding:0 1em}table{border-collapse:collapse;width:100%;margin:.5em 0 1.5em}"
    "th,td{border:1px solid #888;padding:.25em .5em;text-align:left;vertical-align:top}th{white-space:nowrap}code,.long{overflow-wrap:anywhere}code{font-size:.9em}"
    ":root{color-scheme:light dark}.scroll{overflow-x:auto}@media screen{.scroll table{min-width:52em}}"
    ".bad{font-weight:bold;border:2px solid;padding:.5em}"
)
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Redaction review</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{{ digest }}'">
<style>{{ style }}</style></head><body>
<h1>Redaction review</h1>
<p>Every value below is described, never shown. Look at what was withheld or not examined first, then for rows that you miss or do not
expect; open the copy at their places. Approve or reject a copy with <code>triagekit review FILE --approve --reason "..."</code>; the decision is
bound to the file as it is now. <code>triagekit policy explain FILE#PLACE</code> on the original says why.</p>
{% if audits %}<h2>All files</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Table: all files"><table><tr><th>File</th><th>Copy</th><th>Values replaced</th><th>Of which categories</th><th>Bytes not examined</th></tr>
{% for a in audits %}<tr><td class="long">{{ a.name }}</td><td>{{ "withheld" if a.withheld else "proven" if a.verifier.passed else "not proven" }}</td><td>{{ a.replaced.values()|sum }}</td><td>{% for category, n in a.replaced.items() %}{{ category }}&nbsp;{{ n }}{{ "" if loop.last else ", " }}{% else %}none{% endfor %}</td><td>{{ a.bytes.received - a.bytes.examined }}</td></tr>
{% endfor %}</table></div>{% endif %}
{% for a in audits %}<h2>{{ a.name }}</h2>
{% if a.withheld %}<p class="bad">Withheld, there is no copy: {{ a.withheld }}</p>
<p>{{ a.bytes.received }} bytes received{% for n in a.bytes.not_examined %}; {{ n.bytes }} bytes: {{ n.why }}{% endfor %}. Nothing of it leaves.</p>
{% else %}<table><tr><th>Copy, SHA-256</th><td><code>{{ a.output_sha256 or "none" }}</code></td></tr>
<tr><th>Bytes</th><td>{{ a.bytes.received }} received, {{ a.bytes.examined }} examined</td></tr>
<tr><th>Verifier</th><td>{{ "passed" if a.verifier.passed else "did not pass" }}; {{ a.verifier.values_and_pieces_looked_for }} values and pieces looked for, {{ a.verifier.layers_opened }} layers opened</td></tr>
<tr><th>Canaries</th><td>{{ a.canaries.planted or 0 }} planted, {{ a.canaries.survived|default([], true)|length }} survived</td></tr>
<tr><th>Kept on purpose</th><td>{{ a.kept_on_purpose|join("; ") or "nothing beyond what names no one" }}</td></tr>
<tr><th>Not examined</th><td>{% for n in a.bytes.not_examined %}{{ n.bytes }} bytes: {{ n.why }}<br>{% else %}nothing{% endfor %}</td></tr></table>
<div class="scroll" tabindex="0" role="region" aria-label="Table: values replaced in {{ a.name }}"><table><tr><th>Category</th><th>What stood there</th><th>Times</th><th>Found by</th><th>Inside</th><th>Stands there now</th><th>Places</th></tr>
{% for r in a["items"][:rows] %}<tr><td>{{ r.category }}</td><td>{{ r.shape ~ " characters" if r.shape else "not told: it could be guessed" }}</td><td>{{ r.count }}</td><td>{{ "known from another place of the case" if r.detector == "propagated" else r.detector }}</td><td>{{ r.codecs|join(", then ") }}</td><td><code>{{ r.placeholder[:80] }}</code></td><td class="long">{{ r.places|join("; ") }}</td></tr>
{% else %}<tr><td colspan="7">Nothing was replaced.</td></tr>{% endfor %}</table></div>
{% if a["items"]|length > rows %}<p>{{ a["items"]|length - rows }} further rows stand in the audit.</p>{% endif %}{% endif %}{% endfor %}
</body></html>
"""


def render(audits: Sequence[Mapping[str, Any]]) -> str:
    """The page for these audits, each a document with the copy's clean `name`."""
    from jinja2 import Environment

    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    page = Environment(autoescape=True).from_string(_PAGE.replace("{{ style }}", _STYLE).replace("{{ digest }}", digest))
    return page.render(audits=audits, rows=ROWS)
