"""Checks of who speaks to whom: issuer, destination, recipient, audience, qualifier."""

from triagekit.reading.saml import compare, tree
from triagekit.reading.saml import message as messages
from triagekit.reading.saml.message import Sort
from triagekit.reading.saml.tree import DS, SAML
from triagekit.reading.saml.view import Outcome, View


def issuers(view: View) -> tuple[str, ...]:
    """Distinct issuers of the message and its assertions, in order."""
    if view.message is None or not view.message.protocol:
        return ()
    found = [messages.issuer_text(e) for e in (view.root, *view.message.assertions)]
    return tuple(dict.fromkeys(i for i in found if i))


def issuer_mismatch(view: View) -> Outcome:
    """It comes from another identity provider than the application is configured for."""
    found = issuers(view)
    if not found or view.sort is Sort.AUTHN_REQUEST:
        return None
    if not view.expected.idp_entity_ids:
        return "idp"
    if not view.login and set(found) <= set(view.expected.sp_entity_ids):
        return False  # a sign-out can start at the application
    return any(i not in view.expected.idp_entity_ids for i in found)


def issuer_inconsistent(view: View) -> Outcome:
    """Response and assertion name different issuers."""
    if not view.login or not view.message or (not view.message.assertions and view.closed):
        return None
    return len(issuers(view)) > 1


def sp_unknown_to_idp(view: View) -> Outcome:
    """The identity provider has no application of the request's Issuer."""
    if view.sort is not Sort.AUTHN_REQUEST:
        return None
    if not view.expected.registered_sps:
        return "registered-sp"
    issuer = messages.issuer_text(view.root)
    return bool(issuer) and issuer not in view.expected.registered_sps


def acs_url_unregistered(view: View) -> Outcome:
    """The return address in the request is not among the registered ones."""
    if view.sort is not Sort.AUTHN_REQUEST:
        return None
    wanted = tree.attribute(view.root, "AssertionConsumerServiceURL")
    if wanted is None:
        return False
    if not view.expected.registered_acs:
        return "registered-acs"
    return not any(compare.same_url(wanted, url) for url in view.expected.registered_acs)


def destination(view: View) -> str | None:
    """The Destination attribute; None when absent."""
    return tree.attribute(view.root, "Destination") if view.message and view.message.protocol else None


def destinations_expected(view: View) -> tuple[str, ...]:
    """Addresses that the message should name: the one that received it, where a capture shows that and it differs; else those told."""
    found, received = destination(view), view.received_at
    if received and found and not compare.same_url(found, received):
        return (received,)
    if view.sort is Sort.RESPONSE:
        told = view.expected.acs_urls
    elif view.sort is Sort.AUTHN_REQUEST:
        told = view.expected.sso_urls
    else:
        told = view.expected.slo_urls
    return told or ((received,) if received else ())


def destination_mismatch(view: View) -> Outcome:
    """It is addressed to another URL than the one that receives it (SAML Bindings 3.4.5.2, 3.5.5.2)."""
    found = destination(view)
    if found is None or not found.strip():
        return None
    wanted = destinations_expected(view)
    if not wanted:
        return {Sort.RESPONSE: "acs", Sort.AUTHN_REQUEST: "sso"}.get(view.sort, "slo")
    return not any(compare.same_url(found, url) for url in wanted)


def destination_empty(view: View) -> Outcome:
    """The attribute is there and blank."""
    found = destination(view)
    return None if found is None else not found.strip()


def destination_missing(view: View) -> Outcome:
    """A signed message does not say where it goes (SAML Bindings 3.5.5.2). Over SOAP and in a file of unknown origin it is optional."""
    if view.sort is not Sort.RESPONSE or view.message is None or view.message.old or view.binding == "artifact":
        return None
    return destination(view) is None and tree.child(view.root, DS, "Signature") is not None


def recipients(view: View) -> tuple[str, ...]:
    """Recipient values of the bearer confirmations that tell."""
    return tuple(r for r in (tree.attribute(d, "Recipient") for d in view.telling_data()) if r is not None)


def recipient_mismatch(view: View) -> Outcome:
    """A bearer confirmation, and no better one beside it, is made out to another address than the application's (SAML Profiles 4.1.4.3)."""
    found = recipients(view)
    if not found:
        return None
    wanted = view.expected.acs_urls or ((view.received_at,) if view.received_at else ())
    if not wanted:
        return "acs"
    return any(not any(compare.same_url(r, url) for url in wanted) for r in found)


def recipient_missing(view: View) -> Outcome:
    """Bearer confirmation data without a Recipient (SAML Profiles 4.1.4.2)."""
    data = view.telling_data()
    if not data or not view.login:
        return None
    return any(tree.attribute(d, "Recipient") is None for d in data)


def restrictions(view: View) -> list[list[str]]:
    """The audiences of each AudienceRestriction of the assertion that is read."""
    return [[tree.value(a).strip() for a in tree.children(r, SAML, "Audience")] for r in tree.children(view.conditions(), SAML, "AudienceRestriction")]


def audience_mismatch(view: View) -> Outcome:
    """A restriction does not name the application; all restrictions must (SAML Core 2.5.1.4)."""
    found = [[a for a in names if a] for names in restrictions(view)]
    named = [names for names in found if names]
    if not view.login or not named:
        return None
    if not view.expected.sp_entity_ids:
        return "sp"
    return any(not set(names) & set(view.expected.sp_entity_ids) for names in named)


def audience_empty(view: View) -> Outcome:
    """A restriction names nobody."""
    found = restrictions(view)
    return any(not any(names) for names in found) if view.login and found else None


def audience_missing(view: View) -> Outcome:
    """Conditions without an AudienceRestriction."""
    if not view.login or view.conditions() is None:
        return None
    return not restrictions(view)


def multiple_audience_restrictions(view: View) -> Outcome:
    """More than one restriction: all must hold."""
    return len(restrictions(view)) > 1 if view.login and view.conditions() is not None else None


def nameid_qualifier_mismatch(view: View) -> Outcome:
    """The NameID is qualified for another service provider."""
    name = view.name_id()
    found = tree.attribute(name, "SPNameQualifier")
    if not found or not view.login:
        return None
    if not view.expected.sp_entity_ids:
        return "sp"
    return found not in view.expected.sp_entity_ids
