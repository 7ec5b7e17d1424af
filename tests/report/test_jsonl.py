"""`--format jsonl` gives one line per cause."""

import json

from triagekit.report.jsonl import report


def test_every_cause_is_one_line_that_names_its_case(handmade):
    rows = [json.loads(line) for line in report.render(handmade).splitlines()]
    assert [(r["id"], r["case"]) for r in rows] == [("auth/token-expired", "CS-1"), ("access/denial-unexplained", "CS-1"), ("clock/server-ahead", "CS-1")]


def test_no_cause_is_no_line(nothing):
    assert report.render(nothing) == ""
