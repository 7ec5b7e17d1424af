"""What the checks share."""

from triagekit.engine.lint.survey import Survey


def test_findings_stand_at_the_line_of_their_key(clean):
    clean.write("observations/http/lines.yaml", "id: http/lines\ntitle: t\nreads: [exchange]\ndetect:\n  a: {response.status: 1}\nreferences:\n  - x\n  - y\n")
    book = clean.load()
    survey = Survey(book, ["http/lines"])
    (rule,) = survey.rules()
    found = survey.at(rule, "TK-LINT-050", "y", ("references", 1))
    assert (found.file, found.line, found.rule) == ("pack/observations/http/lines.yaml", 8, "http/lines")


def test_tests_are_read_and_run_once(clean):
    survey = Survey(clean.load())
    rule = next(survey.observations())
    assert survey.tests(rule) is survey.tests(rule)
    assert survey.tried(rule) is survey.tried(rule)
    assert len(survey.inline(rule)) == 4
    assert [c.id for c in survey.causes()] == ["auth/password", "auth/token"]
