"""Rules in words a support engineer reads."""

import pytest

from triagekit.engine import words


@pytest.fixture
def rule(pack):
    def load(detect, **more):
        pack.observation("http/x", detect, **more)
        book = pack.load()
        assert not book.errors, [str(e) for e in book.errors]
        return book.observations["http/x"]

    return load


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ({"response.status": [401, 403]}, "response.status is 401 or 403"),
        ({"response.status|gte": 500}, "response.status is at least 500"),
        ({"response.status|between": [500, 599]}, "response.status is between 500 and 599"),
        ({"response.server|exists": False}, "response.server is not recorded"),
        ({"response.headers.via|contains|all": ["abc", "def"]}, 'response.headers.via contains "abc" and "def"'),
        ({"response.status_text|neq": "Nope"}, 'response.status_text is recorded and not: is "Nope"'),
        ({"request.url.host|fieldref": "server.ip"}, "request.url.host is the value of server.ip"),
        ({"tls.not_after|age|gt": "2d"}, "the age of tls.not_after is above 2 d"),
        ({"from_cache": True}, "from_cache is true"),
        ({"request.url.path|cased": "/Login"}, 'request.url.path is "/Login" (case matters)'),
    ],
)
def test_a_clause_reads_as_a_sentence(rule, clause, said):
    made = rule({"s": clause, "condition": "s"})
    assert "\n".join(words.node(made.condition)) == said


def test_a_tree_shows_what_belongs_together_by_indentation(rule):
    made = rule({"a": {"response.status": 401, "source": "har"}, "b": {"from_cache": True}, "condition": "a and not b"})
    assert words.node(made.condition) == ["all of:", "  all of:", "    response.status is 401", '    source is "har"', "  not:", "    from_cache is true"]


@pytest.mark.parametrize(
    ("correlate", "said"),
    [
        ({"type": "event_count", "at_least": 3, "within": "60s", "by": ["request.url.host"]}, "at least 3 such records within 1 m, for each request.url.host"),
        ({"type": "value_count", "field": "request.url.path", "at_least": 4}, "at least 4 different values of request.url.path in the whole capture"),
    ],
)
def test_a_correlation_reads_as_a_sentence(rule, correlate, said):
    made = rule({"s": {"response.status": 429}, "condition": "s"}, correlate=correlate)
    assert words.correlation(made.correlate) == said
