"""Certificates in what a tool printed."""

import importlib.util
from pathlib import Path

from triagekit.model import Location
from triagekit.reading import carried_pem
from triagekit.records import Kind, Record

_SPEC = importlib.util.spec_from_file_location("cases_of_events", Path(__file__).parents[2] / "samples" / "make" / "certificates.py")
making = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(making)
CHAIN = making.sound().files["chain.pem"].decode()
LEAF = CHAIN.split("-----BEGIN")[1]


def found(text, form="openssl-s-client", **more):
    return list(carried_pem.find(Record(Kind.EVENT, Location("a0001"), {"event.format": form, "event.text": text, **more})))


def test_the_whole_chain_is_one_material_with_its_host():
    (made,) = found(f"Certificate chain\n 0 s:CN = a\n 1 s:CN = b\n{CHAIN}", **{"tls.sni": "api.shop.example"})
    assert made.data.count(b"BEGIN CERTIFICATE") == 2
    assert made.hints == {"host": "api.shop.example", "sni": "api.shop.example", "served": "yes"}


def test_what_was_sent_and_not_printed_is_noted():
    (made,) = found(f" 0 s:CN = a\n 1 s:CN = b\n-----BEGIN{LEAF}")
    assert made.hints["partial"] == "yes"


def test_a_leaf_that_is_printed_twice_counts_once():
    (made,) = found(f" 0 s:CN = a\n-----BEGIN{LEAF}\nServer certificate\n-----BEGIN{LEAF}")
    assert made.data.count(b"BEGIN") == 1
    assert "partial" not in made.hints


def test_whether_a_proof_of_status_came_is_read():
    assert found("OCSP response: no response sent\n" + CHAIN)[0].hints["stapled"] == "no"
    assert found("OCSP Response Status: successful (0x0)\n" + CHAIN)[0].hints["stapled"] == "yes"


def test_a_log_may_have_cut_the_chain():
    assert found(CHAIN, form="app")[0].hints == {"partial": "yes"}


def test_escaped_or_cut_blocks_and_other_records_give_nothing():
    assert not found(CHAIN.replace("\n", "\\n"))
    assert not found(CHAIN[:300])
    assert not list(carried_pem.find(Record(Kind.EXCHANGE, Location("a0001"), {"event.text": CHAIN})))


def test_the_authorities_that_the_server_takes_client_certificates_from_are_read():
    names = "C = DE, O = Shop Example, CN = Partner CA\n/C=US/CN=Old CA\n"
    (made,) = found(f"{CHAIN}\nAcceptable client certificate CA names\n{names}Requested Signature Algorithms: ECDSA+SHA256\n")
    assert made.hints["accepts"].splitlines() == names.splitlines()
    assert "accepts" not in found(f"{CHAIN}\nNo client certificate CA names sent\n")[0].hints
