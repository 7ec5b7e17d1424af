"""Java application logs in every usual layout become events, their stack traces inside them."""

import pytest

from analyzers.java_log import analyzer

TRACE = "java.lang.IllegalStateException: cannot reach backend\n\tat com.example.OrderService.call(OrderService.java:12)\nCaused by: java.net.ConnectException: Connection refused\n\tat java.base/sun.nio.ch.Net.connect0(Native Method)\n\t... 12 more\n"
LOG4J = f"2026-11-23 08:28:35,123 ERROR [http-nio-8080-exec-1] com.example.OrderService - request failed\n{TRACE}2026-11-23 08:28:36,123 INFO  [main] com.example.App - up\n"
FIRST_LINES = {
    "spring boot 2": "2026-11-23 08:28:35.123 ERROR 4711 --- [nio-8080-exec-1] c.example.OrderService                   : request failed",
    "spring boot 3": "2026-11-23T08:28:35.123Z ERROR 4711 --- [shop] [nio-8080-exec-1] c.example.OrderService                   : request failed",
    "logback": "08:28:35.123 [main] ERROR com.example.OrderService - request failed",
    "log4j 2": "2026-11-23 08:28:35,123 [main] ERROR com.example.OrderService - request failed",
    "wildfly": "2026-11-23 08:28:35,123 ERROR [com.example.OrderService] (default task-1) request failed",
    "elasticsearch": "[2026-11-23T08:28:35,123][ERROR][o.e.b.OrderService    ] request failed",
    "kafka": "[2026-11-23 08:28:35,123] ERROR request failed (com.example.OrderService)",
    "dropwizard": "ERROR [2026-11-23 08:28:35,123] com.example.OrderService: request failed",
    "tomcat": "23-Nov-2026 08:28:35.123 SEVERE [main] com.example.OrderService request failed",
}


@pytest.mark.parametrize("layout", FIRST_LINES)
def test_every_layout_tells_level_logger_and_cause(records, sure, layout):
    text = FIRST_LINES[layout] + "\n" + TRACE + FIRST_LINES[layout] + "\n"
    assert sure(analyzer, text) >= 85
    first, second = records(analyzer, text)
    assert first.get("event.level") == "error"
    assert first.get("event.logger").endswith("OrderService")
    assert (first.get("event.message"), first.get("event.exception"), first.get("event.cause"), first.get("error.kind")) == ("request failed", "java.lang.IllegalStateException", "java.net.ConnectException", "refused")
    assert (second.get("event.frames"), first.get("event.frames")) == (None, 3)


def test_java_util_logging_has_its_level_on_the_second_line(records, sure):
    text = "Nov 23, 2026 8:28:35 AM com.example.OrderService call\nSEVERE: request failed\n" * 2
    assert sure(analyzer, text) >= 60
    first = records(analyzer, text)[0]
    assert (first.get("event.level"), first.get("event.message"), first.get("event.logger")) == ("error", "request failed", "com.example.OrderService")


def test_keycloaks_pairs_are_fields(records):
    (event,) = records(analyzer, "2026-11-23 08:28:35,123 WARN  [org.keycloak.events] (executor-thread-1) type=LOGIN_ERROR, realmId=x, clientId=shop, ipAddress=192.0.2.7, error=invalid_user_credentials\n")
    assert (event.get("event.fields.error"), event.get("event.fields.clientid"), event.get("event.fields.thread")) == ("invalid_user_credentials", "shop", "executor-thread-1")


def test_a_python_log_of_the_same_look_is_left_to_others(sure):
    assert sure(analyzer, "2026-11-23 08:49:48,524 DEBUG httpcore.connection: connect_tcp.started\n" * 3) == 0


def test_a_line_of_another_form_among_them_is_an_event_of_its_own(records):
    text = LOG4J + '{"level":"error","msg":"from a sidecar","time":"2026-11-23T08:28:37Z"}\n'
    assert [r.get("event.message") for r in records(analyzer, text)] == ["request failed", "up", "from a sidecar"]


def test_it_stays_total(assert_total):
    assert_total(analyzer, LOG4J)
