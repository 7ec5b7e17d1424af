"""SAML messages and metadata as files of their own, in every encoding a customer pastes, and the examiner of all SAML of a case."""

import re
from collections.abc import Iterator, Sequence
from types import MappingProxyType
from urllib.parse import unquote

from triagekit.model import Defect, Location
from triagekit.reading import texts
from triagekit.reading.exchange import Parts, build
from triagekit.reading.saml import find as finding
from triagekit.reading.saml.find import Found
from triagekit.reading.saml.words import FIELDS
from triagekit.records import Coverage, Kind, Material, Record, Use, Vocabulary
from triagekit.roles import Analyzer, Context, Examiner, Head, Item, Source

LIMIT = 10_000_000
"""Bytes read of such a file; larger ones are federation aggregates, which are described as too large."""
_FORM = re.compile(r"SAMLRe(?:sponse|quest)[\"'&]?[^\w\s]", re.IGNORECASE)
"""The name of a field with what it holds; a page that only speaks of one is no message."""
_ROOT = re.compile(r"\s*(?:<\?xml[^>]{0,300}\?>|<!--.{0,4000}?-->|<!DOCTYPE[^\[>]{0,400}(?:\[.{0,8000}?\]\s{0,20})?>|\s){0,20}<(?:[\w.-]{1,40}:)?([A-Za-z][\w.-]{0,80})", re.DOTALL)
_NAMES = frozenset({
    "Response", "AuthnRequest", "LogoutRequest", "LogoutResponse", "Assertion", "EncryptedAssertion", "ArtifactResolve", "ArtifactResponse", "EntityDescriptor", "EntitiesDescriptor",
    "RequestSecurityTokenResponse", "RequestSecurityTokenResponseCollection", "NameID", "Envelope",
})  # fmt: skip
_PARAMETER = re.compile(r"[\s\"'&?]{0,20}(?:SAMLResponse|SAMLRequest|SAMLart|RelayState)\s{0,4}[=:]", re.IGNORECASE)
_URL = re.compile(r"\s{0,20}(?:(?:GET|POST)\s+)?(?:https?://|/)\S{0,4000}[?&](?:SAMLRequest|SAMLResponse|SAMLart)=", re.IGNORECASE)
_ENCODED = re.compile(r"[\s\"'`]{0,20}[A-Za-z0-9+/_=%\r\n\t .-]{40,}[\"'`…\s]{0,20}")
_RUN = re.compile(r"[\s\"'`]{0,20}([A-Za-z0-9+/_%-][A-Za-z0-9+/_=%\r\n\t-]{39,60000})")
_POSTED = re.compile(r"(POST|GET|PUT) (\S{1,60000}) HTTP/[\d.]{1,3}[ \t]*\r?\n((?:[!-9;-~]{1,200}:[^\n]{0,8000}\r?\n)*)\r?\n(?=(?:SAML|Relay)\w{1,12}=)", re.IGNORECASE)
_ESCAPED = re.compile(r"\s{0,20}&lt;(?:\?xml|[\w.-]{1,40}:)", re.IGNORECASE)


class SamlFile:
    """A file that holds one message, or a few: XML, base64, deflated, percent-encoded, a form, a page that posts itself, a URL."""

    name = "saml"
    label = "SAML message or metadata"
    kinds = frozenset({Kind.EXCHANGE})
    fields: Vocabulary = MappingProxyType({})

    def recognises(self, head: Head) -> int:
        """By what stands at its beginning once it is decoded."""
        text = head.text.lstrip("\ufeff \t\r\n")
        if not text or head.size > 20 * LIMIT:
            return 0
        if text[:1] == "<":
            return _xml_shape(text)
        if _ESCAPED.match(text):
            return 90 if finding.names_saml(text.replace("&lt;", "<").encode("utf-8", "replace")) else 0
        if _PARAMETER.match(text) or _URL.match(text):
            return 92
        if _POSTED.match(text):
            return 60
        return _encoded_shape(text) if head.size <= LIMIT else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        """Yield the materials; the examiner judges them."""
        del context
        data = source.read(LIMIT + 1)
        yield Coverage(examined=min(len(data), LIMIT), skipped=max(0, source.head.size - LIMIT), why="larger than any message or metadata that is examined")
        posted = _POSTED.match(source.head.text)
        if posted:
            yield _request(posted, texts.decode(data), source.artifact)
            return
        found = list(materials(data[: LIMIT + 1], source.artifact))
        if not found:
            yield Defect("TK-IO-014", Location(source.artifact), "no SAML message could be found in it")
        yield from found


