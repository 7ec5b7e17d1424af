"""Character references are read and written; everything around them stays."""

from redaction.codecs import entities


def test_a_find_is_written_in_place(cleaner):
    made = cleaner.text("<p>to jane.doe&#64;customer.example &amp; others &lt;3</p>")
    assert "customer.example" not in made
    assert made.endswith(" &amp; others &lt;3</p>")


def test_names_numbers_and_hexadecimal_are_one():
    assert entities.decode("&commat;&#64;&#x40;") == "@@@"
