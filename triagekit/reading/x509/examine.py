"""Judges every certificate and chain of a case with its use, the trust and the lists at hand, and what the checking side expects."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from triagekit.model import Location
from triagekit.reading.x509 import (
    armour,
    check_chain,
    check_client,
    check_form,
    check_keys,
    check_names,
    check_revocation,
    check_time,
    check_usage,
    containers,
    expected,
    keys,
    known,
    personal,
    second,
    validate,
)
from triagekit.reading.x509.armour import Bundle
from triagekit.reading.x509.certificate import Certificate
from triagekit.reading.x509.crl import RevocationList
from triagekit.reading.x509.expected import Expected
from triagekit.reading.x509.facts import facts
from triagekit.reading.x509.paths import End, Finder, Way
from triagekit.reading.x509.revocation import Lists
from triagekit.reading.x509.usage import usage
from triagekit.reading.x509.validate import Fault, Terms
from triagekit.reading.x509.view import Findings, State, Usage, View
from triagekit.records import Kind, Material, Record, Value
from triagekit.roles import Context

CHAINS = 2_000
"""Chains judged per case; further ones are left out."""
_ALSO = 20
_CHECKS = (check_form.check, check_keys.check, check_names.check, check_usage.check, check_time.check, check_chain.check, check_revocation.check, check_client.check)


@dataclass(slots=True)
class Held:
    """What the case holds beside the chain under the glass."""

    certificates: list[Certificate] = field(default_factory=list)
    lists: list[RevocationList] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)
    """Names of authorities that a server of the case announced for client certificates."""
    leaves: int = 0
    """Files and handshakes whose first certificate is no authority."""
    key: bytes = b""


@dataclass(frozen=True, slots=True)
class Read:
    """One material, opened."""

    material: Material
    bundle: Bundle
    certificates: tuple[Certificate, ...]
    key: bytes = b""


def examine(materials: Sequence[Material], context: Context) -> Iterator[Record]:
    """Records of all chains and of files that hold something else."""
    wanted = expected.expected(context)
    opened = [_open(m, wanted) for m in materials[:CHAINS]]
    held = _held(opened, wanted)
    for one in opened:
        if not one.material.context:
            yield _judge(one, held, wanted, context) if one.certificates else _other(one, held)


def _open(material: Material, wanted: Expected) -> Read:
    bundle = armour.find(material.data)
    certs = tuple(expected.certificates((material.data,), wanted.passphrases))
    key = next((k for p in bundle.of("pkcs12") if (k := containers.pkcs12(p.der, wanted.passphrases).key)), None)
    if key is None and bundle.of("private-key"):
        key = containers.key_in(material.data, wanted.passphrases)
    return Read(material, bundle, certs, key or b"")


def _held(opened: Sequence[Read], wanted: Expected) -> Held:
    held = Held([*wanted.trust, *wanted.intermediates], list(wanted.lists), list(wanted.accepts))
    for one in opened:
        held.certificates += one.certificates
        held.lists += list(expected.lists((one.material.data,)))
        held.leaves += bool(one.certificates) and not _leaf(one.certificates).authority
        held.key = held.key or one.key
        held.accepted += one.material.hints.get("accepts", "").splitlines()
    return held


def _leaf(certs: tuple[Certificate, ...]) -> Certificate:
    """The certificate that the others stand above: the first, unless it is an authority and another is none that issued anything."""
    first = certs[0]
    if not first.authority:
        return first
    issuing = {c.issuer.key for c in certs if not c.self_issued}
    ends = [c for c in certs if not c.authority and c.subject.key not in issuing]
    return ends[0] if ends else first


def _judge(one: Read, held: Held, wanted: Expected, context: Context) -> Record:
    view = _view(one, held, wanted, context)
    found = Findings()
    for check in _CHECKS:
        check(view, found)
    _wrong_label(one, found)
    _clock(view, found)
    found.weigh()
    return _record(one, view, found, held)


def _view(one: Read, held: Held, wanted: Expected, context: Context) -> View:
    hints, leaf = one.material.hints, _leaf(one.certificates)
    use = usage(one.material, context)
    served_as = hints.get("host") or hints.get("sni") or ""
    authority = leaf.authority and not served_as and (held.leaves > 0 or (bool(wanted.trust) and len(one.certificates) == 1 and leaf.self_issued and not wanted.hostname))
    host = "" if authority else served_as or wanted.hostname
    told = "server" if wanted.purpose == "client" and hints.get("served") == "yes" else wanted.purpose
    purpose = hints.get("purpose") or told or ("server" if host else "")
    partial = hints.get("partial") == "yes"
    complete = not partial and (bool(served_as) or hints.get("served") == "yes" or bool(wanted.hostname) or bool(wanted.trust) or len(one.certificates) > 1)
    terms = Terms(use.at, wanted.max_depth)
    ways, way, faults, lists = _walk(leaf, one, held, wanted, terms)
    return View(
        one.bundle, one.certificates, leaf, use, wanted, host, purpose, complete and not authority, authority, bool(wanted.trust), ways, way, faults, lists,
        one.key or (held.key if held.leaves <= 1 else b""), hints, tuple(held.accepted[:200]),
    )  # fmt: skip


def _walk(leaf: Certificate, one: Read, held: Held, wanted: Expected, terms: Terms) -> tuple[tuple[Way, ...], Way | None, tuple[Fault, ...], Lists | None]:
    """The ways upwards with the certificates that were sent; those that only lie about in the case do not count as sent."""
    pool = [*one.certificates, *wanted.intermediates]
    finder = Finder(pool, wanted.trust)
    ways = tuple(finder.ways(leaf))
    lists = Lists(held.lists, Finder([*held.certificates, *pool], wanted.trust), terms) if held.lists else None
    best, faults = _best(ways, terms, lists)
    return ways, best, faults, lists


def _best(ways: tuple[Way, ...], terms: Terms, lists: Lists | None) -> tuple[Way | None, tuple[Fault, ...]]:
    """The way with the least wrong about it among those to an anchor, else the first."""
    anchored = [w for w in ways if w.end is End.ANCHOR]
    if not anchored:
        way = ways[0] if ways else None
        return way, tuple(validate.faults(way.certs, replace(terms, max_depth=None), whole=False)) if way else ()
    judged = [(tuple(validate.faults(w.certs, terms)), w) for w in anchored]
    if lists is not None and len(judged) > 1:
        judged.sort(key=lambda pair: (len(pair[0]), sum(lists.status(c).status != "good" for c in pair[1].certs[:-1])))
    else:
        judged.sort(key=lambda pair: len(pair[0]))
    return judged[0][1], judged[0][0]


def _wrong_label(one: Read, found: Findings) -> None:
    """A certificate under another label, or a private key along with it."""
    if "label-wrong" in one.bundle.faults:
        piece = next(p for p in one.bundle.pieces if "label-wrong" in p.faults)
        found.fail("wrong-file", f"it says {piece.label} and holds a {piece.kind}")
        found.states.pop("file-encoding-damaged", None)
    elif one.bundle.of("pkcs7") or one.bundle.of("pkcs12"):
        found.note("wrong-file", "it is a container, and not every program reads certificates out of one")
    found.settle("wrong-file", "")


def _clock(view: View, found: Findings) -> None:
    """By the server's clock the dates hold, by the client's they do not."""
    client, leaf = view.usage.client_at, view.leaf
    if client is None or not leaf.not_before or not leaf.not_after or not view.usage.at or not leaf.not_before <= view.usage.at <= leaf.not_after:
        return
    if client > leaf.not_after:
        found.fields["x509.clock.only_client_wrong"] = "late"
    elif client < leaf.not_before:
        found.fields["x509.clock.only_client_wrong"] = "early"


def _record(one: Read, view: View, found: Findings, held: Held) -> Record:
    fields: dict[str, Value] = {**facts(view), **found.fields}
    fields |= {f"x509.check.{name}": state.value for name, state in found.states.items()}
    fields |= {f"x509.why.{name}": why for name, why in found.why.items() if found.states.get(name) in {State.FAILED, State.NOTED}}
    for name, state in (("x509.failed", State.FAILED), ("x509.noted", State.NOTED)):
        chosen = tuple(sorted(n for n, s in found.states.items() if s is state))
        if chosen:
            fields[name] = chosen
    if found.needs:
        fields["x509.needs"] = tuple(found.needs)
    if one.bundle.faults:
        fields["x509.file.problems"] = one.bundle.faults
    second = _second(view, found)
    fields |= second | _signers(one, held, view, (str(second.get("x509.second.verdict", "")), found.why.get("name-constraint-violation", "").startswith("email")))
    return _placed(one, fields, view.usage)


def _signers(one: Read, held: Held, view: View, of_leaf: tuple[str, bool]) -> dict[str, Value]:
    """Whose key signed the certificates and lists, for redaction to keep when it changes a name in one and takes the signature away.

    `of_leaf`: what the second verifier said of the leaf, and whether a mail address in it lies beyond what an authority above may issue for.
    """
    beside = (*view.expected.trust, *view.expected.intermediates)
    some = [c for c in (*one.certificates, *beside) if not (c.authority and known.public(c)) or personal.places(c.der)][:SIGNERS]
    finder = Finder([*one.certificates, *held.certificates, *view.expected.intermediates], view.expected.trust)
    words = {c.fingerprint: _signer(c, finder) for c in some}
    if view.leaf.fingerprint in words:
        second_said, beyond = of_leaf
        words[view.leaf.fingerprint] += (f"-then-{second_said}" if second_said else "") + ("-beyond" if beyond else "")
    every = {c.fingerprint: c for c in (*one.certificates, *held.certificates, *beside)}.values()
    words |= {each.fingerprint: _list_signer(each, [c for c in every if c.subject.key == each.issuer.key]) for each in (*held.lists, *view.expected.lists)[:SIGNERS]}
    return {"x509.people.sha256": tuple(words), "x509.people.signers": tuple(words.values())} if words else {}


def _list_signer(each: RevocationList, issuers: Sequence[Certificate]) -> str:
    made = next((c for c in issuers if keys.verify(c.key, each)), None)
    return f"by-{keys.word(made.key)}" if made else "by-none" if issuers else "by-unknown"


SIGNERS = 100
"""Certificates of one file of which it is found out; of the big public authorities' it is not asked."""


