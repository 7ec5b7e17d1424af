"""Checks of what is encrypted, what should be, and for whom."""

from triagekit.reading.saml import certs, tree
from triagekit.reading.saml.message import Sort
from triagekit.reading.saml.view import Outcome, View
from triagekit.reading.saml.xmlenc import Sealed


def assertion_encrypted(view: View) -> Outcome:
    """The assertion is closed, and no key at hand opens it."""
    return view.closed if view.sort is Sort.RESPONSE else None


def encryption_algorithm_weak(view: View) -> Outcome:
    """RSA 1.5, Triple DES or CBC without protection of its integrity."""
    return any(s.weak for s in view.sealed) if view.sealed else None


def _hidden(view: View) -> bool:
    """All of it was redacted, and nothing says what a key made of it."""
    return all(s.redacted and not s.told for s in view.sealed)


def _recipients(view: View) -> list[certs.Certificate]:
    return [c for s in view.sealed for c in s.recipients]


def encryption_certificate_expired(view: View) -> Outcome:
    """The certificate it was encrypted for was not valid then."""
    found = _recipients(view) or ([c for c in view.expected.sp_certificates if c.validity] if view.sealed else [])
    if not found:
        return None
    at = view.moment.at
    return "time" if at is None else all(c.valid_at(at) is False for c in found)


def encryption_certificate_mismatch(view: View) -> Outcome:
    """It was encrypted for another key than the application's."""
    if not view.sealed:
        return None
    if view.opened and view.expected.sp_keys:
        if _hidden(view):
            return None
        return any(o.failed == "key" and not s.faults and not _same_certificate(s, view) for o, s in zip(view.opened, view.sealed, strict=False))
    known = view.expected.sp_certificates
    if not known:
        return "sp-certificate"
    named = _recipients(view)
    return not any(certs.same_key(a.public_key, b.public_key) for a in named for b in known) if named else "key"


def _same_certificate(sealed: Sealed, view: View) -> bool:
    """The encrypted key names the very certificate whose private key is at hand: then the text is damaged, not the key wrong."""
    return any(certs.same_key(c.public_key, k.public_key()) for c in sealed.recipients for k in view.expected.sp_keys)


def ciphertext_damaged(view: View) -> Outcome:
    """Parts of the encryption are missing or unreadable, or the content does not come out whole under the right key."""
    if not view.sealed:
        return None
    if any(s.faults for s in view.sealed):
        return True
    if _hidden(view):
        return None
    if not view.expected.sp_keys:
        return "key"
    return any(o.failed == "content" or (o.failed == "key" and _same_certificate(s, view)) for o, s in zip(view.opened, view.sealed, strict=False))


def assertion_unencrypted(view: View) -> Outcome:
    """The application wants the assertion encrypted, and it stands in plain text."""
    if view.sort is not Sort.RESPONSE or view.assertion is None or view.message is None:
        return None
    if view.message.encrypted:
        return False
    return True if "assertion" in view.expected.encrypted else "encrypted"


def nameid_unencrypted(view: View) -> Outcome:
    """The application wants the identifier encrypted, and it stands in plain text."""
    if not view.login or view.name_id() is None or view.message is None:
        return None
    if view.message.encrypted or any(tree.name(s.element) == "EncryptedID" for s in view.sealed):
        return False
    return True if "nameid" in view.expected.encrypted else "encrypted"

