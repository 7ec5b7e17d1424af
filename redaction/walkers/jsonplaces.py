"""A changed document written into the text it was parsed from: only the strings, numbers and names that changed are other there.

For documents that none of our writers would lay out the same way: their lines, escapes and numbers stay as they were.
"""

from collections.abc import Iterator
from typing import Any

from redaction.edits import Edit, Edits, apply
from redaction.walkers import jsonedit

_Pair = tuple[Any, Any]


def written(raw: str, parsed: Any, made: Any) -> str | None:
    """`raw`, which says `parsed`, as it says `made`; None where the two are not of one form, or the text says something else."""
    try:
        leaves = list(_leaves(parsed, made))
    except (_OtherForm, RecursionError):
        return None
    tokens = [found for found in jsonedit.TOKEN.finditer(raw) if not found.group("mark")]
    if len(tokens) != len(leaves):
        return None
    edits, like = Edits(), jsonedit.escapes(raw)
    for found, (old, new) in zip(tokens, leaves, strict=True):
        if new is old or new == old:
            continue
        string = found.group("string")
        if string is None:
            edits.add(Edit(*found.span(), f'"{jsonedit.encode(str(new), like)}"'))
        elif jsonedit.decode(string) == old:
            edits.add(Edit(*found.span("string"), jsonedit.encode(str(new), like)))
        else:
            return None
    return apply(raw, edits)


class _OtherForm(Exception):
    """One of the two has members or items that the other has not."""


def _leaves(old: Any, new: Any) -> Iterator[_Pair]:
    """Names and scalars of both, in the order in which they are written."""
    if isinstance(old, dict):
        if not isinstance(new, dict) or len(old) != len(new):
            raise _OtherForm
        for before, after in zip(old, new, strict=True):
            yield before, after
            yield from _leaves(old[before], new[after])
    elif isinstance(old, list):
        if not isinstance(new, list) or len(old) != len(new):
            raise _OtherForm
        for before, after in zip(old, new, strict=True):
            yield from _leaves(before, after)
    elif isinstance(new, dict | list):
        raise _OtherForm
    else:
        yield old, new
