"""The table of clients' wordings is sound: kinds are known, rows that say more stand above those that say less."""

from triagekit.reading import clientwords
from triagekit.reading.clienterrors import classify
from triagekit.reading.vocabulary import SHARED
from triagekit.records import Kind


def rows():
    return [row for value in vars(clientwords).values() if isinstance(value, tuple) for row in value if isinstance(row, clientwords.Row)]


def test_every_kind_and_phase_is_one_of_the_published_words():
    said = SHARED[Kind.EXCHANGE]["error.kind"].meaning
    kinds = {word.strip() for word in said.partition(":")[2].split("|")}
    assert {row.kind for row in rows()} <= kinds | {""}, "an empty kind is a wording that only sounds like a failure"
    assert clientwords.PHASE.keys() <= kinds
    phases = {"proxy", "dns", "connect", "tls", "request", "response", "body"}
    assert {row.phase for row in rows() if row.phase} | set(clientwords.PHASE.values()) <= phases


def test_wordings_are_lower_case_and_long_enough_to_mean_something():
    for row in rows():
        assert row.words
        for word in row.words:
            assert word == word.lower()
            assert len(word.strip()) >= 3


def test_every_alert_has_its_own_row():
    alerts = {row.alert for row in rows() if row.alert}
    assert set(clientwords.ALERTS) <= alerts


def test_a_wording_alone_is_classified_as_its_row_or_as_one_above_it():
    table = rows()
    for n, row in enumerate(table):
        for word in row.words:
            kind = classify(word).get("error.kind", "")
            assert kind in {r.kind for r in table[: n + 1]}, (word, kind)
