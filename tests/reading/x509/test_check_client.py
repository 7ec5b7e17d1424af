"""The list of authorities that a server announces, against the certificate that the client has."""

import pytest

from triagekit.model import Location
from triagekit.reading.x509.check_client import parts
from triagekit.reading.x509.examine import examine
from triagekit.records import Material, Use
from triagekit.roles import Context

CHECK = "x509.check.client-certificate-rejected"


@pytest.mark.parametrize("name", ["/O=Shop Example Ltd/CN=Issuing CA", "O = Shop Example Ltd, CN = Issuing CA", "O=Shop Example Ltd, CN=Issuing CA", "CN=issuing  ca,O=SHOP EXAMPLE LTD", 'O = "Shop Example Ltd", CN = Issuing CA'])
def test_every_way_of_writing_a_name_reads_as_one(name):
    assert parts(name) == {("o", "shop example ltd"), ("cn", "issuing ca")}


def test_a_comma_inside_a_value_is_part_of_it_and_words_are_no_name():
    assert parts("O = Example, Inc., CN = R1") == {("o", "example, inc."), ("cn", "r1")}
    assert parts("Requested Signature Algorithms") == frozenset()


def test_any_authority_above_the_certificate_will_do(making, judged):
    top = making.root()
    middle = making.between(top)
    made = making.issue(making.named("worker-07"), middle, purposes=[making.CLIENT])
    wanted = {"purpose": "client", "client_auth": [f"CN={top.cert.subject.rfc4514_string().split('CN=')[1].split(',')[0]}, O=Shop Example Ltd"]}
    assert judged(making.Case({"c": making.chained(made, middle)}, wanted))[CHECK] == "passed"


def test_the_servers_own_chain_is_not_held_against_its_list(making, judged):
    case = making.sound()
    told = {"purpose": "client", "client_auth": ["CN=Partner CA"]}
    assert CHECK not in judged(making.Case(case.files, told), hints={"served": "yes", "host": making.HOST})


def test_the_list_that_a_handshake_printed_judges_the_certificate_beside_it(making):
    client = making.issue(making.named("worker-07"), making.root(), purposes=[making.CLIENT])
    server = Material("certificate", making.sound().files["chain.pem"], [Use(None, None, Location("a0001"))], {"served": "yes", "host": making.HOST, "accepts": "C = DE, CN = Partner CA"})
    own = Material("certificate", client.pem, [Use(None, None, Location("a0002"))])
    first, second = examine([server, own], Context())
    assert CHECK not in first.fields
    assert second.fields[CHECK] == "failed"
    assert "Partner CA" in second.fields["x509.why.client-certificate-rejected"]


def test_without_a_list_nothing_is_said(making, judged):
    made = making.issue(making.named("worker-07"), making.root(), purposes=[making.CLIENT])
    assert CHECK not in judged(making.Case({"c": made.pem}, {"purpose": "client"}))
