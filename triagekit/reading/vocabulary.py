"""The field names that rules may use, by record kind, shared by all analyzers.

An analyzer that can say more publishes its own fields beside these. Absent always means *the artifact
does not say*. Header names are lower case; a header family is a list because headers repeat.
"""

from collections.abc import Mapping
from dataclasses import replace

from triagekit.reading.oidc import OIDC
from triagekit.records import FieldSpec, Kind, flag, number, text, texts, time

_ERROR: dict[str, FieldSpec] = {
    "error.kind": text(
        "What failed at the transport, one word for every client's wording: dns | refused | reset | unreachable | "
        "connect-timeout | response-timeout | tls-timeout | timeout | closed | empty | truncated | not-http | headers-too-large | aborted | offline | "
        "too-many-redirects | http2 | quic | content-encoding | proxy | proxy-auth | proxy-connect | tls | tls-version | tls-cipher | tls-alert | tls-reset | tls-closed | "
        "tls-plain-http | tls-not-tls | cert-expired | cert-not-yet-valid | cert-date | cert-name | cert-self-signed | cert-unknown-ca | "
        "cert-no-issuer | cert-revoked | cert-weak | cert-pin | cert-invalid | client-cert | cors | mixed-content | blocked | blocked-client | csp | port-blocked | "
        "mime | websocket | pac | cache-miss | http-error | other"
    ),
    "error.text": text("The client's own error text"),
    "error.code": text("The client's own code: net::ERR_*, curl (28), ECONNRESET, exception class"),
    "error.client": text("Which client said it: chrome | firefox | curl | python | node | java | go | dotnet | openssl | wget | other"),
    "error.phase": text("When it failed: proxy | dns | connect | tls | request | response | body"),
    "error.sender": text("Who sent the TLS alert or reset, where the trace says so: client | server | proxy"),
}

_WHO: dict[str, FieldSpec] = {
    "answered_by": text("Who made this answer: origin | gateway | cdn | waf | forward-proxy | captive-portal | service-worker | browser | unknown"),
    "answered_by.product": text("The product, lower case: nginx, haproxy, squid, cloudflare, envoy ..."),
    "answered_by.basis": text("What that rests on, in words"),
    "path.products": texts("Products known to be in the path (they did not necessarily answer)"),
}

_SIGNAL: dict[str, FieldSpec] = {
    "signal.causes": texts("Cause ids that vendor signals (rules/signals/) in this record point to"),
    "signal.vendors": texts("Vendors whose signals stand in this record"),
    "signal.codes": texts("The vendors' codes or markers seen, such as AADSTS50011"),
    "signal.firm": texts("Those of signal.causes whose signal was made in a lab, found in public artifacts, or read on the vendor's page"),
    "signal.cited": texts("Those of signal.causes whose signal is known from descriptions only"),
    "signal.answers": texts("Parties that a signal proves to have made this answer: role and product"),
    "signal.products": texts("Products whose mark stands in this record: they are in the path"),
}

_CORRELATION: dict[str, FieldSpec] = {
    "correlation.ids": texts("Correlation identifiers, name=value, kept verbatim"),
    "correlation.names": texts("Their names alone, lower case"),
}

_TLS: dict[str, FieldSpec] = {
    "tls.version": text("Negotiated protocol version, such as TLSv1.3"),
    "tls.cipher": text("Negotiated cipher"),
    "tls.sni": text("Server name asked for"),
    "tls.subject": text("Subject of the server's certificate as the client reports it"),
    "tls.issuer": text("Issuer of the server's certificate as the client reports it"),
    "tls.not_before": time("Start of the server certificate's validity"),
    "tls.not_after": time("End of the server certificate's validity"),
    "tls.expired_at_use": flag("The server certificate's end lies before the record's time"),
    "tls.in_time_when_corrected": flag("It was out of its validity by a wrong clock only: at the corrected time it is valid"),
    "tls.not_yet_valid_at_use": flag("The server certificate's start lies after the record's time"),
    "tls.san": texts("Names in the server's certificate"),
    "tls.name_matches": flag("The certificate's names cover the host asked for"),
    "tls.verify_code": number("OpenSSL's verify code"),
    "tls.verify_text": text("The client's verification result in its own words"),
    "tls.verification_off": flag("The client ran with certificate verification switched off"),
    "tls.state": text("A browser's security state: secure | secure-custom-root | weak | broken | insecure"),
    "tls.alert": text("TLS alert by its RFC name, such as unknown_ca"),
    "tls.interception_vendor": text("Vendor of an inspecting proxy, when the issuer names one"),
    "tls.client_certificate": text("requested | sent | absent | refused"),
}

