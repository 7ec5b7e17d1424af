"""Forms that stand alone in well-known places, and their look-alikes."""

from redaction.detecting import Scanner
from redaction.detectors.bare_forms import detectors

ALONE = Scanner(detectors)


def found(text):
    return [text[hit.start : hit.end] for hit in ALONE.scan(text)]


def test_a_cookie_in_a_jar_goes_and_a_setting_stays():
    assert found("h\tTRUE\t/\tTRUE\t0\tsid\tusPN5OMmTIFJYEAK\nh\tTRUE\t/\tTRUE\t0\tlang\tde\n") == ["usPN5OMmTIFJYEAK"]


def test_the_integrity_of_a_package_is_no_storage_key():
    assert found('"integrity": "sha512-' + "aB3d" * 21 + 'aB==",') == []


def test_a_named_mode_is_no_computer():
    assert found("DESKTOP-APPLICATION and LAPTOP-HSCHULZE") == ["LAPTOP-HSCHULZE"]
