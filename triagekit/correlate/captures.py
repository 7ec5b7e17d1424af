"""What each capture can show at all: answers, bodies, credentials, headers. A rule asks this before it says no."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from triagekit.correlate._seen import is_request, number, room, status, text, texts, true
from triagekit.model import Location
from triagekit.records import Kind, Record, Value, Vocabulary, flag
from triagekit.records import number as figure
from triagekit.records import text as words
from triagekit.roles import Context, Correlator


@dataclass(slots=True)
class _Capture:
    location: Location
    source: str
    dialect: str
    exchanges: int = 0
    answered: int = 0
    silent: int = 0
    failed: int = 0
    placeholders: int = 0
    errors: int = 0
    bodies: int = 0
    evicted: int = 0
    evicted_failures: int = 0
    biggest_evicted: float = 0.0
    credentials: int = 0
    navigations: int = 0
    tunnels: int = 0
    internal: int = 0
    correlated: int = 0
    odd_times: int = 0
    negative_sizes: int = 0
    joined: int = 0
    success_errors: int = 0
    refused: int = 0
    begins: str = ""
    sanitized: bool = False


FIELDS: Vocabulary = {
    "capture.source": words("har | trace | access-log | netlog | flow | console"),
    "capture.dialect": words("Producer's dialect"),
    "capture.exchanges": figure("Requests in the artifact"),
    "capture.answered": figure("Requests with a real status"),
    "capture.silent": figure("Requests with neither a status nor an error"),
    "capture.failed": figure("Answers with status 400 or more"),
    "capture.placeholders": figure("Requests whose recorded status is 0, -1 or -2"),
    "capture.errors": figure("Requests that ended in the client's own error"),
    "capture.bodies": figure("Answers whose body is shown"),
    "capture.evicted": figure("Answers with a size but no body"),
    "capture.evicted_failures": figure("Errors among those"),
    "capture.biggest_evicted": figure("Bytes of the largest body that is not shown"),
    "capture.credentials": figure("Requests that show a credential"),
    "capture.tunnels": figure("CONNECT entries"),
    "capture.internal": figure("data:, blob: and extension entries"),
    "capture.correlated": figure("Answers with a correlation identifier"),
    "capture.removed_credentials": flag("The export removed cookies and credentials"),
    "capture.no_answers": flag("No request has an answer, an error or a recorded status: a file of requests"),
    "capture.navigations": figure("Page loads recorded"),
    "capture.odd_times": figure("Requests whose phases add up to more than their whole duration"),
    "capture.preflights_sized": figure("Preflights of Chrome, which writes body sizes below zero for them"),
    "capture.joined_headers": figure("Answers in which several lines of one header that must stay apart stand in one value"),
    "capture.errors_on_success": figure("Answers with a status of success that the client could not use"),
    "capture.refused": figure("Answers 401, 403 or 407"),
    "capture.begins": words(
        "What the artifact begins with: navigation | page-change (a page reached from another one) | sign-in-page-change (from a sign-in's page) | "
        "sign-in-return (the way back from a sign-in whose start is missing) | midway (a request of a page that is not in it) | other"
    ),
}


class Captures:
    """Counts, per artifact, what its exchanges show."""

    name = "captures"
    fields: Vocabulary = FIELDS

    def __init__(self) -> None:
        self._captures: dict[str, _Capture] = {}

    def see(self, record: Record) -> None:
        """Count one exchange."""
        key = record.location.artifact
        if record.kind is not Kind.EXCHANGE or not room(self._captures, key):
            return
        capture = self._captures.get(key) or self._captures.setdefault(key, _Capture(record.location, text(record, "source"), text(record, "dialect")))
        capture.sanitized = capture.sanitized or true(record, "capture.sanitized")
        if not is_request(record):
            capture.tunnels += text(record, "request.method") == "CONNECT"
            capture.internal += text(record, "request.method") != "CONNECT"
            return
        if not capture.exchanges:
            capture.begins = _begins(record)
        capture.exchanges += 1
        _odd(capture, record)
        capture.credentials += true(record, "auth.present")
        capture.navigations += true(record, "request.navigation")
        capture.correlated += "correlation.ids" in record.fields
        _outcome(capture, record)

    def conclude(self, _: Context) -> Iterator[Record]:
        """One capture-profile fact per artifact with exchanges."""
        for capture in self._captures.values():
            if capture.exchanges:
                yield Record(Kind.FACT, capture.location, _facts(capture))


def _outcome(capture: _Capture, record: Record) -> None:
    code = status(record)
    failed = "error.kind" in record.fields
    capture.errors += failed
    recorded = record.fields.get("response.status_recorded")
    capture.placeholders += recorded in (0, -1, -2)
    if code is None:
        capture.silent += not failed and not true(record, "response.present")
        return
    capture.answered += 1
    capture.failed += code >= 400
    capture.refused += code in (401, 403, 407)
    capture.success_errors += failed and 200 <= code < 300
    if "response.body.text" in record.fields:
        capture.bodies += 1
    elif text(record, "response.body.state") in ("evicted", "not-captured"):
        _missing(capture, record, code)


_PHASES = ("timing.blocked_ms", "timing.dns_ms", "timing.connect_ms", "timing.send_ms", "timing.wait_ms", "timing.receive_ms")
_APART = ("response.headers.set-cookie", "response.headers.www-authenticate", "response.headers.proxy-authenticate")


def _odd(capture: _Capture, record: Record) -> None:
    """What must not be added up or taken apart by commas."""
    total = number(record, "timing.total_ms")
    if total is not None and total > 0:
        spent = sum(number(record, phase) or 0.0 for phase in _PHASES if phase in record.fields)
        capture.odd_times += spent > total * 1.05 + 5.0
    capture.negative_sizes += text(record, "dialect") == "chrome" and true(record, "request.preflight")
    for name in _APART:
        if name in record.fields and any(map(_joined, texts(record, name))):
            capture.joined += 1
            break


_JOINED = re.compile(r"(?:, ?(?:Basic|Bearer|Digest|Negotiate|NTLM) [a-z]+=)|(?:(?:;|\bpath=/\S{0,80}|\bHttpOnly|\bSecure), ?[\w-]{1,60}=[^;,]{0,200};)", re.IGNORECASE)


def _joined(value: str) -> bool:
    return _JOINED.search(value[:8192]) is not None


_RETURN = re.compile(r"[?&](?:code|SAMLResponse|id_token|ticket)=.{6,}|[?&]state=.{6,}")


_SIGN_IN = re.compile(r"/(?:log-?in|sign-?in|sso|saml2?|oauth2?|authorize|adfs|idp)(?:[/.?]|\Z)", re.IGNORECASE)


def _begins(record: Record) -> str:
    """What the first request of the artifact is."""
    if text(record, "source") != "har":
        return "other"
    if _RETURN.search("?" + text(record, "request.url.query")[:4096]) or "request.params.SAMLResponse" in record.fields:
        return "sign-in-return"
    referer = next(iter(texts(record, "request.headers.referer")), "")[:2048]
    if true(record, "request.navigation"):
        return "navigation" if not referer else "sign-in-page-change" if _SIGN_IN.search(referer) else "page-change"
    return "midway" if referer or text(record, "request.origin") else "other"


def _missing(capture: _Capture, record: Record, code: int) -> None:
    size = record.fields.get("response.body.size") or record.fields.get("response.body.transferred") or record.fields.get("response.body.declared")
    if isinstance(size, int | float) and size > 0:
        capture.evicted += 1
        capture.evicted_failures += code >= 400
        capture.biggest_evicted = max(capture.biggest_evicted, float(size))


def _facts(capture: _Capture) -> dict[str, Value]:
    return {
        "fact": "capture-profile", "capture.source": capture.source, "capture.dialect": capture.dialect, "capture.exchanges": capture.exchanges,
        "capture.answered": capture.answered, "capture.silent": capture.silent, "capture.failed": capture.failed, "capture.placeholders": capture.placeholders,
        "capture.errors": capture.errors, "capture.bodies": capture.bodies, "capture.evicted": capture.evicted, "capture.evicted_failures": capture.evicted_failures,
        "capture.biggest_evicted": capture.biggest_evicted, "capture.credentials": capture.credentials, "capture.tunnels": capture.tunnels,
        "capture.internal": capture.internal, "capture.correlated": capture.correlated, "capture.removed_credentials": capture.sanitized,
        "capture.odd_times": capture.odd_times, "capture.preflights_sized": capture.negative_sizes, "capture.joined_headers": capture.joined,
        "capture.errors_on_success": capture.success_errors, "capture.refused": capture.refused, "capture.begins": capture.begins or "other",
        "capture.navigations": capture.navigations, "capture.no_answers": capture.answered == 0 and capture.errors == 0 and capture.placeholders == 0 and capture.source == "har",
    }  # fmt: skip


correlator: type[Correlator] = Captures
