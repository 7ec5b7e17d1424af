"""A package is ready when everything that blocks is answered, or is unknown with how it was tried."""

import yaml

from triagekit.package import check

ANSWERS = {
    "impact": {"summary": "Nobody can sign in", "scope": "one_tenant", "severity": "high", "severity_rationale": "all work stops", "workaround": "unknown: asked twice, no answer"},
    "environment": {"product": "Shop API", "version": "4.2", "recent_change": {"status": "unknown", "how_tried": "the customer's change log shows none"}},
    "attempted": [{"action": "Signed in again", "result": "the same", "conclusion": "no_change"}],
}


def answered(make, tmp_path, **changes):
    (tmp_path / "case.yaml").write_text(yaml.safe_dump({**ANSWERS, **changes}))
    return make(tmp_path / "case.yaml").evidence


def blocking(told):
    return [fact for q in check.questions(told) if q.blocking for fact in q.facts]


def test_a_case_without_answers_asks_each_question_once(built):
    asked = check.questions(built.evidence)
    assert len([q for q in asked if q.blocking]) <= 6
    assert {"impact.scope", "environment.version", "attempts"} <= set(blocking(built.evidence))
    assert "BLOCKING" in check.text(built.evidence) and "not ready" in check.text(built.evidence)


def test_answers_make_it_ready(make, tmp_path):
    told = answered(make, tmp_path)
    assert blocking(told) == []
    assert told.impact["workaround"].status == "unknown" and told.impact["workaround"].how_tried == "asked twice, no answer"
    assert "ready to leave" in check.text(told).splitlines()[0]


def test_unknown_without_how_it_was_tried_still_blocks(make, tmp_path):
    told = answered(make, tmp_path, impact={**ANSWERS["impact"], "workaround": "unknown"})
    assert blocking(told) == ["impact.workaround"]
