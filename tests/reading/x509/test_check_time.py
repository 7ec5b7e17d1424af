"""Validity at the time of use."""

from datetime import UTC, datetime, timedelta

import pytest


@pytest.mark.parametrize(
    ("begins", "days", "state"),
    [
        (datetime(2026, 2, 1, tzinfo=UTC), 397, "passed"), (datetime(2026, 2, 1, tzinfo=UTC), 399, "failed"), (datetime(2026, 3, 16, tzinfo=UTC), 199, "passed"), (datetime(2026, 3, 16, tzinfo=UTC), 201, "failed"),
        (datetime(2027, 3, 16, tzinfo=UTC), 101, "failed"), (datetime(2029, 3, 16, tzinfo=UTC), 46, "passed"), (datetime(2019, 1, 1, tzinfo=UTC), 824, "passed"), (datetime(2019, 1, 1, tzinfo=UTC), 826, "failed"),
        (datetime(2005, 1, 1, tzinfo=UTC), 4000, None),
    ],
)  # fmt: skip
def test_the_limit_is_that_of_the_date_of_issue(making, judged, begins, days, state):
    top = making.root(begins=datetime(2000, 1, 1, tzinfo=UTC), days=20_000)
    case = making.served([making.leaf(top, begins=begins, days=days)], [top])
    case.at = begins + timedelta(days=1)
    assert judged(case).get("x509.check.lifetime-excessive") == state


@pytest.mark.parametrize(("days", "age", "state"), [(90, 59, "passed"), (90, 61, "failed"), (45, 29, "passed"), (45, 31, "failed"), (6, 3, "passed"), (6, 5, "failed")])
def test_soon_is_thirty_days_or_a_third_of_a_short_life(making, judged, days, age, state):
    assert judged(making.sound(begins=making.NOW - age * making.DAY, days=days))["x509.check.certificate-expiring"] == state


def test_when_all_ended_the_leaf_comes_first(making, judged):
    late = {"begins": making.NOW - 900 * making.DAY, "days": 100}
    top = making.root()
    middle = making.between(top, **late)
    fields = judged(making.served([making.leaf(middle, **late), middle], [top]))
    assert (fields["x509.check.leaf-expired"], fields["x509.check.intermediate-expired"]) == ("failed", "noted")


def test_without_a_time_nothing_is_judged_and_the_need_is_named(making, judged):
    case = making.ended("leaf")
    case.at = None
    fields = judged(case)
    assert "x509.check.leaf-expired" not in fields
    assert any("time of use" in need for need in fields["x509.needs"])


def test_a_window_that_ends_before_it_begins(making, judged):
    from triagekit.reading.x509.der import whole

    def swapped(members):
        inner = whole(members[4]).children()
        return [*members[:4], making.wrap(0x30, inner[1].raw + inner[0].raw), *members[5:]]

    fields = judged(making.tampered(swapped))
    assert "ends before it begins" in fields["x509.why.lifetime-excessive"]
