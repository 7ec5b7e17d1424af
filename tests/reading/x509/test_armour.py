"""Certificates are found however they were pasted, and what was wrong about the text is told."""

import base64

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given
from hypothesis import strategies as st

from triagekit.reading.x509 import armour


@pytest.fixture(scope="module")
def pem(making):
    return making.issue(making.named("Shop Example"), names=[making.HOST]).pem.decode()


@pytest.fixture(scope="module")
def der(pem):
    return base64.b64decode("".join(pem.splitlines()[1:-1]))


def body(pem):
    return "".join(pem.splitlines()[1:-1])


DAMAGE = {
    "nothing": (lambda p: p, ()),
    "line ends of Windows": (lambda p: p.replace("\n", "\r\n"), ()),
    "words before it": (lambda p: "Bag Attributes\n    friendlyName: a\nsubject=CN = a\n" + p, ()),
    "no last line end": (lambda p: p.rstrip(), ()),
    "line breaks lost": (lambda p: "-----BEGIN CERTIFICATE-----" + body(p) + "-----END CERTIFICATE-----", ("lines-lost",)),
    "line breaks as spaces": (lambda p: p.strip().replace("\n", " "), ("lines-lost", "spaces-inside")),
    "line breaks as \\n": (lambda p: p.strip().replace("\n", "\\n"), ("lines-lost", "literal-newlines")),
    "armour lost": (lambda p: "\n".join(p.splitlines()[1:-1]), ("armour-lost",)),
    "one long line": (lambda p: body(p), ("armour-lost",)),
    "dashes of a word processor": (lambda p: p.replace("-----", "\u2014\u2014"), ("armour-mangled",)),
    "dashes with spaces": (lambda p: p.replace("-----", "- - - - -"), ("armour-mangled",)),
    "end line lost": (lambda p: p.split("-----END")[0], ("armour-cut",)),
    "quoted": (lambda p: p.replace("\nM", "\n>M", 1), ("foreign-characters",)),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGE)
def test_each_damage_is_named_and_the_certificate_still_read(name, pem, der):
    change, faults = DAMAGE[name]
    (piece,) = armour.find(change(pem).encode()).pieces
    assert piece.kind == "certificate"
    assert set(piece.faults) == set(faults)
    assert piece.der == der


def test_utf16_is_read_and_told(pem, der):
    (piece,) = armour.find(pem.encode("utf-16")).pieces
    assert (piece.der, piece.faults) == (der, ("wide-encoding",))


def test_a_cut_certificate_is_a_certificate_that_is_cut(pem):
    (piece,) = armour.find(pem[: len(pem) // 2].encode()).pieces
    assert piece.kind == "certificate"
    assert "armour-cut" in piece.faults


def test_der_is_read_also_with_a_line_end_after_it(der):
    assert armour.find(der + b"\r\n").pieces == [armour.Piece("certificate", der)]
    assert armour.find(der).binary


def test_several_keep_their_order_and_lines(pem):
    found = armour.find((pem + pem).encode())
    assert [p.line for p in found.of("certificate")] == [1, 1 + pem.count("\n")]


def test_a_wrong_label_is_told(pem):
    (piece,) = armour.find(pem.replace("CERTIFICATE", "X509 CRL").encode()).pieces
    assert (piece.kind, piece.faults) == ("certificate", ("label-wrong",))


def test_a_private_key_is_one_whatever_it_holds():
    (piece,) = armour.find(b"-----BEGIN EC PRIVATE KEY-----\n???\n-----END EC PRIVATE KEY-----\n").pieces
    assert (piece.kind, piece.faults) == ("private-key", ())


def test_a_request_and_a_list_are_told_apart(making):
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    request = x509.CertificateSigningRequestBuilder().subject_name(making.named("a")).sign(making.key(), hashes.SHA256())
    assert armour.find(request.public_bytes(Encoding.PEM)).pieces[0].kind == "request"
    assert armour.find(request.public_bytes(Encoding.DER)).pieces[0].kind == "request"
    assert armour.find(making.revoking(by=making.root())).pieces[0].kind == "crl"


@pytest.mark.parametrize("text", ["", "hello", "MIIB", "A sentence about BEGIN CERTIFICATE and nothing else.", "{}" * 400])
def test_other_texts_hold_nothing(text):
    assert not armour.find(text.encode()).of("certificate")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_an_error(noise):
    armour.find(noise)
    armour.find(b"-----BEGIN CERTIFICATE-----" + noise + b"-----END CERTIFICATE-----")


def test_thousands_of_beginnings_without_an_end_are_read_in_one_pass():
    from time import perf_counter

    text = (b"-----BEGIN CERTIFICATE-----\n" + b"MIIB" * 400 + b"\n") * 2400 + b"-----END CERTIFICATE-----"
    begun = perf_counter()
    assert len(armour.find(text).pieces) == armour.BLOCKS
    assert perf_counter() - begun < 15
