"""Checks of what a response reports: top-level and second-level status codes (SAML Core 3.2.2.2)."""

from triagekit.reading.saml import tree
from triagekit.reading.saml.message import Sort
from triagekit.reading.saml.tree import SAMLP
from triagekit.reading.saml.view import Outcome, View

_TOP = frozenset({"Success", "Requester", "Responder", "VersionMismatch"})
_HANDLED = frozenset({
    "AuthnFailed", "RequestDenied", "UnknownPrincipal", "InvalidNameIDPolicy", "NoAuthnContext", "NoPassive", "PartialLogout", "Success", "Requester", "Responder", "VersionMismatch",
})  # fmt: skip
_PREFIX = "urn:oasis:names:tc:SAML:2.0:status:"


def codes(view: View) -> tuple[str, ...]:
    """Every status code from the top down, as written."""
    status = tree.child(view.root, SAMLP, "Status") if view.root is not None else None
    found = [tree.attribute(c, "Value") or "" for c in tree.below(status, SAMLP, "StatusCode")]
    return tuple(found[:10])


def _applies(view: View) -> bool:
    return view.sort in {Sort.RESPONSE, Sort.LOGOUT_RESPONSE} and bool(codes(view))


def _top(view: View, word: str) -> Outcome:
    return codes(view)[0].rpartition(":")[2] == word if _applies(view) else None


def _below(view: View, word: str) -> Outcome:
    return any(c.rpartition(":")[2] == word for c in codes(view)) if _applies(view) else None


def idp_side_failure(view: View) -> Outcome:
    """Responder: the fault or inability is the answering side's."""
    return _top(view, "Responder")


def sp_request_refused(view: View) -> Outcome:
    """Requester: the answering side objects to the request."""
    return _top(view, "Requester")


def version_refused(view: View) -> Outcome:
    """VersionMismatch."""
    return _below(view, "VersionMismatch")


def status_uncommon(view: View) -> Outcome:
    """A code outside those that products handle, or one that is no URI."""
    if not _applies(view):
        return None
    found = codes(view)
    return found[0].rpartition(":")[2] not in _TOP or any(not c.startswith("urn:") or (c.startswith(_PREFIX) and c[len(_PREFIX) :] not in _HANDLED) for c in found if c)


def user_authentication_failed(view: View) -> Outcome:
    """AuthnFailed: the user did not manage to sign in."""
    return _below(view, "AuthnFailed")


def user_access_refused(view: View) -> Outcome:
    """RequestDenied: the user may not."""
    return _below(view, "RequestDenied")


def user_unknown_to_idp(view: View) -> Outcome:
    """UnknownPrincipal: nobody of that name."""
    return _below(view, "UnknownPrincipal")


def nameid_policy_refused(view: View) -> Outcome:
    """InvalidNameIDPolicy: no identifier of the demanded kind."""
    return _below(view, "InvalidNameIDPolicy")


def authentication_context_refused(view: View) -> Outcome:
    """NoAuthnContext: not by the demanded way of signing in."""
    return _below(view, "NoAuthnContext")


def passive_login_refused(view: View) -> Outcome:
    """NoPassive: not without asking the user."""
    return _below(view, "NoPassive")


def logout_partial(view: View) -> Outcome:
    """PartialLogout: some applications remained signed in."""
    return _below(view, "PartialLogout") if view.sort is Sort.LOGOUT_RESPONSE else None


def logout_failed(view: View) -> Outcome:
    """The sign-out reports no success."""
    if view.sort is not Sort.LOGOUT_RESPONSE or not _applies(view):
        return None
    return codes(view)[0].rpartition(":")[2] != "Success" and not logout_partial(view)
