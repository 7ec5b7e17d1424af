"""The word in a signature's place tells everything that was judged by what redaction took, and reads back as it was written."""

from hypothesis import given
from hypothesis import strategies as st

from triagekit.placeholders import SIGNATURE_VERDICT, is_placeholder
from triagekit.reading.jose.left import PROBLEMS, Left, parse

FULL = Left("ok", "after-cleaning", ("short-modulus", "roca"), ("foreign-characters", "payload-standard-alphabet"), {"at-hash": True, "c-hash": False}, "ab")


def test_everything_is_read_back_as_it_was_written():
    assert parse(FULL.word()) == FULL


def test_the_word_is_a_placeholder_of_the_grammar():
    made = f"redacted-signature-{FULL.word()}"
    assert is_placeholder(made) and SIGNATURE_VERDICT.fullmatch(made)[1] == FULL.word()


def test_a_reason_that_is_no_word_is_left_out():
    assert Left("short", "123 of 256 bytes").word() == "short"


def test_a_reason_that_is_a_problem_of_the_encoding_is_said_once():
    assert parse(Left("damaged", "impossible-length", problems=("impossible-length",)).word()) == Left("damaged", problems=("impossible-length",))


def test_problems_belong_to_their_segment_and_keep_their_order():
    assert FULL.of("signature") == ("foreign-characters",)
    assert FULL.of("payload", ("leftover-bits",)) == ("standard-alphabet", "leftover-bits")
    assert FULL.of("header") == ()


@given(st.text(max_size=60))
def test_any_text_can_be_taken_apart(text):
    assert set(PROBLEMS).issuperset(parse(text).of("signature"))
