"""The chain as sent, and why no anchor is reached."""


def test_a_private_root_is_told_from_a_missing_intermediate(making, judged):
    other = making.root("Other Example Root")
    whole = judged(making.served([making.leaf(making.between(top := making.root())), making.between(top)], [other]))
    assert whole["x509.chain.end"] in {"gap", "broken"}
    lone = judged(making.served([making.leaf(making.issue(making.named("corp-dc01-ca", ""), ca=True))], [other]))
    assert (lone["x509.check.ca-unknown"], lone["x509.check.intermediate-missing"]) == ("failed", "noted")


def test_a_lone_certificate_whose_host_nobody_named_is_not_called_incomplete(making, judged):
    case = making.missing(True)
    fields = judged(making.Case(case.files, {"trust": case.expect["trust"], "purpose": "any"}))
    assert fields["x509.check.intermediate-missing"] == "noted"


def test_without_a_trust_store_a_private_root_is_not_judged_and_a_gap_of_a_public_one_is(making, judged):
    top = making.root()
    private = judged(making.Case({"c": making.chained(making.leaf(top), top)}, {"hostname": making.HOST}))
    assert private.get("x509.check.ca-unknown") != "failed"
    public = making.issue(making.named("Example R3", "Let's Encrypt"), ca=True)
    assert judged(making.Case({"c": making.leaf(public).pem}, {"hostname": making.HOST}))["x509.check.intermediate-missing"] == "failed"


def test_an_inspection_root_that_is_trusted_is_only_a_word(making, judged):
    top = making.issue(making.named("Zscaler Example Root", "Zscaler Inc."), ca=True)
    assert judged(making.served([making.leaf(top)], [top]))["x509.check.interception"] == "noted"


def test_a_duplicate_is_too_much(making, judged):
    top = making.root()
    middle = making.between(top)
    fields = judged(making.served([making.leaf(middle), middle, middle], [top]))
    assert "twice" in fields["x509.why.surplus-certificate-sent"]


def test_a_chain_that_handshakes_printed_in_part_is_not_judged_as_sent(making, judged):
    case = making.Case({"c": making.missing(True).files["chain.pem"]}, {})
    told = judged(case, hints={"host": making.HOST, "served": "yes", "partial": "yes"})
    assert "x509.check.chain-misordered" not in told
    assert told.get("x509.check.intermediate-missing") != "failed"


def test_policy_constraints_that_are_not_critical(making, judged):
    from cryptography import x509

    assert judged(making.middle_made(more=[(x509.PolicyConstraints(None, 5), False)]))["x509.check.certificate-policy-missing"] == "failed"


def test_without_anchors_a_circle_may_yet_have_a_way_out(making, judged):
    chain = making.looped(True).files["chain.pem"]
    assert "x509.check.chain-malformed" not in judged(making.Case({"c": chain}, {"hostname": making.HOST}))


def test_without_a_trust_store_a_root_that_is_not_public_is_a_word(making, judged):
    top = making.root()
    case = making.Case({"c": making.chained(making.leaf(top), top)}, {"hostname": making.HOST})
    assert judged(case)["x509.check.ca-unknown"] == "noted"


def test_an_authority_whose_older_key_signed_it_is_no_root(making, judged):
    """Key rollover: the certificate that joins two keys of one authority names itself as issuer and is not self-signed."""
    top = making.root()
    old = making.between(top)
    new = making.issue(old.cert.subject, old, ca=True)
    fields = judged(making.served([making.leaf(new), new], [top]))
    assert fields["x509.check.intermediate-missing"] == "noted"
    assert fields.get("x509.check.ca-unknown") != "failed"
    assert fields["x509.check.root-certificate-sent"] == "passed"
