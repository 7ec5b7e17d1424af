"""What a certificate record says beside its checks."""

from datetime import timedelta

from triagekit.reading.interception import vendor
from triagekit.reading.x509 import known, oids
from triagekit.reading.x509.view import View
from triagekit.records import Value

_NAMES = 100


def facts(view: View) -> dict[str, Value]:
    """The descriptive fields; what cannot be read gives none."""
    return {**_leaf(view), **_dates(view), **_chain(view), **_use(view)}


def _leaf(view: View) -> dict[str, Value]:
    leaf = view.leaf
    out: dict[str, Value] = {
        "x509.version": leaf.version, "x509.fingerprint": leaf.fingerprint, "x509.authority": leaf.authority, "x509.self_signed": leaf.self_signed,
        "x509.public_issuer": known.public(leaf), "x509.timestamps": leaf.said.timestamps, "x509.key.bits": leaf.key.bits,
    }  # fmt: skip
    rows: dict[str, str] = {
        "x509.subject": str(leaf.subject), "x509.issuer": str(leaf.issuer), "x509.serial": f"{leaf.serial:x}" if leaf.serial is not None else "", "x509.key.type": leaf.key.kind,
        "x509.key.curve": leaf.key.curve, "x509.signature.hash": leaf.hash_name,
    }  # fmt: skip
    lists: dict[str, tuple[str, ...]] = {
        "x509.names": (*leaf.dns_names, *leaf.addresses), "x509.purposes": tuple(oids.PURPOSES.get(p, p) for p in leaf.said.purposes or ()), "x509.issuer.addresses": leaf.said.issuers_at,
        "x509.status.addresses": (*leaf.said.status_at, *(n.value for p in leaf.said.points for n in p.names if n.kind == "uri")),
    }  # fmt: skip
    out |= {name: value[:1000] for name, value in rows.items() if value}
    return out | {name: tuple(v[:255] for v in values[:_NAMES]) for name, values in lists.items() if values}


def _dates(view: View) -> dict[str, Value]:
    leaf, at = view.leaf, view.usage.at
    out: dict[str, Value] = {}
    if leaf.not_before:
        out["x509.not_before"] = leaf.not_before
    if leaf.not_after:
        out["x509.not_after"] = leaf.not_after
    if leaf.lifetime is not None:
        out["x509.lifetime_days"] = leaf.lifetime // timedelta(days=1)
    if leaf.not_after and at:
        out["x509.days_left"] = (leaf.not_after - at) // timedelta(days=1)
    return out


def _chain(view: View) -> dict[str, Value]:
    out: dict[str, Value] = {"x509.form": "authority" if view.authority else "chain" if len(view.served) > 1 else "certificate", "x509.chain.length": len(view.served)}
    if view.way is not None:
        out["x509.chain.end"] = view.way.end.value
        out["x509.chain.way"] = tuple(c.title[:120] for c in view.way.certs)
    product = next((name for c in (view.leaf, *view.served) if (name := vendor(str(c.issuer)))), "")
    if any(c.said.constrained for c in (*(view.way.certs if view.way else ()), *view.served)):
        out["x509.constrained"] = True
    return out | ({"x509.interception_vendor": product} if product else {})


def _use(view: View) -> dict[str, Value]:
    out: dict[str, Value] = {}
    if view.usage.at:
        out["x509.use.time"], out["x509.use.clock"] = view.usage.at, view.usage.clock
    for name, value in (("x509.host", view.host), ("x509.purpose", view.purpose)):
        if value:
            out[name] = value[:255]
    return out
