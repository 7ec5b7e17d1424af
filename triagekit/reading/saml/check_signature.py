"""Checks of signatures: what is signed against what is read, by which key, and what became of the copy."""

from collections.abc import Iterable
from typing import Any

from triagekit.reading.saml import tree
from triagekit.reading.saml.message import Sort
from triagekit.reading.saml.signature import CANONICAL, ENVELOPED, Signature
from triagekit.reading.saml.tree import DS
from triagekit.reading.saml.verify import Judged, Word
from triagekit.reading.saml.view import Outcome, View

_HMAC = "hmac-"
_REWRITTEN = (Word.SIGNED_INFO, Word.DIGEST_AND_SIGNED_INFO)
_SIGNABLE = frozenset({
    "Response", "Assertion", "AuthnRequest", "LogoutRequest", "LogoutResponse", "ArtifactResolve", "ArtifactResponse", "EntityDescriptor", "EntitiesDescriptor",
    "IDPSSODescriptor", "SPSSODescriptor", "AttributeAuthorityDescriptor", "AffiliationDescriptor", "RoleDescriptor", "AttributeQuery", "ManageNameIDRequest", "Request",
})  # fmt: skip
"""Elements of which a Signature is a child in SAML's schemas."""


def _words(view: View, *words: Word) -> Outcome:
    return any(j.word in words for j in view.judged) if view.judged else None


def signature_missing(view: View) -> Outcome:
    """Nothing in a login is signed (SAML Profiles 4.1.4.5)."""
    if not view.login or not view.success or view.message is None or view.message.old:
        return None
    if view.judged or view.query_signature:
        return False
    if view.closed:
        return "key"
    return True if view.message.assertions else None


def _signed(view: View, element: Any) -> bool:
    return element is not None and any(j.signature.parent is element for j in view.judged)


def assertion_unsigned(view: View) -> Outcome:
    """The application wants the assertion signed; the response alone is."""
    if not view.login or view.assertion is None or not view.judged or view.sort is Sort.ASSERTION:
        return None
    if "assertion" not in view.expected.signed:
        return False if _signed(view, view.assertion) else "signed"
    return not _signed(view, view.assertion)


def response_unsigned(view: View) -> Outcome:
    """The application wants the response signed; the assertion alone is."""
    if view.sort is not Sort.RESPONSE or view.assertion is None or not view.judged:
        return None
    if "response" not in view.expected.signed:
        return False if _signed(view, view.root) else "signed"
    return not _signed(view, view.root)


def signature_malformed(view: View) -> Outcome:
    """Part of a signature or of its certificate cannot be decoded, or is not there."""
    if not view.judged:
        return None
    return any(j.word is Word.MALFORMED or j.signature.unreadable for j in view.judged)


def signature_reference_broken(view: View) -> Outcome:
    """A signature's reference is not the one to the element it stands in (SAML Core 5.4.2)."""
    if not view.judged:
        return None
    return any(_broken(j) for j in view.judged)


def _broken(judged: Judged) -> bool:
    signature = judged.signature
    if len(signature.references) != 1 or signature.uri is None or judged.target is None:
        return True
    if signature.uri == "":
        return signature.parent.getparent() is not None
    return signature.uri != f"#{signature.parent_id}"


def signature_transform_forbidden(view: View) -> Outcome:
    """Transforms beyond enveloped-signature and canonicalization, or a shared secret (SAML Core 5.4.4)."""
    if not view.judged:
        return None
    return any(_forbidden(j.signature) for j in view.judged)


def _forbidden(signature: Signature) -> bool:
    names = [[n for n, _ in r.transforms] for r in signature.references]
    odd = any(n != ENVELOPED and n not in CANONICAL for step in names for n in step)
    return odd or any(len(step) > 2 or step.count(ENVELOPED) > 1 for step in names) or _HMAC in signature.method


def canonicalization_failed(view: View) -> Outcome:
    """The signed part has no canonical form, so that nothing can be said of it."""
    return _words(view, Word.CANONICALIZATION)


def signed_content_altered(view: View) -> Outcome:
    """The signature is a known key's, and the content is not what was signed."""
    return _words(view, Word.DIGEST, *(_REWRITTEN if _kept(view) else ()))


def indented(root: Any) -> bool:
    """Whether white space with line breaks stands between most elements, as formatters put it there."""
    gaps = breaks = 0
    for n, element in enumerate(root.iter()):
        if n > 2_000:
            break
        if isinstance(element.tag, str) and len(element):
            for text in (element.text, *(c.tail for c in element)):
                gaps += 1
                breaks += bool(text and not text.strip() and "\n" in text)
    return gaps >= 4 and breaks * 10 >= gaps * 6


def _copied(view: View) -> bool:
    """The right key made a signature over another text, or the copy says itself that it was formatted for display."""
    return any(j.word in _REWRITTEN for j in view.judged) and not _kept(view)


def _kept(view: View) -> bool:
    """Another signature inside the same message is whole: indenting or rewriting the copy would have broken both, so somebody changed that one part."""
    return any(j.word is Word.DIGEST_AND_SIGNED_INFO for j in view.judged) and any(j.sound for j in view.judged)


def _for_display(view: View) -> bool:
    return "html-escaped" in view.decoded.repairs or view.hints.get("copied") == "true"


def copy_reformatted(view: View) -> Outcome:
    """The copy was indented or escaped after it was captured."""
    if _for_display(view) and view.message is not None and view.message.protocol:
        return True
    if not view.judged:
        return None
    return _copied(view) and any(indented(j.signature.parent) for j in view.judged if j.signature.parent is not None)


