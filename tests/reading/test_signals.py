"""Vendor signals count only where their mark can stand."""

import pytest

from triagekit.reading import signals


def causes(**fields):
    return signals.match({name.replace("__", "."): value for name, value in fields.items()}).get("signal.causes", ())


def test_a_header_that_only_shows_the_path_points_to_no_cause():
    """cf-ray stands on every answer that passed the edge, so it proves nothing."""
    told = signals.match({"source": "har", "response.status": 403, "response.headers.cf-ray": ("8f2",), "response.server": "cloudflare"})
    assert "signal.causes" not in told
    assert told["signal.products"] == ("cloudflare",)


def test_a_block_page_is_found_in_a_body_but_not_in_a_request():
    """A body's mark must stand in the body."""
    page = "<html><title>Attention Required! | Cloudflare</title>Sorry, you have been blocked</html>"
    assert causes(source="har", response__status=403, response__body__text=page, response__body__kind="html") == ("waf/request-blocked",)
    assert causes(source="har", response__status=403, request__body__text=page) == ()


def test_a_code_must_be_a_whole_code_of_the_error():
    """AccessDenied in a sentence is no error code; as the code of an error it is."""
    assert "access/policy-denied" in causes(source="har", response__status=403, response__body__error="AccessDenied")
    assert causes(source="har", response__status=403, response__body__error_description="the AccessDenied page was shown") == ()


def test_a_distinctive_code_counts_anywhere_but_only_as_a_word():
    """AADSTS50126 in a redirect's error_description is enough; a longer number is another code."""
    assert "auth/credential-wrong" in causes(source="har", response__status=302, response__location="https://a.example/cb?error=x&error_description=AADSTS50126%3a+no")
    assert causes(source="har", response__status=302, response__location="https://a.example/cb?x=AADSTS501269") == ()


def test_the_same_status_means_another_thing_from_another_product():
    """521 is the edge's own number; without the edge it means nothing."""
    assert causes(source="har", response__status=521, response__server="cloudflare") == ("gateway/upstream-refused",)
    assert causes(source="har", response__status=521, response__server="acme") == ()


@pytest.mark.parametrize(
    ("state", "server", "status", "cause"),
    [
        ("sH--", "app1", 504, "gateway/upstream-timeout"),
        ("SH--", "app1", 502, "gateway/upstream-closed-early"),
        ("SC--", "<NOSRV>", 503, "gateway/no-healthy-upstream"),
        ("SC--", "app1", 503, "gateway/upstream-refused"),
        ("sQ--", "<NOSRV>", 503, "gateway/queue-full"),
        ("PR--", "<NOSRV>", 429, "throttle/gateway-limit-exceeded"),
        ("PR--", "<NOSRV>", 403, "access/gateway-rule-denied"),
        ("PR--", "<NOSRV>", 400, "request/malformed-message"),
        ("cR--", "<NOSRV>", 408, "request/client-too-slow"),
    ],
)
def test_log_flags_that_differ_only_in_case_or_server_are_told_apart(state, server, status, cause):
    """HAProxy's sH and SH are two faults; SC with and without a server too."""
    assert causes(source="access-log", log__termination_state=state, log__server=server, response__status=status) == (cause,)


def test_a_log_phrase_needs_its_context():
    """The same words of nginx name another fault in another phase."""
    line = "upstream timed out (110: Connection timed out) while {} upstream, client: 10.0.0.1"
    assert causes(event__format="nginx-error", event__text=line.format("connecting to")) == ("gateway/upstream-connect-timeout",)
    assert causes(event__format="nginx-error", event__text=line.format("reading response header from")) == ("gateway/upstream-timeout",)
    assert causes(event__format="java", event__text=line.format("connecting to")) == ()


def test_doc_cited_signals_are_told_from_those_that_were_seen():
    """A signal known from descriptions only must not weigh like one that was seen."""
    told = signals.match({"source": "har", "response.status": 403, "response.body.text": "Invalid CSRF token found.", "response.body.kind": "html"})
    assert told["signal.cited"] == ("access/csrf-token-missing",)
    assert "signal.firm" not in told


