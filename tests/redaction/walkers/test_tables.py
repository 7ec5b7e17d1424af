"""A column's name says what stands in it, and rows, fields and quotes stay as they were."""

import csv
import io

import pytest

from redaction.walkers import tables

USERS = """id,first_name,last_name,email,mobile,ssn,zip,status,last_login
7,Guadalupe,Hinojosa,lupe@customer.example,+52 81 5555 0147,219-09-9999,64000,active,2026-11-03T09:14:01Z
8,"Jean ""JB"" Baptiste","Mbeki, Paul",,0664 5550147,,6020,locked,
"""


def test_what_a_column_names_goes_and_the_other_columns_stay(redact):
    made = list(csv.reader(io.StringIO(redact(USERS).text)))
    assert made[0] == USERS.splitlines()[0].split(",")
    assert [row[0] for row in made[1:]] == ["7", "8"]
    assert [row[7] for row in made[1:]] == ["active", "locked"]
    assert made[1][8] == "2026-11-03T09:14:01Z"
    assert all(cell.startswith(("redacted-", "user-")) for cell in (*made[1][1:7], made[2][1], made[2][2], made[2][4], made[2][6]))


@pytest.mark.parametrize("delimiter", ["\t", ";", "|"])
def test_other_delimiters_and_languages(redact, delimiter):
    text = delimiter.join(["Kundennr", "Vorname", "Straße", "PLZ", "姓名", "Status"]) + "\r\n" + delimiter.join(["K-204817", "Walburga", "Hauptstraße 17a", "6020", "王小明", "aktiv"]) + "\r\n"
    row = redact(text).text.splitlines()[1].split(delimiter)
    assert row[5] == "aktiv"
    assert all(cell.startswith("redacted-") for cell in row[:5])


def test_a_line_end_in_quotes_ends_no_row(redact):
    made = redact('login,full name,note,plan\njdoe77,Jane Achterberg,"two\nlines",free\nzoe88,Zoe Bielinski,x,free\n').text
    rows = list(csv.reader(io.StringIO(made)))
    assert [row[2:] for row in rows[1:]] == [["two\nlines", "free"], ["x", "free"]]
    assert "Bielinski" not in made


def test_a_log_that_names_its_fields(redact):
    text = "#Software: Microsoft Internet Information Services 10.0\n#Fields: date time cs-method cs-uri-stem cs-username sc-status\n2026-11-03 09:14:01 GET /owa BERGMANN\\kbergmann 401\n2026-11-03 09:14:02 GET /owa - 200\n"
    made = redact(text).text.splitlines()
    assert made[2].startswith("2026-11-03 09:14:01 GET /owa redacted-user-")
    assert made[2].endswith(" 401")
    assert made[3] == "2026-11-03 09:14:02 GET /owa - 200"


@pytest.mark.parametrize("text", ["", "a", "one, two, three\nfour, five\n", "id,state,count\n1,open,2\n", "2026-11-03 INFO a, b, c user\nx, y, z\n", '{"email": 1, "name": 2, "x": 3}\n'])
def test_what_is_no_table_of_people_is_none(text):
    assert tables.layout(text) is None


def test_a_column_called_name_is_a_persons_beside_others_that_are():
    assert tables.layout("name,email,plan\nJane,j@x.example,free\n").categories[0] == "person"
    assert tables.layout("name,token,plan\njob,abc,free\n").categories[0] == ""
