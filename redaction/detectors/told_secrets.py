"""Passwords, codes and keys that people write to each other in sentences, in many languages."""

import re

from redaction.commonwords import ordinary
from redaction.detecting import Shape
from redaction.names import harmless
from redaction.said import hexes
from triagekit.roles import Detector

_WORD = r"(?i:pass ?words?|pass ?phrase|passwort|kennwort|mot de passe|contrase.a|senha|has.o|wachtwoord|heslo|parola|jelsz.|l.senord|adgangskode|salasana|sifre|.ifre)"
_IS = r"(?: ?[:=]|,? (?i:is|was|ist|lautet|war|est|es|era|.|to|jest|this))[ \t]{1,2}"
_VALUE = r"[\"'“„«‘`]?(?P<value>[^\s\"'“”„«»’`<>]{4,79}[^\s\"'“”„«»’`<>.,;:!?)])"
_NUMBERED = re.compile(r"(?i)(?:error|status|exit|response|return|http|reason|result|erreur|fehler|zip|postal|country|area|source|event|error-?|version|fault|state|stop)\W{1,3}$")


def _password(found: re.Match[str]) -> bool:
    value = found["value"].rstrip(".,;:!?)")
    kinds = sum((any(c.isdigit() for c in value), any(c.isalpha() for c in value), any(not c.isalnum() for c in value), any(c.isupper() for c in value[1:])))
    return len(value) >= 5 and kinds >= 2 and any(c.isdigit() for c in value) and "redacted-" not in value and not harmless(value) and "://" not in value and not re.fullmatch(r"[\d.:%/-]+(?:ms|s|am|pm)?", value)


def _pair(found: re.Match[str]) -> bool:
    _user, _, secret = found["value"].partition("/")
    return any(c.isdigit() for c in secret) and any(c.isalpha() for c in secret) and not any(word in secret.lower() for word in ("http", "redacted-"))


def _key(found: re.Match[str]) -> bool:
    value = found["value"]
    return any(c.isdigit() for c in value) and any(c.isalpha() for c in value) and "redacted-" not in value and not ordinary(value)


def _code(found: re.Match[str]) -> bool:
    return _NUMBERED.search(found.string[max(0, found.start() - 16) : found.start()]) is None


