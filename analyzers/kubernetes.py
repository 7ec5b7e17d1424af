"""Kubernetes in JSON: the API server's audit log (one request an entry), and Event objects as kubectl get events -o json gives them."""

from triagekit.reading import correlation
from triagekit.reading.accesslog import Access, exchange
from triagekit.reading.events import event
from triagekit.reading.jsonfields import draft_of, time_of
from triagekit.reading.jsonlog import Entry, JsonForm, JsonLog, Object, get, number, word
from triagekit.reading.logtimes import Clock
from triagekit.records import Record
from triagekit.roles import Analyzer

_VERBS = {"get": "GET", "list": "GET", "watch": "GET", "create": "POST", "update": "PUT", "patch": "PATCH", "delete": "DELETE", "deletecollection": "DELETE"}


def _owns(made: Object) -> bool:
    return ("auditID" in made and "requestURI" in made) or (isinstance(made.get("involvedObject"), dict) and "reason" in made)


def _make(entry: Entry, made: Object, clock: Clock) -> Record:
    return _audit(entry, made, clock) if "auditID" in made else _event(entry, made, clock)


def _audit(entry: Entry, made: Object, clock: Clock) -> Record:
    found = Access(method=_VERBS.get(word(made, "verb"), ""), target=word(made, "requestURI"), agent=word(made, "userAgent"), user=word(made, "user.username"))
    status = number(made, "responseStatus.code")
    found.status = int(status) if status is not None and 100 <= status <= 599 else None
    found.at, _ = time_of(made, clock, ("requestReceivedTimestamp", "stageTimestamp"))
    sources = get(made, "sourceIPs")
    found.client = str(sources[0])[:60] if isinstance(sources, list) and sources else ""
    for name, path in (("log.error_reason", "responseStatus.reason"), ("log.details", "responseStatus.message"), ("log.stage", "stage")):
        if value := word(made, path):
            found.extra[name] = value[:1_000]
    found.ids.append(("audit-id", word(made, "auditID")))
    return exchange(found, entry.place, "kubernetes", -1)


def _event(entry: Entry, made: Object, clock: Clock) -> Record:
    draft = draft_of(entry, made, clock, "kubernetes")
    draft.text = draft.message = ": ".join(x for x in (word(made, "reason"), word(made, "message", "note")) if x)
    draft.level = "warn" if word(made, "type") == "Warning" else "info"
    draft.logger = "/".join(x for x in (word(made, "involvedObject.kind"), word(made, "involvedObject.name")) if x)
    draft.at, draft.certain = time_of(made, clock, ("lastTimestamp", "eventTime", "firstTimestamp", "metadata.creationTimestamp"))
    draft.extra["event.code"] = word(made, "reason")[:200]
    if count := number(made, "count"):
        draft.extra["event.count"] = int(count)
    draft.extra.update(correlation.named([("event-uid", uid)] if (uid := word(made, "metadata.uid")) else []))
    return event(draft)


analyzer: Analyzer = JsonLog(JsonForm("kubernetes", "Kubernetes audit log or events (JSON)", _owns, _make, 95, "Kubernetes"))
