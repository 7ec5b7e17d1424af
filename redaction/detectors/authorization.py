"""Credentials in Authorization fields and behind a scheme word, wherever a text quotes them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from redaction.walkers import credentials
from triagekit.roles import Detector, Span

_FIELD = re.compile(r"(?i)(?:proxy[-_])?authori[sz]ation(?P<close>\\*[\"']?)[ \t]{0,3}(?:=>|[:=])[ \t]{0,3}(?P<open>[\[(]?\\*[\"']?)(?=[^\r\n])")
LONGEST = 40_000
AHEAD = 400
"""Characters in front of a field in which a quote can open that encloses it."""
_WORD = re.compile(
    r"(?i)(?P<scheme>bearer|basic|digest|negotiate|ntlm|ssws|token|apikey|geniekey|splunk|hmac|dpop|aws4-hmac-sha256|sharedkey|sharedaccesssignature)(?P<gap>[ \t]{1,4}|%20|\+)\\{0,3}[\"']?(?P<value>[A-Za-z0-9+/=_.~:%-]{6,40000})"
)
_ONE = re.compile(r"(?i)(?:bearer|basic|negotiate|ntlm|ssws|dpop)[ \t]+[^\s,&]{6,}(?=[\s,&])")
"""Schemes whose credential is one word (RFC 9110 11.2, token68): what follows it on the line is not part of it."""
_PROSE = re.compile(r"(?i)HTTP/|(?:realm|error|auth|token|scheme|challenge|credential|header|required|expired|invalid|missing|failed|is|was|not|has|been|could|for|from|of|type|format)(?![A-Za-z0-9])|error_|scope=|(?-i:[a-z]{1,24}$)")


@dataclass(frozen=True, slots=True)
class _Authorization:
    name: str = "authorization"
    order: int = 10
    anchors: tuple[str, ...] = (
        r"(?i)authori[sz]ation\\{0,3}[\"']?[ \t]{0,3}[:=]",
        r"(?i)\b(?:bearer|basic|digest|negotiate|ntlm|ssws|token|apikey|geniekey|splunk|hmac|dpop|aws4-hmac-sha256|sharedkey|sharedaccesssignature)(?:[ \t]{1,4}|%20|\+)\\{0,3}[\"']?[A-Za-z0-9+/=_.~%-]{6}",
    )
    references: tuple[str, ...] = ("https://www.rfc-editor.org/rfc/rfc9110#section-11.4", "https://www.rfc-editor.org/rfc/rfc6750#section-2.1")
    examples: tuple[str, ...] = (
        "authorization: Basic ‹amFuZTpvcGVuc2VzYW1l›",
        "'Authorization': 'Bearer ‹mF_9.B5f-4.1JqM›'",
        "curl -H 'Authorization: SSWS ‹00QCjAl4MlV-WPXM›' https://x.example",
        "sent Negotiate%20‹TlRMTVNTUAABAAAA›",
        'Authorization: Digest username="‹jane›", realm="r", uri="/", response="‹6629fae49393a05397450978507c4ef1›"',
        "Authorization: AWS4-HMAC-SHA256 Credential=‹AKIAQWERTY5UIOPASDF7›/20261103/eu-west-1/s3/aws4_request, SignedHeaders=host, Signature=‹fe5f80f77d5fa3beca038a248ff027d0›",
        'header \\"Authorization\\":\\"Bearer ‹abc123def456ghi›\\"',
        "Proxy-Authorization: ‹c2VjcmV0LXZhbHVl›", "the user's Authorization: Digest username=‹'jane'›, response=‹'6629fae49393a05397450978507c4ef1'›", "curl -H 'X-Note: Authorization:‹=20Basic=20c3ZjdzhmYjk6STBp=3D=20=3D›' https://api.example/v2/orders",
        "?note=Authorization: Bearer ‹XuYvD81mPq3LkRt8›&note=redacted-user",
    )
    counterexamples: tuple[str, ...] = (
        'WWW-Authenticate: Bearer realm="api"', "Basic authentication failed", "bearer token expired", "token endpoint", "Authorization: ", "authorization=required",
        "Access-Control-Allow-Headers: Authorization, Content-Type", "Bearer redacted-credential-abcdefghijklm", "GET /basic HTTP/1.1", "the authorization: header was missing",
    )  # fmt: skip

    def near(self, text: str, at: int) -> Iterator[Span]:
        """The credential of the field or scheme word that begins here."""
        field = _FIELD.match(text, at, at + 40_000)
        if field is not None:
            yield from self._field(text, field)
            return
        word = _WORD.match(text, at, at + 40_000)
        if word is not None and self._real(word):
            end = word.end("value") - (len(word.group("value")) - len(word.group("value").rstrip(".:")))
            yield (word.start("value"), end, "credential")

    def _field(self, text: str, field: re.Match[str]) -> Iterator[Span]:
        start = field.end()
        ends = (text.find(mark, start, start + LONGEST) for mark in "\r\n")
        end = min((at for at in ends if at >= 0), default=min(len(text), start + LONGEST))
        if _PROSE.match(text, start, min(end, start + 60)):
            return
        one = _ONE.match(text, start, end)
        end = one.end() if one else end
        quote = re.search(r"\\*[\"']", field.group("open"))
        if quote:
            stop = text.find(quote.group(), start, end)
            end = stop if stop >= 0 else end
        else:
            end = _stop(text, start, end, field.start())
        for a, b, category in credentials.spans(text[start:end], start):
            if "redacted-" not in text[a:b] and not text.startswith(("https://", "http://"), a, b):
                yield (a, b, category)

    @staticmethod
    def _real(word: re.Match[str]) -> bool:
        value, weak = word.group("value"), word.group("scheme").lower() in ("token", "digest", "basic", "bearer", "hmac", "negotiate")
        if "redacted-" in value or _PROSE.match(value) is not None:
            return False
        return not weak or re.search(r"[\d=]|[a-z][A-Z]", value) is not None or len(value) > 24


def _open(line: str, mark: str) -> bool:
    """Whether a quote has begun and not ended; an apostrophe within a word does neither."""
    at = line.rfind(mark)
    return at >= 0 and (at == 0 or line[at - 1] in " \t=([{,:\\$") and not line[at + 1 : at + 2].isspace()


def _stop(text: str, start: int, end: int, field: int) -> int:
    """Where an unquoted field value ends: at the quote that is open where the field begins, an escaped line end, or the line's end."""
    stops = [text.find(mark, start, end) for mark in ("\\r", "\\n", " -H ", "; ") if mark != "; " or "=" not in text[start:end]]
    line = text[max(text.rfind("\n", 0, field) + 1, field - AHEAD) : field]
    stops += [text.find(mark, start, end) for mark in ("'", '"', "`") if _open(line, mark)]
    return min((s for s in stops if s >= 0), default=end)


detector: Detector = _Authorization()
