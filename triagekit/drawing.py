"""Where everything stands in the charts of a report, in the units of their view boxes. Numbers only; the page draws them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil, log10

from triagekit.evidence import Bar, Moment, Rate
from triagekit.model import Clean

WIDTH = 960
LEFT = 300
"""Room for labels at the left of a chart."""
RIGHT = 20
ROW = 22
LANES = 14
"""Lanes of the timeline; what has no lane of its own shares the last."""
PHASES = ("blocked", "dns", "connect", "tls", "send", "wait", "receive")


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One phase of a request."""

    x: float
    width: float
    phase: str


@dataclass(frozen=True, slots=True)
class Row:
    """One request of the waterfall."""

    y: float
    pieces: tuple[Piece, ...]
    label: Clean
    status: str
    failed: bool
    end: float


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The requests of a capture over time."""

    height: int
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    phases: tuple[str, ...]
    """Phases that occur, for the legend."""


@dataclass(frozen=True, slots=True)
class Column:
    """One bar of a rate chart."""

    x: float
    width: float
    y: float
    height: float
    refused_y: float
    refused_height: float
    count: int
    refused: int
    at: str


@dataclass(frozen=True, slots=True)
class RateChart:
    """Requests over time, with the limit."""

    columns: tuple[Column, ...]
    xs: tuple[Tick, ...]
    ys: tuple[Tick, ...]
    limit_y: float | None
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Dot:
    """One moment."""

    x: float
    low: float
    high: float
    y: float

    @property
    def spread(self) -> bool:
        """Whether its uncertainty is wide enough to be seen."""
        return self.high - self.low > 9


@dataclass(frozen=True, slots=True)
class Lane:
    """Everything that was seen of one sort."""

    y: float
    label: str
    dots: tuple[Dot, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Moments by sort, on one axis."""

    height: int
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]


def seconds(stamp: str) -> float:
    """A time of the evidence as seconds since 1970."""
    return datetime.fromisoformat(stamp).timestamp()


def nice(span: float) -> float:
    """A round step that divides a span into about five."""
    raw = max(span, 1e-9) / 5
    power = 10 ** (ceil(log10(raw)) - 1)
    return next((power * f for f in (1, 2, 5, 10) if power * f >= raw), raw)


def waterfall(bars: Sequence[Bar]) -> Waterfall:
    """The waterfall of these requests, in their order; a phase that is not said is not drawn."""
    start = min((seconds(b.at) for b in bars), default=0.0)
    span = max((seconds(b.at) - start + b.total_ms / 1000 for b in bars), default=0.0) or 1.0
    scale = (WIDTH - LEFT - RIGHT - 60) / span
    rows = tuple(_row(n, b, (seconds(b.at) - start) * scale, scale) for n, b in enumerate(bars))
    seen = {p.phase for r in rows for p in r.pieces}
    return Waterfall(len(rows) * ROW + 34, rows, _spans(span, scale), tuple(p for p in (*PHASES, "whole") if p in seen))


def _row(number: int, bar: Bar, offset: float, scale: float) -> Row:
    x = LEFT + offset
    pieces = []
    told = [(p, getattr(bar, f"{p}_ms")) for p in PHASES]
    tls = bar.tls_ms or 0.0
    for phase, length in told:
        drawn = max((length or 0.0) - (tls if phase == "connect" else 0.0), 0.0)  # connect holds tls (HAR 1.2)
        if drawn > 0:
            pieces.append(Piece(round(x, 1), round(max(drawn / 1000 * scale, 0.5), 1), phase))
            x += drawn / 1000 * scale
    if not pieces:
        pieces.append(Piece(round(x, 1), round(max(bar.total_ms / 1000 * scale, 2.0), 1), "whole"))
        x += max(bar.total_ms / 1000 * scale, 2.0)
    return Row(number * ROW, tuple(pieces), bar.what, str(bar.status) if bar.status is not None else "no answer", bar.failed, round(x, 1))


