"""What a message record says beside its checks: both sides' values, times, keys, in published fields."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from triagekit.reading.saml import check_parties, check_request, check_signature, check_status, check_subject, check_time, compare, schema, tree
from triagekit.reading.saml import message as messages
from triagekit.reading.saml.instants import Instant
from triagekit.reading.saml.message import Sort
from triagekit.reading.saml.second import Voice
from triagekit.reading.saml.tree import SAML, SAMLP
from triagekit.reading.saml.verify import Judged, Word
from triagekit.reading.saml.view import View
from triagekit.records import Value

Fields = dict[str, Value]
_MOST = 50
_TEXT = 1_000
_NOBODY = "urn:oasis:names:tc:SAML:1.1:nameid-format:"


def facts(view: View) -> Fields:
    """Descriptive fields; what is absent gives none."""
    out: Fields = {}
    for part in (_copy, _use, _head, _status, _parties, _times, _subject, _signed, _sealed, _asked):
        try:
            part(out, view)
        except Exception:  # a hostile document may make one part unreadable; the others stay
            continue
    return {name: value for name, value in out.items() if value not in ("", ())}


def _cut(text: str) -> str:
    return text[:_TEXT]


def _list(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_cut(v) for v in list(values)[:_MOST] if v))


def _copy(out: Fields, view: View) -> None:
    out["saml.sort"] = view.sort.value
    out["saml.encoding"] = _list(view.decoded.steps)
    out["saml.repairs"] = _list(view.decoded.repairs)
    out["saml.bytes"] = len(view.decoded.xml)
    out["saml.binding"] = view.binding
    fault = view.decoded.fault or (view.parsed.fault.value if view.parsed.fault else "")
    out["saml.fault"] = fault
    if view.parsed.line:
        out["saml.fault.line"], out["saml.fault.column"] = view.parsed.line, view.parsed.column
    if view.message is not None:
        out["saml.root"] = _cut(tree.name(view.root))
    if view.message is not None and view.message.protocol:
        wrongs = schema.violations(view.root, 10)
        out["saml.schema"] = _list(f"{w.place}: {w.reason}" for w in wrongs)
        out["saml.schema.order_only"] = bool(wrongs) and all(w.order for w in wrongs)


def _use(out: Fields, view: View) -> None:
    if view.moment.at:
        out["saml.use.time"], out["saml.use.clock"] = view.moment.at, view.moment.clock
    use = view.use
    if use is None:
        return
    out["saml.use.place"], out["saml.use.host"], out["saml.use.path"], out["saml.use.role"] = use.place, use.host, _cut(use.path), use.role
    if use.status is not None:
        out["saml.use.status"] = use.status
    _ways(out, view)
    out["saml.use.count"] = sum(1 for u in view.material.uses if u.role == "request")
    out["saml.use.url"] = _cut(view.received_at)
    relay = view.hints.get("relay_state")
    if relay is not None:
        out["saml.relay_state.length"] = len(relay.encode())


def _ways(out: Fields, view: View) -> None:
    """When it was handed out and when it was first passed on, by the clock of who passed it on: between these it was issued."""
    given = [u for u in view.material.uses if u.role == "response" and u.at and u.ended]
    passed = [u.at for u in view.material.uses if u.role == "request" and u.at and u.place in {"query", "form"}]
    if given and given[0].at and given[0].ended:
        out["saml.handed_out.from"], out["saml.handed_out.to"] = given[0].at, given[0].ended
    if passed:
        out["saml.passed_on"] = min(passed)


def _head(out: Fields, view: View) -> None:
    if view.message is None or not view.message.protocol:
        return
    for name, attribute in (("saml.id", "ID"), ("saml.version", "Version"), ("saml.request.acs_url", "AssertionConsumerServiceURL"), ("saml.consent", "Consent")):
        out[name] = _cut(tree.attribute(view.root, attribute) or "")
    out["saml.assertions"] = len(view.message.assertions)
    out["saml.assertions.encrypted"] = len(view.message.encrypted)
    out["saml.assertions.opened"] = len(view.message.opened)
    if view.assertion is not None:
        out["saml.assertion.id"] = _cut(tree.attribute(view.assertion, "ID") or "")


def _status(out: Fields, view: View) -> None:
    codes = check_status.codes(view) if view.message else ()
    if codes:
        out["saml.status"] = _cut(codes[0].rpartition(":")[2])
        out["saml.status.second"] = _list(c.rpartition(":")[2] for c in codes[1:])
    message = tree.path(view.root, (SAMLP, "Status"), (SAMLP, "StatusMessage")) if view.message else None
    out["saml.status.message"] = _cut(tree.value(message).strip())


def _compared(out: Fields, name: str, found: Sequence[str], wanted: Sequence[str]) -> None:
    """Both sides of one comparison, and how they differ."""
    if found:
        out[name] = _list(found)
    if wanted:
        out[f"{name}.expected"] = _list(wanted)
    foreign = [f for f in found if f not in wanted]
    if wanted and foreign and (name == "saml.issuer" or len(foreign) == len(found)):  # each issuer must fit, of the others one
        near = compare.nearest(foreign[0], wanted)
        out[f"{name}.differs_by"] = compare.address(foreign[0], near) if name in {"saml.destination", "saml.recipient", "saml.request.acs"} else compare.text(foreign[0], near)


def _parties(out: Fields, view: View) -> None:
    if view.message is None or not view.message.protocol:
        return
    own = messages.issuer_text(view.root)
    _compared(out, "saml.issuer", check_parties.issuers(view) or ((own,) if own else ()), () if view.sort is Sort.AUTHN_REQUEST else view.expected.idp_entity_ids)
    found = check_parties.destination(view)
    _compared(out, "saml.destination", (found,) if found else (), check_parties.destinations_expected(view))
    _compared(out, "saml.recipient", check_parties.recipients(view), view.expected.acs_urls or ((view.received_at,) if view.received_at else ()))
    _compared(out, "saml.audience", [a for names in check_parties.restrictions(view) for a in names if a], view.expected.sp_entity_ids)
    if out.get("saml.audience") and set(view.expected.acs_urls) & set(out["saml.audience"] if isinstance(out["saml.audience"], tuple) else ()):
        out["saml.audience.differs_by"] = "acs-url-as-audience"
    answered = check_request.answered(view)
    asked = check_request.asked(view)
    _compared(out, "saml.in_response_to", (answered,) if answered is not None else check_request.answered_inside(view), asked)
    inside = check_request.answered_inside(view)
    if inside and view.sort is Sort.RESPONSE:
        out["saml.in_response_to.contradicts"] = answered is None or any(i != answered for i in inside)
    qualifier = tree.attribute(view.name_id(), "SPNameQualifier")
    _compared(out, "saml.nameid.sp_qualifier", (qualifier,) if qualifier else (), view.expected.sp_entity_ids)
    out["saml.expected.sources"] = _list(f"{n}: {s}" for n, s in view.expected.sources.items())


def _time(out: Fields, name: str, told: Instant | None) -> datetime | None:
    if told is None or told.at is None:
        return None
    out[name] = told.at
    return told.at


def _times(out: Fields, view: View) -> None:
    issued = _time(out, "saml.issue_instant", check_time.issued(view))
    end = _time(out, "saml.not_on_or_after", check_time.end(view))
    start = _time(out, "saml.not_before", check_time.start(view))
    deadline = _time(out, "saml.delivery_deadline", check_time.deadline(view))
    session = _time(out, "saml.session_end", check_time.session_end(view))
    at = view.moment.at
    for name, first, second in (
        ("saml.age_s", at, issued), ("saml.late_by_s", at, end), ("saml.delivery_late_by_s", at, deadline), ("saml.session_late_by_s", at, session),
        ("saml.early_by_s", start, at), ("saml.ahead_by_s", issued, at), ("saml.lifetime_s", end, issued),
    ):  # fmt: skip
        if first is not None and second is not None:
            out[name] = round((first - second).total_seconds(), 3)
    if view.expected.skew_known:
        out["saml.skew_s"] = view.expected.skew.total_seconds()
    bad = [place for place, t in check_time.times(view) if t.at is None or t.zone != "Z"]
    out["saml.times.odd"] = _list(bad)
    later = check_time.delivery_starts_later(view)
    if later is not None:
        out["saml.delivery_starts_later"] = later


def _subject(out: Fields, view: View) -> None:
    name = view.name_id()
    if name is not None:
        out["saml.nameid.format"] = _cut(tree.attribute(name, "Format") or _NOBODY + "unspecified")
    if not view.login or view.message is None or view.assertion is None:
        return
    if view.expected.nameid_format:
        out["saml.nameid.format.expected"] = _cut(view.expected.nameid_format)
    found = check_subject.attributes(view)
    out["saml.attributes"] = _list(found)
    out["saml.attributes.none"] = not found
    out["saml.attributes.missing"] = _list(check_subject.missing(view))
    out["saml.attributes.misnamed"] = _list(check_subject.misnamed(view))
    out["saml.authn_context"] = _cut(check_subject.context(view))
    out["saml.authn_context.expected"] = _list(view.expected.authn_contexts)
    out["saml.methods"] = _list(tree.attribute(c, "Method") or "" for c in tree.below(view.assertion, SAML, "SubjectConfirmation"))


def _signed(out: Fields, view: View) -> None:
    judged = view.judged
    out["saml.query_signature"] = view.query_signature
    if view.expected.certificates:
        out["saml.certificate.expected"] = _list(c.fingerprint for c in view.expected.certificates)
    if not judged:
        return
    out["saml.signed"] = _list(tree.name(j.signature.parent) for j in judged if j.signature.parent is not None)
    out["saml.signature.covers"] = _list(tree.where(j.target) for j in judged if j.target is not None)
    out["saml.assertion.read"] = tree.where(view.assertion) if view.assertion is not None else ""
    out["saml.signature.verdicts"] = tuple(j.word.value for j in judged[:_MOST])
    out["saml.signature.verdict"] = worst([j.word for j in judged]).value
    out["saml.signature.second"] = tuple(v.value for v in view.voices[:_MOST])
    out["saml.signature.disagreement"] = _list(disagreement(j, v) for j, v in zip(judged, view.voices, strict=False))
    out["saml.signature.algorithm"] = _list(j.signature.method.rpartition("#")[2] for j in judged)
    out["saml.signature.faults"] = _list(f for j in judged for f in j.signature.faults)
    out["saml.signature.made_by"] = _list(j.made_by.label for j in judged if j.made_by)
    out["saml.signature.unwrapped_by"] = _list(j.unwrapped_by.label for j in judged if j.unwrapped_by)
    out["saml.digest_differs"] = any(j.digest_ok is False or j.word in _DIFFERS for j in judged)
    out["saml.signed_info_differs"] = any(j.word in _COPIED for j in judged)
    used = check_signature.signing_certificates(view)
    out["saml.certificate.used"] = _list(c.fingerprint for c in used)
    window = next((c.validity for c in used if c.validity), None)
    if window:
        out["saml.certificate.not_before"], out["saml.certificate.not_after"] = window


def disagreement(judged: Judged, voice: Voice) -> str:
    """What signxml says otherwise than the own check; nothing where it is silent, abstains or will not judge. Of a redacted copy, what it said."""
    if judged.told_second:
        return judged.told_second
    if voice in {Voice.DIGEST, Voice.VALUE} and judged.sound:
        return "second-rejects"
    return "second-accepts" if voice is Voice.ACCEPTS and judged.word in {*_DIFFERS, *_COPIED, Word.VALUE} else ""


_COPIED = frozenset({Word.SIGNED_INFO, Word.DIGEST_AND_SIGNED_INFO})
_DIFFERS = frozenset({Word.DIGEST, Word.DIGEST_AND_SIGNED_INFO, Word.DIGEST_AND_VALUE})
_LADDER = (
    Word.MALFORMED, Word.REFERENCE, Word.CANONICALIZATION, Word.UNSUPPORTED, Word.OK_OTHER, Word.DIGEST, Word.DIGEST_AND_SIGNED_INFO, Word.SIGNED_INFO, Word.DIGEST_AND_VALUE,
    Word.VALUE, Word.NOT_ASSESSED, Word.OK_UNCONFIRMED, Word.OK_TRUSTED,
)  # fmt: skip


def worst(words: Sequence[Word]) -> Word:
    """The one word for several signatures: the first in the order of speaking."""
    return min(words, key=_LADDER.index, default=Word.NOT_ASSESSED)


def _sealed(out: Fields, view: View) -> None:
    if not view.sealed:
        return
    out["saml.encrypted"] = _list(tree.name(s.element) for s in view.sealed)
    out["saml.encrypted.algorithms"] = _list(a.rpartition("#")[2] for s in view.sealed for a in s.algorithms)
    out["saml.encrypted.faults"] = _list(f for s in view.sealed for f in s.faults)
    out["saml.encrypted.recipients"] = _list(c.fingerprint for s in view.sealed for c in s.recipients)
    size = max((s.key_bytes for s in view.sealed), default=0)
    if size:
        out["saml.encrypted.key_bits"] = size * 8


def _asked(out: Fields, view: View) -> None:
    if view.sort is not Sort.AUTHN_REQUEST:
        return
    wanted = tree.attribute(view.root, "AssertionConsumerServiceURL")
    _compared(out, "saml.request.acs", (wanted,) if wanted else (), view.expected.registered_acs)
    out["saml.request.known_applications"] = _list(view.expected.registered_sps)
    policy = tree.child(view.root, SAMLP, "NameIDPolicy")
    out["saml.request.nameid_format"] = _cut(tree.attribute(policy, "Format") or "")
    out["saml.request.passive"] = tree.attribute(view.root, "IsPassive") in {"true", "1"}
    out["saml.request.force"] = tree.attribute(view.root, "ForceAuthn") in {"true", "1"}
    context = tree.child(view.root, SAMLP, "RequestedAuthnContext")
    out["saml.request.contexts"] = _list(tree.value(c).strip() for c in tree.below(context, SAML, "AuthnContextClassRef"))
    out["saml.request.comparison"] = _cut(tree.attribute(context, "Comparison") or "")
