"""A second opinion: cryptography's own path verifier over the same certificates, where it can speak."""

import warnings
from datetime import datetime
from ipaddress import IPv4Address, IPv6Address, ip_address

from triagekit.reading.x509.certificate import Certificate
from triagekit.reading.x509.hostnames import address, tidy
from triagekit.reading.x509.keys import REDACTED, or_stop


def opinion(leaf: Certificate, others: tuple[Certificate, ...], anchors: tuple[Certificate, ...], at: datetime, host: str, depth: int | None = None) -> str:
    """`accepted` or `refused` for a server; empty where it cannot read the certificates or has no host to judge for. Of a redacted one it is what was said of the original. `depth` is how many authorities may stand between."""
    from cryptography import x509
    from cryptography.x509 import verification

    told = REDACTED.fullmatch(leaf.signature)
    if told and told[2]:
        return told[2].decode()
    if not host or not anchors or any(REDACTED.fullmatch(c.signature) for c in (leaf, *others)):
        return ""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what it would warn of is judged by our own checks
            made = [x509.load_der_x509_certificate(c.der) for c in (leaf, *others[:40])]
            roots = [x509.load_der_x509_certificate(c.der) for c in anchors]
        name = address(tidy(host))
        subject = x509.IPAddress(_ip(name)) if name else x509.DNSName(tidy(host))
        terms = verification.PolicyBuilder().store(verification.Store(roots)).time(at)
        verifier = (terms if depth is None else terms.max_chain_depth(depth)).build_server_verifier(subject)
    except BaseException as error:  # pyo3 panics are no Exceptions
        or_stop(error)
        return ""
    try:
        verifier.verify(made[0], made[1:])
    except verification.VerificationError:
        return "refused"
    except BaseException as error:
        or_stop(error)
        return ""
    return "accepted"


def _ip(text: str) -> IPv4Address | IPv6Address:
    return ip_address(text)
