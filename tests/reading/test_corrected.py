"""What only a wrong clock put out of its time is in time at the corrected one, and what the wrong clock said stays."""

from datetime import UTC, datetime, timedelta

import pytest

from triagekit.model import Location
from triagekit.reading.corrected import in_time
from triagekit.records import Kind, Record

AT = datetime(2026, 3, 1, tzinfo=UTC)


def days(n):
    return AT + timedelta(days=n)


@pytest.mark.parametrize(
    ("fields", "flags"),
    [
        ({"tls.not_before": days(-90), "tls.not_after": days(-1), "tls.expired_at_use": True}, {-40: ["tls"], -100: [], 5: []}),
        ({"tls.not_before": days(2), "tls.not_after": days(90), "tls.not_yet_valid_at_use": True}, {40: ["tls"], 1: [], 91: []}),
        ({"tls.not_before": days(-2), "tls.not_after": days(90), "tls.expired_at_use": False}, {40: []}),
        ({"auth.token.exp": days(-1), "auth.token.expired_at_client": True}, {-2: ["auth.token"], 1: []}),
        ({"auth.token.exp": days(1), "auth.token.expired_at_client": False}, {-2: []}),
        ({}, {0: []}),
    ],
)
def test_what_a_corrected_time_puts_right_is_marked(fields, flags):
    record = Record(Kind.EXCHANGE, Location("a"), fields, AT)
    for day, wanted in flags.items():
        assert in_time(record, days(day)) == {f"{name}.in_time_when_corrected": True for name in wanted}
