"""Incidents of known truth: every failing request finds its own log lines, at whatever distance the clocks stand, and none finds another's."""

import sys
from datetime import timedelta
from pathlib import Path

import pytest

from triagekit import pipeline

sys.path.append(str(Path(__file__).parent / "measure"))

from incident import Incident, steady

CLOCKS = {"right": (0.0, 0.0), "apart": (-1811.4, 2903.7), "in another zone": (3600.0, -7200.0)}


@pytest.fixture(scope="module")
def book():
    return pipeline.rulebook()


def joined(folder, book):
    run = pipeline.analyze([str(folder)], pipeline.Options(), book)
    names = {a.id: Path(a.name).name for a in run.artifacts}
    facts = [f for f in run.derived if f.get("fact") == "join" and names[f.location.artifact] == "browser.har" and f.get("join.strength") != "weak"]
    return {(int(f.location.pointer.rsplit("/", 1)[1]), names[place.artifact], place.line) for f in facts for place in f.also}, run


@pytest.mark.parametrize("clocks", CLOCKS.values(), ids=CLOCKS)
@pytest.mark.parametrize("by", ["id", "trace", "none"])
def test_failing_requests_find_their_own_lines_and_no_others(tmp_path, book, by, clocks):
    gateway, application = (steady(seconds) for seconds in clocks)
    incident = Incident(11, by, others=40, gateway=gateway, application=application)
    incident.write(tmp_path)
    found, _ = joined(tmp_path, book)
    assert found <= incident.truth
    assert len(found) >= 0.95 * len(incident.truth) > 0


@pytest.mark.parametrize("later", [timedelta(minutes=20), timedelta(days=1)])
def test_the_logs_of_another_incident_are_joined_with_nothing(tmp_path, book, later):
    Incident(12, "none", apart=later).write(tmp_path)
    assert joined(tmp_path, book)[0] == set()


def test_the_evidence_tells_a_wrong_zone_from_a_wrong_clock(tmp_path, book):
    Incident(13, "id", gateway=steady(417.3), application=steady(3600.2)).write(tmp_path)
    notes = {str(n.source).split(" against ")[0].rsplit("/", 1)[-1]: n for n in joined(tmp_path, book)[1].evidence().clock if " against " in n.source}
    zone, skew = notes["app.log.json"], notes["gateway.access.log"]
    assert "time zone" in zone.basis
    assert "time zone" not in skew.basis
    assert skew.offset_low_s <= 417.3 <= skew.offset_high_s


def test_how_far_it_reaches_is_offered_with_the_place_of_the_first_failure_and_answers_nothing(tmp_path, book):
    Incident(14, "id").write(tmp_path)
    impact = joined(tmp_path, book)[1].evidence().impact
    assert impact["seen_reach"].value == "some_users"
    assert impact["seen_reach"].source == "artifact"
    assert impact["seen_since"].location is not None
    assert impact["scope"].status == "unknown"


@pytest.mark.parametrize("later", [timedelta(minutes=20), timedelta(days=1)])
def test_the_logs_of_another_incident_are_said_to_be_so_with_what_to_ask_for(tmp_path, book, later):
    Incident(12, "none", apart=later).write(tmp_path)
    notes = {str(a.name).rsplit("/", 1)[-1]: a for a in joined(tmp_path, book)[1].evidence().artifacts}
    assert {name: note.apart for name, note in notes.items()} == {"browser.har": False, "gateway.access.log": True, "app.log.json": True}
    assert all("Ask for the same log, from 2026-11-03" in notes[name].notes[0] for name in ("gateway.access.log", "app.log.json"))


def test_the_logs_of_the_same_incident_are_not_taken_for_another_whatever_their_clocks(tmp_path, book):
    Incident(15, "id", gateway=steady(7200.0), application=steady(-86_400.0)).write(tmp_path)
    assert [a.apart for a in joined(tmp_path, book)[1].evidence().artifacts] == [False] * 3
