"""What a receiver needs of refused and failed requests: 401, 403, 429, 5xx and timeouts."""

from collections.abc import Callable

from triagekit.needs.need import BEARER, CAPTURE, SERVER_LOG, TRACE, Case, Find, Need, Told, first, labelled, word
from triagekit.reading.describe import excerpt
from triagekit.records import Kind, Record

_TIMES = {"auth.token.exp": "exp", "auth.token.nbf": "nbf", "auth.token.iat": "iat", "response.date": "Date of the answer"}


def _samples(case: Case, symptom: str) -> list[Record]:
    """The failing requests of a symptom; a timeout counts as a failure of the server side."""
    names = ("5xx", "timeout") if symptom == "5xx" else (symptom,)
    return [r for name in names for r in case.symptom(name).samples]


def _events(case: Case) -> list[Record]:
    hits = [r for c in case.speaking[:3] for w in c.for_ for r in w.hit.records]
    return [r for r in hits if r.kind in (Kind.EVENT, Kind.HANDSHAKE)] or case.witness.events


def request(symptom: str) -> Find:
    """The failing request itself, or the log line that tells of it."""

    def find(case: Case) -> Told | None:
        for record in [*_samples(case, symptom), *_events(case)]:
            return Told(excerpt(record), location=record.location)
        return None

    return find


def challenge(symptom: str) -> Find:
    """What the refusing server asked for."""

    def find(case: Case) -> Told | None:
        records = _samples(case, symptom)
        said = first(records, "response.headers.www-authenticate", "auth.challenge.error", "auth.challenge.schemes")
        if said or not any(r.get("response.header_names") for r in records):
            return said
        return Told("none: the answer carries no WWW-Authenticate", location=records[0].location)

    return find


def credential(symptom: str) -> Find:
    """Whether a credential travelled: present, absent, or stripped by the export."""

    def find(case: Case) -> Told | None:
        for record in _samples(case, symptom):
            if record.get("auth.present"):
                kind = " ".join(word(record.get(n)) for n in ("auth.scheme", "auth.token.form") if record.get(n))
                return Told(f"present: {kind or 'a credential'} in the {word(record.get('auth.place')) or 'request'}", location=record.location)
        return first(_samples(case, symptom), "auth.absence")

    return find


def token_times(case: Case) -> Told | None:
    """The token's times beside the answer's Date."""
    for record in _samples(case, "401"):
        if any(record.get(n) is not None for n in ("auth.token.exp", "auth.token.iat", "auth.token.nbf")):
            return Told(labelled(record, _TIMES), location=record.location)
    tokens = case.identity(Kind.TOKEN)
    for token in tokens:
        times = labelled(token, {"jwt.exp": "exp", "jwt.nbf": "nbf", "jwt.iat": "iat", "jwt.use.time": "used at"})
        if times:
            return Told(times, location=token.location)
    sent = [word(r.get("auth.token.form")) or word(r.get("auth.scheme")) for r in _samples(case, "401") if r.get("auth.present")]
    absent = any(r.get("auth.absence") == "absent" for r in _samples(case, "401"))
    if absent or (sent and sent[0] not in ("jwt", "placeholder")):
        return Told(status="not_applicable", how_tried="no token was sent" if absent else "the credential shows no times to anyone but its issuer")
    return None


def last_success(symptom: str) -> Find:
    """The last time that the same credential was accepted."""

    def find(case: Case) -> Told | None:
        records = _samples(case, symptom)
        hashes = [r.get("auth.token_hash") for r in records]
        for found in (case.witness.accepted.get(h) for h in hashes if isinstance(h, str)):
            if found:
                when = f" at {word(found.at)}" if found.at else ""
                return Told(f"accepted by {found.host}{when}", location=found.location)
        if any(hashes):
            return Told("never within this capture", location=records[0].location)
        return Told(status="not_applicable", how_tried="no credential is seen in the failing request") if records else None

    return find


def scopes(case: Case) -> Told | None:
    """What the token allows, and what was asked for."""
    records = [*_samples(case, "403"), *_samples(case, "401"), *case.identity(Kind.TOKEN)]
    held, wanted = first(records, "auth.token.scopes", "jwt.scopes", "jwt.roles"), first(records, "auth.challenge.scope", "jwt.scopes.missing")
    if held or wanted:
        place = (held or wanted or Told()).location
        return Told(f"held: {held.value if held else 'not shown'}; asked for: {wanted.value if wanted else 'not shown'}", location=place)
    return Told(status="not_applicable", how_tried="the credential shows no scopes") if any(r.get("auth.present") for r in records) else None


def body_code(symptom: str) -> Find:
    """The error code in the answer's body."""

    def find(case: Case) -> Told | None:
        records = _samples(case, symptom)
        said = first(records, "response.body.error", "response.body.error_codes", "response.body.title", "response.body.error_description")
        if said or not records:
            return said
        if any(r.get("response.body.state") in ("present", "empty") for r in records):
            return Told("none: the body carries no code", location=records[0].location)
        return None

    return find


def who(symptom: str) -> Find:
    """Which tier answered."""

    def find(case: Case) -> Told | None:
        records = [*_samples(case, symptom), *_events(case)]
        for record in records:
            if record.get("answered_by") not in (None, "unknown"):
                basis = word(record.get("answered_by.basis"))
                return Told(f"{word(record.get('answered_by'))} {word(record.get('answered_by.product'))}".strip() + (f" ({basis})" if basis else ""), location=record.location)
        return first(records, "response.server", "event.upstream", "event.format", "error.phase")

    return find


