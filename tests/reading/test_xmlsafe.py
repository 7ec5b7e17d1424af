"""One parser, which resolves nothing and names what it refuses."""

import pytest

from triagekit.reading import xmlsafe
from triagekit.reading.xmlsafe import Fault


@pytest.mark.parametrize(("data", "fault"), [
    (b"", Fault.EMPTY), (b" \n", Fault.EMPTY), (b'<!DOCTYPE r SYSTEM "http://127.0.0.1/x.dtd"><r/>', Fault.DOCTYPE), (b'<?xml version="1.0"?><!-- x --><!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>', Fault.DOCTYPE),
    ('<!DOCTYPE r [<!ENTITY a "b">]><r/>'.encode("utf-16"), Fault.DOCTYPE), (b"<!doctype html><html/>", Fault.HTML), (b"<html><body>", Fault.HTML), (b"<p:a/>", Fault.PREFIX),
    (b"<a/><b/>", Fault.EXTRA), (b"<a><b>", Fault.ENDS_EARLY), (b'<a b="', Fault.ENDS_EARLY), (b"<a></a", Fault.ENDS_EARLY), (b"<a></b>", Fault.SYNTAX), (b"hello", Fault.SYNTAX),
    (b"<a>" * 300 + b"</a>" * 300, Fault.TOO_DEEP), (b"<a/>" * 500_000, Fault.TOO_LARGE), (b"<a>&x;</a>", Fault.SYNTAX), (b"<a>\xff</a>", Fault.ENCODING),
])  # fmt: skip
def test_refusals_have_names(data, fault):
    made = xmlsafe.parse(data)
    assert made.root is None
    assert made.fault is fault


def test_a_document_type_hidden_by_an_encoding_is_found_after_parsing():
    hidden = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>'.encode("utf-16-le")
    made = xmlsafe.parse(hidden)
    assert made.root is None


def test_sound_documents_have_a_tree_with_their_comments():
    root = xmlsafe.parse(b"<a>x<!-- y -->z</a>").root
    assert root.xpath("string()") == "xz"
    assert len(root) == 1
    assert xmlsafe.parse("<a>é</a>".encode("utf-16")).root.text == "é"


def test_the_place_of_a_fault_is_given():
    made = xmlsafe.parse(b"<a>\n<b></c></a>")
    assert made.line == 2


def test_a_broken_document_is_salvaged_as_far_as_it_goes_but_never_one_with_a_document_type():
    assert xmlsafe.salvage(b'<a ID="x"><b>').get("ID") == "x"
    assert xmlsafe.salvage(b"<!DOCTYPE r><r>") is None
    assert xmlsafe.salvage(b"") is None


def test_an_element_alone_keeps_the_namespaces_in_scope():
    root = xmlsafe.parse(b'<a xmlns="urn:d" xmlns:p="urn:p"><b p:c="1"/>tail</a>').root
    alone = xmlsafe.alone(root[0])
    assert alone.nsmap == {None: "urn:d", "p": "urn:p"}
    assert alone.tail is None


def test_a_fragment_is_read_with_the_namespaces_of_its_place():
    assert xmlsafe.fragment(b"<p:a>x</p:a>", {"p": "urn:p"}).tag == "{urn:p}a"
    assert xmlsafe.fragment(b"<a/>", {}).tag == "a"
    assert xmlsafe.fragment(b"<p:a>", {"p": "urn:p"}) is None
    assert xmlsafe.fragment(b'<p:a/>', {"q": 'urn:"><evil/>'}) is None


def test_declarations_are_told_from_pages():
    assert xmlsafe.declares_document_type(b"<!DOCTYPE r><r/>")
    assert not xmlsafe.declares_document_type(b"<!DOCTYPE html><html/>")
    assert not xmlsafe.declares_document_type(b"<r><!-- <!DOCTYPE r> --></r>")