_AUTH: dict[str, FieldSpec] = {
    "auth.present": flag("A credential travelled with the request (header, key, cookie that looks like a session, client certificate)"),
    "auth.absence": text("When none is seen: absent (the capture would show it) | stripped (the export removes credentials) | unknown"),
    "auth.scheme": text("bearer | basic | digest | negotiate | ntlm | aws4 | api-key | cookie | other, of what was sent"),
    "auth.place": text("header | cookie | query | body"),
    "auth.token_hash": text("Keyed hash of the credential, equal for equal credentials within a run"),
    "auth.token.form": text("jwt | jwe | opaque | placeholder | malformed"),
    "auth.token.alg": text("alg of the JWT sent"),
    "auth.token.kid": text("kid of the JWT sent"),
    "auth.token.iss": text("iss of the JWT sent"),
    "auth.token.aud": texts("aud of the JWT sent"),
    "auth.token.scopes": texts("scope, scp and roles of the JWT sent"),
    "auth.token.typ": text("typ of the JWT sent"),
    "auth.token.exp": time("exp of the JWT sent"),
    "auth.token.nbf": time("nbf of the JWT sent"),
    "auth.token.iat": time("iat of the JWT sent"),
    "auth.token.expired_at_server": flag("exp lies before the answer's Date"),
    "auth.token.not_yet_valid_at_server": flag("nbf or iat lies after the answer's Date by more than 60 s"),
    "auth.token.expired_at_client": flag("exp lies before the request's start by the client's clock"),
    "auth.token.in_time_when_corrected": flag("It was over by a wrong clock only: at the corrected time it is not"),
    "auth.token.seconds_past_expiry": number("Seconds from exp to the answer's Date (else to the request's start); negative while valid"),
    "auth.challenge.present": flag("The answer carries WWW-Authenticate or Proxy-Authenticate"),
    "auth.challenge.schemes": texts("Schemes offered, lower case"),
    "auth.challenge.error": text("error= of a Bearer challenge (RFC 6750 3.1)"),
    "auth.challenge.description": text("error_description= of the challenge"),
    "auth.challenge.scope": texts("scope= of the challenge"),
    "auth.challenge.realm": text("realm= of the challenge"),
}

