"""Character references are read and written; everything around them stays."""

import time

import pytest

from redaction.codecs import entities


def test_a_find_is_written_in_place(cleaner):
    made = cleaner.text("<p>to jane.doe&#64;customer.example &amp; others &lt;3</p>")
    assert "customer.example" not in made
    assert made.endswith(" &amp; others &lt;3</p>")


def test_names_numbers_and_hexadecimal_are_one():
    assert entities.decode("&commat;&#64;&#x40;") == "@@@"


DOCUMENT = "&lt;a:Response Version=&quot;2.0&quot;&gt;\n&lt;b&gt;x\ny&lt;/b&gt;\n&lt;a:Note/&gt;&lt;/a:Response&gt;"


def test_an_escaped_document_is_one_over_all_its_lines():
    found = list(entities.find(f"before &amp; on\nsaid: {DOCUMENT} end &amp; more\nlast &amp; line\n"))
    assert [s.plain.count("\n") for s in found] == [0, 3, 0, 0]
    assert found[1].plain.startswith("<a:Response Version") and found[1].plain.endswith("</a:Response>")


def test_lines_between_real_tags_stay_apart():
    assert all("\n" not in s.plain for s in entities.find(DOCUMENT.replace("y&lt;", "<br>y&lt;")))


def test_a_signature_in_an_escaped_message_goes_although_its_certificate_is_folded(cleaner):
    value, folded = "Qx7" * 60, "\n".join(["MIIB" + "A" * 60] * 3)
    message = f"<s:Response ID='_1'><S:KeyInfo><S:X509Certificate>{folded}</S:X509Certificate></S:KeyInfo><S:SignatureValue>{value}</S:SignatureValue></s:Response>"
    made = cleaner.text(message.replace("<", "&lt;").replace(">", "&gt;"))
    assert value[:20] not in made and "redacted-signature-" in made and made.count("\n") == message.count("\n")


@pytest.mark.parametrize("text", ["&lt;a &gt;" * 40_000 + "\n", "&lt;a x&gt;\n" * 20_000 + "<" + "&lt;/a&gt;", "&lt;b y&gt;" * 20_000 + "\n&lt;/b&gt;"])
def test_many_tags_cost_little(text):
    start = time.process_time()
    list(entities.find(text))
    assert time.process_time() - start < 5
