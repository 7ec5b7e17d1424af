"""What a receiver needs of TLS, clock, SAML and OpenID Connect failures."""

from triagekit.needs.need import BEARER, CAPTURE, CHAIN, SAML, TRACE, Case, Find, Need, Told, first, labelled, word
from triagekit.records import Kind, Record


def _tls(case: Case) -> list[Record]:
    hits = [r for c in case.speaking[:3] for w in c.for_ for r in w.hit.records]
    return [*hits, *case.symptom("tls").samples, *case.identity(Kind.HANDSHAKE), *case.identity(Kind.CERTIFICATE)]


def chain(case: Case) -> Told | None:
    """The certificate chain as it was served."""
    found = first(_tls(case), "chain.subjects", "chain.length", "certificate.subject")
    if found:
        return found
    for record in _tls(case):
        told = labelled(record, {"tls.subject": "subject", "tls.issuer": "issuer", "tls.not_before": "from", "tls.not_after": "to", "tls.san": "names"})
        if told:
            return Told(told, location=record.location)
    return None


def name_used(case: Case) -> Told | None:
    """The server name that the client asked for."""
    return first(_tls(case), "tls.sni", "server.name", "request.url.host", "event.url.host", "error.host", "proxy.host")


def error_text(case: Case) -> Told | None:
    """What the client said."""
    return first(_tls(case), "error.text", "tls.verify_text", "tls.alert", "error.code", "event.message", "error.kind")


def interception(case: Case) -> Told | None:
    """Signs of an inspecting proxy."""
    found = first(_tls(case), "tls.interception_vendor")
    if found:
        return found
    seen = first(_tls(case), "tls.issuer", "chain.issuers")
    return Told(f"none seen: the certificate was issued by {seen.value}", location=seen.location) if seen else None


def offset(case: Case) -> Told | None:
    """The measured offset of each clock with its interval."""
    rows = [
        f"{word(r.get('clock.host')) or 'all hosts'}: server minus client {word(r.get('clock.offset_low_s'))} to {word(r.get('clock.offset_high_s'))} s, "
        f"{word(r.get('clock.agreeing'))} of {word(r.get('clock.samples'))} answers agree"
        for r in case.clock
    ]
    if rows:
        return Told("; ".join(rows[:5]), location=case.clock[0].location)
    for record in [*case.identity(Kind.ASSERTION), *case.identity(Kind.TOKEN)]:
        told = labelled(record, {"saml.use.time": "used at", "saml.issue_instant": "issued at", "jwt.use.time": "used at", "jwt.iat": "issued at"})
        if "used at" in told and "issued at" in told:
            return Told(told, location=record.location)
    return None


def _of(kind: Kind, *names: str, absent: str = "") -> Find:
    """One of the fields of the first message that has it; where a message was read and lacks it, `absent` says so."""

    def find(case: Case) -> Told | None:
        records = case.identity(kind)
        said = first(records, *names)
        if said or not records or not absent:
            return said
        return Told(absent, location=records[0].location)

    return find


def _saml_window(case: Case) -> Told | None:
    names = {"saml.issue_instant": "issued", "saml.not_before": "from", "saml.not_on_or_after": "until", "saml.use.time": "used"}
    for record in case.identity(Kind.ASSERTION):
        told = labelled(record, names)
        if told:
            return Told(told, location=record.location)
    return None


def _signed(case: Case) -> Told | None:
    for record in case.identity(Kind.ASSERTION):
        told = labelled(record, {"saml.signed": "signed:", "saml.signature.verdict": "verdict", "saml.certificate.used": "with", "saml.certificate.expected": "expected"})
        if told:
            return Told(told, location=record.location)
    return Told("nothing is signed", location=case.identity(Kind.ASSERTION)[0].location) if case.identity(Kind.ASSERTION) else None


