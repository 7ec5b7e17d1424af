"""PHP's own log and Monolog's lines become events, traces inside them."""

from analyzers.php_log import analyzer

LARAVEL = r"""[2026-11-23 08:28:35] local.ERROR: cURL error 7: Failed to connect to api.example port 443: Connection refused {"exception":"[object] (GuzzleHttp\\Exception\\ConnectException(code: 0): cURL error 7: Failed to connect at /app/vendor/x.php:210)
[stacktrace]
#0 /app/vendor/y.php(158): GuzzleHttp\\Handler\\CurlFactory::createRejection()
#1 {main}
"}
[2026-11-23 08:28:36] local.INFO: done {"user":5,"request_id":"abcd1234"} []
"""
PHP = """[23-Nov-2026 08:28:35 UTC] PHP Fatal error:  Uncaught PDOException: SQLSTATE[HY000] [2002] Connection refused in /app/db.php:12
Stack trace:
#0 /app/db.php(12): PDO->__construct()
#1 {main}
  thrown in /app/db.php on line 12
[23-Nov-2026 08:28:36 UTC] PHP Warning:  Undefined variable $x in /app/a.php on line 3
"""


def test_both_are_recognised(sure):
    assert sure(analyzer, LARAVEL) >= 80
    assert sure(analyzer, PHP) >= 80
    assert sure(analyzer, "[2026-11-23 08:28:35] hello\n") == 0


def test_monolog_tells_channel_level_exception_and_context(records):
    failed, done = records(analyzer, LARAVEL)
    assert (failed.get("event.level"), failed.get("event.logger"), failed.get("event.exception"), failed.get("error.kind")) == ("error", "local", "GuzzleHttp\\Exception\\ConnectException", "refused")
    assert (done.get("event.message"), done.get("event.fields.user"), done.get("correlation.ids")) == ("done", "5", ("request_id=abcd1234",))


def test_phps_own_errors_have_their_trace(records):
    fatal, warning = records(analyzer, PHP)
    assert (fatal.get("event.level"), fatal.get("event.language"), fatal.get("event.frames", ) > 0) == ("fatal", "php", True)
    assert (warning.get("event.level"), warning.at.isoformat()) == ("warn", "2026-11-23T08:28:36+00:00")


def test_it_stays_total(assert_total):
    assert_total(analyzer, LARAVEL)
    assert_total(analyzer, PHP)
