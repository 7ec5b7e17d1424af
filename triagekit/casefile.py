"""The case file: what the associate knows that no artifact can tell. Optional; named `case.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from triagekit.errors import Problem, TriageError
from triagekit.roles import Context

_TOP = {"case", "incident_time", "timezone", "expect", "impact", "environment", "attempted", "handoff", "closure", "clock", "facts"}
_EXPECT: dict[str, set[str]] = {
    "saml": {"sp_entity_id", "acs_url", "idp_entity_id", "idp_certificates", "request_id", "nameid_format", "clock_skew", "sp_key", "attributes",
             "authn_context", "want_signed", "want_encrypted", "metadata", "previous_ids", "sp_name_qualifier", "sp_certificates", "want_issuer", "idp_initiated",
             "max_authentication_age", "message_lifetime", "sso_url", "slo_url", "registered_acs_urls", "registered_sp_entity_ids", "request_algorithm"},
    "oidc": {"issuer", "audience", "jwks", "scopes", "nonce", "algorithms", "client_id", "keys", "leeway", "max_age", "acr", "access_token", "code", "secret", "token_use"},
    "tls": {"hostname", "trust", "crls", "client_auth", "intermediates", "purpose", "passphrase", "key", "max_depth", "pins"},
    "rate_limit": {"limit", "window"},
}  # fmt: skip
_FILE_KEYS = {"idp_certificates", "sp_certificates", "sp_key", "metadata", "jwks", "keys", "trust", "crls", "intermediates", "key"}
_MAX = 1_000_000


@dataclass(frozen=True, slots=True)
class Said:
    """A fact as somebody told it: known with its value, or unknown or not applicable with how that was found out."""

    value: str = ""
    status: str = "known"
    """known | unknown | not_applicable."""
    how_tried: str = ""
    source: str = "associate"
    """associate | customer."""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A loaded case file. Everything in it is raw: it passes redaction before it is shown."""

    folder: Path | None = None
    case: Mapping[str, str] = field(default_factory=dict)
    incident_time: datetime | None = None
    timezone: tzinfo | None = None
    timezone_name: str = ""
    expect: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    impact: Mapping[str, str] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    attempted: tuple[Mapping[str, str], ...] = ()
    handoff: Mapping[str, object] = field(default_factory=dict)
    closure: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Said] = field(default_factory=dict)
    """impact.*, environment.* and what stands under facts, by name."""
    files: Mapping[str, bytes] = field(default_factory=dict)

    def context(self) -> Context:
        """What analyzers and examiners may know of it."""
        return Context(self.incident_time, self.timezone, self.expect, self.files)


