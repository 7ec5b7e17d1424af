"""All detectors together: ordinary text stays as it is, anchors are necessary, hostile text costs no more than it explains."""

import random
import re
from collections import Counter

import pytest

from redaction.detecting import WORK, Scanner, Shape, all_detectors, scanner

ALL = all_detectors()
SHAPES = [d for d in ALL if isinstance(d, Shape)]

ORDINARY = r"""
2026/11/03 09:14:22 [error] 31#31: *8812 upstream timed out (110: Connection timed out) while reading response header from upstream, client: ‹10.20.30.40›, server: app.example, request: "GET /api/v1/orders?page=2 HTTP/1.1", upstream: "http://‹10.20.30.41›:8080/api/v1/orders?page=2", host: "app.example"
‹10.20.30.40› - - [03/Nov/2026:09:14:22 +0000] "POST /oauth2/token HTTP/1.1" 401 153 "-" "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.6723.92 Safari/537.36" rt=0.042 uct="0.001" uht="0.041" urt="0.041"
Nov  3 09:14:22 lb1 haproxy[812]: ‹10.20.30.40›:51234 [03/Nov/2026:09:14:22.123] fe_https~ be_app/app1 0/0/1/42/43 503 212 - - sH-- 12/12/3/1/0 0/0 "GET /health HTTP/1.1"
[2026-11-03T09:14:22.123Z] "GET /api HTTP/1.1" 503 UF,URX upstream_reset_before_response_started{connection_failure} - 0 91 2003 - "-" "curl/8.5.0" "5cd6e1b1-1b5b-459d-9284-366e2da89755" "app.example" "-" outbound|8080||app.svc.cluster.local - ‹10.20.30.41›:8080
java.net.SocketTimeoutException: Read timed out
	at java.base/sun.nio.ch.NioSocketImpl.timedRead(NioSocketImpl.java:288) ~[na:17.0.9]
	at org.springframework.web.client.RestTemplate.doExecute(RestTemplate.java:819) ~[spring-web-6.1.3.jar!/:6.1.3]
Caused by: javax.net.ssl.SSLHandshakeException: PKIX path building failed: unable to find valid certification path to requested target
E1103 09:14:22.123456       1 reflector.go:147] k8s.io/client-go@v0.28.4/tools/cache/reflector.go:229: Failed to watch *v1.Pod: unknown (get pods)
I1103 09:14:22.123456       1 leaderelection.go:250] attempting to acquire leader lease kube-system/kube-scheduler...
2026-11-03 09:14:22.123 UTC [812] LOG:  checkpoint complete: wrote 12 buffers (0.1%); 0 WAL file(s) added, 0 removed, 0 recycled; write=1.205 s, sync=0.004 s, total=1.220 s
2026-11-03 09:14:22.123 UTC [813] ERROR:  duplicate key value violates unique constraint "orders_pkey" at character 15
2026-11-03T09:14:22.123456Z 0 [Warning] [MY-010068] [Server] CA certificate ca.pem is self signed.
{"level":"info","ts":1730625262.123,"caller":"zap/options.go:212","msg":"finished unary call with code OK","grpc.code":"OK","grpc.time_ms":12.4,"trace_id":"4bf92f3577b34da6a3ce929d0e0e4736"}
traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
cf-ray: 8dc1f2a3b4c5d6e7-FRA
x-amzn-trace-id: Root=1-67273a2e-0123456789abcdef01234567
x-request-id: 5cd6e1b1-1b5b-459d-9284-366e2da89755
< server: cloudflare
< x-cache: Miss from cloudfront
etag: W/"5f3e1a-18f2b3c4d5e"
content-security-policy: default-src 'self'; script-src 'self' https://www.googletagmanager.com https://js.stripe.com; report-uri /csp
time="2026-11-03T09:14:22Z" level=warning msg="Retrying (attempt 3 of 5) in 1.6s: dial tcp: lookup db.internal on 127.0.0.53:53: no such host"
WARN  o.h.e.jdbc.spi.SqlExceptionHelper - SQL Error: 1205, SQLState: 40001
npm ERR! code ERESOLVE could not resolve dependency: peer react@"^17.0.2" from react-scripts@5.0.1
Traceback (most recent call last): File "/usr/lib/python3.11/site-packages/requests/adapters.py", line 501, in send
requests.exceptions.ConnectionError: HTTPSConnectionPool(host='api.example', port=443): Max retries exceeded with url: /v1/items
* TLSv1.3 (OUT), TLS handshake, Client hello (1):
* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384 / X25519 / RSASSA-PSS
*  SSL certificate verify result: unable to get local issuer certificate (20), continuing anyway.
ORA-01017: invalid username/password; logon denied
Error AADSTS50011: The redirect URI specified in the request does not match the redirect URIs configured for the application.
System.InvalidOperationException: IDX10205: Issuer validation failed.
#0 0x00007f8b3c2a1b2c in raise () from /lib64/libc.so.6
[  123.456789] usb 1-1: new high-speed USB device number 4 using xhci_hcd
Nov  3 09:14:22 host kernel: [123456.789012] Out of memory: Killed process 8123 (java) total-vm:8123456kB, anon-rss:4123456kB
MongoServerError: E11000 duplicate key error collection: shop.orders index: _id_ dup key
RabbitMQ: closing AMQP connection <0.812.0> (missed heartbeats from client, timeout: 60s)
Kafka: Offset commit failed on partition orders-3 at offset 123456789: The coordinator is not aware of this member.
GET /static/js/main.0f3a9c1d.chunk.js HTTP/2 200 OK
HTTP 429 Too Many Requests; retry-after: 120; x-ratelimit-remaining: 0; x-ratelimit-reset: 1730625300
status: 503 Service Unavailable, upstream_status=504, bytes=1234567890, duration_ms=1730
Redis: LOADING Redis is loading the dataset in memory; used_memory_human:1.23G role:master
docker: Error response from daemon: pull access denied for shop/app, repository does not exist or may require 'docker login'.
commit 9fceb02d0ae598e95dc970b74767f19372d61af8 refs/tags/v1.2.3
sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 linux/amd64
policy 2012-10-17 allows s3:GetObject on arn:aws:s3:::public-bucket/*
order 4111111111111112 shipped, invoice 20261103-0042, job 1730625240123, build 2026.11.03.4
""".strip("\n")


