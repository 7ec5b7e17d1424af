"""Microsoft Entra sign-in and audit logs, as the portal, Graph and diagnostic settings export them."""

from triagekit.reading import correlation
from triagekit.reading.auditlog import audit, client, code, said
from triagekit.reading.events import Draft
from triagekit.reading.jsonlog import Object, number, word
from triagekit.roles import Analyzer


def _owns(made: Object) -> bool:
    diagnostic = "operationName" in made and "category" in made and ("properties" in made or "tenantId" in made)
    graph = "createdDateTime" in made and ("appDisplayName" in made or "userPrincipalName" in made) and ("status" in made or "conditionalAccessStatus" in made)
    return diagnostic or graph


def _tell(draft: Draft, made: Object) -> None:
    error = number(made, "properties.status.errorCode", "status.errorCode", "resultType", "properties.resultType")
    reason = word(made, "properties.status.failureReason", "status.failureReason", "resultDescription", "properties.resultDescription")
    more = word(made, "properties.status.additionalDetails", "status.additionalDetails")
    failed = error is not None and int(error) != 0
    action = word(made, "operationName") or word(made, "appDisplayName") or "Sign-in activity"
    outcome = f"failure AADSTS{int(error)}" if failed and error is not None else word(made, "resultSignature", "result", "properties.result", "conditionalAccessStatus")
    said(draft, action, outcome, ". ".join(x for x in (reason, more) if x and x != "Other."))
    code(draft, f"AADSTS{int(error)}" if failed and error is not None else "")
    client(draft, made, "properties.ipAddress", "callerIpAddress", "ipAddress")
    pairs = (("correlation-id", word(made, "properties.correlationId", "correlationId")), ("request-id", word(made, "properties.id", "id")), ("trace-id", word(made, "properties.uniqueTokenIdentifier")))
    draft.extra.update(correlation.named([p for p in pairs if p[1]]))


analyzer: Analyzer = audit("entra", "Microsoft Entra log", _owns, _tell)
