"""Checks of revocation and transparency, by what the case holds; nothing is fetched."""

from datetime import UTC, datetime, timedelta

from triagekit.reading.x509 import known, oids
from triagekit.reading.x509.certificate import Certificate
from triagekit.reading.x509.revocation import Answer, Status
from triagekit.reading.x509.view import Findings, View

LOGGED_SINCE = datetime(2018, 4, 30, tzinfo=UTC)
"""Chrome asks this of every certificate that a public authority issued from then on."""
LONG = timedelta(days=450)
"""Lifetime from which a third timestamp is asked for (Chrome's policy of that time; today it is 180 days)."""
SYMANTEC_SINCE = datetime(2016, 6, 1, tzinfo=UTC)
_SYMANTEC = ("symantec", "geotrust", "rapidssl", "thawte", "verisign")


def check(view: View, found: Findings) -> None:
    """Judge revocation by lists, status addresses, must-staple and embedded timestamps."""
    _lists(view, found)
    _sources(view, found)
    _staple(view, found)
    _timestamps(view, found)


def _lists(view: View, found: Findings) -> None:
    if view.lists is None or view.way is None or not view.lists.lists:
        found.lack("the revocation lists of the authorities")
        return
    if not view.anchored:
        return
    answers = [(n, cert, view.lists.status(cert)) for n, cert in enumerate(view.way.certs[:-1])]
    for n, cert, answer in answers:
        _one(n, cert, answer, found)
    if any(a.status is Status.ELSEWHERE for _, _, a in answers):
        found.lack("the revocation lists of the authorities")
    elif all(a.status in {Status.GOOD, Status.ABSENT} for _, _, a in answers):
        found.settle("certificate-revoked", "")
        found.settle("revocation-list-unusable", "")


def _one(n: int, cert: Certificate, answer: Answer, found: Findings) -> None:
    if answer.status is Status.REVOKED:
        when = f" on {answer.at:%Y-%m-%d}" if answer.at else ""
        found.fail("certificate-revoked", f"{cert.title} was revoked{when}: {answer.why}")
        if answer.roundabout:
            found.note("revocation-list-unusable", "the list that says so is a partial one, which some programs do not read")
    elif answer.status is Status.GOOD and answer.at is not None:
        found.note("certificate-revoked", f"{cert.title} was revoked on {answer.at:%Y-%m-%d}, after the time of use")
    elif answer.status is Status.UNUSABLE:
        found.fail("revocation-list-unusable", answer.why)
        if "signature" in answer.why:
            found.note("signature-invalid", answer.why)
    elif answer.status is Status.ELSEWHERE and n == 0:
        found.note("revocation-list-unusable", answer.why)
    elif answer.status is Status.ABSENT and n == 0:
        found.fail("revocation-list-unusable", answer.why)


def _sources(view: View, found: Findings) -> None:
    """Baseline Requirements 7.1.2.7.7: a certificate names where its status can be asked."""
    leaf = view.leaf
    said = leaf.said
    if view.lint and leaf.extension(oids.OCSP_NOCHECK) is not None:
        found.note("revocation-source-unreachable", f"{leaf.title} answers for the status of others and cannot be revoked itself")
    elif said.points or said.status_at:
        found.settle("revocation-source-unreachable", "")
    elif view.lint and not leaf.self_issued and not leaf.authority and leaf.version == 3 and said.authority_seen:
        found.fail("revocation-source-unreachable", f"{leaf.title} names no address where its status could be asked")


def _staple(view: View, found: Findings) -> None:
    if not view.leaf.said.must_staple:
        found.settle("ocsp-staple-missing", "")
        return
    stapled = view.hints.get("stapled")
    if stapled == "yes":
        found.settle("ocsp-staple-missing", "")
    elif stapled == "no":
        found.fail("ocsp-staple-missing", f"{view.leaf.title} must come with a proof of its status, and none came")
    else:
        found.note("ocsp-staple-missing", f"{view.leaf.title} must come with a proof of its status; whether one came does not show here")
        found.lack("whether the server attached an OCSP answer (openssl s_client -status)")


def _timestamps(view: View, found: Findings) -> None:
    leaf = view.leaf
    if leaf.authority or leaf.not_before is None or not known.public(leaf) or oids.SERVER_AUTH not in (leaf.said.purposes or ()):
        found.settle("transparency-timestamp-missing", "")
        return
    have, needed = leaf.said.timestamps, 2 if leaf.lifetime is not None and leaf.lifetime < LONG else 3
    old_brand = any(word in str(leaf.issuer).lower() for word in _SYMANTEC)
    asked = leaf.not_before >= LOGGED_SINCE or (old_brand and leaf.not_before >= SYMANTEC_SINCE)
    lacking = asked and have < needed
    found.settle("transparency-timestamp-missing", f"{leaf.title} carries {have or 'no'} timestamps of public logs, and {needed} are asked for" if lacking else "")