def _token_times(case: Case) -> Told | None:
    for record in case.identity(Kind.TOKEN):
        told = labelled(record, {"jwt.iat": "iat", "jwt.nbf": "nbf", "jwt.exp": "exp", "jwt.use.time": "used"})
        if told:
            return Told(told, location=record.location)
    return None


def _oidc_error(case: Case) -> Told | None:
    records = [*(r for c in case.speaking[:3] for w in c.for_ for r in w.hit.records), *(r for s in case.witness.symptoms.values() for r in s.samples)]
    return first(records, "oidc.error", "signin.error", "auth.challenge.error", "response.body.error", "jwt.failed", "jwt.use.challenge_error", "error.text")


def _oidc(*names: str) -> Find:
    """A claim of the token; where the flow carries no token that anyone can read, it does not apply."""

    def find(case: Case) -> Told | None:
        said = first(case.identity(Kind.TOKEN), *names) or first((r for s in case.witness.symptoms.values() for r in s.samples), *(n.replace("jwt.", "auth.token.") for n in names))
        if said:
            return said
        return Told(status="not_applicable", how_tried="no readable token stands in the files") if not case.identity(Kind.TOKEN) else Told("absent", location=case.identity(Kind.TOKEN)[0].location)

    return find


NEEDS_TLS = (
    Need("tls.error_text", "What exactly does the client say when the connection fails?", TRACE, error_text, blocking=True),
    Need("tls.name_used", "Which server name did the client ask for?", TRACE, name_used, blocking=True),
    Need("tls.chain", "Which certificates does the server send?", CHAIN, chain),
    Need("tls.interception", "Is there a proxy that inspects encrypted traffic?", CHAIN, interception),
)
NEEDS_CLOCK = (Need("clock.offset", "How far is the clock of each machine from the right time?", CAPTURE, offset, blocking=True),)
NEEDS_SAML = (
    Need("saml.issuer", "Which identity provider sent the message?", SAML, _of(Kind.ASSERTION, "saml.issuer", absent="absent"), blocking=True),
    Need("saml.destination", "To which address was the message sent?", SAML, _of(Kind.ASSERTION, "saml.destination", "saml.request.acs_url", absent="absent")),
    Need("saml.audience", "For which application was the assertion made?", SAML, _of(Kind.ASSERTION, "saml.audience", absent="absent")),
    Need("saml.recipient", "For which address was the assertion made?", SAML, _of(Kind.ASSERTION, "saml.recipient", absent="absent")),
    Need("saml.window", "From when until when is the assertion valid, and when was it used?", SAML, _saml_window),
    Need("saml.nameid_format", "In which format does the identity provider name the user?", SAML, _of(Kind.ASSERTION, "saml.nameid.format", "saml.request.nameid_format", absent="absent")),
    Need("saml.in_response_to", "Which sign-in request does the message answer?", SAML, _of(Kind.ASSERTION, "saml.in_response_to", absent="absent")),
    Need("saml.status", "Which status does the message give?", SAML, _of(Kind.ASSERTION, "saml.status", absent="absent: the message carries no status")),
    Need("saml.signed", "What is signed, and with which certificate?", SAML, _signed),
)
NEEDS_OIDC = (
    Need("oidc.error", "Which error does the provider or the application give?", TRACE, _oidc_error, blocking=True),
    Need("oidc.alg", "With which algorithm is the token signed?", BEARER, _oidc("jwt.alg")),
    Need("oidc.kid", "Which key does the token name?", BEARER, _oidc("jwt.kid")),
    Need("oidc.iss", "Who issued the token?", BEARER, _oidc("jwt.iss")),
    Need("oidc.aud", "For whom was the token issued?", BEARER, _oidc("jwt.aud")),
    Need("oidc.times", "When was the token issued, and until when is it valid?", BEARER, lambda case: _token_times(case) or _oidc("jwt.exp")(case)),
    Need("oidc.scopes", "Which scopes does the token hold?", BEARER, _oidc("jwt.scopes", "jwt.roles")),
)
