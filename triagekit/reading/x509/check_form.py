"""Checks of a certificate's form: the file, DER, version, serial number, extensions and names as such."""

from triagekit.reading.x509 import hostnames, oids
from triagekit.reading.x509.certificate import Certificate
from triagekit.reading.x509.extensions import REPEATED_POLICY
from triagekit.reading.x509.names import COMMON_NAME
from triagekit.reading.x509.validate import CERT_SIGN
from triagekit.reading.x509.view import Findings, View

FILE_FAULTS = {
    "lines-lost": "the line breaks are lost", "literal-newlines": "line breaks stand in it as \\n", "armour-lost": "its BEGIN and END lines are missing", "armour-mangled": "its BEGIN or END line is mangled",
    "armour-cut": "its END line is missing", "spaces-inside": "spaces stand inside the text", "foreign-characters": "characters stand in it that base64 does not have", "cut": "it is cut off",
    "not-base64": "it is no base64", "wide-encoding": "it is written in UTF-16",
}  # fmt: skip


def check(view: View, found: Findings) -> None:
    """Judge the form of the leaf, and what is broken anywhere in the chain."""
    _file(view, found)
    for n, cert in enumerate(_concerned(view)):
        _der(cert, found)
        _version(cert, n, found)
        _serial(cert, found)
        _extensions(cert, n, found)
        _identifiers(cert, n, found, view)
    _policies(view, found)
    _names(view, found)
    for name in ("file-encoding-damaged", "version-outdated", "serial-number-invalid", "extension-malformed", "critical-extension-unknown", "key-identifier-mismatch", "name-malformed", "signature-algorithm-inconsistent"):
        found.settle(name, "")


def _concerned(view: View) -> tuple[Certificate, ...]:
    """The leaf, and above it the way that is judged."""
    return view.way.certs if view.way else (view.leaf,)


def _file(view: View, found: Findings) -> None:
    words = [FILE_FAULTS[f] for f in view.bundle.faults if f in FILE_FAULTS]
    if words:
        found.fail("file-encoding-damaged", "; ".join(words))


def _der(cert: Certificate, found: Findings) -> None:
    if cert.damage:
        found.fail("file-encoding-damaged", f"{cert.title}: {cert.damage[0]}")
    elif cert.mild and "time" in cert.mild[0]:
        found.note("file-encoding-damaged", f"{cert.title}: {cert.mild[0]}")
    if not cert.algorithms_equal and cert.algorithm == cert.algorithm_outer:
        found.note("signature-algorithm-inconsistent", f"{cert.title} names one signature algorithm with different parameters inside and outside")
    elif not cert.algorithms_equal:
        found.fail("signature-algorithm-inconsistent", f"{cert.title} names one signature algorithm inside and another outside")


def _version(cert: Certificate, n: int, found: Findings) -> None:
    if cert.version == 3 and any("unique identifier" in m for m in cert.mild):
        found.note("version-outdated", f"{cert.title} has a unique identifier, a relic of version 2")
    if cert.version == 3 or (n and cert.self_issued):
        return
    found.fail("version-outdated", f"{cert.title} is of version {cert.version}")


def _serial(cert: Certificate, found: Findings) -> None:
    """RFC 5280 4.1.2.2: positive and at most 20 octets."""
    if cert.serial is None:
        return
    if cert.serial <= 0:
        found.fail("serial-number-invalid", f"the serial number of {cert.title} is {'zero' if cert.serial == 0 else 'negative'}")
    elif cert.serial_octets > 20:
        found.fail("serial-number-invalid", f"the serial number of {cert.title} has {cert.serial_octets} octets, and 20 are allowed")
    elif len(cert.subject.first("2.5.4.5")) > 64:
        found.note("serial-number-invalid", f"the serial number in the name of {cert.title} is longer than 64 characters")


