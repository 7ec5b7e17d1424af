"""Signatures of addresses that open something for whoever has them: object stores, content networks, media."""

from redaction.detecting import Shape
from redaction.said import hexes, mixed
from triagekit.roles import Detector

_START = r"[?&;]"


def _signed(name: str, pattern: str, anchor: str, reference: str, texts: tuple[tuple[str, ...], tuple[str, ...]]) -> Shape:
    examples, near = texts
    return Shape(name, "signature", pattern, (anchor,), (reference,), examples, near, left="", right="", order=25, reach=2_000)


detectors: tuple[Detector, ...] = (
    _signed(
        "aws-signed-url",
        rf"(?i){_START}(?:X-Amz-Signature|X-Amz-Security-Token|X-Amz-Credential)=(?P<value>[A-Za-z0-9%+/=._~-]{{16,}})",
        r"(?i)[?&;]X-Amz-(?:Sig|Sec|Cred)",
        "https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html",
        ((f"/k?X-Amz-Expires=300&X-Amz-Signature=‹{hexes(64)}›", f"?X-Amz-Security-Token=‹{mixed(60)}%2F%2F›&X-Amz-Date=1"), ("?X-Amz-Expires=300", "X-Amz-SignedHeaders=host")),
    ),
    _signed(
        "google-signed-url",
        rf"(?i){_START}(?:X-Goog-Signature|X-Goog-Credential|GoogleAccessId)=(?P<value>[A-Za-z0-9%+/=._~@-]{{10,}})",
        r"(?i)[?&;](?:X-Goog-(?:Sig|Cred)|GoogleAccessId)",
        "https://cloud.google.com/storage/docs/access-control/signed-urls",
        ((f"/o?X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Signature=‹{hexes(128)}›", "?GoogleAccessId=‹svc%40project.iam.example›&Expires=1"), ("?X-Goog-Expires=60", "X-Goog-Signature=")),
    ),
    _signed(
        "cdn-signed-url",
        rf"{_START}(?:Signature|Policy|Key-Pair-Id|AWSAccessKeyId|OSSAccessKeyId|q-signature|q-ak|sig|signature|hmac|hdnts|hdnea|hdntl|__token__|__gda__|verify|wmsAuthSign|token_hash|md5|auth_key|bcdn_token|wsSecret|txSecret)=(?P<value>[A-Za-z0-9%+/=._~*!@^-]{{16,}})",
        r"[?&;](?:Signature|Policy|Key-Pair-Id|AWSAccessKeyId|OSSAccessKeyId|q-signature|q-ak|sig|signature|hmac|hdnts|hdnea|hdntl|__token__|__gda__|verify|wmsAuthSign|token_hash|md5|auth_key|bcdn_token|wsSecret|txSecret)=",
        "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-urls.html",
        (
            (f"/v?Expires=1&Signature=‹{mixed(60)}~~›&Key-Pair-Id=‹K{mixed(16)}›", f"/live?hdnts=‹exp=1730000000~acl=/*~hmac={hexes(64)}›"),
            ("?Signature=none", "?Policy=always", "?md5=abc", "?verify=true"),
        ),
    ),
)
