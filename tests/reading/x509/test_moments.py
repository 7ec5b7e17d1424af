"""Times in certificates: read leniently, with what is wrong about their form."""

from datetime import UTC, datetime

import pytest

from triagekit.reading.x509.der import read
from triagekit.reading.x509.moments import moment


def node(tag, text):
    return read(bytes([tag, len(text)]) + text.encode())


@pytest.mark.parametrize(
    ("tag", "text", "when", "fault"),
    [
        (0x17, "240501112027Z", datetime(2024, 5, 1, 11, 20, 27, tzinfo=UTC), ""),
        (0x17, "500101000000Z", datetime(1950, 1, 1, tzinfo=UTC), ""),
        (0x17, "491231235959Z", datetime(2049, 12, 31, 23, 59, 59, tzinfo=UTC), ""),
        (0x18, "20500101000000Z", datetime(2050, 1, 1, tzinfo=UTC), ""),
        (0x18, "20240501112027Z", datetime(2024, 5, 1, 11, 20, 27, tzinfo=UTC), "mild: a time before 2050 in the long form"),
        (0x17, "2405011120Z", datetime(2024, 5, 1, 11, 20, tzinfo=UTC), "a time without seconds"),
        (0x18, "20240501112027.5Z", datetime(2024, 5, 1, 11, 20, 27, tzinfo=UTC), "a time with fractions of a second"),
        (0x17, "240501112027+0200", datetime(2024, 5, 1, 9, 20, 27, tzinfo=UTC), "a time with an offset"),
        (0x17, "240501112027", datetime(2024, 5, 1, 11, 20, 27, tzinfo=UTC), "a time without Z"),
        (0x17, "240231112027Z", None, "a time that does not exist"),
        (0x18, "2019020701025736Z", None, "a time cannot be read"),
        (0x17, "00010100000000+9999", None, "a time cannot be read"),
        (0x0C, "240501112027Z", None, "a time is of another type"),
    ],
)
def test_each_form_of_a_time(tag, text, when, fault):
    assert moment(node(tag, text)) == (when, fault)


def test_an_offset_that_leaves_the_calendar_is_no_crash():
    assert moment(node(0x18, "00010101000000+9959"))[0] is None
