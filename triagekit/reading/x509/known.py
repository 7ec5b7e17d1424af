"""Authorities that are known for something: found on machines where they should not be, distrusted, or public."""

import re
from datetime import UTC, datetime

from triagekit.reading.x509.certificate import Certificate

_BAD: tuple[tuple[str, str], ...] = (
    ("superfish", "Superfish"), ("edellroot", "eDellRoot"), ("dsdtestprovider", "DSDTestProvider"), ("privdog", "PrivDog"), ("komodia", "Komodia"), ("preact-cli", "preact-cli"), ("webpack-dev-server", "webpack-dev-server"), ("webpack dev server", "webpack-dev-server"),
    ("lavasoft ad-aware web companion", "Lavasoft Web Companion"), ("qustodio", ""), ("sennheiser", "Sennheiser HeadSetup"), ("headsetup", "Sennheiser HeadSetup"), ("webhancer", "webHancer"),
    ("sslsplit", ""), ("wajam", "Wajam"), ("adguard personal", ""), ("kurupira", "Kurupira"), ("geniusbox", "GeniusBox"), ("objectify media", "Objectify Media"), ("diginotar", "DigiNotar"),
    ("hola adblocker", "Hola"), ("safebrowsing by komodia", "Komodia"),
)  # fmt: skip
"""Names of authorities that reached machines with software and whose private key is public, or that were stolen; empty second: a managed product, not one of these."""
_DISTRUSTED: tuple[tuple[str, str, datetime], ...] = (
    ("wosign", "WoSign", datetime(2016, 10, 21, tzinfo=UTC)), ("startcom", "StartCom", datetime(2016, 10, 21, tzinfo=UTC)), ("diginotar", "DigiNotar", datetime(2011, 8, 1, tzinfo=UTC)),
    ("symantec class", "Symantec", datetime(2017, 12, 1, tzinfo=UTC)), ("verisign class 3", "Symantec", datetime(2017, 12, 1, tzinfo=UTC)), ("geotrust", "Symantec", datetime(2017, 12, 1, tzinfo=UTC)),
    ("thawte", "Symantec", datetime(2017, 12, 1, tzinfo=UTC)), ("entrust", "Entrust", datetime(2024, 12, 1, tzinfo=UTC)), ("affirmtrust", "Entrust", datetime(2024, 12, 1, tzinfo=UTC)),
    ("camerfirma", "Camerfirma", datetime(2021, 4, 1, tzinfo=UTC)), ("trustcor", "TrustCor", datetime(2022, 12, 1, tzinfo=UTC)), ("e-tugra", "e-Tugra", datetime(2023, 6, 1, tzinfo=UTC)),
    ("cnnic", "CNNIC", datetime(2015, 4, 1, tzinfo=UTC)), ("procert", "PROCERT", datetime(2017, 11, 1, tzinfo=UTC)), ("chunghwa", "Chunghwa Telecom", datetime(2025, 8, 1, tzinfo=UTC)),
    ("netlock", "Netlock", datetime(2025, 8, 1, tzinfo=UTC)),
)  # fmt: skip
"""Name, authority and the time from which new certificates of it are not accepted by a root program."""
_WHOLLY = frozenset({"WoSign", "StartCom", "DigiNotar", "CNNIC", "PROCERT"})
"""Authorities of which old certificates were refused too."""
_REVIVED = ("digicert", "geotrust rsa ca 2018", "geotrust tls", "thawte rsa ca 2018", "thawte tls", "geotrust ev rsa ca 2018", "geotrust global tls", "sectigo")
"""Names of the old brands on chains that DigiCert and Sectigo run now, which are trusted."""
_PUBLIC = re.compile(
    r"let's encrypt|isrg root|digicert|globalsign|sectigo|comodo|usertrust|entrust|godaddy|go daddy|starfield|amazon(?: root| rsa| ecdsa|, cn)|o=amazon|google trust services|gts ca|microsoft (?:azure|tls|rsa|ecc)|"
    r"baltimore|cybertrust|geotrust|thawte|verisign|symantec|identrust|quovadis|trustwave|ssl\.com|buypass|certum|actalis|harica|swisssign|t-telesec|telekom security|d-trust|zerossl|apple public|apple ist|"
    r"wosign|startcom|network solutions|gandi|trust provider|certigna|e-tugra|camerfirma|atos trusted|securetrust|digital signature trust|addtrust|gnutls public|cloudflare inc|encryption everywhere|rapidssl",
)  # fmt: skip


def bad_root(cert: Certificate) -> str:
    """Product or incident behind a known bad root; empty when the certificate is none and comes from none."""
    named = f"{cert.subject}|{cert.issuer}".lower()
    return next((name for mark, name in _BAD if mark in named and name), "")


def distrusted_later(chain: tuple[Certificate, ...]) -> str:
    """The authority that lost its trust only after this leaf was issued; empty when there is none."""
    named = " | ".join(str(c.issuer).lower() for c in chain)
    if any(mark in named for mark in _REVIVED):
        return ""
    return next((name for mark, name, _ in _DISTRUSTED if mark in named), "")


def distrusted(chain: tuple[Certificate, ...]) -> str:
    """The public authority that root programs no longer trust for this leaf; empty when there is none."""
    leaf = chain[0]
    named = " | ".join(str(c.issuer).lower() for c in chain)
    if any(mark in named for mark in _REVIVED):
        return ""
    for mark, name, since in _DISTRUSTED:
        if mark in named and (name in _WHOLLY or (leaf.not_before is not None and leaf.not_before >= since)):
            return name
    return ""


def public(cert: Certificate) -> bool:
    """Issued by a well-known public authority, going by the issuer's name."""
    return bool(_PUBLIC.search(str(cert.issuer).lower()))


_PORTAL = re.compile(r"captive|hotspot|wi-?fi login|guest (?:portal|wi-?fi|network)|wlan login|portal\.|securelogin|meraki splash|aruba networks.{0,40}login|nomadix|cloudessa", re.IGNORECASE)


def portal(cert: Certificate) -> str:
    """The name by which a certificate gives itself away as that of a network's sign-in page; empty when it does not."""
    return next((n for n in (*cert.dns_names, cert.subject.first("2.5.4.3")) if _PORTAL.search(n)), "")
