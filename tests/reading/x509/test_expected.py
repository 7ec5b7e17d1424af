"""What the checking side expects, as the case file says."""

import pytest

from triagekit.reading.x509.expected import expected
from triagekit.roles import Context


def told(**tls):
    return expected(Context(expect={"tls": tls}))


def test_everything_it_can_say(making):
    top = making.root()
    found = told(hostname=" api.example ", trust=(top.pem, making.root("Other Example Root").pem), crls=making.revoking(by=top), intermediates=(making.between(top).pem,), purpose="serverAuth", max_depth=2, pins=["sha256/abc="], passphrase="x")
    assert (found.hostname, found.purpose, found.max_depth, found.pins, found.passphrases) == ("api.example", "server", 2, ("abc=",), ("x",))
    assert [len(found.trust), len(found.intermediates), len(found.lists)] == [2, 1, 1]


@pytest.mark.parametrize("tls", [{}, {"hostname": ["a"], "trust": 5, "purpose": None, "max_depth": "many", "pins": {}}, {"trust": b"nothing", "crls": (b"\x30\x00",), "key": b"-"}, {"max_depth": True}])
def test_odd_entries_are_taken_as_not_given(tls):
    found = told(**tls)
    assert (found.trust, found.lists, found.key, found.max_depth, found.purpose) == ((), (), b"", None, "")


def test_without_a_section_nothing_is_known():
    assert expected(Context()).hostname == ""
