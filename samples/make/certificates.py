"""Makes the certificate samples: for every cause a case that has it and a near miss that does not.

    python samples/make/certificates.py

Keys, names and certificates are made anew on every run; no private key is written. `CASES` maps each cause to two
functions; tests use the same ones, so that they never see a certificate twice.
"""

import base64
import ipaddress
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import yaml
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

HOME = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(HOME))

from triagekit.reading.x509 import der  # noqa: E402

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOST = "api.shop.example"
SERVER, CLIENT = ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH
DAY = timedelta(days=1)


@dataclass
class Case:
    """Files as a customer sends them, and what the case file says."""

    files: dict
    """Name to bytes; the first is the one under diagnosis."""
    expect: dict = field(default_factory=dict)
    at: datetime | None = NOW


def named(common, organization="Shop Example Ltd"):
    pairs = [(NameOID.ORGANIZATION_NAME, organization)] if organization else []
    return x509.Name([x509.NameAttribute(kind, value) for kind, value in (*pairs, (NameOID.COMMON_NAME, common)) if value])


def usage(*words):
    every = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only")
    return x509.KeyUsage(**{word: word in words for word in every})


class Party:
    """A key with its certificate, and what it can issue."""

    def __init__(self, cert, key):
        self.cert, self.key = cert, key

    @property
    def pem(self):
        return self.cert.public_bytes(serialization.Encoding.PEM)


def key(kind="ec"):
    if kind == "ec":
        return ec.generate_private_key(ec.SECP256R1())
    if kind == "dsa":
        return dsa.generate_private_key(2048)
    return ec.generate_private_key(ec.SECP192R1()) if kind == "p192" else rsa.generate_private_key(65537, int(kind))


def issue(subject, by=None, **how):
    """A certificate; `how` holds begins, days, ca, length, names, purposes, usage, more (extensions), without, kind, serial, hash."""
    own = how.get("key") or key(how.get("kind", "ec"))
    ca = how.get("ca", False)
    begins = how.get("begins", NOW - 30 * DAY)
    made = x509.CertificateBuilder().subject_name(subject).issuer_name(by.cert.subject if by else subject).public_key(own.public_key())
    made = made.serial_number(how.get("serial") or x509.random_serial_number()).not_valid_before(begins).not_valid_after(begins + how.get("days", 3000 if ca else 90) * DAY)
    for extension, critical in extensions(own, by, ca, how):
        made = made.add_extension(extension, critical)
    return Party(made.sign(by.key if by else own, how.get("hash", hashes.SHA256())), own)


def extensions(own, by, ca, how):
    without = how.get("without", ())
    if "basic" not in without:
        yield x509.BasicConstraints(ca=ca, path_length=how.get("length") if ca else None), True
    if "usage" not in without:
        yield how.get("usage") or usage(*(("key_cert_sign", "crl_sign") if ca else ("digital_signature",))), True
    if "ski" not in without:
        yield x509.SubjectKeyIdentifier.from_public_key(own.public_key()), False
    if by and "aki" not in without:
        yield how.get("aki") or x509.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key()), False
    if how.get("names"):
        yield x509.SubjectAlternativeName([general(n) for n in how["names"]]), how.get("names_critical", False)
    if how.get("purposes"):
        yield x509.ExtendedKeyUsage(list(how["purposes"])), False
    yield from how.get("more", ())


def general(name):
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def root(name="Shop Example Test Root R1", **how):
    return issue(named(name), ca=True, begins=how.pop("begins", NOW - 2000 * DAY), days=how.pop("days", 7000), **how)


def between(above, name="Shop Example Test Issuing CA", **how):
    return issue(named(name), above, ca=True, begins=how.pop("begins", NOW - 500 * DAY), length=how.pop("length", 0), **how)


def leaf(above, common=HOST, **how):
    how.setdefault("names", [common])
    how.setdefault("purposes", [SERVER])
    return issue(named(common), above, **how)


