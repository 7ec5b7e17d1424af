"""A shape tells sorts of characters and about how many, and nothing of the value."""

from hypothesis import given
from hypothesis import strategies as st

from redaction.shapes import shape


@given(st.text(min_size=1, max_size=400))
def test_no_piece_of_the_value_is_in_its_shape_and_near_lengths_share_one(value):
    told = shape("token", value)
    assert told == shape("token", "".join(reversed(value)))
    assert set(told) <= set("letters, digits; blanks other signs to 0123456789 more than")


def test_of_what_can_be_guessed_nothing_is_said():
    assert shape("password", "hunter2") == shape("otp", "4711") == ""
    assert shape("email", "jane.doe@customer.example") == "letters, other signs; 17 to 32"
