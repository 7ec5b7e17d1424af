"""Says what a rule means: when it speaks, what else looks like it, what proves it works."""

from collections.abc import Iterable, Mapping

from triagekit.engine import testdata, words
from triagekit.engine.rulebook import Cause, Observation, Rulebook
from triagekit.engine.testdata import RuleTest


def rule(book: Rulebook, name: str) -> str | None:
    """The page of one rule as plain text; None when there is no such rule."""
    if name in book.causes:
        return _text(_cause(book.causes[name], book))
    if name in book.observations:
        return _text(_observation(book.observations[name], book))
    broken = [str(f) for f in book.errors if name in book.broken and f"/{name}." in f.file]
    return _text([f"{name}: exists but could not be loaded", *broken]) if broken else None


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"


def _cause(c: Cause, book: Rulebook) -> list[str]:
    rivals = sorted(o.id for o in book.causes.values() if o.differential == c.differential and o.id != c.id)
    nests = [f"{name}  {_title(name, book)}" for name in c.explains]
    steps = [f"{step['do']}" + (f" (risk: {step['risk']})" if step.get("risk", "none") != "none" else "") for step in c.next_steps]
    coarse = ["the first answer where the artifact cannot show which member of the family it was"] if c.coarse else []
    return [
        f"{c.id}: {c.title}",
        f"cause, differential {c.differential}, severity {c.severity}, owner {c.owner}, from {c.origin.shown}",
        *coarse,
        *_block("What it means", [c.engineer_wording]),
        *_block("When it is named", _evidence(c, book)),
        *_block("Its rivals", rivals),
        *_block("What else looks like this", [c.looks_like]),
        *_block("Shown under it", nests),
        *_block("Next steps", steps),
        *_block("Ask the customer", [c.ask_customer]),
        *_block("To tell the customer", [c.customer_wording]),
        *_tail(c, book),
    ]


def _evidence(c: Cause, book: Rulebook) -> list[str]:
    """One line for each item, with the groups that count once."""
    return [f"{s.weight:<20} {s.sees}  {_title(s.sees, book)}  [group {s.group}]" for s in c.evidence]


def _title(name: str, book: Rulebook) -> str:
    found = book.observations.get(name) or book.causes.get(name)
    return found.title if found else "(could not be loaded)" if name in book.broken else "(no such rule)"


def _observation(o: Observation, book: Rulebook) -> list[str]:
    users = [f"{s.weight:<20} {c.id}  {c.title}" for c in book.causes.values() for s in c.evidence if s.sees == o.id]
    return [
        f"{o.id}: {o.title}",
        f"observation, reads {', '.join(k.value for k in o.reads)}, from {o.origin.shown}",
        *_block("When it fires", fires(o)),
        *_block("What it shows", [o.show]),
        *_block("Used by", users),
        *_tail(o, book),
    ]


def fires(o: Observation) -> list[str]:
    """The condition and the correlation in words."""
    lines = words.node(o.condition) if o.condition else []
    if o.correlate is None:
        return lines
    roles = [line for role in o.correlate.roles for line in (f"{role.name} =", *words.node(role.node, "  "))]
    without = ["without =", *words.node(o.correlate.without, "  ")] if o.correlate.without else []
    return [words.correlation(o.correlate), *lines, *roles, *without]


def _tail(r: Observation | Cause, book: Rulebook) -> list[str]:
    tests = testdata.read(r, book.fields).tests
    notes = r.raw.get("notes")
    return [*_block("Notes", [str(notes)] if notes else []), *_block("Tests", [_test(t) for t in tests]), *_block("References", r.references)]


def _test(test: RuleTest) -> str:
    expected = test.observed or (test.verdict.value if test.verdict else "")
    on = f" on {test.case}" if test.case else ""
    return f"{test.name}: {expected}{on}"


def _block(head: str, lines: Iterable[str]) -> list[str]:
    body = [f"  {part}" for line in lines if line for part in str(line).rstrip().split("\n")]
    return ["", head, *body] if body else []


def page(r: Observation | Cause, book: Rulebook) -> str:
    """The rule's page as Markdown, for `rules docs`."""
    lines = _cause(r, book) if isinstance(r, Cause) else _observation(r, book)
    out = [f"# {lines[0]}", "", lines[1]]
    for line in lines[2:]:
        deep = len(line) - len(line.lstrip()) - 2
        out.append(f"{' ' * deep}- {_escaped(line.strip())}" if deep >= 0 else f"## {line}" if line else "")
        if line and not line.startswith("  "):
            out.append("")
    return "\n".join(out) + "\n"


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#|" else c for c in text)


def pages(book: Rulebook) -> Mapping[str, str]:
    """File name to Markdown page for every rule, and an index."""
    rules: list[Observation | Cause] = [*book.causes.values(), *book.observations.values()]
    made = {_file(r): page(r, book) for r in rules}
    rows = [f"- [{r.id}]({_file(r)}): {_escaped(r.title)}" for r in rules]
    return {"README.md": "# Rules\n\n" + "\n".join(rows) + "\n", **made}


def _file(r: Observation | Cause) -> str:
    return f"{'causes' if isinstance(r, Cause) else 'observations'}/{r.id}.md"
