"""The first steps at which two journeys part are shown with what differs there."""

from tests.needs.conftest import exchange
from triagekit.correlate.compare import compare
from triagekit.model import Clean
from triagekit.package.partings import FIELDS, STEPS, partings


def test_the_field_that_differs_stands_with_both_values():
    def journey(last):
        return [exchange(last if n == 2 else 200, n, request__url=f"https://api.test/{name}", request__url__path=f"/{name}", request__route=f"GET api.test/{name}") for n, name in enumerate("abc")]

    good, bad = journey(200), journey(403)
    rows = partings(compare(good, bad), Clean)
    assert ("status", "200", "403") in {(r.name, r.working, r.failing) for r in rows}


def test_journeys_that_do_not_part_give_nothing_and_long_ones_little():
    good = [exchange(200, n) for n in range(3)]
    assert partings(compare(good, good), Clean) == ()
    many = [exchange(500, n, request__url__path=f"/p{n}", request__route=f"GET /p{n}") for n in range(60)]
    assert len(partings(compare(good, many), Clean)) <= STEPS * (FIELDS + 1)
