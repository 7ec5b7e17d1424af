"""XML walked as text, tag by tag, so that everything kept stays byte for byte and damaged XML is cleaned too.

SAML (Core 2.0) keeps what a diagnosis needs: issuers, destinations, audiences, conditions, status, formats, attribute names,
ids and certificates. Names of people and attribute values become pseudonyms; of a signature its verdict stays.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from redaction import names
from redaction.cleaner import Cleaner
from redaction.edits import Edit, Edits, apply
from redaction.walkers import sealed, urls, values
from triagekit.placeholders import SIGNATURE_VERDICT
from triagekit.reading.saml.signature import nth

_START = re.compile(r"\s*<(?:\?xml\b|!--|!DOCTYPE\s+(?!html)|[A-Za-z_][\w.-]{0,60}(?::[A-Za-z_][\w.-]{0,60})?(?:\s|/?>))", re.IGNORECASE)
_HTML = re.compile(r"\s*(?:<!--[^>]{0,400}-->\s*)?<(?:!doctype\s+html|html|head|body|script|div|span|p|br|table|form|a|img|meta|link|input|style|h[1-6]|ul|li|svg|button|iframe|center|title|b|i|font|pre)\b(?![:.-])", re.IGNORECASE)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[^\s<>/!?][^\s<>/]{0,200})(?P<rest>[^<>]*)>")
_ATTRIBUTE = re.compile(r"(?P<name>[^\s=<>\"'/]{1,200})\s{0,8}=\s{0,8}(?:\"(?P<double>[^\"<]*)\"|'(?P<single>[^'<]*)')")

_KEPT_NAMES = "Issuer Audience NameIDFormat AuthnContextClassRef AuthnContextDeclRef AuthenticatingAuthority DigestValue Modulus Exponent StatusCode SAMLAuthority entityID XPath Transform"
_KEPT = frozenset(_KEPT_NAMES.split())
_PEOPLE_NAMES = "NameID NameIdentifier BaseID GivenName SurName EmailAddress TelephoneNumber SPProvidedID Username Subject_Name"
_PEOPLE = frozenset(_PEOPLE_NAMES.split())
_SECRETS = {"BinarySecurityToken": "token", "Password": "password", "PasswordDigest": "password", "SessionIndex": "session", "ArtifactResolveArtifact": "code", "Artifact": "code", "RelayState": "state", "SecurityContextToken": "token"}
_ROLES = re.compile(r"role|group|memberof|entitlement|permission|scope|department|affiliation|assurance|level|organi[sz]ation|tenant|company|country|locale|lang", re.IGNORECASE)
_KEPT_ATTRIBUTES = frozenset(
    {
        "id", "inresponseto", "assertionid", "responseid", "requestid", "name", "nameformat", "format", "algorithm", "value", "issueinstant", "notbefore", "notonorafter", "authninstant", "version", "class",
        "type", "rel", "method", "sessionnotonorafter", "validuntil", "cacheduration", "binding", "index", "isdefault", "use", "consent", "xmlns", "schemalocation", "spnamequalifier", "namequalifier",
        "forceauthn", "ispassive", "protocolbinding", "comparison", "allowcreate", "providername", "encoding", "encodingtype", "valuetype", "uri", "href", "count", "key", "status", "mimetype", "base64",
    }
)  # fmt: skip
_URLS = frozenset({"destination", "recipient", "location", "assertionconsumerserviceurl", "responselocation", "audience", "entityid", "url"})
_NAME_KEYS = ("name", "key", "attributename", "id")


@dataclass(slots=True)
class _Open:
    """An element whose content is being read."""

    local: str
    said: str
    """Its Name, where it is a SAML attribute or another pair."""
    kept: bool


@dataclass(slots=True)
class _Walk:
    """One document while it is walked."""

    cleaner: Cleaner
    raw: str
    edits: Edits = field(default_factory=Edits)
    stack: list[_Open] = field(default_factory=list)
    signed: Counter[str] = field(default_factory=Counter)
    """How often each signature's value was met."""
    ciphers: dict[str, str] = field(default_factory=dict)
    """What stands in place of cipher texts."""

    def change(self, start: int, end: int, new: str, first: int) -> None:
        """Take a stretch whose clean form differs."""
        if new != self.raw[start:end]:
            self.edits.add(Edit(start, end, new, tuple(self.cleaner.notes[first:])))


