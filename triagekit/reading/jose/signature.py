"""The signature of a token, judged against the keys at hand, with the reason when it does not fit.

PyJWT's algorithm classes verify, each with one explicit algorithm; nothing is taken from the token but its
`alg` and `kid`. What fails is probed further, so that "wrong key", "content altered after signing", "made
with another algorithm" and "encoded wrongly" are told apart.
"""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from triagekit.reading.jose import left, probe
from triagekit.reading.jose.keyset import Key
from triagekit.reading.jose.token import Token

TRIED = 64
"""Keys tried per token."""
UNSOUND = frozenset({"exponent-too-small", "even-modulus"})
"""Weaknesses under which anyone can make a signature, so that verifying one says nothing."""
HASH_BYTES = {"256": 32, "384": 48, "512": 64}


class Verdict(StrEnum):
    """What came of it. The word survives redaction inside the placeholder."""

    OK = "ok"
    """Verifies with the key that the token names, or with the only one that fits."""
    OTHER_KEY = "ok-other-key"
    """Verifies with another key of the set than the one named."""
    INVALID = "invalid"
    """The named key (or every key that fits) does not verify it."""
    KEY_UNKNOWN = "key-unknown"
    """The set does not hold the named key, and no other key verifies it."""
    OTHER_ALGORITHM = "other-algorithm"
    """Made with the named key but with another algorithm than the header says."""
    UNSUITABLE = "key-unsuitable"
    """The named key cannot serve the algorithm, or must not."""
    KEY_MALFORMED = "key-malformed"
    """The named key is damaged."""
    NONE = "alg-none"
    """The header says that there is no signature."""
    MISSING = "missing"
    """The signature part is empty although the header names an algorithm."""
    DAMAGED = "damaged"
    """The signature's text is not base64url."""
    SHORT = "short"
    """Shorter than its algorithm and key make it: cut off."""
    UNVERIFIABLE = "unverifiable"
    """Cannot be verified by anyone but its audience (Microsoft Graph's nonce)."""
    UNSUPPORTED = "unsupported"
    """An algorithm this tool does not know."""
    NOT_ASSESSED = "not-assessed"
    """No key at hand."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict, its reason, and the key it rests on."""

    verdict: Verdict
    why: str = ""
    """content-altered | other-key | salt-length | der-form | leading-zeros | length | secret-is-base64 | public-key-as-secret | ..."""
    key: Key | None = None
    """The key that verified it, else the one the token names."""
    algorithm: str = ""
    """The algorithm it was really made with, when another one verifies."""
    kept: tuple[str, ...] = ()
    """How strong the key was, where redaction took the signature and so the key that it rested on."""
    tried: int = 0


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys at hand for one token."""

    named: tuple[Key, ...]
    """Those with the token's kid; all, when the token has none."""
    others: tuple[Key, ...]
    """The rest of the sets."""
    complete: bool
    """The set belongs to the token's issuer for certain, so that an absent kid means something."""


def choose(token: Token, keys: Sequence[Key], complete: bool) -> Keys:
    """Split the keys at hand by the token's kid. A key without an id may be the one named."""
    kid = token.word("kid")
    if not kid:
        return Keys(tuple(keys), (), complete)
    named = [k for k in keys if k.kid == kid]
    if not named and all(not k.kid for k in keys):
        return Keys(tuple(keys), (), complete)
    return Keys(tuple(named), tuple(k for k in keys if k.kid != kid), complete)


def judge(token: Token, keys: Keys) -> Judged:
    """The signature's verdict. Total; at most `TRIED` keys. Characters that were copied in are taken out for a second try."""
    found = _judge(token, keys)
    if token.polluted and found.verdict not in {Verdict.OK, Verdict.NOT_ASSESSED}:
        again = _judge(token.cleaned(), keys)
        if again.verdict is Verdict.OK:
            return Judged(Verdict.OK, "after-cleaning", again.key)
    return found


def _judge(token: Token, keys: Keys) -> Judged:
    early = _without_keys(token)
    if early:
        return early
    alg = token.word("alg")
    if not keys.named and not keys.others:
        size = len(token.signature_code.data)
        if alg[:2] in {"RS", "PS"} and _no_modulus(size):
            return Judged(Verdict.SHORT, f"{size} bytes, which is the size of no usual RSA key")
        return Judged(Verdict.NOT_ASSESSED, "no key")
    fitting = [k for k in keys.named if k.takes(alg) and not k.faults]
    if fitting and all(not UNSOUND.isdisjoint(k.weaknesses) for k in fitting):
        return Judged(Verdict.NOT_ASSESSED, "weak-key", fitting[0])
    for key in fitting[:TRIED]:
        if verifies(token, key, alg):
            return Judged(Verdict.OK, key=key)
    return _failed(token, keys, fitting)


def _without_keys(token: Token) -> Judged | None:
    """What can be said before any key is looked at."""
    if token.redacted_signature:
        return recall(token.redacted_signature)
    alg = token.word("alg")
    if alg.lower() == "none":
        return Judged(Verdict.NONE)
    if len(token.segments) < 3 or not token.segments[2]:
        return Judged(Verdict.MISSING)
    if token.signature_code.damaged:
        return Judged(Verdict.DAMAGED, token.signature_code.problems[-1])
    if not token.segments[1] and token.head.get("b64") is False:
        return Judged(Verdict.NOT_ASSESSED, "detached")  # RFC 7797 3, RFC 7515 appendix F: what was signed is kept elsewhere
    if "nonce" in token.head and "nonce" not in token.head.get("crit", ()):
        return Judged(Verdict.UNVERIFIABLE, "header-nonce")
    if not known(alg):
        return Judged(Verdict.UNSUPPORTED, "algorithm")
    expected = _fixed_length(alg)
    if expected and 0 < len(token.signature_code.data) < expected - 1:
        return Judged(Verdict.SHORT, f"{len(token.signature_code.data)} of {expected} bytes")
    return None


