"""Names of people where an object, a signature or a colleague's word says that one stands there, in European scripts."""

import re
from dataclasses import replace

from redaction.commonwords import COMMON
from redaction.detecting import Shape
from triagekit.roles import Detector

_UP = r"[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁΑ-Ω]"
_LOW = "a-zß-öø-ÿā-žа-яёά-ώ"
_WORD = rf"{_UP}(?:[{_LOW}'’]{{0,23}}[{_LOW}]|'{_UP}[{_LOW}]{{1,23}})(?:-{_UP}[{_LOW}]{{1,24}})?"
_FULL = rf"{_WORD}(?: (?:(?:van|von|der|den|de|del|la|di|da|dos|bin|al|el|zu|ter|af|av) ){{0,2}}{_WORD}){{1,3}}"
_KINDS = r"(?:user|customer|client|patient|contact|employee|member|owner|person|profile|author|sender|recipient|assignee|requester|reporter|caller|student|passenger|guest|buyer|payer|payee|subscriber|applicant|beneficiary|account_?holder|card_?holder|holder|driver|agent|manager|approver|submitter|creator|kunde|benutzer|mitarbeiter|cliente|usuario|utilisateur|shipping|billing(?:_?details)?|bill_?to|ship_?to|card|source)"
_ROLES = r"(?:colleague|coworker|co-worker|boss|manager|admin|administrator|wife|husband|son|daughter|assistant|customer|client|team ?mate|employee|supervisor|director|doctor|user|contact|friend|partner|kolleg(?:e|in)|chef(?:in)?|mitarbeiter(?:in)?|coll.gue|compa.er[oa]|kunde|kundin)"
_LABELS = r"(?:owner|reviewer|assignee|approver|reporter|requester|requestor|reported by|requested by|approved by|created by|opened by|raised by|contact(?: person| name)?|full name|customer name|ansprechpartner|kontakt|gemeldet von)"
_CLOSING = r"(?:[Rr]egards|[Bb]est wishes|[Ss]incerely|[Tt]hanks|[Tt]hank you|[Cc]heers|[Bb]est|Grüßen?|Gruß|MfG|[Cc]ordialement|[Bb]ien à vous|[Ss]aludos|[Aa]tentamente|[Ss]aluti|[Pp]ozdrawiam|[Pp]ozdrav|[Hh]älsningar|[Hh]älsning|[Hh]ilsen|[Mm]vh|[Gg]roeten?|[Aa]tenciosamente|[Üü]dvözlettel|[Ss] pozdravem|[Ss]aygılarımla|[Cc] уважением)"
_AT = r"(?m:^)(?:\[?\d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?\]?|\[\d{4}-\d\d-\d\d[^\]\r\n]{0,24}\])"
_ORDINARY = frozenset(
    ["the", "team", "support", "service", "desk", "customer", "all", "error", "warning", "info", "debug", "notice", "fatal", "starting", "started", "stopping", "stopped", "connection", "session", "request", "java", "python", "node", "docker", "kernel", "bot", "ticket", "note", "warn", "exception", "caused", "agent", "status", "request", "server", "client", "internal", "bad", "gateway", "microsoft", "google", "amazon", "apple", "windows", "office", "azure", "oracle", "internet", "explorer", "visual", "studio", "internal", "best", "regards", "kind", "senior", "engineer", "manager", "mit", "freundlichen", "grüßen", "null", "unknown", "anonymous", "guest", "system", "admin", "administrator", "default", "test", "user", "name", "first", "last", "full", "new", "example", "sample"]
)  # fmt: skip


def _person(found: re.Match[str]) -> bool:
    words = [w.lower() for w in re.findall(r"[^\W\d_]{2,}", found["value"].replace("%20", " "))]
    return bool(words) and not any(w in _ORDINARY for w in words) and any(w not in COMMON for w in words)


def _told(name: str, pattern: str, anchor: str, texts: tuple[tuple[str, ...], tuple[str, ...]], lead: int = 0, right: str = "A-Za-z0-9_") -> Shape:
    examples, near = texts
    return Shape(name, "person", pattern, (anchor,), ("https://www.rfc-editor.org/rfc/rfc4519#section-2.3",), examples, near, left="" if lead else "A-Za-z0-9_", right=right, confirm=_person, order=48, lead=lead, reach=700)


