"""What a redacted copy keeps of a signature's verdict in place of the value: the word, and what else was told by what is gone.

A word of `verify.Word`; `-digest-differs` where the content alone was judged; then, each after `-and-`, whose key made it or
made it over another text (`by-configured-a` is the first of the receiver's, `over-message-b` the second of the message's),
`unconfirmed` where no key of the receiver was at hand, and what the second check says otherwise.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

DIFFERS = "-digest-differs"
_JOINT = "-and-"
_UNCONFIRMED = "unconfirmed"
_KEY = re.compile(r"(by|over)-(configured|message)-([a-z])")
_SECOND = "second-"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Kept:
    """Such a word, taken apart."""

    word: str
    differs: bool = False
    """The digest did not fit, although the value could not be judged."""
    made_by: tuple[str, int] | None = None
    """(configured | message, place) of the key that made it."""
    unwrapped_by: tuple[str, int] | None = None
    """The same of the key that made it over some other text."""
    confirmed: bool = True
    """A key of the receiver's was at hand."""
    second: str = ""
    """second-rejects | second-accepts: what the second check says otherwise."""

    def text(self) -> str:
        """Letters and hyphens, as the grammar of placeholders wants it."""
        keys = [f"{verb}-{key[0]}-{_LETTERS[key[1]]}" for verb, key in (("by", self.made_by), ("over", self.unwrapped_by)) if key and key[1] < len(_LETTERS)]
        marks = [*keys, *([] if self.confirmed else [_UNCONFIRMED]), *([self.second] if self.second else [])]
        return _JOINT.join([self.word + (DIFFERS if self.differs else ""), *marks])


def parse(told: str, words: Sequence[str]) -> Kept:
    """The parts. Total; `words` are the verdicts there are, of which some hold `-and-` themselves."""
    word = max((w for w in words if told == w or told.startswith((w + DIFFERS, w + _JOINT))), key=len, default="")
    rest = told[len(word) :]
    marks = rest.removeprefix(DIFFERS).removeprefix(_JOINT).split(_JOINT)
    keys = {found[1]: (found[2], _LETTERS.index(found[3])) for found in map(_KEY.fullmatch, marks) if found}
    second = next((m for m in marks if m.startswith(_SECOND)), "")
    return Kept(word, rest.startswith(DIFFERS), keys.get("by"), keys.get("over"), _UNCONFIRMED not in marks, second)