def chained(*parties):
    return b"".join(p.pem for p in parties)


def served(chain, trust, host=HOST, **more):
    """A chain file with a root to trust and the host that was asked for."""
    files = {"chain.pem": chained(*chain), "root.pem": chained(*trust)}
    expect = {"hostname": host, "purpose": "server", "trust": ["root.pem"], **more}
    return Case(files, {k: v for k, v in expect.items() if v is not None})


def sound(host=HOST, common=HOST, **how):
    """A chain with nothing wrong, or with the one thing that `how` makes wrong at the leaf."""
    top = root()
    middle = between(top)
    return served([leaf(middle, common, **how), middle], [top], host)


def remade(party, by, change, outer=None):
    """The certificate with its signed part changed, signed again by its issuer; `change` maps the members of the signed part."""
    parts = der.whole(party.cert.public_bytes(serialization.Encoding.DER)).children()
    members = change([n.raw for n in parts[0].children()])
    tbs = wrap(0x30, b"".join(members))
    signature = by.key.sign(tbs, ec.ECDSA(hashes.SHA256()))
    made = wrap(0x30, tbs + (outer or parts[1].raw) + wrap(0x03, b"\x00" + signature))
    return armoured(made)


def wrap(tag, content):
    size = len(content)
    length = bytes([size]) if size < 128 else bytes([0x80 | (size.bit_length() + 7) // 8]) + size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag]) + length + content


def armoured(data, label="CERTIFICATE"):
    body = base64.b64encode(data).decode()
    lines = "\n".join(body[n : n + 64] for n in range(0, len(body), 64))
    return f"-----BEGIN {label}-----\n{lines}\n-----END {label}-----\n".encode()


def tampered(change, outer=None, **how):
    top = root()
    made = leaf(top, **how)
    return Case({"chain.pem": remade(made, top, change, outer), "root.pem": top.pem}, {"hostname": HOST, "purpose": "server", "trust": ["root.pem"]})


def member(n, raw):
    """A change that puts `raw` in the place of the n-th member."""
    return lambda members: [*members[:n], raw, *members[n + 1 :]]


def extra(raw):
    """A change that adds an extension as it stands."""

    def change(members):
        inner = der.whole(members[-1]).children()[0]
        return [*members[:-1], wrap(0xA3, wrap(0x30, inner.content + raw))]

    return change


def extension(number, value, critical=False):
    flag = b"\x01\x01\xff" if critical else b""
    encoded = x509.ObjectIdentifier(number)
    return wrap(0x30, oid(encoded.dotted_string) + flag + wrap(0x04, value))


def oid(dotted):
    first, second, *rest = map(int, dotted.split("."))
    out = bytearray([first * 40 + second])
    for arc in rest:
        chunk = [arc & 0x7F]
        while arc := arc >> 7:
            chunk.append(0x80 | arc & 0x7F)
        out += bytes(reversed(chunk))
    return wrap(0x06, bytes(out))


def revoking(*serials, by, this=NOW - DAY, days=7, number=1, hash_by=None):
    made = x509.CertificateRevocationListBuilder().issuer_name(by.cert.subject).last_update(this).next_update(this + days * DAY)
    made = made.add_extension(x509.CRLNumber(number), False).add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key()), False)
    for serial in serials:
        made = made.add_revoked_certificate(x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(NOW - 2 * DAY).build())
    return made.sign(hash_by or by.key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def with_list(revoked=(), **how):
    top = root()
    made = leaf(top)
    case = served([made], [top], crls=["list.pem"])
    case.files["list.pem"] = revoking(*([made.cert.serial_number] if revoked else [77]), by=top, **how)
    return case


def private_public(fits):
    case, other = sound(), key()
    made = x509.load_pem_x509_certificate(case.files["chain.pem"])
    half = (made.public_key() if fits else other.public_key()).public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return Case({**case.files, "key.pub.pem": half}, {**case.expect, "key": "key.pub.pem"})


def constrained(permitted):
    top = root()
    limit = x509.NameConstraints([x509.DNSName(permitted)], None)
    middle = between(top, more=[(limit, True)])
    return served([leaf(middle), middle], [top])


def policies(demand):
    top = root()
    policy = ObjectIdentifier("1.3.6.1.4.1.55555.1")
    asked = [(x509.PolicyConstraints(require_explicit_policy=0, inhibit_policy_mapping=None), True), (x509.CertificatePolicies([x509.PolicyInformation(policy, None)]), False)]
    middle = between(top, more=asked)
    more = [] if demand else [(x509.CertificatePolicies([x509.PolicyInformation(policy, None)]), False)]
    return served([leaf(middle, more=more), middle], [top])


def deep(length):
    top = root()
    upper = between(top, "Shop Example Upper CA", length=length)
    lower = between(upper, "Shop Example Lower CA", length=None)
    return served([leaf(lower), lower, upper], [top])


def looped(closed):
    one, two = key(), key()
    a, b = named("Shop Example Ring A"), named("Shop Example Ring B")
    first = issue(a, Party(issue(b, ca=True, key=two).cert, two), ca=True, key=one)
    second = issue(b, Party(issue(a, ca=True, key=one).cert, one), ca=True, key=two)
    top = root()
    if not closed:
        middle = between(top)
        return served([leaf(middle), middle], [top])
    return served([leaf(first), first, second], [top])


def crossed(old_sent):
    """A new root, and its cross-signature by an old one that has ended."""
    new_key = key()
    new = root("Shop Example New Root", key=new_key)
    old = root("Shop Example Old Root", begins=NOW - 4000 * DAY, days=3990)
    cross = issue(named("Shop Example New Root"), old, ca=True, key=new_key, begins=NOW - 3000 * DAY, days=2990)
    middle = between(new)
    return served([leaf(middle), middle, *([cross] if old_sent else [])], [new])


def issued_by(common, organization, **how):
    """A lone leaf of an authority of that name, whose root is not trusted, with that authority sent along."""
    top, other = root(common, begins=NOW - 300 * DAY), root()
    top = Party(issue(named(common, organization), ca=True, begins=NOW - 300 * DAY).cert, top.key)
    own = issue(named(common, organization), ca=True, begins=NOW - 300 * DAY)
    return served([leaf(own, begins=NOW - 2 * DAY, days=14, **how), own], [other])


def public_leaf(count, organization="Let's Encrypt", begins=NOW - 10 * DAY):
    """A leaf of an authority with a public name, with so many timestamps of logs."""
    top = issue(named("Example E1", organization), ca=True, begins=NOW - 900 * DAY)
    stamp = wrap(0x04, b"")[:0] + b"\x00" * 43
    listed = b"".join(len(stamp).to_bytes(2, "big") + stamp for _ in range(count))
    made = leaf(top, begins=begins, days=80)
    if not count:
        return served([made], [top])
    raw = extension("1.3.6.1.4.1.11129.2.4.2", wrap(0x04, len(listed).to_bytes(2, "big") + listed))
    return Case({"chain.pem": remade(made, top, extra(raw)), "root.pem": top.pem}, {"hostname": HOST, "purpose": "server", "trust": ["root.pem"]})


def request():
    own = key()
    made = x509.CertificateSigningRequestBuilder().subject_name(named(HOST)).sign(own, hashes.SHA256())
    return Case({"certificate.pem": made.public_bytes(serialization.Encoding.PEM)}, {}, None)


def alone(pem):
    return Case({"certificate.pem": pem}, {}, None)


def flattened():
    return alone(sound().files["chain.pem"].split(b"-----END")[0].replace(b"\n", b" ") + b"-----END CERTIFICATE-----")


def rooted(extra_root):
    top = root()
    middle = between(top)
    return served([leaf(middle), middle, *([top] if extra_root else [])], [top])


def broken():
    case = sound()
    first = case.files["chain.pem"].index(b"-----END")
    data = bytearray(base64.b64decode(b"".join(case.files["chain.pem"][:first].splitlines()[1:])))
    data[-3] ^= 0x01
    rest = case.files["chain.pem"][first:].split(b"-----\n", 1)[1]
    return Case({**case.files, "chain.pem": armoured(bytes(data)) + rest}, case.expect)


def stapled():
    return sound(more=[(x509.TLSFeature([x509.TLSFeatureType.status_request]), False)])


def client(purposes):
    case = sound(purposes=purposes)
    return Case(case.files, {**case.expect, "purpose": "client"})


def standing_alone(**how):
    top = issue(named("Shop Example Issuing CA"), ca=True)
    return alone(leaf(top, **how).pem)


def middle_made(leaf_how=None, **how):
    top = root()
    middle = between(top, **how)
    return served([leaf(middle, **(leaf_how or {})), middle], [top])


def misordered(swapped):
    top = root()
    upper = between(top, "Shop Example Upper CA", length=1)
    lower = between(upper, "Shop Example Lower CA")
    chain = [leaf(lower), upper, lower] if swapped else [leaf(lower), lower, upper]
    return served(chain, [top])


def surplus(added):
    top = root()
    middle = between(top)
    return served([leaf(middle), middle, *([between(root("Other Example Root"), "Other Example CA")] if added else [])], [top])


def self_signed(is_so):
    return served([issue(named(HOST), names=[HOST], purposes=[SERVER])], [root()]) if is_so else sound()


def missing(gap):
    top = root()
    middle = between(top)
    return served([leaf(middle)] if gap else [leaf(middle), middle], [top])


def identified(wrong):
    aki = x509.AuthorityKeyIdentifier(b"\x01" * 20, None, None) if wrong else None
    top = root()
    return served([leaf(top, aki=aki)], [top])


def ended(which):
    """The part of the chain that has ended: leaf, middle, top or none."""
    late = {"begins": NOW - 400 * DAY, "days": 390}
    top = root(**({"begins": NOW - 4000 * DAY, "days": 3990} if which == "top" else {}))
    middle = between(top, **(late if which == "middle" else {}))
    return served([leaf(middle, **(late if which == "leaf" else {})), middle], [top])


UNKNOWN = x509.UnrecognizedExtension(ObjectIdentifier("1.3.6.1.4.1.55555.9"), b"\x05\x00")
CASES = {
    "x509/ca-distrusted": (lambda: issued_by("WoSign CA Example", "WoSign CA Limited"), lambda: issued_by("Shop Example CA", "Shop Example Ltd")),
    "x509/ca-unknown": (lambda: issued_by("Corp Example Root", "Corp Example"), sound),
    "x509/ca-used-as-leaf": (lambda: sound(ca=True, usage=usage("key_cert_sign", "crl_sign")), sound),
    "x509/certificate-expiring": (lambda: sound(begins=NOW - 70 * DAY), lambda: sound(begins=NOW - 50 * DAY)),
    "x509/certificate-not-yet-valid": (lambda: sound(begins=NOW + DAY), lambda: sound(begins=NOW - timedelta(seconds=1))),
    "x509/certificate-policy-missing": (lambda: policies(True), lambda: policies(False)),
    "x509/certificate-revoked": (lambda: with_list(revoked=True), with_list),
    "x509/chain-malformed": (lambda: looped(True), lambda: looped(False)),
    "x509/chain-misordered": (lambda: misordered(True), lambda: misordered(False)),
    "x509/client-purpose-missing": (lambda: client([SERVER]), lambda: client([SERVER, CLIENT])),
    "x509/critical-extension-unknown": (lambda: sound(more=[(UNKNOWN, True)]), lambda: sound(more=[(UNKNOWN, False)])),
    "x509/cross-sign-expired": (lambda: crossed(True), lambda: crossed(False)),
    "x509/extension-malformed": (lambda: tampered(extra(extension("2.5.29.32", b"\x30\x05\x00"))), lambda: tampered(list)),
    "x509/file-encoding-damaged": (flattened, lambda: alone(sound().files["chain.pem"])),
    "x509/hostname-mismatch": (lambda: sound(host="www.shop.example"), lambda: sound(host="API.shop.example.")),
    "x509/intermediate-expired": (lambda: ended("middle"), lambda: ended("none")),
    "x509/intermediate-missing": (lambda: missing(True), lambda: missing(False)),
    "x509/ip-address-mismatch": (lambda: sound(host="192.0.2.7", common="192.0.2.7", names=["shop.example"]), lambda: sound(host="192.0.2.7", common="192.0.2.7")),
    "x509/key-identifier-mismatch": (lambda: identified(True), lambda: identified(False)),
    "x509/key-type-unsupported": (lambda: sound(kind="p192"), sound),
    "x509/key-usage-unsuitable": (lambda: middle_made(usage=usage("crl_sign")), middle_made),
    "x509/known-bad-root": (lambda: issued_by("Superfish, Inc.", "Superfish, Inc."), lambda: issued_by("Superb Fish Ltd", "Superb Fish Ltd")),
    "x509/leaf-expired": (lambda: ended("leaf"), lambda: ended("none")),
    "x509/leaf-self-signed": (lambda: self_signed(True), lambda: self_signed(False)),
    "x509/leaf-used-as-ca": (lambda: middle_made(without=("basic",)), middle_made),
    "x509/lifetime-excessive": (lambda: sound(days=400), lambda: sound(days=397)),
    "x509/name-constraint-violation": (lambda: constrained("other.example"), lambda: constrained("shop.example")),
    "x509/name-malformed": (lambda: sound(names=[HOST, "api_internal.shop.example"]), lambda: sound(names=[HOST, "api-internal.shop.example"])),
    "x509/ocsp-staple-missing": (stapled, sound),
    "x509/path-length-exceeded": (lambda: deep(0), lambda: deep(1)),
    "x509/private-key-mismatch": (lambda: private_public(False), lambda: private_public(True)),
    "x509/revocation-list-unusable": (lambda: with_list(this=NOW - 30 * DAY), with_list),
    "x509/revocation-source-unreachable": (standing_alone, lambda: standing_alone(more=[(POINT, False)])),
    "x509/root-certificate-sent": (lambda: rooted(True), lambda: rooted(False)),
    "x509/root-expired": (lambda: ended("top"), lambda: ended("none")),
    "x509/rsa-key-weak": (lambda: sound(kind="1024"), lambda: sound(kind="2048")),
    "x509/serial-number-invalid": (lambda: tampered(member(1, wrap(0x02, b"\x80\x01"))), lambda: tampered(member(1, wrap(0x02, b"\x7f\x01")))),
    "x509/server-purpose-missing": (lambda: sound(purposes=[CLIENT]), lambda: sound(purposes=[SERVER, CLIENT])),
    "x509/signature-algorithm-inconsistent": (lambda: tampered(member(2, wrap(0x30, oid("1.2.840.10045.4.3.3")))), lambda: tampered(list)),
    "x509/signature-algorithm-weak": (lambda: weak(True), lambda: weak(False)),
    "x509/signature-invalid": (broken, sound),
    "x509/subject-alternative-name-missing": (lambda: sound(names=[]), sound),
    "x509/surplus-certificate-sent": (lambda: surplus(True), lambda: surplus(False)),
    "x509/transparency-timestamp-missing": (lambda: public_leaf(0), lambda: public_leaf(2)),
    "x509/version-outdated": (lambda: tampered(lambda members: members[1:-1]), lambda: tampered(list)),
    "x509/wildcard-mismatch": (lambda: sound(host="a.b.shop.example", names=["*.*.shop.example"]), lambda: sound(host="b.shop.example", names=["*.shop.example"])),
    "x509/wrong-file": (request, lambda: alone(sound().files["chain.pem"])),
    "tls/captive-portal": (lambda: sound(common="login.captive-portal.example", names=["login.captive-portal.example"]), sound),
    "tls/client-certificate-rejected": (lambda: client_of("Partner Example CA"), lambda: client_of("Shop Example Test Root R1")),
    "tls/certificate-pin-mismatch": (lambda: pinned(False), lambda: pinned(True)),
    "tls/interception": (lambda: issued_by("Zscaler Intermediate Root CA (zscalertwo.net)", "Zscaler Inc."), lambda: issued_by("Corp Example Root", "Corp Example")),
}
"""Cause to the case that has it and the near miss that does not."""
POINT = x509.CRLDistributionPoints([x509.DistributionPoint([x509.UniformResourceIdentifier("http://crl.shop.example/ca.crl")], None, None, None)])


def weak(so):
    """Signed with SHA-1: no library of today signs so, hence the signature is one of an RSA key over its own padding."""
    own = rsa.generate_private_key(65537, 2048)
    top = root(key=own)
    made = leaf(top)
    if not so:
        return served([made], [top])
    parts = der.whole(made.cert.public_bytes(serialization.Encoding.DER)).children()
    algorithm = wrap(0x30, oid("1.2.840.113549.1.1.5") + b"\x05\x00")
    tbs = wrap(0x30, b"".join(member(2, algorithm)([n.raw for n in parts[0].children()])))
    signed = wrap(0x30, tbs + algorithm + wrap(0x03, b"\x00" + sha1_signature(own, tbs)))
    return Case({"chain.pem": armoured(signed), "root.pem": top.pem}, {"hostname": HOST, "purpose": "server", "trust": ["root.pem"]})


def sha1_signature(own, data):
    """RSASSA-PKCS1-v1_5 with SHA-1, done by hand (RFC 8017 8.2.1)."""
    import hashlib

    numbers = own.private_numbers()
    size = own.key_size // 8
    info = bytes.fromhex("3021300906052b0e03021a05000414") + hashlib.sha1(data, usedforsecurity=False).digest()
    padded = b"\x00\x01" + b"\xff" * (size - len(info) - 3) + b"\x00" + info
    return pow(int.from_bytes(padded, "big"), numbers.d, numbers.public_numbers.n).to_bytes(size, "big")


def pinned(fits):
    import hashlib

    case = sound()
    made = x509.load_pem_x509_certificate(case.files["chain.pem"])
    spki = made.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    digest = base64.b64encode(hashlib.sha256(spki if fits else b"another key").digest()).decode()
    return Case(case.files, {**case.expect, "pins": [f"sha256/{digest}"]})


def client_of(accepted):
    """A client's certificate, and the authority that the server takes such from."""
    top = root()
    made = issue(named("worker-07", "Shop Example Ltd"), top, purposes=[CLIENT])
    return Case({"client.pem": chained(made)}, {"purpose": "client", "client_auth": [f"O = Shop Example Ltd, CN = {accepted}"]})


def written(case, folder):
    """Put a case into a folder, as a customer's files with a case file beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in case.files.items():
        (folder / name).write_bytes(data)
    told = {"expect": {"tls": case.expect}} if case.expect else {}
    if case.at:
        told["incident_time"] = case.at.isoformat()
    if told:
        (folder / "case.yaml").write_text(yaml.safe_dump(told, sort_keys=False))
    return folder


if __name__ == "__main__":
    for cause, pair in CASES.items():
        for make, suffix in zip(pair, ("", ".near-miss"), strict=True):
            written(make(), HOME / "samples" / (cause + suffix))
