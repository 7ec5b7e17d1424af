"""A copy without the placeholders that stand encoded in it in front of a host, so that no decoding can begin in the middle of one.

The verifier decodes at every alignment and line by line, and may so read `d@host` where `redacted-password@host` stands. Here
the placeholder and its host are cut out of the encoded run, to the octet, and everything else stays as it was: whatever still
reads like an address afterwards was never the end of a placeholder.
"""

import re
from collections.abc import Iterator

from redaction import layers

DEPTH = 4
"""Runs inside runs that are followed."""
_BODY = rb"redacted-[a-z2-7-]{1,60}@[A-Za-z0-9.-]{1,253}"
_WHOLE = re.compile(_BODY)
_WIDE = re.compile(rb"r\x00e\x00d\x00a\x00c\x00t\x00e\x00d\x00-\x00(?:[a-z2-7-]\x00){1,60}@\x00(?:[A-Za-z0-9.-]\x00){1,253}")
"""The same in UTF-16, in either order of octets."""


def without(data: bytes, depth: int = DEPTH) -> bytes:
    """These bytes without any such placeholder, plain or in base64, folded base64 and hex dumps, however deep."""
    data = _WHOLE.sub(b" ", _undumped(data))
    made: list[bytes] = []
    at = 0
    for start, end, flat in layers.runs(data):
        left = _left(flat, depth)
        if left is not None:
            made += (data[at:start], b"\n\n", left, b"\n\n")
            at = end
    return b"".join((*made, data[at:])) if made else data


def _undumped(data: bytes) -> bytes:
    """The octets of hex rows behind everything else, where they say such a placeholder."""
    told, rest = layers.dumped(data)
    return rest + b"\n\n" + told if _WHOLE.search(told) else data


def _left(flat: bytes, depth: int) -> bytes | None:
    """What is left of a run: with the placeholders cut out, or written out where they stand deeper; None when it says none."""
    for skip in range(4):
        octets = layers.octets(flat[skip:])
        spans = list(_spans(octets))
        if spans:
            return _cut(flat, skip, spans)
        if depth and layers.says(octets) and (inner := without(octets, depth - 1)) != octets:
            return inner
    return None


def _spans(octets: bytes) -> Iterator[tuple[int, int]]:
    for form in (_WHOLE, _WIDE):
        yield from (found.span() for found in form.finditer(octets))


def _cut(flat: bytes, skip: int, spans: list[tuple[int, int]]) -> bytes:
    """The run without the groups of four characters that hold any octet of these spans."""
    made: list[bytes] = []
    at = 0
    for start, end in sorted(spans):
        made.append(flat[at : skip + start // 3 * 4])
        at = skip + -(-end // 3) * 4
    return b"\n\n".join((*made, flat[at:]))
