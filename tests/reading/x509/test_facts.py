"""What a record says beside its checks."""


def test_the_leaf_its_chain_and_its_use_are_described(making, judged):
    fields = judged(making.sound(purposes=[making.SERVER, making.CLIENT]))
    assert (fields["x509.form"], fields["x509.chain.length"], fields["x509.chain.end"], fields["x509.host"], fields["x509.purpose"]) == ("chain", 2, "anchor", making.HOST, "server")
    assert fields["x509.purposes"] == ("serverAuth", "clientAuth")
    assert fields["x509.chain.way"] == (making.HOST, "Shop Example Test Issuing CA", "Shop Example Test Root R1")
    assert (fields["x509.lifetime_days"], fields["x509.days_left"], fields["x509.use.clock"]) == (90, 60, "incident")
    assert (fields["x509.key.type"], fields["x509.key.bits"], fields["x509.signature.hash"]) == ("EC", 256, "sha256")


def test_an_inspecting_product_and_limits_are_facts_too(making, judged):
    assert judged(making.issued_by("Zscaler Example Root", "Zscaler Inc."))["x509.interception_vendor"] == "Zscaler"
    assert judged(making.constrained("shop.example"))["x509.constrained"] is True
    assert "x509.constrained" not in judged(making.sound())


def test_what_is_not_known_is_absent(making, judged):
    fields = judged(making.alone(making.issue(making.named("x")).pem))
    assert not {"x509.host", "x509.purpose", "x509.use.time", "x509.days_left", "x509.names"} & set(fields)
