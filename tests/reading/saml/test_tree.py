"""The reading aids see what canonicalization sees."""

from lxml import etree

from triagekit.reading.saml import tree

DOC = etree.fromstring(f'<p:R xmlns:p="{tree.SAMLP}" xmlns:s="{tree.SAML}" ID="x"><s:NameID>ann<!-- -->@evil</s:NameID><s:NameID>b</s:NameID><plain/></p:R>')


def test_a_comment_does_not_end_a_value_but_is_seen():
    name = tree.child(DOC, tree.SAML, "NameID")
    assert tree.value(name) == "ann@evil"
    assert tree.first_text(name) == "ann"
    assert tree.split_by_comment(name)
    assert not tree.split_by_comment(tree.children(DOC, tree.SAML, "NameID")[1])


def test_names_spaces_and_attributes():
    assert (tree.name(DOC), tree.space(DOC), tree.attribute(DOC, "ID"), tree.attribute(DOC, "Version")) == ("R", tree.SAMLP, "x", None)
    assert tree.name(etree.Comment("x")) == ""
    assert tree.is_(DOC, tree.SAMLP, "Q", "R")
    assert tree.child(None, tree.SAML, "NameID") is None
    assert tree.value(None) == ""


def test_a_place_is_a_path_of_names_with_positions_only_where_they_matter():
    second = tree.children(DOC, tree.SAML, "NameID")[1]
    assert tree.where(second) == "/R/NameID[2]"
    assert tree.where(DOC[2]) == "/R/plain"


def test_a_path_ends_where_a_step_is_missing():
    assert tree.path(DOC, (tree.SAML, "NameID"), (tree.SAML, "Nothing")) is None
    assert tree.path(DOC, (tree.SAML, "NameID")).text == "ann"
    assert len(list(tree.below(DOC, tree.SAML, "NameID"))) == 2
