"""A value next to a name that says what it is: password=..., "api_key": "...", user=jane, --token ..., <pin>...</pin>."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from redaction import names
from redaction.walkers import credentials
from triagekit.roles import Detector, Span

_NAME = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.$[]-"
_TAIL = re.compile(
    r"(?P<rest>[A-Za-z0-9_.$\[\]-]{0,60}(?: (?i:id|name|key|number|no|code|token|password|address|string|secret|of birth))?)(?:(?P<element>>)|(?P<close>\\{0,3}[\"'`]\]?|&quot;|&#34;)?[ \t]{0,4}(?P<sep>=>|:=|::|==?|:)[ \t]{0,40}|(?P<space> (?:is |was )?)(?=[\"'`]))"
)
_FIELD = re.compile(r"(?i)authori[sz]ation$")
"""The field whose scheme stays; its credential is found by its own detector."""
_PORT = re.compile(r"(?<=:)\d{2,5}(?:/|[?#:,;)\]]?(?:\s|$))")
_SERVICES = frozenset({"credential", "address", "person"})
"""What services are called as well: their port, and a path behind it, are no value."""
_QUOTED = re.compile(r"(?P<q>u?\\{0,3}[\"'`]|&quot;|&#34;)")
_BARE = re.compile(r"(?:[^\s\"'`<>;,&|(){}\[\]\\\x00]|\\(?=[\w.-]{3})|,(?=[^\s\"'`<>;,&|=:]{1,60}(?:[\s\"';&]|$))|[\[\]{}()](?=\w)){1,4096}")
_IDENTIFIER = re.compile(r"[A-Za-z_$][\w$]{0,40}(?:\.[A-Za-z_$][\w$]{0,60})+\(?|[a-z]{1,3}|(?:this|self|window|document|process|null|void|await|typeof|new|e|t|n|r|this)\b.*")
_PERSON = re.compile(r"[A-ZÀ-Þ][\w'’-]{1,30}(?: [A-ZÀ-Þ][\w'’.-]{0,30}){1,3}|[A-ZÀ-Þ][\w'’-]{2,30}")
_STREET = re.compile(r"[^\r\n\"'<>;|=]{4,80}?(?=,? [\w-]{1,30}[=:]|[\r\n\"'<>;|]|$)")
_CALL = re.compile(r"(?:await |new )?[\[(]?[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*\((?![\w.+-]*\))|[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)+\(")
_CODE = re.compile(r"\s+(?:in|is|or|and|not|if|for|else)\s|\s*[+)\]],?\s")
"""What stands between two quoted words of source code, not within quotes."""
_ENDS = ".,:)]}"
_PAIR = re.compile(r"[A-Za-z_][\w.-]{0,40}=")
_NAMED = re.compile(r"[a-z]+(?:[_.-][a-z]+)*")
"""What things are called, as in `secret 'orders-api'` and `key 'users_email_unique'`."""
_LONG_ENOUGH = 4


@dataclass(frozen=True, slots=True)
class _Keyed:
    name: str = "keyed"
    order: int = 40
    anchors: tuple[str, ...] = (rf"(?i)(?:{names.stems()})[A-Za-z0-9_.$\[\]-]{{0,40}}(?:>|(?:\\{{0,3}}[\"'`]\]?|&quot;|&#34;)?[ \t]{{0,4}}(?:=>|[:=])| (?:is |was )?[\"'`])",)
    references: tuple[str, ...] = ("https://cwe.mitre.org/data/definitions/532.html",)
    examples: tuple[str, ...] = (
        "login failed: password=‹hunter2› for x", '{"client_secret": "‹s3cr3t-value›"}', "X-Api-Key: ‹9f8e7d6c5b›", '{\\"refreshToken\\":\\"‹abc123def›\\"}', "user=‹jane.doe› tries again",
        "export AWS_SECRET_ACCESS_KEY=‹wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY›", "displayName: ‹Jane Doe›, role: x", "{'passwd': u'‹geheim77›'}", "<pin>‹4711›</pin>", "Password is '‹hunter2›'",
        "db.password = ‹p@ss,w0rd!›", 'name="ssn" value: 1, ssn: ‹123-45-6789›', "&quot;apiKey&quot;:&quot;‹q1w2e3r4t5›&quot;", "Server=x;User Id=‹appuser1›;Password=‹Tr0ub4dor›;", "[user_email=‹jane@customer.example›]", "DB_PASS:      ‹Sommer#5049kL›", "$_SERVER['DB_PASSWORD'] => ‹Dragon.42Q›",
        "credentials: [UsernamePasswordCredential(username=‹john.doe›, source=null)]", "PORT=80\0token=‹4a1ce4d9-4afe›\0HOME=/", "password=‹f(x)9.Zk›",
    )  # fmt: skip
    counterexamples: tuple[str, ...] = (
        "token_type=Bearer", "password: required", "expires_in=3600", "status: 401", "session expired: yes", "password=e.value", "token:t.token,", "user: function(a)", "key: value",
        "passwordField.value=x", "user_agent=curl/8.5", "password=***", "secret: [REDACTED]", "token: null", "Authorization failed: token expired", "primary_key=17", "user=admin", "in secret 'orders-api'", "for key 'users_email_unique'", "logname= uid=0 euid=0", "Subject: Login error again",
        "Authorization: SSWS 00QCjAl4MlV", "proxy_authorization=NTLM TlRMTVNTUAAB", "> Authorization: DPoP eyJhbGci",
        "return self.send(request, auth=auth, follow=1)", "token = jwt.encode(claims, KEY)", "user = form.get('x')", "TTY=pts/6 ; PWD=/auto/rpms/build ; USER=root", "key: 'app.lab.test:29101:'", "credentials: 'include'",
        "random_password.db: Creation complete after 0s", "access token: cjose_jws_verify failed", "remote_ip=127.0.0.1", "serialNumber: '1888BB720420C0F2FD7E5359384DA675278D065B'", 'if "session=" in self.headers.get("Cookie")', "actor: dependabot[bot]", "UserID: S-1-5-18",
        "<auth:ClaimType xmlns:auth='urn:oasis:names'></auth:ClaimType>", "User: arn:aws:iam::123456789012:user/x may not",
    )  # fmt: skip

    def near(self, text: str, at: int) -> Iterator[Span]:
        """The value behind the name that holds this place."""
        tail = _TAIL.match(text, at, at + 200)
        if tail is None:
            return
        before = text[max(0, at - 60) : at]
        name = (before[len(before.rstrip(_NAME)) :] + tail.group("rest")).lstrip(".-$[]")
        category = names.category(name)
        if not category or (category == "credential" and _FIELD.search(name) and credentials.scheme(text, tail.end())):
            return
        if _PORT.match(text, tail.end("sep")) and (category in _SERVICES or "//" in before[-len(name) - 2 :]):
            return
        start, end = _element(text, tail) if tail.group("element") else _value(text, tail, category)
        if end > start and _says_so(_Find(text, tail, (start, end), name.lower()), category):
            yield (start, end, category)


@dataclass(frozen=True, slots=True)
class _Find:
    text: str
    tail: re.Match[str]
    span: tuple[int, int]
    name: str

    @property
    def value(self) -> str:
        return self.text[self.span[0] : self.span[1]]

    @property
    def prefix(self) -> bool:
        """The prefix of an element's or attribute's name in XML, as in `<auth:ClaimType xmlns:auth="...">`."""
        start = self.tail.end("rest") - len(self.name)
        before = self.text[max(0, start - 6) : start]
        return before.endswith("xmlns:") or (before.endswith(("<", "</")) and self.tail.group("sep") == ":" == self.text[self.span[0] - 1])

    @property
    def resource(self) -> bool:
        """What happens to a resource is told behind its address, as in `random_password.db: Creation complete`."""
        return self.name.startswith("random_") and "." in self.name and self.tail.group("sep") == ":"

    @property
    def called(self) -> bool:
        """A function's call, as source lines in a stack trace show it."""
        return _CALL.match(self.text, self.span[0]) is not None

    @property
    def itself(self) -> bool:
        """A name given as its own value, as in `send(request, auth=auth)`."""
        return self.name.endswith(self.value.lower()) and self.value.isidentifier() and self.text[self.span[1] : self.span[1] + 1] in (",", ")")

    @property
    def guessed(self) -> bool:
        """The name has no value: what stands behind the gap is the next pair, or the rest of a title."""
        if self.text[self.span[0] - 1] not in " \t":
            return False
        subject = names.plain(self.name).endswith("subject") and self.text[self.span[1] : self.span[1] + 1] == " " and self.text[self.span[1] + 1 : self.span[1] + 2].isalnum()
        return subject or (self.tail.group("sep") == "=" and _PAIR.match(self.value) is not None)

    @property
    def quoted(self) -> bool:
        return self.text[self.span[0] - 1] in "\"'`;>"


