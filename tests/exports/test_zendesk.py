"""A Zendesk note is internal, and HTML in which an artifact is text."""

import json

import lxml.html

from tests.handmade import everything
from triagekit.exports.zendesk import LIMIT, export


def tags(evidence):
    body = json.loads(export.write(evidence))["ticket"]["comment"]["html_body"]
    return [(el.tag, dict(el.attrib)) for el in lxml.html.fragment_fromstring(body, create_parent=True).iter()]


def test_the_note_is_internal(rich):
    assert json.loads(export.write(rich))["ticket"]["comment"]["public"] is False


def test_no_artifact_makes_a_tag_or_an_attribute(rich, hostile):
    inside = {"code"}  # which words are active decides how many code spans there are
    assert [t for t in tags(hostile) if t[0] not in inside] == [t for t in tags(rich) if t[0] not in inside]
    assert all(not attributes for _, attributes in tags(hostile))


def test_it_fits_into_a_comment():
    assert len(json.loads(export.write(everything("ü" * 9_000)))["ticket"]["comment"]["html_body"].encode()) <= LIMIT