def _no_modulus(size: int) -> bool:
    """An RSA signature is as long as its key, and keys in use have 1024, 2048, 3072 or 4096 bits, or a multiple of 256 (RFC 8017 8.2.1)."""
    return 16 < size < 512 and 0 < size % 32 < 30  # up to two leading zeros may have been dropped


def recall(word: str) -> Judged:
    """The verdict that redaction left in the signature's place."""
    found = left.parse(word)
    if found.verdict not in set(Verdict):
        return Judged(Verdict.NOT_ASSESSED, "redacted")
    return Judged(Verdict(found.verdict), found.why or "from-redaction", kept=found.strength)


def strength(judged: Judged, alg: str) -> tuple[str, ...]:
    """What the key that the verdict rests on is worth: sound, or its flaws; of a secret, secret-long or secret-short. Nothing without a key.

    RFC 7518 3.2: an HMAC secret is at least as long as the hash; 3.3: an RSA modulus has 2048 bits or more.
    """
    key = judged.key
    if key is None:
        return judged.kept
    if key.kty != "oct":
        return key.weaknesses or ("sound",)
    least = HASH_BYTES.get(alg[2:], 0) if alg[:2] == "HS" else 0
    return ("secret-short" if len(key.octets("k")) < least else "secret-long",) if least else ()


def known(alg: str) -> bool:
    """True for the algorithms this tool can verify."""
    return alg in {*(f + n for f in ("HS", "RS", "PS", "ES") for n in HASH_BYTES), "ES256K", "EdDSA", "Ed25519", "Ed448"}


def _fixed_length(alg: str) -> int:
    """Bytes of the signature where the algorithm alone fixes them, RFC 7518 3.2 and 3.4."""
    if alg[:2] == "HS":
        return HASH_BYTES[alg[2:]]
    return {"ES256": 64, "ES256K": 64, "ES384": 96, "ES512": 132, "EdDSA": 64, "Ed25519": 64, "Ed448": 114}.get(alg, 0)


def verifies(token: Token, key: Key, alg: str, signature: bytes | None = None) -> bool:
    """True when the key verifies the token under that algorithm."""
    try:
        return bool(_algorithm(alg).verify(token.signing_input, key.public(), token.signature_code.data if signature is None else signature))
    except BaseException as error:  # pyo3 panics are no Exceptions
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        return False


def _algorithm(alg: str) -> Any:
    from jwt import algorithms as known_

    number = alg[2:]
    if alg[:2] == "HS":
        return _Hmac(number)
    if alg[:2] in {"RS", "PS"}:
        made: Any = known_.RSAAlgorithm if alg[:2] == "RS" else known_.RSAPSSAlgorithm
        return made(getattr(made, f"SHA{number}"))
    if alg[:2] == "ES":
        ec: Any = known_.ECAlgorithm
        return ec(getattr(ec, "SHA" + alg[2:5]))
    return known_.OKPAlgorithm()


@dataclass(frozen=True, slots=True)
class _Hmac:
    """HMAC in the shape of PyJWT's algorithms."""

    number: str

    def verify(self, message: bytes, key: bytes, signature: bytes) -> bool:
        return hmac.compare_digest(probe.hmac_of(self.number, key, message), signature)


def _failed(token: Token, keys: Keys, fitting: list[Key]) -> Judged:
    """No named key verifies: say why."""
    alg = token.word("alg")
    for key in (*fitting, *keys.named)[:TRIED]:
        found = _probed(token, key, alg)
        if found:
            return found
    for key in keys.others[:TRIED]:
        if key.takes(alg) and not key.faults and verifies(token, key, alg):
            return Judged(Verdict.OTHER_KEY, key=key, why="" if keys.named else "kid-unknown")
    if not keys.named:
        return Judged(Verdict.KEY_UNKNOWN if keys.complete else Verdict.NOT_ASSESSED, "no key of that id")
    if not fitting:
        key = keys.named[0]
        return Judged(Verdict.KEY_MALFORMED if key.faults else Verdict.UNSUITABLE, key=key)
    return Judged(Verdict.INVALID, probe.altered_or_other(token, fitting), fitting[0], tried=len(fitting))


def _probed(token: Token, key: Key, alg: str) -> Judged | None:
    """Ways in which a signature made with this very key fails all the same."""
    if key.faults:
        return None
    if key.kty == "RSA" and alg[:2] in {"RS", "PS"} and len(token.signature_code.data) < (key.bits + 7) // 8 - 2:
        return Judged(Verdict.SHORT, f"{len(token.signature_code.data)} of {(key.bits + 7) // 8} bytes", key)
    other = next((a for a in probe.siblings(key, alg) if verifies(token, key, a)), "")
    if other:
        return Judged(Verdict.OTHER_ALGORITHM, key=key, algorithm=other)
    why = probe.explain(token, key, alg, lambda signature: verifies(token, key, alg, signature))
    if why == "public-key-as-secret":
        return Judged(Verdict.UNSUITABLE, why, key)
    return Judged(Verdict.INVALID, why, key) if why else None
