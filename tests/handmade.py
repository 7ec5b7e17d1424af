"""A hand-made case: one confirmed cause, one it explains, one defect. Reports are tested on it, never through the pipeline."""

import msgspec
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


def fact(value="", **changes):
    return ev.Fact(**{"value": value or None, "source": "associate", "status": "known", **changes})


def everything(text=""):
    """A case in which every field is filled: with ordinary words, or all with the same text."""

    def say(words):
        return text or words

    base = ev.Place(artifact="a0001", kind="line", pointer=text or None, line=3, column=7, offset=120, length=64)
    moments = tuple(
        ev.Moment(at=f"2026-11-03T09:14:{n:02d}Z", original_offset="+01:00", uncertainty_ms=400 * n, artifact="a0001", location=base, what=say(f"{n} requests were refused"), cause="auth/token-expired", original=f"2026-11-03T11:14:{n:02d}+01:00", zone_assumed=True)
        for n in range(3)
    )
    bars = tuple(
        ev.Bar(location=base, at=f"2026-11-03T09:14:{n:02d}.120Z", what=say(f"GET api.example.test/v1/orders/{n}"), status=401 if n % 3 == 0 else 200, failed=n % 3 == 0, total_ms=120.0 + 40 * n,
               blocked_ms=2.0, dns_ms=8.0, connect_ms=20.0, tls_ms=12.0, send_ms=1.0, wait_ms=70.0 + 30 * n, receive_ms=5.0)
        for n in range(12)
    )  # fmt: skip
    views = ev.Views(
        waterfall=bars, requests=40,
        rates=(ev.Rate(host=say("api.example.test"), start="2026-11-03T09:14:00Z", bucket_s=60.0, counts=(80, 120, 140, 60), refused=(0, 20, 40, 0), limit=100.0, limit_basis=say("100 requests per 60 s, said by the server")),),
        compared=(ev.View(title=say("SAML message (response)"), location=base, rows=(
            ev.Beside(name="saml.audience", received=say("https://old.example.test/sp"), expected=say("https://app.example.test/sp"), agrees=False),
            ev.Beside(name="saml.issuer", received=say("https://idp.example.test"), expected=say("https://idp.example.test"), agrees=True),
            ev.Beside(name="saml.status", received=say("Success")))),),
        partings=(ev.Parting(step=say("POST app.example.test/acs"), name="response.status", working=say("302"), failing=say("403")),),
    )  # fmt: skip
    missing = (ev.MissingItem(what="http/server-log", why=say("needs a server log"), how_to_collect=say("Send the lines of the server log."), blocking=True, separates=("auth/token-expired", "clock/server-ahead"), differential="request-rejected", minutes=10, since="2026-11-03T09:12:00Z", until="2026-11-03T09:16:00Z"),)
    lead = cause(
        title=say("The access token had expired"), for_=(msgspec.structs.replace(item(say("GET https://api.example.test/v1/me → 401 Unauthorized")), observed_at="2026-11-03T09:14:00Z", more=(base,)),), against=(item(say("200 with the same token")),), missing=missing,
        ask_customer=say("Please send the time shown on the client."), customer_wording=say("Your sign-in had run out."), engineer_wording=say("exp < Date."), looks_like=say("Clock skew."),
        next_steps=(ev.Step(do=say("Compare exp with the Date header"), risk="none"),), correlation_ids=(say("x-request-id=7f3a"),), tied_with=("clock/server-ahead",), before_clock="possible", concerns="own",
    )  # fmt: skip
    others = (cause(id="access/denial-unexplained", title=say("Access was denied"), verdict="possible", rank=2, explained_by="auth/token-expired"), cause(id="clock/server-ahead", title=say("The server's clock was ahead"), verdict="ruled out", rank=3))
    gap = ev.Gap(what="impact.scope", why=say("the case file does not say it"), how_to_collect=say("Ask the customer."), blocking=True, question=say("How many people does it concern?"))
    return evidence(
        case=ev.CaseNote(id=say("CS-1234"), title=say("Sign-in fails since Monday"), customer=say("customer-1"), incident_time="2026-11-03T09:14:00Z", timezone="Europe/Berlin"),
        impact={"summary": fact(say("Nobody can sign in")), "scope": fact(status="unknown"), "severity": fact("high"), "severity_rationale": fact(say("all work stops")), "workaround": fact(status="unknown", how_tried=say("asked twice"))},
        environment={"product": fact(say("Shop API")), "version": fact(say("4.2")), "client": fact(say("Chrome 142"), source="artifact", location=base)},
        reproduction=ev.Reproduction(steps=(say("POST https://login.example.test/token → 200"), say("GET https://api.example.test/v1/me → 401")), curl=say("curl -v -X GET https://api.example.test/v1/me")),
        artifacts=(artifact(name=say("login.har"), producer=say("WebInspector"), kind_label=say("HTTP archive (HAR)"), notes=(say("a copy of another file"),), redacted_sha256="ef" * 32, sanitized_by_producer=True, context=True, apart=True, captured=ev.Captured(from_="2026-11-03T09:14:00Z", to="2026-11-03T09:20:00Z", timezone="+01:00")),),
        causes=(lead, *others), observations=(ev.ObservationNote(id="http/x", title=say("Refused"), shown=say("3 refused"), count=3, first="2026-11-03T09:14:00Z", last="2026-11-03T09:14:02Z", locations=(base,)),),
        not_assessed=(ev.NotAssessed(cause="dns/x", needs=say("a trace")),), timeline=moments, missing=missing,
        clock=(
            ev.ClockNote(
                source=say("api.example.test"), offset_low_s=118.2, offset_high_s=119.7, samples=9, agreeing=8, basis=say("Date headers"), kind="host", applied=True, contradicted=True,
                zone_assumed=True, drift_s_per_h=0.5, steps=(ev.ClockStep(offset_low_s=0.1, offset_high_s=0.9, until="2026-11-03T09:12:00Z", after="2026-11-03T09:13:00Z"),),
            ),
        ),
        attempted=(ev.Attempt(at="2026-11-03T10:00:00Z", action=say("Signed in again"), result=say("the same"), conclusion="no_change"),),
        completeness=ev.Completeness(symptom_classes=("401",), required=("ask", "impact.scope"), present=("ask",), gaps=(gap,), facts={"ask": fact(say("Please lengthen the token's life.")), "401.challenge": fact(say("Bearer error=invalid_token"), source="artifact", location=base)}),
        redaction=ev.RedactionNote(profile="support", items=42, by_category={"token": 12, "email": 30}, verified=True, withheld=(say("core.dmp"),), not_examined=(ev.Skipped(bytes=10, why=say("binary")),), before=(ev.RedactedBefore(name=say("browser.har"), items=7, by_category={"token": 7}), ev.RedactedBefore(name=say("app.log"), items=None, by_category={}))),
        handoff=ev.Handoff(ask=say("Please lengthen it."), tried=(say("New sign-in"),), pending=(say("The server log"),), next=say("Read the log"), by_when=say("Friday noon")),
        closure=ev.Closure(happened=say("The token ran out"), done=say("It lives longer now"), prevent=say("Renew it in time"), recognise=say("401 after an hour")),
        rules=ev.Rules(not_run=(say("x.yaml:3:1: unknown field"),), changed_by_packs=(say("auth/x: title"),), suppressed={"auth/y": 2}), views=views,
    )  # fmt: skip


@pytest.fixture
def rich():
    """A case in which every field is filled."""
    return everything()


@pytest.fixture
def hostile():
    """The same case with every text field hostile."""
    return everything(HOSTILE)
