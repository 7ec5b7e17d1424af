"""Names beside addresses: Jane Doe <jane@customer.example>, and common names in directory paths."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from redaction.commonwords import COMMON
from redaction.detecting import compiled
from triagekit.roles import Detector, Span

_WORD = r"(?:[A-ZÀ-Þ]|[^\x00-\x7f])[\w'’.-]{0,30}"
_BEFORE_ADDRESS = rf"(?P<value>{_WORD}(?:,? (?:(?:van|von|der|den|de|del|la|le|di|da|dos|bin|al|el|zu|ter|af|av) ){{0,2}}{_WORD}){{0,3}})\\?[\"']? ?(?:<|&lt;|\\u003c)"
_PART = r"(?i:(?:CN|DISPLAYNAME|GN|GIVENNAME|SN|SURNAME|UID|SAMACCOUNTNAME|USERID))=(?P<value>(?:[^,;+\"<>\r\n\\/=]|\\[,;+\"\\ ]){2,80})"
_SYSTEM = re.compile(r"(?i)\b(?:ca|root|authority|server|service|svc|admins?|users|group|groups|builtin|computers|domain|policy|schema|configuration|system|managed|container|default|all|everyone|krbtgt|intermediate|issuing|class|tls|ssl|host|test|dc\d*)\b|^\*|^(?-i:[A-Z0-9-]+\$?)$")
_HOST = re.compile(r"\.[A-Za-z]{2,}$")


_CODE = re.compile(r"[\[\](){}$|&?*!]|^[a-z]+\.[a-z]+\.")
_MORE = r"(?:CN|OU|O|DC|C|L|ST|SN|SURNAME|GN|GIVENNAME|UID|SERIALNUMBER|EMAILADDRESS|E|STREET)="


def _path(text: str, start: int, end: int) -> bool:
    """Another part of a directory path stands beside."""
    behind = compiled(rf"(?i)\s{{0,2}}[,;/+] ?{_MORE}[^=,;\s]").match(text, end) is not None
    return behind or compiled(rf"(?i){_MORE}[^=,;]{{1,80}}[,;/+] ?$").search(text, max(0, start - 90), start) is not None


def _personal(value: str) -> bool:
    words = [w.strip(".,'\"").lower() for w in value.split()]
    return any(len(w) > 1 and w not in COMMON for w in words)


@dataclass(frozen=True, slots=True)
class _MailboxName:
    name: str = "mailbox-name"
    order: int = 47
    anchors: tuple[str, ...] = (r"[A-Za-z?.'\"] ?(?:<|&lt;|\\u003c)[^<>@\s]{1,64}@[A-Za-z0-9]",)
    references: tuple[str, ...] = ("https://www.rfc-editor.org/rfc/rfc5322#section-3.4",)
    examples: tuple[str, ...] = ("From: ‹Jane Doe› <jane@customer.example>", 'To: "‹Doe, Jane›" <jane@customer.example>, ‹Bo Li› <bo@x.example>', "author ‹José García› &lt;jose@x.example>", "Reply-To: ‹Jane› <jane@x.example>")
    counterexamples: tuple[str, ...] = ("To: <jane@customer.example>", "Support <help@x.example>", "a < b@c", "1 <x@y.example>")
    reach: int = 180

    def near(self, text: str, at: int) -> Iterator[Span]:
        """The name that ends before the bracket behind this place."""
        start = max(text.rfind("\n", max(0, at - 120), at) + 1, at - 120, 0)
        for found in compiled(_BEFORE_ADDRESS).finditer(text, start, min(len(text), at + 12)):
            if found.start() <= at < found.end() and _personal(found.group("value")):
                yield (*found.span("value"), "person")


@dataclass(frozen=True, slots=True)
class _DirectoryName:
    name: str = "directory-name"
    order: int = 46
    anchors: tuple[str, ...] = (r"(?i)\b(?:CN|DISPLAYNAME|GN|GIVENNAME|SN|SURNAME|UID|SAMACCOUNTNAME|USERID)=[^,;=\s]",)
    references: tuple[str, ...] = ("https://www.rfc-editor.org/rfc/rfc4514",)
    examples: tuple[str, ...] = (
        "bind as CN=‹Jane Doe›,OU=Users,DC=corp,DC=example",
        "dn: uid=‹jane.doe›,ou=people,dc=customer,dc=example",
        "CN=‹Doe\\, Jane›,OU=Staff,DC=corp,DC=example",
        "subject GIVENNAME=‹Jane›, SURNAME=‹Doe›, C=DE",
    )
    counterexamples: tuple[str, ...] = (
        "CN=Example Root CA,O=Example,C=US", "CN=www.example.com,OU=Web", "CN=Domain Admins,CN=Users,DC=corp,DC=example", "cn=admins,ou=groups,dc=customer,dc=example", "uid=1000(x)", "CN=WEB01,OU=Servers,DC=corp,DC=example",
    )  # fmt: skip
    reach: int = 240

    def near(self, text: str, at: int) -> Iterator[Span]:
        """The value of the name part that begins here, where the path is a directory's and the value can be a person's."""
        found = compiled(_PART).match(text, at, at + 100)
        if found is None:
            return
        value, key = found.group("value").rstrip(), text[at : at + 3].lower()
        if _SYSTEM.search(value) or _CODE.search(value) or not _personal(value) or not _path(text, at, found.end()):
            return
        if key == "cn=" and _HOST.search(value):
            return
        if key in ("cn=", "uid") and not compiled(r"(?i)\bDC=").search(text, found.end(), found.end() + 200):
            return
        yield (found.start("value"), found.start("value") + len(value), "user" if key in ("uid", "sam", "use") else "person")


detectors: tuple[Detector, ...] = (_MailboxName(), _DirectoryName())