detectors: tuple[Detector, ...] = (
    _told(
        "object-name", rf"(?i:\\{{0,3}}[\"']{_KINDS}(?:_?(?:info|details|data|profile))?\\{{0,3}}[\"']) ?: ?(?:\\{{0,3}}[\"'])?\{{[^{{}}]{{0,300}}?\\{{0,3}}[\"'](?:name|display|label)\\{{0,3}}[\"'] ?: ?\\{{0,3}}[\"'](?P<value>{_FULL})\\{{0,3}}[\"']", rf"(?i)\\{{0,3}}[\"']{_KINDS}(?:_?(?:info|details|data|profile))?\\{{0,3}}[\"'] ?: ?(?:\\{{0,3}}[\"'])?\{{",
        (('"customer":{"name":"‹Nadia Benali›","x":1}', "'user': {'id': 7, 'name': '‹Mei Tanaka›'}", '\\"patient\\":{\\"name\\":\\"‹José García›\\"}', '"user":"{\\"id\\":7,\\"name\\":\\"‹Ravi Shankar›\\"}"'), ('"customer":{"name":"Default System"}', '"queue":{"name":"Mei Tanaka"}', '"user":{"id":7}')),
    ),
    _told(
        "dumped-name", rf"(?i:\b{_KINDS})(?:Dto|DTO|Entity|Model|Record|Info|Data|Profile)?(?: ?[({{<\[]| \{{)[^{{}}()\r\n]{{0,300}}?\bname(?:: ?|=)[\"']?(?P<value>{_FULL})", rf"(?i)\b{_KINDS}(?:dto|entity|model|record|info|data|profile)?(?: ?[({{<\[]| \{{)",
        (("console.log User { id: 7, name: '‹Mei Tanaka›', x", "CustomerDto(id=7, name=‹Nadia Benali›)"), ("Queue { id: 7, name: 'Mei Tanaka'", "user { name: x }")),
    ),
    _told("shown-object", rf"<(?i:{_KINDS})(?:Dto|Entity|Model|Record|Profile)?(?: object)?[: ]{{1,2}}[\"']?(?P<value>{_FULL})[\"']?>", rf"<(?i:{_KINDS})(?:Dto|Entity|Model|Record|Profile)?(?: object)?[: ]", (("{'user': <User: ‹Oluwaseun Adeyemi›>", "<Customer '‹José García›'>"), ("<User: 7>", "<user name>"))),
    _told("colleague", rf"(?i:\b(?:my|our|your|his|her|mein(?:e|en|er)?|unser(?:e|en|er)?|ihr(?:e|en|er)?|mon|ma|notre|mi|nuestr[oa]|mijn) {_ROLES})(?:,| is| named| called| heißt)?\s{{1,2}}(?P<value>{_FULL}|{_WORD})", rf"(?i)\b(?:my|our|your|his|her|mein|unser|ihr|mon|ma|notre|mi|nuestr|mijn)[a-z]{{0,2}} {_ROLES.replace('.', '[?a-z]')}", (("My colleague ‹Li Xiaoming› (x) sees", "unsere Kollegin ‹Anna Schmidtke› hat", "our admin ‹Wei› said"), ("my customer Support", "our user agents", "my client is old"))),
    _told("signed-name", rf"(?:{_CLOSING}[^\r\n]{{0,40}}|(?m:^)(?:> ?){{0,3}}-- {{0,3}})\r?\n(?:(?:> ?){{0,3}}\r?\n){{0,2}}(?:> ?){{0,3}}(?P<value>{_FULL})(?:\r?\n|$)", r"(?:(?i:regards|best|wishes|sincerely|thanks|thank you|cheers|gr[?][?]|gru[?]|mfg|cordialement|bien |saludos|atentamente|saluti|pozdra|h[?]lsning|hilsen|mvh|groet|atenciosamente)|(?m:^)(?:> ?){0,3}-- {0,3}\r?\n|[?]dv[?]zlettel|s pozdravem|sayg[?]lar|[?] [?]{10})", (("Kind regards,\n‹Katarzyna Lewandowska›\nSenior", "Mit freundlichen Grüßen / Best regards\n> ‹Wei Zhang›\n", "-- \n‹Grażyna Nowicka›\nul. x", "Pozdrawiam\n\n‹Zdeněk Nováček›\n"), ("Best regards\nSupport Team\n", "thanks\nfor the file", "-- \nSent from Mail")), lead=8, right=""),
    _told("chat-speaker", rf"{_AT}[ ,-]{{1,3}}(?:Agent|Support|Customer|User|Kunde|Mitarbeiter)? ?\(?(?P<value>{_FULL}|{_WORD})\)?: ", rf"{_AT}[ ,-]{{1,3}}\(?[A-Z?][a-z?]", (("[09:14:01] ‹Thandiwe Nkosi›: hi, i cant", "[09:14:20] Agent (‹Ruben›): Hello", "09:14 PM - ‹Jane Achterberg›: x"), ("[09:14:01] Error: x", "[09:14:01] Server: started", "09:14:22 INFO: x")), right=""),
    replace(_told("labelled-person", rf"(?i:\b{_LABELS}) ?[:=] ?[\"']?(?P<value>{_FULL})(?:[\"'<(,;\r\n]| <|$)", rf"(?i)\b{_LABELS} ?[:=] ?[\"']?[a-z?]", (("owner: ‹Jane Roe›", "reviewer = ‹Anna Maria Schmidt›\n", "Reported by: ‹Kofi Mensah›, today", "Ansprechpartner: ‹Jürgen Müller›"), ("owner: Default Service", "reviewer = Jane", "owner: platform team", "Contact: Support Desk")), right=""), order=10),  # before what takes one word under such a label for an account
    _told("name-beside-contact", rf"(?m:^)[ \t>*-]{{0,6}}(?i:name|nom|nombre|nome|naam|navn) ?: ?(?P<value>{_FULL})\r?\n(?:[^\r\n]{{0,80}}\r?\n){{0,2}}[ \t>*-]{{0,6}}(?i:tel|phone|mobile|cell|e-?mail|fax|telefon|handy|teléfono|móvil)[^:\r\n]{{0,12}}:", r"(?i)(?:name|nom|nombre|nome|naam|navn) ?: ?[a-z?]", (("Name: ‹Jürgen Müller›\nTel: +49 30", "> Name: ‹Kofi Mensah›\n> Title: x\n> E-Mail: y"), ("Name: Default Web Site\nPort: 80\n", "Name: Kofi Mensah\nPort: 80\nx\ny\nTel: 1")), lead=10, right=""),
    _told("name-in-query", r"[?&;]name=(?P<value>[A-Z][a-z]{1,24}(?:%20|\+)[A-Z][a-z]{1,24}(?:(?:%20|\+)[A-Z][a-z]{1,24})?)(?:[&#\s\"']|$)", r"[?&;]name=[A-Z]", (("/p?name=‹Kofi%20Mensah› HTTP", "&name=‹Jane+Achterberg›&x"), ("?name=Order%20Status", "&name=report")), lead=1, right=""),
    _told("name-before-phone", rf"(?P<value>{_FULL})[ ,:(<]{{1,3}}\+\d{{1,3}}[ (\d]", r"[a-z?][ ,:(<]{1,3}\+\d{1,3}[ (\d]", (("Match: ‹Oliver Bennett› +44 7700", "‹Anna Schmidtke› (+49 89"), ("Error Code +44 7", "Bad Gateway (+49 8")), lead=110, right=""),
    _told("encoded-name", r"(?m:^)(?i:From|To|Cc|Bcc|Sender|Reply-To): ?(?P<value>=\?[\w-]{2,20}\?[BbQq]\?[^?\s]{4,200}\?=)", r"(?m:^)(?i:From|To|Cc|Bcc|Sender|Reply-To): ?=\?", (("From: ‹=?utf-8?B?R3JhxbzDs3du?=› <x@y>",), ("From: Jane", "Subject: =?utf-8?B?R3Jh?=")), right=""),
)  # fmt: skip
