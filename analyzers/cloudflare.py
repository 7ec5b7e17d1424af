"""Cloudflare Logpush HTTP requests: what the edge answered, what the origin answered, and which rule acted."""

from triagekit.reading.accesslog import Access, exchange
from triagekit.reading.jsonfields import time_of
from triagekit.reading.jsonlog import Entry, JsonForm, JsonLog, Object, get, number, word
from triagekit.reading.logtimes import Clock
from triagekit.records import Record
from triagekit.roles import Analyzer

_EXTRA = {
    "OriginResponseStatus": "log.upstream_status", "OriginIP": "log.upstream", "CacheCacheStatus": "log.result", "WAFAction": "log.waf_action", "WAFRuleID": "log.waf_rule", "SecurityAction": "log.security_action",
    "SecurityRuleID": "log.security_rule", "SecurityRuleDescription": "log.security_rule_description", "EdgePathingStatus": "log.pathing_status", "EdgePathingSrc": "log.pathing_source", "EdgePathingOp": "log.pathing_operation", "EdgeColoCode": "log.edge",
}  # fmt: skip
_NOTHING = frozenset({"", "unknown", "0", "unk", "none"})


def _owns(made: Object) -> bool:
    return "EdgeResponseStatus" in made and ("ClientRequestMethod" in made or "RayID" in made)


def _make(entry: Entry, made: Object, clock: Clock) -> Record:
    found = Access(method=word(made, "ClientRequestMethod"), target=word(made, "ClientRequestURI", "ClientRequestPath"), host=word(made, "ClientRequestHost"), scheme=word(made, "ClientRequestScheme"))
    status = number(made, "EdgeResponseStatus")
    found.status = int(status) if status and 100 <= status <= 599 else None
    found.at, _ = time_of(made, clock, ("EdgeStartTimestamp", "EdgeEndTimestamp"))
    found.version, found.client, found.agent, found.referer = word(made, "ClientRequestProtocol"), word(made, "ClientIP"), word(made, "ClientRequestUserAgent"), word(made, "ClientRequestReferer")
    size = number(made, "EdgeResponseBytes")
    found.sent = int(size) if size is not None else None
    found.upstream_ms = number(made, "OriginResponseDurationMs") or None
    for name, field in _EXTRA.items():
        value = word(made, name)
        if value.lower() not in _NOTHING:
            found.extra[field] = value[:500]
    actions = get(made, "FirewallMatchesActions")
    if isinstance(actions, list) and actions:
        found.extra["log.action"] = ",".join(str(a) for a in actions[:20])
    if ray := word(made, "RayID"):
        found.ids.append(("cf-ray", ray))
    found.extra["path.products"] = ("cloudflare",)
    return exchange(found, entry.place, "cloudflare", -1)


analyzer: Analyzer = JsonLog(JsonForm("cloudflare", "Cloudflare request log", _owns, _make, 96, "Cloudflare"))
