"""Tokens, key sets and discovery documents as files of their own, and the examiner of all tokens of a case."""

import re
from collections.abc import Iterator, Sequence

from triagekit.model import Defect, Location
from triagekit.reading.jose.words import KEYSET, TOKEN
from triagekit.records import Coverage, Kind, Material, Record, Use, Vocabulary
from triagekit.roles import Analyzer, Context, Examiner, Head, Item, Source

LIMIT = 1_000_000
"""Bytes read of such a file; no token or key set is longer."""
_JOSE = re.compile(r"(?:-H |--header )?[\"'`{]{0,3}(?:(?:bearer|authorization|jwt|token|access_token|id_token)[\s\"':=]{1,6}){0,3}[\"'`]?eyJ[A-Za-z0-9_+/=-]{5,8000}(?:\.|%2E|\Z)", re.IGNORECASE)
_THREE = re.compile(r"\s*[A-Za-z0-9_-]{0,60000}(?:\.[A-Za-z0-9_-]{0,60000}){1,4}\s*\Z")
_ONE = re.compile(r"\s*[A-Za-z0-9_.~+/!=-]{4,2000}\s*\Z")
_PREFIXED = re.compile(r"\s*(?:gh[opusr]_|github_pat_|xox[abeprs]-|ya29\.|glpat-|00D[A-Za-z0-9]{9,15}!|v[1-4]\.(?:local|public)\.)")
FIELDS: Vocabulary = {**TOKEN, **KEYSET}


class TokenFile:
    """A file that holds one token, key set or discovery document, or a few tokens, one a line."""

    name = "jwt"
    label = "token or key set (JWT, JWKS, OpenID discovery)"
    kinds = frozenset({Kind.TOKEN, Kind.METADATA})
    fields = FIELDS

    def recognises(self, head: Head) -> int:
        """By the shape of the whole content."""
        text = head.text.lstrip("\ufeff \t\r\n")
        if head.size > LIMIT or not text:
            return 0
        if text[:1] == "{":
            return _json_shape(text)
        if _JOSE.match(text):
            return 90 if len(text.split()) < 40 else 35
        return _bare_shape(text) if head.size <= 200_000 else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        """Yield the materials; the examiner judges them."""
        del context
        data = source.read(LIMIT)
        yield Coverage(examined=len(data))
        found = list(_materials(data, source.artifact))
        if not found:
            yield Defect("TK-IO-014", Location(source.artifact), "no token could be found in it")
        yield from found


def _json_shape(text: str) -> int:
    if '"keys"' in text and '"kty"' in text:
        return 92
    if '"jwks_uri"' in text and '"issuer"' in text:
        return 92
    if '"kty"' in text and ('"n"' in text or '"crv"' in text or '"k"' in text):
        return 88
    if re.search(r'"(?:protected|signatures)"\s{0,20}:', text) and re.search(r'"(?:payload|signature)"\s{0,20}:', text):
        return 88
    return 85 if re.search(r'"(?:protected|ciphertext)"\s{0,20}:', text) and '"ciphertext"' in text else 0


def _bare_shape(text: str) -> int:
    """A text with nothing but one token in it."""
    body = text.strip()
    if _PREFIXED.match(body) and len(body.split()) == 1:
        return 80
    if not _ONE.match(body):
        return 40 if re.match(r"[\w.?#-]{0,4000}eyJ|eyJ", body) and body.count(".") in range(1, 6) and len(body.split()) < 12 else 0
    if _THREE.match(body) and body.count(".") in range(1, 5) and not re.fullmatch(r"[\d.]+", body):
        return 45 if len(body) >= 40 else 12
    return (25 if _random(body) else 8) if "\n" not in body and len(body) <= 400 else 0


def _random(text: str) -> bool:
    """A text that looks drawn by lot: long enough, with small and capital letters and digits mixed."""
    return len(text) >= 16 and all(re.search(kind, text) for kind in ("[a-z]", "[A-Z]", "[0-9]"))


def _materials(data: bytes, artifact: str) -> Iterator[Material]:
    text = data.decode("utf-8-sig", "replace").strip("\x00 \t\r\n")
    if text[:1] == "{" and not re.search(r'"(?:protected|signatures?|ciphertext)"\s{0,20}:', text[:200_000]):
        kind = "discovery" if '"jwks_uri"' in text and '"issuer"' in text else "jwks"
        yield Material(kind, data, [Use(None, None, Location(artifact), place="bare")])
        return
    lines = [line for line in text.splitlines() if line.strip()]
    several = len(lines) > 1 and all(line.lstrip().startswith("eyJ") and line.count(".") >= 2 for line in lines)
    for n, piece in enumerate(lines[:5000] if several else [text], 1):
        yield Material("jwt", piece.encode(), [Use(None, None, Location(artifact, "line" if several else "bytes", line=n if several else 0), place="bare")])


class TokenExaminer:
    """Judges the tokens of a case, wherever they stood."""

    name = "jwt"
    takes = frozenset({"jwt", "jwks", "discovery", "oidc"})
    kinds = frozenset({Kind.TOKEN, Kind.METADATA})
    fields = FIELDS

    def examine(self, materials: Sequence[Material], context: Context) -> Iterator[Record]:
        """Records of tokens, key sets and discovery documents."""
        from triagekit.reading.jose.examine import examine

        yield from examine(materials, context)


examiner: Examiner = TokenExaminer()
analyzer: Analyzer = TokenFile()