def _extensions(cert: Certificate, n: int, found: Findings) -> None:
    """RFC 5280 4.2 and what each extension lays down for itself."""
    said = cert.said
    for fault in said.faults:
        _unreadable(cert, fault, found)
    unknown = [e.oid for e in cert.extensions if e.critical and e.oid not in oids.PROCESSED]
    if unknown:
        found.fail("critical-extension-unknown", f"{cert.title} demands {unknown[0]}")
    if cert.version < 3 and cert.extensions:
        found.note("extension-malformed", f"{cert.title} is of version {cert.version} and has extensions")
    if not cert.subject.rdns:
        _nameless(cert, found)
    for why in _misplaced(cert, n):
        found.fail("extension-malformed", why)
    for odd in said.odd:
        _odd(cert, odd, found)
    alternative = cert.extension(oids.SUBJECT_ALT_NAME)
    if alternative is not None and alternative.critical and cert.subject.rdns:
        found.note("extension-malformed", f"the alternative name of {cert.title} is critical although it has a subject")
    if n == 0 and said.constrained and not cert.authority:
        found.fail_on_paper("name-constraint-violation", f"{cert.title} is no authority and has name constraints")


def _unreadable(cert: Certificate, fault: str, found: Findings) -> None:
    (found.note if "inhibit" in fault else found.fail)("extension-malformed", f"{cert.title}: {fault}")
    label = {"subject alternative name cannot be read": "name-malformed", "basic constraints cannot be read": "path-length-exceeded", "name constraints cannot be read": "name-constraint-violation", "inhibit any policy cannot be read": "certificate-policy-missing"}.get(fault)
    if label == "name-malformed":
        found.fail("name-malformed", f"{cert.title}: a name in it cannot be read")
        found.states.pop("extension-malformed", None)
        found.note("extension-malformed", f"{cert.title}: {fault}")
    elif label == "path-length-exceeded":
        found.fail(label, f"{cert.title}: {fault}")
    elif label:
        found.note(label, f"{cert.title}: {fault}")


def _nameless(cert: Certificate, found: Findings) -> None:
    """RFC 5280 4.1.2.6: without a subject the alternative name is critical; an authority has a subject."""
    if cert.authority:
        found.fail("extension-malformed", "an authority without a name")
        return
    extension = cert.extension(oids.SUBJECT_ALT_NAME)
    if extension is not None and not extension.critical:
        found.fail("extension-malformed", "the subject is empty, and the alternative name is not critical")


def _misplaced(cert: Certificate, n: int) -> list[str]:
    """Critical where it may not be, or not where it must be."""
    out = []
    for extension in cert.extensions:
        must = extension.oid == oids.NAME_CONSTRAINTS and not extension.critical
        may_not = extension.critical and extension.oid in oids.NEVER_CRITICAL - {oids.SUBJECT_KEY_ID, oids.AUTHORITY_KEY_ID}
        if must and not (n == 0 and cert.authority):
            out.append(f"{extension.label} of {cert.title} is not critical and must be")
        if may_not:
            out.append(f"{extension.label} of {cert.title} is critical and may not be")
        if extension.oid == oids.BASIC_CONSTRAINTS and cert.authority and not extension.critical and n:
            out.append(f"{extension.label} of the authority {cert.title} is not critical and must be")
    return out


def _odd(cert: Certificate, odd: str, found: Findings) -> None:
    """What is readable and breaks a rule goes to the cause it belongs to."""
    if odd == REPEATED_POLICY:  # a rule of the extension's form (RFC 5280 4.2.1.4): which policies hold is not in doubt
        found.fail("extension-malformed", f"{cert.title}: {odd}")
        found.note("certificate-policy-missing", f"{cert.title}: {odd}")
        return
    for mark, name in (("policy", "certificate-policy-missing"), ("policies", "certificate-policy-missing"), ("name constraint", "name-constraint-violation")):
        if mark in odd:
            found.fail(name, f"{cert.title}: {odd}")
            found.note("extension-malformed", f"{cert.title}: {odd}")
            return
    if "path length" in odd:
        found.note("path-length-exceeded", f"{cert.title}: {odd}")
    if "key usage" in odd and cert.authority:
        found.note("extension-malformed", f"{cert.title}: {odd}")
        return
    (found.note if "address" in odd else found.fail)("extension-malformed", f"{cert.title}: {odd}")