def clean(cleaner: Cleaner, raw: str) -> str | None:
    """A whole text that is XML; None when it is none, or HTML."""
    if raw[:1] not in "< \t\r\n\ufeff" or ">" not in raw or _START.match(raw) is None or _HTML.match(raw) is not None:
        return None
    return document(cleaner, raw)


def document(cleaner: Cleaner, raw: str) -> str:
    """The text with every tag, text, comment and section cleaned in place."""
    before = cleaner.verdict
    cleaner.verdict = cleaner.signature_of(raw) or before
    walk = _Walk(cleaner, raw, ciphers=sealed.texts(cleaner, raw, document))
    for start, end, kind in _pieces(raw):
        _STEPS[kind](walk, start, end)
    cleaner.verdict = before
    return apply(raw, walk.edits)


def _pieces(raw: str) -> Iterator[tuple[int, int, str]]:
    """Tags, texts, comments, sections and declarations, in order; each character once."""
    at, size = 0, len(raw)
    ends = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>", "<!": ">"}
    missing: set[str] = set()
    while at < size:
        if raw[at] != "<":
            stop = raw.find("<", at)
            stop = stop if stop >= 0 else size
            yield at, stop, "text"
            at = stop
            continue
        mark = next((m for m in ends if raw.startswith(m, at)), "")
        stop = raw.find(ends[mark], at + len(mark)) if mark and mark not in missing else -1
        if stop >= 0:
            yield at + len(mark), stop, "section" if mark == "<![CDATA[" else "remark"
            at = stop + len(ends[mark])
            continue
        missing |= {mark} - {""}
        tag = None if mark else _TAG.match(raw, at, at + 200_000)
        end = tag.end() if tag else at + 1
        yield at, end, "tag" if tag else "text"
        at = end


def _tag(walk: _Walk, start: int, end: int) -> None:
    tag = _TAG.match(walk.raw, start, end)
    if tag is None:
        return
    local = tag.group("name").rpartition(":")[2]
    if tag.group("close"):
        if any(o.local == local for o in walk.stack[-50:]):
            while walk.stack.pop().local != local:
                pass
        return
    said = ""
    for found in _ATTRIBUTE.finditer(walk.raw, tag.start("rest"), tag.end("rest")):
        group = "double" if found.group("double") is not None else "single"
        low = found.group("name").rpartition(":")[2].lower()
        if low in _NAME_KEYS and (not said or low == "name"):
            said = html.unescape(found.group(group))
        _attribute(walk, found, group, (local, said))
    if not tag.group("rest").endswith("/") and len(walk.stack) < 2000:
        above = walk.stack[-1].said if walk.stack else ""
        walk.stack.append(_Open(local, said if local in ("Attribute", "property", "entry", "param", "Property", "add", "setting") or local.lower() in _HOLDERS else above, local in _KEPT))


def _attribute(walk: _Walk, found: re.Match[str], group: str, element: tuple[str, str]) -> None:
    name, value = found.group("name"), html.unescape(found.group(group))
    low = name.rpartition(":")[2].lower()
    if len(value) < 3 or name.startswith("xmlns"):
        return
    first = len(walk.cleaner.notes)
    made = _attribute_value(walk, (name, low), value, element)
    if made != value:
        walk.change(*found.span(group), html.escape(made, quote=True), first)


def _attribute_value(walk: _Walk, name: tuple[str, str], value: str, element: tuple[str, str]) -> str:
    cleaner, (full, low), (local, said) = walk.cleaner, name, element
    if low == "value" and said and local in ("property", "entry", "param", "add", "setting", "input", "header", "cookie", "Property"):
        return values.clean(cleaner, said, value)
    if low in _URLS or "://" in value[:12]:
        return urls.address(cleaner, value)
    if low == "address" and local in ("SubjectLocality", "SubjectConfirmationData"):
        return cleaner.text(value)
    if low == "spprovidedid":
        return cleaner.secret("user", value, "saml", full)
    if low in _KEPT_ATTRIBUTES or local in ("Attribute", "RequestedAttribute"):
        return cleaner.text(value) if "@" in value else cleaner.known(value)
    return values.clean(cleaner, full.rpartition(":")[2], value)