EXCHANGE: Mapping[str, FieldSpec] = {
    "source": text("har | trace | access-log | netlog | flow | console: what sort of artifact shows this exchange"),
    "dialect": text("Producer's dialect, lower case: chrome, firefox, playwright, mitmproxy, curl, nginx-access ..."),
    "index": number("0-based position in its artifact"),
    "time.certain": flag("False where the line's time names no zone"),
    "capture.sanitized": flag("The export removed cookies and credentials"),
    "capture.shows_bodies": flag("This kind of artifact can show bodies"),
    "capture.shows_headers": flag("This kind of artifact shows request headers"),
    "capture.odd_headers": number("Response header names that no header can have, where there are some"),
    "capture.shows_errors": flag("This kind of artifact shows the client's own transport errors"),
    "request.method": text("Method, upper case"),
    "request.url": text("Full URL as sent"),
    "request.url.scheme": text("http | https | ws | wss | data | blob | chrome-extension ..."),
    "request.url.host": text("Host, lower case"),
    "request.url.port": number("Port, explicit or by scheme"),
    "request.url.path": text("Path, percent-encoding kept"),
    "request.url.versioned": flag("A script or style file whose name carries a hash or build number, as bundlers write them"),
    "request.url.query": text("Query without ?"),
    "request.url.length": number("Length of the URL in characters"),
    "request.route": text("Method, host and normalised path (ids and tokens replaced by :id)"),
    "request.http_version": text("http/1.0 | http/1.1 | h2 | h3"),
    "request.headers.*": texts("Values of the request header of that name"),
    "request.header_names": texts("Request header names"),
    "request.headers_size": number("Bytes of the request headers"),
    "request.cookie_names": texts("Names of cookies sent"),
    "request.cookie_bytes": number("Bytes of the Cookie header"),
    "request.params.*": texts("Values of that query or form parameter"),
    "request.body.text": text("Body, at most 64 KiB"),
    "request.body.mime": text("Media type of the body, lower case, without parameters"),
    "request.body.size": number("Bytes of the body"),
    "request.origin": text("Origin header, or the page's origin"),
    "request.cross_origin": flag("The request's origin differs from the URL's origin"),
    "request.preflight": flag("This is a CORS preflight"),
    "request.websocket": flag("This asks for a WebSocket upgrade"),
    "request.resource_type": text("document | script | stylesheet | image | xhr | fetch | websocket | preflight | beacon | eventsource | other"),
    "request.initiator": text("Origin or URL of what caused the request; chrome-extension:// for extensions"),
    "request.navigation": flag("A top-level page load"),
    "response.present": flag("An answer was recorded"),
    "response.status": number("Status code; absent when there was no answer"),
    "response.status_recorded": number("The number the producer wrote, placeholders 0, -1, -2 included"),
    "response.status_class": text("1xx | 2xx | 3xx | 4xx | 5xx | other"),
    "response.status_text": text("Reason phrase"),
    "response.http_version": text("http/1.0 | http/1.1 | h2 | h3"),
    "response.headers.*": texts("Values of the response header of that name"),
    "response.header_names": texts("Response header names"),
    "response.cookie_names": texts("Names of cookies set"),
    "response.server": text("Server header"),
    "response.date": time("Date header"),
    "response.age_s": number("Age header in seconds"),
    "response.location": text("Location header"),
    "response.location.host": text("Host of Location, resolved against the URL"),
    "response.location.path": text("Path of Location"),
    "response.retry_after_s": number("Retry-After in seconds; a date is converted with the answer's own Date"),
    "response.ratelimit.limit": number("Limit from RateLimit or X-RateLimit fields"),
    "response.ratelimit.remaining": number("Remaining from those fields"),
    "response.ratelimit.reset_s": number("Seconds to reset, classified by magnitude"),
    "response.body.state": text("present | empty | evicted | not-captured | redacted | truncated"),
    "response.body.text": text("Body, at most 64 KiB, decoded"),
    "response.body.mime": text("Media type, lower case, without parameters"),
    "response.body.kind": text("json | html | xml | text | javascript | image | binary, by sniffing"),
    "response.body.size": number("Bytes of the body as recorded"),
    "response.body.transferred": number("Bytes on the wire"),
    "response.body.declared": number("Content-Length"),
    "response.body.title": text("HTML title"),
    "response.body.error": text("error, code or errorCode of a JSON or XML body"),
    "response.body.error_description": text("error_description, message, detail or title of a JSON or XML body"),
    "response.body.error_codes": texts("All short codes found in a JSON or XML error body"),
    "response.body.keys": texts("Top-level keys of a JSON body"),
    "from_cache": flag("Answered from the browser's cache"),
    "from_service_worker": flag("Answered by a service worker"),
    "cache.status": text("hit | miss | stale | bypass | expired | revalidated, from cache headers"),
    "server.ip": text("Address connected to"),
    "server.port": number("Port connected to"),
    "proxy.used": flag("The client went through a forward proxy"),
    "proxy.host": text("Host of that proxy"),
    "proxy.connect_status": number("Status of the CONNECT request"),
    "connection.id": text("Connection id as the producer names it"),
    "connection.reused": flag("An existing connection was reused"),
    "timing.total_ms": number("Whole duration"),
    "timing.blocked_ms": number("Waiting before the request could start"),
    "timing.dns_ms": number("Name resolution"),
    "timing.connect_ms": number("TCP connect, TLS included as in HAR 1.2"),
    "timing.tls_ms": number("TLS handshake"),
    "timing.send_ms": number("Sending"),
    "timing.wait_ms": number("Waiting for the first byte"),
    "timing.receive_ms": number("Receiving"),
    "timing.reliable": flag("False where the producer's phases cannot be trusted (Chrome without a response)"),
    "websocket.close_code": number("Close code, where recorded"),
    "websocket.close_reason": text("Close reason, where recorded"),
    "websocket.messages": number("Messages recorded"),
    "setcookie.problems": texts("cookie-name: reason, for every Set-Cookie that RFC 6265bis rejects here"),
    "log.*": text("A log format's own fields, such as log.termination_state or log.upstream_status"),
    **_ERROR, **_WHO, **_SIGNAL, **_CORRELATION, **_TLS, **_AUTH, **OIDC,
}  # fmt: skip
"""Fields of an exchange."""

EVENT: Mapping[str, FieldSpec] = {
    "event.format": text("The log or console format, such as nginx-error"),
    "event.level": text("trace | debug | info | notice | warn | error | fatal"),
    "event.logger": text("Logger, component or process"),
    "event.message": text("The message's first line"),
    "event.text": text("The whole event with its continuation lines, at most 64 KiB"),
    "event.template": text("The message with its variable parts replaced by <*>"),
    "event.template_count": number("How many events of the artifact share that template; 1 is the line that stands alone"),
    "event.exception": text("Class of the exception nearest to the failure as thrown"),
    "event.exception.message": text("Its message"),
    "event.cause": text("Class of the innermost cause"),
    "event.cause.message": text("Its message"),
    "event.language": text("Language of a stack trace: python | java | node | dotnet | go | php | ruby"),
    "event.frames": number("Stack frames seen"),
    "event.host": text("Host that wrote the line"),
    "event.url": text("URL the event names"),
    "event.url.host": text("Host of that URL"),
    "event.method": text("HTTP method the event names"),
    "event.status": number("HTTP status the event names"),
    "event.client": text("Client address the event names"),
    "event.upstream": text("Upstream address the event names"),
    "event.code": text("The product's own message code, such as AH01114"),
    "event.fields.*": text("key=value or JSON fields of the line"),
    "event.count": number("How often the identical event stands here, when it was folded"),
    "time.certain": flag("The line carries a full date with offset"),
    **_ERROR, **_WHO, **_SIGNAL, **_CORRELATION, **_TLS,
}  # fmt: skip
"""Fields of an event."""

