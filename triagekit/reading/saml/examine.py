"""Judges every SAML message of a case with its uses, the keys at hand and the receiver's expectations."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from triagekit.model import Location
from triagekit.reading import xmlsafe
from triagekit.reading.saml import case as cases
from triagekit.reading.saml import checks, examine_metadata, redirect, second, signature, tree, verify, xmlenc
from triagekit.reading.saml.case import Case, Entry
from triagekit.reading.saml.expected import Expected
from triagekit.reading.saml.facts import disagreement, facts
from triagekit.reading.saml.message import Message, Sort
from triagekit.reading.saml.tree import DS, SAML
from triagekit.reading.saml.verify import Judged, Key, Word
from triagekit.reading.saml.view import Moment, View
from triagekit.reading.xmlsafe import Fault
from triagekit.records import Kind, Material, Record, Use, Value
from triagekit.roles import Context

SIGNATURES = 20
"""Signatures judged of one message."""
_ALSO = 20


def examine(materials: Sequence[Material], context: Context) -> Iterator[Record]:
    """Records of all messages and metadata that are under diagnosis."""
    case = cases.read(materials, context)
    for entry in case.entries:
        if entry.material.context:
            continue
        if _is_metadata(entry):
            yield examine_metadata.record(entry, case, moment(entry.material, context))
        else:
            yield _record(view(entry, case, context))


def _is_metadata(entry: Entry) -> bool:
    """It was handed in as metadata, or stands in metadata's namespace."""
    if entry.message is None:
        return entry.material.kind == "metadata" and entry.parsed.fault is Fault.HTML
    return entry.message.sort is Sort.METADATA or tree.space(entry.message.root) == tree.MD or (entry.material.kind == "metadata" and not entry.message.protocol)


def view(entry: Entry, case: Case, context: Context) -> View:
    """Everything that is known of one message."""
    wanted = cases.expectations(entry, case)
    made = View(entry.material, entry.decoded, entry.parsed, entry.message, wanted, case.known, moment(entry.material, context), delivery(entry.material))
    if entry.message is not None:
        made.judged, made.voices = _signatures(entry.message, wanted, made)
        made.sealed = tuple(xmlenc.describe(e) for e in xmlenc.find(entry.message.root))
        made.opened = tuple(xmlenc.open_(s, wanted.sp_keys) for s in made.sealed)
        _unfold(made)
        made.query_signature = redirect.check(made.hints.get("query", ""), _speakers(entry.message, wanted))
    return made


def moment(material: Material, context: Context) -> Moment:
    """The time by which it is judged: `--at`, the Date of the answer to its delivery, the client's own time, the incident."""
    use = delivery(material)
    for at, clock in ((context.at, "told"), (use and use.server_at, "server"), (use and use.at, "client"), (context.incident_time, "incident")):
        if at:
            return Moment(at, clock)
    return Moment()


def delivery(material: Material) -> Use | None:
    """The use by which it is judged: where it was handed to its receiver, refused if it ever was; else the first."""
    handed = [u for u in material.uses if u.role == "request"]
    refused = [u for u in handed if u.status is not None and u.status >= 400]
    return next(iter(refused or handed or material.uses), None)


def _speakers(message: Message, wanted: Expected) -> tuple[Any, ...]:
    """Certificates of the side that sends such a message."""
    if message.sort is Sort.AUTHN_REQUEST:
        return wanted.sp_certificates or wanted.certificates
    return wanted.certificates if message.login else (*wanted.certificates, *wanted.sp_certificates)


def _signatures(message: Message, wanted: Expected, made: View) -> tuple[tuple[Judged, ...], tuple[second.Voice, ...]]:
    keys = [Key(c.public_key, c.label, trusted=True, certificate=c) for c in _speakers(message, wanted)]
    judged = _judged(message.document, [k for k in keys if k.public is not None])
    return judged, tuple(_voice(j, message.document, made) for j in judged)


def _judged(document: Any, keys: list[Key]) -> tuple[Judged, ...]:
    known = verify.ids(document)
    found = islice(tree.below(document, DS, "Signature"), SIGNATURES)
    return tuple(verify.judge(signature.read(e), keys, known, document) for e in found)


def _voice(judged: Judged, document: Any, made: View) -> second.Voice:
    """Signxml's word, with the certificate that made the signature, or should have."""
    key = judged.made_by or judged.unwrapped_by
    certificate = key.certificate if key else next(iter(made.expected.certificates), None)
    if judged.word in {Word.MALFORMED, Word.REFERENCE, Word.UNSUPPORTED, Word.CANONICALIZATION}:
        return second.Voice.SILENT
    return second.ask(judged.signature, document, certificate, made.moment.at)


def _unfold(made: View) -> None:
    """Read what was decrypted: assertions beside the message with their own signatures, identifiers in their place."""
    for sealed, opened in zip(made.sealed, made.opened, strict=True):
        inner = xmlsafe.fragment(opened.data, sealed.element.nsmap) if opened.data else None
        if inner is None or made.message is None:
            continue
        if tree.is_(inner, SAML, "Assertion"):
            made.message.opened.append(inner)
            _unfold_assertion(inner, made)
        elif tree.is_(inner, SAML, "NameID"):
            sealed.element.getparent().replace(sealed.element, inner)


def _unfold_assertion(inner: Any, made: View) -> None:
    """Its signatures are judged on it alone, as a document of its own; what is encrypted inside it is opened too."""
    keys = [Key(c.public_key, c.label, trusted=True, certificate=c) for c in made.expected.certificates]
    judged = _judged(inner, [k for k in keys if k.public is not None])
    made.voices += tuple(_voice(j, inner, made) for j in judged)
    made.judged += judged
    for element in xmlenc.find(inner):
        sealed = xmlenc.describe(element)
        made.sealed += (sealed,)
        opened = xmlenc.open_(sealed, made.expected.sp_keys)
        made.opened += (opened,)
        name = xmlsafe.fragment(opened.data, element.nsmap) if opened.data else None
        if name is not None and tree.is_(name, SAML, "NameID"):
            element.getparent().replace(element, name)


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where the record stands."""

    first: Location
    also: tuple[Location, ...]


def _spot(material: Material) -> _Spot:
    places = [u.location for u in material.uses]
    use = delivery(material)
    first = use.location if use else Location("")
    return _Spot(first, tuple(p for p in dict.fromkeys(places) if p != first)[:_ALSO])


def _record(made: View) -> Record:
    states, needs = checks.outcomes(made)
    fields: dict[str, Value] = facts(made)
    fields |= {f"saml.check.{name}": state for name, state in states.items()}
    fields["saml.failed"] = tuple(name for name, state in states.items() if state == "failed")
    fields["saml.unjudged"] = tuple(needs)
    fields["saml.needs"] = tuple(dict.fromkeys(needs.values()))
    fields["material.sha256"] = hashlib.sha256(made.material.data).hexdigest()
    if made.judged:
        fields["material.signature_verdict"] = str(fields.get("saml.signature.verdict", "not-assessed"))
        fields["saml.signature.values"] = signature.values([j.signature for j in made.judged])
        fields["saml.signature.kept"] = tuple(j.kept(disagreement(j, v)) for j, v in zip(made.judged, made.voices, strict=True))
    spot = _spot(made.material)
    return Record(Kind.ASSERTION, spot.first, {n: v for n, v in fields.items() if v != ()}, made.moment.at if made.use is None else made.use.at, spot.also)

