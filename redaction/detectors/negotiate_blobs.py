"""Messages of NTLM, SPNEGO and Kerberos in base64, wherever they stand: they hold hashes, tickets, and names of people and machines."""

from redaction.detecting import Shape
from redaction.said import mixed
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    Shape(
        name="ntlm-message",
        category="credential",
        pattern=r"TlRMTVNTUAA[BCD][A-Za-z0-9+/]{8,}={0,2}",
        anchors=(r"TlRMTVNTUAA[BCD]",),
        references=("https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-nlmp/",),
        examples=(f"NTLM ‹TlRMTVNTUAAD{mixed(48)}›", f'"blob":"‹TlRMTVNTUAAB{mixed(22)}==›"'),
        counterexamples=("TlRMTVNTUAAD", "NTLM handshake failed"),
        left="A-Za-z0-9+/",
        right="A-Za-z0-9+/",
        reach=4_000,
        order=9,
    ),
    Shape(
        name="kerberos-message",
        category="credential",
        pattern=r"YI(?:I[A-Za-z0-9+/]{3}|[A-Za-z0-9+/]{2})(?:YGKwYBBQUC|YJKoZIhvcSAQIC|BgYrBgEFBQI|BgkqhkiG9xIBAgI)[A-Za-z0-9+/]{16,}={0,2}",
        anchors=(r"YI[A-Za-z0-9+/]{2,4}(?:YGKwYBBQUC|YJKoZIhvcSAQIC|BgYrBgEFBQI|BgkqhkiG9xIBAgI)",),
        references=("https://www.rfc-editor.org/rfc/rfc4559#section-4.1", "https://www.rfc-editor.org/rfc/rfc4178"),
        examples=(f"token ‹YIIG2wYGKwYBBQUC{mixed(60)}›", f"‹YIIFFgYJKoZIhvcSAQIC{mixed(60)}==›"),
        counterexamples=("YIIG2wYGKwYBBQUC", "Negotiate was offered"),
        left="A-Za-z0-9+/",
        right="A-Za-z0-9+/",
        reach=6_000,
        order=9,
    ),
    Shape(
        name="kerberos-hash",
        category="password",
        pattern=r"\$krb5(?:tgs|asrep|pa|tgt)\$\d{1,2}\$[^\s\"']{40,}",
        anchors=(r"\$krb5(?:tgs|asrep|pa|tgt)\$",),
        references=("https://www.rfc-editor.org/rfc/rfc4120",),
        examples=("‹$krb5tgs$23$*svc$EXAMPLE$" + "0a1b2c3d" * 8 + "›",),
        counterexamples=("$krb5tgs$23$", "krb5 ticket expired"),
        left="",
        right="",
        reach=4_000,
        order=9,
    ),
)
