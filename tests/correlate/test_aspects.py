"""What is compared at a step, how it is ranked, and what is noise."""

from triagekit.correlate._aspects import Background, differences
from triagekit.model import Location
from triagekit.records import Kind, Record


def record(kind=Kind.EXCHANGE, **fields):
    return Record(kind, Location("a"), {k.replace("__", "."): v for k, v in fields.items()})


def names(one, other, always=frozenset()):
    return [d.name for d in differences(one, other, always)]


def test_means_that_explain_best_come_first_and_outcomes_after_equals():
    one = record(response__status=200, auth__present=True, request__http_version="h2", answered_by="origin")
    other = record(response__status=401, auth__present=False, request__http_version="h3", answered_by="gateway")
    assert names(one, other) == ["credential sent", "protocol", "who answered", "status"]


def test_headers_and_parameters_are_compared_by_value_where_both_have_them():
    one, other = record(**{"request.headers.x-tenant": ("a",), "request.params.page": ("1",)}), record(**{"request.headers.x-tenant": ("b",), "request.params.page": ("2",)})
    assert names(one, other) == ["parameter page", "request header x-tenant"]
    assert names(one, record()) == []


def test_noise_is_never_a_difference():
    assert names(record(**{"request.headers.user-agent": ("a",)}), record(**{"request.headers.user-agent": ("b",)})) == []


def test_flags_and_lists_are_shown_in_words():
    (shown,) = differences(record(from_cache=True), record(from_cache=False))
    assert (shown.working, shown.failing) == ("yes", "no")
    (shown,) = differences(record(auth__token__scopes=("read", "write")), record(auth__token__scopes=("read",)))
    assert (shown.working, shown.failing) == ("write", "nothing more")


def test_what_differs_in_most_equal_steps_is_background_and_a_single_difference_is_not():
    background = Background()
    for n in range(6):
        background.learn(record(server__ip="1", tls__version="a"), record(server__ip="2", tls__version="b" if n == 0 else "a"))
    assert background.always() == {"server address"}
    assert names(record(server__ip="1", tls__version="a"), record(server__ip="2", tls__version="b"), background.always()) == ["TLS version"]


def test_what_one_run_lacks_throughout_is_told_where_the_outcome_parts_only():
    """A cookie that the whole failing run lacks differs at every step; it explains the step that failed and no other."""
    one, other = record(request__cookie_names=("sid",), response__status=200), record(response__status=401)
    well = record(response__status=200)
    always = frozenset({"cookies sent"})
    assert [d.name for d in differences(one, other, always)] == ["cookies sent", "status"]
    assert differences(one, well, always) == []


def test_another_host_is_a_reason_only_where_the_outcome_parts():
    one, other = record(request__url__host="api.test", response__status=200), record(request__url__host="stage.test", response__status=503)
    assert [d.name for d in differences(one, other)] == ["host", "status"]
    assert differences(one, record(request__url__host="stage.test", response__status=200)) == []


def test_not_knowing_who_answered_is_no_difference():
    assert differences(record(answered_by="origin"), record(answered_by="unknown")) == []
