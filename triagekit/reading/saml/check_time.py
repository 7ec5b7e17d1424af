"""Checks of time, all judged at the use of the message and never at the time of this analysis."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from triagekit.reading.saml import tree
from triagekit.reading.saml.instants import Instant
from triagekit.reading.saml.message import Sort
from triagekit.reading.saml.tree import SAML
from triagekit.reading.saml.view import Outcome, View, time_of

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
FUTURE = timedelta(minutes=5)
"""How far IssueInstant may lie ahead before it says that a clock is wrong."""


def end(view: View) -> Instant | None:
    """NotOnOrAfter of Conditions."""
    return time_of(view.conditions(), "NotOnOrAfter")


def start(view: View) -> Instant | None:
    """NotBefore of Conditions."""
    return time_of(view.conditions(), "NotBefore")


def session_end(view: View) -> Instant | None:
    """SessionNotOnOrAfter of the first AuthnStatement that has one."""
    found = [time_of(s, "SessionNotOnOrAfter") for s in tree.children(view.assertion, SAML, "AuthnStatement")]
    return next((f for f in found if f), None)


def deadline(view: View) -> Instant | None:
    """The earliest NotOnOrAfter of the bearer confirmations that tell."""
    found = [t for t in (time_of(d, "NotOnOrAfter") for d in view.telling_data()) if t is not None and t.at is not None]
    return min(found, key=lambda t: t.at or NEVER, default=None)


def issued(view: View) -> Instant | None:
    """IssueInstant of the message."""
    return time_of(view.root, "IssueInstant") if view.message and view.message.protocol else None


def _past(view: View, told: Instant | None) -> Outcome:
    if told is None or told.at is None:
        return None
    return "time" if view.moment.at is None else view.moment.at >= told.at + view.expected.skew


def assertion_expired(view: View) -> Outcome:
    """Used at or after NotOnOrAfter of Conditions (SAML Core 2.5.1.2)."""
    return _past(view, end(view)) if view.login else None


def subject_confirmation_expired(view: View) -> Outcome:
    """Delivered after the bearer confirmation's NotOnOrAfter (SAML Profiles 4.1.4.3)."""
    return _past(view, deadline(view)) if view.login else None


def idp_session_expired(view: View) -> Outcome:
    """Used after the session at the identity provider ended (SAML Core 2.7.2)."""
    return _past(view, session_end(view)) if view.login else None


def logout_request_expired(view: View) -> Outcome:
    """Received after its NotOnOrAfter (SAML Core 3.7.1)."""
    return _past(view, time_of(view.root, "NotOnOrAfter")) if view.sort is Sort.LOGOUT_REQUEST else None


def assertion_not_yet_valid(view: View) -> Outcome:
    """Used before NotBefore of Conditions."""
    told = start(view)
    if not view.login or told is None or told.at is None:
        return None
    return "time" if view.moment.at is None else view.moment.at < told.at - view.expected.skew


def subject_confirmation_start_present(view: View) -> Outcome:
    """A bearer confirmation bears NotBefore, which it must not (SAML Profiles 4.1.4.2)."""
    data = view.telling_data()
    return any(d.get("NotBefore") is not None for d in data) if view.login and data else None


def delivery_starts_later(view: View) -> bool | None:
    """Whether every bearer confirmation's NotBefore is still to come; None when that cannot be said."""
    found = [time_of(d, "NotBefore") for d in view.telling_data()]
    times = [t.at for t in found if t is not None and t.at is not None]
    if not times or view.moment.at is None:
        return None
    return view.moment.at < min(times) - view.expected.skew


def issued_in_future(view: View) -> Outcome:
    """IssueInstant lies more than five minutes after the use: a clock is wrong."""
    told = issued(view)
    if told is None or told.at is None:
        return None
    return "time" if view.moment.at is None else told.at > view.moment.at + max(FUTURE, view.expected.skew)


def message_too_old(view: View) -> Outcome:
    """It is older than the receiver takes messages."""
    told = issued(view)
    if told is None or told.at is None:
        return None
    if view.moment.at is None:
        return "time"
    return "lifetime" if view.expected.message_lifetime is None else view.moment.at - told.at > view.expected.message_lifetime + view.expected.skew


def authentication_too_old(view: View) -> Outcome:
    """The user signed in at the identity provider longer ago than the application takes."""
    found = [time_of(s, "AuthnInstant") for s in tree.children(view.assertion, SAML, "AuthnStatement")]
    told = next((f.at for f in found if f and f.at), None)
    if not view.login or told is None:
        return None
    if view.moment.at is None:
        return "time"
    longest = view.expected.max_authentication_age
    return "authentication-age" if longest is None else view.moment.at - told > longest + view.expected.skew


def conditions_missing(view: View) -> Outcome:
    """The assertion sets no conditions."""
    return view.conditions() is None if view.login and view.assertion is not None else None


def validity_window_missing(view: View) -> Outcome:
    """Conditions without NotBefore or NotOnOrAfter."""
    conditions = view.conditions()
    return start(view) is None or end(view) is None if view.login and conditions is not None else None


def validity_window_inverted(view: View) -> Outcome:
    """It ends before it begins, so that no clock can satisfy it."""
    first, last = start(view), end(view)
    if first is None or last is None or first.at is None or last.at is None:
        return None
    return first.at >= last.at


def use_restriction_present(view: View) -> Outcome:
    """OneTimeUse or ProxyRestriction stands among the conditions."""
    conditions = view.conditions()
    if conditions is None:
        return None
    return any(tree.child(conditions, SAML, name) is not None for name in ("OneTimeUse", "ProxyRestriction"))


_TIMES = ("IssueInstant", "NotBefore", "NotOnOrAfter", "AuthnInstant", "SessionNotOnOrAfter")


def times(view: View) -> list[tuple[str, Instant]]:
    """Every time of the message, with its attribute's place."""
    if view.message is None or not view.message.protocol:
        return []
    roots = [view.root, *view.message.opened]
    found = ((e, n, instant) for root in roots for e in _elements(root) for n in _TIMES if (instant := time_of(e, n)) is not None)
    return [(f"{tree.where(e)}/@{n}", instant) for e, n, instant in islice(found, 200)]


def _elements(root: Any) -> Iterator[Any]:
    return islice((e for e in root.iter() if isinstance(e.tag, str) and e.attrib), 20_000)


def timestamp_malformed(view: View) -> Outcome:
    """A time is no xs:dateTime in UTC (SAML Core 1.3.3). An offset of zero is tolerated everywhere and no finding."""
    found = times(view)
    if not found:
        return None
    return any(t.at is None or t.zone == "none" or (t.zone == "offset" and not t.text.strip().endswith(("+00:00", "-00:00"))) for _, t in found)
