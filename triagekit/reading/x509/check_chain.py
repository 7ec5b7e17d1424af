"""Checks of the chain as sent and of the way to an anchor: what is missing, too much, out of order, unknown or known to be bad."""

import itertools

from triagekit.reading.interception import vendor
from triagekit.reading.x509 import known
from triagekit.reading.x509.certificate import Certificate
from triagekit.reading.x509.paths import DEPTH, End
from triagekit.reading.x509.view import Findings, View

ORGANIZATION = "2.5.4.10"
LONG = 9
"""Certificates sent beyond which a chain is out of all proportion."""
FROM_PATH = frozenset({"name-constraint-violation", "path-length-exceeded", "leaf-used-as-ca", "key-usage-unsuitable", "critical-extension-unknown", "certificate-policy-missing", "chain-malformed"})


def check(view: View, found: Findings) -> None:
    """Judge the chain."""
    if view.trust_known or len(view.ways) <= 1:  # without anchors it is open which of several ways a program would take
        for fault in view.faults:
            if fault.check in FROM_PATH:
                found.fail(fault.check, fault.why)
    _reputation(view, found)
    _trust(view, found)
    if view.complete:
        _as_sent(view, found)
    if view.anchored:
        for name in ("name-constraint-violation", "path-length-exceeded", "certificate-policy-missing", "chain-malformed"):
            found.settle(name, "")
    _uncritical_policy(view, found)


def _uncritical_policy(view: View, found: Findings) -> None:
    from triagekit.reading.x509.oids import POLICY_CONSTRAINTS

    for cert in view.way.certs if view.way else (view.leaf,):
        extension = cert.extension(POLICY_CONSTRAINTS)
        if extension is not None and not extension.critical:
            (found.fail if view.server else found.note)("certificate-policy-missing", f"the policy constraints of {cert.title} are not critical, so that programs may pass over them")


def _reputation(view: View, found: Findings) -> None:
    certs = _reach(view)
    bad = next((name for c in certs if (name := known.bad_root(c))), "")
    found.settle("known-bad-root", f"the certificate comes from {bad}, an authority whose key is public" if bad else "")
    refused = known.distrusted(certs)
    if not refused and (later := known.distrusted_later(certs)):
        found.note("ca-distrusted", f"root programs no longer trust {later} for newer certificates")
    found.settle("ca-distrusted", f"root programs no longer trust {refused}" if refused else "")


def _reach(view: View) -> tuple[Certificate, ...]:
    """Everything that was sent or found on the way."""
    return (view.leaf, *(c for c in (*(view.way.certs if view.way else ()), *view.served) if c is not view.leaf))


def _trust(view: View, found: Findings) -> None:
    """Why no anchor is reached, the reasons told apart."""
    if view.authority and not view.trust_known:
        return
    product = _product(view)
    if view.anchored:
        if product:
            found.note("interception", f"issued by {product}, whose root is trusted here")
        for name in ("ca-unknown", "leaf-self-signed", "intermediate-missing", "interception"):
            found.settle(name, "")
        return
    if not view.trust_known:
        found.lack("the trust store of the program that refused, or the root it should end at")
    bad = found.states.get("known-bad-root") == "failed"
    if product and not bad:
        found.fail("interception", f"issued by {product}")
        found.note("ca-unknown", f"{product} is an authority of a network or a machine, not a public one")
        return
    _unreached(view, found, bad)


def _product(view: View) -> str:
    certs = _reach(view)
    return next((name for c in certs if (name := vendor(str(c.issuer)))), "")


def _unreached(view: View, found: Findings, bad: bool) -> None:
    leaf, way = view.leaf, view.way
    if leaf.self_issued and leaf.self_signed:
        if (view.complete or view.host) and not bad:
            found.fail("leaf-self-signed", f"{leaf.title} is its own issuer")
        return
    if way is None:
        return
    if way.end is End.LOOP and not view.trust_known:
        found.lack("the root at which the chain should end")
    elif way.end in {End.LOOP, End.DEEP} or len(view.served) > DEPTH:
        found.fail("chain-malformed", "the certificates lead in a circle" if way.end is End.LOOP else f"more than {LONG} certificates stand above one another")
    elif way.end is End.SELF:
        _private_root(view, found, way.top, bad)
    elif way.end is End.GAP:
        _gap(view, found, way.top, bad)


def _private_root(view: View, found: Findings, top: Certificate, bad: bool) -> None:
    if view.trust_known and not bad:
        found.fail("ca-unknown", f"the chain is complete and ends at {top.title}, which is not trusted here")
    elif view.complete and view.host and not bad and not known.public(top):
        found.note("ca-unknown", f"the chain ends at {top.title}, which is no well-known public authority")
    found.settle("intermediate-missing", "")


def _gap(view: View, found: Findings, top: Certificate, bad: bool) -> None:
    """The issuer of the topmost certificate is not at hand: an intermediate was left out, or the root is not trusted."""
    found.fields["x509.chain.missing"] = str(top.issuer)[:400]
    if not view.complete or bad:
        return
    if top.self_issued:
        found.note("intermediate-missing", f"{top.title} is signed with another key of the same authority, and the certificate of that key is not at hand")
        return
    alone = top.fingerprint == view.leaf.fingerprint
    if alone and not view.host and not view.hints.get("served") and len(view.served) == 1:
        found.note("intermediate-missing", f"the issuer {top.issuer} is not at hand; whether the server sends it does not show here")
        return
    own = not top.said.issuers_at and not known.public(top) and not top.issuer.all(ORGANIZATION)
    if alone and own and view.trust_known:
        found.fail("ca-unknown", f"the issuer {top.issuer} is a private authority that is not trusted here")
        found.note("intermediate-missing", f"the issuer {top.issuer} was not sent")
    elif alone and (view.trust_known or top.said.issuers_at or known.public(top)):
        found.fail("intermediate-missing", f"the issuer {top.issuer} was not sent and is no root")
    elif view.trust_known:
        found.fail("ca-unknown", f"the chain ends at {top.title}, and its issuer {top.issuer} is not trusted here")


def _as_sent(view: View, found: Findings) -> None:
    """RFC 8446 4.4.2: the leaf first, each one certified by the next, the root may be left out."""
    served = view.served
    if len(served) > LONG:
        found.note("chain-malformed", f"{len(served)} certificates were sent")
    found.fields["x509.chain.order"] = tuple(c.title[:120] for c in served[:20])
    if len(served) < 2:
        return
    on_way = _used(view)
    surplus = [c for c in served if c.fingerprint not in on_way]
    repeated = len({c.fingerprint for c in served}) < len(served)
    if surplus or repeated:
        found.fail("surplus-certificate-sent", f"{surplus[0].title} was sent and has no part in the chain" if surplus else "a certificate was sent twice")
    roots = [c for c in served[1:] if c.self_signed and c.fingerprint in on_way]
    if roots:
        found.fail("root-certificate-sent", f"{roots[0].title} is a root and was sent too")
    used = [c for c in served if c.fingerprint in on_way]
    if any(a.issuer.key != b.subject.key for a, b in itertools.pairwise(used)) or served[0] is not view.leaf:
        found.fail("chain-misordered", "the certificates do not stand leaf first, each followed by its issuer")
        found.states.pop("root-certificate-sent", None)
    for name in ("surplus-certificate-sent", "root-certificate-sent", "chain-misordered"):
        found.settle(name, "")


def _used(view: View) -> set[str]:
    """Certificates on any way upwards: a cross-signature that serves another trust store is not too much."""
    return {c.fingerprint for w in view.ways for c in w.certs} | {view.leaf.fingerprint}
