"""What curl's info lines say about a TLS handshake, as tls.* fields (OpenSSL, GnuTLS, Schannel, LibreSSL and rustls builds)."""

import re
from dataclasses import dataclass, field

from triagekit.reading.clientwords import ALERT_NUMBER
from triagekit.reading.interception import vendor
from triagekit.reading.times import http_date, iso
from triagekit.records import Value

_MESSAGE = re.compile(r"(?:TLSv?|SSLv)[\d.]{0,4}(?: ?\((IN|OUT)\))?, TLS (handshake|alert|change cipher|header|app data)[^,]{0,20}, ([^(]{1,60}?) \((\d{1,5})\):?")
_CONNECTION = re.compile(r"SSL connection using (\S{1,20})(?: / (\S{1,80}))?")
_VERIFY = re.compile(r"SSL certificate verif(?:y|ication) (?:result|problem): (.{1,200}?) \((\d{1,3})\)(, continuing anyway)?", re.IGNORECASE)
_PROBLEM = re.compile(r"SSL certificate problem: (.{1,200})")
_SUBJECT = re.compile(r"subject: (.{1,1000})")
_ISSUER = re.compile(r"issuer: (.{1,1000})")
_DATES = re.compile(r"(start|expire) date: (.{1,60})")
_SAN = re.compile(r"subjectAltName: (?:host \"[^\"]{1,255}\" matched|.{0,300} matched)|common name: .{1,255} \(matched\)")
_NO_SAN = re.compile(r"subjectAltName does not match|no alternative certificate subject name|does not match target host name|common name: .{1,255} \(does not match\)")
_MATCHED = re.compile(r"cert's (?:IP address|\"([^\"]{1,255})\")")
_OFF = ("continuing anyway", "skipping ssl peer certificate verification", "server certificate verification skipped", "ssl certificate verification disabled", "certificate level 0: public key type")
_STARTED = ("client hello", "alpn: offers", "alpn, offering", "ssl connection", "tls handshake", "schannel: ssl/tls connection", "gnutls")


@dataclass(slots=True)
class Notes:
    """The handshake so far."""

    seen: bool = False
    completed: bool = False
    fields: dict[str, Value] = field(default_factory=dict)
    alert: str = ""
    alert_sender: str = ""
    asked: bool = False
    """The server asked for a client certificate."""
    gave: str = ""
    """sent | empty, of the client's own certificate."""

    def feed(self, text: str) -> bool:
        """Take note of one info line; True when it was about TLS."""
        lowered = text.lower()
        found = _MESSAGE.match(text)
        if found:
            self.seen = True
            self._message(found)
            return True
        if lowered.startswith(_STARTED):
            self.seen = True
        return self._connection(text) or self._certificate(text) or self._verdict(text, lowered)

    def _message(self, found: re.Match[str]) -> None:
        way, sort, name, number = found.groups()
        if sort == "alert":
            known = ALERT_NUMBER.get(int(number) & 0xFF, "")
            if known and known != "close_notify":
                self.alert, self.alert_sender = known, {"IN": "server", "OUT": "client"}.get(way or "", "")
        elif name.lower() == "request cert":
            self.asked = True
        elif way == "OUT" and name.lower() == "certificate":
            self.gave = self.gave or "empty"
        elif way == "OUT" and name.lower() == "cert verify":
            self.gave = "sent"

    def _connection(self, text: str) -> bool:
        found = _CONNECTION.match(text)
        if not found:
            return False
        self.seen = self.completed = True
        self.fields["tls.version"] = found[1]
        if found[2]:
            self.fields["tls.cipher"] = found[2]
        return True

    def _certificate(self, text: str) -> bool:
        if found := _SUBJECT.match(text):
            self.fields["tls.subject"] = found[1]
        elif found := _ISSUER.match(text):
            self.fields["tls.issuer"] = found[1]
        elif found := _DATES.match(text):
            when = _date(found[2])
            if when is not None:
                self.fields["tls.not_before" if found[1] == "start" else "tls.not_after"] = when
        else:
            return False
        self.seen = self.completed = True
        return True

    def _verdict(self, text: str, lowered: str) -> bool:
        if found := _VERIFY.search(text):
            self.fields["tls.verify_text"], self.fields["tls.verify_code"] = found[1], int(found[2])
        elif found := _PROBLEM.match(text):
            self.seen, self.fields["tls.verify_text"] = True, found[1]
        elif lowered.startswith("ssl certificate verify ok"):
            self.fields["tls.verify_text"], self.fields["tls.verify_code"] = "ok", 0
        if any(word in lowered for word in _OFF):
            self.fields["tls.verification_off"] = True
        if _SAN.search(text):
            self.fields["tls.name_matches"] = True
            if (name := _MATCHED.search(text)) and name[1]:
                self.fields["tls.san"] = (name[1],)
        elif _NO_SAN.search(text):
            self.fields["tls.name_matches"] = False
            self.seen = True
        return lowered.startswith(("ssl certificate", "subjectaltname"))

    def told(self) -> dict[str, Value]:
        """The tls.* fields; empty when there was no handshake."""
        if not self.seen:
            return {}
        fields = dict(self.fields)
        if (issuer := fields.get("tls.issuer")) and (name := vendor(str(issuer))):
            fields["tls.interception_vendor"] = name
        if self.alert:
            fields["tls.alert"] = self.alert
            if self.alert_sender:
                fields["error.sender"] = self.alert_sender
        if self.asked:
            fields["tls.client_certificate"] = {"sent": "sent", "empty": "absent"}.get(self.gave, "requested")
        return fields


def _date(text: str) -> Value | None:
    """A date as curl prints it: Nov 23 08:27:25 2026 GMT (OpenSSL), or with a weekday (GnuTLS, Schannel)."""
    words = text.split()
    if len(words) >= 4 and words[3][:4].isdigit() and words[2].count(":") == 2:
        return http_date(f"Mon {words[0]} {words[1]} {words[2]} {words[3][:4]}")
    return http_date(text) or iso(text)
