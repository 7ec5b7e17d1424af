"""Judges one way from an anchor to a leaf by RFC 5280 6.1, and names everything that is wrong with it, not the first thing."""

from dataclasses import dataclass
from datetime import datetime

from triagekit.reading.x509 import oids
from triagekit.reading.x509.certificate import Certificate
from triagekit.reading.x509.constraints import COMPARISONS, Constraints, names_of
from triagekit.reading.x509.policy import Policies

CERT_SIGN = 5


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong with a certificate of the way."""

    check: str
    depth: int
    """0 for the leaf, counting upwards."""
    why: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What the way is judged by."""

    at: datetime | None = None
    max_depth: int | None = None
    """Authorities allowed between the leaf and the anchor."""


def faults(certs: tuple[Certificate, ...], terms: Terms, whole: bool = True) -> list[Fault]:
    """Everything wrong with a way, leaf first, anchor last; `whole` is false for one that reaches no anchor, whose policies cannot be judged."""
    out: list[Fault] = []
    depth = len(certs) - 1
    for n, cert in enumerate(certs):
        out += _time(cert, n, depth, terms.at)
        out += _critical(cert, n)
    out += _authorities(certs)
    out += _lengths(certs)
    out += _names(certs)
    if whole:
        out += _policies(certs)
    if terms.max_depth is not None and depth - 1 > terms.max_depth:
        out.append(Fault("path-length-exceeded", depth, f"{depth - 1} authorities stand between the certificate and the root, and {terms.max_depth} are allowed"))
    return out


def _time(cert: Certificate, n: int, depth: int, at: datetime | None) -> list[Fault]:
    if at is None:
        return []
    late = "leaf-expired" if n == 0 else "root-expired" if n == depth or cert.self_issued else "intermediate-expired"
    if cert.not_after and at > cert.not_after:
        return [Fault(late, n, f"{cert.title} ended {cert.not_after:%Y-%m-%d %H:%M:%S} UTC")]
    if cert.not_before and at < cert.not_before:
        return [Fault("certificate-not-yet-valid", n, f"{cert.title} begins {cert.not_before:%Y-%m-%d %H:%M:%S} UTC")]
    return []


def _critical(cert: Certificate, n: int) -> list[Fault]:
    unknown = [e.oid for e in cert.extensions if e.critical and e.oid not in oids.PROCESSED]
    return [Fault("critical-extension-unknown", n, f"{cert.title} demands {unknown[0]}")] if unknown else []


def _authorities(certs: tuple[Certificate, ...]) -> list[Fault]:
    """6.1.4 (k) and (n): whoever issues has the right to."""
    out = []
    for n, cert in enumerate(certs[1:], 1):
        anchor = n == len(certs) - 1
        if not cert.authority and not (anchor and cert.version == 1):
            out.append(Fault("leaf-used-as-ca", n, f"{cert.title} signed another certificate and has no rights of an authority"))
        elif cert.said.usage is not None and CERT_SIGN not in cert.said.usage:
            check = "leaf-used-as-ca" if anchor or not cert.said.usage else "key-usage-unsuitable"
            out.append(Fault(check, n, f"the key usage of {cert.title} does not allow it to sign certificates"))
    return out


def _lengths(certs: tuple[Certificate, ...]) -> list[Fault]:
    """4.2.1.9: pathLenConstraint counts the authorities below that are not self-issued, the last certificate left out."""
    for n in range(len(certs) - 1, 0, -1):
        limit = certs[n].said.path_length
        below = sum(not c.self_issued for c in certs[1:n])
        if limit is not None and below > limit:
            return [Fault("path-length-exceeded", n, f"{certs[n].title} allows {limit} authorities below it, and there are {below}")]
    return []


def _names(certs: tuple[Certificate, ...]) -> list[Fault]:
    """6.1.3 (b) and (c), from the top downwards; the anchor's own constraints count too (RFC 5937)."""
    laid_down, out = Constraints(), []
    for n in range(len(certs) - 1, -1, -1):
        cert = certs[n]
        if laid_down.size and (n == 0 or not cert.self_issued):
            count = laid_down.size * sum(1 for _ in names_of(cert))
            if count > COMPARISONS:
                return [Fault("chain-malformed", n, f"{count} comparisons of names with constraints would be needed")]
            why = laid_down.broken_by(cert)
            if why:
                out.append(Fault("name-constraint-violation", n, why))
        if n and cert.said.constrained:
            laid_down.add(cert)
    return out


def _policies(certs: tuple[Certificate, ...]) -> list[Fault]:
    state = Policies(len(certs) - 1)
    for n in range(len(certs) - 2, -1, -1):
        state.step(certs[n], n == 0)
    return [Fault("certificate-policy-missing", 0, why) for why in state.faults[:1]]