def parse_time(text: object) -> datetime | None:
    """An RFC 3339 time as an aware datetime; UTC when no offset is given; None when it is not a time."""
    if isinstance(text, datetime):
        return text if text.tzinfo else text.replace(tzinfo=UTC)
    if isinstance(text, date):
        return datetime(text.year, text.month, text.day, tzinfo=UTC)
    try:
        when = datetime.fromisoformat(str(text).strip())
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def parse_zone(name: str) -> tzinfo | None:
    """A time zone by IANA name or offset such as +02:00; None when unknown."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        stamp = parse_time(f"2000-01-01T00:00:00{name}")
        return stamp.tzinfo if stamp else None


def load(path: Path) -> CaseFile:
    """Read a case file; every file it names is read from beside it. Raises `TriageError` TK-CASE-001 or -002."""
    try:
        raw = path.read_bytes()[: _MAX + 1]
        tree = _parse(raw) if len(raw) <= _MAX else None
    except Exception:
        raise TriageError(Problem("TK-CASE-001", path.name)) from None
    if not isinstance(tree, dict) or set(map(str, tree)) - _TOP:
        unknown = sorted(set(map(str, tree)) - _TOP)[0] if isinstance(tree, dict) else ""
        raise TriageError(Problem("TK-CASE-001", path.name, f"it does not know the entry “{unknown[:40]}”" if unknown else "it is not a map"))
    return _build(tree, path.parent)


def _parse(raw: bytes) -> Any:
    """Plain YAML without aliases, so that a small file cannot unfold into a large one."""
    import yaml

    if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(raw, Loader=yaml.CSafeLoader)):
        return None
    return yaml.load(raw, Loader=yaml.CSafeLoader)


def _build(tree: dict[str, Any], folder: Path) -> CaseFile:
    files: dict[str, bytes] = {}
    zone_name = str(tree.get("timezone") or "")
    return CaseFile(
        folder=folder,
        case=_texts(tree.get("case")),
        incident_time=parse_time(tree["incident_time"]) if tree.get("incident_time") else None,
        timezone=parse_zone(zone_name) if zone_name else None,
        timezone_name=zone_name,
        expect=_expect(tree.get("expect"), folder, files),
        impact=_texts(tree.get("impact")),
        environment=_texts(tree.get("environment")),
        attempted=tuple(_texts(row) for row in _list(tree.get("attempted"))),
        handoff=tree["handoff"] if isinstance(tree.get("handoff"), dict) else {},
        closure=_texts(tree.get("closure")),
        facts=_facts(tree),
        files=files,
    )


def _texts(value: Any) -> dict[str, str]:
    return {str(k): str(v) for k, v in value.items() if v is not None} if isinstance(value, dict) else {}


def _facts(tree: dict[str, Any]) -> dict[str, Said]:
    """Every fact the case file tells, by its full name: impact.scope, environment.version, 401.challenge."""
    found: dict[str, Said] = {}
    for section in ("impact", "environment", "facts"):
        rows = tree.get(section)
        for key, value in rows.items() if isinstance(rows, dict) else ():
            if value is not None:
                found[str(key) if section == "facts" else f"{section}.{key}"] = said(value)
    return found


def said(value: Any) -> Said:
    """A fact from a text or a map: `unknown: asked twice`, `not applicable: one server only`, or {status, how_tried, value, source}."""
    if isinstance(value, dict):
        given = _texts(value)
        status = given.get("status", "known" if given.get("value") else "unknown").replace(" ", "_")
        source = given.get("source", "associate")
        known = status if status in ("known", "unknown", "not_applicable") else "unknown"
        return Said(given.get("value", ""), known, given.get("how_tried", ""), source if source in ("associate", "customer") else "associate")
    text = str(value).strip()
    for word in ("unknown", "not applicable", "not_applicable"):
        if text.lower() == word or text.lower().startswith((f"{word}:", f"{word},", f"{word} (")):
            return Said("", word.replace(" ", "_"), text[len(word) :].strip(" :,()"))
    return Said(text)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _expect(value: Any, folder: Path, files: dict[str, bytes]) -> dict[str, Mapping[str, object]]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise TriageError(Problem("TK-CASE-001", "expect", "it is not a map"))
    return {str(name): _section(str(name), section, folder, files) for name, section in value.items()}


def _section(name: str, section: Any, folder: Path, files: dict[str, bytes]) -> dict[str, object]:
    if name not in _EXPECT or not isinstance(section, dict):
        raise TriageError(Problem("TK-CASE-001", f"expect.{name[:40]}", "known are saml, oidc, tls and rate_limit"))
    unknown = sorted(set(map(str, section)) - _EXPECT[name])
    if unknown:
        raise TriageError(Problem("TK-CASE-001", f"expect.{name}.{unknown[0][:40]}", "it does not know this entry"))
    return {str(key): _files(item, folder, files) if key in _FILE_KEYS else item for key, item in section.items()}


def _files(value: Any, folder: Path, files: dict[str, bytes]) -> object:
    """Replace file names by their bytes: one name gives bytes, a list gives a tuple of bytes."""
    if isinstance(value, list):
        return tuple(_one_file(str(name), folder, files) for name in value)
    return _one_file(str(value), folder, files)


def _one_file(name: str, folder: Path, files: dict[str, bytes]) -> bytes:
    if name.lstrip().startswith(("-----BEGIN", "{")):
        return name.encode()
    try:
        data = (folder / name).read_bytes()
    except OSError:
        raise TriageError(Problem("TK-CASE-002", name[:120])) from None
    files[name] = data
    return data
