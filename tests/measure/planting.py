"""Plants fresh random values and counts survivors: `python tests/measure/planting.py [--cells N] [--seed S]`.

A cell is one value of one category, in one encoding, at one position of one kind of artifact; no value stands twice, so that no
cell is helped by another. What is looked for afterwards is decoded by the functions below, which know nothing of the redactor;
they must find every value in the original, or the cell counts for nothing. Facts that a diagnosis needs stand between the values.
"""

import argparse
import base64
import gzip
import html
import io
import json
import quopri
import random
import re
import string
import sys
import time
import zlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

sys.path[0] = str(Path(__file__).resolve().parents[2])  # instead of this folder, whose names would hide the standard library

from redaction.session import Session
from triagekit.reading.bytesource import memory_source

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
LONG_ENOUGH = 12


def both(text):
    return text.encode()


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


HAR = {
    "request header": lambda t: entry(request__headers=pair("X-Custom", t)),
    "request header, lower case": lambda t: entry(request__headers=pair("x-debug-info", t)),
    "response header": lambda t: entry(response__headers=pair("X-Upstream-Note", t)),
    "cookie header": lambda t: entry(request__headers=pair("Cookie", "lang=en; pref=" + quote(t, safe=""))),
    "cookies": lambda t: entry(request__cookies=pair("pref", quote(t, safe=""))),
    "set-cookie": lambda t: entry(response__headers=pair("set-cookie", f"pref={quote(t, safe='')}; Path=/; HttpOnly; SameSite=Lax")),
    "URL query": lambda t: entry(request__url="https://api.example.com/v2/orders?page=2&note=" + quote(t, safe="")),
    "last query parameter": lambda t: entry(request__url="https://api.example.com/v2/orders?sort=asc&q[filter](x.+)=" + quote(t, safe="")),
    "queryString": lambda t: entry(request__queryString=pair("note", t)),
    "URL path": lambda t: entry(request__url="https://api.example.com/v2/notes/" + quote(t, safe="")),
    "URL fragment": lambda t: entry(request__url="https://app.example.com/#/inbox?note=" + quote(t, safe="")),
    "referer": lambda t: entry(request__headers=pair("Referer", "https://app.example.com/x?from=" + quote(t, safe=""))),
    "location": lambda t: entry(response__headers=pair("Location", "https://app.example.com/cb?note=" + quote(t, safe=""))),
    "redirectURL": lambda t: entry(response__redirectURL="https://app.example.com/cb?note=" + quote(t, safe="")),
    "postData JSON": lambda t: entry(request__postData={"mimeType": "application/json", "text": json.dumps({"a": 1, "note": t})}),
    "postData form": lambda t: entry(request__postData={"mimeType": "application/x-www-form-urlencoded", "text": "a=1&note=" + quote(t, safe="")}),
    "postData params": lambda t: entry(request__postData={"mimeType": "application/x-www-form-urlencoded", "params": pair("note", t)}),
    "postData multipart": lambda t: entry(request__postData={"mimeType": "multipart/form-data; boundary=XX", "text": f'--XX\r\nContent-Disposition: form-data; name="note"\r\n\r\n{t}\r\n--XX--\r\n'}),
    "postData text": lambda t: entry(request__postData={"mimeType": "text/plain", "text": f"please see {t} thanks"}),
    "body JSON": lambda t: entry(response__content={"size": 9, "mimeType": "application/json", "text": json.dumps({"data": [{"note": t}]}, indent=2)}),
    "body HTML": lambda t: entry(response__content={"size": 9, "mimeType": "text/html", "text": f"<html><body><p>note: {html.escape(t)}</p></body></html>"}),
    "body HTML, hidden input": lambda t: entry(response__content={"size": 9, "mimeType": "text/html", "text": f'<form><input type="hidden" name="note" value="{html.escape(t)}"></form>'}),
    "body XML": lambda t: entry(response__content={"size": 9, "mimeType": "text/xml", "text": f"<r><note>{html.escape(t)}</note></r>"}),
    "body script": lambda t: entry(response__content={"size": 9, "mimeType": "text/javascript", "text": f"var note = {json.dumps(t)};\nrun();"}),
    "body base64": lambda t: entry(response__content={"size": 9, "mimeType": "application/json", "encoding": "base64", "text": b64(json.dumps({"note": t}).encode())}),
    "body claims base64": lambda t: entry(response__content={"size": 9, "mimeType": "text/plain", "encoding": "base64", "text": f"not base64 at all: {t} !"}),
    "WebSocket message": lambda t: entry(_webSocketMessages=[{"type": "send", "time": 1, "opcode": 1, "data": json.dumps({"note": t})}]),
    "initiator": lambda t: entry(_initiator={"type": "script", "stack": {"callFrames": [{"functionName": "f", "url": "https://app.example.com/a.js?v=" + quote(t, safe="")}]}}),
    "comment": lambda t: entry(comment=f"seen by support: {t}"),
    "custom field": lambda t: entry(_note={"deep": [{"x": t}]}),
    "certificate name": lambda t: entry(_securityDetails={"subjectName": "app.example.com", "note": t}),
    "timings comment": lambda t: entry(timings__comment=t),
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


# the survivor check: an own decoder, breadth first


RUNS = re.compile(rb"[A-Za-z0-9+/_=-]{10,}")


def opened(data):
    """Everything that one decoding makes of some bytes."""
    text = data.replace(b"\\/", b"/")
    yield re.sub(rb"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\([\"'\\nrt/])", unescaped, text)
    yield unquote_to_bytes(re.sub(rb"%u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)).encode("utf-8", "replace"), data))
    yield html.unescape(data.decode("utf-8", "replace")).encode("utf-8", "replace")
    yield re.sub(rb"=([0-9A-F]{2})|=\r?\n", lambda m: bytes([int(m[1], 16)]) if m[1] else b"", data)
    yield re.sub(rb"\xe2\x80\x8b|\x1b\[\d+m|\x00", b"", data)
    yield re.sub("[\uff01-\uff5e]", lambda m: chr(ord(m[0]) - 0xFEE0), data.decode("utf-8", "replace")).encode("utf-8", "replace")
    flat = re.sub(rb"(?<=[A-Za-z0-9+/])(?:\\r\\n|\\n|\r?\n|&#13;|&#10;)+(?=[A-Za-z0-9+/=])", b"", data)
    for run in {*RUNS.findall(data), *RUNS.findall(flat)}:
        yield from packed(run)
    for run in re.findall(rb"(?:[0-9a-fA-F]{2}:){6,}[0-9a-fA-F]{2}", data):
        yield bytes.fromhex(run.replace(b":", b"").decode())


def unescaped(found):
    code, octet, char = found.groups()
    if code:
        return chr(int(code, 16)).encode("utf-8", "replace")
    return bytes([int(octet, 16)]) if octet else {b"n": b"\n", b"r": b"\r", b"t": b"\t"}.get(char, char)


def packed(run):
    for part in {run, *re.split(rb"[/=-]", run)}:
        core = part.strip(b"=")
        if len(core) < 10:
            continue
        for skip in (0, 1, 2, 3) if len(core) > 40 else (0,):
            piece = core[skip:].replace(b"-", b"+").replace(b"_", b"/")
            data = tried(base64.b64decode, piece[: len(piece) // 4 * 4] + (piece[len(piece) // 4 * 4 :] + b"==")[:4] if len(piece) % 4 > 1 else piece[: len(piece) // 4 * 4])
            if data:
                yield data.replace(b"\0", b"")
                for bits in (31, 15, -15):
                    inflated = tried(lambda d: zlib.decompressobj(bits).decompress(d, 1 << 20), data)  # noqa: B023
                    if inflated:
                        yield inflated
        if re.fullmatch(rb"[0-9a-fA-F]+", core):
            yield tried(bytes.fromhex, core[: len(core) // 2 * 2].decode()) or b""
        if re.fullmatch(rb"[A-Z2-7]+", core):
            yield tried(base64.b32decode, core + b"=" * (-len(core) % 8)) or b""


def tried(make, data):
    try:
        return make(data)
    except Exception:
        return None


def survivors(data, wanted, depth=4):
    """Which of the wanted values can be read out of these bytes by anyone with patience."""
    needles = {value: value.encode() for value in wanted}
    found, seen, waiting = set(), set(), [data]
    for _ in range(depth + 1):
        following = []
        for layer in waiting:
            found |= {v for v, n in needles.items() if v not in found and n in layer}
            if len(found) == len(needles):
                return found
            following += [made for made in opened(layer) if len(made) >= 6 and made not in seen and not seen.add(made) and readable(made)]
        waiting = following
    return found


def readable(data):
    return sum(32 <= b < 127 or b in (9, 10, 13) or b > 194 for b in data[:400]) >= len(data[:400]) * 0.8


def redacted(data, kind, name="planted"):
    session, source, out = Session(), memory_source(data, f"{name}.{kind}"), io.BytesIO()
    session.learn(source)
    session.propagate()
    audit = session.artifact(source, kind, out)
    return out.getvalue(), audit


def valid(kind, data):
    if kind in ("har", "json"):
        tree = tried(lambda d: json.loads(d.decode("utf-8")), data)
        if kind == "json" or tree is None:
            return tree is not None
        from haralyzer import HarParser

        return tried(lambda t: sum(len(p.entries) for p in HarParser(t).pages), tree) == len(tree["log"]["entries"])
    if kind == "saml":
        from lxml import etree

        return tried(etree.fromstring, data) is not None
    return True


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


@dataclass
class Outcome:
    cells: int = 0
    blind: int = 0
    """Cells that the check could not read in the original either; they prove nothing."""
    survived: list = None
    lost: Counter = None
    facts: int = 0
    facts_kept: int = 0
    artifacts: int = 0
    valid: int = 0
    withheld: int = 0
    unstable: int = 0
    seconds: float = 0


def measure(dice, every=1, batch=60, check_twice=True):
    total = Outcome(survived=[], lost=Counter())
    by_kind = defaultdict(list)
    for cell in cells(dice, every):
        by_kind[cell.kind].append(cell)
    for kind, found in by_kind.items():
        for n in range(0, len(found), batch):
            one(total, kind, found[n : n + batch], check_twice)
    return total


def one(total, kind, found, check_twice):
    data = document(kind, found)
    start = time.monotonic()
    clean, audit = redacted(data, kind)
    total.seconds += time.monotonic() - start
    total.artifacts += 1
    total.withheld += bool(audit.withheld)
    if audit.withheld:
        print("WITHHELD", kind, audit.withheld)
    total.valid += bool(not audit.withheld and valid(kind, clean))
    there = survivors(data, {c.value for c in found})
    left = survivors(clean, there)
    total.cells += len(there)
    total.blind += len(found) - len(there)
    total.survived += [c for c in found if c.value in left]
    for fact in facts(kind, found):
        before = data.count(fact.encode())
        total.facts += before
        total.facts_kept += min(before, clean.count(fact.encode()))
        if clean.count(fact.encode()) < before:
            total.lost[f"{kind}: {fact}"] += before - clean.count(fact.encode())
    if check_twice and not audit.withheld:
        again = redacted(clean, kind)[0]
        if again != clean:
            total.unstable += 1
            at = next((n for n, (a, b) in enumerate(zip(clean, again, strict=False)) if a != b), 0)
            print("UNSTABLE", kind, clean[max(0, at - 60) : at + 60], "|", again[max(0, at - 60) : at + 60])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=float, default=2.0, help="one cell in so many of about 30,000")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    parser.add_argument("--show", type=int, default=30)
    told = parser.parse_args()
    total = measure(Dice(told.seed), told.every)
    for cell in total.survived[: told.show]:
        print("SURVIVED", cell.category, "|", cell.encoding, "|", cell.kind, "|", cell.position, "|", cell.text[:90].encode("unicode_escape").decode())
    for what in ("category", "encoding", "position"):
        print(what, dict(Counter(getattr(c, what) for c in total.survived).most_common(12)))
    print("facts lost", dict(total.lost.most_common(20)))
    print(
        f"seed {told.seed}: {total.cells} cells ({total.blind} not checkable), {len(total.survived)} survivors; facts kept {total.facts_kept / max(1, total.facts):.2%}; "
        f"{total.valid} of {total.artifacts} artifacts valid, {total.withheld} withheld, {total.unstable} changed by a second pass; {total.seconds:.0f} s"
    )


if __name__ == "__main__":
    main()
