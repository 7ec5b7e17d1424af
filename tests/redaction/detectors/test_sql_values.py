"""Values are told apart by the columns of their statement, whatever stands in quotes, and hostile statements end."""

import time

import pytest

from redaction.detecting import Scanner, all_detectors
from redaction.detectors.sql_values import detectors

ALONE = Scanner(detectors)


def found(text):
    return [text[hit.start : hit.end] for hit in ALONE.scan(text)]


def test_quotes_brackets_and_commas_in_values_do_not_shift_the_columns():
    text = r"INSERT INTO p (id, note, last_name, email) VALUES (7, 'a (b), c\'s ''d''', 'O''Brien', 'x@customer.example'), (8, NULL, 'Doe', NULL)"
    assert found(text) == ["O''Brien", "x@customer.example", "Doe"]


def test_a_row_with_another_number_of_values_is_not_guessed_at():
    assert found("INSERT INTO p (last_name, email) VALUES ('a', 'b', 'Doe')") == []


def test_a_column_called_name_is_a_persons_only_beside_others_that_are():
    assert found("INSERT INTO p (name, phone) VALUES ('Jane', NULL)") == ["Jane"]
    assert found("INSERT INTO p (name, state) VALUES ('Jane', 'open')") == []


@pytest.mark.parametrize("text", ["insert into x (email) values ('" * 4_000, "INSERT INTO x (email) VALUES " + "('a'," * 40_000, "COPY a (email) FROM stdin;\n" + "\t" * 200_000, "Key (email)=(" * 20_000])
def test_hostile_statements_cost_no_more_than_they_are_long(text):
    start = time.process_time()
    found(text)
    assert time.process_time() - start < 5


def test_every_detector_of_the_room_is_loaded():
    assert {d.name for d in detectors} <= {d.name for d in all_detectors()}