def _text(walk: _Walk, start: int, end: int) -> None:
    raw = walk.raw[start:end]
    core = raw.strip()
    if len(core) < 2:
        return
    at = start + raw.index(core)
    first = len(walk.cleaner.notes)
    plain = html.unescape(core) if "&" in core else core
    made = _content(walk, plain)
    if made != plain:
        lines = "\n" * (core.count("\n") - made.count("\n"))  # places in the copy are those in the original
        walk.change(at, at + len(core), html.escape(made, quote=False) + lines, first)


def _content(walk: _Walk, plain: str) -> str:
    cleaner = walk.cleaner
    here = walk.stack[-1] if walk.stack else _Open("", "", False)
    local = here.local
    if local == "SignatureValue":
        return _signature(walk, plain)
    if local == "X509Certificate":
        return cleaner.secret("certificate", plain, "xml", local)
    if local == "CipherValue":
        return sealed.instead(cleaner, walk.ciphers, plain)
    if here.kept:
        return urls.address(cleaner, plain) if "?" in plain and "://" in plain else cleaner.known(plain) if "@" not in plain else cleaner.text(plain)
    if local in _PEOPLE:
        if plain.startswith(("http://", "https://")):
            return urls.address(cleaner, plain)
        return plain if plain.startswith("urn:") else cleaner.secret("email" if "@" in plain else "user", plain, "saml", local)
    if local in _SECRETS:
        return cleaner.secret(_SECRETS[local], plain, "saml", local)
    if local == "AttributeValue":
        return _attribute_content(cleaner, here.said, plain)
    return values.clean(cleaner, here.said if here.said and local.lower() in _HOLDERS else local, plain)


_HOLDERS = frozenset({"value", "data", "param", "parameter", "property", "field", "entry", "item", "prop", "setting", "option", "string", "column", "arg", "key"})
"""Elements whose attribute says what stands in them, such as the data of an event of Windows."""


def _attribute_content(cleaner: Cleaner, said: str, plain: str) -> str:
    """A SAML attribute's value: what a role or group is called stays, everything of a person goes."""
    name = said.rstrip("/").replace(":", "/").rpartition("/")[2]
    category = names.category(name)
    if category and names.plausible(category, plain):
        return cleaner.secret(category, plain, "saml", name)
    if names.harmless(plain) or _ROLES.search(name) or plain.startswith(("urn:", "http://", "https://", "arn:")):
        return cleaner.inside(plain)
    return cleaner.secret("attribute", plain, "saml", name)


def _signature(walk: _Walk, value: str) -> str:
    if SIGNATURE_VERDICT.search(value):
        return value
    cleaner, compact = walk.cleaner, "".join(value.split())
    walk.signed[compact] += 1
    again = nth(compact, walk.signed[compact])
    cleaner.vault.remember("signature", compact)
    cleaner.put("signature", value, "saml")
    own = cleaner.signatures.get(again) or cleaner.signatures.get(compact) or cleaner.signatures.get(value) or cleaner.signature_of(compact)
    return f"redacted-signature-{own or cleaner.verdict or 'not-assessed'}"


def _section(walk: _Walk, start: int, end: int) -> None:
    """CDATA: a value as it stands."""
    raw = walk.raw[start:end]
    if len(raw) < 3:
        return
    first = len(walk.cleaner.notes)
    walk.change(start, end, _content(walk, raw), first)


def _remark(walk: _Walk, start: int, end: int) -> None:
    """Comments, instructions and declarations: text."""
    first = len(walk.cleaner.notes)
    walk.change(start, end, walk.cleaner.text(walk.raw[start:end]), first)


_STEPS = {"tag": _tag, "text": _text, "section": _section, "remark": _remark}
