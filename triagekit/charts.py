"""What the charts of a report show: waterfall, rates with the limit line, values received beside values expected."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from triagekit import evidence as ev
from triagekit.model import Location
from triagekit.needs.need import Case, word
from triagekit.records import Kind, Record
from triagekit.witness import PHASES, Call, Limit, Rates

HOSTS = 4
"""Hosts whose rate is drawn, the most refused first."""
BUCKETS = 120
"""Bars of a rate chart at most."""
VIEWS = 8
"""Messages, tokens and certificates shown."""
_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600, 43200, 86400, 604800, 2592000)


def build(case: Case, clean: ev.Cleaner, partings: tuple[ev.Parting, ...] = ()) -> ev.Views:
    """Everything the charts need, bounded."""
    calls = sorted(case.witness.calls, key=lambda c: (c.at, c.location.artifact, c.location.offset, c.location.pointer))
    return ev.Views(
        waterfall=tuple(_bar(c, clean) for c in calls),
        requests=case.witness.requests,
        rates=tuple(_rates(case, clean)),
        compared=tuple(_compared(case, clean)),
        partings=partings,
    )


def _bar(call: Call, clean: ev.Cleaner) -> ev.Bar:
    phases = {f"{name}_ms": round(p, 1) if p is not None else None for name, p in zip(PHASES, call.phases, strict=True)}
    return ev.Bar(
        location=ev.place(call.location, clean), at=ev.stamp(call.at) or "", what=clean(f"{call.method} {call.host}{call.path[:160]}"),
        status=call.status, failed=call.failed, total_ms=round(call.total_ms, 1), **phases,
    )  # fmt: skip


def _rates(case: Case, clean: ev.Cleaner) -> Iterator[ev.Rate]:
    rates = case.witness.rates
    totals: dict[str, list[int]] = {}
    for (host, _), (count, refused) in rates.cells.items():
        total = totals.setdefault(host, [0, 0])
        total[0] += count
        total[1] += refused
    ranked = sorted(totals, key=lambda host: (-totals[host][1], -totals[host][0], host))
    for host in ranked[:HOSTS]:
        if totals[host][0] >= 3:
            yield _rate(rates, host, _limit(case, host), clean)


def _limit(case: Case, host: str) -> tuple[Limit | None, str]:
    """What limits that host: its own word, else the case file's."""
    own = case.witness.limits.get(host)
    told = case.file.expect.get("rate_limit") or {}
    span, limit = seconds(told.get("window")), told.get("limit")
    if own is not None:
        return (own if own.window_s else Limit(own.limit, span, own.location)), "said by the server"
    if isinstance(limit, int | float) and limit > 0:
        return Limit(float(limit), span, Location("")), "told in the case file"
    return None, ""


def seconds(value: object) -> float | None:
    """A span such as 60, 60s, 5m or 1h in seconds; None when it is none."""
    text = str(value or "").strip().lower()
    unit = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}.get(text[-1:], 0.0)
    figure = text[:-1] if unit else text
    return float(figure) * (unit or 1.0) if figure.isascii() and figure.isdigit() and len(figure) < 9 and int(figure) else None


