"""Checks of a token's shape: form, segments, encoding, JSON, header."""

import re

from triagekit.reading.jose.token import Form
from triagekit.reading.jose.view import Findings, View

KNOWN_CRITICAL = frozenset({"b64"})
"""Extensions of the registry that verifiers commonly know (RFC 7797)."""
_EMBEDDED = ("jwk", "jku", "x5u")
_TRICK = re.compile(r"\.\.[/\\]|\A/(?:dev|etc|proc|sys|tmp|var|home|usr)/|\Afile:|\x00|'\s*(?:or|and|union|;|--)|;\s*--|\bunion\s+(?:all\s+)?select\b|\A\s*\||\$\(|`", re.IGNORECASE)
"""A kid that makes a careless receiver read a file, a query or a command of the sender's choice as the key (RFC 8725 3.10). Addresses are ordinary names of keys."""
_READABLE = frozenset({Form.JWS, Form.MALFORMED, Form.JWS_JSON})


def check(view: View, found: Findings) -> None:
    """Judge the shape. Needs nothing but the token."""
    token = view.token
    found.settle("copy-artifacts", bool(token.repairs) and token.form is not Form.OPAQUE)
    _forms(view, found)
    if token.form not in _READABLE:
        return
    _segments(view, found)
    _encoding(view, found)
    _json(view, found)
    if token.header.ok:
        _header(view, found)


def _forms(view: View, found: Findings) -> None:
    form = view.token.form
    found.settle("json-serialization", form in {Form.JWS_JSON, Form.JWE_JSON})
    wanted = bool(view.expected.keysets or view.expected.algorithms)
    for check_, is_it, wrong in (("token-encrypted", form in {Form.JWE, Form.JWE_JSON}, view.usage.bare or (wanted and view.usage.refused)), ("token-opaque", form is Form.OPAQUE, wanted)):
        if is_it and not wrong and (view.usage.bare or view.usage.refused):
            found.note(check_)  # an ordinary form for a credential that its receiver can read
        elif is_it and not wrong:
            found.settle(check_, False)
        else:
            found.settle(check_, is_it)


def _segments(view: View, found: Findings) -> None:
    """RFC 7515 3.1: three parts. An empty payload is legal where it is detached (appendix F)."""
    token = view.token
    if token.form is Form.JWS_JSON:
        return
    cut = _cut(view)
    found.settle("token-truncated", cut)
    found.settle("segment-count-wrong", token.form is Form.MALFORMED and not (cut and len(token.segments) == 2))
    if token.form is Form.JWS and not token.segments[1]:
        found.note("segment-count-wrong")


def _cut(view: View) -> bool:
    """Cut in the payload: it begins as an object and does not end. Cut in the signature: shorter than its algorithm makes it."""
    token = view.token
    in_payload = len(token.segments) == 2 and token.header.ok and "cut" in token.payload.problems
    in_header = len(token.segments) == 1 and "cut" in token.header.problems
    return in_payload or in_header or view.judged.verdict == "short"


def _encoding(view: View, found: Findings) -> None:
    token = view.token
    codes = (token.header_code, token.payload_code, token.signature_code)
    problems = tuple(dict.fromkeys(p for code in codes for p in code.problems))
    if problems:
        found.fields["jwt.encoding_problems"] = problems
    harmless = view.judged.why == "after-cleaning"
    if any(code.damaged for code in codes) and not harmless and not _cut(view):
        found.fail("token-encoding-damaged")
    elif "standard-alphabet" in problems or harmless or "leftover-bits" in problems:
        found.note("token-encoding-damaged")
    elif token.header_code.data:
        found.settle("token-encoding-damaged", False)


def _json(view: View, found: Findings) -> None:
    """The header must be a JSON object (RFC 7515 4); the payload must where the token is a JWT (RFC 7519 7.2)."""
    token = view.token
    problems = tuple(dict.fromkeys((*token.header.problems, *(token.payload.problems if token.segments[1:2] != ("",) else ()))))
    if problems:
        found.fields["jwt.json_problems"] = problems
    header_bad = bool(token.header_code.data) and not isinstance(token.header.value, dict) and not token.header_code.damaged
    if header_bad and token.form is Form.JWS:
        found.fail("json-malformed")
        return
    if not token.payload_code.data or token.payload_code.damaged or "cut" in problems:
        return
    _payload_json(view, found)


def _payload_json(view: View, found: Findings) -> None:
    token = view.token
    if token.payload.ok:
        found.settle("json-malformed", "not-a-number" in token.payload.problems)
        found.settle("claims-malformed", False)
        if not isinstance(token.payload.value, dict) and _meant_as_jwt(view):
            found.fail("claims-malformed")
    elif _meant_as_jwt(view) or "compressed" in token.payload.problems:
        found.fail("json-malformed")
    found.settle("claim-duplicated", bool(token.payload.duplicates or token.header.duplicates))
    if token.payload.duplicates or token.header.duplicates:
        found.fields["jwt.duplicated"] = (*token.header.duplicates, *token.payload.duplicates)


def _meant_as_jwt(view: View) -> bool:
    """A JWS may carry anything; it is a JWT when its type says so or when it serves as a credential."""
    return view.token.word("typ").upper() in {"JWT", "AT+JWT"} or view.usage.bearer


def _header(view: View, found: Findings) -> None:
    token = view.token
    alg = token.word("alg")
    if alg.lower() == "none" and (view.usage.unanswered or view.usage.accepted or view.usage.elsewhere):
        found.note("algorithm-none")  # nobody is seen to have refused it: it explains nothing, and stays worth a word
    else:
        found.settle("algorithm-none", alg.lower() == "none")
    found.settle("critical-header-unknown", _critical_wrong(view))
    embedded = tuple(n for n in (*_EMBEDDED, "x5c") if n in token.head)
    if embedded:
        found.fields["jwt.header.embedded"] = embedded
    own = any(n in token.head for n in _EMBEDDED) and view.sort.name != "dpop-proof"
    if _TRICK.search(token.word("kid")):
        own = True
        found.fields["jwt.header.embedded"] = (*embedded, "kid: a path or a query instead of a name")
    found.settle("signing-key-embedded", own)


def _critical_wrong(view: View) -> bool:
    """RFC 7515 4.1.11: crit must not be empty and every name in it must stand in the header and be understood."""
    if "crit" not in view.token.head:
        return False
    names = view.token.head["crit"]
    if not isinstance(names, list) or not names:
        return True
    return any(not isinstance(n, str) or n not in KNOWN_CRITICAL or n not in view.token.head for n in names)