def unmarked(text):
    """The text, and the places that may go."""
    plain, spans, at = "", [], 0
    for piece in re.split("([‹›])", text):
        if piece == "‹":
            at = len(plain)
        elif piece == "›":
            spans.append((at, len(plain)))
        else:
            plain += piece
    return plain, spans


@pytest.mark.parametrize("line", ORDINARY.splitlines(), ids=lambda line: line.strip()[:40])
def test_an_ordinary_line_keeps_its_constant_text(line):
    text, spans = unmarked(line)
    assert [(h.start, h.end, h.detector) for h in scanner().scan(text) if (h.start, h.end) not in spans] == []
    assert {(h.start, h.end) for h in scanner().scan(text)} == set(spans)


def test_ordinary_lines_one_after_another_change_nothing_either():
    text, spans = unmarked(ORDINARY)
    assert {(h.start, h.end) for h in scanner().scan(text)} == set(spans)


def _mixture(seed):
    """Examples and near misses of all detectors in random order, with ordinary lines between."""
    pick = random.Random(seed)
    pieces = [unmarked(e)[0] for d in ALL for e in (*d.examples, *d.counterexamples)] + unmarked(ORDINARY)[0].splitlines()
    return "\n\n".join(pick.sample(pieces, 400))


@pytest.mark.parametrize("seed", range(4))
def test_the_spans_of_each_form_are_those_of_a_plain_search(seed):
    text = _mixture(seed)
    wrong = []
    for shape in SHAPES:
        pattern = re.compile(shape.pattern)
        plain = {(m.span("value") if m.re.groupindex.get("value") and m.group("value") is not None else m.span()) for m in pattern.finditer(text) if shape.stands(text, m)}
        seen = {(h.start, h.end) for h in Scanner((shape,)).scan(text)}
        if not plain <= seen:
            wrong.append((shape.name, [text[a:b] for a, b in plain - seen][:2]))
    assert wrong == []


class Counting:
    """A detector that counts how often and how much it is asked to look."""

    def __init__(self, inner):
        self.inner, self.asked = inner, 0
        self.name, self.order, self.anchors = inner.name, inner.order, inner.anchors
        self.reach = getattr(inner, "reach", 200)

    def near(self, text, at):
        self.asked += 1
        yield from self.inner.near(text, at)


@pytest.mark.parametrize("pump", ["a", "=", "1", "A", "aB3+", "é", "?", "user ", "password ", "1.1111, "])
def test_a_megabyte_of_one_thing_asks_few_questions(pump):
    counted = [Counting(d) for d in ALL]
    text = (pump * (1_000_000 // len(pump) + 1))[:1_000_000]
    Scanner(tuple(counted)).scan(text)
    asked = Counter({c.name: c.asked for c in counted})
    assert all(count <= len(text) / len(pump) + 1 for count in asked.values())
    assert sum(asked.values()) <= 1_000_000 * 1.5, asked.most_common(5)


def test_a_form_that_looks_in_vain_too_often_finishes_in_one_pass():
    shape = next(d for d in SHAPES if d.name == "cdn-signed-url")
    text = "?sig=" * 200_000
    counted = Counting(shape)
    Scanner((counted,)).scan(text)
    steps = len(text) * WORK / shape.reach
    seen = []
    original = Shape.near
    try:
        Shape.near = lambda self, t, at: (seen.append(at), original(self, t, at))[1]
        Scanner((shape,)).scan(text)
    finally:
        Shape.near = original
    assert len(seen) <= steps + 200


def test_there_are_credentials_of_many_vendors_and_people_of_many_countries():
    keys = {d.name for d in ALL if getattr(d, "category", "") in ("vendor-key", "token", "link", "credential", "private-key", "secret", "session", "signature")}
    countries = {d.name.split("-")[1] for d in ALL if d.name.startswith("id-") and len(d.name.split("-")[1]) == 2}
    assert len(keys) >= 150
    assert len(countries) >= 30


@pytest.mark.parametrize("below", ["2026-11-03T09:14:00Z ERROR upstream timed out after 30 s", "> Host: api.example.com", "\tat com.example.Orders.place(Orders.java:42)"])
@pytest.mark.parametrize("ending", ["", "="])
def test_no_find_takes_anything_of_the_next_line(cleaner, below, ending):
    taken = []
    for example in (e.replace("‹", "").replace("›", "") for d in ALL for e in d.examples):
        made = cleaner.text(f"first\n{example}{ending}\n{below}\nlast\n")
        if made.count("\n") != example.count("\n") + 4 or not made.endswith(f"\n{below}\nlast\n"):
            taken.append(example)
    assert taken == []
