"""What lint says about words."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "Disable certificate verification and try again",
        "Please turn off TLS for a moment",
        "Run curl -k against the host",
        "Set NODE_TLS_REJECT_UNAUTHORIZED=0",
        "Please send us your password",
        "Forward the private key of the server",
        "Ignore the certificate warning",
        "Temporarily disable your company's firewall",
    ],
)
def test_risky_advice_is_refused_wherever_it_stands(spoil, text):
    assert spoil("auth/token", ask_customer=text) == ["TK-LINT-040"]
    assert spoil("auth/token", ask_customer="x", next_steps=[{"do": text}]) == ["TK-LINT-040"]


@pytest.mark.parametrize(
    "text",
    [
        "Never disable certificate verification",
        "Do not send your password",
        "Send the log without any access token",
        "Send the exp claim; do not send the token",
        "Ask which password policy applies",
        "Please send the HAR file; we remove the session cookie's value",
        "Check whether someone turned off certificate verification",
        "Send the access token's claims only",
    ],
)
def test_safe_advice_that_names_the_danger_is_let_through(spoil, text):
    assert spoil("auth/token", ask_customer=text) == []


@pytest.mark.parametrize("text", ["Hello {name}", "Host <your host>", "Error %s", "Dear [YOUR NAME]", "Path ${HOME}", "It said redacted-host"])
def test_a_placeholder_in_wording_that_is_sent_as_it_stands_is_refused(spoil, text):
    assert spoil("auth/token", customer_wording=text) == ["TK-LINT-041"]


@pytest.mark.parametrize("key", ["ask_customer", "customer_wording", "looks_like"])
def test_missing_words_are_advice(spoil, key):
    assert spoil("auth/token", **{key: ""}) == ["TK-LINT-042"]


@pytest.mark.parametrize(
    "reference",
    [
        "http://example.com/x", "www.rfc-editor.org/rfc/rfc9110#section-15", "https://tools.ietf.org/html/rfc6750#section-3",
        "https://www.rfc-editor.org/rfc/rfc9110", "see RFC 9110", "https://datatracker.ietf.org/doc/html/rfc6750",
    ],
)  # fmt: skip
def test_a_reference_names_a_clause_at_an_address_that_lives(spoil, reference):
    assert spoil(references=[reference]) == ["TK-LINT-050"]


def test_names_that_no_rule_has_are_found(spoil):
    assert spoil("auth/token", explains=["auth/pasword"]) == ["TK-LINT-033"]


def test_an_observation_that_no_cause_sees_is_advice(clean, codes):
    clean.observation("http/lonely", {"s": {"response.status": 418}})
    assert "TK-LINT-034" in codes("http/lonely")


@pytest.mark.parametrize(
    ("weights", "says"),
    [
        ([("strong", "a")], True), ([("strong", "a"), ("strong", "a")], True), ([("moderate", "a"), ("weak", "b")], True),
        ([("strong", "a"), ("weak", "b")], False), ([("moderate", "a"), ("moderate", "b")], False),
    ],
)  # fmt: skip
def test_a_cause_that_can_never_be_likely_is_refused_unless_coarse(spoil, weights, says):
    sees = ["http/bearer-rejected", "http/basic-rejected"]
    evidence = [{"sees": s, "supports": w, "group": g} for s, (w, g) in zip(sees, weights, strict=False)]
    assert ("TK-LINT-035" in spoil("auth/token", evidence=evidence)) is says
    assert "TK-LINT-035" not in spoil("auth/token", evidence=evidence, coarse=True)
