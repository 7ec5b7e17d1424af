"""Order and attributes of metadata."""

from lxml import etree

from triagekit.reading.saml import schema_metadata


def wrong(text):
    return schema_metadata.violations(etree.fromstring(text))


def test_sound_metadata_has_none(lab):
    assert wrong(lab.metadata(lab.idp_role(lab.own))) == []
    assert wrong(lab.metadata(lab.sp_role(lab.own))) == []


def test_a_wrong_order_a_foreign_element_and_a_missing_attribute(lab):
    role = lab.idp_role(lab.own)
    key = lab.descriptor(lab.own)
    assert any("stands after" in w for w in wrong(lab.metadata(role.replace(key, "").replace("</md:IDPSSODescriptor>", key + "</md:IDPSSODescriptor>"))))
    assert any("does not belong" in w for w in wrong(lab.metadata(role.replace("<md:SingleSignOnService", "<md:Odd/><md:SingleSignOnService"))))
    assert any("index is missing" in w for w in wrong(lab.metadata(lab.sp_role().replace('index="0" ', ""))))


def test_at_most_as_many_as_asked_for(lab):
    assert len(schema_metadata.violations(etree.fromstring(lab.metadata(lab.sp_role() * 9).replace('index="0" ', "")), 2)) == 2
