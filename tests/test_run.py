"""A run says what it was asked and what came of it, and lets nothing leave that is not clean."""

from dataclasses import replace
from datetime import timedelta

from runs import START, entry, har, run

from triagekit.run import Options, shipped


def test_a_window_that_is_open_to_one_side_leaves_out_the_other_side_alone():
    asked = Options(since=START)
    assert asked.outside(START - timedelta(seconds=1)) and not asked.outside(START + timedelta(days=9))
    assert not Options().outside(START)
    assert Options(until=START).outside(START + timedelta(seconds=1))


def test_a_file_that_was_cut_makes_a_run_partial_and_its_evidence_still_leaves_clean(tmp_path):
    path = tmp_path / "jane.doe@example.com.har"
    har(path, entry(1))
    path.write_bytes(path.read_bytes()[:-60])
    done = run(path)
    (note,) = done.evidence().artifacts
    assert done.partial and "jane.doe" not in note.name and note.defects


def test_a_rule_book_that_a_pack_changed_ships_no_sentence_unsearched(tmp_path):
    book = run(har(tmp_path / "a.har", entry(1))).rulebook
    assert shipped(book)
    assert not shipped(replace(book, changes=("auth/token-expired",)))
