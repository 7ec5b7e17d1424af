"""A Slack message stays within Slack's lengths, and Slack finds nothing to parse in it."""

import json

from tests.handmade import everything
from triagekit.exports.slack import BLOCKS, ELEMENT, escaped, export


def elements(node):
    for child in node.get("elements", []):
        yield child
        yield from elements(child)


def message(evidence):
    return json.loads(export.write(evidence))


def test_only_text_elements_carry_text(hostile):
    told = message(hostile)
    found = [e for b in told["blocks"] for e in elements(b)]
    assert {b["type"] for b in told["blocks"]} == {"rich_text"}
    assert {e["type"] for e in found} <= {"rich_text_section", "rich_text_list", "text"}
    assert all(e["text"] for e in found if e["type"] == "text")
    assert told["parse"] == "none" and told["link_names"] is False


def test_it_fits():
    told = message(everything("wide " * 4_000))
    assert len(told["blocks"]) <= BLOCKS + 1
    assert all(len(e["text"]) <= ELEMENT for b in told["blocks"] for e in elements(b) if e["type"] == "text")
    assert len(told["text"]) <= 3_000


def test_a_control_sequence_in_the_summary_is_escaped():
    assert escaped("<!channel> & <@U1>") == "&lt;!channel&gt; &amp; &lt;@U1&gt;"


def test_the_cause_is_told(rich):
    assert message(rich)["text"] == "The access token had expired (confirmed)"