detectors: tuple[Detector, ...] = (
    Shape(
        "told-password", "password", rf"{_WORD}[^\r\n:=\"]{{0,40}}?{_IS}{_VALUE}", (rf"{_WORD.replace('.', '[^ ]')}",), ("https://cwe.mitre.org/data/definitions/532.html",),
        ("the password is ‹Tiger!4706Q›.", "das Passwort lautet ‹Sommer#22› und", "mot de passe : ‹Chat_2024›", "la contraseña es ‹Gato-77x›", "moje hasło to ‹Pies!2024kot› i"), ("the password is wrong", "password is required", "Passwort ist abgelaufen", "the password was changed at 09:14", "password is 12 characters", "redacted-password cGFzc3dvcmQ= cGFzc3dvcmQ9aHVu"),
        left="A-Za-z_-", right="", confirm=_password, order=39, reach=200,
    ),
    Shape(
        "told-password-quoted", "password", rf"{_WORD}[^\r\n:=\"“„]{{0,60}}?[\"“„](?P<value>[^\s\"“”„]{{5,80}})[\"”“]", (rf"{_WORD.replace('.', '[^ ]')}",), ("https://cwe.mitre.org/data/definitions/532.html",),
        ('The temporary password you gave me, "‹Kaffee_16›", does', "password of the portal “‹Winter!2025›”"), ('password for user "jdoe"', 'password in "config.yml"'),
        left="A-Za-z_-", right="", confirm=lambda m: _password(m) and not re.search(r"(?i)\b(?:user|host|role|account|database|in|for|file|field|parameter) ?$", m.string[max(0, m.start("value") - 12) : m.start("value") - 1]), order=41, reach=240,
    ),
    Shape(
        "told-key", "api-key", r"(?i:\b(?:api|access|secret|licen[sc]e|product|activation|serial|encryption|account|subscription|shared)[- ]keys?\b[^\r\n:=\"]{0,32}?(?: is| was|:|=| ist| lautet| est)? )[\"'“`]?(?P<value>[A-Za-z0-9_-]{16,128})", (r"(?i)\b(?:api|access|secret|licen[sc]e|product|activation|serial|encryption|account|subscription|shared)[- ]keys?\b",), ("https://cwe.mitre.org/data/definitions/532.html",),
        ("The API key we use is ‹aB3dE5gH7jK9aB3dE5gH7jK9›, and", "license key: ‹ab12cd34ef56ab12cd34›"), ("the api key is missing", "access key for key-vault-production-euwest is", "secret key rotation_schedule_of_the_year"),
        left="", right="", confirm=lambda m: _key(m) and sum(c.isdigit() for c in m["value"]) >= 3, order=39,
    ),
    Shape(
        "product-key", "api-key", r"(?P<value>[A-Z0-9]{5}(?:-[A-Z0-9]{5}){3,5})", (r"\b[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}",), ("https://learn.microsoft.com/en-us/windows-server/get-started/kms-client-activation-keys",),
        ("license key ‹AB12C-3DE4F-GH56J-7KL8M›.", "Product Key: ‹AB12C-3DE4F-GH56J-7KL8M-N9P0Q›"), ("ORDER-TOTAL-COUNT-VALUE", "11111-22222-33333-44444"),
        left="A-Za-z0-9-", right="A-Za-z0-9-", confirm=_key, order=22,
    ),
    Shape(
        "told-credentials", "credential", r"(?i:\b(?:creds?|credentials|log-?ins?|zugangsdaten|zugang|identifiants|credenciales|access data|accesso)\b[^\r\n:=]{0,24}[:=] {0,2})(?P<value>[\w.@\\-]{2,64} ?[/|:] ?[^\s/|]{4,64})", (r"(?i)\b(?:creds?|credentials|log-?ins?|zugangsdaten|zugang|identifiants|credenciales|access data|accesso)\b",), ("https://cwe.mitre.org/data/definitions/532.html",),
        ("db creds: ‹app_ro / Dragon.7978› on db-1", "Zugangsdaten: ‹jdoe/Sommer#22›"), ("login: GET /login", "credentials: read/write", "logins: 12 / 14"),
        left="", right="", confirm=lambda m: bool(re.search(r"[/|:] ?(?=[^\s]*\d)(?=[^\s]*[A-Za-z])[^\s]{5,}$", m["value"])) and not m["value"].lower().startswith(("http", "get", "post")) and m["value"][0].isalpha(), order=13,
    ),
    Shape(
        "told-code", "otp", r"(?i:\b(?:code|kod|c.digo|codice|koodi|kode|код)\b(?: [\w’']{1,14}){0,3}?(?: est| es| è| é| ist| is| lautet| to| jest| er|:) {1,2})(?P<value>\d{4,8})(?:[.,!\s\"']|$)", (r"(?i)\b(?:code|kod|c.digo|codice|koodi|kode)\b",), ("https://wicg.github.io/sms-one-time-codes/",),
        ("Votre code est ‹401114›", "Ihr Code lautet ‹4711›.", "Twój kod to ‹902114›", "su código es ‹55123›"), ("error code is 10054", "exit code: 1370", "status code is 4040", "HTTP response code: 5030"),
        left="", right="", confirm=_code, order=36, reach=120,
    ),
    Shape(
        "answered-code", "otp", r"(?i:\b(?:it'?s|its|here|c'est|es ist|sure,?|ok,?|this)[: ]{1,2})(?P<value>\d{6})[ .!]{0,2}(?m:$)", (r"(?i)\b(?:it'?s|its|here|c'est|es ist|sure,?|ok,?|this)[: ]{1,2}\d{6}",), ("https://wicg.github.io/sms-one-time-codes/",),
        ("[09:15] Jane: its ‹492817›", "here: ‹482913›\n"), ("its 492817 bytes", "ok 200123 rows"),
        left="", right="", order=36,
    ),
    Shape(
        "radius-password", "password", r"(?:Login (?:incorrect|OK)|Invalid user)[^\r\n\[]{0,200}: \[[^\]/\s]{1,128}/(?P<value>[^\]\r\n]{1,128})\] \(from", (r"(?:Login (?:incorrect|OK)|Invalid user)",), ("https://freeradius.org/documentation/",),
        ("Login incorrect (x): [jdoe/‹pw!1›] (from client wlc1",), ("Login incorrect: [jdoe] (from client", "Invalid user name"),
        confirm=lambda m: not m["value"].startswith(("<", "redacted")), order=12, reach=500,
    ),
    Shape(
        "redis-monitored-auth", "password", r"\"AUTH\"(?: \"[^\"\r\n]{1,128}\")? \"(?P<value>[^\"\r\n]{1,256})\"", (r"\"AUTH\" \"",), ("https://redis.io/docs/latest/commands/auth/",),
        ('"AUTH" "app" "‹pw!1›"', '"AUTH" "‹pw!2›"'), ('"AUTH"', '"AUTH" "redacted-password"'),
        left="", right="", confirm=lambda m: not m["value"].startswith("redacted-"), order=12,
    ),
    Shape(
        "told-pair", "credential", r"(?i:\b(?:user|username|benutzer|usuario|utilisateur)[: ]{1,2})(?P<value>[\w.@\\-]{2,64} ?/ ?[^\s/|]{5,64})", (r"(?i)\b(?:user|username|benutzer|usuario|utilisateur)[: ]",), ("https://cwe.mitre.org/data/definitions/532.html",),
        ("VPN: user ‹jane.doe / Quer-4338Q›",), ("user read/write", "user id / name", "username: jane / role: admin"), left="", right="", confirm=_pair, order=13,
    ),
    Shape(
        "short-word-password", "password", r"(?i:\b(?:pw|pwd|pass|pword)[: ]{1,2})(?P<value>[^\s\"'<>,;]{5,80})", (r"(?i)\b(?:pw|pwd|pass|pword)[: ]",), ("https://cwe.mitre.org/data/definitions/532.html",),
        ("login: CORP\\jane pw ‹Dragon$66Q›", "pass: ‹Winter_22›"), ("pass 3 of 5", "pw: none", "tests pass in 12.5s"), left="", right="", confirm=_password, order=39,
    ),
    Shape(
        "remote-desktop-id", "device", r"(?i:\b(?:any ?desk|team ?viewer|rust ?desk|splashtop|quick assist|supremo)(?:[- ]?(?:id|code|address|number|nr))?[: #]{1,3})(?P<value>\d{3}[ -]?\d{3}[ -]?\d{3,4})", (r"(?i)\b(?:any ?desk|team ?viewer|rust ?desk|splashtop|quick assist|supremo)",), ("https://support.anydesk.com/docs/anydesk-id-and-alias",),
        ("AnyDesk ‹123 456 789›, or", "TeamViewer ID: ‹987654321›"), ("TeamViewer 15.2", "AnyDesk is open"), left="", right="0-9", order=40,
    ),
    Shape(
        "webhook-signature", "signature", r"\bt=\d{10},v[01]=(?P<value>[0-9a-f]{64})", (r"\bt=\d{10},v[01]=",), ("https://docs.stripe.com/webhooks/signature",),
        ("Stripe-Signature: t=1793690041,v1=‹" + hexes(64) + "›",), ("t=1793690041,v2=x", "t=17,v1=abc"), left="", right="0-9a-f", order=20,
    ),
)  # fmt: skip
