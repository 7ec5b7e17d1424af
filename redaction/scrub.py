"""Text in, clean text out: detectors over the text, then everything encoded inside it, decoded, cleaned and encoded again."""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from redaction import codecs, names
from redaction.detecting import Detector, Detectors, all_detectors
from redaction.pseudonyms import Pseudonyms
from triagekit.placeholders import PLACEHOLDER

DEPTH = 6
"""Codecs inside codecs that are opened."""

_KEPT = re.compile(rf"eyJ[\w-]{{4,20000}}\.[\w-]{{0,200000}}\.redacted-signature-[a-z-]+|{PLACEHOLDER.pattern}")
_JWT = re.compile(r"(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{5,20000}\.[A-Za-z0-9_-]{2,200000}(?:\.[A-Za-z0-9_-]{0,200000}){0,3}(?![A-Za-z0-9_-])")
_PUBLIC_CLAIMS = frozenset(
    "iss aud exp nbf iat scope scp azp typ cty alg kid ver roles role groups acr amr auth_time client_id appid idtyp token_use token_type cnf email_verified tid nonce_supported"
    " at_hash c_hash s_hash crit events azpacr appidacr".split()
)
_SCHEME = re.compile(r"(?i)(bearer|basic|digest|negotiate|ntlm|ssws|token|apikey|hmac|aws4-hmac-sha256|dpop|geniekey|splunk)([ \t]+)(.+)", re.S)


@dataclass(slots=True)
class Found:
    """What was replaced. Raw: for the verifier and propagation; never leaves."""

    counts: dict[str, int] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    """Original value to category."""
    whole: int = 0
    """Stretches that could not be encoded again faithfully and went as a whole."""


