"""Names of people where the words around say that one stands there: greetings, titles, hand-overs, signatures."""

import re

from redaction.commonwords import COMMON
from redaction.detecting import Shape
from triagekit.roles import Detector

_WORD = r"[A-ZÀ-Þ][a-zß-ÿ'’]{1,24}(?:-[A-ZÀ-Þ][a-zß-ÿ]{1,24})?"
_FULL = rf"{_WORD}(?: (?:(?:van|von|der|den|de|del|la|di|da|bin|al) ){{0,2}}{_WORD}){{1,2}}"
_PHRASES = (
    "all sir madam both valued team everyone colleagues support customer world there service desk new old next last this that the not please thank your our their his her it error status request response"
    " server client internal external bad gateway timeout connection read write load balancer cloud platform data center api web app mobile office street product engineer engineering director developer"
    " analyst consultant architect specialist officer vice president software project program"
)
_NOT_PEOPLE = frozenset(_PHRASES.split())
"""Words of roles, machines and phrases."""


def _person(found: re.Match[str]) -> bool:
    words = [w.lower() for w in re.findall(r"[^\W\d_]{2,}", found.group("value"))]
    return bool(words) and not any(w in _NOT_PEOPLE for w in words) and any(w not in COMMON for w in words)


def _spoken(name: str, words: str, value: str, anchor: str, texts: tuple[tuple[str, ...], tuple[str, ...]]) -> Shape:
    examples, near = texts
    return Shape(name, "person", rf"(?:{words})(?P<value>{value})", (anchor,), ("https://www.rfc-editor.org/rfc/rfc4519#section-2.3",), examples, near, left="A-Za-z", right="A-Za-z0-9_", confirm=_person, order=58, reach=160)


detectors: tuple[Detector, ...] = (
    _spoken("titled-name", r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Herrn?|Frau|Mme|Mlle|Monsieur|Madame|Se[ñn]or|Se[ñn]ora|Sra|Signora?|Sig|Dott|Sir|Dame)\.? (?:(?:Dr|Prof)\.? ){0,2}", rf"{_FULL}|{_WORD}", r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Herrn?|Frau|Mme|Mlle|Monsieur|Madame|Se.or|Se.ora|Sra|Signora?|Sig|Dott|Sir|Dame)\.? [A-Z?]", (("call Mr. ‹Doe› back", "Frau Dr. ‹Anna Schmidtke›", "Mme ‹Dupont›"), ("Mr. Customer", "Mr. Proxy", "Sir Madam"))),
    _spoken("greeted-name", r"(?:Dear|Hi|Hello|Hallo|Hey|Bonjour|Hola|Ciao|Liebe[r]?|Sehr geehrte[r]? (?:Herr|Frau)|Welcome back,?|Welcome,|Good (?:morning|afternoon|evening),?) ", rf"{_FULL}|{_WORD}", r"\b(?:Dear|Hi|Hello|Hallo|Hey|Bonjour|Hola|Ciao|Lieber?|geehrter? (?:Herr|Frau)|Welcome|Good (?:morning|afternoon|evening))", (("Dear ‹Jane Doe›,", "Hello ‹Jane›!", "Welcome back, ‹Jane›"), ("Hello World", "Dear Customer", "Hi there", "Dear Sir"))),
    _spoken("handed-name", r"(?:[Aa]ssigned to|[Rr]eported by|[Rr]equested by|[Cc]reated by|[Aa]pproved by|[Rr]eviewed by|[Ss]igned by|[Uu]pdated by|[Cc]losed by|[Ee]scalated to|[Ss]poke (?:to|with)|[Cc]alled by|[Cc]ontacted by|[Oo]n behalf of|[Ss]ubmitted by|[Oo]wned by|[Aa]uthor:|[Aa]uthored by|Signed-off-by:|Co-authored-by:|[Rr]egards,|[Tt]hanks,|[Cc]heers,|Grüßen?,?)\s{1,3}", _FULL, r"(?i)(?:assigned to|reported by|requested by|created by|approved by|reviewed by|signed by|updated by|closed by|escalated to|spoke (?:to|with)|called by|contacted by|behalf of|submitted by|owned by|author|signed-off|co-authored|regards,|thanks,|cheers,|gr[u?][?s])", (("assigned to ‹Jane Doe› today", "Kind regards,\n‹Jane van der Berg›", "Reported by ‹José García›"), ("created by Load Balancer", "assigned to the team", "signed by Example"))),
)  # fmt: skip
