"""Addresses of people's machines: IPv4, IPv6 and MAC. Loopback, unspecified and documentation addresses stay."""

import ipaddress
import re

from redaction.detecting import Detector

_VERSION = re.compile(r"(?i)(?:version|ver|v|release|chrome|firefox|safari|edg|opr|curl|openssl|nginx|build|php|python|java|go)[ /=:_-]{0,3}$")


def _personal(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 12) : match.start()]
    try:
        address = ipaddress.ip_address(match.group())
    except ValueError:
        return False
    if address.version == 4 and (_VERSION.search(before) or match.group().split(".")[0] == "0"):
        return False
    return not (address.is_loopback or address.is_unspecified or address.is_multicast or match.group() in ("255.255.255.255", "1.1.1.1", "8.8.8.8"))


detectors = (
    Detector(
        name="ipv4",
        category="ip",
        pattern=re.compile(r"(?<![\w.%-])(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?![\w]|\.\d|-\d)"),
        anchors=(),
        references=("https://www.rfc-editor.org/rfc/rfc6943#section-3.1.1",),
        examples=("client: 10.20.30.40, server", "203.0.113.9:51234"),
        counterexamples=("Chrome/126.0.6478.127 Safari", "listening on 127.0.0.1:80", "version 1.2.3.4.5"),
        confirm=_personal,
        order=60,
    ),
    Detector(
        name="ipv6",
        category="ip",
        pattern=re.compile(r"(?<![\w:.])[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:]{3,40}(?![\w:.])"),
        anchors=(":",),
        references=("https://www.rfc-editor.org/rfc/rfc4291#section-2.2",),
        examples=("from 2a02:810d:1:2:3:4:5:6 port", "fe80:1:2::7 said"),
        counterexamples=("at 12:34:56 the", "::1", "sha256:ab"),
        confirm=_personal,
        order=61,
    ),
    Detector(
        name="mac",
        category="mac",
        pattern=re.compile(r"(?<![\w:-])[0-9A-Fa-f]{2}([:-])(?:[0-9A-Fa-f]{2}\1){4}[0-9A-Fa-f]{2}(?![\w:-])"),
        anchors=(":", "-"),
        references=("https://www.rfc-editor.org/rfc/rfc7042#section-2.1",),
        examples=("device 3c:22:fb:aa:bb:cc joined", "3C-22-FB-AA-BB-CC"),
        counterexamples=("at 12:34:56:78 in", "00:11:22"),
        confirm=lambda m: bool(re.search(r"[A-Fa-f]", m.group())),
        order=59,
    ),
)
