"""OneLogin events, by their numeric type."""

from triagekit.reading.auditlog import audit, client, code, said
from triagekit.reading.events import Draft
from triagekit.reading.jsonlog import Object, word
from triagekit.roles import Analyzer


def _owns(made: Object) -> bool:
    return "event_type_id" in made and any(k in made for k in ("actor_user_id", "user_id", "account_id", "user_name"))


def _tell(draft: Draft, made: Object) -> None:
    kind = word(made, "event_type_id")
    said(draft, f"event type {kind}", word(made, "error_description") and "failed", word(made, "error_description", "notes", "custom_message"))
    code(draft, kind)
    client(draft, made, "ipaddr")


analyzer: Analyzer = audit("onelogin", "OneLogin event log", _owns, _tell)
