"""Each sample of the HTTP families gives its cause first, and its near miss does not."""

from functools import cache

import pytest

from triagekit import pipeline
from triagekit._home import HOME
from triagekit.model import SPEAKING, Verdict

FAMILIES = ("access", "app", "auth", "browser", "cache", "capture", "clock", "cookie", "dns", "gateway", "jwt", "network", "oidc", "proxy", "request", "saml", "slow", "throttle", "waf", "websocket")
FILES = sorted(p for family in FAMILIES for p in (HOME / "samples" / family).iterdir())
SAMPLES = [p for p in FILES if ".near-miss" not in p.name]
NEAR_MISSES = [p for p in FILES if ".near-miss" in p.name]


@cache
def rules():
    return pipeline.rulebook()


def judged(path):
    causes = pipeline.analyze([str(path)], pipeline.Options(), rules()).judgement.causes
    return {c.id: c.verdict for c in causes if c.verdict in SPEAKING}


def named(path):
    """The cause that the sample is named for: folder, and the name up to the first full stop."""
    return f"{path.parent.name}/{path.name.partition('.')[0]}"


def label(path):
    return f"{path.parent.name}/{path.name}"


@pytest.mark.parametrize("path", SAMPLES, ids=label)
def test_a_sample_gives_its_cause_first(path):
    assert next(iter(judged(path)), "nothing") == named(path)


@pytest.mark.parametrize("path", NEAR_MISSES, ids=label)
def test_a_near_miss_does_not_give_it(path):
    assert judged(path).get(named(path), Verdict.NOT_SUPPORTED) not in {Verdict.CONFIRMED, Verdict.LIKELY}


@pytest.mark.parametrize(("sample", "cause"), [("hasty", "throttle/retry-after-ignored"), ("patient", "throttle/retry-after-honoured")])
def test_beside_the_limit_it_is_said_whether_the_client_waited(sample, cause):
    """A trace without times of its own: the answers' Dates tell."""
    assert judged(HOME / "samples" / "throttle" / f"rate-limit-exceeded.{sample}.txt").get(cause) is Verdict.CONFIRMED
