"""Causes as they are told: evidence for and against with its places, what is missing and how it is collected."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from triagekit import evidence as ev
from triagekit.dossier.found import Found
from triagekit.engine.rulebook import Rulebook
from triagekit.model import SPEAKING, Clean, Verdict
from triagekit.reading.describe import excerpt
from triagekit.records import Kind
from triagekit.verdicts import Hit, JudgedCause, Judgement, Missing, Weighed

HOW_TO_COLLECT: Mapping[str, str] = {
    Kind.EXCHANGE: "Open the browser's developer tools, Network tab, tick “Preserve log”, repeat the failure and export the HAR with content.",
    Kind.EVENT: "Send the lines of the server or application log from two minutes before to two minutes after the failure.",
    Kind.ASSERTION: "Record the sign-in with a SAML tracer, or send the raw SAMLResponse value of the POST to the sign-in address.",
    Kind.METADATA: "Send the metadata file of the identity provider (and of the service, if it has one).",
    Kind.TOKEN: "Send the token, or an unsanitized capture of the request that carries it; triagekit removes its signature.",
    Kind.CERTIFICATE: "Run openssl s_client -connect HOST:443 -servername HOST -showcerts on the machine that fails and send its output.",
    Kind.HANDSHAKE: "Run curl -v against the failing address on the machine that fails and send its output.",
    Kind.FACT: "Send a longer capture: from before the first failure to after the last.",
    Kind.DEFECT: "Send the file again as the tool saved it, without opening it in an editor.",
}
"""How a customer collects what a record kind needs."""
MINUTES: Mapping[str, int] = {
    Kind.EXCHANGE: 5, Kind.EVENT: 10, Kind.ASSERTION: 5, Kind.METADATA: 5, Kind.TOKEN: 3, Kind.CERTIFICATE: 3, Kind.HANDSHAKE: 3, Kind.FACT: 10, Kind.DEFECT: 2,
}  # fmt: skip
"""How long that takes whoever does it for the first time, by our experience."""
WOULD_TELL = "it would tell whether this is so: "


def cause(cause: JudgedCause, found: Found, clean: ev.Cleaner) -> ev.Cause:
    """One judged cause, every text clean."""
    return ev.Cause(
        id=cause.id,
        title=clean(cause.title),
        differential=cause.differential,
        verdict=cause.verdict.value,
        rank=cause.rank,
        severity=cause.severity,
        owner=cause.owner,
        for_=tuple(_item(w, clean) for w in cause.for_),
        against=tuple(_item(w, clean) for w in cause.against),
        missing=tuple(_missing(m, found, clean) for m in cause.missing),
        checked=ev.Checked(of=cause.checked_of, done=cause.checked_done),
        explains=cause.explains,
        explained_by=cause.explained_by or None,
        tied_with=cause.tied_with,
        next_steps=tuple(ev.Step(do=clean(s.get("do", "")), risk=s.get("risk", "none")) for s in cause.next_steps),
        ask_customer=clean(cause.ask_customer),
        customer_wording=clean(cause.customer_wording),
        engineer_wording=clean(cause.engineer_wording),
        looks_like=clean(cause.looks_like),
        references=cause.references,
        correlation_ids=_correlation_ids((w.hit for w in cause.for_), clean),
        fingerprint=_fingerprint(cause),
        before_clock=found.decided_by_clock.get(cause.id),
        concerns=cause.concerns or None,  # type: ignore[arg-type]  # the engine's words are those of the document
    )


def worded(cause: JudgedCause) -> JudgedCause:
    """The cause as it is told: of one that nothing speaks for, its verdict and what would settle it, not what one would say if it were so.

    Nearly all of some 450 causes are such; their wordings stand in the rules (`triagekit explain`), and took nine tenths of the document.
    """
    if cause.verdict is Verdict.NOT_SUPPORTED:
        return replace(cause, missing=(), next_steps=(), ask_customer="", customer_wording="", engineer_wording="", looks_like="", references=())
    if cause.verdict is Verdict.NOT_ASSESSED:
        return replace(cause, next_steps=(), customer_wording="", engineer_wording="", looks_like="", references=())
    return cause


def needs(cause: JudgedCause) -> str:
    """What a cause that could not be assessed lacks, in one line."""
    return "; ".join(dict.fromkeys(m.why for m in cause.missing)) or "its evidence is not in the case"


def speaking(judged: Judgement) -> list[JudgedCause]:
    """The causes that something speaks for."""
    return [c for c in judged.causes if c.verdict in SPEAKING]


def _item(weighed: Weighed, clean: ev.Cleaner) -> ev.Item:
    record = weighed.hit.records[0]
    return ev.Item(
        observation=weighed.observation,
        weight=weighed.weight,
        location=ev.place(record.location, clean),
        excerpt=clean(excerpt(record)),
        observed_at=ev.stamp(weighed.hit.first or record.at),
        value=clean(weighed.hit.shown),
        count=weighed.hit.count,
        more=tuple(ev.place(r.location, clean) for r in weighed.hit.records[1:]),
    )


def _missing(missing: Missing, found: Found, clean: ev.Cleaner) -> ev.MissingItem:
    kind = collected_as(missing, found)
    how = HOW_TO_COLLECT[kind] if kind else "Ask the customer for it in the words of the next question."
    return ev.MissingItem(what=missing.observation, why=_why(missing, found, clean), how_to_collect=clean(how), minutes=MINUTES[kind] if kind else 1)


def _why(missing: Missing, found: Found, clean: ev.Cleaner) -> Clean:
    """What the missing thing would tell: the observation's own title; where there is none, what the engine says."""
    seen = found.book.observations.get(missing.observation) if found.book else None
    if seen is None:
        return clean(missing.why)
    return clean(WOULD_TELL + seen.title)


def collected_as(missing: Missing, found: Found) -> Kind | None:
    """The kind of record that would settle it; None when only an answer would."""
    if any(need.startswith("join.") for need in missing.needs):
        if "join.strength" not in missing.needs:
            return None  # the other side is there and was joined; what its line says is known
        return Kind.EVENT if found.witness.calls or not found.witness.requests else Kind.EXCHANGE
    return next((k for need in missing.needs if (k := _kind(need, missing.observation, found.book))), None)


def _kind(need: str, observation: str, book: Rulebook | None) -> Kind | None:
    """The kind of record that a need is, or that has the field it names, among those that the observation reads first; what is said of credentials is in the token."""
    if need in HOW_TO_COLLECT:
        return Kind(need)
    if need.startswith("auth."):
        return Kind.TOKEN
    if need.startswith("log."):
        return Kind.EVENT
    seen = book.observations.get(observation) if book else None
    kinds = dict.fromkeys((*getattr(seen, "reads", ()), *Kind))
    return next((kind for kind in kinds if book and book.fields.spec(need, (kind,))), None)


def _correlation_ids(hits: Iterable[Hit], clean: ev.Cleaner) -> tuple[Clean, ...]:
    seen: dict[str, None] = {}
    for hit in hits:
        for record in hit.records:
            ids = record.get("correlation.ids")
            if isinstance(ids, tuple):
                seen.update(dict.fromkeys(ids))
    return tuple(clean(i) for i in list(seen)[:10])


def _fingerprint(cause: JudgedCause) -> str:
    """Equal for equal findings of different cases; holds rule ids only, never customer text."""
    seen = sorted({w.observation for w in cause.for_})
    return "tk1-" + hashlib.sha256("\0".join([cause.id, cause.verdict, *seen]).encode()).hexdigest()[:24]
