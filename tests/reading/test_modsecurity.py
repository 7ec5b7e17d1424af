"""ModSecurity's message says rule, place and whether it blocked."""

from triagekit.model import Location
from triagekit.reading.events import Draft
from triagekit.reading.modsecurity import modsecurity

TEXT = 'ModSecurity: Access denied with code 403 (phase 2). [file "/etc/x.conf"] [line "9"] [id "942100"] [msg "SQL \\"Injection\\""] [data "x"] [severity "CRITICAL"] [hostname "Shop.Example"] [uri "/search"] [unique_id "YkZ0aabbccdd"] [id "1"]'


def read(text):
    draft = Draft(Location("a0001"), "x", text)
    modsecurity(draft, text)
    return draft


def test_rule_host_uri_status_and_id_are_told():
    draft = read(TEXT)
    assert draft.extra == {"event.url": "/search", "event.url.host": "shop.example", "event.code": "ModSecurity 942100", "event.status": 403, "correlation.ids": ("unique-id=YkZ0aabbccdd",), "correlation.names": ("unique-id",)}
    assert (draft.logger, draft.pairs["modsecurity.severity"]) == ("modsecurity", "CRITICAL")
    assert "modsecurity.file" not in draft.pairs


def test_a_warning_blocks_nothing():
    assert "event.status" not in read(TEXT.replace("Access denied with code 403 (phase 2)", "Warning")).extra


def test_a_message_without_parts_adds_nothing():
    assert read("ModSecurity: hello").extra == {}
