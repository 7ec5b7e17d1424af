"""Tax numbers of traders with their country, and bank identifiers beside a word that names them."""

import re

from redaction.detecting import Shape
from redaction.said import Identifier, checked
from triagekit.roles import Detector

_BANK = r"bic(?:[ /-]?code)?|swift(?:[ /-]?(?:bic|code))?|bank[ _-]?identifier"


def _account(found: re.Match[str]) -> bool:
    return sum(1 for c in str(found.group("value")) if c.isdigit()) >= 5


detectors: tuple[Detector, ...] = (
    Identifier(
        name="eu-vat",
        words=r"vat(?:[ _-]?(?:number|no|id|reg|registration))?\w*|ust-?id(?:nr)?\w*|umsatzsteuer\w*|tva|iva|partita iva|btw(?:-nummer)?|moms(?:nr)?|nif|p\.?iva|dph|pvm|pdv|uid",
        form=r"(?:AT ?U|BE ?[01]?|BG|CHE-?|CY|CZ|DE|DK|EE|EL|ES|FI|FR|GB|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK)[ -]?[A-Z0-9](?:[ .-]?[A-Z0-9]){6,13}",
        valid=checked("eu.vat"),
        references=("https://ec.europa.eu/taxation_customs/vies/",),
        examples=("VAT: ‹BE697449992›", "TVA ‹FR 61 954 506 077›", "‹BE697449992› (VAT no)"),
        counterexamples=("VAT: BE697449993", "order BE697449992", "VAT is included"),
    ),
    Identifier(
        name="bic",
        words=_BANK,
        form=r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?",
        valid=checked("iso9362"),
        references=("https://www.iso.org/standard/84108.html",),
        examples=("BIC: ‹AGRIFRPP882›", "swift code ‹ABNANL2A›", '"bic":"‹AGRIFRPP›"'),
        counterexamples=("BIC: MISSINGX9Y", "AGRIFRPP882 is it", "SWIFT is a language"),
        category="iban",
        order=55,
    ),
    Shape(
        name="bank-account",
        category="iban",
        pattern=r"(?i:(?:bank|checking|savings|giro|konto|account|acct|compte|cuenta|conto)[ _-]?(?:account|acct)?[ _-]?(?:number|no|nr|num|nummer|#)\.?[ ]{0,2}[:=#]?[ ]{0,2}|sort[ _-]?code[ ]{0,2}[:=]?[ ]{0,2}|clabe[ ]{0,2}[:=]?[ ]{0,2}|blz[ ]{0,2}[:=]?[ ]{0,2}|bsb[ ]{0,2}[:=]?[ ]{0,2})(?P<value>\d{2}-\d{2}-\d{2}|\d{3}-\d{3}|\d[\d -]{4,24}\d)",
        anchors=(r"(?i)(?:(?:bank|checking|savings|giro|konto|account|acct|compte|cuenta|conto)[ _-]?(?:account|acct)?[ _-]?(?:number|no|nr|num|nummer|#)|sort[ _-]?code|clabe|blz|bsb)",),
        references=("https://www.vocalink.com/tools/modulus-checking/",),
        examples=("account number: ‹12345678›", "sort code ‹12-34-56›", "Konto Nr. ‹1234567890›", "CLABE ‹032180000118359719›"),
        counterexamples=("account number is missing", "account no one", "sort code: none"),
        left="A-Za-z",
        right=r"A-Za-z0-9_",
        confirm=_account,
        order=56,
    ),
)