def _request(start: re.Match[str], text: str, artifact: str) -> Record:
    """A request pasted as text, without the headers by which other readers know one."""
    headers = [(name, value.strip()) for name, _, value in (line.partition(":") for line in start[3].splitlines()) if name]
    parts = Parts(Location(artifact, "line", line=1), "trace", "http-text", method=start[1].upper(), url=start[2], request_body=text[start.end() :].strip())
    parts.request_headers = headers or None
    parts.request_mime = "" if headers else "application/x-www-form-urlencoded"
    return build(parts)


def _xml_shape(text: str) -> int:
    speaks = finding.names_saml(text[:65536].encode("utf-8", "replace"))
    root = _ROOT.match(text)
    if root and root[1] in _NAMES and speaks:
        return 96
    if "SAMLResponse" in text or "SAMLRequest" in text:
        prose = root and root[1].lower() == "html" and not speaks and not _FORM.search(text)
        return 0 if prose else 90
    return 85 if speaks else 0


def _encoded_shape(text: str) -> int:
    """One run of base64, percent-encoded perhaps, whose beginning decodes to SAML; cut in the middle it is still recognised."""
    start = _RUN.match(text)
    if start is None or not finding.speaks_saml(start[1][:8000]):
        return 0
    return 93 if _ENCODED.fullmatch(text[:4096]) else 75


def materials(data: bytes, artifact: str) -> Iterator[Material]:
    """The messages of a file: as it stands when it is one message, else each that stands in it."""
    text = texts.decode(data).replace("\x00", "")
    body = text.strip()
    if body[:1] == "<" and not _page(body):
        yield _material(data, artifact, Found("", metadata=_is_metadata(body)))
        return
    several = list(_found(body))
    for found in several:
        yield _material(found.data, artifact, found)
    if not several and body:
        yield _material(data.strip(), artifact, Found(""))


def _page(body: str) -> bool:
    return bool(re.search(r"name\s{0,4}=\s{0,4}[\"']?SAML(?:Response|Request|art)", body[:4_000_000], re.IGNORECASE))


def _is_metadata(body: str) -> bool:
    root = _ROOT.match(body)
    return bool(root and root[1] in {"EntityDescriptor", "EntitiesDescriptor"})


def _found(body: str) -> list[Found]:
    if body[:1] == "<":
        return list(finding.in_html(body))
    if _URL.match(body):
        return [f for line in body.splitlines()[:200] if "?" in line for f in finding.in_query(line.strip().partition("?")[2].partition("#")[0].split(" ")[0])]
    if _PARAMETER.match(body):
        form = body if "=" in body[:40] else re.sub(r"(SAML\w+|RelayState)\s{0,4}:\s{0,4}", r"\1=", unquote(body) if "%" not in body[40:] else body)
        return list(finding.in_form("".join(form.split("\n")).strip(" \"'?&")))
    return []


def _material(data: bytes, artifact: str, found: Found) -> Material:
    told = {"binding": found.binding, "parameter": found.parameter, "query": found.query if "ignature=" in found.query else "", "target": found.target}
    hints = {name: value for name, value in told.items() if value}
    if found.binding == "redirect":
        hints["wire"] = "true"
    if found.relay_state is not None:
        hints["relay_state"] = found.relay_state
    return Material("metadata" if found.metadata else "saml", data, [Use(None, None, Location(artifact), place="bare", name=found.parameter.lower(), role="request")], hints)


class SamlExaminer:
    """Judges the SAML of a case, wherever it stood."""

    name = "saml"
    takes = frozenset({"saml", "metadata"})
    kinds = frozenset({Kind.ASSERTION, Kind.METADATA})
    fields: Vocabulary = FIELDS

    def examine(self, materials: Sequence[Material], context: Context) -> Iterator[Record]:
        """Records of messages and metadata."""
        from triagekit.reading.saml.examine import examine

        yield from examine(materials, context)


examiner: Examiner = SamlExaminer()
analyzer: Analyzer = SamlFile()
