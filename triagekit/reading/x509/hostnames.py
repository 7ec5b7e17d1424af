"""Whether a certificate covers a host (RFC 9525 6), and in which way it misses it."""

import ipaddress
import re
from collections.abc import Iterator
from dataclasses import dataclass

from triagekit.placeholders import is_placeholder
from triagekit.reading.x509.certificate import Certificate
from triagekit.reading.x509.names import COMMON_NAME

_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)\Z")
SHARED = frozenset({
    "co.uk", "org.uk", "ac.uk", "gov.uk", "com.au", "net.au", "org.au", "co.jp", "ne.jp", "or.jp", "co.nz", "co.za", "com.br", "com.cn", "com.tr", "com.mx", "com.ar", "co.in", "co.kr", "com.sg",
    "com.hk", "com.tw", "com.ua", "com.pl", "co.il", "s3.amazonaws.com", "compute.amazonaws.com", "elb.amazonaws.com", "cloudfront.net", "github.io", "gitlab.io", "herokuapp.com", "appspot.com",
    "azurewebsites.net", "cloudapp.net", "azure-api.net", "blogspot.com", "netlify.app", "vercel.app", "pages.dev", "workers.dev", "web.app", "firebaseapp.com", "ngrok.io", "fastly.net",
})  # fmt: skip
"""Well-known suffixes under which strangers have their names: a wildcard over them covers other people's hosts (publicsuffix.org holds them all)."""


@dataclass(frozen=True, slots=True)
class Match:
    """How a host and a certificate's names stand to each other."""

    covered: bool
    how: str = ""
    """When not covered: no-names | address | wildcard | malformed | other; when covered and doubtful: wildcard-too-wide."""
    near: str = ""
    """The entry of the certificate that comes closest."""


def address(host: str) -> str:
    """The host as an IP address in its usual form; empty when it is a name."""
    try:
        return str(ipaddress.ip_address(host.strip("[]").split("%", maxsplit=1)[0]))
    except ValueError:
        return ""


def tidy(host: str) -> str:
    """Host as compared: lower case, A-labels, no dot at the end, no scheme, port and path."""
    text = host.strip().lower()
    text = text.split("://", 1)[-1].split("/", 1)[0]
    if text.startswith("["):
        return text[1:].split("]", 1)[0]
    if text.count(":") == 1:
        text = text.split(":", 1)[0]
    text = text.rstrip(".")
    try:
        return text if text.isascii() else text.encode("idna").decode("ascii")
    except (UnicodeError, ValueError):
        return text


def match(cert: Certificate, host: str) -> Match:
    """Judge the certificate's names for this host."""
    wanted = tidy(host)
    numbers = address(wanted)
    if numbers:
        return _address(cert, numbers)
    if not cert.said.names or not (cert.dns_names or cert.addresses):
        return Match(False, "no-names" if not cert.said.names else "other", cert.subject.first(COMMON_NAME))
    return _name(cert, wanted)


def _address(cert: Certificate, wanted: str) -> Match:
    if wanted in cert.addresses:
        return Match(True)
    written = [n for n in (*cert.dns_names, *cert.subject.all(COMMON_NAME)) if address(n) == wanted]
    if written:
        return Match(False, "address", written[0])
    shown = [*cert.addresses, *(n for n in cert.subject.all(COMMON_NAME) if looks_like_address(n))]
    return Match(False, "address" if shown and not cert.dns_names else "other", next(iter((*shown, *cert.dns_names)), ""))


def looks_like_address(text: str) -> bool:
    """An IP address in any spelling, also those that are not usual (leading zeros, hexadecimal, uncompressed)."""
    if address(text) or re.fullmatch(r"\[?[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}\]?", text):
        return True
    return bool(re.fullmatch(r"(?:0[xX][0-9A-Fa-f]{1,8}|\d{1,4})(?:\.(?:0[xX][0-9A-Fa-f]{1,2}|\d{1,4})){3}|0[xX][0-9A-Fa-f]{5,8}", text))


