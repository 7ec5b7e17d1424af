"""The common and combined access-log forms (Apache's, nginx's, everybody's) and what sites commonly add to them."""

import re

from triagekit.reading.accesslog import Access, request, seconds, whole
from triagekit.reading.logtimes import Clock, clf

_COMBINED = re.compile(
    r"(?:(?P<vhost>[\w.*-]{1,253}(?::\d{1,5})?) )?(?P<client>[\w.:%-]{1,64}|\[[0-9a-fA-F:.]{2,45}\]|-) (?P<ident>\S{1,100}) (?P<user>(?:\"[^\"]{0,200}\"|\S{1,200}(?: [^\[\s]{1,60}){0,3}?)) ?"
    r"\[(?P<time>\d{1,2}/[A-Z][a-z]{2}/\d{4}[: ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: [+-]\d{4})?)\] \"(?P<request>(?:[^\"\\]|\\.){0,65000})\" (?P<status>\d{3}|-) (?P<size>\d{1,18}|-)"
    r"(?: \"(?P<referer>(?:[^\"\\]|\\.){0,8192})\" \"(?P<agent>(?:[^\"\\]|\\.){0,8192})\")?(?P<rest>.{0,8192})"
)
_USUAL = re.compile(
    r"([\w.:%-]{1,64}) \S{1,100} ([^\s\"\[]{1,200}) \[(\d{1,2}/[A-Z][a-z]{2}/\d{4}[: ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: [+-]\d{4})?)\] "
    r"\"([A-Z][A-Z_-]{1,30}) ([^\s\"\\]{0,65000}+)(?: (HTTP/\d(?:\.\d)?))?\" (\d{3}) (\d{1,18}|-) \"([^\"\\]{0,8192}+)\" \"([^\"\\]{0,8192}+)\"(.{0,8192})"
)
"""What nearly every line of the combined form is, without what clients put into few of them: read four times as fast, to the same parts."""
_KEYED = re.compile(r"([A-Za-z_][\w.-]{0,40})[=:](?:\"((?:[^\"\\]|\\.){0,2000})\"|([^\s\",]{1,500}(?:, [\d.:-]{1,60})*))")
_INGRESS = re.compile(r" (\d{1,9}) ([\d.]{1,12}) \[([^\]]{0,200})\] \[([^\]]{0,200})\] (\S{1,300}(?:, \S{1,100})*) (\S{1,60}(?:, \S{1,40})*) ([\d.]{1,12}(?:, [\d.-]{1,12})*|-) (\d{3}(?:, \d{3})*|-)(?: (\S{1,100}))?")
_NAMES = {
    "us": "upstream_status", "ustatus": "upstream_status", "upstream_status": "upstream_status", "ua": "upstream", "upstream": "upstream", "upstream_addr": "upstream",
    "uct": "connect_ms", "upstream_connect_time": "connect_ms", "uht": "upstream_ms", "urt": "upstream_ms", "upstream_response_time": "upstream_ms", "cs": "cache", "cache": "cache",
}  # fmt: skip
_TOTALS = frozenset({"rt", "request_time", "d", "response_time", "duration"})
_IDS = frozenset({"rid", "request_id", "req_id", "reqid", "id", "trace_id", "trace", "traceid", "correlation_id", "x_request_id", "unique_id"})


def combined(line: str, _: Clock) -> Access | None:
    """The common and combined forms of Apache and nginx, with a virtual host before them or anything behind."""
    usual = _USUAL.match(line) if line.count("[") == 1 else None  # with another bracket the columns before the time may be others
    if usual:
        client, user, time, method, target, version, status, size, referer, agent, rest = usual.groups()
        made = Access(method, target, version or "", "", "", None if status == "000" else int(status), clf(time), client, user, referer, agent, whole(size))
        if rest and rest != " ":
            _rest(made, rest)
        return made
    found = _COMBINED.match(line)
    if not found:
        return None
    vhost, client, _ident, user, time, asked, status, size, referer, agent, rest = found.groups()
    made = Access(host=vhost or "", client=client, user=user.strip('"'), at=clf(time), referer=referer or "", agent=agent or "")
    request(made, asked)
    made.status = int(status) if status not in {"-", "000"} else None
    made.sent = whole(size)
    if rest and rest != " ":
        _rest(made, rest)
    return made


def _rest(made: Access, rest: str) -> None:
    """What sites add behind the combined form: key=value, the ingress controller's columns, or a lone duration."""
    if " [" in rest and (found := _INGRESS.match(rest)):
        _ingress(made, found)
        return
    pairs = _KEYED.findall(rest)
    if pairs:
        for name, quoted, bare in pairs[:40]:
            keyed(made, name, quoted or bare)
        return
    made.extra["log.extra"] = rest.strip()[:500]


def keyed(made: Access, name: str, value: str) -> None:
    """One named field of a custom log format, by the names that sites commonly use."""
    key = name.lower()
    if not value or value == "-":
        return
    if key in _NAMES:
        _upstream(made, _NAMES[key], value)
    elif key in _TOTALS and made.total_ms is None:
        made.total_ms = seconds(value)
    elif key in _IDS:
        made.ids.append(("x-request-id" if key in ("rid", "id", "req_id", "reqid") else key.replace("_", "-"), value[:200]))
    elif key in ("host", "vhost", "server_name", "http_host"):
        made.host = made.host or value
    elif key in ("xff", "http_x_forwarded_for", "x_forwarded_for"):
        made.extra["log.forwarded_for"] = value[:500]
    else:
        made.extra[f"log.{key[:40]}"] = value[:500]


def _upstream(made: Access, name: str, value: str) -> None:
    if name.endswith("_ms"):
        ms = seconds(value)
        if ms is not None:
            made.extra[f"log.{name}"] = ms
            made.upstream_ms = ms if name == "upstream_ms" else made.upstream_ms
        return
    tries = value.count(",") + 1
    made.extra[f"log.{name}"] = value[:500] if name != "upstream" else value.rpartition(",")[2].strip()[:300]
    if tries > 1:
        made.extra["log.upstream_tries"] = tries


def _ingress(made: Access, found: re.Match[str]) -> None:
    """The columns of ingress-nginx's default format."""
    length, total, name, _, upstream, _sent, took, status, request_id = found.groups()
    made.received, made.total_ms = whole(length), seconds(total)
    if name:
        made.extra["log.backend"] = name
    if upstream != "-":
        _upstream(made, "upstream", upstream)
    if took != "-":
        _upstream(made, "upstream_ms", took)
    if status != "-":
        _upstream(made, "upstream_status", status)
    if request_id:
        made.ids.append(("x-request-id", request_id))
