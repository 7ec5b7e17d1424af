"""Amazon S3 server access logs (Amazon S3 documentation, log format)."""

import re

from triagekit.reading.accesslog import Access, AccessLog, request, whole
from triagekit.reading.logtimes import Clock, clf
from triagekit.roles import Analyzer

_LINE = re.compile(
    r"(?P<owner>[0-9a-f]{40,64}|-) (?P<bucket>[\w.-]{3,63}) \[(?P<time>[^\]]{20,32})\] (?P<client>\S{1,60}) (?P<requester>\S{1,300}) (?P<id>[0-9A-Z]{8,40}) (?P<operation>[A-Z0-9_.]{3,60}) (?P<key>\S{1,4096}) \"(?P<request>[^\"]{0,8192})\" (?P<status>\d{3}|-) (?P<error>\S{1,80}) (?P<sent>\S{1,20}) (?P<size>\S{1,20}) (?P<total>\S{1,15}) (?P<turn>\S{1,15}) \"(?P<referer>[^\"]{0,4096})\" \"(?P<agent>[^\"]{0,4096})\"(?: \S{1,40} (?P<host_id>\S{1,200}))?"
)


def _parse(line: str, _: Clock) -> Access | None:
    found = _LINE.match(line)
    if not found:
        return None
    made = Access(at=clf(found["time"]), client=found["client"], user=found["requester"], referer=found["referer"], agent=found["agent"], sent=whole(found["sent"]))
    request(made, found["request"])
    made.status = whole(found["status"])
    made.total_ms = float(found["total"]) if found["total"].isdigit() else None
    made.ids.append(("x-amz-request-id", found["id"]))
    if found["host_id"] and found["host_id"] != "-":
        made.ids.append(("x-amz-id-2", found["host_id"]))
    made.extra.update({"log.operation": found["operation"], "log.bucket": found["bucket"]})
    if found["error"] != "-":
        made.extra["log.error_reason"] = found["error"]
    return made


analyzer: Analyzer = AccessLog("s3-access", "Amazon S3 access log", _parse, 97)
