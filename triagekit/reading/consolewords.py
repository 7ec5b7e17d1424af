"""What browsers write to their consoles about requests, read back into exchanges (Chrome, Edge, Firefox, Safari).

A console is often the only witness: Chrome's HAR knows nothing of a CSP block or of a refused WebSocket upgrade.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from triagekit.model import Location
from triagekit.reading import urls
from triagekit.reading.exchange import Parts

LIMIT = 16384
"""Characters of one message that are looked at."""


@dataclass(frozen=True, slots=True)
class Said:
    """One console message."""

    text: str
    location: Location
    dialect: str
    at: datetime | None = None
    url: str = ""
    """The address that the console keeps beside the message: of the resource, or of the page."""


def exchange(said: Said) -> Parts | None:
    """The request that this message is about; None when it is about none."""
    text = said.text[:LIMIT]
    for hint, pattern, fill in _FORMS:
        if hint in text and (found := pattern.search(text)):
            parts = Parts(said.location, "console", said.dialect, started=said.at)
            fill(parts, found, said)
            if parts.url:
                parts.provisional = True
                return parts
    return None


_URL = r"[a-z][a-z0-9+.-]{1,12}://[^\s'\"<>“”‘’()]{1,4000}"


def _loaded(parts: Parts, found: re.Match[str], said: Said) -> None:
    parts.url = said.url or (found["url"] or "")
    if found["status"]:
        parts.status, parts.status_text = int(found["status"]), (found["reason"] or "").strip("() ")
    else:
        parts.error_text, parts.error_client = found["error"], "chrome"


def _got(parts: Parts, found: re.Match[str], _: Said) -> None:
    parts.method, parts.url = found["method"], found["url"]
    if found["status"]:
        parts.status, parts.status_text = int(found["status"]), (found["reason"] or "").strip("() ")
    else:
        parts.error_text, parts.error_client = found["error"], "chrome"


def _firefox_got(parts: Parts, found: re.Match[str], _: Said) -> None:
    parts.method, parts.url, parts.dialect = found["method"], found["url"], "firefox"
    parts.status, parts.status_text, parts.response_version = int(found["status"]), found["reason"] or "", found["version"]


def _cors(parts: Parts, found: re.Match[str], said: Said) -> None:
    parts.url, parts.error_text, parts.error_client = found["url"] or said.url, said.text[:1000], parts.dialect
    parts.extra["error.kind"] = "cors"
    groups = found.groupdict()
    if origin := groups.get("origin") or urls.split(said.url).origin:
        parts.extra["request.origin"] = origin
    status = groups.get("status")
    if status and status != "(null)":
        parts.status = int(status)


def _socket(parts: Parts, found: re.Match[str], said: Said) -> None:
    parts.method, parts.url, parts.error_text, parts.error_client = "GET", found["url"], said.text[:1000], parts.dialect
    parts.extra["error.kind"], parts.extra["request.resource_type"] = "websocket", "websocket"
    status = re.search(r"Unexpected response code: (\d{3})", said.text[:LIMIT])
    if status:
        parts.status = int(status[1])


def _blocked(kind: str) -> Callable[[Parts, re.Match[str], Said], None]:
    def fill(parts: Parts, found: re.Match[str], said: Said) -> None:
        parts.url, parts.error_text, parts.error_client = found["url"], said.text[:1000], parts.dialect
        parts.extra["error.kind"] = kind
        page = found.groupdict().get("page") or said.url
        if origin := urls.split(page).origin:
            parts.extra["request.origin"] = origin
        mime = found.groupdict().get("mime")
        if mime:
            parts.body_mime = mime

    return fill


_FORMS: tuple[tuple[str, re.Pattern[str], Callable[[Parts, re.Match[str], Said], None]], ...] = (
    ("blocked by CORS policy", re.compile(rf"Access to .{{1,60}}? at '(?P<url>{_URL})'(?: \(redirected from '[^']{{1,4000}}'\))? from origin '(?P<origin>[^']{{1,300}})' has been blocked by CORS policy"), _cors),
    ("Cross-Origin Request Blocked", re.compile(rf"Cross-Origin Request Blocked: .{{1,120}}? remote resource at (?P<url>{_URL}?)\.? \(Reason: .{{1,300}}?\)\.?(?: Status code: (?P<status>\d{{3}}|\(null\)))?"), _cors),
    ("due to access control checks", re.compile(rf"(?:XMLHttpRequest|Fetch API|EventSource|Beacon API) cannot load (?P<url>{_URL}?) due to access control checks"), _cors),
    ("by Access-Control-Allow-Origin", re.compile(r"(?P<url>)Origin (?P<origin>\S{1,300}) is not allowed by Access-Control-Allow-Origin"), _cors),
    ("WebSocket connection to", re.compile(rf"WebSocket connection to '(?P<url>{_URL})' failed"), _socket),
    ("establish a connection to the server at ws", re.compile(rf"establish a connection to the server at (?P<url>{_URL}?)\.?(?:\s|$)"), _socket),
    ("Mixed Content", re.compile(rf"Mixed Content: The page at '(?P<page>{_URL})' was loaded over (?:HTTPS|a secure connection), but (?:requested an insecure|attempted to connect to the insecure WebSocket endpoint|contains a form that).{{0,80}}?'(?P<url>{_URL})'\. This (?:request has been blocked|request must be)"), _blocked("mixed-content")),
    ("mixed active content", re.compile(rf"Blocked loading mixed active content [“\"'](?P<url>{_URL})[”\"']"), _blocked("mixed-content")),
    ("Content Security Policy", re.compile(rf"(?:Refused to (?:connect to|load the \w+(?: \w+)?|frame|execute|send form data to|apply)|Connecting to|Loading the \w+(?: \w+)?|Framing|Sending form data to) '(?P<url>{_URL})' (?:because it )?violates the following Content Security Policy directive"), _blocked("csp")),
    ("Content-Security-Policy", re.compile(rf"Content-Security-Policy: The page.{{1,3}}s settings blocked .{{0,80}}?(?P<url>{_URL})"), _blocked("csp")),
    ("MIME type", re.compile(rf"Refused to (?:execute script|apply style) from '(?P<url>{_URL})' because its MIME type \('(?P<mime>[^']{{0,100}})'\)"), _blocked("mime")),
    ("Failed to load resource", re.compile(rf"Failed to load resource: (?:the server responded with a status of (?P<status>\d{{3}})(?P<reason> \([^)]{{0,100}}\))?|(?P<error>net::ERR_[A-Z0-9_]{{2,60}}))(?:.{{0,20}}?(?P<url>{_URL}))?"), _loaded),
    ("://", re.compile(rf"(?:^|\s)(?P<method>GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (?P<url>{_URL}) (?:(?P<status>\d{{3}})(?P<reason> \([^)]{{0,100}}\))?|(?P<error>net::ERR_[A-Z0-9_]{{2,60}}))"), _got),
    ("[HTTP/", re.compile(rf"(?:XHR\s?)?(?P<method>GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s?(?P<url>{_URL})\s{{1,4}}\[(?P<version>HTTP/[\d.]{{1,3}}) (?P<status>\d{{3}})(?: (?P<reason>[^\]]{{0,60}}?))? \d{{1,9}}ms\]"), _firefox_got),
)  # fmt: skip

