"""Certificates made anew in every run by the script that makes the samples, and what is judged of them."""

import importlib.util
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from triagekit.model import Location
from triagekit.reading.x509 import certificate
from triagekit.reading.x509.examine import examine
from triagekit.records import Material, Use
from triagekit.roles import Context

_SCRIPT = Path(__file__).parents[3] / "samples" / "make" / "certificates.py"


@pytest.fixture(scope="session")
def making():
    """The script that makes the samples, as a module."""
    spec = importlib.util.spec_from_file_location("making_certificates", _SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def expectations():
    """The expect.tls block of a case, file names replaced by their bytes."""

    def replaced(case):
        def bytes_of(value):
            return tuple(case.files[n] for n in value) if isinstance(value, list) else case.files[value]

        return {name: bytes_of(value) if name in {"trust", "crls", "key", "intermediates"} else value for name, value in case.expect.items()}

    return replaced


@pytest.fixture(scope="session")
def context(expectations):
    def built(case, **more):
        told = expectations(case)
        return Context(incident_time=case.at, expect={"tls": told} if told else {}, **more)

    return built


@pytest.fixture(scope="session")
def judged(context):
    """The fields that are judged of the case's first file."""

    def judge(case, hints=None, use=None):
        data = next(iter(case.files.values()))
        place = use or Use(None, None, Location("a0001"), place="bare")
        (record,) = examine([Material("certificate", data, [place], hints or {})], context(case))
        return record.fields

    return judge


@pytest.fixture(scope="session")
def parsed():
    """A made party as the reader sees it."""
    return lambda party: certificate.parse(party.cert.public_bytes(Encoding.DER))


@pytest.fixture(scope="session")
def states():
    """The outcome of each check, by name."""
    return lambda fields: {name.removeprefix("x509.check."): value for name, value in fields.items() if name.startswith("x509.check.")}
