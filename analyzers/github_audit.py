"""GitHub's audit log: action, actor and repository."""

from triagekit.reading.auditlog import audit, client, code, said
from triagekit.reading.events import Draft
from triagekit.reading.jsonlog import Object, word
from triagekit.roles import Analyzer


def _owns(made: Object) -> bool:
    action = made.get("action")
    return isinstance(action, str) and "." in action and isinstance(made.get("actor"), str) and any(k in made for k in ("org", "repo", "business", "_document_id", "created_at", "@timestamp"))


def _tell(draft: Draft, made: Object) -> None:
    action = word(made, "action")
    said(draft, action, word(made, "conclusion", "reason"), word(made, "message", "explanation", "repo"))
    code(draft, action)
    client(draft, made, "actor_ip")


analyzer: Analyzer = audit("github-audit", "GitHub audit log", _owns, _tell)
