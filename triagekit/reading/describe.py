"""One line that shows a record to a person: the excerpt of the evidence. Raw; redaction passes it before it leaves."""

from collections.abc import Callable, Mapping

from triagekit.records import Kind, Record, Value

_LIMIT = 400


def excerpt(record: Record) -> str:
    """At most 400 characters that let a reader recognise the record in its artifact."""
    return _FORMS.get(record.kind, _facts)(record.fields)[:_LIMIT]


def _word(fields: Mapping[str, Value], name: str) -> str:
    value = fields.get(name)
    if isinstance(value, tuple):
        return "; ".join(value[:3])
    return "" if value is None else str(value)


def _exchange(fields: Mapping[str, Value]) -> str:
    status = _word(fields, "response.status")
    answer = f"{status} {_word(fields, 'response.status_text')}".strip() if status else "no answer"
    parts = [f"{_word(fields, 'request.method')} {_word(fields, 'request.url')[:200]} → {answer}".strip()]
    for label, name in _TELLING:
        value = _word(fields, name)
        if value:
            parts.append(f"{label}{value[:120]}")
    return "; ".join(parts)


_TELLING = (
    ("", "error.text"),
    ("www-authenticate: ", "response.headers.www-authenticate"),
    ("body: ", "response.body.error"),
    ("", "response.body.error_description"),
    ("retry-after: ", "response.headers.retry-after"),
    ("title: ", "response.body.title"),
    ("answered by ", "answered_by.product"),
)


def _event(fields: Mapping[str, Value]) -> str:
    level = _word(fields, "event.level")
    message = _word(fields, "event.message") or _word(fields, "event.text").partition("\n")[0]
    thrown = _word(fields, "event.cause") or _word(fields, "event.exception")
    told = "" if not thrown or thrown in message else f" ({thrown}: {_word(fields, 'event.cause.message') or _word(fields, 'event.exception.message')})"
    return f"{level + ': ' if level else ''}{message}{told}"


def _defect(fields: Mapping[str, Value]) -> str:
    return _word(fields, "defect.detail") or _word(fields, "defect.code") or f"{_word(fields, 'artifact.records')} records read"


def _fact(fields: Mapping[str, Value]) -> str:
    """A join shows both of its sides; any other fact its figures."""
    return _join(fields) if fields.get("fact") == "join" else _facts(fields)


def _join(fields: Mapping[str, Value]) -> str:
    here, there = (_side(fields, side) for side in ("here", "there"))
    return f"{here}  =  {there}  (by {_word(fields, 'join.by')})"


def _side(fields: Mapping[str, Value], side: str) -> str:
    def word(name: str) -> str:
        return _word(fields, f"join.{side}.{name}")

    asked = f"{word('method')} {word('path')}".strip()
    answer = word("status") or word("error")
    said = word("message") or (f"{asked} → {answer}" if answer else asked)
    return f"{word('source')}: {said}" if word("source") else said


def _facts(fields: Mapping[str, Value]) -> str:
    shown = (f"{name}={_word(fields, name)[:80]}" for name in fields if not name.endswith((".text", ".raw", ".pem")))
    return "; ".join(shown)


_FORMS: Mapping[Kind, Callable[[Mapping[str, Value]], str]] = {Kind.EXCHANGE: _exchange, Kind.EVENT: _event, Kind.DEFECT: _defect, Kind.FACT: _fact}
