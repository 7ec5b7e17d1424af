"""Trends read well at a terminal, and are nothing but data for programs, spreadsheets and browsers."""

import csv
import io
import json

import lxml.html

from triagekit import trendforms
from triagekit.trends import Table, Trends

HOSTILE = "=cmd|'x'<script>\x1b[31m"
FOUND = Trends(
    (Table("causes", "Causes", ("cause", "cases", "accepted"), (("auth/token-expired", 12, 9), (HOSTILE, 1, 0))), Table("months", "By month", ("month", "cases"), ())), 13, (("bad.zip", "not a package"),)
)  # fmt: skip


def test_columns_stand_below_each_other():
    lines = trendforms.text(FOUND).splitlines()
    head = next(line for line in lines if "cases" in line and "accepted" in line)
    row = next(line for line in lines if "token-expired" in line)
    assert head.index("cases") == row.index("12") and "By month" not in "".join(lines)
    assert "bad.zip: not a package" in "\n".join(lines) and "\x1b" not in "".join(lines)


def test_json_has_a_row_per_cause():
    assert json.loads(trendforms.as_json(FOUND))["causes"][0] == {"cause": "auth/token-expired", "cases": 12, "accepted": 9}


def test_no_cell_of_the_csv_is_a_formula():
    rows = list(csv.reader(io.StringIO(trendforms.as_csv(FOUND))))
    assert ["causes", "auth/token-expired", "cases", "12"] in rows
    assert not any(c.startswith("=") for row in rows for c in row)


def test_the_page_holds_text_only():
    page = lxml.html.document_fromstring(trendforms.as_html(FOUND))
    assert not page.xpath("//script | //@style | //@href | //@src")
    assert page.xpath("//h2/text()") == ["Causes", "Not counted"]
