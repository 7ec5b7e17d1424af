"""Checks of the words of a rule: advice, placeholders, references, names."""

import re
from collections.abc import Iterator

from triagekit.engine.faults import Path, did_you_mean, quoted
from triagekit.engine.lint.codes import Finding
from triagekit.engine.lint.survey import Survey
from triagekit.engine.rulebook import Cause

_RISKY = re.compile(
    r"(?:disabl\w+|turn\w* off|switch\w* off|skip\w*|ignor\w+|bypass\w*|deactivat\w+|suppress\w*)\s+(?:[\w']+\s+){0,4}?(?:verif\w+|validation|certificate\s+(?:check|warning|error)s?|tls|ssl|firewall|antivirus|mfa|signature|csrf|same-?origin|cors)\b"
    r"|verify\s*=\s*false|--insecure\b|--no-check-certificate|\bcurl\b[^.]{0,40}\s-k\b|NODE_TLS_REJECT_UNAUTHORIZED|InsecureSkipVerify|rejectUnauthorized"
    r"|(?:send|share|give|e-?mail|paste|post|forward|attach|provide)\w*\s+(?:[\w']+\s+){0,4}?(?:password|passphrase|private key|client secret|secret|api key|access token|refresh token|session cookie|one-time code|otp|pin)s?\b"
    r"|chmod\s+777|rm\s+-rf|run (?:it )?as root|disable-web-security",
    re.IGNORECASE,
)
_SAFE_BEFORE = re.compile(r"\b(?:never|not|don't|doesn't|without|instead of|no need to|avoid|nobody|rather than|whether|removes?|redact\w*)\b[^.;:!?]{0,60}$", re.IGNORECASE)
_SAFE_AFTER = re.compile(r"^[^.;]{0,40}\b(?:removed|redacted|blanked|masked|never|not)\b|^(?:'s|s')?\s+(?:claims?|times?|expir\w+|length|format|names?|lifetimes?|header only)\b", re.IGNORECASE)
_FILLED = re.compile(r"\{[^{}]{0,80}\}|<[a-z][\w .-]{0,40}>|%[sd]\b|\$\{?[A-Z_]{2,}|\[(?:YOUR|INSERT|NAME)\b[^\]]{0,40}\]|redacted-[a-z]+")
_DEAD = re.compile(r"^https?://(?:tools\.ietf\.org|www\.ietf\.org/rfc/|datatracker\.ietf\.org/doc/html/draft-)")
_RFC = re.compile(r"^https://(?:www\.rfc-editor\.org|datatracker\.ietf\.org)/.*\brfc\d+", re.IGNORECASE)
_OUTWARD = ("ask_customer", "customer_wording")


def check(survey: Survey) -> Iterator[Finding]:
    """Advice, placeholders, references and names of every rule in question."""
    known = {*survey.book.observations, *survey.book.causes, *survey.book.broken, *survey.book.disabled}
    seen = {s.sees for c in survey.book.causes.values() for s in c.evidence} | {n for c in survey.book.causes.values() for n in c.explains}
    for rule in survey.rules():
        for n, reference in enumerate(rule.references):
            if why := _reference(reference):
                yield survey.at(rule, "TK-LINT-050", f"{quoted(reference)} {why}", ("references", n))
        if isinstance(rule, Cause):
            for code, detail, path in _cause(rule, known, survey):
                yield survey.at(rule, code, detail, path)
        elif rule.id not in seen:
            yield survey.at(rule, "TK-LINT-034", "no cause names it as evidence")


def _reference(text: str) -> str:
    if not re.match(r"https://[\w.-]+\.[a-z]{2,}(?:[/?#]\S*)?$", text):
        return "is not an https address"
    if _DEAD.match(text):
        return "points to a place that has moved"
    return "names no clause" if _RFC.match(text) and "#" not in text else ""


def _cause(cause: Cause, known: set[str], survey: Survey) -> Iterator[tuple[str, str, Path]]:
    yield from _advice(cause)
    for key in _OUTWARD:
        if found := _FILLED.search(getattr(cause, key)):
            yield "TK-LINT-041", f"{key} holds {quoted(found.group())}", (key,)
    for key in (*_OUTWARD, "looks_like"):
        if not getattr(cause, key):
            yield "TK-LINT-042", f"{key} is missing", ("id",)
    for name in cause.explains:
        if name not in known:
            yield "TK-LINT-033", f"explains names {quoted(name)} {did_you_mean(name, known)}".strip(), ("explains",)
    for test in survey.tests(cause).tests:
        for name in test.never:
            if name not in known:
                yield "TK-LINT-033", f"never names {quoted(name)} {did_you_mean(name, known)}".strip(), ("id",)
    if not (_reachable(cause) or cause.coarse):
        yield "TK-LINT-035", "no proof, and not enough support from two groups", ("evidence",)


def _advice(cause: Cause) -> Iterator[tuple[str, str, Path]]:
    texts: list[tuple[str, Path]] = [(step.get("do", ""), ("next_steps", n)) for n, step in enumerate(cause.next_steps)]
    texts += [(getattr(cause, key), (key,)) for key in (*_OUTWARD, "engineer_wording", "looks_like")]
    for text, path in texts:
        for found in _RISKY.finditer(text):
            before = text[: found.start()] + found.group().rpartition(" ")[0]
            if not _SAFE_BEFORE.search(before) and not _SAFE_AFTER.search(text[found.end() :]):
                yield "TK-LINT-040", quoted(found.group()), path


def _reachable(cause: Cause) -> bool:
    """Whether its evidence, all seen, would be a proof or enough support."""
    if any(s.weight == "proves" for s in cause.evidence):
        return True
    strengths = {"supports: weak": 1, "supports: moderate": 2, "supports: strong": 3}
    best: dict[str, int] = {}
    for sight in cause.evidence:
        best[sight.group] = max(best.get(sight.group, 0), strengths.get(sight.weight, 0))
    groups = sorted(best.values(), reverse=True)
    return len([g for g in groups if g]) >= 2 and (groups[0] == 3 or groups[1] >= 2)

