"""Whether a refusal stood, and what another way of asking got instead."""

from triagekit.correlate.refusals import Refusals


def of(facts, kind):
    return [f for f in facts if f["fact"] == kind]


def test_a_first_401_that_was_answered_later_did_not_stand(exchange, conclude):
    """The usual beginning of a sign-in in steps."""
    (fact,) = of(conclude(Refusals, [exchange(0, response__status=401), exchange(1)]), "refusal")
    assert (fact["refusal.stood"], fact["refusal.count"], fact["refusal.accepted_before"]) == (False, 1, False)


def test_a_refusal_after_success_stood_to_the_end(exchange, conclude):
    """Two answers, then two refusals."""
    records = [exchange(0), exchange(1), exchange(2, response__status=403), exchange(3, response__status=401)]
    (fact,) = of(conclude(Refusals, records), "refusal")
    assert (fact["refusal.stood"], fact["refusal.status"], fact["refusal.accepted_before"]) == (True, 401, True)


def test_access_logs_mix_many_clients_and_are_left_out(exchange, conclude):
    """The next line may be another person's."""
    assert conclude(Refusals, [exchange(0, source="access-log", response__status=401)]) == []


def test_preflights_are_no_answers_of_the_route(exchange, conclude):
    """They carry no credential by design."""
    assert conclude(Refusals, [exchange(0, request__preflight=True, response__status=401)]) == []


def test_another_credential_sees_what_the_first_could_not(exchange, conclude):
    """404 with one token, 200 with the other."""
    records = [exchange(0, auth__token_hash="a", response__status=404), exchange(1, auth__token_hash="b")]
    (fact,) = of(conclude(Refusals, records), "contrast")
    assert (fact["contrast.by"], fact["contrast.status"]) == ("credential", 404)


def test_another_program_gets_an_answer_where_the_first_was_refused(exchange, conclude):
    """Only the User-Agent differs."""
    records = [
        exchange(0, **{"request.headers.user-agent": ("curl/8",), "response.status": 403}),
        exchange(1, **{"request.headers.user-agent": ("Mozilla/5.0",)}),
    ]
    (fact,) = of(conclude(Refusals, records), "contrast")
    assert fact["contrast.by"] == "agent"


def test_two_differences_at_once_prove_neither(exchange, conclude):
    """Other credential and other program."""
    records = [
        exchange(0, auth__token_hash="a", **{"request.headers.user-agent": ("curl/8",), "response.status": 403}),
        exchange(1, auth__token_hash="b", **{"request.headers.user-agent": ("Mozilla/5.0",)}),
    ]
    assert of(conclude(Refusals, records), "contrast") == []


def test_a_plain_server_error_is_no_contrast(exchange, conclude):
    """500 keeps nothing from anyone."""
    records = [exchange(0, auth__token_hash="a", response__status=500), exchange(1, auth__token_hash="b")]
    assert conclude(Refusals, records) == []


def test_the_last_refusal_tells_what_was_sent_and_what_was_asked_for(exchange, conclude):
    """The first request carried nothing, the second a password; the answer asks for a token."""
    first = exchange(0, response__status=401, auth__present=False, auth__challenge__schemes=("basic",))
    second = exchange(1, response__status=401, auth__present=True, auth__scheme="basic", **{"auth.challenge.schemes": ("bearer",), "auth.challenge.error": "invalid_token"})
    (fact,) = of(conclude(Refusals, [first, second]), "refusal")
    assert (fact["refusal.sent"], fact["refusal.offered"], fact["refusal.error"]) == ("basic", ("bearer",), "invalid_token")


def test_what_the_capture_does_not_show_is_unknown_and_not_nothing(exchange, conclude):
    """Only a capture that would show a credential proves that none was sent."""
    sent = [conclude(Refusals, [exchange(0, response__status=401, **more)])[0]["refusal.sent"] for more in ({}, {"auth.present": False})]
    assert sent == ["unknown", "nothing"]


def test_the_last_refusal_tells_its_words_and_the_time_of_its_token(exchange, conclude):
    """Challenge and body are joined; a token that had run out is not in time."""
    told = {"auth.challenge.description": "The token expired", "response.body.error_description": "Sign in again", "response.body.error_codes": ("expired_token",), "auth.token.expired_at_server": True}
    (fact,) = of(conclude(Refusals, [exchange(0, response__status=401, **told)]), "refusal")
    assert fact["refusal.description"] == "The token expired; Sign in again"
    assert (fact["refusal.codes"], fact["refusal.token_expired"], fact["refusal.token_in_time"]) == (("expired_token",), True, False)


def test_a_token_that_does_not_count_yet_is_neither_expired_nor_in_time(exchange, conclude):
    """And where nothing is known of a token, nothing is said."""
    early = exchange(0, response__status=401, **{"auth.token.expired_at_server": False, "auth.token.not_yet_valid_at_server": True})
    (fact,) = of(conclude(Refusals, [early]), "refusal")
    assert (fact["refusal.token_expired"], fact["refusal.token_in_time"]) == (False, False)
    assert "refusal.token_in_time" not in of(conclude(Refusals, [exchange(0, response__status=401)]), "refusal")[0]


def test_a_page_load_is_told_from_a_program(exchange, conclude):
    """The address bar cannot send a token."""
    loads = [conclude(Refusals, [exchange(0, response__status=401, request__resource_type=kind)])[0]["refusal.page_load"] for kind in ("document", "fetch")]
    assert loads == [True, False]


def moved(exchange, **more):
    return exchange(0, response__status=302, auth__present=True, response__location__host="b.example", response__location__path="/v1/x", **more)


def test_a_redirect_to_another_host_leaves_the_credential_behind(exchange, conclude):
    """The first request carried one, the request it led to does not and is refused."""
    bare = exchange(1, response__status=401, auth__present=False, request__url__host="b.example", request__route="GET b.example/v1/x")
    (fact,) = of(conclude(Refusals, [moved(exchange), bare]), "refusal")
    assert fact["refusal.redirected_from"] == "api.example"


def test_a_credential_that_came_along_was_not_left_behind(exchange, conclude):
    """Nor was one that the first request never had."""
    kept = exchange(1, response__status=401, auth__present=True, request__url__host="b.example", request__route="GET b.example/v1/x")
    bare = exchange(1, response__status=401, auth__present=False, request__url__host="b.example", request__route="GET b.example/v1/x")
    facts = [conclude(Refusals, records)[0] for records in ([moved(exchange), kept], [exchange(0, response__status=302, auth__present=False, response__location__host="b.example", response__location__path="/v1/x"), bare])]
    assert all("refusal.redirected_from" not in fact for fact in facts)
