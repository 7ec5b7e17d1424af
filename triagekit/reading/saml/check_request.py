"""Checks that join a message with the others of the case: requests, replays, sign-outs."""

from triagekit.reading.saml import check_status, tree
from triagekit.reading.saml.compare import same_url
from triagekit.reading.saml.expected import Request
from triagekit.reading.saml.message import Sort
from triagekit.reading.saml.signature import METHODS
from triagekit.reading.saml.tree import DS, SAML, SAMLP
from triagekit.reading.saml.view import Outcome, View


def answered(view: View) -> str | None:
    """InResponseTo of the message; None when absent."""
    return tree.attribute(view.root, "InResponseTo") if view.sort in {Sort.RESPONSE, Sort.LOGOUT_RESPONSE} else None


def answered_inside(view: View) -> tuple[str, ...]:
    """InResponseTo values of the bearer confirmations."""
    return tuple(dict.fromkeys(i for i in (tree.attribute(d, "InResponseTo") for d in view.telling_data()) if i is not None))


def asked(view: View) -> tuple[str, ...]:
    """IDs of requests that the application is known to have sent: by the case file, else those of the capture that name this application."""
    return view.expected.request_ids or tuple(r.id for r in view.known.requests if r.id and _of_this_application(r, view))


def _of_this_application(request: Request, view: View) -> bool:
    destination = tree.attribute(view.root, "Destination") or view.received_at
    if request.acs_url and destination:
        return same_url(request.acs_url, destination)
    audiences = {tree.value(a).strip() for a in tree.below(view.conditions(), SAML, "Audience")}
    return request.issuer in audiences or not audiences


def in_response_to_unknown(view: View) -> Outcome:
    """It answers a request that the application did not send, as far as its requests are known."""
    found = answered(view)
    inside = answered_inside(view)
    if view.sort is not Sort.RESPONSE or (found is None and not inside):
        return None
    wanted = asked(view)
    if not wanted:
        return "request"
    outer = (found,) if found is not None else ()
    return any(i not in wanted for i in (*outer, *inside))


def in_response_to_missing(view: View) -> Outcome:
    """The application asked, or takes only answers to what it asked; this one names no request."""
    if view.sort is not Sort.RESPONSE or not check_status.codes(view):
        return None
    if answered(view) is not None or answered_inside(view):
        return False
    if view.expected.unsolicited is True:
        return False
    return True if asked(view) else "request"


def idp_initiated_login_disabled(view: View) -> Outcome:
    """It began at the identity provider, and the application takes no such logins."""
    if view.sort is not Sort.RESPONSE or not view.success:
        return None
    if answered(view) is not None or answered_inside(view) or asked(view):
        return False
    return "initiated" if view.expected.unsolicited is None else not view.expected.unsolicited


def in_response_to_inconsistent(view: View) -> Outcome:
    """Message and confirmation name different requests, or only one of them names any."""
    data = view.telling_data()
    if view.sort is not Sort.RESPONSE or not data:
        return None
    outer, inner = answered(view), answered_inside(view)
    return (outer is None and bool(inner)) or (outer is not None and inner != (outer,))


def assertion_replayed(view: View) -> Outcome:
    """One assertion was submitted more than once."""
    if not view.login or view.assertion is None:
        return None
    name = tree.attribute(view.assertion, "ID")
    if name is None:
        return None
    return name in view.expected.previous_ids or view.known.assertion_uses.get(name, 0) > 1


def request_unsigned(view: View) -> Outcome:
    """The identity provider wants signed requests; this one is not."""
    if view.sort is not Sort.AUTHN_REQUEST:
        return None
    if tree.child(view.root, DS, "Signature") is not None or view.query_signature:
        return False
    return True if "request" in view.expected.signed else "requests-signed"


def request_algorithm_mismatch(view: View) -> Outcome:
    """The request is signed with another algorithm than the identity provider is set to."""
    if view.sort is not Sort.AUTHN_REQUEST or not (view.judged or view.query_signature):
        return None
    wanted = view.expected.request_algorithm
    if not wanted:
        return "algorithm"
    used = algorithm(view)
    return bool(used) and _short(used) != _short(wanted)


def algorithm(view: View) -> str:
    """URI of the signature algorithm, of the XML or of the query."""
    from urllib.parse import unquote

    if view.judged:
        return view.judged[0].signature.method
    return unquote(view.hints.get("query", "").partition("SigAlg=")[2].partition("&")[0])


def _short(name: str) -> str:
    """An algorithm's URI or name as family and hash, such as rsa-sha256."""
    known = METHODS.get(name)
    return "-".join(known) if known else name.lower().rpartition("#")[2].replace("_", "-").replace("sha-", "sha")


def logout_session_unknown(view: View) -> Outcome:
    """A sign-out does not say whose session is meant, or names one that the case's logins do not have."""
    if view.sort is not Sort.LOGOUT_REQUEST:
        return None
    if all(tree.child(view.root, SAML, name) is None for name in ("NameID", "EncryptedID", "BaseID")):
        return True
    named = [tree.value(i).strip() for i in tree.children(view.root, SAMLP, "SessionIndex")]
    if not named or not view.known.sessions:
        return False if not named else "sessions"
    return not set(named) & view.known.sessions
