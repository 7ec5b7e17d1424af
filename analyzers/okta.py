"""Okta's System Log: event type, outcome with its reason, the request and transaction it belongs to (Okta's System Log API)."""

from triagekit.reading import correlation
from triagekit.reading.auditlog import audit, client, code, said
from triagekit.reading.events import Draft
from triagekit.reading.jsonlog import Object, get, word
from triagekit.roles import Analyzer


def _owns(made: Object) -> bool:
    return "eventType" in made and ("published" in made or "legacyEventType" in made) and ("actor" in made or "outcome" in made)


def _tell(draft: Draft, made: Object) -> None:
    said(draft, word(made, "eventType"), word(made, "outcome.result"), word(made, "outcome.reason") or word(made, "displayMessage"))
    code(draft, word(made, "outcome.reason") if word(made, "outcome.result") not in ("SUCCESS", "") else "")
    client(draft, made, "client.ipAddress")
    if url := word(made, "debugContext.debugData.requestUri"):
        draft.extra["event.url"] = url[:4_096]
    debug = get(made, "debugContext.debugData")
    ids = [("x-okta-request-id", word(debug, "requestId"))] if isinstance(debug, dict) else []
    ids.extend((name, word(made, path)) for name, path in (("okta-transaction-id", "transaction.id"), ("okta-event-id", "uuid")))
    draft.extra.update(correlation.named([pair for pair in ids if pair[1]]))


analyzer: Analyzer = audit("okta", "Okta System Log", _owns, _tell)
