"""Metadata tells what its partner has to expect."""

from datetime import timedelta

from lxml import etree

from triagekit.reading.saml import metadata


def entity(text):
    return next(metadata.entities(etree.fromstring(text)))


def test_an_identity_provider_gives_its_id_keys_and_address(lab):
    made = metadata.expectations(entity(lab.metadata(lab.idp_role(lab.own, lab.other, more='WantAuthnRequestsSigned="true"'))))
    assert made.idp_entity_ids == (lab.idp,)
    assert [c.der for c in made.certificates] == [lab.own.der, lab.other.der]
    assert made.sso_urls == ("https://idp.example/sso",)
    assert made.signed == {"request"}
    assert made.sp_entity_ids == ()


def test_a_service_provider_gives_its_addresses_and_wishes(lab):
    wish = '<md:AttributeConsumingService index="0"><md:RequestedAttribute Name="mail" isRequired="true"/><md:RequestedAttribute Name="phone"/></md:AttributeConsumingService>'
    role = lab.sp_role(lab.own, more='WantAssertionsSigned="true"').replace("</md:SPSSODescriptor>", wish + "</md:SPSSODescriptor>")
    made = metadata.expectations(entity(lab.metadata(role, entity=lab.sp)))
    assert (made.sp_entity_ids, made.acs_urls, made.signed, made.attributes) == ((lab.sp,), (lab.acs,), {"assertion"}, ("mail",))


def test_a_key_for_encryption_does_not_sign(lab):
    role = lab.idp_role().replace("<md:SingleSignOnService", lab.descriptor(lab.own, "encryption") + "<md:SingleSignOnService")
    (found,) = entity(lab.metadata(role)).roles
    assert found.signing() == ()
    assert [c.der for c in found.encryption()] == [lab.own.der]


def test_a_forgotten_namespace_of_key_info_is_let_pass(lab):
    role = lab.idp_role(lab.own).replace("ds:", "md:")
    (found,) = entity(lab.metadata(role)).roles
    assert len(found.signing()) == 1


def test_validity_and_caching(lab):
    root = etree.fromstring(lab.metadata("", more='validUntil="2025-01-01T00:00:00Z" cacheDuration="PT6H"'))
    assert metadata.valid_until(root).at.year == 2025
    assert metadata.cache_duration(root) == timedelta(hours=6)
    assert metadata.valid_until(etree.Element("x")) is None


def test_unknown_bindings_are_not_supported(lab):
    role = lab.idp_role().replace("HTTP-Redirect", "Carrier-Pigeon")
    (found,) = entity(lab.metadata(role)).roles
    assert not metadata.supported(found.endpoints[0])
    assert found.at("SingleSignOnService") == ("https://idp.example/sso",)
