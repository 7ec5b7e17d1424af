"""The second opinion speaks where it can, and only there."""

from triagekit.reading.x509.second import opinion


def parties(making, parsed, **how):
    top = making.root()
    middle = making.between(top)
    return parsed(making.leaf(middle, **how)), (parsed(middle),), (parsed(top),)


def test_it_accepts_and_refuses(making, parsed):
    leaf, others, anchors = parties(making, parsed)
    assert opinion(leaf, others, anchors, making.NOW, making.HOST) == "accepted"
    assert opinion(leaf, others, anchors, making.NOW, "other.example") == "refused"
    assert opinion(leaf, (), anchors, making.NOW, making.HOST) == "refused"


def test_addresses_are_judged_as_such(making, parsed):
    leaf, others, anchors = parties(making, parsed, common="192.0.2.7")
    assert opinion(leaf, others, anchors, making.NOW, "192.0.2.7") == "accepted"


def test_without_a_host_or_an_anchor_it_is_silent(making, parsed):
    leaf, others, anchors = parties(making, parsed)
    assert opinion(leaf, others, anchors, making.NOW, "") == opinion(leaf, others, (), making.NOW, making.HOST) == ""


def test_what_it_cannot_read_makes_it_silent(making, parsed):
    from dataclasses import replace

    leaf, others, anchors = parties(making, parsed)
    assert opinion(replace(leaf, der=b"0\x00"), others, anchors, making.NOW, making.HOST) == ""
    assert opinion(leaf, others, anchors, making.NOW, "not a host name at all..") in {"", "refused"}


def test_the_allowed_depth_is_its_rule_too(making, parsed):
    leaf, others, anchors = parties(making, parsed)
    assert opinion(leaf, others, anchors, making.NOW, making.HOST, 1) == "accepted"
    assert opinion(leaf, others, anchors, making.NOW, making.HOST, 0) == "refused"
