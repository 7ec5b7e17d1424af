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


def test_a_whole_name_under_a_label_goes_and_a_service_or_one_word_stays():
    assert found("owner: Jane Roe\nreviewer = Anna Maria Schmidt\nowner: Default Service\nassignee: jroe\n") == ["Jane Roe", "Anna Maria Schmidt"]


def test_a_name_beside_a_phone_or_a_mail_goes_and_the_name_of_a_site_stays():
    assert found("Name: Jürgen Müller\nTel: +49 30 1\n") == ["Jürgen Müller"] and found("Name: Contoso Portal\nPort: 80\n") == []


def test_a_signature_is_one_however_many_blanks_stand_behind_its_mark():
    assert found("--  \nJürgen Müller\nHead of IT\n") == ["Jürgen Müller"]
