"""Status codes by level."""

import pytest


@pytest.mark.parametrize(("codes", "checks"), [
    (("Success",), set()), (("Responder",), {"idp-side-failure"}), (("Requester",), {"sp-request-refused"}), (("VersionMismatch",), {"version-refused"}),
    (("Responder", "AuthnFailed"), {"idp-side-failure", "user-authentication-failed"}), (("Responder", "RequestDenied"), {"idp-side-failure", "user-access-refused"}),
    (("Requester", "InvalidNameIDPolicy"), {"sp-request-refused", "nameid-policy-refused"}), (("Responder", "NoAuthnContext"), {"idp-side-failure", "authentication-context-refused"}),
    (("Responder", "NoPassive"), {"idp-side-failure", "passive-login-refused"}), (("Responder", "UnknownPrincipal"), {"idp-side-failure", "user-unknown-to-idp"}),
    (("Requester", "RequestUnsupported"), {"sp-request-refused", "status-uncommon"}), (("Strange",), {"status-uncommon"}),
])  # fmt: skip
def test_codes(lab, codes, checks):
    inner = lab.signed(lab.assertion()).decode() if codes == ("Success",) else ""
    assert lab.failed(lab.response(inner=inner, status=lab.status(*codes))) == checks


def test_a_code_that_is_no_uri_is_uncommon(lab):
    text = lab.response(inner="", status='<samlp:Status><samlp:StatusCode Value="500"/></samlp:Status>')
    assert "status-uncommon" in lab.failed(text)


def logout(lab, *codes):
    text = lab.response(inner="", status=lab.status(*codes))
    return text.replace("samlp:Response", "samlp:LogoutResponse")


def test_a_sign_out_can_fail_as_a_whole_or_in_part(lab):
    assert "logout-failed" in lab.failed(logout(lab, "Responder"))
    partial = lab.failed(logout(lab, "Success", "PartialLogout"))
    assert "logout-partial" in partial
    assert "logout-failed" not in partial
    assert lab.failed(logout(lab, "Success")) == set()
