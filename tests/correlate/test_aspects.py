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


def test_what_a_cache_changes_of_a_step_that_went_well_is_no_difference():
    fresh, kept = record(response__status=200, answered_by="origin", response__body__kind="json"), record(response__status=304)
    assert names(fresh, kept) == names(kept, fresh) == []
    assert names(fresh, record(response__status=200, from_cache=True, answered_by="browser")) == []
    assert names(record(response__status=304), record(response__status=500)) == ["status"]


def test_what_is_read_off_the_answer_says_nothing_where_there_was_none():
    one = record(response__status=200, auth__token__expired_at_server=False, response__cookie_names=("lb",))
    assert names(one, record(error__kind="reset")) == ["error", "status"]


def test_members_of_the_sent_json_are_told_that_are_lacking_or_chosen_otherwise():
    one, other = record(request__body__text='{"currency": "EUR", "ship": "express", "note": "a1", "n": 3}'), record(request__body__text='{"ship": "standard", "note": "b2", "n": 4}')
    assert [(d.name, d.working, d.failing) for d in differences(one, other)] == [("body member currency", "EUR", "not there"), ("body member ship", "express", "standard")]


def test_a_body_that_is_no_json_object_is_not_compared():
    for text in ("[1]", "{", "a=b", '{"a":' * 3_000 + "1" + "}" * 3_000, "{" + " " * 70_000 + "}"):
        assert names(record(request__body__text=text), record(request__body__text='{"a": 1}')) == []


def test_the_same_token_at_every_step_is_told_where_the_outcome_parts():
    one, other = record(response__status=200, auth__token__scopes=("a", "b"), request__http_version="h2"), record(response__status=403, auth__token__scopes=("a",), request__http_version="h3")
    assert names(one, other, frozenset({"token scopes", "protocol"})) == ["token scopes", "status"]


def test_a_phase_that_the_working_run_had_no_need_of_counts_from_nothing():
    assert names(record(timing__total_ms=80.0), record(timing__total_ms=2700.0, timing__dns_ms=2600.0)) == ["time to dns"]
    assert names(record(), record(timing__dns_ms=2600.0)) == []
