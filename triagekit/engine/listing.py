"""Plain-text tables of rules and of their tests, for the command line. Rule texts only, no artifact data."""

from collections.abc import Iterable, Mapping, Sequence

from triagekit.engine.lint.codes import CODES, Finding, Level
from triagekit.engine.rulebook import Rulebook
from triagekit.engine.trial import Trial, Tried, chosen
from triagekit.records import Kind, Vocabulary


def rules(book: Rulebook, only: Sequence[str] = ()) -> str:
    """Causes by differential, then the observations."""
    wanted = {rule.id for rule in chosen(book, only)}
    causes = [c for c in book.causes.values() if c.id in wanted]
    lines = []
    for differential in sorted({c.differential for c in causes}):
        lines.append(f"{differential}")
        lines += [f"  {c.id:<44} {c.severity:<9} {c.owner:<18} {c.title}" for c in causes if c.differential == differential]
    seen = [r for r in book.observations.values() if r.id in wanted]
    if seen:
        lines.append("observations")
        lines += [f"  {r.id:<44} {', '.join(k.value for k in r.reads):<28} {r.title}" for r in seen]
    lines.append(f"{len(causes)} causes, {len(seen)} observations, {len(book.errors)} faults")
    return "\n".join([*lines, *faults(book)]) + "\n"


def faults(book: Rulebook) -> list[str]:
    """Every fault on its own line."""
    return [f"not run: {fault}" for fault in book.errors]


def trial(done: Trial, book: Rulebook, verbose: bool = False) -> str:
    """What failed and why, the confusion matrix, and the totals."""
    lines = [*faults(book), *(f"cannot be read: {fault}" for fault in done.faults)]
    lines += [_line(t) for t in done.tried if verbose or not (t.passed or t.skipped)]
    skipped = sum(t.skipped for t in done.tried)
    lines += _matrix(done)
    lines.append(f"{len(done.tried) - skipped} tests, {len(done.failed)} failed, {skipped} skipped, {len(done.faults)} unreadable")
    return "\n".join(lines) + "\n"


def _line(tried: Tried) -> str:
    word = "skip" if tried.skipped else "ok" if tried.passed else "FAIL"
    why = f"\n       {tried.why}" if tried.why else ""
    return f"{word:<5}{tried.test.place} {tried.test.rule}: {tried.test.name}{why}"


def _matrix(done: Trial) -> list[str]:
    """Rows are what was expected, columns what came."""
    counts = done.confusion()
    expected, got = _sorted(e for e, _ in counts), _sorted(g for _, g in counts)
    if not counts:
        return []
    head = " " * 16 + "".join(f"{word:>15}" for word in got)
    rows = [f"{e:<16}" + "".join(f"{counts.get((e, g), 0) or '.':>15}" for g in got) for e in expected]
    return ["", "expected \\ got" + head[14:], *rows, ""]


_ORDER = ("match", "no_match", "confirmed", "likely", "conflicting", "possible", "not supported", "ruled out", "not assessed", "not_assessed", "inconclusive")


def _sorted(words: Iterable[str]) -> list[str]:
    return sorted(set(words), key=lambda w: _ORDER.index(w) if w in _ORDER else 99)


def fields(vocabulary: Mapping[Kind, Vocabulary], only: Sequence[str] = ()) -> str:
    """Published fields by record kind; `only` keeps kinds of that name and fields that hold that word."""
    lines = []
    for kind, specs in vocabulary.items():
        names = [n for n in sorted(specs) if not only or kind.value in only or any(word in n for word in only)]
        if names:
            lines.append(kind.value)
            lines += [f"  {n:<44} {specs[n].type.value:<7} {specs[n].meaning}" for n in names]
    return "\n".join(lines) + "\n"


def lint(found: Sequence[Finding], with_advice: bool = True) -> str:
    """Findings by file, each code's recommendation once, and the totals."""
    shown = [f for f in found if with_advice or f.level is Level.ERROR]
    lines = [f"{f} [{f.level.value}]" for f in shown]
    codes = sorted({f.code for f in shown})
    if codes:
        lines += ["", "What to do", *(f"  {code}  {CODES[code].recommendation}" for code in codes), ""]
    errors = sum(f.level is Level.ERROR for f in found)
    lines.append(f"{errors} errors, {len(found) - errors} pieces of advice")
    return "\n".join(lines) + "\n"
