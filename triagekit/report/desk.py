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
"""What collecting one thing, or answering, takes a customer, where nothing better is known."""
_CAPTURE = "Open the browser's developer tools"
"""How the way of making a HAR begins."""
_COMMAND = ("Run curl", "Run openssl")
_LINES = "Send the lines of the gateway"
_SURE: Mapping[str, Mapping[str, str]] = {
    "en": {"confirmed": "certain", "likely": "likely", "possible": "possible", "conflicting": "not clear yet"},
    "de": {"confirmed": "sicher", "likely": "wahrscheinlich", "possible": "möglich", "conflicting": "noch nicht klar"},
}
_SECTIONS = ("questions", "ways", "browsers", "systems", "logs", "removed", "whys", "families")
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

    found: dict[str, dict[str, str]] = {name: {} for name in _SECTIONS}
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
        "e": evidence, "first": first, "because": list(dict.fromkeys(str(i.value or i.excerpt) for i in first.for_))[:3] if first else [], "wanted": wanted, "questions": _questions(evidence, said, language, bool(wanted)), "minutes": sum(int(w["minutes"]) for w in wanted) or _MINUTES,
        "wording": _wording(first, said) if first else "", "sure": _SURE.get(language, _SURE["en"])[first.verdict] if first else "",
        "ask": evidence.handoff.ask or (ask.value if ask else None), "impact": impact.value if impact else None, "seen": _seen(evidence), "workaround": workaround.value if workaround else None,
    }  # fmt: skip


def _seen(evidence: Evidence) -> str:
    """What the files show of the reach: to be confirmed, and told where nobody said anything."""
    facts = [evidence.impact.get(f"seen_{name}") for name in ("users", "routes", "share", "since", "healed", "retried")]
    told = [str(fact.value) if fact and fact.value else "" for fact in facts]
    told[3] = f"since {_clock(told[3])}" if told[3] else ""
    return "; ".join(text for text in told if text)


def _wanted(evidence: Evidence, said: dict[str, dict[str, str]]) -> list[dict[str, str]]:
    """At most three things to collect, most telling first, each way of collecting once, with the first thing that it shows."""
    by_way: dict[str, dict[str, str]] = {}
    for missing in evidence.missing if _is_open(evidence) else ():
        plain = str(missing.how_to_collect)
        by_way.setdefault(plain, {
            "what": missing.what, "how": _way(plain, evidence, said), "why": said["whys"].get(plain, str(missing.why)), "removed": said["removed"].get(plain, ""),
            "minutes": str(missing.minutes or _MINUTES), "since": _clock(missing.since), "until": _clock(missing.until),
        })  # fmt: skip
    return list(by_way.values())[:3]


def _is_open(evidence: Evidence) -> bool:
    """Whether anything must be collected: not where the first answer is certain, and is the customer's own or the only certain one."""
    leads = [c for c in evidence.causes if c.verdict in _SPEAKING and not c.explained_by and c.concerns != "others"]
    certain = sum(c.verdict == "confirmed" for c in leads)
    return not leads or leads[0].verdict != "confirmed" or (certain > 1 and leads[0].concerns != "own")


def _clock(stamp: str | None) -> str:
    """A time of the evidence for people, to the second."""
    return f"{stamp[:10]} {stamp[11:19]} UTC" if stamp else ""


def _wording(cause: Cause, said: dict[str, dict[str, str]]) -> str:
    """What to tell the customer: the cause's own words, or the sentence of its family where the language has one."""
    return said["families"].get(cause.id.partition("/")[0]) or str(cause.customer_wording or cause.title)


def _way(how: str, evidence: Evidence, said: dict[str, dict[str, str]]) -> str:
    """How to collect it, in the customer's own browser, system and server where these are known."""
    if how.startswith(_CAPTURE):
        own = said["browsers"].get(_browser(evidence))
        if own:
            return own
    text = said["ways"].get(how, how)
    more = said["systems"].get(_system(evidence)) if how.startswith(_COMMAND) else said["logs"].get(_server(evidence)) if how.startswith(_LINES) else ""
    return f"{text} {more}" if more else text


def _client(evidence: Evidence) -> str:
    fact = evidence.environment.get("client")
    return str(fact.value or "").lower() if fact else ""


def _browser(evidence: Evidence) -> str:
    """The browser that the captures show; on a phone the phone, for there it is done otherwise."""
    client = _client(evidence)
    seen = " ".join([client, *(str(a.producer or "") for a in evidence.artifacts)]).lower()
    marks = (("iphone", "ios"), ("ipad", "ios"), ("android", "android"), ("edg", "edge"), ("firefox", "firefox"), ("chrom", "chrome"), ("webinspector", "chrome"), ("safari", "safari"))
    return next((name for mark, name in marks if mark in seen), "")


def _system(evidence: Evidence) -> str:
    """The system of the client by its user agent."""
    marks = (("windows", "windows"), ("mac os", "macos"), ("macintosh", "macos"), ("linux", "linux"), ("x11", "linux"))
    return next((name for mark, name in marks if mark in _client(evidence)), "")


def _server(evidence: Evidence) -> str:
    """The server that answered or whose log is there: where its logs stand is known."""
    answered = [str(f.value or "") for name, f in evidence.completeness.facts.items() if name.endswith("answered_by")]
    seen = " ".join([*answered, *(a.kind for a in evidence.artifacts)]).lower()
    return next((name for name in ("nginx", "haproxy", "apache", "iis", "envoy", "traefik", "caddy", "kubernetes", "cloudflare", "aws") if name in seen), "")


def _questions(evidence: Evidence, said: dict[str, dict[str, str]], language: str, sending: bool) -> list[str]:
    """At most five questions: the one that separates the front runners, then what blocks; only what the language can say, and nothing that is to be sent anyway."""
    blocking = (str(g.question) for g in evidence.completeness.gaps if g.blocking and g.what not in _OURS)
    next_ = (str(q) for q in evidence.next_questions.values() if not (sending and str(q).startswith("Please send")))
    found = dict.fromkeys([*next_, *blocking])
    told = (said["questions"].get(q, q if language == "en" else "") for q in found)
    return [q for q in dict.fromkeys(told) if q][:5]


def _tidy(text: str) -> str:
    """No run of empty lines, one newline at the end."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines).strip() + "\n"
