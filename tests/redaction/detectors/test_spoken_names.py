"""Names where the words around say that one stands there."""

import pytest


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("please call Mr. Okonkwo back", "Okonkwo"),
        ("Frau Dr. Anna Schmidtke meldet", "Anna Schmidtke"),
        ("Dear Jane Doe, thank you", "Jane Doe"),
        ("Welcome back, Thibault!", "Thibault"),
        ("assigned to Jane van der Berg at noon", "Jane van der Berg"),
        ("Kind regards,\nJosé García", "José García"),
    ],
)
def test_a_name_goes(finds, text, name):
    assert finds(text) == [(name, "person")]


@pytest.mark.parametrize("text", ["Hello World", "Dear Customer", "Dear Sir or Madam", "Hi there", "created by Load Balancer", "assigned to the queue", "signed by Internal Server", "Mr. Proxy", "Hello from Nginx", "Thanks, Support Team"])
def test_roles_machines_and_phrases_stay(finds, text):
    assert finds(text) == []
