"""Names beside addresses and in directory paths."""

import pytest


@pytest.mark.parametrize("name", ["Jane Doe", "José García", "Anna van der Berg", "Doe, Jane", "O'Brien Liam", "Åsa Öberg"])
@pytest.mark.parametrize("frame", ['From: "{}" <x@a.example>', "To: {} <x@a.example>", "author {} &lt;x@a.example&gt;"])
def test_a_display_name_goes(finds, name, frame):
    assert finds(frame.format(name)) == [(name, "person")]


def test_each_name_of_a_list_goes(finds):
    assert [v for v, _ in finds("Cc: Jane Doe <j@a.example>, Liam Ng <l@a.example>")] == ["Jane Doe", "Liam Ng"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CN=Jane Doe,OU=Staff,DC=corp,DC=example", [("Jane Doe", "person")]),
        ("uid=jdoe2,ou=people,dc=corp,dc=example", [("jdoe2", "user")]),
        ("GIVENNAME=Jane, SURNAME=Doe, C=DE", [("Jane", "person"), ("Doe", "person")]),
    ],
)
def test_people_in_a_directory_go(finds, text, found):
    assert finds(text) == found


@pytest.mark.parametrize("text", ["CN=Example Root CA,O=Example,DC=x", "CN=www.shop.example,OU=Web,DC=x", "CN=Domain Admins,CN=Users,DC=corp", "CN=WEB01,OU=Servers,DC=corp,DC=example", "CN=Jane Doe,O=Example,C=DE", "Support <help@a.example>", "if a <b@c.example", "cn=config", "Sn=b.fn.load,An={},Dn=1", "Gn=[nr],Qn={}", "sn=Doe"])
def test_machines_groups_authorities_and_roles_stay(finds, text):
    assert finds(text) == []
