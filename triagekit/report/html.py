"""`--format html`: one page, no script, a strict content security policy whose only style is named by its hash.

Everything is autoescaped; no artifact value becomes an attribute, a link or a style. Works printed, in the
dark and without colour.
"""

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from triagekit import safetext
from triagekit.evidence import Evidence, Moment, Place

_TEMPLATES = Path(__file__).parent / "templates"
_SPEAKING = ("confirmed", "likely", "conflicting", "possible")
_MACRO = """{% macro items(title, rows) %}{% if rows %}<p>{{ title }}</p><ul>{% for i in rows %}<li>{{ i.value or i.observation }}
{% if i.count > 1 %}({{ i.count }} times) {% endif %}<span class="weight">{{ i.weight }}</span><br><code>{{ where(i.location) }}</code> {{ i.excerpt }}</li>{% endfor %}</ul>{% endif %}{% endmacro %}"""


@dataclass(frozen=True, slots=True)
class _Dot:
    """One moment on the timeline's 1000-wide axis."""

    x: float
    low: float
    high: float

    @property
    def spread(self) -> bool:
        return self.high - self.low > 1


class HtmlReport:
    """The page for receivers."""

    name = "html"
    suffix = ".html"

    def render(self, evidence: Evidence) -> str:
        """The whole page as text."""
        leads = [c for c in evidence.causes if c.verdict in _SPEAKING]
        style = (_TEMPLATES / "report.css").read_text(encoding="utf-8")
        names = {a.id: a.name for a in evidence.artifacts}
        page = _template().render(
            e=evidence,
            leads=leads,
            headline=f"{leads[0].title} ({leads[0].verdict})" if leads else "No cause found",
            style=_Style(style),
            style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
            dots=_dots(evidence.timeline),
            where=lambda place: _where(place, names),
        )
        return safetext.block(page)


class _Style(str):
    """Our own style sheet, which needs no escaping: it is a file of this package, never input."""

    def __html__(self) -> str:
        return self


@cache
def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    source = (_TEMPLATES / "report.html.j2").read_text(encoding="utf-8")
    return environment.from_string(_MACRO + source)


def _where(place: Place, names: dict[str, Any]) -> str:
    name = names.get(place.artifact, place.artifact)
    return f"{name}, line {place.line}" if place.line else f"{name} {place.pointer or ''}".strip()


def _dots(moments: tuple[Moment, ...]) -> list[_Dot]:
    times = [(datetime.fromisoformat(m.at).timestamp(), (m.uncertainty_ms or 0) / 1000) for m in moments]
    if not times:
        return []
    first, last = times[0][0], times[-1][0]
    scale = 980 / ((last - first) or 1)
    return [_Dot(*(round(10 + (t - first) * scale, 1) for t in (at, at - off, at + off))) for at, off in times[:500]]


report = HtmlReport()
