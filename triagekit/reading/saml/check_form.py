"""Checks of the copy and of its build: decoding, well-formedness, root, version, IDs, schema.

In every check module a public function is one check; its name with dashes is the check's name.
"""

import re

from triagekit.reading.saml import message as messages
from triagekit.reading.saml import schema, tree, verify
from triagekit.reading.saml.message import Sort
from triagekit.reading.saml.tree import DS, SAML, SAMLP
from triagekit.reading.saml.view import Outcome, View
from triagekit.reading.xmlsafe import Fault

_CUT = frozenset({"truncated"})
_MALFORMED = frozenset({Fault.PREFIX, Fault.EXTRA, Fault.SYNTAX, Fault.ENCODING, Fault.HTML, Fault.TOO_DEEP})
_DECLARES = re.compile(rb"<!(?:DOCTYPE(?!\s{1,20}html)|ENTITY)", re.IGNORECASE)


def message_missing(view: View) -> Outcome:
    """The place of the message is there, and empty."""
    return view.decoded.fault == "missing"


def message_truncated(view: View) -> Outcome:
    """The text stops before the message does."""
    if view.decoded.fault == "missing":
        return None
    return view.decoded.fault in _CUT or (view.parsed.fault is Fault.ENDS_EARLY and not declares(view.decoded.xml))


def url_encoding_damaged(view: View) -> Outcome:
    """It could be read only after a repair that an intact transport never makes necessary."""
    if view.decoded.fault == "missing":
        return None
    left = view.hints.get("wire") == "true" and "percent" in view.decoded.steps
    return bool({"spaces-for-plus", "percent-twice"} & set(view.decoded.repairs)) or left


def binding_mismatch(view: View) -> Outcome:
    """It is packed for the other binding, or a response came through the address bar (SAML Profiles 4.1.2)."""
    if view.decoded.fault or view.decoded.plain:
        return None
    if view.binding == "redirect":
        return not view.decoded.deflated or (view.sort is Sort.RESPONSE)
    if view.binding == "post":
        return view.decoded.deflated
    return "binding"


def xml_malformed(view: View) -> Outcome:
    """It is whole, and no XML."""
    if view.decoded.fault in {"missing", "truncated"}:
        return None
    if view.decoded.fault in {"no-xml", "not-base64"}:
        return True
    return view.parsed.fault in _MALFORMED and not declares(view.decoded.xml)


def dtd_present(view: View) -> Outcome:
    """It declares a document type or an entity, which SAML never does; nothing of it was read further."""
    if not view.decoded.xml:
        return None
    return view.parsed.fault is Fault.DOCTYPE or (view.parsed.root is None and declares(view.decoded.xml))


def declares(xml: bytes) -> bool:
    """Whether the raw text holds a declaration of a document type or an entity."""
    return bool(_DECLARES.search(xml[:100_000].replace(b"\x00", b"")))


def root_element_unexpected(view: View) -> Outcome:
    """It is some other protocol's message."""
    if view.root is None:
        return None
    if tree.space(view.root) == tree.MD:
        return None
    return view.sort in {Sort.FEDERATION, Sort.SOAP_FAULT, Sort.OTHER}


def version_unsupported(view: View) -> Outcome:
    """It is not of version 2.0."""
    if view.message is None or view.sort in {Sort.OTHER, Sort.METADATA, Sort.FEDERATION, Sort.SOAP_FAULT}:
        return None
    versions = [tree.attribute(e, "Version") for e in (view.root, *view.message.assertions)]
    return view.message.old or any(v != "2.0" for v in versions)


def id_missing(view: View) -> Outcome:
    """A message or assertion has no ID."""
    if view.message is None or not view.message.protocol or view.message.old:
        return None
    return any(not tree.attribute(e, "ID") for e in (view.root, *view.message.assertions))


_NCNAME = re.compile(r"[^\W\d][\w.·-]*", re.UNICODE)


def id_invalid(view: View) -> Outcome:
    """An ID is no xs:ID: it begins with a digit, or holds a colon or a space."""
    if view.message is None or not view.message.protocol:
        return None
    found = [tree.attribute(e, "ID") for e in (view.root, *view.message.assertions)]
    return any(i and not _NCNAME.fullmatch(i) for i in found)


def id_duplicated(view: View) -> Outcome:
    """Two elements bear one ID."""
    if view.message is None:
        return None
    known = verify.ids(view.message.document)
    return any(len(elements) > 1 for name, elements in known.items() if name)


def schema_violation(view: View) -> Outcome:
    """Something stands where the schema does not allow it, or is missing, and no other check says so. A wrong order alone is let pass by most."""
    if view.message is None or not view.message.protocol or view.message.old:
        return None
    return any(not wrong.order for wrong in schema.violations(view.root))


def issuer_missing(view: View) -> Outcome:
    """An assertion has no Issuer, or a signed or encrypted response, or a request (SAML Profiles 4.1.4.1, 4.1.4.2)."""
    if view.message is None or not view.message.protocol or view.message.old:
        return None
    if any(not messages.issuer_text(a) for a in view.message.assertions):
        return True
    if view.sort is Sort.ASSERTION:
        return False
    wanted = view.expected.issuer_required or view.message.request or bool(view.message.encrypted) or tree.child(view.root, DS, "Signature") is not None
    return wanted and not messages.issuer_text(view.root)


def issuer_format_unexpected(view: View) -> Outcome:
    """The Issuer's Format is another than entity (SAML Profiles 4.1.4.2)."""
    if view.message is None or not view.message.protocol:
        return None
    formats = [tree.attribute(messages.issuer(e), "Format") for e in (view.root, *view.message.assertions) if messages.issuer(e) is not None]
    return any(f and not f.endswith(":entity") for f in formats)


def status_missing(view: View) -> Outcome:
    """A response does not say how it went."""
    if view.sort not in {Sort.RESPONSE, Sort.LOGOUT_RESPONSE} or (view.message and view.message.old):
        return None
    return tree.path(view.root, (SAMLP, "Status"), (SAMLP, "StatusCode")) is None or not view.status


def character_set_mismatch(view: View) -> Outcome:
    """A mark stands before the XML, the declared encoding is not the real one, or values hold replacement characters."""
    if view.message is None:
        return None
    head = view.decoded.xml[:200]
    declared = re.search(rb"encoding=[\"']([\w.-]{1,40})", head)
    plain = declared is None or declared[1].lower() in {b"utf-8", b"us-ascii", b"ascii"}
    if head.startswith(b"\xef\xbb\xbf") or not plain:
        return True
    return any("\ufffd" in tree.value(e) for e in _named(view))


def comment_inside_value(view: View) -> Outcome:
    """A comment or instruction splits a value by which the user is known (CERT VU#475445)."""
    if view.message is None or not view.message.protocol:
        return None
    return any(tree.split_by_comment(e) for e in _named(view))


def _named(view: View) -> list[object]:
    roots = [view.root, *(view.message.opened if view.message else [])]
    return [e for root in roots for local in ("NameID", "AttributeValue", "Issuer", "Audience") for e in tree.below(root, SAML, local) if not len(e) or local != "AttributeValue" or tree.split_by_comment(e)]
