"""The terminal report says the cause first, then why, what is missing, and what to do."""

import msgspec

from tests.handmade import cause, evidence
from triagekit import evidence as ev
from triagekit.evidence import ClockNote
from triagekit.model import Clean
from triagekit.report.text import report


def test_the_first_line_is_the_cause_in_plain_words(handmade):
    assert report.render(handmade).splitlines()[0] == "The access token had expired (confirmed)"


def test_it_says_why_what_to_do_what_to_ask_and_where_to_look(handmade):
    text = report.render(handmade)
    for expected in ("exp lies 125 s before the answer's Date (3 times) [proves]", "Compare the token's exp claim", "login.har /log/entries/3", "x-request-id=7f3a"):
        assert expected in " ".join(text.split())


def test_a_symptom_stands_under_its_cause_and_a_fallen_cause_is_not_shown(handmade):
    text = report.render(handmade)
    assert "Access was denied · explained by auth/token-expired" in text
    assert "The server's clock was ahead" not in text


def test_what_was_not_examined_is_said_loudly(handmade):
    assert "! NOT EXAMINED: 1000 bytes, cut off" in report.render(handmade)


def test_no_cause_is_an_answer(nothing):
    assert report.render(nothing).startswith("No cause found")


def test_no_line_is_wider_than_the_terminal(handmade):
    assert max(len(line) for line in report.render(handmade).splitlines()) <= 100


def test_clocks_that_stand_apart_are_told_and_those_in_step_are_not(handmade):
    def with_offset(low, high):
        return msgspec.structs.replace(handmade, clock=(ClockNote(source=Clean("app.log against login.har"), offset_low_s=low, offset_high_s=high, samples=9, agreeing=9, basis=Clean("things that both saw")),))

    assert "app.log against login.har: 3600.1 to 3600.3 s apart" in " ".join(report.render(with_offset(3600.1, 3600.3)).split())
    assert "app.log against" not in report.render(with_offset(-0.2, 0.3))


def test_what_to_get_next_and_which_side_is_missing_stand_in_the_report():
    item = ev.MissingItem(what="joins/x", why="it tells apart: this; that", how_to_collect="Send the gateway's log.", separates=("a/b", "c/d"))
    side = ev.MissingItem(what="side/gateway-log", why="The gateway's log is not in the case.", how_to_collect="Send it.")
    text = report.render(evidence(missing=(item, side), causes=(cause(verdict="likely"),)))
    assert "get next" not in report.render(evidence(missing=(item, side))), "the first answer is certain"
    assert "get next  Send the gateway's log. (it tells apart: this; that)" in text
    assert "not here  The gateway's log is not in the case." in text


def test_other_peoples_causes_are_called_so():
    causes = (cause(), cause(id="auth/other", title="Something else", rank=2, concerns="others"))
    assert "Something else (confirmed, in other requests than the customer's)" in report.render(evidence(causes=causes))


def test_a_verdict_that_clocks_decided_says_so_and_contradictory_clocks_are_told(handmade):
    note = ClockNote(source=Clean("app.log against login.har"), offset_low_s=-0.1, offset_high_s=0.3, samples=9, agreeing=5, basis=Clean("contradictory: two offsets"), contradicted=True)
    text = report.render(evidence(causes=(cause(before_clock="possible"), cause(id="auth/other", title="Something else", rank=2, before_clock="not supported")), clock=(note,)))
    assert "decided by corrected clocks: on the times as recorded it is possible" in text
    assert "Something else (confirmed, by corrected clocks)" in text
    assert "contradictory: two offsets" in " ".join(text.split())


def test_a_sentence_that_two_observations_rest_on_is_said_once():
    item = cause().for_[0]
    told = report.render(evidence(causes=(cause(for_=(item, msgspec.structs.replace(item, weight="supports: strong"))),)))
    assert told.count(str(item.value or item.excerpt)) == 1
    assert f"[{item.weight}]" in told
    assert "[supports: strong]" not in told


def test_one_record_is_not_called_records(handmade):
    one = msgspec.structs.replace(handmade.artifacts[0], records=1, context=False)
    assert "1 record\n" in report.render(msgspec.structs.replace(handmade, artifacts=(one,)))
