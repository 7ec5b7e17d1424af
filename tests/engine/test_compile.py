"""Each modifier does what its word says."""

from datetime import UTC, datetime, timedelta

import pytest

from triagekit.engine import compile as compiler
from triagekit.engine import naive
from triagekit.engine.language import Fields
from triagekit.engine.selections import Scope, selection
from triagekit.reading.vocabulary import SHARED
from triagekit.records import Kind

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)


def holds(body, fields, at=NOW):
    scope = Scope(Fields.of(SHARED), (Kind.EXCHANGE,), {})
    tree = selection(body, scope, ())
    assert not scope.wrongs
    work = compiler.Workspace()
    work.now = at
    found = compiler.node(tree, work)(fields)
    assert found == naive.holds(tree, fields, at)
    return found


HOST, SERVER, STATUS = "request.url.host", "response.headers.server", "response.status"


@pytest.mark.parametrize(
    ("body", "fields", "expected"),
    [
        ({HOST: "API.example"}, {HOST: "api.EXAMPLE"}, True), ({HOST + "|cased": "API"}, {HOST: "api"}, False), ({HOST + "|cased": "api"}, {HOST: "api"}, True),
        ({HOST: "*.example"}, {HOST: "a.b.example"}, True), ({HOST: "?.example"}, {HOST: "ab.example"}, False), ({HOST: r"\*.example"}, {HOST: "a.example"}, False),
        ({HOST + "|contains": "b?"}, {HOST: "ab?c"}, True), ({HOST + "|contains": "b?"}, {HOST: "abxc"}, False), ({HOST + "|startswith": ["x", "ap"]}, {HOST: "API"}, True),
        ({HOST + "|endswith": ".com"}, {HOST: "a.com.net"}, False), ({HOST + "|re": r"a\d+bcd"}, {HOST: "xA17BCD"}, True), ({HOST + "|re|cased": r"a\d+bcd"}, {HOST: "A17BCD"}, False),
        ({"server.ip|cidr": "10.0.0.0/8"}, {"server.ip": "10.9.8.7"}, True), ({"server.ip|cidr": ["fc00::/7", "10.0.0.0/8"]}, {"server.ip": "fd00::1"}, True), ({"server.ip|cidr": "10.0.0.0/8"}, {"server.ip": "host"}, False),
        ({HOST + "|contains|all": ["a", "b"]}, {HOST: "xbxa"}, True), ({HOST + "|contains|all": ["a", "b"]}, {HOST: "xa"}, False),
        ({SERVER: "nginx"}, {SERVER: ("envoy", "NGINX")}, True), ({SERVER + "|all": ["envoy", "nginx"]}, {SERVER: ("nginx", "envoy", "x")}, True), ({SERVER + "|all": ["envoy", "nginx"]}, {SERVER: ("nginx",)}, False),
        ({HOST + "|neq": "a"}, {HOST: "b"}, True), ({HOST + "|neq": "a"}, {HOST: "a"}, False), ({HOST + "|neq": "a"}, {}, False), ({SERVER + "|neq": "a"}, {SERVER: ("a", "b")}, False),
        ({HOST + "|exists": True}, {HOST: ""}, True), ({HOST + "|exists": False}, {}, True), ({HOST + "|exists": True}, {}, False),
        ({STATUS: 401}, {STATUS: 401}, True), ({STATUS: 1}, {STATUS: True}, False), ({STATUS + "|gte": 500}, {STATUS: 500}, True), ({STATUS + "|lt": 500}, {STATUS: 500}, False), ({STATUS + "|between": [500, 599]}, {STATUS: 503}, True),
        ({"timing.wait_ms|gt": "5s"}, {"timing.wait_ms": 5000.5}, True), ({"timing.wait_ms|gt": "5s"}, {"timing.wait_ms": 4999}, False), ({"log.duration|gt": 3}, {"log.duration": "3.5"}, True), ({"log.duration|gt": 3}, {"log.duration": "-"}, False),
        ({"auth.present": False}, {"auth.present": False}, True), ({"auth.present": False}, {}, False), ({"auth.present": True}, {"auth.present": 1}, False),
        ({HOST + "|fieldref": "response.location.host"}, {HOST: "A", "response.location.host": "a"}, True), ({HOST + "|neq|fieldref": "response.location.host"}, {HOST: "a", "response.location.host": "b"}, True),
        ({HOST + "|neq|fieldref": "response.location.host"}, {HOST: "a"}, False), ({"response.body.size|lt|fieldref": "response.body.declared"}, {"response.body.size": 5, "response.body.declared": 6}, True),
        ({HOST + "|contains|fieldref": "request.url.path"}, {HOST: "abc", "request.url.path": "B"}, True), ({HOST + "|endswith|fieldref": "request.url.path"}, {HOST: "abc", "request.url.path": "bc"}, True),
        ({"response.date|gt": "2024-01-01T00:00:00Z"}, {"response.date": NOW}, True), ({"response.date": "2024-05-01T12:00:00Z"}, {"response.date": NOW}, True), ({"response.date|gt": "2024-01-01T00:00:00Z"}, {"response.date": "2025"}, False),
        ({"response.date|gt|fieldref": "tls.not_after"}, {"response.date": NOW, "tls.not_after": NOW - timedelta(1)}, True), ({HOST: "straße"}, {HOST: "STRASSE"}, True),
    ],
)  # fmt: skip
def test_a_clause_holds_when_its_words_say_so(body, fields, expected):
    assert holds(body, fields) is expected


def test_an_age_is_measured_at_the_records_own_time():
    fields = {"tls.not_before": NOW - timedelta(minutes=30)}
    assert holds({"tls.not_before|age|lt": "1h"}, fields)
    assert not holds({"tls.not_before|age|lt": "1h"}, fields, NOW + timedelta(hours=1))
    assert not holds({"tls.not_before|age|lt": "1h"}, fields, None)
    assert not holds({"tls.not_before|age|lt": "1h"}, {"tls.not_before": datetime(2024, 5, 1)}, NOW)  # a naive time is not comparable


def test_folded_texts_are_kept_only_while_they_fit():
    work = compiler.Workspace()
    for n in range(50):
        assert work.fold("A" * 200_000 + str(n)) == "a" * 200_000 + str(n)
    assert sum(map(len, work.folded)) < 5_000_000


@pytest.mark.parametrize(("value", "text"), [("x", "x"), (True, "true"), (False, "false"), (5, "5"), (0.5, "0.5"), (NOW, "2024-05-01T12:00:00+00:00")])
def test_scalars_are_spelled_as_json_spells_them(value, text):
    assert compiler.text_of(value) == text


def test_a_long_text_is_searched_only_when_all_else_holds():
    from triagekit.engine.language import All, Atom, Op
    from triagekit.records import Type

    class Fields(dict):
        def get(self, name, default=None):
            asked.append(name)
            return super().get(name, default)

    asked = []
    tree = All((Atom("response.body.text", Op.CONTAINS, Type.TEXT, ("x",)), Atom("response.status", Op.EQ, Type.NUMBER, (200,)), Atom("request.method", Op.EQ, Type.TEXT, ("get",))))
    test = compiler.node(tree, compiler.Workspace())
    assert test(Fields({"response.body.text": "X", "response.status": 200, "request.method": "GET"}))
    asked.clear()
    assert not test(Fields({"response.body.text": "X", "response.status": 404, "request.method": "GET"}))
    assert set(asked) == {"response.status"}
