"""Checks of what the login says: assertions, subject, statements, attributes."""

from triagekit.reading.saml import tree
from triagekit.reading.saml.message import Sort
from triagekit.reading.saml.tree import SAML
from triagekit.reading.saml.view import Outcome, View

_LINK = ("groups.link", "claims/groups.link", "hasgroups")
_UNSPECIFIED = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified"


def assertion_missing(view: View) -> Outcome:
    """Success, and nothing that says who signed in."""
    if view.sort is not Sort.RESPONSE or view.message is None or not view.status.endswith(":Success"):
        return None
    return not view.message.assertions and not view.message.encrypted and next(tree.below(view.root, SAML, "Assertion"), None) is None


def multiple_assertions(view: View) -> Outcome:
    """More than one assertion, those in Advice not counted."""
    if not view.login or view.message is None or (view.assertion is None and not view.closed):
        return None
    plain = [a for a in tree.below(view.root, SAML, "Assertion") if not any(tree.name(p) == "Advice" for p in a.iterancestors())]
    closed = [e for e in view.message.encrypted if len(view.message.opened) == 0]
    return len(plain) + len(view.message.opened) + len(closed) > 1


def _has_assertion(view: View) -> bool:
    return view.login and view.assertion is not None and not (view.message and view.message.old)


def subject_confirmation_not_bearer(view: View) -> Outcome:
    """No confirmation is of the kind that a sign-in by browser needs (SAML Profiles 4.1.4.2)."""
    return not view.confirmations() if _has_assertion(view) else None


def subject_confirmation_data_missing(view: View) -> Outcome:
    """Bearer, and without the data that says how it may be delivered."""
    return not view.confirmation_data() if view.login and view.confirmations() else None


def subject_confirmation_deadline_missing(view: View) -> Outcome:
    """The data does not say until when it may be delivered."""
    data = view.telling_data()
    return any(d.get("NotOnOrAfter") is None for d in data) if view.login and data else None


def nameid_missing(view: View) -> Outcome:
    """The subject has no identifier."""
    if not _has_assertion(view):
        return None
    subject = tree.child(view.assertion, SAML, "Subject")
    return all(tree.child(subject, SAML, name) is None for name in ("NameID", "BaseID", "EncryptedID"))


def nameid_empty(view: View) -> Outcome:
    """The identifier is blank."""
    name = view.name_id()
    return None if name is None else not tree.value(name).strip()


def nameid_format_mismatch(view: View) -> Outcome:
    """It is of another kind than the application expects."""
    name = view.name_id()
    if not view.login or name is None:
        return None
    request = view.known.request(tree.attribute(view.root, "InResponseTo"))
    wanted = view.expected.nameid_format or (request.nameid_format if request else "")
    if not wanted:
        return "format"
    return wanted != _UNSPECIFIED and (tree.attribute(name, "Format") or _UNSPECIFIED) != wanted


def authentication_statement_missing(view: View) -> Outcome:
    """Nothing states that the user signed in (SAML Profiles 4.1.4.2)."""
    if not _has_assertion(view) or view.message is None:
        return None
    return not any(tree.child(a, SAML, "AuthnStatement") is not None for a in view.message.assertions)


def context(view: View) -> str:
    """AuthnContextClassRef of the assertion."""
    found = next(tree.below(view.assertion, SAML, "AuthnContextClassRef"), None) if view.assertion is not None else None
    return tree.value(found).strip()


def authentication_context_mismatch(view: View) -> Outcome:
    """The user signed in by another method than was asked for. Only an exact comparison can be judged without knowing the strength of methods."""
    found = context(view)
    if not view.login or not found:
        return None
    request = view.known.request(tree.attribute(view.root, "InResponseTo"))
    wanted = view.expected.authn_contexts or (request.contexts if request and request.comparison in {"", "exact"} else ())
    if not wanted:
        return None if request else "context"
    return found not in wanted


def attributes(view: View) -> dict[str, list[str]]:
    """Attribute names to their values, over all assertions that are read."""
    out: dict[str, list[str]] = {}
    for element in [a for assertion in (view.message.assertions if view.message else []) for a in tree.below(assertion, SAML, "Attribute")][:500]:
        values = [tree.value(v).strip() for v in tree.children(element, SAML, "AttributeValue")[:100]]
        out.setdefault(tree.attribute(element, "Name") or "", []).extend(values)
    return out


def missing(view: View) -> tuple[str, ...]:
    """Required attributes that are absent, under any spelling."""
    have = {_plain(n) for n in attributes(view)}
    return tuple(n for n in view.expected.attributes if _plain(n) not in have)


def misnamed(view: View) -> tuple[str, ...]:
    """Required attributes that are there under another spelling only, or empty."""
    have = attributes(view)
    return tuple(n for n in view.expected.attributes if (n not in have and n not in missing(view)) or (n in have and not any(have[n])))


def _plain(name: str) -> str:
    """The last part of a name or URI, in lower case and without marks: what a person takes two names for."""
    last = name.rstrip("/").rpartition("/")[2].rpartition(":")[2] if "/" in name or ":" in name else name
    return "".join(c for c in last.lower() if c.isalnum())


def attribute_missing(view: View) -> Outcome:
    """A required attribute is absent, and nothing like it is there."""
    if not _has_assertion(view):
        return None
    return bool(missing(view)) if view.expected.attributes else "attributes"


def attribute_misnamed_or_empty(view: View) -> Outcome:
    """A required attribute stands there under a like name, or without a value."""
    if not _has_assertion(view):
        return None
    return bool(misnamed(view)) if view.expected.attributes else "attributes"


def attribute_duplicated(view: View) -> Outcome:
    """One attribute name stands twice in one assertion."""
    if not _has_assertion(view) or view.message is None:
        return None
    return any(_twice(list(tree.below(assertion, SAML, "Attribute")), by) for assertion in view.message.assertions for by in ("Name", "FriendlyName"))


def _twice(attributes: list[object], by: str) -> bool:
    """Some receivers know attributes by their friendly names, so that these must differ as well."""
    names = [n for n in (tree.attribute(a, by) for a in attributes) if n]
    return len(names) != len(set(names))


def attribute_encrypted(view: View) -> Outcome:
    """Single attributes are encrypted."""
    if not _has_assertion(view):
        return None
    return next(tree.below(view.assertion, SAML, "EncryptedAttribute"), None) is not None


def group_overage(view: View) -> Outcome:
    """A link stands in for the list of groups."""
    if not _has_assertion(view):
        return None
    return any(name.lower().endswith(_LINK) for name in attributes(view))
