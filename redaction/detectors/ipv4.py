"""IPv4 addresses. Loopback, masks, the identifiers of X.509's names and extensions, documentation and well-known public resolvers stay, and so do version numbers."""

import re

from redaction.detecting import Shape
from triagekit.roles import Detector

_VERSIONED = frozenset(
    {
        "version", "ver", "release", "build", "rev", "sdk", "java", "jdk", "jre", "python", "node", "php", "ruby", "go", "dotnet", "net", "chrome", "firefox", "safari", "edg", "edge", "opr", "nt",
        "webkit", "gecko", "curl", "openssl", "nginx", "apache", "tomcat", "ios", "android", "oid", "assembly", "v", "fileversion", "appversion", "agentversion", "chromium", "electron", "trident",
        "applewebkit", "headlesschrome", "edga", "edgios", "crios", "productversion", "clientversion", "samsungbrowser", "yabrowser", "vivaldi", "kernel", "firmware",
    }
)  # fmt: skip
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_KEPT = re.compile(r"(?:0\.|127\.|255\.|224\.|239\.255|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|24\d\.|25\d\.|2\.5\.(?:4|29)\.|1\.1\.1\.1$|1\.0\.0\.1$|8\.8\.8\.8$|8\.8\.4\.4$|9\.9\.9\.9$|169\.254\.169\.254$|\d\.0\.0\.0$|\d\.\d\.\d\.\d$)")


def _personal(found: re.Match[str]) -> bool:
    value = found.group()
    if _KEPT.match(value):
        return False
    before = found.string[max(0, found.start() - 24) : found.start()].lower().rstrip(" /=:_\"'-")
    return before[len(before.rstrip(_LETTERS)) :] not in _VERSIONED


detector: Detector = Shape(
    name="ipv4",
    category="ip",
    pattern=r"(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)",
    anchors=(r"\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d",),
    references=("https://www.rfc-editor.org/rfc/rfc6943#section-3.1.1",),
    examples=("client: ‹10.20.30.40›, server", "‹93.184.216.34›:51234", "X-Forwarded-For: ‹85.214.3.7›, ‹10.0.0.12›"),
    counterexamples=("Chrome/126.0.6478.127 Safari", "listening on 127.0.0.1:80", "a number 12.34.56.78.9", "version 10.20.30.40", "mask 255.255.255.0", "243.11.2.9", "a 1.2.3.4.5", "ObjectId: 2.5.29.14 Criticality=false"),
    left=r"A-Za-z0-9_.%-",
    right=r"A-Za-z0-9_%",
    reach=16,
    confirm=lambda m: _personal(m) and not re.match(r"\.\d|-\d", m.string[m.end() : m.end() + 2]),
    order=60,
)
