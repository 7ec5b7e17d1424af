"""Names against the host."""

import pytest


@pytest.mark.parametrize(
    ("how", "failed"),
    [
        ({"host": "shop.example", "names": ["*.shop.example"]}, "wildcard-mismatch"), ({"host": "a.other.example", "names": ["*.shop.example"]}, "hostname-mismatch"),
        ({"host": "192.0.2.1", "names": ["192.0.2.2"]}, "ip-address-mismatch"), ({"host": "192.0.2.1"}, "hostname-mismatch"), ({"host": "a.example", "names": []}, "subject-alternative-name-missing"),
        ({"host": "xn--bcher-kva.example", "names": ["bücher.example"]}, "name-malformed"),
    ],
)  # fmt: skip
def test_what_misses_the_host_is_told_apart(making, judged, how, failed):
    if any(not n.isascii() for n in how.get("names", ())):
        raw = making.extension("2.5.29.17", making.wrap(0x30, making.wrap(0x82, how["names"][0].encode())))
        top = making.root()
        fields = judged(making.Case({"c": making.remade(making.leaf(top, names=[]), top, making.extra(raw)), "root.pem": top.pem}, {"hostname": how["host"], "purpose": "server", "trust": ["root.pem"]}))
    else:
        fields = judged(making.sound(**how))
    assert failed in fields["x509.failed"]
    assert not {"hostname-mismatch", "wildcard-mismatch", "ip-address-mismatch", "name-malformed"} & (set(fields["x509.failed"]) - {failed, "hostname-mismatch"} if failed.startswith("subject") else set(fields["x509.failed"]) - {failed})


def test_a_client_is_not_measured_by_a_host(making, judged):
    case = making.sound(purposes=[making.CLIENT])
    fields = judged(making.Case(case.files, {**case.expect, "purpose": "client", "hostname": "other.example"}))
    assert "x509.check.hostname-mismatch" not in fields


def test_a_common_name_among_no_alternative_names_is_a_word_and_as_an_address_more(making, judged):
    assert judged(making.sound(common="old.shop.example", names=[making.HOST]))["x509.check.ip-address-mismatch"] == "noted"
    assert judged(making.sound(common="192.168.001.001", names=[making.HOST]))["x509.check.ip-address-mismatch"] == "failed"


def test_an_address_of_a_private_network_is_a_word_for_a_certificate_alone(making, judged):
    party = making.issue(making.named("x"), making.root(), names=["10.0.0.1"], purposes=[making.SERVER])
    assert judged(making.alone(party.pem))["x509.check.ip-address-mismatch"] == "noted"


def test_without_a_host_the_need_is_named(making, judged):
    case = making.sound()
    fields = judged(making.Case(case.files, {"trust": case.expect["trust"], "purpose": "server"}))
    assert "x509.check.hostname-mismatch" not in fields
    assert any("host name" in need for need in fields["x509.needs"])
