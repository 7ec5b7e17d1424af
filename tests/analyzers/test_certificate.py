"""Certificates as files of their own."""

import importlib.util
from pathlib import Path

import pytest
import yaml
from cryptography.hazmat.primitives.serialization import Encoding

from analyzers.certificate import analyzer, examiner
from triagekit import pipeline
from triagekit.model import Location
from triagekit.records import Coverage, Material
from triagekit.roles import Context, Head

_SPEC = importlib.util.spec_from_file_location("cases_of_files", Path(__file__).parents[2] / "samples" / "make" / "certificates.py")
making = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(making)


def head(data):
    return Head(data[:65536], len(data), "a.bin", data[:65536].decode("utf-8", "replace"))


class Memory:
    artifact = "a0001"

    def __init__(self, data):
        self.data, self.head = data, head(data)

    def read(self, limit):
        return self.data[:limit]


PEM = making.root().pem
DER = making.root().cert.public_bytes(Encoding.DER)


@pytest.mark.parametrize("data", [PEM, DER, b"subject=CN = a\nissuer=CN = b\n" + PEM, PEM.replace(b"-----", "\u2014\u2014\u2014".encode()), b"".join(PEM.splitlines()[1:-1]), PEM.replace(b"\n", b" "), making.revoking(by=making.root())])
def test_it_recognises_certificates_however_they_were_pasted(data):
    assert analyzer.recognises(head(data)) >= 60


@pytest.mark.parametrize("data", [b"", b"hello", b"0\x82", b"2026-03-02 10:00:00 ERROR the file begins with BEGIN CERTIFICATE\n", b'{"cert": "-----BEGIN CERTIFICATE-----"}', b"MIIB"])
def test_it_leaves_other_files_alone(data):
    assert analyzer.recognises(head(data)) < 50


def test_a_file_is_one_material_and_all_of_it_is_examined():
    coverage, material = analyzer.read(Memory(PEM), Context())
    assert (coverage, material.kind, material.data) == (Coverage(examined=len(PEM)), "certificate", PEM)


def test_an_empty_file_says_so():
    items = list(analyzer.read(Memory(b" \n"), Context()))
    assert [i.code for i in items if hasattr(i, "code")] == ["TK-IO-014"]


def test_the_examiner_gives_records_of_certificates():
    from triagekit.records import Use

    (record,) = examiner.examine([Material("certificate", PEM, [Use(None, None, Location("a0001"))])], Context())
    assert record.kind in examiner.kinds


@pytest.mark.parametrize("cause", ["x509/leaf-expired", "x509/hostname-mismatch", "x509/intermediate-missing", "tls/interception", "x509/certificate-revoked", "x509/wrong-file"])
def test_the_whole_program_names_the_cause_first(tmp_path, cause):
    case = making.CASES[cause][0]()
    folder = making.written(case, tmp_path / "case")
    run = pipeline.analyze([str(folder)], pipeline.Options())
    first = run.judgement.causes[0]
    assert (first.id, first.verdict.value) == (cause, "confirmed")


def test_the_committed_samples_hold_no_private_key_and_say_what_they_expect():
    samples = Path(__file__).parents[2] / "samples"
    for folder in (p for family in ("x509", "tls") for p in (samples / family).iterdir() if p.is_dir()):
        assert not any(b"PRIVATE KEY" in f.read_bytes() for f in folder.iterdir())
        told = folder / "case.yaml"
        assert not told.exists() or set(yaml.safe_load(told.read_text())) <= {"expect", "incident_time"}
