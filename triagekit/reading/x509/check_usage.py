"""Checks of what a certificate may be used for (RFC 5280 4.2.1.3, 4.2.1.9 and 4.2.1.12)."""

from triagekit.reading.x509 import oids
from triagekit.reading.x509.certificate import Certificate
from triagekit.reading.x509.check_form import may_sign
from triagekit.reading.x509.validate import CERT_SIGN
from triagekit.reading.x509.view import Findings, View


def check(view: View, found: Findings) -> None:
    """Judge purposes and rights of the leaf."""
    if not view.authority:
        _purpose(view, found)
        _authority_as_leaf(view, found)
    _usage(view, found)
    _rights(view, found)
    for name in ("ca-used-as-leaf", "leaf-used-as-ca", "key-usage-unsuitable"):
        if view.complete:
            found.settle(name, "")


def _purpose(view: View, found: Findings) -> None:
    purposes = view.leaf.said.purposes
    names = ", ".join(oids.PURPOSES.get(p, p) for p in purposes or ())
    if view.purpose == "server":
        if purposes is None:
            found.note("server-purpose-missing", f"{view.leaf.title} does not say what it is for; public authorities must say serverAuth")
        elif oids.SERVER_AUTH not in purposes and not oids.STEP_UP & set(purposes):
            found.fail("server-purpose-missing", f"{view.leaf.title} is for {names}")
        elif oids.ANY_USAGE in purposes:
            found.note("server-purpose-missing", f"{view.leaf.title} is for any purpose besides, which public authorities may not write")
        extension = view.leaf.extension(oids.EXTENDED_USAGE)
        root = view.way.certs[-1] if view.way and view.anchored and len(view.way.certs) > 1 else None
        if extension is not None and extension.critical:
            found.note("server-purpose-missing", f"the extended key usage of {view.leaf.title} is critical")
        if root is not None and root.self_issued and root.said.purposes is not None:
            found.note("server-purpose-missing", f"the root {root.title} is limited to purposes, which public roots may not be")
        found.settle("server-purpose-missing", "")
    elif view.purpose == "client":
        if purposes is None:
            found.note("client-purpose-missing", f"{view.leaf.title} does not say what it is for")
        elif oids.CLIENT_AUTH not in purposes and oids.ANY_USAGE not in purposes:
            found.fail("client-purpose-missing", f"{view.leaf.title} is for {names}")
        found.settle("client-purpose-missing", "")
    elif view.purpose != "any":
        found.lack("whether the certificate is a server's or a client's")
        _odd_purposes(view, found)
    _above(view, found)


def _odd_purposes(view: View, found: Findings) -> None:
    """Baseline Requirements 7.1.2.7.10: a TLS certificate is for serverAuth and at most clientAuth besides."""
    leaf, purposes = view.leaf, view.leaf.said.purposes
    if not view.lint or not (leaf.dns_names or leaf.addresses):
        return
    if purposes is None and not leaf.self_issued:
        found.note("server-purpose-missing", f"{leaf.title} has host names and does not say that it is for servers")
    elif purposes is not None and (oids.SERVER_AUTH not in purposes or set(purposes) - {oids.SERVER_AUTH, oids.CLIENT_AUTH}):
        found.note("server-purpose-missing", f"{leaf.title} is for {', '.join(oids.PURPOSES.get(p, p) for p in purposes)}")
    elif leaf.extension(oids.EXTENDED_USAGE) is not None and leaf.extensions and any(e.oid == oids.EXTENDED_USAGE and e.critical for e in leaf.extensions):
        found.note("server-purpose-missing", f"the extended key usage of {leaf.title} is critical")


