"""All SAML materials of a case at once: what each is, and what they tell about each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from triagekit.reading import xmlsafe
from triagekit.reading.saml import expected as expecting
from triagekit.reading.saml import message as messages
from triagekit.reading.saml import metadata, tree
from triagekit.reading.saml.decode import Decoded, decode
from triagekit.reading.saml.expected import Expected, Request
from triagekit.reading.saml.message import Message, Sort
from triagekit.reading.saml.metadata import Entity
from triagekit.reading.saml.tree import SAML, SAMLP
from triagekit.reading.saml.view import Known
from triagekit.reading.xmlsafe import Parsed
from triagekit.records import Material
from triagekit.roles import Context

MESSAGES = 2_000
"""Messages read of one case."""


@dataclass(slots=True)
class Entry:
    """One material, decoded and parsed."""

    material: Material
    decoded: Decoded
    parsed: Parsed
    message: Message | None


@dataclass(slots=True)
class Case:
    """What is known of the case before any message is judged."""

    entries: list[Entry]
    told: Expected
    known: Known = field(default_factory=Known)
    entities: list[Entity] = field(default_factory=list)


def read(materials: Sequence[Material], context: Context) -> Case:
    """Decode every material and take note of what it tells about the others."""
    case = Case([_entry(m) for m in materials[:MESSAGES]], expecting.from_case(context))
    for data in _metadata_files(context):
        _note_metadata(xmlsafe.parse(data), case)
    for entry in case.entries:
        _note(entry, case)
    return case


def _entry(material: Material) -> Entry:
    if material.hints.get("binding") == "artifact":
        return Entry(material, Decoded(material.data), Parsed(), None)
    decoded = decode(material.data)
    parsed = Parsed() if decoded.fault else xmlsafe.parse(decoded.xml)
    return Entry(material, decoded, parsed, None if parsed.root is None else messages.read(parsed.root))


def _metadata_files(context: Context) -> list[bytes]:
    told = (context.expect.get("saml") or {}).get("metadata")
    items = told if isinstance(told, (list, tuple)) else () if told is None else (told,)
    return [item for item in items if isinstance(item, bytes)]


def _note(entry: Entry, case: Case) -> None:
    message = entry.message
    if message is None:
        return
    if message.sort is Sort.METADATA:
        _note_metadata(entry.parsed, case)
    elif message.sort is Sort.AUTHN_REQUEST:
        case.known.requests.append(_request(entry))
    elif message.login:
        _note_login(entry, case)


def _note_metadata(parsed: Parsed, case: Case) -> None:
    if parsed.root is not None:
        case.entities += list(metadata.entities(parsed.root))[: metadata.ENTITIES - len(case.entities)]


def _note_login(entry: Entry, case: Case) -> None:
    uses = sum(1 for u in entry.material.uses if u.role == "request" and u.place in {"form", "query"})
    for assertion in entry.message.assertions if entry.message else []:
        case.known.sessions |= {i for s in tree.children(assertion, SAML, "AuthnStatement") if (i := tree.attribute(s, "SessionIndex"))}
        name = tree.attribute(assertion, "ID")
        if name:
            case.known.assertion_uses[name] = case.known.assertion_uses.get(name, 0) + uses


def _request(entry: Entry) -> Request:
    root = entry.message.root if entry.message else None
    context = tree.child(root, SAMLP, "RequestedAuthnContext")
    policy = tree.child(root, SAMLP, "NameIDPolicy")
    return Request(
        tree.attribute(root, "ID") or "", messages.issuer_text(root), tree.attribute(root, "AssertionConsumerServiceURL") or "", tree.attribute(root, "Destination") or "",
        tree.attribute(root, "IsPassive") in {"true", "1"}, tuple(tree.value(c).strip() for c in tree.children(context, SAML, "AuthnContextClassRef")[:20]),
        tree.attribute(context, "Comparison") or "", tree.attribute(policy, "Format") or "", entry.material.hints.get("relay_state"),
    )  # fmt: skip


def expectations(entry: Entry, case: Case) -> Expected:
    """What the receiver of this message expects: the case file first, then metadata, then the request it answers."""
    message = entry.message
    if message is None or not message.protocol:
        return case.told
    more = [metadata.expectations(e) for e in _partners(message, case)]
    request = case.known.request(tree.attribute(message.root, "InResponseTo"))
    if request is not None and not case.told.sp_entity_ids:
        more.append(Expected(sp_entity_ids=(request.issuer,) if request.issuer else (), acs_urls=_answer_to(request), sources={"request": "the sign-in request"}))
    return expecting.merged(case.told, more)


def _answer_to(request: Request) -> tuple[str, ...]:
    return (request.acs_url,) if request.acs_url else ()


def _partners(message: Message, case: Case) -> Iterable[Entity]:
    """Metadata that concerns this message: of its issuer and of its receiver; of a role with one entity in the case, that one."""
    issuers = {messages.issuer_text(e) for e in (message.root, *message.assertions)} | set(case.told.idp_entity_ids) | set(case.told.sp_entity_ids)
    for role in ("idp", "sp"):
        mine = [e for e in case.entities if e.role(role)]
        named = [e for e in mine if e.entity_id in issuers]
        chosen = named or (mine if len(mine) == 1 else [])
        yield from (replace(e, roles=tuple(r for r in e.roles if r.name == role)) for e in chosen[:5])
