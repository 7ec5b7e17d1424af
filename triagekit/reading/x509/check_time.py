"""Checks of validity, judged at the time of use. Without one nothing that depends on it is judged."""

from datetime import UTC, datetime, timedelta

from triagekit.reading.x509 import known
from triagekit.reading.x509.certificate import Certificate
from triagekit.reading.x509.oids import CLIENT_AUTH, SERVER_AUTH
from triagekit.reading.x509.view import Findings, View

TIMED = ("leaf-expired", "intermediate-expired", "root-expired", "certificate-not-yet-valid", "certificate-expiring")
SOON = timedelta(days=30)
SHORT = timedelta(days=48)
"""A certificate that lives no longer than this is renewed every few weeks; a third of its life is then soon."""
_LIMITS: tuple[tuple[datetime, timedelta], ...] = (
    (datetime(2029, 3, 15, tzinfo=UTC), timedelta(days=47)), (datetime(2027, 3, 15, tzinfo=UTC), timedelta(days=100)), (datetime(2026, 3, 15, tzinfo=UTC), timedelta(days=200)),
    (datetime(2020, 9, 1, tzinfo=UTC), timedelta(days=398)), (datetime(2018, 3, 1, tzinfo=UTC), timedelta(days=825)), (datetime(2015, 4, 1, tzinfo=UTC), timedelta(days=1188)),
    (datetime(2012, 7, 1, tzinfo=UTC), timedelta(days=1857)),
)  # fmt: skip
"""Greatest lifetime by the date of issue (Baseline Requirements 6.3.2, ballots 193, SC-31 and SC-081v3)."""


def check(view: View, found: Findings) -> None:
    """Judge the dates of the chain."""
    _lifetime(view, found)
    at = view.usage.at
    if at is None:
        found.lack("the time of use: a HAR or log with times, or incident_time in the case file")
        return
    for fault in view.faults:
        if fault.check in TIMED:
            (found.note if fault.depth and found.states.get("leaf-expired") == "failed" else found.fail)(fault.check, fault.why)
    if view.way is None or not view.faults:
        _leaf(view.leaf, at, found)
    _served(view, at, found)
    _other_way(view, found)
    for name in TIMED:
        found.settle(name, "")


def _leaf(leaf: Certificate, at: datetime, found: Findings) -> None:
    if leaf.not_after and at > leaf.not_after:
        found.fail("leaf-expired", f"{leaf.title} ended {leaf.not_after:%Y-%m-%d %H:%M:%S} UTC")
    elif leaf.not_before and at < leaf.not_before:
        found.fail("certificate-not-yet-valid", f"{leaf.title} begins {leaf.not_before:%Y-%m-%d %H:%M:%S} UTC")
    elif leaf.not_after and leaf.lifetime and leaf.not_after - at < (leaf.lifetime / 3 if leaf.lifetime <= SHORT else SOON):
        found.fail("certificate-expiring", f"{leaf.title} ends {leaf.not_after:%Y-%m-%d %H:%M} UTC")


def _served(view: View, at: datetime, found: Findings) -> None:
    """An ended certificate that was sent and is not on the way that works: old programs may walk over it."""
    on_way = {c.fingerprint for c in view.way.certs} if view.way else set()
    for cert in view.served:
        if cert.fingerprint not in on_way and cert is not view.leaf and cert.not_after and at > cert.not_after and view.anchored:
            found.fail("cross-sign-expired", f"{cert.title} was sent too and ended {cert.not_after:%Y-%m-%d}; another way does without it")


def _other_way(view: View, found: Findings) -> None:
    """The way as sent runs over an ended cross-signature, while another one holds."""
    at = view.usage.at
    ended = [w for w in view.ways if w is not view.way and any(c.not_after and at and at > c.not_after for c in w.certs[1:])]
    if view.anchored and not view.faults and ended and any(c.fingerprint in {s.fingerprint for s in view.served} for w in ended for c in w.certs[1:] if c.not_after and at and at > c.not_after):
        found.note("cross-sign-expired", "another way, over a certificate that was sent, has ended")
    if view.anchored:
        found.settle("cross-sign-expired", "")


def _lifetime(view: View, found: Findings) -> None:
    leaf = view.leaf
    if leaf.lifetime is None or leaf.not_before is None:
        return
    if leaf.lifetime < timedelta(0):
        found.fail("lifetime-excessive", f"{leaf.title} ends before it begins")
        return
    if leaf.authority or view.authority or leaf.self_issued or view.purpose in {"client", "any"} or not _for_tls(leaf):
        return
    limit = next((days for since, days in _LIMITS if leaf.not_before >= since), None)
    if limit is None:
        return
    days = (leaf.lifetime + timedelta(seconds=1)) / timedelta(days=1)
    if days <= limit.days:
        found.settle("lifetime-excessive", "")
    elif view.server or view.lint or known.public(leaf):
        found.fail("lifetime-excessive", f"{leaf.title} is valid for {days:.0f} days, and {limit.days} are allowed for one issued {leaf.not_before:%Y-%m-%d}")


def _for_tls(leaf: Certificate) -> bool:
    purposes = leaf.said.purposes
    return purposes is None or SERVER_AUTH in purposes or CLIENT_AUTH in purposes