def copy_reserialized(view: View) -> Outcome:
    """The copy was written anew by software: the right key signed it, and nothing shows indentation."""
    if not view.judged:
        return None
    return _copied(view) and not copy_reformatted(view)


def signing_certificate_rotated(view: View) -> Outcome:
    """The certificate in the message verifies it; the configured ones do not."""
    if not view.judged:
        return None
    if any(j.made_by and not j.made_by.trusted for j in view.judged) and not _trusted(view):
        return "certificate"
    if _words(view, Word.OK_UNCONFIRMED):  # all that an older copy tells of the case above
        return "certificate"
    return _words(view, Word.OK_OTHER) or any(j.word is Word.DIGEST and j.made_by is not None and not j.made_by.trusted for j in view.judged)


def _trusted(view: View) -> bool:
    own = view.expected.sp_certificates if view.message and view.message.request and not view.login else ()
    return bool(view.expected.certificates or own) or any(j.confirmed for j in view.judged)


def signing_key_unknown(view: View) -> Outcome:
    """No key at hand has anything to do with the signature."""
    if not view.judged:
        return None
    if not _trusted(view) and any(j.word is Word.NOT_ASSESSED for j in view.judged):
        return "certificate"
    return _words(view, Word.VALUE, Word.DIGEST_AND_VALUE)


def signing_key_unnamed(view: View) -> Outcome:
    """No usable KeyInfo, where more than one certificate is configured."""
    if not view.judged:
        return None
    unnamed = any(j.signature.key_info not in {"certificate", "issuer-serial"} for j in view.judged)
    return unnamed if len(view.expected.certificates) != 1 else False


def signing_certificate_expired(view: View) -> Outcome:
    """The time of use lies outside the validity of the signing certificate. Many products do not mind."""
    certificates = [c for c in signing_certificates(view) if c.validity]
    if not certificates:
        return None
    at = view.moment.at
    return "time" if at is None else any(c.valid_at(at) is False for c in certificates)


def signing_certificates(view: View) -> list[Any]:
    """The certificates that made the signatures, else those named in the message."""
    made = [j.made_by.certificate for j in view.judged if j.made_by and j.made_by.certificate]
    return made or [c for j in view.judged for c in j.signature.certificates[:1]]


def signature_algorithm_weak(view: View) -> Outcome:
    """SHA-1 or MD5."""
    if view.judged:
        return any(j.signature.weak for j in view.judged)
    return "sha1" in view.hints.get("query", "").lower().partition("sigalg=")[2].partition("&")[0] if view.query_signature else None


def signature_misplaced(view: View) -> Outcome:
    """A signature stands where SAML has none."""
    if view.message is None:
        return None
    found = list(tree.below(view.message.document, DS, "Signature"))
    if not found:
        return None
    return any(not _placed(s.getparent()) for s in found)


def _placed(parent: Any) -> bool:
    return parent is None or (tree.space(parent).startswith("urn:oasis:names:tc:SAML:") and tree.name(parent) in _SIGNABLE) or tree.name(parent) == "Security"


def multiple_signatures(view: View) -> Outcome:
    """One element bears two signatures."""
    if not view.judged:
        return None
    parents = [id(j.signature.parent) for j in view.judged]
    return len(parents) != len(set(parents))


def signature_wrapped(view: View) -> Outcome:
    """Some signature is sound, and the assertion that is read is not what it covers (XSW)."""
    if not view.login or view.message is None or not view.judged:
        return None
    if any(_decoy(j) for j in view.judged) or _hidden(view):
        return True
    read = view.assertion if view.assertion is not None else next(iter(view.message.encrypted), None)
    sound = [j for j in view.judged if j.sound or j.word is Word.DIGEST]
    if read is None or not sound:
        return None if not sound else _elsewhere(view, sound)
    if any(_covers(j.target, read, view) for j in sound if j.targets <= 1 or j.target is j.signature.parent):
        return any(j.targets > 1 for j in sound)
    return any(j.sound for j in sound)


def _decoy(judged: Judged) -> bool:
    """A signature stands in one message or assertion, and means another one that it does not lie in."""
    target, parent = judged.target, judged.signature.parent
    if target is None or target is parent or tree.name(target) not in {"Response", "Assertion"} or tree.name(parent) not in {"Response", "Assertion"}:
        return False
    return all(above is not target for above in parent.iterancestors())


def _hidden(view: View) -> bool:
    """A response or an assertion of its own lies deeper inside the message than any receiver looks, Advice aside."""
    inner = (e for e in view.root.iterdescendants() if isinstance(e.tag, str) and tree.name(e) in {"Response", "Assertion"})
    return any(e.getparent() is not view.root and not any(tree.name(a) == "Advice" for a in e.iterancestors()) for e in inner)


def _elsewhere(view: View, sound: Iterable[Judged]) -> bool:
    """A sound signature over an assertion deeper inside, while there is none where a receiver looks."""
    return any(tree.name(j.target) == "Assertion" and j.target.getparent() is not view.root for j in sound if j.target is not None)


def _covers(target: Any, read: Any, view: View) -> bool:
    """The element that is read is the signed one or lies in it; a decrypted assertion lies where its ciphertext does."""
    if target is None:
        return False
    at = read
    while at is not None:
        if at is target:
            return True
        at = at.getparent()
    return read in (view.message.opened if view.message else []) and (target is view.root or target is (view.message.document if view.message else None))


def redirect_signature_invalid(view: View) -> Outcome:
    """The signature in the query does not fit the query as it was sent."""
    if not view.query_signature:
        return None
    return {"ok": False, "wrong": True}.get(view.query_signature, "sp-certificate" if view.message and view.message.request else "certificate")