def test_any_odd_values_are_taken():
    """Fields of unexpected types are no reason to fail."""
    assert signals.match({"source": "har", "response.status": "403", "response.body.text": 5, "response.headers.server": ()}) == {}


def test_each_of_envoy_s_flags_is_looked_at():
    """UF,URX: two flags of one line."""
    told = signals.match({"source": "access-log", "response.status": 503, "log.flags": "UF,URX"})
    assert set(told["signal.firm"]) == {"gateway/upstream-refused", "gateway/upstream-failure-unspecified"}


def test_a_connection_that_failed_in_its_handshake_is_not_called_refused():
    """Envoy's flag is the same; its reason tells more."""
    told = signals.match({"source": "access-log", "response.status": 503, "log.flags": "UF", "log.error_reason": "TLS_error: certificate verify failed"})
    assert told["signal.firm"] == ("gateway/upstream-tls-failed",)


def test_a_star_stands_at_either_end_of_a_mark():
    """Varnish names the back end first."""
    told = signals.match({"source": "trace", "dialect": "varnish", "response.status": 503, "log.error_reason": "backend app: unhealthy"})
    assert told["signal.firm"] == ("gateway/no-healthy-upstream",)
    assert "signal.firm" not in signals.match({"source": "trace", "dialect": "varnish", "response.status": 503, "log.error_reason": "backend app: unhealthy now"})


def test_a_library_s_own_word_in_a_failing_log_line_is_a_code():
    """SDKs write the code into their sentence or their class; the same word in a line that reports success is none."""
    assert causes(event__level="error", event__text="An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation") == ("auth/credential-wrong",)
    assert causes(event__exception="x", event__text="com.amazonaws.model.ProvisionedThroughputExceededException: slow") == ("throttle/rate-limit-exceeded",)
    assert causes(event__text='    "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT"') == ("access/scope-insufficient",)
    assert causes(event__level="info", event__text="handlers registered: SlowDown NoSuchKey AccessDenied") == ()
    assert causes(event__level="error", event__text="the access was denied, no such key") == ()


def test_a_firewall_s_page_is_known_in_other_languages():
    """The support id stands in each of them."""
    page = "<html><title>Solicitud rechazada</title>Su ID de soporte es: 1234567890123456789</html>"
    assert causes(source="har", response__status=200, response__body__text=page, response__body__kind="html") == ("waf/request-blocked",)
    assert causes(source="har", response__status=200, response__body__text='{"text": "id de soporte"}', response__body__kind="json") == ()


def test_the_first_legs_of_an_integrated_sign_in_are_no_refusals():
    """IIS: 401.2 with access denied, then 401.1 without credentials, before the 200."""
    line = {"source": "access-log", "response.status": 401}
    assert "access/role-missing" not in signals.match({**line, "log.substatus": 2, "log.win32_status": 5}).get("signal.causes", ())
    assert "auth/credential-wrong" not in signals.match({**line, "log.substatus": 1, "log.win32_status": 2148074254}).get("signal.causes", ())
    assert "auth/credential-wrong" in signals.match({**line, "log.substatus": 1, "log.win32_status": 1326})["signal.causes"]


def test_a_handshake_that_failed_is_not_called_refused_where_only_the_details_say_so():
    """Envoy writes TLS_error into its details too."""
    told = signals.match({"source": "access-log", "response.status": 503, "log.flags": "UF", "log.details": "upstream_reset_before_response_started{remote_connection_failure|TLS_error:|CERTIFICATE_VERIFY_FAILED}"})
    assert told["signal.firm"] == ("gateway/upstream-tls-failed",)
    assert signals.match({"source": "access-log", "response.status": 503, "log.flags": "UF", "log.details": "upstream_reset_before_response_started{remote_connection_failure}"})["signal.firm"] == ("gateway/upstream-refused",)
