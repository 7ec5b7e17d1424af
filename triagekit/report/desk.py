"""The words of the desk: what goes to the customer and to the next colleague, from the evidence, in several languages.

Templates stand in `words/<name>.<language>.j2`, sentences for them in `words/phrases.<language>.yaml`. A team overrides
either by a file of the same name in a folder of its own; a template may be replaced whole, phrases one by one.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from triagekit.evidence import Cause, Evidence

_WORDS = Path(__file__).parent / "words"
_SPEAKING = ("confirmed", "likely", "conflicting", "possible")
_MINUTES = 5
"""What collecting one thing takes a customer, by our experience."""
_CAPTURE = "Open the browser's developer tools"
"""How the way of making a HAR begins."""
_SURE: Mapping[str, Mapping[str, str]] = {
    "en": {"confirmed": "certain", "likely": "likely", "possible": "possible", "conflicting": "not clear yet"},
    "de": {"confirmed": "sicher", "likely": "wahrscheinlich", "possible": "möglich", "conflicting": "noch nicht klar"},
}
_OURS = ("ask", "attempts")
"""Facts that a customer is not asked for."""


def names() -> list[str]:
    """Texts there are."""
    return sorted({p.name.split(".")[0] for p in _WORDS.glob("*.j2")})


def languages(name: str, folder: Path | None = None) -> list[str]:
    """Languages a text exists in, a team's own ones too."""
    return sorted({p.name.split(".")[1] for place in (_WORDS, folder) if place for p in place.glob(f"{name}.*.j2")})


def write(name: str, language: str, evidence: Evidence, folder: Path | None = None) -> str:
    """The text of that name (request, handoff, closure, first-reply, status-update) in that language; `folder` holds a team's own words."""
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    loader = FileSystemLoader([str(f) for f in (folder, _WORDS) if f])
    environment = SandboxedEnvironment(loader=loader, autoescape=False, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    text = environment.get_template(f"{name}.{language}.j2").render(**_told(evidence, phrases(language, folder), language))
    return _tidy(text)


def phrases(language: str, folder: Path | None = None) -> dict[str, dict[str, str]]:
    """The sentences of a language: ours, with a team's own in their places."""
    import yaml

    found: dict[str, dict[str, str]] = {"questions": {}, "ways": {}, "browsers": {}, "families": {}}
    for place in (_WORDS, folder):
        path = place / f"phrases.{language}.yaml" if place else None
        tree = yaml.safe_load(path.read_text(encoding="utf-8")) if path and path.is_file() else None
        for section, rows in tree.items() if isinstance(tree, dict) else ():
            if section in found and isinstance(rows, dict):
                found[section].update({str(k): str(v) for k, v in rows.items()})
    return found


def _told(evidence: Evidence, said: dict[str, dict[str, str]], language: str) -> dict[str, Any]:
    first = next((c for c in evidence.causes if c.verdict in _SPEAKING), None)
    wanted = _wanted(evidence, said)
    ask, impact = evidence.completeness.facts.get("ask"), evidence.impact.get("summary")
    workaround = evidence.impact.get("workaround")
    return {
        "e": evidence, "first": first, "wanted": wanted, "questions": _questions(evidence, said, language), "minutes": _MINUTES * max(1, len(wanted)),
        "wording": _wording(first, said) if first else "", "sure": _SURE.get(language, _SURE["en"])[first.verdict] if first else "",
        "ask": evidence.handoff.ask or (ask.value if ask else None), "impact": impact.value if impact else None, "workaround": workaround.value if workaround else None,
    }  # fmt: skip


def _wanted(evidence: Evidence, said: dict[str, dict[str, str]]) -> list[dict[str, str]]:
    """At most three things to collect, each way of collecting once, with the first thing that it shows."""
    by_way: dict[str, dict[str, str]] = {}
    for missing in evidence.missing:
        how = _way(str(missing.how_to_collect), evidence, said)
        by_way.setdefault(how, {"what": missing.what, "why": str(missing.why), "how": how})
    return list(by_way.values())[:3]


def _wording(cause: Cause, said: dict[str, dict[str, str]]) -> str:
    """What to tell the customer: the cause's own words, or the sentence of its family where the language has one."""
    return said["families"].get(cause.id.partition("/")[0]) or str(cause.customer_wording or cause.title)


def _way(how: str, evidence: Evidence, said: dict[str, dict[str, str]]) -> str:
    """How to collect it, in the customer's own browser where that is known."""
    if how.startswith(_CAPTURE):
        own = said["browsers"].get(_browser(evidence))
        if own:
            return own
    return said["ways"].get(how, how)


def _browser(evidence: Evidence) -> str:
    """The browser that the captures show."""
    fact = evidence.environment.get("client")
    seen = " ".join([str(fact.value or "") if fact else "", *(str(a.producer or "") for a in evidence.artifacts)]).lower()
    marks = (("edg", "edge"), ("firefox", "firefox"), ("chrom", "chrome"), ("webinspector", "chrome"), ("safari", "safari"))
    return next((name for mark, name in marks if mark in seen), "")


def _questions(evidence: Evidence, said: dict[str, dict[str, str]], language: str) -> list[str]:
    """At most five questions: the one that separates the front runners, then what blocks; only what the language can say."""
    blocking = (str(g.question) for g in evidence.completeness.gaps if g.blocking and g.what not in _OURS)
    found = dict.fromkeys([*(str(q) for q in evidence.next_questions.values()), *blocking])
    told = (said["questions"].get(q, q if language == "en" else "") for q in found)
    return [q for q in dict.fromkeys(told) if q][:5]


def _tidy(text: str) -> str:
    """No run of empty lines, one newline at the end."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines).strip() + "\n"
