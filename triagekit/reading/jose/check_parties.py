"""Checks of issuer, audience, subject and client against the receiving side."""

import re
from urllib.parse import urlsplit

from triagekit.placeholders import is_placeholder
from triagekit.reading.jose.claims import audience, client
from triagekit.reading.jose.view import Findings, View

GRAPH = {
    "00000003-0000-0000-c000-000000000000": "Microsoft Graph", "https://graph.microsoft.com": "Microsoft Graph", "https://graph.microsoft.com/": "Microsoft Graph",
    "00000002-0000-0000-c000-000000000000": "Azure AD Graph", "https://graph.windows.net": "Azure AD Graph", "https://management.azure.com": "Azure Resource Manager",
    "https://management.azure.com/": "Azure Resource Manager", "https://management.core.windows.net/": "Azure Resource Manager", "https://vault.azure.net": "Azure Key Vault",
    "https://outlook.office365.com": "Exchange Online", "https://outlook.office.com": "Exchange Online", "00000002-0000-0ff1-ce00-000000000000": "Exchange Online",
}  # fmt: skip
"""Audiences that belong to a well-known service of Microsoft (entra-docs, first-party applications)."""
_HOSTS = ("graph.microsoft.com", "graph.windows.net", "management.azure.com", "vault.azure.net", "outlook.office365.com", "outlook.office.com")
_HOSTED = ("okta", "auth0", "b2clogin", "ciamlogin", "microsoftonline", "amazoncognito", "onelogin", "pingone", "keycloak", "windows", "onmicrosoft")


def check(view: View, found: Findings) -> None:
    """Judge the parties that the token names."""
    if not view.readable or view.sort.name in {"dpop-proof", "refresh-token"}:
        return
    _issuer(view, found)
    _audience(view, found)
    _subject(view, found)
    _client(view, found)


def _concerned(view: View) -> bool:
    """The receiver's expectations concern a token that was shown by itself or used to call a service, not every token that passed by."""
    return view.usage.bare or view.usage.bearer


def _issuer(view: View, found: Findings) -> None:
    issuer, wanted = view.claims.get("iss"), view.expected.issuers
    if "iss" in view.claims and not isinstance(issuer, str) and issuer is not None:
        found.fail("claims-malformed")
    if not wanted and isinstance(issuer, str):
        found.lack("the issuer that the receiver is configured for")
        _against_discovery(view, found, issuer)
    if not issuer:
        if wanted or view.sort.name in {"id-token", "logout-token"}:
            found.fail("issuer-missing")
        elif view.sort.name == "access-token":
            found.note("issuer-missing")
        return
    found.settle("issuer-missing", False)
    if wanted and isinstance(issuer, str) and (_concerned(view) or view.sort.name == "id-token"):
        _compare_issuer(issuer, wanted, found)


def _compare_issuer(issuer: str, wanted: tuple[str, ...], found: Findings) -> None:
    if issuer in wanted or is_placeholder(issuer):
        found.settle("issuer-mismatch", False)
        found.settle("issuer-near-miss", False)
        return
    difference = next((d for w in wanted if (d := near(issuer, w))), "")
    found.fields["jwt.issuer.expected"] = wanted[0]
    if difference:
        found.fields["jwt.issuer.difference"] = difference
        found.fail("issuer-near-miss")
    else:
        found.fail("issuer-mismatch")


def _against_discovery(view: View, found: Findings, issuer: str) -> None:
    """A discovery document of the same host that names its issuer slightly differently."""
    names = [n for d in view.seen.discoveries if isinstance(n := d.get("issuer"), str)]
    if not names or issuer in names:
        return
    host = urlsplit(issuer).netloc
    for name in names:
        difference = near(issuer, name) if urlsplit(name).netloc == host else ""
        if difference:
            found.fields["jwt.issuer.expected"], found.fields["jwt.issuer.difference"] = name, difference
            found.note("issuer-near-miss")


def near(one: str, other: str) -> str:
    """How two issuer names differ when they differ only slightly, in words; nothing when they are different issuers."""
    a, b = _split(one), _split(other)
    said = []
    if a.scheme != b.scheme:
        said.append("scheme")
    if a.host != b.host:
        said.append("host")
    if a.path != b.path:
        said.append("path")
    if one.rstrip("/") == other.rstrip("/"):
        return "trailing slash"
    if one.lower() == other.lower():
        return "upper and lower case"
    if a.core == b.core and a.host == b.host:
        return " and ".join(said) or "port"
    if _entra(one) and _entra(one) == _entra(other):
        return "version 1 and version 2 of the endpoint"
    if a.core == b.core and len(a.core) > 1 and _hosted(a.host) != _hosted(b.host):
        return "custom domain"
    return "spelling" if _close(one, other) else ""


class _split:
    """An issuer name taken apart; the core of its path leaves out the parts that products add."""

    __slots__ = ("core", "host", "path", "scheme")

    def __init__(self, text: str) -> None:
        try:
            parts = urlsplit(text.strip())
            host = parts.hostname or ""
        except ValueError:
            parts, host = urlsplit(""), text
        self.scheme, self.host, self.path = parts.scheme.lower(), host.lower(), parts.path
        core = re.sub(r"/(?:v2\.0|v1\.0|auth(?=/realms/))(?=/|\Z)", "", "/" + parts.path.strip("/").lower())
        self.core = core.rstrip("/")


