"""Numbers of devices: named, and valid where they carry a check digit."""

import pytest
from stdnum import luhn


def test_an_imei_needs_its_name_and_its_check_digit(finds):
    imei = "49015420323751"
    good = imei + luhn.calc_check_digit(imei)
    bad = imei + str((int(good[-1]) + 1) % 10)
    assert finds(f"IMEI: {good}") == [(good, "device")]
    assert finds(f"IMEI: {bad}") == []
    assert finds(f"sequence {good}") == []


@pytest.mark.parametrize(
    ("text", "value", "category"),
    [
        ("S/N: C02XK1JQJGH5", "C02XK1JQJGH5", "device"),
        ("idfa=AEBE52E7-03EE-455A-B3C4-E57283966239", "AEBE52E7-03EE-455A-B3C4-E57283966239", "device"),
        ("Security ID: S-1-5-21-3623811015-3361044348-30300820-1013", "S-1-5-21-3623811015-3361044348-30300820-1013", "user"),
        ("imsi-429011234567890", "429011234567890", "device"),
    ],
)
def test_named_numbers_go(finds, text, value, category):
    assert finds(text) == [(value, category)]


@pytest.mark.parametrize("text", ["S-1-5-18", "NT AUTHORITY S-1-5-32-544", "serial: true", "serial console ttyS0", "device id: 000000000", "request 490154203237518 ok"])
def test_well_known_ids_and_plain_numbers_stay(finds, text):
    assert finds(text) == []