def _element(text: str, tail: re.Match[str]) -> tuple[int, int]:
    end = text.find("</", tail.end(), tail.end() + 4000)
    return tail.end(), end if end > 0 and "<" not in text[tail.end() : end] else tail.end()


def _value(text: str, tail: re.Match[str], category: str) -> tuple[int, int]:
    start = tail.end()
    quote = _QUOTED.match(text, start)
    if quote:
        mark = quote.group().removeprefix("u")
        end = text.find(mark, quote.end(), quote.end() + 8_000)
        while end > 0 and mark in "\"'`" and text[end - 1] == "\\" and text[end - 2] != "\\":
            end = text.find(mark, end + 1, quote.end() + 8_000)
        return (quote.end(), end) if end > 0 else (start, start)
    form = _PERSON if category == "person" else _STREET if category == "address" else _BARE
    found = form.match(text, start, start + 4096) or _BARE.match(text, start, start + 4096)
    return (start, start + len(found.group().rstrip(_ENDS))) if found else (start, start)


def _says_so(found: _Find, category: str) -> bool:
    value = found.value
    if "redacted-" in value or "\n" in value.strip() or not names.plausible(category, value):
        return False
    if found.resource or found.prefix or (category == "user" and value.startswith("arn:")):
        return False
    if found.quoted:
        if not found.tail.group("sep") and not found.tail.group("element") and category in ("secret", "api-key", "token") and _NAMED.fullmatch(value):
            return False
        return not _CODE.match(value) and (category != "user" or not value.endswith(":"))
    if found.guessed:
        return False
    if found.called or found.itself or (category == "password" and found.name in ("pwd", "oldpwd") and value.startswith(("/", "~"))):
        return False
    separator = found.tail.group("sep") or ""
    if value.lower() in _ACCOUNTS or (_IDENTIFIER.fullmatch(value) and category not in ("user", "email", "person")):
        return False
    if len(value) < _LONG_ENOUGH and category not in ("otp", "card-code"):
        return False
    return separator == "=" or (found.tail.end() > found.tail.end("sep") or category not in ("user", "person", "token", "api-key", "password")) or _coded(value)


def _coded(value: str) -> bool:
    return len(value) >= 8 and any(c.isdigit() for c in value)


_ACCOUNTS = frozenset({"admin", "root", "guest", "anonymous", "system", "nobody", "user", "test", "default", "string", "value", "none", "token", "password", "secret", "key", "self", "me", "all", "any", "required"})

detector: Detector = _Keyed()
