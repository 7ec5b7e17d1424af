"""Revocation and transparency by what the case holds."""

import pytest


@pytest.mark.parametrize(("stapled", "state"), [("yes", "passed"), ("no", "failed"), (None, "noted")])
def test_a_proof_of_status_shows_in_the_handshake(making, judged, stapled, state):
    hints = {"host": making.HOST, **({"stapled": stapled} if stapled else {})}
    assert judged(making.stapled(), hints=hints)["x509.check.ocsp-staple-missing"] == state


def test_without_lists_nothing_is_said_and_the_need_is_named(making, judged):
    fields = judged(making.sound())
    assert "x509.check.certificate-revoked" not in fields
    assert any("revocation lists" in need for need in fields["x509.needs"])


def test_the_date_and_the_reason_are_told(making, judged):
    assert "2026-02-28" in judged(making.with_list(revoked=True))["x509.why.certificate-revoked"]


def test_a_list_of_somebody_else_only_is_told(making, judged):
    case = making.with_list()
    case.files["list.pem"] = making.revoking(by=making.root("Other Example Root"))
    assert "no list of" in judged(case)["x509.why.revocation-list-unusable"]


@pytest.mark.parametrize(("count", "state"), [(0, "failed"), (1, "failed"), (2, "passed")])
def test_timestamps_that_public_logs_gave(making, judged, count, state):
    assert judged(making.public_leaf(count))["x509.check.transparency-timestamp-missing"] == state


def test_private_authorities_are_exempt_from_logs(making, judged):
    assert judged(making.public_leaf(0, "Shop Example Ltd")).get("x509.check.transparency-timestamp-missing", "passed") == "passed"
