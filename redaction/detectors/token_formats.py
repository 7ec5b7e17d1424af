"""Tokens of formats that many systems use: PASETO, macaroons, Fernet, ASP.NET data protection, Laravel, signed cookies, session ids."""

import re

from redaction.detecting import Shape
from redaction.said import alone, hexes, mixed
from triagekit.roles import Detector

_NAMES = (
    r"jsessionid\w*|phpsessid|asp\.net_sessionid|aspsessionid[a-z]{0,12}|\.aspxauth|\.aspnetcore\.[a-z.]{3,40}|__requestverificationtoken\w*|cfid|cftoken|connect\.sid|laravel_session|ci_session|_session_id|_[a-z0-9]{1,30}_session"
    r"|smsession|mrhsession|ltpatoken2?|msisauth\w*|fedauth\d?|estsauth\w*|rtfa|_shibsession_[a-f0-9]*|simplesamlsessionid|mod_auth_openidc_session\w*|keycloak_(?:identity|session)\w*|auth_session_id|kc_restart|sapisid|hsid|ssid|__secure-[a-z0-9-]{2,40}|__host-[a-z0-9_.-]{2,40}"
    r"|wordpress_(?:logged_in|sec)_[a-f0-9]*|jwt-token|sessid|sessionkey|viewstateuserkey|dtcookie|sap_sessionid_\w{2,20}|mysapsso2|iplanetdirectorypro|amlbcookie|crowd\.token_key|seraph\.rememberme\.cookie|atlassian\.xsrf\.token|cloud\.session\.token|remember_(?:me|token|web_\w*)|user_session|gh_sess|d_s|xoxd"
)


def _random(found: re.Match[str]) -> bool:
    value = found.group("value")
    return "redacted-" not in value and (any(c.isdigit() for c in value) or len(value) >= 20) and value.lower() not in ("deleted", "expired")


def _token(name: str, pattern: str, anchor: str, reference: str, texts: tuple[tuple[str, ...], tuple[str, ...]]) -> Shape:
    examples, near = texts
    return Shape(name, "token", pattern, (anchor,), (reference,), examples, near, left="A-Za-z0-9_", right="A-Za-z0-9_", confirm=alone, order=3, reach=6_000)