def _policies(view: View, found: Findings) -> None:
    """What a certificate by itself says about its policies (Baseline Requirements 7.1.2.7, RFC 5280 4.2.1.4 and 4.2.1.14)."""
    leaf, said = view.leaf, view.leaf.said
    wanted = next((fields for policy, fields in _VALIDATED.items() if policy in (said.policies or ())), {})
    lacking = [word for kind, word in wanted.items() if not leaf.subject.first(kind)]
    if lacking and view.lint and not leaf.authority:
        found.fail("certificate-policy-missing", f"{leaf.title} claims a policy that asks for {lacking[0]} in the subject")
    if said.notices and view.lint:
        found.note("certificate-policy-missing", f"{leaf.title}: {said.notices[0]}")
    odd = [g.kind for g in (*said.permitted, *said.excluded) if g.kind in {"rid", "x400", "edi", "other"}]
    if odd and view.lint:
        found.note("name-constraint-violation", f"{leaf.title} constrains names of a sort that no program compares")
    if leaf.extension(oids.INHIBIT_ANY_POLICY) is not None and not leaf.authority and view.lint:
        found.note("certificate-policy-missing", f"{leaf.title} is no authority and inhibits any policy")


_VALIDATED = {
    "2.23.140.1.2.2": {"2.5.4.10": "an organization", "2.5.4.6": "a country"}, "2.23.140.1.2.3": {"2.5.4.6": "a country", "2.5.4.4": "a surname"}, "2.23.140.1.1": {"2.5.4.10": "an organization", "2.5.4.5": "a registration number"},
}  # fmt: skip


def _identifiers(cert: Certificate, n: int, found: Findings, view: View) -> None:
    """RFC 5280 4.2.1.1 and 4.2.1.2."""
    certs = _concerned(view)
    for number in (oids.SUBJECT_KEY_ID, oids.AUTHORITY_KEY_ID):
        extension = cert.extension(number)
        if extension is not None and extension.critical:
            found.fail("key-identifier-mismatch", f"the {extension.label} of {cert.title} is critical and may not be")
    if cert.self_issued and (cert.said.authority_issuer or cert.said.authority_serial is not None) and cert.authority and view.server:
        found.fail("key-identifier-mismatch", f"the authority key identifier of the root {cert.title} names an issuer and a serial number")
    own, named = cert.said.subject_key, cert.said.authority_key
    if cert.self_issued and own and named and own != named and cert.self_signed:
        (found.fail if view.server else found.note)("key-identifier-mismatch", f"the root {cert.title} names another key of its issuer than its own")
    if cert.version < 3:
        return
    if cert.authority and cert.said.subject_key is None and not cert.said.faults:
        (found.fail if view.server else found.note)("key-identifier-mismatch", f"{cert.title} is an authority and has no subject key identifier")
    elif n == 0 and cert.said.subject_key is None and view.lint:
        found.note("key-identifier-mismatch", f"{cert.title} has no subject key identifier")
    if not cert.said.authority_key and not cert.self_issued and (n or cert.authority or view.anchored) and not cert.said.faults:
        (found.fail if view.server else found.note)("key-identifier-mismatch", f"{cert.title} has no authority key identifier")
    above = certs[n + 1] if n + 1 < len(certs) else None
    if above is not None and cert.said.authority_key and above.said.subject_key and cert.said.authority_key != above.said.subject_key:
        found.fail("key-identifier-mismatch", f"{cert.title} names another key of its issuer than {above.title} has")


def _names(view: View, found: Findings) -> None:
    """The names of the leaf as such."""
    leaf = view.leaf
    for entry in leaf.dns_names:
        why = next(hostnames.faults(entry), "")
        if why:
            found.fail("name-malformed", f"{entry[:100]}: {why}")
    for general in leaf.said.names or ():
        if general.kind in {"email", "uri"} and (general.fault or not general.value):
            found.note("name-malformed", f"{general.value[:100]}: {general.fault or 'an empty name'}")
    common = leaf.subject.first(COMMON_NAME)
    if "." in common and " " not in common and not leaf.authority and "@" not in common and not hostnames.looks_like_address(common):
        why = next(hostnames.faults(common), "") if common.isascii() else ""
        if why:
            found.note("name-malformed", f"common name {common[:100]}: {why}")


def may_sign(cert: Certificate) -> bool:
    """Its key usage, where there is one, lets it sign certificates."""
    return cert.said.usage is None or CERT_SIGN in cert.said.usage
