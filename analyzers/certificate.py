"""Certificates, chains, revocation lists and containers as files of their own, and the examiner of all certificates of a case."""

import re
from collections.abc import Iterator, Sequence

from triagekit.model import Defect, Location
from triagekit.reading.x509.words import CERTIFICATE
from triagekit.records import Coverage, Kind, Material, Record, Use, Vocabulary
from triagekit.roles import Analyzer, Context, Examiner, Head, Item, Source

LIMIT = 4_000_000
"""Bytes read of such a file."""
_BEGIN = re.compile(r"[-\u2010-\u2015\u2212][-\u2010-\u2015\u2212 ]{1,24}BEGIN (?:(?:X509 |TRUSTED |NEW )?CERTIFICATE(?: REQUEST)?|X509 CRL|PKCS7|CMS|(?:RSA |EC |DSA |ENCRYPTED )?PRIVATE KEY|(?:RSA )?PUBLIC KEY)[-\u2010-\u2015\u2212 ]{1,24}", re.IGNORECASE)
_AROUND = re.compile(r"(?:Bag Attributes|Key Attributes|subject ?=|issuer ?=|(?:X\.509 )?Certificate(?: Information)?:|\s{4,}|\t|[A-Za-z ]{1,40}:|#|=+|[\w .()/,'-]{1,80}$)")
_BARE = re.compile(r"\s*MI[A-Za-z0-9+/]{2}[A-Za-z0-9+/=\s\\]{100,}\Z")


class CertificateFile:
    """A file that holds certificates or one of their relatives, and little else."""

    name = "certificate"
    label = "certificate, chain, revocation list or key container"
    kinds = frozenset({Kind.CERTIFICATE})
    fields: Vocabulary = CERTIFICATE

    def recognises(self, head: Head) -> int:
        """By the shape of the content."""
        if head.size > LIMIT:
            return 0
        if head.data[:1] == b"0" and head.data[1:2] in (b"\x80", b"\x81", b"\x82", b"\x83"):
            return _binary(head)
        text = head.text.lstrip("\ufeff \t\r\n")
        if _BEGIN.match(text):
            return 94
        if _BARE.match(text):
            return 70
        return _among(text)

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        """Yield the file as one material; the examiner judges it."""
        del context
        data = source.read(LIMIT)
        yield Coverage(examined=len(data))
        if not data.strip():
            yield Defect("TK-IO-014", Location(source.artifact), "no certificate could be found in it")
            return
        yield Material("certificate", data, [Use(None, None, Location(source.artifact), place="bare")])


def _binary(head: Head) -> int:
    from triagekit.reading.x509.shapes import shape

    return 93 if shape(head.data) else 0


def _among(text: str) -> int:
    """Armour after words, as openssl writes them: subject and issuer lines, bag attributes, the certificate in words."""
    found = _BEGIN.search(text[:20_000])
    if found is None:
        return 0
    before = [line for line in text[: found.start()].splitlines() if line.strip()]
    plain = sum(bool(_AROUND.match(line)) for line in before)
    return 60 if plain == len(before) else 0


class CertificateExaminer:
    """Judges the certificates of a case, wherever they stood."""

    name = "certificate"
    takes = frozenset({"certificate", "crl", "tls"})
    kinds = frozenset({Kind.CERTIFICATE})
    fields: Vocabulary = CERTIFICATE

    def examine(self, materials: Sequence[Material], context: Context) -> Iterator[Record]:
        """Records of chains, certificates and files that hold something else."""
        from triagekit.reading.x509.examine import examine

        yield from examine(materials, context)


examiner: Examiner = CertificateExaminer()
analyzer: Analyzer = CertificateFile()
