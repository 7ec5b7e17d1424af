"""Where a field has no markup, addresses and names are written so that nothing makes a link or a mention of them."""

from hypothesis import given
from hypothesis import strategies as st

from triagekit.exports import _plain
from triagekit.exports._master import Block, Span


@given(st.text())
def test_no_address_and_no_name_is_left_whole(text):
    made = _plain.defanged(text)
    assert "://" not in made and "@" not in made and "\n" not in made


def test_blocks_read_well():
    assert _plain.block(Block("heading", (((Span("Title"),),),), 1)) == "Title\n====="
    assert _plain.block(Block("bullets", (((Span("see "), Span("https://a.test", code=True)),), ((Span("b"),),)))) == "* see https[:]//a.test\n* b"
    assert _plain.block(Block("table", (((Span("a"),), (Span("b"),)),))) == "a | b"
