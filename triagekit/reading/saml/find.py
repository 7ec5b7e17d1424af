"""Finds SAML messages in query strings, forms, auto-submitting HTML pages, JSON, and running text.

A value is given as it travelled, percent-decoded once and unfolded; what else must be taken off it is the
decoder's work and, where a binding does not foresee it, a finding.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, unquote_plus

PARAMETERS = ("SAMLResponse", "SAMLRequest", "SAMLart")
"""Names that carry a message (SAML Bindings 3.4.4.1, 3.5.4, 3.6.3), in the spelling of the standard."""
MOST = 20
"""Messages taken from one text."""
_NAMESPACE = "urn:oasis:names:tc:SAML:"


@dataclass(frozen=True, slots=True)
class Found:
    """One message in a text."""

    value: str
    parameter: str = ""
    """SAMLResponse | SAMLRequest | SAMLart; empty when it stood there without a name."""
    binding: str = ""
    """redirect | post | artifact, by where it stood; empty when that says nothing."""
    relay_state: str | None = None
    query: str = ""
    """The signed part's raw spelling: the whole query string as it was sent."""
    target: str = ""
    """Where an HTML form posts it to."""
    metadata: bool = False

    @property
    def data(self) -> bytes:
        """The value as bytes; line breaks of folding removed, since each stop on the way folds differently."""
        if self.value.lstrip()[:1] == "<":
            return without_encoding(self.value).encode("utf-8", "replace")
        return self.value.replace("\r", "").replace("\n", "").replace("\t", "").strip().encode("utf-8", "replace")


_DECLARED = re.compile(r"\A(\s{0,16}<\?xml[^<>]{0,200}?)\s+encoding=[\"'][^\"'<>]{0,40}[\"']")


def without_encoding(text: str) -> str:
    """XML text that was already decoded: its declaration of an encoding is no longer true."""
    return _DECLARED.sub(r"\1", text)


def in_query(query: str) -> Iterator[Found]:
    """Messages of the Redirect binding; the parameter's name is compared without case."""
    values = _pairs(query)
    for name in PARAMETERS:
        raw = values.get(name.lower())
        if raw is not None:
            binding = "artifact" if name == "SAMLart" else "redirect"
            yield Found(_form_value(raw), name, binding, _relay(values), query[:65536])


def in_form(body: str) -> Iterator[Found]:
    """Messages of the POST binding in a form as it was sent, or as a tool shows it already decoded."""
    values = _pairs(body)
    for name in PARAMETERS:
        raw = values.get(name.lower())
        if raw is not None:
            yield Found(_form_value(raw), name, "artifact" if name == "SAMLart" else "post", _relay(values))


def _form_value(raw: str) -> str:
    """A plus sign is a space in a form, unless the text bears no percent sign: then a tool has decoded it for display."""
    return unquote_plus(raw) if "%" in raw else raw


def _relay(values: dict[str, str]) -> str | None:
    raw = values.get("relaystate")
    return None if raw is None else unquote_plus(raw)[:2000]


def _pairs(text: str) -> dict[str, str]:
    """Raw values by lower-case name; the first of equal names counts."""
    out: dict[str, str] = {}
    for pair in text.strip().split("&", 100)[:100]:
        name, eq, value = pair.partition("=")
        if eq:
            out.setdefault(unquote(name).strip().lower()[:80], value)
    return out


_INPUT = re.compile(r"<(?:input|textarea)\b([^<>]{0,4000000})>", re.IGNORECASE)
_NAME = re.compile(r"\bname\s{0,4}=\s{0,4}[\"']?(SAMLResponse|SAMLRequest|SAMLart|RelayState)\b", re.IGNORECASE)
_VALUE = re.compile(r"\bvalue\s{0,4}=\s{0,4}(?:\"([^\"]{0,4000000})\"|'([^']{0,4000000})'|([^\s\"'>]{1,4000000}))", re.IGNORECASE)
_ACTION = re.compile(r"<form\b[^<>]{0,4000}?\baction\s{0,4}=\s{0,4}[\"']([^\"'<>]{0,4000})", re.IGNORECASE)


