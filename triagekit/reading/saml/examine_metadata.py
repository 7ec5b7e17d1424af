"""Judges metadata of either side: what it says, whether it can be used, and how long."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from triagekit.model import Location
from triagekit.reading import urls
from triagekit.reading.saml import metadata, schema_metadata, signature, tree, verify
from triagekit.reading.saml.case import Case, Entry
from triagekit.reading.saml.certs import Certificate
from triagekit.reading.saml.metadata import Entity, Role
from triagekit.reading.saml.tree import DS, MD
from triagekit.reading.saml.verify import Judged, Word
from triagekit.reading.saml.view import NEEDS, Moment, Outcome
from triagekit.records import Kind, Record, Value

SOON = timedelta(days=30)
"""How long before its end a certificate is said to expire soon."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One metadata document under diagnosis."""

    root: Any
    entities: tuple[Entity, ...]
    judged: tuple[Judged, ...]
    at: datetime | None
    case: Case

    @property
    def roles(self) -> list[Role]:
        """Roles of SAML 2.0 that sign in or are signed in to."""
        return [r for e in self.entities[:20] for r in e.roles if r.name in {"idp", "sp"}]


def record(entry: Entry, case: Case, moment: Moment) -> Record:
    """The record of one document, whatever it turns out to be."""
    fields: dict[str, Value] = {"saml.metadata.bytes": len(entry.decoded.xml)}
    fault = entry.decoded.fault or (entry.parsed.fault.value if entry.parsed.fault else "")
    if fault:
        fields["saml.metadata.fault"] = fault
    states: dict[str, str] = {}
    needs: dict[str, str] = {}
    if entry.parsed.root is not None:
        sheet = _sheet(entry, case, moment)
        fields |= _facts(sheet)
        for name, check in _CHECKS.items():
            _judge(name, check(sheet), states, needs)
    elif fault == "html":
        states["wrong-file"] = "failed"
    fields |= {f"saml.metadata.check.{name}": state for name, state in states.items()}
    fields["saml.metadata.failed"] = tuple(n for n, s in states.items() if s == "failed")
    fields["saml.metadata.needs"] = tuple(dict.fromkeys(needs.values()))
    fields["material.sha256"] = hashlib.sha256(entry.material.data).hexdigest()
    use = next(iter(entry.material.uses), None)
    kept = {n: v for n, v in fields.items() if v not in ("", ())}
    return Record(Kind.METADATA, use.location if use else Location(""), kept, use.at if use else None)


def _judge(name: str, told: Outcome, states: dict[str, str], needs: dict[str, str]) -> None:
    if isinstance(told, bool):
        states[name] = "failed" if told else "passed"
    elif told is not None:
        needs[name] = NEEDS.get(told, told)


def _sheet(entry: Entry, case: Case, moment: Moment) -> Sheet:
    root = entry.parsed.root
    known = verify.ids(root)
    signatures = [s for e in (root, *tree.children(root, MD, "EntityDescriptor")[:20]) for s in tree.children(e, DS, "Signature")]
    judged = tuple(verify.judge(signature.read(s), (), known, root) for s in signatures[:20])
    return Sheet(root, tuple(metadata.entities(root)), judged, moment.at, case)


def _facts(sheet: Sheet) -> dict[str, Value]:
    first = next(iter(sheet.entities), None)
    signing = _signing(sheet)
    until = metadata.valid_until(sheet.root)
    out: dict[str, Value] = {
        "saml.metadata.root": tree.name(sheet.root)[:100],
        "saml.metadata.entities": len(sheet.entities),
        "saml.metadata.entity_id": (first.entity_id or "")[:1000] if first else "",
        "saml.metadata.roles": tuple(dict.fromkeys(r.name for r in sheet.roles)),
        "saml.metadata.endpoints": tuple(e.location for r in sheet.roles[:4] for e in r.endpoints if e.service in {"SingleSignOnService", "AssertionConsumerService"})[:20],
        "saml.metadata.keys_without_certificate": any(k.use != "encryption" and not k.certificates for r in sheet.roles for k in r.keys),
        "saml.metadata.signing_certificates": len({c.fingerprint for r in sheet.roles[:1] for c in r.signing()}),
        "saml.metadata.fingerprints": tuple(dict.fromkeys(c.fingerprint for c in signing))[:10],
        "saml.metadata.signature.verdict": next((j.word.value for j in sheet.judged), ""),
        "saml.metadata.schema": tuple(schema_metadata.violations(sheet.root, 5)),
    }
    if until is not None and until.at is not None:
        out["saml.metadata.valid_until"] = until.at
    ends = [c.validity[1] for c in signing if c.validity]
    if ends:
        out["saml.metadata.certificate_end"] = min(ends)
    return out