def _signer(cert: Certificate, finder: Finder) -> str:
    """`by-` and the issuing key's word; unknown where no signature of that sort can be checked; none where no key at hand made it."""
    said = [(issuer, finder.signed(cert, issuer)) for issuer in (cert, *finder.issuers(cert))]
    made = next((issuer for issuer, verdict in said if verdict), None)
    return f"by-{keys.word(made.key)}" if made else "by-unknown" if any(verdict is None for _, verdict in said) else "by-none"


JUDGED_BY_BOTH = frozenset({
    "ca-unknown", "certificate-not-yet-valid", "hostname-mismatch", "intermediate-expired", "intermediate-missing", "ip-address-mismatch", "leaf-expired", "leaf-self-signed", "leaf-used-as-ca",
    "name-constraint-violation", "path-length-exceeded", "server-purpose-missing", "signature-invalid", "wildcard-mismatch",
})  # fmt: skip
"""Checks that the second verifier makes too: where it accepts, and one of these failed, the two disagree."""


def _second(view: View, found: Findings) -> dict[str, Value]:
    if not view.server or view.usage.at is None or not view.trust_known:
        return {}
    others = tuple(c for c in (*view.served, *view.expected.intermediates) if c is not view.leaf)
    said = second.opinion(view.leaf, others, view.expected.trust, view.usage.at, view.host, view.expected.max_depth)
    if not said:
        return {}
    ours = view.anchored and not view.faults
    failed = {n for n, s in found.states.items() if s is State.FAILED} & JUDGED_BY_BOTH
    agrees = not failed if said == "accepted" else not ours or State.FAILED in found.states.values() or State.NOTED in found.states.values()
    return {"x509.second.verdict": said, "x509.second.agrees": agrees}


