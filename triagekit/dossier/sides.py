"""Which side of the failure is not in the case, and the artifact that would show it: said, even where a cause is certain."""

from collections.abc import Iterator
from dataclasses import dataclass

from triagekit import evidence as ev
from triagekit.dossier.causes import HOW_TO_COLLECT, MINUTES
from triagekit.dossier.found import Found
from triagekit.records import Kind, Record

GATEWAY_LOG = "Send the lines of the gateway's or load balancer's access and error log from two minutes before to two minutes after the failure."
KEYS = "Send the issuer's key set: the page that jwks_uri names in its /.well-known/openid-configuration. It holds public keys only."


@dataclass(frozen=True, slots=True)
class Side:
    """A side that is missing."""

    name: str
    """As it is called in the evidence: side/…"""
    why: str
    how: str
    minutes: int


_GATEWAY = Side("side/gateway-log", "A gateway in front of the application answered with an error, and its log is not in the case: only it says what it met behind it.", GATEWAY_LOG, 10)
_APPLICATION = Side("side/application-log", "The gateway says that what stands behind it failed, and no log of the application is in the case: only it says why.", HOW_TO_COLLECT[Kind.EVENT], MINUTES[Kind.EVENT])
_SERVER = Side("side/application-log", "The application answered with an error, and its log is not in the case: only it says what went wrong inside.", HOW_TO_COLLECT[Kind.EVENT], MINUTES[Kind.EVENT])
_SIGN_IN = Side("side/sign-in-log", "The sign-in message was sent and refused, and the log of the application that refused it is not in the case: only it says which check failed.", HOW_TO_COLLECT[Kind.EVENT], MINUTES[Kind.EVENT])
_KEY_SET = Side("side/key-set", "A signed token is in the case, and the issuer's keys are not: whether its signature is good cannot be said.", KEYS, 5)
_CLIENT = Side("side/client-capture", "The logs show failures, and no capture of a client is in the case: only that tells which failure it is about.", HOW_TO_COLLECT[Kind.EXCHANGE], MINUTES[Kind.EXCHANGE])


def missing(found: Found) -> list[Side]:
    """The sides that the case lacks, from the client inwards."""
    extents = [e for e in found.extents if e.location.artifact not in found.strange]
    return list(dict.fromkeys(_lacking(extents, found)))


def log(found: Found) -> str:
    """How the log that is missing most is collected; empty when none is missing."""
    return next((s.how for s in missing(found) if s.name.endswith("-log")), "")


def items(found: Found, clean: ev.Cleaner) -> list[ev.MissingItem]:
    """The same as they are told."""
    return [ev.MissingItem(what=s.name, why=clean(s.why), how_to_collect=clean(s.how), minutes=s.minutes) for s in missing(found)]


def sentences() -> tuple[str, ...]:
    """Every sentence of this module: they hold nothing of anybody."""
    return tuple(text for side in (_GATEWAY, _APPLICATION, _SERVER, _SIGN_IN, _KEY_SET, _CLIENT) for text in (side.why, side.how))


def _lacking(extents: list[Record], found: Found) -> Iterator[Side]:
    there = {side for e in extents for side in words(e, "extent.sides")}
    client = {show for e in extents if "client" in words(e, "extent.sides") for show in words(e, "extent.shows")}
    behind = {show for e in extents if "gateway" in words(e, "extent.sides") for show in words(e, "extent.shows")}
    if "client" not in there and there & {"gateway", "application"} and any(e.get("extent.failed") for e in extents):
        yield _CLIENT
    if "gateway-error" in client and "gateway" not in there:
        yield _GATEWAY
    if "application" not in there:
        if "sign-in-refused" in client:
            yield _SIGN_IN
        elif "server-error" in client:
            yield _SERVER
        if "upstream-failure" in behind:
            yield _APPLICATION
    if ("client" not in there or "refused" in client) and any(_unjudged(t) for t in found.witness.identity.get(Kind.TOKEN, ())):
        yield _KEY_SET


def _unjudged(token: Record) -> bool:
    """A token whose signature anybody can judge who has the issuer's public keys."""
    return token.get("jwt.signature.verdict") == "not-assessed" and not str(token.get("jwt.alg") or "HS").upper().startswith(("HS", "NONE"))


def words(record: Record, name: str) -> tuple[str, ...]:
    """A field as a list of words; empty when it is none."""
    value = record.get(name)
    return value if isinstance(value, tuple) else ()
