"""What curl says about TLS becomes fields."""

from triagekit.reading.curltls import Notes


def told(*lines):
    notes = Notes()
    for line in lines:
        notes.feed(line)
    return notes


def test_a_client_certificate_that_was_asked_for_and_not_given():
    notes = told("TLSv1.3 (IN), TLS handshake, Request CERT (13):", "TLSv1.3 (OUT), TLS handshake, Certificate (11):")
    assert notes.told()["tls.client_certificate"] == "absent"
    notes.feed("TLSv1.3 (OUT), TLS handshake, CERT verify (15):")
    assert notes.told()["tls.client_certificate"] == "sent"


def test_an_alert_names_its_sender_and_close_notify_is_none():
    assert told("TLSv1.3 (IN), TLS alert, unknown CA (560):").told()["error.sender"] == "server"
    assert "tls.alert" not in told("TLSv1.2 (OUT), TLS alert, close notify (256):").told()


def test_the_names_and_the_verdict():
    fields = told("SSL certificate problem: self-signed certificate", "subjectAltName does not match x.example").told()
    assert (fields["tls.verify_text"], fields["tls.name_matches"]) == ("self-signed certificate", False)


def test_without_tls_there_is_nothing_to_tell():
    assert told("Connected to x.example (192.0.2.7) port 80 (#0)").told() == {}
