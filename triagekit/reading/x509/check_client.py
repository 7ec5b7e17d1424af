"""Whether the server accepts the authority of a client's certificate: the list it sends with its request for one (RFC 8446 4.2.4, RFC 5246 7.4.4)."""

import re

from triagekit.reading.x509 import oids
from triagekit.reading.x509.view import Findings, View

CHECK = "client-certificate-rejected"
_PARTS = re.compile(r"(?:^|[,/+])\s*([A-Za-z][A-Za-z0-9.-]{0,40}|\d[\d.]{2,60})\s*=\s*")
_SHOWN = 3


def check(view: View, found: Findings) -> None:
    """Compare the names above the client's certificate with the names that the server announced."""
    if not client(view) or not view.accepted:
        return
    accepted = {told for name in view.accepted if (told := parts(name))}
    certs = (view.leaf, *view.served, *(view.way.certs if view.way else ()))
    if not accepted or any(parts(str(c.issuer)) in accepted for c in certs):
        found.settle(CHECK, "")
        return
    names = "; ".join(view.accepted[:_SHOWN])
    found.fail(CHECK, f"{view.leaf.title} was issued by {view.leaf.issuer}, and the server accepts: {names}")


def client(view: View) -> bool:
    """It is a client's: by what is expected of it, else by the purposes it names."""
    if view.purpose:
        return view.purpose == "client"
    purposes = view.leaf.said.purposes or ()
    return oids.CLIENT_AUTH in purposes and oids.SERVER_AUTH not in purposes


def parts(name: str) -> frozenset[tuple[str, str]]:
    """A name in any of the ways OpenSSL has written it: /C=DE/CN=x, C = DE, CN = x, C=DE, CN=x. Empty when it is none."""
    marks = list(_PARTS.finditer(name[:2000]))
    ends = [*(m.start() for m in marks[1:]), len(name)][: len(marks)]
    rows = ((m[1].lower(), " ".join(name[m.end() : end].strip(" ,/").strip('"').split()).lower()) for m, end in zip(marks, ends, strict=True))
    return frozenset((kind, value) for kind, value in rows if value)
