"""No line of the audit log can be changed, left out, added or moved without being found."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triagekit.package import trail
from triagekit.package.trail import Trail


def log(count=4):
    made = Trail()
    for n in range(count):
        made.add("intake", artifact=f"a{n}", bytes=n)
    return made


def test_a_log_as_it_was_written_holds():
    assert trail.fault(log().encode()) == ""
    assert [e["seq"] for e in trail.read(log().encode())] == [1, 2, 3, 4]


@given(st.data())
def test_any_byte_changed_is_found(data):
    whole = bytearray(log().encode())
    at = data.draw(st.integers(0, len(whole) - 2))
    whole[at] ^= data.draw(st.integers(1, 255))
    assert trail.fault(bytes(whole))


@pytest.mark.parametrize("change", [lambda x: x[1:], lambda x: x[:1] + x[2:], lambda x: [x[1], x[0], *x[2:]], lambda x: [*x, x[-1]]])
def test_a_line_taken_out_moved_or_added_is_found(change):
    assert trail.fault(b"".join(change(log().encode().splitlines(keepends=True))))


def test_a_log_can_be_continued_elsewhere():
    first = log(2)
    later = Trail(first.last, first.count)
    later.add("outcome", result="accepted")
    assert trail.fault(later.encode(), first.last, first.count) == ""
    assert trail.fault(later.encode())


def test_a_line_that_is_no_step_of_ours_is_found():
    entry = {"seq": 1, "step": "other", "prev": trail.START}
    from triagekit import canonical

    assert trail.fault(json.dumps({**entry, "hash": canonical.digest(entry)}).encode())
