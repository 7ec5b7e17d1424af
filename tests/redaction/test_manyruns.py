"""Runs decoded together are what each is alone."""

import base64
import string

from hypothesis import given
from hypothesis import strategies as st

from redaction import manyruns

ALPHABET = (string.ascii_letters + string.digits + "+/").encode()
RUNS = st.lists(st.lists(st.sampled_from(ALPHABET), min_size=1, max_size=30).map(bytes), max_size=8)


def alone(run):
    """One run, as the standard library decodes it; a last character that is no octet says nothing."""
    core = run[:-1] if len(run) % 4 == 1 else run
    return base64.b64decode(core + b"=" * (-len(core) % 4))


@given(RUNS, st.integers(0, 3))
def test_each_run_says_the_same_as_alone_with_nothing_but_zeros_behind_it(runs, skip):
    runs = [run for run in runs if len(run) > skip + 1]
    assert manyruns.decode(runs, skip) == b"".join(alone(run[skip:]) + bytes([3, 3, 5, 4][len(run[skip:]) % 4]) for run in runs)


def test_no_run_is_nothing():
    assert manyruns.decode([], 1) == b""