@dataclass(slots=True)
class Scrubber:
    """Cleans the texts of one case."""

    pseudonyms: Pseudonyms
    terms: tuple[str, ...] = ()
    keep: frozenset[str] = frozenset()
    """Categories that the policy keeps."""
    signatures: dict[str, str] = field(default_factory=dict)
    """sha256 of a signed item as it stood, to the word for its signature's verdict."""
    found: Found = field(default_factory=Found)
    detectors: Detectors = field(default_factory=all_detectors)
    inner: Callable[[str], str] | None = None
    """Cleans decoded text by its structure; set by `Structure`."""
    verdict: str = ""
    """Verdict of the signed item that is being cleaned, where it is known."""
    _depth: int = 0
    _memo: dict[str, str] = field(default_factory=dict)
    _known: re.Pattern[str] | None = None

    def put(self, category: str, value: str) -> str:
        """The placeholder for a value, noted."""
        if not value or category in self.keep or _KEPT.fullmatch(value):
            return value
        self.found.counts[category] = self.found.counts.get(category, 0) + 1
        self.found.values.setdefault(value, category)
        return self.pseudonyms.of(category, value)

    def propagate(self) -> None:
        """From now on, every value found so far is removed wherever it stands."""
        values = [v for v, category in self.found.values.items() if _distinct(v, category)]
        self._known = re.compile("|".join(re.escape(v) for v in sorted(values, key=len, reverse=True)[:50_000])) if values else None
        self._memo.clear()

    def text(self, raw: str) -> str:
        """The text with everything found replaced. Idempotent."""
        if len(raw) < 3:
            return raw
        made = self._memo.get(raw)
        if made is None:
            made = self._around(_KEPT, raw, str, self._unmarked)
            if len(raw) < 8192:
                if len(self._memo) > 200_000:
                    self._memo.clear()
                self._memo[raw] = made
        return made

    def value(self, name: str, value: str) -> str:
        """A value under a name: by its name first, then as text."""
        category = names.category(name)
        return self.secret(category, value) if category and not _harmless(value) and names.plausible(category, value) else self.text(value)

    def secret(self, category: str, value: str) -> str:
        """A value known to be secret: tokens keep their readable claims, a scheme word stays, the rest goes."""
        if not value.strip() or _KEPT.fullmatch(value):
            return value
        scheme = _SCHEME.fullmatch(value)
        if scheme:
            return f"{scheme.group(1)}{scheme.group(2)}{self.secret('credential', scheme.group(3))}"
        if _JWT.fullmatch(value):
            return self.token(value)
        if category in ("email", "person") and _EMAIL.fullmatch(value):
            return self.put("email", value)
        return self.put(category, value)

    def token(self, raw: str) -> str:
        """A JWT that still decodes: header and public claims stay, people become pseudonyms, the signature goes."""
        parts = raw.split(".")
        claims = _claims(parts[1]) if len(parts) == 3 else None
        if claims is None:
            return self.put("token", raw)
        self.found.counts["token"] = self.found.counts.get("token", 0) + 1
        if len(parts[2]) > 8:
            self.found.values.setdefault(parts[2], "token")
        verdict = self.signatures.get(hashlib.sha256(raw.encode()).hexdigest(), "not-assessed") if parts[2] else "missing"
        body = json.dumps({k: self._claim(k, v) for k, v in claims.items()}, separators=(",", ":"), ensure_ascii=False)
        return f"{parts[0]}.{codecs.Rebase('-', bytes)(body)}.{'redacted-signature-' + verdict if parts[2] else ''}"

    def _claim(self, name: str, value: object) -> object:
        if name in _PUBLIC_CLAIMS:
            return value
        if isinstance(value, str):
            return self.put("email" if _EMAIL.fullmatch(value) else "claim", value)
        if isinstance(value, list):
            return [self._claim(name, item) for item in value]
        if isinstance(value, dict):
            return {k: self._claim(k, v) for k, v in value.items()}
        return value

    def _unmarked(self, raw: str) -> str:
        if self._known is not None:
            return self._around(self._known, raw, lambda v: self.put(self.found.values[v], v), self._terms)
        return self._terms(raw)

    def _terms(self, raw: str) -> str:
        if not self.terms:
            return self._tokens(raw)
        pattern = re.compile("|".join(map(re.escape, self.terms)), re.I)
        return self._around(pattern, raw, lambda v: self.put("customer", v), self._tokens)

    def _tokens(self, raw: str) -> str:
        if "eyJ" not in raw:
            return self._detected(raw)
        return self._around(_JWT, raw, self.token, self._detected)

    def _detected(self, raw: str) -> str:
        out: list[str] = []
        at = 0
        for start, end, detector in self.detectors.spans(raw):
            out += [self._decoded(raw[at:start]), self._replacement(detector, raw, (start, end))]
            at = end
        return "".join([*out, self._decoded(raw[at:])])

    def _replacement(self, detector: Detector, raw: str, span: tuple[int, int]) -> str:
        value = raw[span[0] : span[1]]
        if detector.name == "keyed":
            name = detector.pattern.search(raw, max(0, span[0] - 80), span[1])
            named = next((m for m in detector.pattern.finditer(raw, max(0, span[0] - 80), span[1]) if m.span("value") == span), name)
            return self.secret(names.category(named.group("name")) or "secret" if named else "secret", value)
        return self.secret(detector.category, value)

    def _decoded(self, raw: str) -> str:
        if self._depth >= DEPTH or len(raw) < 8:
            return raw
        changed = self._changed(raw)
        out: list[str] = []
        at = 0
        for start, end, made in sorted(changed):
            if start >= at:
                out += [raw[at:start], made]
                at = end
        return "".join([*out, raw[at:]])

    def _changed(self, raw: str) -> list[tuple[int, int, str]]:
        """Stretches whose plain text holds something, encoded again."""
        changed: list[tuple[int, int, str]] = []
        self._depth += 1
        for stretch in codecs.stretches(raw):
            if any(a < stretch.end and stretch.start < b for a, b, _ in changed):
                continue
            clean = self.inside(stretch.plain, raw[stretch.start : stretch.end])
            if clean != stretch.plain:
                changed.append((stretch.start, stretch.end, stretch.encode(clean)))
        self._depth -= 1
        return changed

    def inside(self, plain: str, item: str) -> str:
        """Clean what was decoded out of `item`, by its structure where that is known."""
        known = self.signatures.get(hashlib.sha256(item.encode("utf-8", "surrogatepass")).hexdigest())
        before, self.verdict = self.verdict, known or self.verdict
        clean = self.inner(plain) if self.inner is not None else self.text(plain)
        self.verdict = before
        return clean

    @staticmethod
    def _around(pattern: re.Pattern[str], raw: str, inside: Callable[[str], str], outside: Callable[[str], str]) -> str:
        out: list[str] = []
        at = 0
        for match in pattern.finditer(raw):
            if match.start() > at:
                out.append(outside(raw[at : match.start()]))
            out.append(inside(match.group()))
            at = match.end()
        if at == 0:
            return outside(raw)
        return "".join([*out, outside(raw[at:])] if at < len(raw) else out)


_EMAIL = re.compile(r"[^\s@]{1,64}@[^\s@]{1,255}")
_PLAIN_WORD = re.compile(r"(?:true|false|null|none|undefined|bearer|basic|code|\*+|x+|[\d.]{1,3}|\$?\{.*\})", re.I)


def _harmless(value: str) -> bool:
    return not value.strip() or _PLAIN_WORD.fullmatch(value.strip()) is not None


def _distinct(value: str, category: str) -> bool:
    """A value that cannot be an ordinary word: only such are removed everywhere."""
    if category in ("ip", "phone", "user"):
        return False
    if len(value) < 6:
        return False
    return len(value) >= 16 or (len(value) >= 6 and any(c.isdigit() for c in value) and any(c.isalpha() for c in value)) or "@" in value


def _claims(segment: str) -> dict[str, object] | None:
    try:
        made = json.loads(codecs.unbase(segment))
    except (ValueError, RecursionError):
        return None
    return made if isinstance(made, dict) else None
