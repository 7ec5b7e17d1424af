"""What is planted: values of every category, in every encoding, at every position of every kind of artifact, between facts.

A cell is one value of one category, in one encoding, at one position of one kind of artifact; no value stands twice, so that no
cell is helped by another.
"""

import base64
import gzip
import html
import json
import quopri
import random
import re
import string
import zlib
from dataclasses import dataclass
from urllib.parse import quote

ALNUM = string.ascii_letters + string.digits
FIRST = ["Annika", "Bastien", "Chiara", "Dmitri", "Eleni", "Fatima", "Goran", "Henrike", "Ingvar", "Jolanda", "Kirsten", "Lorenzo", "Malgorzata", "Noemi", "Oleksii", "Priyanka", "Quentin", "Rosalind", "Svetlana", "Thibault", "Ulrike", "Valentina", "Wojciech", "Xiomara", "Yannick", "Zbigniew"]
LAST = ["Achterberg", "Bielinski", "Castellanos", "Drozdowski", "Eberhardt", "Fitzgibbon", "Gruszczynski", "Hallgrimsson", "Ivanchenko", "Jaroszewicz", "Kuznetsova", "Lindqvist", "Mikkelsen", "Novosel", "Oberholzer", "Papadakis", "Quisenberry", "Rasmussen", "Szymanski", "Thorvaldsen", "Ubartaite", "Vandersteen", "Wisniewski", "Ypsilanti", "Zielinska"]


class Dice(random.Random):
    def word(self, length, alphabet=ALNUM):
        made = "".join(self.choice(alphabet) for _ in range(length - 2))
        return made + self.choice("abcdefgh") + self.choice("23456789")

    def digits(self, length):
        return self.choice("123456789") + "".join(self.choice("0123456789") for _ in range(length - 1))


def luhn(body):
    total = 0
    for n, c in enumerate(reversed(body)):
        d = int(c) * (2 if n % 2 == 0 else 1)
        total += d - 9 if d > 9 else d
    return body + str(-total % 10)


def iban(dice):
    body = dice.digits(18)
    check = 98 - int("".join(str(int(c, 36)) for c in body + "DE00")) % 97
    return f"DE{check:02d}{body}"


# category -> the value, and the text that carries it as a log or a client would write it
def card(d):
    v = luhn("4" + d.digits(14))
    return v, f"card_number={v}"


def basic(d):
    v = base64.b64encode(f"svc{d.word(5).lower()}:{d.word(14)}".encode()).decode()
    return v, f"Authorization: Basic {v}"


def of(make, form):
    def plant(dice):
        value = make(dice)
        return value, form.format(value)

    return plant


CATEGORIES = {
    "password": of(lambda d: d.word(13), "password={}"),
    "bearer": of(lambda d: d.word(32), "Authorization: Bearer {}"),
    "basic": basic,
    "cookie": of(lambda d: d.word(28), "Cookie: sid={}"),
    "github": of(lambda d: "ghp_" + d.word(36), "{}"),
    "aws": of(lambda d: "AKIA" + "".join(d.choice(string.ascii_uppercase + "234567") for _ in range(15)) + "7", "{}"),
    "stripe": of(lambda d: "sk_live_" + d.word(24), "{}"),
    "slack": of(lambda d: f"xoxb-{d.digits(12)}-{d.digits(12)}-{d.word(24)}", "{}"),
    "api key": of(lambda d: d.word(32), "api_key={}"),
    "session": of(lambda d: d.word(26), "JSESSIONID={}"),
    "email": of(lambda d: f"{d.choice(FIRST).lower()}.{d.choice(LAST).lower()}{d.digits(3)}@customer-{d.word(5).lower()}.example", "{}"),
    "card": card,
    "iban": of(iban, "IBAN {}"),
    "phone": of(lambda d: f"+49 171 {d.digits(7)}", "phone: {}"),
    "refresh token": of(lambda d: d.word(40), '"refresh_token": "{}"'),
    "user": of(lambda d: f"{d.choice(LAST).lower()}{d.digits(4)}", "username={}"),
    "user info": of(lambda d: d.word(15), "https://svc:{}@db.internal.example/main"),
    "reset link": of(lambda d: d.word(30), "https://app.example.com/reset-password/{}"),
}  # fmt: skip


