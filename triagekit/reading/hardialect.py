"""Who made a HAR, and what that producer means by what it wrote or left out."""

import re
from dataclasses import dataclass
from typing import BinaryIO

_PRODUCERS = (
    ("webinspector", "chrome"), ("firefox", "firefox"), ("webkit web inspector", "safari"), ("playwright", "playwright"), ("mitmproxy", "mitmproxy"),
    ("browsermob", "browsermob"), ("extendeddebuggingservice", "sauce"), ("webpagetest", "webpagetest"), ("chrome-har", "chrome-har"), ("browsertime", "browsertime"),
    ("chrome har capturer", "chrome-har-capturer"), ("polly.js", "polly"), ("charles", "charles"), ("fiddler", "fiddler"), ("capture-har", "capture-har"),
    ("firebug", "firebug"), ("insomnia", "insomnia"), ("proxyman", "proxyman"), ("postman", "postman"), ("puppeteer", "chrome-har"), ("reqable", "reqable"), ("httptoolkit", "http-toolkit"),
)  # fmt: skip

_SLUG = re.compile(r"[^a-z0-9]+")


def dialect_of(name: str) -> str:
    """The dialect by the creator's name; har when the file does not say who made it."""
    plain = name.strip().lower()
    for word, dialect in _PRODUCERS:
        if word in plain:
            return dialect
    return _SLUG.sub("-", plain[:40]).strip("-") or "har"


KEEPS_BODIES = frozenset({"chrome", "firefox", "safari", "playwright", "charles", "fiddler", "mitmproxy", "polly", "proxyman", "browsermob", "insomnia"})
"""Producers that record bodies, so that one that is missing was evicted or left out."""

_CREDENTIAL = re.compile(rb'"name"\s{0,20}:\s{0,20}"(?:[Ss]et-)?(?:[Cc]ookie|[Aa]uthorization)"\Z')
_BROWSER = re.compile(rb"Chrome/(\d{2,4})\.|\"(?:Google Chrome|Chromium|Microsoft Edge)\\?\";v=\\?\"(\d{2,4})")
_SANITIZES_SINCE = 130
"""Chrome 130 began to remove Cookie, Set-Cookie and Authorization unless asked not to."""


def chrome_version(head: bytes) -> int:
    """The browser's version by the first User-Agent or client hint; 0 when none is in sight."""
    found = _BROWSER.search(head)
    return int(found[1] or found[2]) if found else 0


def may_be_sanitized(head: bytes) -> bool:
    """A Chromium that sanitizes by default, told by its version, or by a field such versions began to write."""
    version = chrome_version(head)
    return version >= _SANITIZES_SINCE or (version == 0 and b'"_connectionId"' in head)


def holds_credentials(stream: BinaryIO) -> bool:
    """True as soon as a Cookie, Set-Cookie or Authorization header stands anywhere. Reads on until it finds one."""
    tail = b""
    while block := stream.read(1 << 20):
        data = tail + block
        for ending in (b'ookie"', b'uthorization"'):
            if _named(data, ending):
                return True
        tail = data[-120:]
    return False


def _named(data: bytes, ending: bytes) -> bool:
    """The ending closes the name of a header, not the value of Vary."""
    at = data.find(ending)
    while at >= 0:
        end = at + len(ending)
        if _CREDENTIAL.search(data, max(0, end - 80), end):
            return True
        at = data.find(ending, end)
    return False


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the capture."""

    title: str
    started: str

    @property
    def url(self) -> str:
        """Chrome and Playwright write the address where a title belongs."""
        return self.title if self.title.startswith(("http://", "https://")) else ""
