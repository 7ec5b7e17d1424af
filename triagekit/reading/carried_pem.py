"""Certificate chains in log events and tool output, above all in what openssl s_client printed."""

import re
from collections.abc import Iterator

from triagekit.records import Kind, Material, Record, Use

_BLOCK = re.compile(r"-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]{100,20000}-----END CERTIFICATE-----")
_SENT = re.compile(r"^ {0,3}\d{1,2} s:", re.MULTILINE)
_ACCEPTS = re.compile(r"^Acceptable client certificate CA names\n((?:(?:/|[A-Za-z0-9.]{1,40} ?=)[^\n]{1,1000}\n?){1,200})", re.MULTILINE)
CERTIFICATES = 30


def find(record: Record) -> Iterator[Material]:
    """The chain in this event as one material, in the order it stands; only whole blocks count, a log may cut or escape others."""
    text = record.get("event.text") if record.kind is Kind.EVENT else None
    if not isinstance(text, str) or "-----BEGIN CERTIFICATE-----" not in text:
        return
    blocks = list(dict.fromkeys(_BLOCK.findall(text)))[:CERTIFICATES]
    if blocks:
        use = Use(record.at, None, record.location, host=_host(record), place="log", role="response")
        yield Material("certificate", "\n".join(blocks).encode(), [use], _hints(record, text, len(blocks)))


def _host(record: Record) -> str:
    name = record.get("tls.sni") or record.get("event.url.host")
    return name if isinstance(name, str) else ""


def _hints(record: Record, text: str, blocks: int) -> dict[str, str]:
    """What the output says beside: the host asked for, whether a status proof came, whether more was sent than is printed."""
    hints = {"host": _host(record), "sni": _host(record)}
    if record.get("event.format") == "openssl-s-client":
        hints["served"] = "yes"
        if len(_SENT.findall(text)) > blocks:
            hints["partial"] = "yes"
        if found := _ACCEPTS.search(text):
            hints["accepts"] = found[1].strip()
        if "OCSP response: no response sent" in text:
            hints["stapled"] = "no"
        elif "OCSP Response Status: successful" in text:
            hints["stapled"] = "yes"
    else:
        hints["partial"] = "yes"
    return {name: value for name, value in hints.items() if value}