def _entra(text: str) -> str:
    """The tenant of an Entra issuer, in any of its spellings."""
    found = re.match(r"https?://(?:sts\.windows\.net|login\.microsoftonline\.[a-z]{2,6}|login\.windows\.net)/([0-9a-zA-Z.-]{1,64})", text)
    return found.group(1).lower() if found else ""


def _hosted(host: str) -> bool:
    return any(mark in label for label in host.split(".") for mark in _HOSTED)


def _close(one: str, other: str) -> bool:
    """At most two letters apart, digits not counted: a number usually names another tenant or stage."""
    if abs(len(one) - len(other)) > 2 or max(len(one), len(other)) > 300 or re.sub(r"\D", "", one) != re.sub(r"\D", "", other):
        return False
    return _distance(one.lower(), other.lower(), 2) <= 2


def _distance(one: str, other: str, limit: int) -> int:
    row = list(range(len(other) + 1))
    for n, letter in enumerate(one, 1):
        above, row[0] = row[0], n
        for m, against in enumerate(other, 1):
            above, row[m] = row[m], min(row[m] + 1, row[m - 1] + 1, above + (letter != against))
        if min(row) > limit:
            return limit + 1
    return row[-1]


def _audience(view: View, found: Findings) -> None:
    names, wanted = audience(view.claims), view.expected.audiences
    _audience_shape(view, found)
    if not wanted:
        found.lack("the audience that the receiver expects")
    concerned = _concerned(view)
    if view.sort.name == "id-token" and not concerned:  # handed out: it is for the client that signed in (OpenID Connect Core 3.1.3.7, 3)
        wanted, concerned = _clients(view), True
    if "aud" not in view.claims or view.claims["aud"] in (None, "", []):
        if (wanted and concerned) or view.sort.name == "id-token":
            found.fail("audience-missing")
        elif view.sort.name == "access-token":
            found.note("audience-missing")
        return
    found.settle("audience-missing", False)
    if wanted and concerned and not any(is_placeholder(n) for n in names):
        wrong = not set(names) & set(wanted)
        found.settle("audience-mismatch", wrong)
        if wrong:
            found.fields["jwt.audience.expected"] = wanted
            found.fields["jwt.audience.difference"] = _audience_difference(names, wanted)
    _other_resource(view, found, names, wanted)


def _clients(view: View) -> tuple[str, ...]:
    """Every name under which the signing-in application may be meant; none where no sign-in request was seen."""
    asked = (view.expected.client_id, *view.seen.clients)
    return tuple(dict.fromkeys(name for name in (*view.expected.audiences, *asked) if name)) if any(asked) else ()


def _audience_shape(view: View, found: Findings) -> None:
    value = view.claims.get("aud")
    items = value if isinstance(value, list) else [value]
    if value is not None and any(not isinstance(i, str) for i in items):
        found.fields["jwt.claims.malformed"] = ("aud",)
        found.fail("claims-malformed")


def _audience_difference(names: tuple[str, ...], wanted: tuple[str, ...]) -> str:
    for name in names:
        for want in wanted:
            if name.rstrip("/") == want.rstrip("/"):
                return "trailing slash"
            if name.lower() == want.lower():
                return "upper and lower case"
            if name.removeprefix("api://") == want.removeprefix("api://"):
                return "the prefix api://"
            if name.split("://")[-1] == want.split("://")[-1]:
                return "scheme"
    return "another audience"


def _other_resource(view: View, found: Findings, names: tuple[str, ...], wanted: tuple[str, ...]) -> None:
    service = next((GRAPH[n] for n in names if n in GRAPH), "")
    if not service:
        found.settle("other-resource-token", False)
        return
    found.fields["jwt.audience.service"] = service
    host = view.usage.use.host if view.usage.use else ""
    if set(names) & set(wanted) or host.endswith(_HOSTS):
        found.settle("other-resource-token", False)
    elif wanted or (host and view.usage.bearer and not view.usage.accepted):
        found.fail("other-resource-token")
    else:
        found.note("other-resource-token")


def _subject(view: View, found: Findings) -> None:
    value = view.claims.get("sub")
    if isinstance(value, str) and value.strip():
        found.settle("subject-missing", False)
    elif ("sub" in view.claims and value is not None) or view.sort.name == "id-token" or view.token.word("typ").lower() == "at+jwt":
        found.fail("subject-missing")
    elif view.sort.name == "access-token" and "iss" in view.claims and "aud" in view.claims:
        found.note("subject-missing")


def _client(view: View, found: Findings) -> None:
    """OpenID Connect Core 3.1.3.7 (4, 5): azp stands beside several audiences and names this client."""
    wanted, name = view.expected.client_id, client(view.claims)
    several = len(audience(view.claims)) > 1
    if wanted and name and (_concerned(view) or view.sort.name == "id-token"):
        found.settle("authorized-party-mismatch", name != wanted and not is_placeholder(name))
        if name != wanted:
            found.fields["jwt.client.expected"] = wanted
    elif view.sort.name == "id-token" and several and "azp" not in view.claims:
        found.fail("authorized-party-mismatch")
    elif name and not wanted:
        found.lack("the client_id of the application")
