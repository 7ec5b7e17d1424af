"""Extensions say what they say; one that cannot be read hides no other."""

from triagekit.reading.x509 import oids
from triagekit.reading.x509.extensions import Extension, read


def said(*pairs):
    return read(tuple(Extension(number, False, bytes.fromhex(value)) for number, value in pairs))


def test_an_unreadable_one_hides_no_other():
    found = said((oids.BASIC_CONSTRAINTS, "3003020"+"1ff"), (oids.KEY_USAGE, "030205a0"))
    assert found.faults == ("basic constraints cannot be read",)
    assert found.usage == {0, 2}


def test_rights_and_path_length():
    found = said((oids.BASIC_CONSTRAINTS, "30060101ff020102"))
    assert (found.ca, found.path_length) == (True, 2)
    assert said((oids.BASIC_CONSTRAINTS, "3000")).ca is False


def test_a_path_length_without_rights_is_odd():
    assert said((oids.BASIC_CONSTRAINTS, "3003020101")).odd == ("a path length without the rights of an authority",)


def test_purposes_and_policies_that_stand_twice():
    assert said((oids.EXTENDED_USAGE, "300a06082b06010505070301")).purposes == (oids.SERVER_AUTH,)
    assert said((oids.POLICIES, "300a30030601293003060129")).odd == ("a policy that stands twice",)


def test_must_staple_is_feature_five():
    assert said((oids.TLS_FEATURE, "3003020105")).must_staple
    assert not said((oids.TLS_FEATURE, "3003020111")).must_staple


def test_timestamps_are_counted_and_a_cut_list_is_a_fault():
    assert said((oids.TIMESTAMPS, "0406" + "0004" + "0002abcd")).timestamps == 1
    assert said((oids.TIMESTAMPS, "0405" + "0004" + "0002ab")).faults


def test_a_notice_that_is_too_long_is_told():
    text = b"\x0c\x81\xc9" + b"x" * 201
    notice = b"\x30\x81" + bytes([len(text)]) + text
    qualifier = b"\x06\x08" + bytes.fromhex("2b06010505070202") + notice
    inner = b"\x30\x81" + bytes([len(qualifier)]) + qualifier
    outer = b"\x30\x81" + bytes([len(inner)]) + inner
    policy = b"\x06\x01\x29" + outer
    one = b"\x30\x81" + bytes([len(policy)]) + policy
    whole = b"\x30\x81" + bytes([len(one)]) + one
    found = read((Extension(oids.POLICIES, False, whole),))
    assert found.notices == ("a notice of 201 characters, and 200 are allowed",)


def test_what_stands_of_key_identifiers():
    found = said((oids.AUTHORITY_KEY_ID, "30048002abcd"), (oids.SUBJECT_KEY_ID, "0402abcd"))
    assert found.authority_key == found.subject_key == bytes.fromhex("abcd")