def _rate(rates: Rates, host: str, limit: tuple[Limit | None, str], clean: ev.Cleaner) -> ev.Rate:
    cells = {at * rates.step: cell for (name, at), cell in rates.cells.items() if name == host}
    low, high = min(cells), max(cells) + rates.step
    found, basis = limit
    step = _step(high - low, rates.step, found.window_s if found else None)
    start = low // step * step
    size = min(BUCKETS, int((high - start + step - 1) // step))
    counts, refused = [0] * size, [0] * size
    for at, (count, no) in cells.items():
        place = min(size - 1, int((at - start) // step))
        counts[place] += count
        refused[place] += no
    return ev.Rate(
        host=clean(host or "no host named"), start=ev.stamp(datetime.fromtimestamp(start, UTC)) or "", bucket_s=float(step),
        counts=tuple(counts), refused=tuple(refused),
        limit=round(found.limit * step / found.window_s, 2) if found and found.window_s else None,
        limit_basis=clean(_basis(found, basis)) if found else None,
    )  # fmt: skip


def _basis(limit: Limit, basis: str) -> str:
    span = f"per {limit.window_s:g} s" if limit.window_s else "per window of unknown length, so no line can be drawn"
    return f"{limit.limit:g} requests {span}, {basis}"


def _step(span: float, least: int, window: float | None) -> int:
    """The width of a bar in seconds: the limit's own window where that fits, else a round one."""
    if window and window >= least and 2 <= span / window <= BUCKETS:
        return int(window)
    return next((s for s in _STEPS if s >= least and span / s <= BUCKETS), max(least, int(span // BUCKETS) + 1))


_TITLES: Mapping[Kind, str] = {Kind.ASSERTION: "SAML message", Kind.TOKEN: "JSON Web Token", Kind.CERTIFICATE: "Certificate", Kind.HANDSHAKE: "TLS handshake"}
_SHOWN: Mapping[Kind, tuple[str, ...]] = {
    Kind.ASSERTION: (
        "saml.sort", "saml.binding", "saml.status", "saml.status.second", "saml.status.message", "saml.issuer", "saml.destination", "saml.recipient", "saml.audience",
        "saml.in_response_to", "saml.issue_instant", "saml.not_before", "saml.not_on_or_after", "saml.use.time", "saml.nameid.format", "saml.authn_context",
        "saml.signed", "saml.signature.verdict", "saml.signature.algorithm", "saml.certificate.used", "saml.certificate.not_after", "saml.encrypted", "saml.request.acs", "saml.failed",
    ),
    Kind.TOKEN: (
        "jwt.sort", "jwt.alg", "jwt.kid", "jwt.iss", "jwt.aud", "jwt.client", "jwt.scopes", "jwt.scopes.missing", "jwt.roles", "jwt.iat", "jwt.nbf", "jwt.exp", "jwt.use.time",
        "jwt.acr", "jwt.signature.verdict", "jwt.use.status", "jwt.failed",
    ),
    Kind.CERTIFICATE: (
        "certificate.subject", "certificate.issuer", "certificate.san", "certificate.not_before", "certificate.not_after", "chain.length", "chain.subjects", "chain.verdict", "chain.failed",
    ),
    Kind.HANDSHAKE: (
        "tls.sni", "server.name", "tls.version", "tls.cipher", "tls.subject", "tls.issuer", "tls.san", "tls.not_before", "tls.not_after", "tls.verify_text", "tls.alert",
        "tls.client_certificate", "error.text",
    ),
}  # fmt: skip
"""Fields of each kind that a view shows, in this order."""
_EXPECTED: Mapping[str, str] = {"jwt.iss": "jwt.issuer.expected", "jwt.aud": "jwt.audience.expected", "saml.certificate.used": "saml.certificate.expected"}
"""Where what is expected does not stand under the field's own name with .expected."""


def _compared(case: Case, clean: ev.Cleaner) -> Iterator[ev.View]:
    records = [r for kind in _TITLES for r in case.identity(kind)]
    best = sorted(records, key=lambda r: -sum(r.get(name) is not None for name in _SHOWN[r.kind]))
    shown = [r for r in records if r in best[:VIEWS]][:VIEWS]
    for record in shown:
        rows = tuple(_rows(record, clean))
        if len(rows) > 1:
            sort = word(record.get("saml.sort") or record.get("jwt.sort"))
            yield ev.View(title=clean(f"{_TITLES[record.kind]}{' (' + sort + ')' if sort else ''}"), location=ev.place(record.location, clean), rows=rows)


def _rows(record: Record, clean: ev.Cleaner) -> Iterator[ev.Beside]:
    for name in _SHOWN[record.kind]:
        received = word(record.get(name))
        expected = word(record.get(_EXPECTED.get(name, f"{name}.expected")))
        if received or expected:
            yield ev.Beside(
                name=name, received=clean(received[:600] or "absent"), expected=clean(expected[:600]) if expected else None, agrees=agree(record, name) if expected else None,
            )  # fmt: skip


def agree(record: Record, name: str) -> bool:
    """Whether anything received is among what is expected."""
    got, wanted = record.get(name), record.get(_EXPECTED.get(name, f"{name}.expected"))
    return bool(_texts(got) & _texts(wanted))


def _texts(value: object) -> set[str]:
    return set(value) if isinstance(value, tuple) else {word(value)} if value is not None else set()  # type: ignore[arg-type]  # a field's value