def count(case: Case) -> Told | None:
    """How many requests were refused, within which time."""
    seen = case.symptom("429")
    if not seen.count:
        return None
    span = f" within {(seen.last - seen.first).total_seconds():g} s" if seen.first and seen.last and seen.last > seen.first else ""
    return Told(f"{seen.count} refused of {case.witness.requests} requests{span}", location=seen.samples[0].location)


def window(case: Case) -> Told | None:
    """The limit and its window, from the answers or from the case."""
    for host, limit in case.witness.limits.items():
        span = f" per {limit.window_s:g} s" if limit.window_s else ", window not said"
        return Told(f"{limit.limit:g} requests{span} at {host}", location=limit.location)
    told = case.file.expect.get("rate_limit")
    return Told(f"{told.get('limit')} per {told.get('window')}", source="associate") if told else None


def retry_after(case: Case) -> Told | None:
    """How long the server asked to wait."""
    records = _samples(case, "429")
    said = first(records, "response.headers.retry-after", "response.retry_after_s")
    if said or not any(r.get("response.header_names") for r in records):
        return said
    return Told("none: the answer carries no Retry-After", location=records[0].location)


def ratelimit(case: Case) -> Told | None:
    """The RateLimit fields of the refusals."""
    fields = {"response.ratelimit.limit": "limit", "response.ratelimit.remaining": "remaining", "response.ratelimit.reset_s": "reset in s"}
    records = _samples(case, "429")
    for record in records:
        told = labelled(record, fields)
        if told:
            return Told(told, location=record.location)
    return Told("none: the answer carries no RateLimit fields", location=records[0].location) if any(r.get("response.header_names") for r in records) else None


def kept(case: Case) -> Told | None:
    """Whether the client waited as it was told."""
    for record in case.fact("retry-group"):
        if record.get("retry.ignored"):
            return Told(f"no: {word(record.get('retry.too_early'))} requests came too early", location=record.location)
        if record.get("retry.honoured"):
            return Told("yes: every request after a refusal waited", location=record.location)
    waits = retry_after(case)
    return Told(status="not_applicable", how_tried="no time to wait was given") if waits and waits.value.startswith("none") else None


def mix(symptom: str) -> Find:
    """Which paths were concerned, most first."""

    def find(case: Case) -> Told | None:
        paths = case.symptom(symptom).paths
        rows = sorted(paths.items(), key=lambda row: (-row[1], row[0]))[:5]
        return Told("; ".join(f"{path} {n}" for path, n in rows)) if rows else None

    return find


def share(case: Case) -> Told | None:
    """The share of requests that failed."""
    failed = case.symptom("5xx").count + case.symptom("timeout").count
    return Told(f"{failed} of {case.witness.requests} requests") if failed else None


def phases(case: Case) -> Told | None:
    """How long the failing request spent in which phase."""
    names = {f"timing.{n}_ms": n for n in ("dns", "connect", "tls", "wait", "receive", "total")}
    for record in _samples(case, "5xx"):
        told = labelled(record, names)
        if told:
            return Told(f"{told} (ms)", location=record.location)
    return first([*_samples(case, "5xx"), *_events(case)], "error.phase", "log.upstream_response_time", "log.request_time")


def _named(prefix: str, rows: tuple[tuple[str, str, str, Find | Callable[[Case], Told | None], bool], ...]) -> tuple[Need, ...]:
    return tuple(Need(f"{prefix}.{name}", question, how, find, blocking) for name, question, how, find, blocking in rows)


NEEDS_401 = _named("401", (
    ("failing_request", "Which request was refused, and with which answer?", CAPTURE, request("401"), True),
    ("challenge", "What does the WWW-Authenticate header of the refusal say?", TRACE, challenge("401"), True),
    ("credential", "Was a credential sent with the refused request?", BEARER, credential("401"), True),
    ("token_times", "When was the token issued, and until when is it valid?", BEARER, token_times, False),
    ("last_success", "When did the same credential last work?", CAPTURE, last_success("401"), False),
))  # fmt: skip
NEEDS_403 = _named("403", (
    ("failing_request", "Which request was refused, and with which answer?", CAPTURE, request("403"), True),
    ("credential", "Was a credential sent with the refused request?", BEARER, credential("403"), True),
    ("body_code", "Which error code stands in the body of the refusal?", TRACE, body_code("403"), False),
    ("answered_by", "Who refused: the application, a gateway, a CDN or a firewall?", TRACE, who("403"), True),
    ("scopes", "Which scopes or roles does the token hold?", BEARER, scopes, False),
    ("same_token_elsewhere", "Does the same credential work for another address?", CAPTURE, last_success("403"), False),
))  # fmt: skip
NEEDS_429 = _named("429", (
    ("failing_request", "Which request was refused, and with which answer?", CAPTURE, request("429"), True),
    ("count", "How many requests were refused, and in which time?", SERVER_LOG, count, True),
    ("window", "Which limit applies, and over which window?", SERVER_LOG, window, False),
    ("retry_after", "What does Retry-After say?", TRACE, retry_after, True),
    ("ratelimit_fields", "What do the RateLimit headers say?", TRACE, ratelimit, False),
    ("client_waits", "Does the client wait as long as it is told?", CAPTURE, kept, False),
    ("endpoint_mix", "Which addresses are called most?", SERVER_LOG, mix("429"), False),
))  # fmt: skip
NEEDS_5XX = _named("5xx", (
    ("failing_request", "Which request failed, and with which answer?", CAPTURE, request("5xx"), True),
    ("share", "How many of the requests fail?", SERVER_LOG, share, False),
    ("phases", "Where does the time go: connecting, waiting or receiving?", CAPTURE, phases, False),
    ("answered_by", "Which server answered: the application, a gateway or a CDN?", TRACE, who("5xx"), True),
))  # fmt: skip