HOLDS = {
    "request": "a request for a certificate (CSR)", "crl": "a revocation list", "pkcs7": "a PKCS#7 container that cannot be read", "pkcs12": "a PKCS#12 container that no known passphrase opens",
    "private-key": "a private key", "public-key": "a public key", "parameters": "parameters of a key", "unknown": "something that is no certificate", "certificate": "a certificate that cannot be read",
}  # fmt: skip


def _other(one: Read, held: Held) -> Record:
    """A file without a certificate that can be read."""
    found = Findings()
    kinds = [p.kind for p in one.bundle.pieces]
    kind = "private-key" if "private-key" in kinds else kinds[0] if kinds else "unknown"
    if kind == "certificate":
        faults = [check_form.FILE_FAULTS[f] for f in one.bundle.faults if f in check_form.FILE_FAULTS]
        found.fail("file-encoding-damaged", "; ".join(faults) or "what it holds cannot be read as a certificate")
    elif kind == "private-key" or not held.certificates:
        (found.note if kind == "private-key" and held.certificates else found.fail)("wrong-file", f"it holds {HOLDS[kind]}")
    fields: dict[str, Value] = {"x509.form": kind, "x509.file.holds": HOLDS[kind]}
    fields |= {f"x509.check.{name}": state.value for name, state in found.states.items()}
    fields |= {f"x509.why.{name}": why for name, why in found.why.items()}
    if one.bundle.faults:
        fields["x509.file.problems"] = one.bundle.faults
    return _placed(one, fields, Usage(one.material.uses[0] if one.material.uses else None))


def _placed(one: Read, fields: dict[str, Value], use: Usage) -> Record:
    fields["material.sha256"] = hashlib.sha256(one.material.data).hexdigest()
    here = use.use.location if use.use else Location("")
    uses = one.material.uses
    return Record(Kind.CERTIFICATE, here, fields, use.at if use.clock in {"server", "client"} else None, tuple(u.location for u in uses if u is not use.use)[:_ALSO])
