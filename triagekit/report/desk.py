"""The words of the desk: what goes to the customer and to the next colleague, from the evidence, in several languages.

Templates stand in `words/<name>.<language>.j2`; a team overrides one by putting a file of the same name into a
folder of its own.
"""

from pathlib import Path

from triagekit.evidence import Evidence

_WORDS = Path(__file__).parent / "words"
_SPEAKING = ("confirmed", "likely", "conflicting", "possible")
_MINUTES = 5
"""What collecting one thing takes a customer, by our experience."""


def languages(name: str) -> list[str]:
    """Languages a text exists in."""
    return sorted(p.name.split(".")[1] for p in _WORDS.glob(f"{name}.*.j2"))


def write(name: str, language: str, evidence: Evidence, folder: Path | None = None) -> str:
    """The text of that name (request, handoff, closure) in that language; `folder` holds a team's own templates."""
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

    loader = ChoiceLoader([FileSystemLoader(f) for f in (folder, _WORDS) if f])
    environment = Environment(loader=loader, autoescape=False, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)  # noqa: S701  # plain text; the print boundary makes it safe to show
    first = next((c for c in evidence.causes if c.verdict in _SPEAKING), None)
    wanted = evidence.missing[:3]
    text = environment.get_template(f"{name}.{language}.j2").render(
        e=evidence, first=first, wanted=wanted, questions=list(dict.fromkeys(evidence.next_questions.values()))[:3], minutes=_MINUTES * max(1, len(wanted))
    )
    return _tidy(text)


def _tidy(text: str) -> str:
    """No run of empty lines, one newline at the end."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines).strip() + "\n"
