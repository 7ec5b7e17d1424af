"""A draft is a rule that loads, whose tests pass, and in which nothing stands unredacted."""

from triagekit.engine import draft, trial
from triagekit.engine.load import load
from triagekit.reading.vocabulary import SHARED

FIELDS = {
    "request.url.host": "shop.example", "request.url.path": "/orders/4711", "timing.wait_ms": 12.5, "source": "har", "capture.shows_errors": True, "response.status": 401,
    "response.status_class": "4xx", "response.headers.www-authenticate": ("Bearer error=\"invalid_token\"",), "auth.challenge.error": "invalid_token", "response.body.error": "Müller's \"x\"",
    "response.body.text": "x" * 9000, "error.kind": "closed",
}  # fmt: skip


def test_the_draft_loads_and_its_own_tests_pass(pack, record):
    text = draft.observation(record(FIELDS), "http/new", pack.load(), lambda t: t)
    pack.write("observations/http/new.yaml", text)
    book = load([pack.folder], SHARED)
    assert [str(e) for e in book.errors] == []
    done = trial.run(book)
    assert (done.faults, [t.why for t in done.failed], len(done.tried)) == ([], [], 6)
    assert book.observations["http/new"].raw["detect"]["seen"] == {
        "auth.challenge.error": "invalid_token", "error.kind": "closed", "response.body.error": "Müller's \"x\"", "response.status": 401,
    }  # fmt: skip


def test_every_text_passes_redaction(pack, record):
    text = draft.observation(record(FIELDS), "http/new", pack.load(), lambda t: t.replace("Müller", "user-x"))
    assert "Müller" not in text
    assert "user-x's" in text


def test_the_record_at_a_place_is_caught_by_pointer_or_line(record):
    for word in ("L2", "2", "line=2"):
        catch = draft.Catch(word)
        for one in (record({"a": 1}), record({"a": 2})):
            catch.see(one, None)
        assert catch.record is None or catch.record.location.line == 2
    catch = draft.Catch("L9")
    catch.see(record({}), None)
    assert catch.record is None