def in_html(page: str) -> Iterator[Found]:
    """Messages in the hidden inputs of a page that posts itself (SAML Bindings 3.5.4)."""
    inputs: dict[str, str] = {}
    for tag in _INPUT.finditer(page):
        name = _NAME.search(tag[1])
        value = _VALUE.search(tag[1]) if name else None
        if name and value:
            inputs.setdefault(name[1].lower(), html.unescape(value[1] or value[2] or value[3] or ""))
    action = _ACTION.search(page)
    target = html.unescape(action[1]) if action else ""
    for wanted in PARAMETERS:
        if wanted.lower() in inputs:
            binding = "artifact" if wanted == "SAMLart" else "post"
            yield Found(inputs[wanted.lower()], wanted, binding, inputs.get("relaystate"), target=target)


_NAMED = re.compile(r"\b(SAMLResponse|SAMLRequest)\b[\"'\\]{0,3}\s{0,4}(?:=>|[=:])\s{0,4}[\"'\\\[]{0,4}([A-Za-z0-9+/%_=. -]{40,2000000}|%3C[^\s\"'&]{40,2000000})", re.IGNORECASE)
_BARE = re.compile(r"(?<![A-Za-z0-9+/=_%-])P(?:HN|D9|FJ|EF|Ex|EV|G1|G5|HA)[A-Za-z0-9+/_-]{60,2000000}(?:={0,2}|(?:%3[Dd]){0,2})")
_XML = re.compile(r"<([A-Za-z_][\w.-]{0,40}:)?(Response|AuthnRequest|LogoutRequest|LogoutResponse|ArtifactResolve|ArtifactResponse|Assertion|EntityDescriptor|EntitiesDescriptor)[\s>]")
_MARKS = ("SAML", "saml", "PHN", "PD9", "PFJ", "PEF", "PEx", "PEV", "PG1", "PG5", "PHA")


def in_text(text: str) -> Iterator[Found]:
    """Messages in a log line, a JSON text or anything else: named parameters, bare base64, XML."""
    if not any(mark in text for mark in _MARKS):
        return
    taken: set[str] = set()
    for n, found in enumerate(_anywhere(text)):
        if n >= MOST:
            return
        if found.value not in taken:
            taken.add(found.value)
            yield found


def _anywhere(text: str) -> Iterator[Found]:
    spans: list[tuple[int, int]] = []
    for hit in _NAMED.finditer(text):
        spans.append(hit.span())
        binding = "redirect" if text[max(0, hit.start() - 1) : hit.start()] in {"?", "&"} else ""
        value = hit[2].split(" ", 1)[0] if binding or not _folded(hit[2]) else hit[2]
        yield Found(unquote(value) if "%" in value else value, _proper(hit[1]), binding)
    yield from _xml_in(text)
    for hit in _BARE.finditer(text):
        if not any(a <= hit.start() < b for a, b in spans) and speaks_saml(hit.group(0)):
            yield Found(unquote(hit.group(0)))


def _folded(value: str) -> bool:
    """Spaces stand at regular distances, as a fold leaves them, or where plus signs were: the whole run is one value."""
    first = value.split(" ", 1)[0]
    return len(first) >= 60 and len(value) > len(first) + 40


def _proper(name: str) -> str:
    return next(p for p in PARAMETERS if p.lower() == name.lower())


def _xml_in(text: str) -> Iterator[Found]:
    """Whole messages in XML; what lies inside one that was taken is not taken again."""
    at = 0
    while hit := _XML.search(text, at):
        close = f"</{hit[1] or ''}{hit[2]}>"
        end = text.find(close, hit.end())
        stop = end + len(close) if end >= 0 else len(text)
        piece = text[hit.start() : stop]
        at = stop
        if _NAMESPACE in piece:
            yield Found(piece.replace('\\"', '"').replace("\\n", "\n") if '=\\"' in piece else piece, metadata=hit[2].startswith("Ent"))


def speaks_saml(value: str) -> bool:
    """Whether a value decodes to something that names SAML near its beginning. Cheap: only the head is decoded."""
    from triagekit.reading.saml.decode import decode

    head = unquote(value[:6000]) if "%" in value[:6000] else value[:6000]
    flat = "".join(head.split())
    made = decode(flat[: len(flat) // 4 * 4].rstrip("=").encode("ascii", "replace"))
    return names_saml(made.xml[:8000])


_SPEAKS = re.compile(rb"urn:oasis:names:tc:SAML|<(?:\w{1,20}:)?(?:AuthnRequest|LogoutRequest|LogoutResponse|EntityDescriptor|ArtifactResponse)[\s>]|saml2?p?:Response")


def names_saml(xml: bytes) -> bool:
    """Whether this beginning of an XML document is about SAML."""
    return bool(_SPEAKS.search(xml)) or bool(_SPEAKS.search(xml.replace(b"\x00", b"")))
