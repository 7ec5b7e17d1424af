"""The tree that every form is written from says what the Markdown master says."""

from triagekit.exports._master import Block, Span, blocks, cut, words


def test_the_headline_is_the_first_block(rich):
    first = blocks(rich)[0]
    assert (first.kind, first.level) == ("heading", 1)
    assert words(first.rows[0][0]) == "The access token had expired (confirmed)"


def test_lists_and_tables_keep_their_rows(rich):
    found = blocks(rich)
    steps = next(b for b in found if b.kind == "numbers")
    assert len(steps.rows) == 2
    table = next(b for b in found if b.kind == "table" and words(b.rows[0][0]) == "file")
    assert Span("login.har", code=True) in table.rows[1][0]


def test_no_text_of_the_master_is_lost(rich):
    said = " ".join(words(cell) for b in blocks(rich) for row in b.rows for cell in row)
    for text in ("Nobody can sign in", "Bearer error=invalid_token", "x-request-id=7f3a", "Friday noon", "asked twice"):
        assert text in said


def test_a_text_is_cut_at_a_line_and_says_so():
    text = "\n".join(f"line {n}" for n in range(100))
    short = cut(text, 200, "More.")
    assert len(short) <= 200 and short.endswith("More.\n") and short.splitlines()[5] == "line 5"
    assert cut("short", 200, "More.") == "short"


def test_a_block_is_a_plain_value():
    assert Block("paragraph", (((Span("a"),),),)) == Block("paragraph", (((Span("a"),),),))