DEFECT: Mapping[str, FieldSpec] = {
    "defect.code": text("Error code of the catalogue"),
    "defect.detail": text("What is wrong, in our words"),
    "artifact.kind": text("Analyzer that read the artifact"),
    "artifact.producer": text("Tool that made it"),
    "artifact.sanitized": flag("The producer removed cookies and credentials"),
    "artifact.records": number("Records read from it"),
    "artifact.looks_like": text("html | json | xml | csv | text | binary | empty, or a document's own name such as PDF document, when no reader knows it"),
}
"""Fields of a defect; one further record per artifact with artifact.* and no defect.code sums it up."""

HANDSHAKE: Mapping[str, FieldSpec] = {**_TLS, **_ERROR, "handshake.tool": text("Who recorded it: openssl | curl | java | netlog ..."), "handshake.completed": flag("It completed"), "server.name": text("Host connected to"), "server.port": number("Port connected to")}
"""Fields of a TLS handshake; analyzers/x509 adds chain.* to it when certificates are at hand."""

FACT: Mapping[str, FieldSpec] = {"fact": text("Which fact this is: clock-offset | retry-group | redirect-chain | cookie-life | host-profile | burst | capture-profile ...")}
"""Fields every fact has; each correlator publishes its own beside it."""

_ANSWER_HEADERS = ("response.header_names",)
_SHOWN_BY: Mapping[Kind, Mapping[str, tuple[str, ...]]] = {
    Kind.EXCHANGE: {
        **dict.fromkeys(_ERROR, ("capture.shows_errors",)),
        **dict.fromkeys((*_SIGNAL, "response.status"), ("source",)),
        **dict.fromkeys(("auth.challenge.error", "auth.challenge.description", "auth.challenge.scope", "auth.challenge.realm", "auth.challenge.schemes"), ("auth.challenge.present",)),
        **dict.fromkeys((name for name in EXCHANGE if name.startswith(("response.ratelimit.", "response.location"))), _ANSWER_HEADERS),
        **dict.fromkeys(("response.headers.*", "response.server", "response.date", "response.age_s", "response.retry_after_s", "response.cookie_names"), _ANSWER_HEADERS),
        **dict.fromkeys(("setcookie.problems", "cache.status", "response.body.declared"), _ANSWER_HEADERS),
        **dict.fromkeys((name for name in EXCHANGE if name.startswith("response.body.error") or name in {"response.body.title", "response.body.keys"}), ("response.body.text",)),
        "request.headers.*": ("request.header_names",),
        "request.url.versioned": ("request.url.path",),
    },
    Kind.EVENT: dict.fromkeys((name for name in EVENT if name.startswith(("event.", "error.", "signal."))), ("event.message", "event.text")),
    Kind.DEFECT: dict.fromkeys(("defect.code", "defect.detail", "artifact.looks_like"), ("artifact.kind",)),
}
"""What tells that a field would stand in the record if it were so; absence then is a finding."""


def _with_shown_by(kind: Kind, names: Mapping[str, FieldSpec]) -> Mapping[str, FieldSpec]:
    shown = _SHOWN_BY.get(kind, {})
    return {name: replace(spec, shown_by=shown.get(name, spec.shown_by)) for name, spec in names.items()}


SHARED: Mapping[Kind, Mapping[str, FieldSpec]] = {
    kind: _with_shown_by(kind, names)
    for kind, names in (
        (Kind.EXCHANGE, EXCHANGE), (Kind.EVENT, EVENT), (Kind.DEFECT, DEFECT), (Kind.HANDSHAKE, HANDSHAKE), (Kind.FACT, FACT),
        (Kind.ASSERTION, {}), (Kind.METADATA, {}), (Kind.TOKEN, {}), (Kind.CERTIFICATE, {}),
    )
}  # fmt: skip
"""Shared vocabulary by kind; the identity kinds are published by their examiners."""
