"""The timeline as CSV: one row per moment, no cell a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.handmade import everything
from triagekit.exports.timeline import cell, export


def test_every_moment_is_a_row(rich):
    rows = list(csv.DictReader(io.StringIO(export.write(rich))))
    assert [r["time_utc"] for r in rows] == ["2026-11-03T09:14:00Z", "2026-11-03T09:14:01Z", "2026-11-03T09:14:02Z"]
    assert rows[1]["uncertainty_ms"] == "400" and rows[0]["artifact"] == "login.har" and rows[0]["place"] == "line 3"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =cmd|' /C calc'!A0", "＝1", "\r=1"])
def test_a_formula_becomes_text(text):
    assert cell(text).startswith("'")


@given(st.text())
def test_no_text_breaks_out_of_its_cell(text):
    rows = list(csv.reader(io.StringIO(export.write(everything(text or "x")))))
    assert {len(r) for r in rows} == {7} and len(rows) == 4
