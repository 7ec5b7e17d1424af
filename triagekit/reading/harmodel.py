"""A HAR entry (HAR 1.2 and the producers' own fields), decoded fast where it keeps to the form and leniently where not."""

import json
import math
from typing import Any, TypeVar

import msgspec
from msgspec import Raw, Struct, field

LIMIT = 65536
"""Characters of a body that are kept."""


class Pair(Struct, gc=False):
    """A header, a parameter or a cookie."""

    name: Any = ""
    value: Any = ""


class PostData(Struct, gc=False):
    """What the request carried."""

    mimeType: Any = ""
    text: Raw = Raw(b"")
    params: Any = None


class Content(Struct, gc=False):
    """What the answer carried."""

    size: Any = None
    mimeType: Any = ""
    text: Raw = Raw(b"")
    encoding: Any = ""
    file: Any = field(default="", name="_file")


class Request(Struct, gc=False):
    """The request as recorded."""

    method: Any = ""
    url: Any = ""
    httpVersion: Any = ""
    headers: list[Pair] = []
    postData: PostData | None = None
    headersSize: Any = None
    bodySize: Any = None


class Response(Struct, gc=False):
    """The answer as recorded; producers put a failure in one of several fields."""

    status: Any = None
    statusText: Any = ""
    httpVersion: Any = ""
    headers: list[Pair] = []
    content: Content | None = None
    bodySize: Any = None
    error: Any = field(default=None, name="_error")
    failure: Any = field(default=None, name="_failureText")
    transferred: Any = field(default=None, name="_transferSize")
    worker: Any = field(default=None, name="_fetchedViaServiceWorker")


class Entry(Struct, gc=False):
    """One entry. Fields are loosely typed because producers disagree."""

    request: Request | None = None
    response: Response | None = None
    startedDateTime: Any = None
    time: Any = None
    timings: Any = None
    cache: Any = None
    connection: Any = None
    pageref: Any = ""
    serverIPAddress: Any = ""
    comment: Any = ""
    error: Any = field(default=msgspec.UNSET, name="_error")
    initiator: Raw = field(default=Raw(b""), name="_initiator")
    resource: Any = field(default="", name="_resourceType")
    from_cache: Any = field(default="", name="_fromCache")
    connection_id: Any = field(default=None, name="_connectionId")
    messages: Raw = field(default=Raw(b""), name="_webSocketMessages")
    security: Any = field(default="", name="_securityState")
    details: Any = field(default=None, name="_securityDetails")
    port: Any = field(default=None, name="_serverPort")
    charles: Any = field(default="", name="_charlesStatus")
    remote: Any = field(default="", name="_remoteAddress")


_DECODER = msgspec.json.Decoder(Entry)


class NotEntryError(ValueError):
    """These bytes are no entry: not one JSON object, or nothing of a request or an answer in it."""


def decode(piece: bytes) -> Entry:
    """The entry in these bytes. Raises ValueError when they are not exactly one JSON object."""
    try:
        return _DECODER.decode(piece)
    except (ValueError, RecursionError):  # msgspec's own errors are ValueErrors
        return lenient(loads(piece))


def loads(piece: bytes) -> Any:
    """JSON with what producers add to it: NaN, raw control characters, damaged UTF-8. Raises ValueError."""
    try:
        return json.loads(piece.decode("utf-8", "replace"), strict=False, parse_int=_whole)
    except RecursionError:
        raise NotEntryError from None


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) < 400 else math.inf


def lenient(value: Any) -> Entry:
    """An entry from any JSON object: what has the wrong type is left out."""
    if not isinstance(value, dict):
        raise NotEntryError
    return _struct(Entry, value)


Made = TypeVar("Made", bound=Struct)


def _struct(kind: type[Made], value: dict[str, Any]) -> Made:
    made = kind()
    for place, spec in zip(kind.__struct_fields__, kind.__struct_encode_fields__, strict=True):
        if spec in value:
            fitted = _fit(place, value[spec])
            if fitted is not None:
                setattr(made, place, fitted)
    return made


_RAW = frozenset({"text", "initiator", "messages"})
_NESTED: dict[str, type[Struct]] = {"request": Request, "response": Response, "content": Content, "postData": PostData}


def _fit(place: str, value: Any) -> Any:
    if place in _NESTED:
        return _struct(_NESTED[place], value) if isinstance(value, dict) else None
    if place == "headers":
        return pairs(value)
    if place in _RAW:
        return Raw(json.dumps(value).encode()) if not isinstance(value, (int, float)) else None
    return value


def pairs(value: Any) -> list[Pair]:
    """Name and value pairs from a list of objects, a list of lists, or a plain object."""
    if isinstance(value, dict):
        return [Pair(str(k), v) for k, v in value.items()]
    found = []
    for item in value if isinstance(value, list) else ():
        if isinstance(item, dict):
            found.append(Pair(item.get("name", ""), item.get("value", "")))
        elif isinstance(item, list) and len(item) == 2:
            found.append(Pair(item[0], item[1]))
    return found


def text(value: Any) -> str:
    """A scalar as text; empty for anything else."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""


def number(value: Any) -> float | None:
    """A finite number, also one written as text; None for anything else."""
    if isinstance(value, str) and len(value) <= 20:
        try:
            value = float(value)
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        return float(value) if math.isfinite(value) else None
    except OverflowError:
        return None


def whole(value: Any) -> int | None:
    """A whole number within 64 bits; None for anything else."""
    found = number(value)
    return int(found) if found is not None and abs(found) < 2**63 else None


def raw_text(raw: Raw) -> str | None:
    """The first 64 Ki characters of a JSON string kept raw; None when it is no string."""
    view = memoryview(raw)
    if len(view) < 2 or view[0] != 0x22:
        return None
    if len(view) <= 4 * LIMIT:
        return _string(bytes(view))[:LIMIT]
    piece = bytes(view[: 2 * LIMIT])
    slash = piece.rfind(b"\\", len(piece) - 12)
    if slash >= 0:
        piece = piece[:slash]
        run = len(piece) - len(piece.rstrip(b"\\"))
        piece = piece[: len(piece) - run % 2]  # an odd run ends within an escape
    return _string(piece + b'"').removesuffix("\ufffd")[:LIMIT]


def _string(piece: bytes) -> str:
    try:
        return msgspec.json.decode(piece, type=str)
    except (ValueError, RecursionError):
        pass
    try:
        made = json.loads(piece.decode("utf-8", "replace"), strict=False)
    except ValueError:
        return ""
    return made.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if isinstance(made, str) else ""


def raw_length(raw: Raw) -> int:
    """Bytes of the raw string without its quotes; a measure of size only."""
    return max(0, len(memoryview(raw)) - 2)
