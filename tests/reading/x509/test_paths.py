"""Ways upwards: all of them, and where each ends."""

from triagekit.reading.x509.paths import End, Finder


def ends(parsed, leaf, pool, anchors):
    return [w.end for w in Finder([parsed(p) for p in pool], [parsed(a) for a in anchors]).ways(parsed(leaf))]


def test_a_way_to_an_anchor_whatever_the_order(making, parsed):
    top = making.root()
    upper = making.between(top, "Upper Example CA", length=1)
    lower = making.between(upper, "Lower Example CA")
    leaf = making.leaf(lower)
    (way,) = Finder([parsed(p) for p in (upper, lower, leaf)], [parsed(top)]).ways(parsed(leaf))
    assert way.end is End.ANCHOR
    assert [c.fingerprint for c in way.certs] == [parsed(p).fingerprint for p in (leaf, lower, upper, top)]


def test_where_it_ends_without_one(making, parsed):
    top = making.root()
    middle = making.between(top)
    leaf = making.leaf(middle)
    other = making.root("Other Example Root")
    assert ends(parsed, leaf, [], [other]) == [End.GAP]
    assert ends(parsed, leaf, [middle], [other]) == [End.GAP]
    assert ends(parsed, leaf, [middle, top], [other]) == [End.SELF]
    assert ends(parsed, top, [], [other]) == [End.SELF]


def test_an_issuer_of_the_same_name_with_another_key_is_told(making, parsed):
    leaf = making.leaf(making.root())
    assert ends(parsed, leaf, [making.root()], [making.root("Other Example Root")]) == [End.BROKEN]


def test_two_ways_are_both_found_those_to_an_anchor_first(making, parsed):
    case = making.crossed(True)
    from triagekit.reading.x509.expected import certificates

    leaf, *pool = certificates([case.files["chain.pem"]])
    new = list(certificates([case.files["root.pem"]]))
    found = Finder(pool, new).ways(leaf)
    assert found[0].end is End.ANCHOR
    assert Finder([*pool, *new], []).ways(leaf)[0].end in {End.SELF, End.GAP}


def test_a_circle_ends(making, parsed):
    from triagekit.reading.x509.expected import certificates

    leaf, *pool = certificates([making.looped(True).files["chain.pem"]])
    assert End.LOOP in {w.end for w in Finder(pool, [parsed(making.root())]).ways(leaf)}


def test_a_pool_made_to_wear_out_is_given_up(making, parsed):
    """Thirty editions of two authorities that sign each other: millions of ways."""
    one, two = making.key(), making.key()
    a, b = making.named("Ring A"), making.named("Ring B")
    pool = [parsed(making.issue(*pair, ca=True, key=k, names=[f"n{n}.example"])) for n in range(30) for pair, k in (((a, making.Party(making.issue(b, ca=True, key=two).cert, two)), one), ((b, making.Party(making.issue(a, ca=True, key=one).cert, one)), two))]
    leaf = parsed(making.leaf(making.Party(making.issue(a, ca=True, key=one).cert, one)))
    finder = Finder(pool, [parsed(making.root())])
    finder.ways(leaf)
    assert finder.steps <= 3_001


def test_an_anchor_is_a_name_and_a_key_not_one_edition(making, parsed):
    own = making.key()
    edition, other = making.root(key=own), making.root(key=own)
    assert ends(parsed, making.leaf(edition), [], [other]) == [End.ANCHOR]


def test_dsa_parameters_are_inherited(making, parsed):
    top = making.root(kind="dsa")
    assert ends(parsed, making.leaf(top), [], [top]) == [End.ANCHOR]
