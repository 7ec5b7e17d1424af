"""The demonstration does the whole job on samples, and never shows a near miss."""

import json
import stat

from triagekit import demo


def test_one_sample_of_each_family_is_shown_the_best_known_first():
    names = list(demo.samples())
    assert names[0] == demo.SHOWN
    families = [n.split("/")[0] for n in names]
    assert len(families) == len(set(families)) > 5
    assert "make" not in families


def test_near_misses_are_no_samples_to_show_and_all_means_all():
    everything = demo.samples(every=True)
    assert set(demo.samples()) < set(everything)
    assert not [sample for sample in everything.values() if "near-miss" in sample.name]


def test_a_sample_is_shown_alone_though_others_tell_of_the_same_cause():
    assert demo.samples()[demo.SHOWN].name == "token-expired.txt"
    assert len(list((demo.HOME / "samples" / "auth").glob("token-expired.*"))) > 2


def test_each_sample_gets_copies_an_audit_and_evidence_that_only_the_owner_reads(tmp_path, monkeypatch):
    chosen = {demo.SHOWN: demo.samples()[demo.SHOWN]}
    monkeypatch.setattr(demo, "samples", lambda every=False: chosen)
    (done,) = demo.run(tmp_path)
    folder = tmp_path / demo.SHOWN
    document = json.loads((folder / "evidence.json").read_text())
    assert (done.cause, done.withheld) == (document["causes"][0]["id"], 0)
    assert document["redaction"]["verified"]
    assert done.copies == 1 == len(list((folder / "redaction").glob("*.audit.json")))
    assert stat.S_IMODE((folder / "evidence.json").stat().st_mode) == 0o600
    assert "<script" not in (folder / "evidence.html").read_text()