detectors: tuple[Detector, ...] = (
    _token("paseto", r"v[1-4]\.(?:local|public)\.[A-Za-z0-9_-]{20,}(?:\.[A-Za-z0-9_-]+)?", r"\bv[1-4]\.(?:local|public)\.", "https://paseto.io/", ((f"bearer ‹v4.public.{mixed(120)}›", f"‹v2.local.{mixed(80)}.{mixed(12)}›"), ("v4.public. is cut", "v1.local.example"))),
    _token("macaroon", r"(?:MDAx|AgE[A-Za-z])[A-Za-z0-9_+/-]{60,}={0,2}", r"\b(?:MDAx|AgE[A-Za-z])[A-Za-z0-9_+/-]{24}", "https://research.google/pubs/macaroons-cookies-with-contextual-caveats-for-decentralized-authorization-in-the-cloud/", ((f"token ‹MDAx{mixed(90)}›", f"‹AgEU{mixed(90)}=›"), ("MDAx short", "AgEUtest"))),
    _token("fernet", r"gAAAAA[A-Za-z0-9_-]{40,}={0,2}", r"\bgAAAAA[A-Za-z0-9_-]{24}", "https://github.com/fernet/spec/blob/master/Spec.md", ((f"X-Auth ‹gAAAAAB{mixed(90)}==›",), ("gAAAAAB cut",))),
    _token("aspnet-protected", r"CfDJ8[A-Za-z0-9_-]{40,}", r"\bCfDJ8[A-Za-z0-9_-]{24}", "https://learn.microsoft.com/en-us/aspnet/core/security/data-protection/introduction", ((f"ticket ‹CfDJ8{mixed(120)}›",), ("CfDJ8 cut",))),
    _token("laravel-payload", r"eyJpdiI6[A-Za-z0-9+/_-]{60,}(?:={0,2}|%3D(?:%3D)?)", r"\beyJpdiI6", "https://laravel.com/docs/encryption", ((f"x ‹eyJpdiI6{mixed(120)}==› y",), ("eyJpdiI6 cut",))),
    Shape(
        name="rails-signed",
        category="signature",
        pattern=r"(?:[A-Za-z0-9+/_]|=|%3D)--(?P<value>[0-9a-f]{40}(?:[0-9a-f]{24})?)",
        anchors=(r"(?:[A-Za-z0-9+/_]|=|%3D)--[0-9a-f]{40}",),
        references=("https://guides.rubyonrails.org/security.html#session-storage",),
        examples=(f"v {mixed(60)}==--‹{hexes(40)}›", f"{mixed(40)}--‹{hexes(64)}›", f"{mixed(40)}%3D--‹{hexes(40)}›"),
        counterexamples=(f"-- {hexes(40)}", "a--0123456789abcdef", f" --{hexes(40)}"),
        left="",
        right="A-Za-z0-9_",
        order=3,
    ),
    _token("biscuit", r"(?:biscuit:)?En[A-Za-z0-9_-]{150,}={0,2}", r"\b(?:biscuit:)?En[A-Za-z0-9_-]{150}", "https://www.biscuitsec.org/docs/reference/specifications/", ((f"biscuit: ‹En0K{mixed(180)}==›",), ("Enable it",))),
    Shape(
        name="session-id-field",
        category="session",
        pattern=rf"(?i:(?P<name>{_NAMES}))(?:\\{{0,3}}[\"']?[ \t]{{0,2}}[=:][ \t]{{0,2}}\\{{0,3}}[\"']?|%3D)(?P<value>[A-Za-z0-9+/%._~!*|{{}}:-]{{8,}}={{0,2}})",
        anchors=(rf"(?i)(?:{_NAMES})(?:\\{{0,3}}[\"']?[ \t]{{0,2}}[=:]|%3D)",),
        references=("https://owasp.org/www-community/attacks/Session_fixation", "https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html"),
        examples=("GET /a;jsessionid=‹0AAB6C8DE415E2F5A1B2›", "MRHSession=‹31d4d96e407aad42b1c2›", "LtpaToken2: ‹aB3dE5gH7jK9aB3d=›", '"connect.sid": "‹s%3A31d4d96e407aad42.xyz›"'),
        counterexamples=("jsessionid=none", "PHPSESSID is missing", "JSESSIONID=deleted;"),
        left="A-Za-z0-9",
        right="",
        reach=6_000,
        confirm=_random,
        order=14,
    ),
    Shape(
        name="cookieless-session",
        category="session",
        pattern=r"/\((?:[A-Z]\([A-Za-z0-9_-]{8,400}\)){0,2}S\((?P<value>[a-z0-9]{24})\)",
        anchors=(r"/\((?:[A-Z]\([A-Za-z0-9_-]{8,400}\)){0,2}S\([a-z0-9]{8}",),
        references=("https://learn.microsoft.com/en-us/previous-versions/aspnet/h6bb9cz9(v=vs.100)",),
        examples=("GET /app/(S(‹lit3py55t21z5v55vlm25s55›))/x.aspx",),
        counterexamples=("/(S(short))/x", "f(S(x))"),
        left="",
        right="",
        order=14,
    ),
    Shape(
        name="otp-seed",
        category="secret",
        pattern=r"(?i:otpauth(?:-migration)?://[^\s\"'<>]{0,400}?[?&](?:secret|data)=)(?P<value>[A-Za-z0-9%+/=_-]{8,2000})".replace("{8,2000}", "{8,}"),
        anchors=(r"(?i)otpauth(?:-migration)?://",),
        references=("https://github.com/google/google-authenticator/wiki/Key-Uri-Format",),
        examples=("otpauth://totp/Acme:x?secret=‹JBSWY3DPEHPK3PXP›&issuer=Acme", "otpauth-migration://offline?data=‹CjEKCkhlbGxvId6tvu8›"),
        counterexamples=("otpauth://totp/Acme:x", "otpauth is supported"),
        left="",
        right="",
        reach=2_600,
        order=9,
    ),
    Shape(
        name="otp-seed-label",
        category="user",
        pattern=r"(?i:otpauth://[th]otp/)(?:[^\s\"'<>?:%]{1,60}(?::|%3A)(?:%20)?)?(?P<value>[^\s\"'<>?:]{3,128})\?",
        anchors=(r"(?i)otpauth://[th]otp/",),
        references=("https://github.com/google/google-authenticator/wiki/Key-Uri-Format",),
        examples=("otpauth://totp/Acme:‹jane.doe›?secret=A", "otpauth://totp/Acme%3A‹jane%40x.example›?issuer=Acme"),
        counterexamples=("otpauth://totp/", "otpauth://totp/Acme:"),
        left="",
        right="",
        order=15,
    ),
)  # fmt: skip