def _above(view: View, found: Findings) -> None:
    """An authority that is limited to purposes passes the limit on, as web browsers read it."""
    wanted = {"server": oids.SERVER_AUTH, "client": oids.CLIENT_AUTH}.get(view.purpose)
    for cert in view.way.certs[1:-1] if view.way and wanted else ():
        purposes = cert.said.purposes
        if purposes is not None and wanted not in purposes and oids.ANY_USAGE not in purposes and not oids.STEP_UP & set(purposes):
            found.fail(f"{view.purpose}-purpose-missing", f"the authority {cert.title} is for {', '.join(oids.PURPOSES.get(p, p) for p in purposes)}")


def _authority_as_leaf(view: View, found: Findings) -> None:
    leaf = view.leaf
    if not leaf.authority or not view.complete or view.purpose == "any":
        return
    usage = leaf.said.usage
    both = usage is not None and CERT_SIGN in usage and (0 in usage or oids.SERVER_AUTH not in (leaf.said.purposes or ()))
    if leaf.self_issued or both:
        found.note("ca-used-as-leaf", f"{leaf.title} has the rights of an authority")
    else:
        found.fail("ca-used-as-leaf", f"{leaf.title} has the rights of an authority and stands as the certificate of a server")


def _usage(view: View, found: Findings) -> None:
    """A signature with the certificate's key needs digitalSignature; RSA key transport keyEncipherment."""
    leaf, usage = view.leaf, view.leaf.said.usage
    if usage is not None and not leaf.authority and view.server and not usage & {0, 2, 4}:
        found.fail("key-usage-unsuitable", f"the key usage of {leaf.title} allows neither signing nor key agreement")
    if view.lint or view.authority:
        _usage_as_such(leaf, found)


def _usage_as_such(cert: Certificate, found: Findings) -> None:
    usage = cert.said.usage
    extension = cert.extension(oids.KEY_USAGE)
    if cert.version < 3:
        return
    if cert.authority and usage is None:
        (found.note if cert.self_issued else found.fail)("key-usage-unsuitable", f"{cert.title} is an authority without a key usage")
    if extension is not None and not extension.critical:  # RFC 5280 4.2.1.3 only says SHOULD
        found.note("key-usage-unsuitable", f"the key usage of {cert.title} is not critical")
    if usage is None or not cert.key.kind:
        return
    unfit = {"RSA": {4, 7, 8}, "EC": {2, 3}, "DSA": {2, 3, 4}, "Ed25519": {2, 3, 4}}.get(cert.key.kind, set()) & usage
    if unfit:
        names = ", ".join(oids.USAGES[n] for n in sorted(unfit))
        (found.note if cert.key.kind == "RSA" else found.fail)("key-usage-unsuitable", f"{cert.title} names {names}, which its {cert.key.kind} key cannot do")
    if {7, 8} & usage and 4 not in usage:
        found.note("key-usage-unsuitable", f"{cert.title} limits a key agreement that it does not allow")


def _rights(view: View, found: Findings) -> None:
    """RFC 5280 4.2.1.3 and 4.2.1.9: keyCertSign and cA go together; a path length needs both."""
    leaf = view.leaf
    unread = any("basic constraints" in f for f in leaf.said.faults)
    if leaf.said.usage is not None and CERT_SIGN in leaf.said.usage and not leaf.authority and leaf.version == 3 and not unread:
        why = f"{leaf.title} may sign certificates by its key usage and is no authority"
        if view.lint:  # by itself it has signed nothing yet: its key usage is wrong
            found.fail_on_paper("key-usage-unsuitable", why)
        (found.note if view.lint else found.fail)("leaf-used-as-ca", why)
    if view.lint and leaf.authority and not may_sign(leaf):
        server = oids.SERVER_AUTH in (leaf.said.purposes or ())
        (found.note if server else found.fail)("leaf-used-as-ca", f"{leaf.title} is an authority, and its key usage does not let it sign")
    if leaf.said.path_length is not None and (not leaf.authority or not may_sign(leaf)) and view.lint:
        found.fail("path-length-exceeded", f"{leaf.title} limits a path that it cannot begin")
