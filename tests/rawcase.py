"""A hand-made finding, raw: every text of the customer is the word SECRET, so that one that got past `clean` is seen."""

from datetime import UTC, datetime

from triagekit.casefile import CaseFile
from triagekit.dossier.found import Found
from triagekit.evidence import Tool
from triagekit.model import Artifact, Clean, Defect, Location, Verdict
from triagekit.records import Kind, Record
from triagekit.verdicts import Hit, JudgedCause, Judgement, Missing, Weighed

AT = datetime(2026, 11, 3, 9, 14, tzinfo=UTC)


def clean(text):
    return Clean("" if not text else "CLEAN")


def found():
    record = Record(
        Kind.EXCHANGE, Location("a0001", "json_pointer", "/log/entries/3"),
        {"request.url": "https://SECRET/$(id)'", "request.method": "GET", "request.headers.authorization": ("SECRET",), "response.status": 401, "correlation.ids": ("SECRET=1",)}, AT,
    )  # fmt: skip
    hit = Hit("http/x", "SECRET", "SECRET", (record,), 2, AT, AT)
    cause = JudgedCause(
        "auth/token-expired", "SECRET", "request-rejected", Verdict.CONFIRMED, 1, 9, "high", "customer",
        for_=(Weighed("http/x", "proves", "g", hit),), missing=(Missing("http/y", "proves", "SECRET", ("event",)),), next_steps=({"do": "SECRET", "risk": "none"},),
        ask_customer="SECRET", customer_wording="SECRET", engineer_wording="SECRET", looks_like="SECRET",
    )  # fmt: skip
    artifact = Artifact("a0001", "SECRET.har", 10, "00", producer="SECRET", defects=[Defect("TK-IO-012", Location("a0001"), "SECRET")], skipped=[(1, "SECRET")])
    case = CaseFile(case={"id": "SECRET", "customer": "SECRET"}, impact={"SECRET": "SECRET"}, attempted=({"action": "SECRET", "conclusion": "no_change"},), handoff={"ask": "SECRET", "tried": ["SECRET"]}, closure={"done": "SECRET"})
    judged = Judgement((cause,), (hit,), {"request-rejected": "SECRET"}, ("SECRET",))
    return Found([artifact], judged, case, Tool(name="triagekit", version="0", rules_version="0", rules_sha256="0"))
