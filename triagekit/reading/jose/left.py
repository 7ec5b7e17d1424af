"""What redaction leaves in a signature's place, as one word: the verdict, and whatever else was judged by what is gone.

A verdict, then each of these after `-and-`: its reason; `key-sound` or `key-` and a flaw; problems of the encoding;
`at-hash-right` or `at-hash-wrong`; `twin-` and a letter where another token differs in nothing but the signature.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

PROBLEMS = ("padded", "standard-alphabet", "foreign-characters", "impossible-length", "leftover-bits")
"""What can be wrong with the text of a segment, see `base64url.Decoded`."""
_HASHES = ("at-hash", "c-hash")
_KEY = "key-"
_TWIN = "twin-"
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_JOINT = "-and-"


@dataclass(frozen=True, slots=True)
class Left:
    """A signature's word, taken apart."""

    verdict: str
    why: str = ""
    """The verdict's reason, where it is a word."""
    strength: tuple[str, ...] = ()
    """Of the key that it rests on: sound, or its flaws. Nothing when no key was at hand."""
    problems: tuple[str, ...] = ()
    """What was wrong with the signature's encoding, in the order of `PROBLEMS`; of the other segments with `header-` or `payload-` before it."""
    hashes: Mapping[str, bool] = field(default_factory=dict)
    """at-hash, c-hash: whether it fitted."""
    twin: str = ""
    """Letters that tell it from other tokens of the case in which only the signature differs."""

    def of(self, segment: str, also: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The problems of one segment (header, payload or signature), with those that can still be seen."""
        prefix = "" if segment == "signature" else f"{segment}-"
        return tuple(p for p in PROBLEMS if p in also or prefix + p in self.problems)

    def word(self) -> str:
        """The word for the signature's place; letters and hyphens only."""
        why = "" if self.why in PROBLEMS else self.why
        parts = [self.verdict, why, *(_KEY + s for s in self.strength), *self.problems, *(f"{name}-{'right' if fits else 'wrong'}" for name, fits in self.hashes.items()), *([_TWIN + self.twin] if self.twin else [])]
        return _JOINT.join(p for p in parts if _WORD.fullmatch(p))


def parse(word: str) -> Left:
    """The parts of such a word. Total: what is not known counts as the reason."""
    verdict, *rest = word.split(_JOINT)
    why, twin, strength, problems, hashes = "", "", [], [], {}
    for part in rest:
        name, _, fits = part.rpartition("-")
        if part.removeprefix("header-").removeprefix("payload-") in PROBLEMS:
            problems.append(part)
        elif name in _HASHES:
            hashes[name] = fits == "right"
        elif part.startswith(_KEY):
            strength.append(part.removeprefix(_KEY))
        elif part.startswith(_TWIN):
            twin = part.removeprefix(_TWIN)
        else:
            why = part
    return Left(verdict, why, tuple(strength), tuple(problems), hashes, twin)
