"""A name counts where an object of a person, a colleague or a signature says so."""

from redaction.detecting import Scanner
from redaction.detectors.names_told import detectors

ALONE = Scanner(detectors)


def found(text):
    return [text[hit.start : hit.end] for hit in ALONE.scan(text)]


def test_the_name_of_a_person_goes_and_the_name_of_a_thing_stays():
    assert found('"customer":{"name":"Nadia Benali"},"queue":{"name":"Mei Tanaka"}') == ["Nadia Benali"]


def test_names_in_other_european_scripts():
    assert found("С уважением\n-- \nГалина Иванова\nx; my colleague Grażyna Nowicka said") == ["Галина Иванова", "Grażyna Nowicka"]


def test_who_speaks_in_a_chat_goes_and_a_log_level_stays():
    assert found("[09:14:01] Thandiwe Nkosi: hi\n[09:14:02] Error: x\n09:14:03 Server: started\n") == ["Thandiwe Nkosi"]