def _signing(sheet: Sheet) -> list[Certificate]:
    return [c for r in sheet.roles for c in r.signing()]


def _wrong_file(sheet: Sheet) -> Outcome:
    """No metadata of SAML 2.0, or that of the other side than the case needs."""
    return not (tree.space(sheet.root) == MD and tree.name(sheet.root) in {"EntityDescriptor", "EntitiesDescriptor"})


def _entity_id_invalid(sheet: Sheet) -> Outcome:
    if not sheet.entities:
        return None
    return any(e.entity_id is None or not e.entity_id.strip() or len(e.entity_id) > 1024 for e in sheet.entities)


def _multiple_entities(sheet: Sheet) -> Outcome:
    return len(sheet.entities) > 1 if sheet.entities else None


def _multiple_signing_certificates(sheet: Sheet) -> Outcome:
    if not sheet.roles:
        return None
    return any(len(r.signing()) > 1 for r in sheet.roles) if len(sheet.entities) == 1 else None


def _signing_certificate_missing(sheet: Sheet) -> Outcome:
    """An identity provider without a key to check its signatures by; a service provider may have none."""
    idps = [r for r in sheet.roles if r.name == "idp"]
    return any(not r.signing() for r in idps) if idps else None


def _endpoint_missing(sheet: Sheet) -> Outcome:
    if not sheet.entities:
        return None
    return any(not e.roles or any(_mute(r) for r in e.roles) for e in sheet.entities[:20])


def _mute(role: Role) -> bool:
    service = {"idp": "SingleSignOnService", "sp": "AssertionConsumerService"}.get(role.name)
    return service is not None and not any(e.service == service and e.location and metadata.supported(e) for e in role.endpoints)


def _endpoint_scheme_invalid(sheet: Sheet) -> Outcome:
    places = [e.location for r in sheet.roles for e in r.endpoints if e.location]
    return any(urls.split(p).scheme not in {"http", "https"} for p in places) if places else None


def _document_expired(sheet: Sheet) -> Outcome:
    told = [t for t in (metadata.valid_until(sheet.root), *(metadata.valid_until(e.element) for e in sheet.entities[:20])) if t is not None and t.at is not None]
    if not told:
        return None
    at = sheet.at
    return "time" if at is None else any(t.at <= at for t in told if t.at)


def _certificate_expiring(sheet: Sheet) -> Outcome:
    ends = [c.validity[1] for c in _signing(sheet) if c.validity]
    if not ends:
        return None
    return "time" if sheet.at is None else any(e <= sheet.at + SOON for e in ends)


def _signature_missing(sheet: Sheet) -> Outcome:
    return not sheet.judged if sheet.entities else None


def _signature_invalid(sheet: Sheet) -> Outcome:
    """Its own certificate suffices to tell that the content changed; it proves nothing about who signed."""
    if not sheet.judged:
        return None
    return any(j.word in _BROKEN for j in sheet.judged)


_BROKEN = frozenset({Word.DIGEST, Word.DIGEST_AND_SIGNED_INFO, Word.SIGNED_INFO, Word.DIGEST_AND_VALUE, Word.VALUE, Word.MALFORMED, Word.REFERENCE})


def _schema_violation(sheet: Sheet) -> Outcome:
    return bool(schema_metadata.violations(sheet.root, 1)) if sheet.entities else None


def _signing_flags_inconsistent(sheet: Sheet) -> Outcome:
    """What one side wants signed, and what the messages of the case, or the other side's metadata, show."""
    idp = next((r for r in sheet.roles if r.name == "idp"), None)
    sp = next((r for r in sheet.roles if r.name == "sp"), None)
    others = [r for e in sheet.case.entities for r in e.roles]
    found: list[bool] = []
    if idp is not None and idp.flag("WantAuthnRequestsSigned"):
        found += [r.flag("AuthnRequestsSigned") is False for r in others if r.name == "sp"]
    if sp is not None and sp.flag("AuthnRequestsSigned") is False:
        found += [r.flag("WantAuthnRequestsSigned") is True for r in others if r.name == "idp"]
    return any(found) if found else None


_CHECKS: Mapping[str, Callable[[Sheet], Outcome]] = {
    "wrong-file": _wrong_file, "entity-id-invalid": _entity_id_invalid, "multiple-entities": _multiple_entities, "multiple-signing-certificates": _multiple_signing_certificates,
    "signing-certificate-missing": _signing_certificate_missing, "endpoint-missing": _endpoint_missing, "endpoint-scheme-invalid": _endpoint_scheme_invalid,
    "document-expired": _document_expired, "certificate-expiring": _certificate_expiring, "signature-missing": _signature_missing, "signature-invalid": _signature_invalid,
    "schema-violation": _schema_violation, "signing-flags-inconsistent": _signing_flags_inconsistent,
}  # fmt: skip
