"""Options that commands share: what they accept, and how they refuse."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from triagekit.commands import _options as o
from triagekit.errors import TriageError


def test_paths_lose_the_quotes_that_drag_and_drop_leaves():
    assert o.named(["'/home/a b/x.har'", '"y.log"', "-", "'", "it's"]) == ["/home/a b/x.har", "y.log", "-", "'", "it's"]


def test_no_path_is_one_error():
    with pytest.raises(TriageError) as fault:
        o.named([])
    assert fault.value.problem.code == "TK-USE-001"


def test_options_carry_what_was_said():
    made = o.options(Path("c.yaml"), ("2026-01-02T03:04:05Z", "", "2026-01-03T00:00:00Z"), "Europe/Berlin", (Path("p.yaml"), "strict"), [Path("r")], 7)
    assert made.at == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert made.since is None
    assert made.until == datetime(2026, 1, 3, tzinfo=UTC)
    assert (made.case, made.timezone, made.policy, made.profile, made.rules, made.max_bytes) == (Path("c.yaml"), "Europe/Berlin", Path("p.yaml"), "strict", (Path("r"),), 7)


@pytest.mark.parametrize(
    ("times", "zone", "profile", "named"),
    [(("soon", "", ""), "", "support", "--at"), (("", "x", ""), "", "support", "--since"), (("", "", "x"), "", "support", "--until"), (("", "", ""), "Mars/Base", "support", "--tz"), (("", "", ""), "", "none", "--profile")],
)
def test_a_value_that_cannot_be_used_names_its_option(times, zone, profile, named):
    with pytest.raises(TriageError) as fault:
        o.options(None, times, zone, (None, profile), None)
    assert (fault.value.problem.code, fault.value.problem.place) == ("TK-USE-002", named)
