"""What a name says about its value: header, cookie, parameter, JSON key, XML attribute, log key."""

import re
from functools import lru_cache

_SECRET = re.compile(
    r"(?:^|[_.\-\s])(?:pass(?:word|wd|phrase|code)?|pwd|secret|token|api_?key|apikey|access_?key|private_?key|client_?secret|credentials?|authorization|auth_?token"
    r"|bearer|session(?:_?id)?|sid|jsessionid|phpsessid|sessid|csrf(?:_?token)?|xsrf(?:_?token)?|otp|pin|mfa_?code|refresh_?token|access_?token|id_?token"
    r"|assertion|client_?assertion|code_?verifier|signature|sig|x_?amz_?signature|x_?amz_?security_?token|license_?key|webhook|cvv|cvc|security_?code)(?:$|[_.\-\s])"
)
_NOT_SECRET = re.compile(r"(?:token_?type|token_?endpoint|expires?|csrf_?field|pass_?through|session_?index|session_?state_?supported|signature_?method|signature_?algorithm|token_?url|key_?id|keyid|pinned|grant|max_?age|count|length|status|name|_?at$|_?uri$|_?url$)")
_PERSON = re.compile(r"(?:^|[_.\-\s])(?:user(?:_?name)?|login|email|e_?mail|mail|first_?name|last_?name|full_?name|given_?name|family_?name|display_?name|sur_?name|nick_?name|phone|mobile|address|street|birth(?:day|date|_?date)?|dob|ssn|passport|tax_?id|upn|preferred_?username|samaccountname|unique_?name|customer_?name|contact|nameid|principal|employee)(?:$|[_.\-\s])")
_NOT_PERSON = re.compile(r"user_?agent|ch_ua|user_?timing|users?_?(?:count|limit|quota)|contact_?us|remote_?address|server_?address|email_?(?:verified|sent|template)|user_?(?:type|role|status|flow)|login_?(?:url|uri|page|count)|address_?(?:family|type)")
_PUNCT = re.compile(r"[.\-\s\[\]$]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@lru_cache(maxsize=20_000)
def category(name: str) -> str:
    """The category of the value under this name: secret, password, person ..., or empty when the name says nothing."""
    plain = _PUNCT.sub("_", _CAMEL.sub("_", name[-120:])).lower()
    if _SECRET.search(plain) and not _NOT_SECRET.search(plain):
        return "password" if "pass" in plain or "pwd" in plain else "otp" if re.search(r"(?:^|_)(?:otp|pin|cvv|cvc)(?:$|_)", plain) else "secret"
    if _PERSON.search(plain) and not _NOT_PERSON.search(plain):
        return "email" if "mail" in plain else "phone" if "phone" in plain or "mobile" in plain else "person"
    return ""


def plausible(kind: str, value: str) -> bool:
    """Whether a value can be what its name says: a phone has digits, a person letters. Secrets are always believed."""
    if kind == "phone":
        return sum(c.isdigit() for c in value) >= 6
    if kind == "person":
        return sum(c.isalpha() for c in value) >= 2 and not value.startswith(("function", "this.", "!", "new "))
    return True