def b64(data):
    return base64.b64encode(data).decode()


def deflated(text, bits):
    machine = zlib.compressobj(9, zlib.DEFLATED, bits)
    return machine.compress(text.encode()) + machine.flush()


def folded(text):
    flat = b64((text + " " * 60).encode())
    return "\r\n".join(flat[n : n + 64] for n in range(0, len(flat), 64))


ENCODINGS = {
    "plain": lambda t: t,
    "percent": lambda t: quote(t, safe=""),
    "percent, twice": lambda t: quote(quote(t, safe=""), safe=""),
    "percent, every octet": lambda t: "".join(f"%{b:02x}" for b in t.encode()),
    "percent, %u": lambda t: "".join(f"%u{ord(c):04X}" if not c.isalnum() else c for c in t) + "%u0020",
    "entities": lambda t: html.escape(t).replace("@", "&#64;").replace("=", "&#61;").replace(":", "&#58;"),
    "entities, hex": lambda t: "".join(f"&#x{ord(c):x};" if n % 2 else c for n, c in enumerate(t)),
    "escapes, \\u": lambda t: "".join(f"\\u{ord(c):04x}" if not c.isalnum() else c for c in t),
    "escapes, \\u everywhere": lambda t: "".join(f"\\u{ord(c):04x}" for c in t),
    "escapes, \\x": lambda t: "".join(f"\\x{b:02x}" for b in t.encode()),
    "JSON": lambda t: json.dumps({"note": t}),
    "JSON in JSON": lambda t: json.dumps({"inner": json.dumps({"note": t})}),
    "base64": lambda t: b64((t + "  ").encode()),
    "base64url": lambda t: base64.urlsafe_b64encode((t + " ??>>").encode()).decode().rstrip("="),
    "base64, twice": lambda t: b64(b64(t.encode()).encode()),
    "base64, folded": folded,
    "base64 in percent": lambda t: quote(b64(t.encode()), safe=""),
    "base64 of UTF-16": lambda t: b64(t.encode("utf-16-le")),
    "gzip": lambda t: b64(gzip.compress(t.encode(), mtime=0)),
    "zlib": lambda t: b64(deflated(t, 15)),
    "deflate, as SAML": lambda t: quote(b64(deflated(f"{t} {t}", -15)), safe=""),
    "hex": lambda t: t.encode().hex(),
    "hex, upper": lambda t: t.encode().hex().upper(),
    "hex, colons": lambda t: t.encode().hex(":"),
    "base32": lambda t: base64.b32encode(t.encode()).decode(),
    "quoted-printable": lambda t: quopri.encodestring(t.encode(), quotetabs=True).decode().replace("=\n", "") + "=20=3D",
    "zero width": lambda t: "\u200b".join((t[: len(t) // 2], t[len(t) // 2 :])),
    "full width": lambda t: "".join(chr(ord(c) + 0xFEE0) if c.isalnum() and n >= len(t) - 30 else c for n, c in enumerate(t)),
    "colours": lambda t: t[:3] + "\x1b[31m" + t[3 : len(t) // 2] + "\x1b[0m" + t[len(t) // 2 :],
}  # fmt: skip
ONE_LINE = {"base64, folded"}
"""Encodings that need room for line ends."""


@dataclass(frozen=True)
class Cell:
    category: str
    encoding: str
    kind: str
    position: str
    value: str
    text: str
    """The value in its carrier, encoded."""


# positions: artifact kind -> position -> how a cell's text stands there


def entry(text="", **changes):
    """A HAR entry whose parts a position may replace."""
    request = {
        "method": "POST", "url": "https://api.example.com/v2/orders?page=2", "httpVersion": "HTTP/1.1", "cookies": [], "queryString": [{"name": "page", "value": "2"}],
        "headers": [{"name": "User-Agent", "value": "Mozilla/5.0 (X11; Linux x86_64)"}, {"name": "x-request-id", "value": "7f3b2a10-5c1d-4e8f-9a77-0123456789ab"}], "headersSize": 412, "bodySize": 20,
    }  # fmt: skip
    response = {
        "status": 401, "statusText": "Unauthorized", "httpVersion": "HTTP/1.1", "cookies": [], "redirectURL": "", "headersSize": 210, "bodySize": 31,
        "headers": [{"name": "WWW-Authenticate", "value": 'Bearer realm="shop", error="invalid_token"'}, {"name": "Date", "value": "Tue, 03 Nov 2026 09:14:00 GMT"}],
        "content": {"size": 31, "mimeType": "application/json", "text": '{"error":"invalid_token"}'},
    }  # fmt: skip
    made = {"startedDateTime": "2026-11-03T09:14:00.000Z", "time": 42.5, "request": request, "response": response, "cache": {}, "timings": {"send": 1, "wait": 40, "receive": 1.5}}
    for path, value in changes.items():
        place = made
        *above, last = path.split("__")
        for step in above:
            place = place.setdefault(step, {})
        if isinstance(value, list) and isinstance(place.get(last), list):
            place[last] += value
        else:
            place[last] = value
    return made


def pair(name, value):
    return [{"name": name, "value": value}]


def quoted(before, after=""):
    """The text percent-encoded, behind an address or a name."""
    return lambda t: before + quote(t, safe="") + after


def same(t):
    return t


def named(place, name, make=same):
    """A header, cookie or parameter of this name in a list of the entry."""
    return lambda t: entry(**{place: pair(name, make(t))})


def at(place, make):
    """A field of the entry."""
    return lambda t: entry(**{place: make(t)})


def post(mime, make, what="text"):
    return at("request__postData", lambda t: {"mimeType": mime, what: make(t)})


def body(mime, make, **more):
    return at("response__content", lambda t: {"size": 9, "mimeType": mime, **more, "text": make(t)})


def noted(t):
    return json.dumps({"note": t})


FORM, API, APP = "application/x-www-form-urlencoded", "https://api.example.com/v2/", "https://app.example.com/"
HAR = {
    "request header": named("request__headers", "X-Custom"),
    "request header, lower case": named("request__headers", "x-debug-info"),
    "response header": named("response__headers", "X-Upstream-Note"),
    "cookie header": named("request__headers", "Cookie", quoted("lang=en; pref=")),
    "cookies": named("request__cookies", "pref", quoted("")),
    "set-cookie": named("response__headers", "set-cookie", quoted("pref=", "; Path=/; HttpOnly; SameSite=Lax")),
    "URL query": at("request__url", quoted(API + "orders?page=2&note=")),
    "last query parameter": at("request__url", quoted(API + "orders?sort=asc&q[filter](x.+)=")),
    "queryString": named("request__queryString", "note"),
    "URL path": at("request__url", quoted(API + "notes/")),
    "URL fragment": at("request__url", quoted(APP + "#/inbox?note=")),
    "referer": named("request__headers", "Referer", quoted(APP + "x?from=")),
    "location": named("response__headers", "Location", quoted(APP + "cb?note=")),
    "redirectURL": at("response__redirectURL", quoted(APP + "cb?note=")),
    "postData JSON": post("application/json", lambda t: json.dumps({"a": 1, "note": t})),
    "postData form": post(FORM, quoted("a=1&note=")),
    "postData params": post(FORM, lambda t: pair("note", t), "params"),
    "postData multipart": post("multipart/form-data; boundary=XX", lambda t: f'--XX\r\nContent-Disposition: form-data; name="note"\r\n\r\n{t}\r\n--XX--\r\n'),
    "postData text": post("text/plain", lambda t: f"please see {t} thanks"),
    "body JSON": body("application/json", lambda t: json.dumps({"data": [{"note": t}]}, indent=2)),
    "body HTML": body("text/html", lambda t: f"<html><body><p>note: {html.escape(t)}</p></body></html>"),
    "body HTML, hidden input": body("text/html", lambda t: f'<form><input type="hidden" name="note" value="{html.escape(t)}"></form>'),
    "body XML": body("text/xml", lambda t: f"<r><note>{html.escape(t)}</note></r>"),
    "body script": body("text/javascript", lambda t: f"var note = {json.dumps(t)};\nrun();"),
    "body base64": body("application/json", lambda t: b64(noted(t).encode()), encoding="base64"),
    "body claims base64": body("text/plain", lambda t: f"not base64 at all: {t} !", encoding="base64"),
    "WebSocket message": at("_webSocketMessages", lambda t: [{"type": "send", "time": 1, "opcode": 1, "data": noted(t)}]),
    "initiator": at("_initiator", lambda t: {"type": "script", "stack": {"callFrames": [{"functionName": "f", "url": quoted(APP + "a.js?v=")(t)}]}}),
    "comment": at("comment", lambda t: f"seen by support: {t}"),
    "custom field": at("_note", lambda t: {"deep": [{"x": t}]}),
    "certificate name": at("_securityDetails", lambda t: {"subjectName": "app.example.com", "note": t}),
    "timings comment": at("timings__comment", same),
}  # fmt: skip
LINES = {
    "message": lambda t: f"2026-11-03T09:14:00.123Z ERROR [worker-7] com.example.Orders - request refused: {t}",
    "middle of a message": lambda t: f"2026-11-03 09:14:00,123 WARN 17 --- [nio-8080-exec-1] o.s.web.Filter : saw {t} while retrying",
    "syslog": lambda t: f"Nov  3 09:14:00 web01 app[311]: note {t}",
    "logfmt": lambda t: f"ts=2026-11-03T09:14:00Z level=error msg={json.dumps('refused ' + t)} code=E1042",
    "JSON line": lambda t: json.dumps({"time": "2026-11-03T09:14:00Z", "level": "error", "message": t, "status": 503}),
    "JSON line, nested": lambda t: json.dumps({"time": "2026-11-03T09:14:00Z", "ctx": {"headers": {"x-note": t}}, "status": 503}),
    "access log, request": lambda t: f'10.0.0.7 - - [03/Nov/2026:09:14:00 +0000] "GET /v2/orders?note={quote(t, safe="")} HTTP/1.1" 401 31 "-" "curl/8.5.0"',
    "access log, referer": lambda t: f'10.0.0.7 - - [03/Nov/2026:09:14:00 +0000] "GET / HTTP/1.1" 200 31 "https://app.example.com/?note={quote(t, safe="")}" "curl/8.5.0"',
    "stack trace": lambda t: f"java.lang.IllegalStateException: {t}\n\tat com.example.Orders.place(Orders.java:42)",
    "quoted": lambda t: f"2026-11-03T09:14:00Z debug payload='{t}' done",
    "tab separated": lambda t: f"2026-11-03\t09:14:00\t503\t{t}\tend",
    "brackets": lambda t: f"[2026-11-03 09:14:00] [error] [{t}] upstream timed out (110: Connection timed out)",
    "curl, header": lambda t: f"> GET /v2/orders HTTP/1.1\n> Host: api.example.com\n> X-Note: {t}\n>\n< HTTP/1.1 401 Unauthorized",
    "curl, command": lambda t: f"$ curl -s -H 'X-Note: {t}' https://api.example.com/v2/orders",
}  # fmt: skip
XML = {
    "attribute value": lambda t: f'<saml:Attribute Name="note"><saml:AttributeValue>{html.escape(t)}</saml:AttributeValue></saml:Attribute>',
    "name id": lambda t: f'<saml:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified">{html.escape(t)}</saml:NameID>',
    "xml attribute": lambda t: f'<x:extra note="{html.escape(t)}"/>',
    "xml comment": lambda t: f"<!-- {html.escape(t).replace('--', '- -')} -->",
    "cdata": lambda t: f"<x:blob><![CDATA[{t.replace(']]>', '')}]]></x:blob>",
    "element text": lambda t: f"<x:text>see {html.escape(t)} there</x:text>",
    "status message": lambda t: f"<samlp:StatusMessage>{html.escape(t)}</samlp:StatusMessage>",
}  # fmt: skip
JSON = {
    "member": lambda t: {"note": t},
    "array": lambda t: {"list": ["x", t]},
    "key": lambda t: {t: 1},
    "text": lambda t: {"deep": {"er": {"message": f"it says {t}."}}},
}  # fmt: skip
POSITIONS = {"har": HAR, "log": LINES, "saml": XML, "json": JSON}
XML_BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
NS = 'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" xmlns:x="urn:x"'


def fits(kind, position, encoding, text):
    if kind == "saml" and XML_BAD.search(text):
        return False
    return encoding not in ONE_LINE or (kind == "har" and position.startswith(("postData", "body", "comment"))) or kind in ("json",) or position in ("cdata", "element text")


def document(kind, cells, form="utf-8"):
    """An artifact of this kind that holds these cells."""
    if kind == "har":
        page = {"startedDateTime": "2026-11-03T09:14:00.000Z", "id": "page_1", "title": "https://app.example.com/", "pageTimings": {"onLoad": 700}}
        entries = [{**HAR[c.position](c.text), "pageref": "page_1"} for c in cells]
        made = json.dumps({"log": {"version": "1.2", "creator": {"name": "WebInspector", "version": "537.36"}, "pages": [page], "entries": entries}}, indent=1)
    elif kind == "log":
        made = "\n".join(LINES[c.position](c.text) for c in cells)
    elif kind == "saml":
        body = "\n".join(XML[c.position](c.text) for c in cells)
        made = f'<samlp:Response {NS} ID="_a1" Version="2.0" IssueInstant="2026-11-03T09:14:00Z" Destination="https://app.example.com/acs"><saml:Issuer>https://idp.example.com/</saml:Issuer>{body}</samlp:Response>'
    else:
        made = json.dumps({"rows": [JSON[c.position](c.text) for c in cells]}, ensure_ascii=form == "ascii")
    return made.encode("utf-8" if form == "ascii" else form, "surrogatepass")


def facts(kind, cells):
    """What must be readable afterwards, as often as it stood before."""
    if kind == "har":
        return ["7f3b2a10-5c1d-4e8f-9a77-0123456789ab", "invalid_token", "https://api.example.com/v2/orders", "2026-11-03T09:14:00.000Z", "Tue, 03 Nov 2026 09:14:00 GMT", "WWW-Authenticate", "Mozilla/5.0 (X11; Linux x86_64)", "headersSize"]
    if kind == "log":
        return ["com.example.Orders", "Orders.java:42", "2026-11-03", "09:14:00", "503", "E1042", "upstream timed out (110: Connection timed out)", "HTTP/1.1", "curl/8.5.0", "/v2/orders", "level", "java.lang.IllegalStateException", "o.s.web.Filter"]
    if kind == "saml":
        return ["https://idp.example.com/", "https://app.example.com/acs", "2026-11-03T09:14:00Z", "nameid-format:unspecified", "StatusMessage"]
    return ["rows", "message", "note"]


def cells(dice, every=1):
    """All cells, shuffled; one in `every`."""
    made = []
    for kind, positions in POSITIONS.items():
        for position in positions:
            for encoding, encode in ENCODINGS.items():
                for category, plant in CATEGORIES.items():
                    if dice.random() * every >= 1:
                        continue
                    value, carrier = plant(dice)
                    text = encode(carrier)
                    if fits(kind, position, encoding, text):
                        made.append(Cell(category, encoding, kind, position, value, text))
    dice.shuffle(made)
    return made