def _name(cert: Certificate, wanted: str) -> Match:
    doubtful = near = ""
    for pattern in cert.dns_names:
        entry = pattern.lower().rstrip(".")
        if entry == wanted:
            return Match(True)
        if "*" not in entry:
            continue
        if covers(entry, wanted):
            if not too_wide(entry):
                return Match(True)
            doubtful = pattern
        elif almost(entry, wanted):
            near = near or pattern
    if doubtful:
        top = "." not in doubtful.lower().removeprefix("*.").rstrip(".")
        return Match(not top, "wildcard" if top else "wildcard-too-wide", doubtful)
    if near:
        return Match(False, "wildcard", near)
    meant = next((n for n in cert.dns_names if not n.isascii() and tidy(n) == wanted), "")
    return Match(False, "malformed" if meant else "other", meant or _closest(cert.dns_names, wanted))


def covers(pattern: str, wanted: str) -> bool:
    """RFC 9525 6.3: the wildcard is the whole first label and stands for exactly one."""
    head, _, rest = pattern.partition(".")
    return head == "*" and bool(rest) and "*" not in rest and wanted.partition(".")[2] == rest and bool(wanted.partition(".")[0])


def too_wide(pattern: str) -> bool:
    """A wildcard over a top-level domain or a suffix that strangers share."""
    rest = pattern.lower().partition(".")[2]
    return not is_placeholder(rest) and ("." not in rest or rest in SHARED)


def malformed(pattern: str) -> bool:
    """A wildcard that no program of today follows: not the whole first label, several of them, or over nothing."""
    labels = pattern.split(".")
    return "*" in pattern and (labels[0] != "*" or "*" in "".join(labels[1:]) or len(labels) < 2)


def almost(pattern: str, wanted: str) -> bool:
    """Someone who wrote this wildcard may well have meant this host."""
    if malformed(pattern):
        loose = re.escape(pattern).replace(r"\*", "[a-z0-9.-]{0,200}")
        return bool(re.fullmatch(loose[:2000], wanted)) or ("xn--" in pattern and wanted.partition(".")[2] == pattern.partition(".")[2])
    rest = pattern.partition(".")[2]
    return wanted == rest


def _closest(names: tuple[str, ...], wanted: str) -> str:
    """The entry that shares the longest end with the host."""

    def shared(name: str) -> int:
        pairs = zip(reversed(name.lower().split(".")), reversed(wanted.split(".")), strict=False)
        return next((n for n, (a, b) in enumerate(pairs) if a != b), len(wanted.split(".")))

    return max(names, key=shared, default="")


def faults(entry: str) -> Iterator[str]:
    """What is wrong with a dNSName as such (RFC 5280 4.2.1.6, RFC 1034 3.5)."""
    if not entry.isascii():
        yield "characters beyond ASCII: an internationalized name stands here in its xn-- form"
        return
    if entry != entry.strip() or " " in entry:
        yield "a space"
    if "_" in entry:
        yield "an underscore"
    if entry.startswith(".") or entry.endswith(".") or ".." in entry or not entry:
        yield "an empty part between dots"
    labels = [label for label in entry.lower().split(".") if label and label != "*"]
    if any(len(label) > 63 for label in labels) or len(entry) > 253:
        yield "a part that is too long"
    if any(not _LABEL.match(label.replace("_", "x").replace(" ", "x").replace("*", "x")[:63]) for label in labels):
        yield "a character that host names do not have"
    if any(not readable(label) for label in labels if label.startswith("xn--")):
        yield "an internationalized part that cannot be decoded"


def readable(label: str) -> bool:
    """An xn-- label decodes, and encodes to itself again."""
    try:
        text = label[4:].encode("ascii").decode("punycode")
        return bool(text) and not text.isascii() and not any(0xD800 <= ord(c) <= 0xDFFF for c in text)
    except (UnicodeError, ValueError, OverflowError):
        return False
