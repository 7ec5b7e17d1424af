"""Text of an unknown form gives what it has, and says how little that is."""

from analyzers.plain_log import analyzer
from triagekit.records import About

MAIL = """The customer writes: login fails with AADSTS50011 since Monday.
please help
ERROR shown on screen
"""
NOISE = """web starting
 * Serving app
2026-11-23 08:28:35 user=bob action=login result=denied
bye
"""


def test_it_is_never_surer_than_any_reader_that_knows_the_form(sure):
    assert 20 <= sure(analyzer, MAIL) <= 45
    assert 20 <= sure(analyzer, NOISE) <= 45


def test_documents_and_unknown_bytes_are_left_alone(sure):
    for other in ("<!DOCTYPE html><html>ERROR: x</html>", '{"error": "x"}', "just prose\nand more of it\n", "%PDF-1.7\nERROR: x\n", b"\x00\x01\x02\x03" * 50):
        assert sure(analyzer, other) == 0


def test_times_levels_codes_and_pairs_are_found_and_no_line_is_lost(records):
    mail = records(analyzer, MAIL)
    assert (len(mail), mail[0].get("event.code"), mail[2].get("event.level")) == (3, "AADSTS50011", "error")
    noise = records(analyzer, NOISE)
    told = next(r for r in noise if r.get("event.fields.user"))
    assert (told.get("event.fields.result"), told.at.isoformat(), told.get("time.certain")) == ("denied", "2026-11-23T08:28:35+00:00", False)


def test_it_says_that_the_form_is_not_known(items):
    assert any(i.note.startswith("Its form is not known") for i in items(analyzer, MAIL) if isinstance(i, About))


def test_it_stays_total(assert_total):
    assert_total(analyzer, MAIL)
    assert_total(analyzer, NOISE)
