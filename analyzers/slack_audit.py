"""Slack's audit log: action, actor, entity and context."""

from triagekit.reading.auditlog import audit, client, code, said
from triagekit.reading.events import Draft
from triagekit.reading.jsonlog import Object, word
from triagekit.roles import Analyzer


def _owns(made: Object) -> bool:
    return isinstance(made.get("action"), str) and isinstance(made.get("actor"), dict) and (isinstance(made.get("entity"), dict) or isinstance(made.get("context"), dict))


def _tell(draft: Draft, made: Object) -> None:
    action = word(made, "action")
    said(draft, action, "", word(made, "details.reason", "entity.type"))
    code(draft, action)
    client(draft, made, "context.ip_address")


analyzer: Analyzer = audit("slack-audit", "Slack audit log", _owns, _tell)
