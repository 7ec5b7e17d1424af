"""The next question of each open differential: the unassessed item that separates the front runners most."""

from collections.abc import Mapping, Sequence

from triagekit.engine.judge import POINTS, Scale
from triagekit.model import SPEAKING, Verdict

_PROOF = 12


def questions(differentials: Mapping[str, Sequence[Scale]]) -> dict[str, str]:
    """Differential to the question for the customer; none where the answer is certain, nothing speaks, or nothing is missing."""
    asked = {name: _question(scales) for name, scales in sorted(differentials.items())}
    return {name: text for name, text in asked.items() if text}


def _question(ranked: Sequence[Scale]) -> str:
    """`ranked` is one differential in rank order."""
    if not ranked or ranked[0].verdict not in SPEAKING or ranked[0].verdict is Verdict.CONFIRMED:
        return ""
    open_ = [s for s in ranked if s.missing and s.verdict is not Verdict.RULED_OUT and s.cause.ask_customer]
    specific = [s for s in open_ if not s.cause.coarse] or open_
    runners = ([ranked[0]] if not ranked[0].cause.coarse else []) + [s for s in specific if s is not ranked[0]]
    best: tuple[int, int, str] = (0, 0, "")
    for n, scale in enumerate(runners[:2]):
        rival = runners[1 - n] if len(runners) > 1 else None
        for item in scale.missing:
            found = (_separates(item.observation, scale, rival), -n, scale.cause.ask_customer)
            best = max(best, found, key=lambda f: f[:2])
    return best[2]


def _separates(observation: str, one: Scale, other: Scale | None) -> int:
    """By how many points the observation would move the two apart."""
    return abs(_says(observation, one) - (_says(observation, other) if other else 0))


def _says(observation: str, scale: Scale) -> int:
    weight = next((s.weight for s in scale.cause.evidence if s.sees == observation), "")
    return -_PROOF if weight == "excludes" else POINTS.get(weight, 0)
