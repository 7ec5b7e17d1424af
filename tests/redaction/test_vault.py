"""What was found once is known everywhere, unless it could be an ordinary word; the longest wins where several overlap."""

import re

from redaction.pseudonyms import Pseudonyms
from redaction.vault import Vault, distinct


def vault(**values):
    made = Vault(Pseudonyms(b"k" * 32))
    for value, category in values.items():
        made.remember(category, value)
    made.propagate()
    return made


def test_one_value_has_one_name_whatever_it_was_found_as():
    made = Vault(Pseudonyms(b"k" * 32))
    assert made.put("user", "jane.doe7") == made.put("claim", "jane.doe7")


def test_the_longer_of_two_values_wins_where_one_is_the_beginning_of_the_other():
    made = vault(Abcdef12345="token", Abcdef1234567890="token")
    text = "x Abcdef1234567890 y Abcdef12345 z"
    assert [text[k.start : k.end] for k in made.known(text)] == ["Abcdef1234567890", "Abcdef12345"]


def test_one_value_137_times_is_found_137_times():
    assert len(vault(Abcdef12345="token").known("Abcdef12345 " * 137)) == 137


def test_ordinary_words_numbers_and_times_are_not_removed_everywhere():
    for value, category in {"admin": "user", "200": "user", "12:30:11": "session", "production": "person", "Smith": "person", "true": "token"}.items():
        assert not distinct(value, category), value


def test_parts_of_a_name_go_where_an_account_is_called_so_and_only_there():
    text = "Achterberg wrote; Authentication failed"
    linked = vault(**{"Jane Achterberg": "person", "j.achterberg@x.example": "email", "Authentication Library": "person"})
    assert [text[k.start : k.end] for k in linked.known(text)] == ["Achterberg"]


def test_a_word_within_a_longer_word_is_no_account():
    assert vault(kowalski="user").known("kowalskis and kowalski").__len__() == 1


def test_a_customers_name_goes_from_compounds_and_not_from_longer_words():
    text = "acme_prod AcmePortal ACME_HOME /opt/acme/x acmeish reacme"
    found = [text[k.start : k.end] for k in vault(acme="customer").known(text)]
    assert found == ["acme", "Acme", "ACME", "acme"]


def test_a_person_goes_from_file_names_and_accounts_made_of_the_name():
    text = "Matteo_Ricci_passport.jpg matteo.ricci Ricci, Matteo; matteo-ricci MatteoRicci"
    found = [text[k.start : k.end] for k in vault(**{"Matteo Ricci": "person"}).known(text)]
    assert found == ["Matteo_Ricci", "matteo.ricci", "Ricci, Matteo", "matteo-ricci"]


def test_what_is_insisted_on_goes_however_ordinary():
    made = vault()
    made.insist("user", "admin")
    made.propagate()
    assert made.known("the admin")


def test_nothing_of_it_shows_in_its_repr():
    assert "Abcdef" not in repr(vault(Abcdef12345="token"))


def test_names_of_a_protocol_are_never_kept_as_values_and_people_are():
    made = Vault(Pseudonyms(b"k" * 32))
    assert made.put("code", "Set-Cookie").startswith("redacted-code-") and made.put("person", "Grace Page")
    assert set(made.values) == {"Grace Page"}


def test_what_is_left_of_a_value_is_named_and_not_kept():
    made = Vault(Pseudonyms(b"k" * 32))
    assert made.put("code", "; Path=/account; Secure", whole=False) == made.put("code", "; Path=/account; Secure", whole=False)
    assert not made.values


def test_a_value_is_known_at_its_own_place_among_characters_of_any_width():
    vault = Vault(Pseudonyms(b"k" * 32))
    vault.remember("email", "jörg.weiß@customer.example")
    vault.remember("secret", "q8Wz7LmN4xVt2RbY")
    vault.propagate()
    for text in ("straße 😀 q8Wz7LmN4xVt2RbY, jörg.weiß@customer.example ü q8Wz7LmN4xVt2RbY", "q8Wz7LmN4xVt2RbY \udcff jörg.weiß@customer.example"):
        known = vault.known(text)
        assert [text[k.start : k.end] for k in known] == re.findall(r"q8Wz7LmN4xVt2RbY|jörg\S+example", text)


def test_an_ordinary_name_is_no_field_s_name_either():
    assert vault(**{"User Name": "person", "Test User": "person"}).known('"user_name": 1, test-user, User, Test') == []
    assert [k.end - k.start for k in vault(**{"Jane Achterberg": "person"}).known("jane_achterberg.txt")] == [15]
