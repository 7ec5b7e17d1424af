"""Which symptom classes a case shows, and what is told of everything they need."""

from collections.abc import Mapping
from dataclasses import dataclass

from triagekit.needs import http, identity
from triagekit.needs.always import NEEDS
from triagekit.needs.need import Case, Need, Told
from triagekit.records import Kind

CLASSES: Mapping[str, tuple[Need, ...]] = {
    "401": http.NEEDS_401, "403": http.NEEDS_403, "429": http.NEEDS_429, "5xx": http.NEEDS_5XX,
    "tls": identity.NEEDS_TLS, "clock": identity.NEEDS_CLOCK, "saml": identity.NEEDS_SAML, "oidc": identity.NEEDS_OIDC,
}  # fmt: skip
"""Symptom class to what it needs."""
_STATUS: Mapping[str, tuple[str, ...]] = {
    "401": ("auth/", "jwt/", "oidc/", "cookie/", "clock/"),
    "403": ("access/", "waf/", "auth/", "jwt/", "browser/", "cookie/"),
    "429": ("throttle/",),
    "5xx": ("gateway/", "app/", "slow/", "network/", "dns/", "proxy/", "throttle/"),
}
"""Families whose failures show that status; a class applies when the status is seen beside such a cause."""
_OWN: Mapping[str, tuple[str, ...]] = {
    "401": ("auth/",), "403": ("access/", "waf/"), "429": ("throttle/",), "5xx": ("gateway/", "app/", "slow/"),
    "tls": ("tls/", "x509/"), "clock": ("clock/",), "saml": ("saml/", "saml-metadata/"), "oidc": ("oidc/", "jwt/"),
}  # fmt: skip
"""Families that are of the class whatever status is seen."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One need and what is told of it; None where nothing is."""

    need: Need
    told: Told | None

    @property
    def settled(self) -> bool:
        """Known, not applicable, or unknown although somebody tried to find out."""
        return self.told is not None and (self.told.status != "unknown" or bool(self.told.how_tried))


def classes(case: Case) -> tuple[str, ...]:
    """The symptom classes of a case: by its findings, or by what was seen where nothing was found."""
    families = tuple(c.id.partition("/")[0] + "/" for c in case.speaking if not c.explained_by)
    if not families:
        return _seen(case)
    by_status = {name for name, own in _STATUS.items() if _shows(case, name) and any(f in own for f in families)}
    others = {name for name, own in _OWN.items() if any(f in own for f in families) and (name not in _STATUS or not by_status)}
    return tuple(name for name in CLASSES if name in by_status | others)


def _shows(case: Case, name: str) -> bool:
    return bool(case.symptom(name).count or (name == "5xx" and case.symptom("timeout").count))


def _seen(case: Case) -> tuple[str, ...]:
    shown = {name for name in (*_STATUS, "tls") if _shows(case, name)}
    if case.identity(Kind.ASSERTION):
        shown.add("saml")
    return tuple(name for name in CLASSES if name in shown)


def answers(case: Case) -> list[Answer]:
    """Every need of the case with what is told, the case file's word before the artifacts'."""
    needs = [*NEEDS, *(need for name in classes(case) for need in CLASSES[name])]
    return [Answer(need, _told(need, case)) for need in needs]


def _told(need: Need, case: Case) -> Told | None:
    said = case.file.facts.get(need.name)
    if said is not None and (said.status == "known" or said.how_tried):
        return Told(said.value, said.status, said.how_tried, said.source)
    found = need.find(case)
    if found is None and said is not None:
        return Told("", said.status, "", said.source)
    return found