def _spans(span: float, scale: float) -> tuple[Tick, ...]:
    step = nice(span)
    count = int(span / step) + 1
    return tuple(Tick(round(LEFT + n * step * scale, 1), length(n * step)) for n in range(count))


def length(value: float) -> str:
    """A span for people."""
    if value == 0:
        return "0"
    return f"{value * 1000:g} ms" if value < 1 else f"{value:g} s" if value < 120 else f"{value / 60:.1f} min" if value < 7200 else f"{value / 3600:.1f} h"


def rate(found: Rate) -> RateChart:
    """The chart of one host's rate."""
    top, bottom = 20.0, 200.0
    high = max([*found.counts, found.limit or 0, 1]) * 1.08
    scale = (bottom - top) / high
    left, width = 60.0, WIDTH - 60.0 - RIGHT
    step = width / max(len(found.counts), 1)
    start = seconds(found.start)
    columns = tuple(_column(left + n * step, step, (count, no), bottom, (scale, start + n * found.bucket_s)) for n, (count, no) in enumerate(zip(found.counts, found.refused, strict=True)))
    marks = nice(high)
    ys = tuple(Tick(round(bottom - n * marks * scale, 1), f"{n * marks:g}") for n in range(int(high / marks) + 1))
    every = max(1, ceil(len(columns) / 6))
    xs = tuple(Tick(c.x, c.at) for n, c in enumerate(columns) if n % every == 0)
    return RateChart(columns, xs, ys, round(bottom - found.limit * scale, 1) if found.limit else None, top, bottom)


def _column(x: float, step: float, counts: tuple[int, int], bottom: float, place: tuple[float, float]) -> Column:
    count, refused = counts
    scale, at = place
    tall, no = count * scale, refused * scale
    return Column(round(x + step * 0.1, 1), round(step * 0.8, 1), round(bottom - tall, 1), round(tall, 1), round(bottom - no, 1), round(no, 1), count, refused, clock(at))


def clock(at: float) -> str:
    """A time of day in UTC."""
    return datetime.fromtimestamp(at, UTC).strftime("%H:%M:%S")


def timeline(moments: Sequence[Moment]) -> Timeline:
    """Moments by what was seen, in lanes in order of first sight."""
    times = [(seconds(m.at), (m.uncertainty_ms or 0) / 1000) for m in moments]
    first, last = min((t - u for t, u in times), default=0.0), max((t + u for t, u in times), default=0.0)
    scale = (WIDTH - LEFT - RIGHT) / ((last - first) or 1.0)
    lanes: dict[str, list[tuple[float, float]]] = {}
    for moment, time in zip(moments, times, strict=True):
        name = str(moment.what) if str(moment.what) in lanes or len(lanes) < LANES - 1 else "everything else"
        lanes.setdefault(name, []).append(time)
    made = tuple(_lane(n, name, found, (first, scale)) for n, (name, found) in enumerate(lanes.items()))
    return Timeline(len(made) * 26 + 30, made, _times(first, last, scale))


def _lane(number: int, name: str, found: list[tuple[float, float]], place: tuple[float, float]) -> Lane:
    first, scale = place
    y = number * 26 + 13.0

    def x(time: float) -> float:
        return round(LEFT + (time - first) * scale, 1)

    return Lane(y, name, tuple(Dot(x(at), x(at - off), x(at + off), y) for at, off in found[:200]), len(found))


def _times(first: float, last: float, scale: float) -> tuple[Tick, ...]:
    if last <= first:
        return (Tick(float(LEFT), clock(first)),)
    show = fine if last - first < 10 else clock
    return tuple(Tick(round(LEFT + (last - first) * scale * n / 3, 1), show(first + (last - first) * n / 3)) for n in range(4))


def fine(at: float) -> str:
    """A time of day in UTC to the millisecond."""
    return datetime.fromtimestamp(at, UTC).strftime("%H:%M:%S.%f")[:-3]
