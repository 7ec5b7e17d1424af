"""A hand-made case: one confirmed cause, one it explains, one defect. Reports are tested on it, never through the pipeline."""

import pytest

from triagekit import evidence as ev

HOSTILE = "\x1b]0;pwn\x07 <script>alert(1)</script> [x](http://evil.test) @channel =1+1 `` ` `` | # h"


def place(pointer="/log/entries/3"):
    return ev.Place(artifact="a0001", kind="json_pointer", pointer=pointer)


def item(text="GET https://api.example.test/v1/me → 401 Unauthorized"):
    return ev.Item(observation="jwt/expired-at-server-time", weight="proves", location=place(), excerpt=text, value="exp lies 125 s before the answer's Date", count=3)


def cause(**changes):
    base = {
        "id": "auth/token-expired", "title": "The access token had expired", "differential": "request-rejected", "verdict": "confirmed", "rank": 1,
        "severity": "high", "owner": "customer", "for_": (item(),), "against": (), "missing": (), "checked": ev.Checked(of=4, done=3), "explains": ("http/client-error",),
        "next_steps": (ev.Step(do="Compare the token's exp claim with the Date header of the 401", risk="none"),),
        "ask_customer": "Please send the time shown on the client when the error occurred.", "customer_wording": "Your sign-in had run out.",
        "engineer_wording": "exp < Date.", "looks_like": "Clock skew.", "references": ("https://www.rfc-editor.org/rfc/rfc6750#section-3.1",),
        "correlation_ids": ("x-request-id=7f3a",), "fingerprint": "tk1-0",
    }  # fmt: skip
    return ev.Cause(**{**base, **changes})


def artifact(**changes):
    base = {
        "id": "a0001", "name": "login.har", "kind": "har", "kind_label": "HTTP archive (HAR)", "certainty": 95, "producer": "WebInspector", "bytes": 5000,
        "bytes_examined": 4000, "not_examined": (ev.Skipped(bytes=1000, why="cut off"),), "sha256": "ab" * 32, "redacted_sha256": None,
        "sanitized_by_producer": False, "captured": ev.Captured(), "records": 12, "records_refused": 1,
        "defects": (ev.DefectNote(code="TK-IO-012", what="not valid JSON: ends in entry 12", why="it was cut", fix="ask again", location=place("/log")),),
    }  # fmt: skip
    return ev.ArtifactNote(**{**base, **changes})


def evidence(**changes):
    base = {
        "schema_version": ev.SCHEMA_VERSION, "tool": ev.Tool(name="triagekit", version="0.1.0", rules_version="0.1.0", rules_sha256="cd" * 32),
        "case": ev.CaseNote(id="CS-1"), "impact": {}, "environment": {}, "reproduction": ev.Reproduction(), "artifacts": (artifact(),),
        "causes": (cause(), cause(id="access/denial-unexplained", title="Access was denied", verdict="possible", rank=2, explained_by="auth/token-expired"),
                   cause(id="clock/server-ahead", title="The server's clock was ahead", verdict="ruled out", rank=3)),
        "observations": (), "not_assessed": (), "timeline": (), "clock": (), "attempted": (), "missing": (),
        "completeness": ev.Completeness(symptom_classes=("401",), required=(), present=(), gaps=()),
        "redaction": ev.RedactionNote(profile="support", items=0, by_category={}, verified=True, withheld=(), not_examined=()),
        "handling": ev.Handling(), "handoff": ev.Handoff(), "closure": ev.Closure(), "rules": ev.Rules(), "next_questions": {"request-rejected": "Which time did the client show?"},
    }  # fmt: skip
    return ev.Evidence(**{**base, **changes})


@pytest.fixture
def handmade():
    """The ordinary case."""
    return evidence()


@pytest.fixture
def nothing():
    """A case in which no cause speaks."""
    return evidence(causes=(), next_questions={})


@pytest.fixture
def hostile():
    """The same case with every text field hostile."""
    nasty = cause(title=HOSTILE, for_=(item(HOSTILE),), ask_customer=HOSTILE, customer_wording=HOSTILE, engineer_wording=HOSTILE, looks_like=HOSTILE, correlation_ids=(HOSTILE,))
    return evidence(causes=(nasty,), artifacts=(artifact(name=HOSTILE, producer=HOSTILE, kind_label=HOSTILE),), next_questions={"request-rejected": HOSTILE})
