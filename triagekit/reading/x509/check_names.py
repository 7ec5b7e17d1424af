"""Checks of the certificate's names against the host that was asked for (RFC 9525)."""

import ipaddress

from triagekit.placeholders import reserved
from triagekit.reading.x509 import hostnames, known
from triagekit.reading.x509.hostnames import Match
from triagekit.reading.x509.names import COMMON_NAME
from triagekit.reading.x509.view import Findings, View

_NAMES = ("hostname-mismatch", "wildcard-mismatch", "name-malformed", "captive-portal", "subject-alternative-name-missing")


def check(view: View, found: Findings) -> None:
    """Judge the names for the host; without a host only what is wrong whatever the host is."""
    if view.authority or (view.leaf.authority and view.lint):
        _common_name(view, found)
        _wildcards(view, found)
        return
    _missing(view, found)
    if view.host and view.purpose != "client":
        _host(view, found, hostnames.match(view.leaf, view.host))
    elif view.purpose != "client":
        found.lack("the host name that was asked for")
    _wildcards(view, found)
    _reserved(view, found)
    _common_name(view, found)


def _missing(view: View, found: Findings) -> None:
    """RFC 9525 6.2: the common name is not looked at."""
    if view.leaf.said.names or any("alternative" in f for f in view.leaf.said.faults):
        found.settle("subject-alternative-name-missing", "")
        return
    common = view.leaf.subject.first(COMMON_NAME)
    if view.leaf.version < 3:
        found.note("subject-alternative-name-missing", f"{view.leaf.title} is of version {view.leaf.version}, which has no extensions")
    elif view.host and view.purpose != "client":
        if not hostnames.looks_like_address(common):
            found.fail("subject-alternative-name-missing", f"only the common name {common} says who it is for")
        else:
            found.note("subject-alternative-name-missing", f"only the common name {common} says who it is for")
    elif view.lint and not view.leaf.self_issued and _for_servers(view):
        found.fail("subject-alternative-name-missing", f"{view.leaf.title} has no subject alternative name")


def _for_servers(view: View) -> bool:
    from triagekit.reading.x509.oids import SERVER_AUTH

    return SERVER_AUTH in (view.leaf.said.purposes or ())


def _host(view: View, found: Findings, match: Match) -> None:
    names = ", ".join((*view.leaf.dns_names, *view.leaf.addresses)[:6]) or "no host"
    found.fields["x509.host.how"] = "covered" if match.covered else match.how
    if match.near:
        found.fields["x509.host.near"] = match.near[:255]
    if match.covered:
        if match.how == "wildcard-too-wide":
            found.note("wildcard-mismatch", f"{match.near} covers hosts of strangers too")
        for name in ("hostname-mismatch", "wildcard-mismatch", "ip-address-mismatch"):
            found.settle(name, "")
        return
    if match.how == "wildcard":
        found.fail("wildcard-mismatch", f"{match.near} does not cover {view.host}")
    elif match.how == "address":
        found.fail("ip-address-mismatch", f"{view.host} stands as {match.near} where addresses are not looked for")
    elif match.how == "no-names":
        if not _says(view.leaf.subject.first(COMMON_NAME), view.host):
            found.fail("hostname-mismatch", f"the certificate is for {view.leaf.title}, and {view.host} was asked for")
    elif match.how == "malformed":
        found.fail("name-malformed", f"{match.near} would be {view.host} if it were written in the xn-- form")
        found.note("hostname-mismatch", f"{match.near} is not a form that programs compare")
    elif portal := known.portal(view.leaf):
        found.fail("captive-portal", f"the certificate of {portal} came instead of that of {view.host}")
        found.note("hostname-mismatch", f"the certificate is for {names}, and {view.host} was asked for")
    else:
        found.fail("hostname-mismatch", f"the certificate is for {names}, and {view.host} was asked for")
    _settle_names(found)


def _settle_names(found: Findings) -> None:
    for name in ("hostname-mismatch", "wildcard-mismatch", "ip-address-mismatch", "captive-portal"):
        found.settle(name, "")


def _says(common: str, host: str) -> bool:
    """The common name alone would cover the host, as it did before 2017."""
    wanted = hostnames.tidy(host)
    return common.lower() == wanted or hostnames.covers(common.lower(), wanted)


def _reserved(view: View, found: Findings) -> None:
    """Baseline Requirements 4.2.2: addresses of private and reserved networks belong to nobody in particular."""
    for entry in view.leaf.addresses:
        if view.lint and reserved(ipaddress.ip_address(entry)):
            found.note("ip-address-mismatch", f"{entry} is an address of a private or reserved network")


def _wildcards(view: View, found: Findings) -> None:
    """Wildcards that no program follows, whatever the host is."""
    for entry in view.leaf.dns_names:
        if hostnames.malformed(entry.lower()):
            found.fail("wildcard-mismatch", f"{entry[:100]} is no wildcard that programs follow")
        elif entry.startswith("*.") and hostnames.too_wide(entry) and view.lint:
            found.note("wildcard-mismatch", f"{entry[:100]} covers a whole top-level or shared domain")


def _common_name(view: View, found: Findings) -> None:
    """Baseline Requirements 7.1.4.3: a common name repeats one of the alternative names."""
    common = view.leaf.subject.first(COMMON_NAME)
    entries = {n.value.lower() for n in view.leaf.said.names or ()}
    if not common or not entries or common.lower() in entries:
        return
    if hostnames.looks_like_address(common):
        found.fail("ip-address-mismatch", f"the common name {common[:100]} is an address that stands among no addresses of the certificate")
    elif "." in common and " " not in common and (view.server or view.lint) and not any(found.states.get(n) in {"failed", "noted"} for n in _NAMES):
        found.note("ip-address-mismatch", f"the common name {common[:100]} stands not among the alternative names")
