"""A copy read once more, as a second run would read it, until that changes nothing.

Placeholders are known to every pass, but what stands around them is read anew: where a value was cut by an encoding or a
damaged structure, the copy can show what the original did not. Short copies are read again, at little cost.
"""

import tempfile
from typing import TYPE_CHECKING, BinaryIO

from redaction.archives import Spooled

if TYPE_CHECKING:
    from redaction.copies import Copying

SHORT = 1 << 20
"""Bytes of a copy up to which it is read again."""
ROUNDS = 4
"""Times that a copy is read again."""


def settled(copying: "Copying", artifact: str, name: str, pieces: BinaryIO) -> BinaryIO:
    """The copy that a further reading leaves as it is, or the last one; what is still found in it is counted with the rest."""
    size = pieces.seek(0, 2)
    if not copying.ledger.rows or not 0 < size <= SHORT:
        return pieces
    for _ in range(ROUNDS):
        again = _read(copying, artifact, name, pieces)
        if again is None or again == _whole(pieces):
            break
        pieces.close()
        pieces = tempfile.SpooledTemporaryFile(max_size=2 * SHORT)  # type: ignore[assignment]  # noqa: SIM115 (closed with the draft)
        pieces.write(again)
    return pieces


def _read(copying: "Copying", artifact: str, name: str, pieces: BinaryIO) -> bytes | None:
    """The copy of the copy; None where that would leave anything out."""
    once = copying.again()
    made = b"".join(once.pieces(Spooled(artifact, name, pieces, pieces.seek(0, 2))))
    return None if once.not_examined else made


def _whole(pieces: BinaryIO) -> bytes:
    pieces.seek(0)
    return pieces.read()
