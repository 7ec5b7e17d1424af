"""Amazon API Gateway access logs in JSON: status, the integration's and the authorizer's own error."""

from triagekit.reading.accesslog import Access, exchange
from triagekit.reading.jsonfields import time_of
from triagekit.reading.jsonlog import Entry, JsonForm, JsonLog, Object, number, word
from triagekit.reading.logtimes import Clock
from triagekit.records import Record
from triagekit.roles import Analyzer

_EXTRA = {
    "integrationStatus": "log.upstream_status", "integration.status": "log.upstream_status", "integrationErrorMessage": "log.error_reason", "integrationError": "log.error_reason", "integration.error": "log.error_reason", "error.message": "log.gateway_error",
    "errorMessage": "log.gateway_error", "error.responseType": "log.response_type", "responseType": "log.response_type", "authorizerError": "log.authorizer_error", "authorizer.error": "log.authorizer_error", "authorizerStatus": "log.authorizer_status",
    "authorizer.status": "log.authorizer_status", "stage": "log.stage", "apiId": "log.frontend", "waf.error": "log.waf_error", "waf.status": "log.waf_status", "wafResponseCode": "log.waf_status",
}  # fmt: skip


def _owns(made: Object) -> bool:
    return any(k in made for k in ("requestId", "extendedRequestId")) and any(k in made for k in ("httpMethod", "routeKey")) and "status" in made


def _make(entry: Entry, made: Object, clock: Clock) -> Record:
    route = word(made, "routeKey").partition(" ")
    found = Access(method=word(made, "httpMethod") or route[0], target=word(made, "path", "resourcePath", "rawPath") or route[2], host=word(made, "domainName", "host"), scheme="https")
    status = number(made, "status")
    found.status = int(status) if status and 100 <= status <= 599 else None
    found.at, _ = time_of(made, clock, ("requestTimeEpoch", "requestTime", "time", "timestamp"))
    found.client, found.agent, found.version = word(made, "ip", "sourceIp", "identity.sourceIp"), word(made, "userAgent"), word(made, "protocol")
    found.total_ms = number(made, "responseLatency", "latency")
    found.upstream_ms = number(made, "integrationLatency", "integration.latency")
    for name, field in _EXTRA.items():
        value = word(made, name)
        if value and value != "-":
            found.extra[field] = value[:1_000]
    found.ids = [(header, word(made, name)) for name, header in (("requestId", "x-amzn-requestid"), ("extendedRequestId", "x-amz-apigw-id")) if word(made, name)]
    return exchange(found, entry.place, "aws-apigateway", -1)


analyzer: Analyzer = JsonLog(JsonForm("aws-apigateway", "API Gateway access log", _owns, _make, 94, "Amazon API Gateway"))
