"""Work notes are plain text in which ServiceNow's own tags do not work."""

import re

from tests.handmade import everything
from triagekit.exports.servicenow import LIMIT, export


def test_code_tags_of_an_artifact_are_broken_up():
    text = export.write(everything("[code]<a href=x>y</a>[/code] [CODE] @[Admin]"))
    assert not re.search(r"\[/?code\]", text, re.I) and "@[" not in text


def test_it_says_the_cause_first_and_fits(rich):
    assert export.write(rich).startswith("The access token had expired (confirmed)\n=====")
    assert len(export.write(everything("long " * 20_000))) <= LIMIT
