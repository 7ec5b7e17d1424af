"""Canonical JSON (RFC 8785): the same value is the same bytes everywhere, so that it can be hashed."""

import hashlib
import json
import math
from collections.abc import Mapping, Sequence

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]
"""What JSON can hold."""
_SAFE = 2**53 - 1
"""The largest integer that every reader of JSON keeps exact (RFC 7493 2.2)."""


def encode(value: Json) -> bytes:
    """The canonical bytes. Raises ValueError for a number that JSON cannot carry exactly, TypeError for what is no JSON."""
    return _text(value).encode("utf-8")


def digest(value: Json) -> str:
    """SHA-256 of the canonical bytes, as hex."""
    return hashlib.sha256(encode(value)).hexdigest()


def _text(value: Json) -> str:
    if value is None or isinstance(value, bool | str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, Mapping):
        rows = sorted(value.items(), key=lambda row: row[0].encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(f"{json.dumps(k, ensure_ascii=False)}:{_text(v)}" for k, v in rows) + "}"
    if isinstance(value, Sequence):
        return "[" + ",".join(_text(v) for v in value) + "]"
    raise TypeError


def _number(value: float) -> str:
    """A number as ECMAScript writes it (RFC 8785 3.2.2.3)."""
    if isinstance(value, int) and abs(value) <= _SAFE:
        return str(value)
    number = float(value)
    if not math.isfinite(number) or (isinstance(value, int) and int(number) != value):
        raise ValueError
    return _ecma(number)


def _ecma(number: float) -> str:
    if number == 0:
        return "0"
    sign, text = ("-", repr(-number)) if number < 0 else ("", repr(number))
    mantissa, _, power = text.partition("e")
    whole, _, part = mantissa.partition(".")
    digits = (whole + part).lstrip("0")
    point = len(whole) + int(power or 0) - (len(whole + part) - len((whole + part).lstrip("0")))
    digits = digits.rstrip("0")
    return sign + _placed(digits, point)


def _placed(digits: str, point: int) -> str:
    """Digits with the decimal point behind `point` of them; ECMA-262 Number::toString."""
    count = len(digits)
    if count <= point <= 21:
        return digits + "0" * (point - count)
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"0.{'0' * -point}{digits}"
    power = point - 1
    head = digits if count == 1 else f"{digits[0]}.{digits[1:]}"
    return f"{head}e{'+' if power >= 0 else '-'}{abs(power)}"
