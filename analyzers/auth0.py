"""Auth0 tenant logs: the event type code tells success (s...), failure (f...) and limits (limit_...)."""

from triagekit.reading import correlation
from triagekit.reading.auditlog import audit, client, code, said
from triagekit.reading.events import Draft
from triagekit.reading.jsonlog import Object, get, word
from triagekit.roles import Analyzer


def _inside(made: Object) -> Object:
    data = made.get("data")
    return data if isinstance(data, dict) else made


def _owns(made: Object) -> bool:
    data = _inside(made)
    return "type" in data and ("client_id" in data or "tenant_name" in data or "log_id" in made) and ("date" in data or "log_id" in data)


def _tell(draft: Draft, made: Object) -> None:
    data = _inside(made)
    kind = word(data, "type")
    failed = kind[:1] == "f" or kind.startswith(("limit_", "pwd_leak", "api_limit"))
    said(draft, kind, "failed" if failed else "", word(data, "description") or word(data, "details.error.message", "error.message"))
    code(draft, kind)
    client(draft, data, "ip")
    if status := get(data, "details.response.statusCode"):
        draft.extra["event.status"] = status if isinstance(status, int) else 0
    draft.extra.update(correlation.named([p for p in (("auth0-log-id", word(made, "log_id") or word(data, "log_id")),) if p[1]]))


analyzer: Analyzer = audit("auth0", "Auth0 tenant log", _owns, _tell)
