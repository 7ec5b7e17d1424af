"""Secrets in the configuration of routers, switches, wireless and tunnels: SNMP, Cisco, Juniper, RADIUS, IPsec, WPA, TSIG."""

import re

from redaction.detecting import Shape
from redaction.said import hexes, mixed
from triagekit.roles import Detector

_NOT = re.compile(r"(?i)(?:ro|rw|view|name|names?|string|strings?|is|are|was|not|for|of|the|and|required|encryption|authentication|set|map|extended|standard|none|default|redacted-.*|\d{1,2})")


def _value(found: re.Match[str]) -> bool:
    return _NOT.fullmatch(found.group("value")) is None


def _setting(name: str, category: str, pattern: str, anchor: str, texts: tuple[str, tuple[str, ...], tuple[str, ...]], lead: int = 0) -> Shape:
    reference, examples, near = texts
    return Shape(name, category, pattern, (anchor,), (reference,), examples, near, left="A-Za-z0-9_", right="", confirm=_value, order=12, lead=lead)


detectors: tuple[Detector, ...] = (
    _setting(
        "snmp-community",
        "secret",
        r"(?i:snmp-server community|(?:ro|rw)community6?|snmp(?:walk|get|bulkwalk|set|status|table)\b[^\n]{0,80}? -c|com2sec6? \S{1,40} \S{1,60}|snmp community(?: string)?|set snmp community|community[_ -]?string[\"']?\s{0,3}[:=]|v2c community)[ \t]{0,4}[\"']?(?P<value>[^\s\"',;]{3,64})",
        r"(?i)(?:snmp|r[ow]community|com2sec|community[_ -]?string|v2c community)",
        (
            "https://www.rfc-editor.org/rfc/rfc1157#section-3.2.5",
            ("snmp-server community ‹s3cretRO› RO", "snmpwalk -v2c -c ‹monit0r› 192.0.2.1", "rocommunity ‹monit0r› 192.0.2.0/24", "com2sec notConfigUser default ‹monit0r›"),
            ("snmp community string is required", "community standards", "snmpd started"),
        ),
    ),
    _setting(
        "cisco-secret",
        "password",
        r"(?i:(?:enable|username \S{1,64}(?: privilege \d{1,2})?) (?:secret|password)|tacacs-server key|radius-server key|key-string|neighbor \S{1,64} password|standby \d{1,4} authentication(?: md5 key-string)?|ip ospf (?:message-digest-key \d{1,3} md5|authentication-key)|crypto isakmp key|pre-shared-key|wpa-psk (?:ascii|hex)|ppp chap password|server-private \S{1,64} key)(?: [05-9])? [\"']?(?P<value>[^\s\"';]{3,128})",
        r"(?i)(?:enable|privilege \d{1,2}|username \S{1,64}|tacacs-server|radius-server|key-string|neighbor \S{1,64}|standby \d{1,4}|ip ospf|crypto isakmp|pre-shared-key|wpa-psk|ppp chap|server-private \S{1,64}) ",
        (
            "https://www.cisco.com/c/en/us/support/docs/security-vpn/remote-authentication-dial-user-service-radius/107614-64.html",
            ("enable secret 5 ‹$1$mERr$hx5rVt7rPNoS4wqbXKX7m0›", "username admin privilege 15 password 7 ‹0822455D0A16›", "tacacs-server key ‹s3cretkey›", "crypto isakmp key ‹s3cretkey› address 192.0.2.9", "neighbor 192.0.2.7 password ‹bgpS3cret›"),
            ("enable secret encryption", "username admin logged in", "radius-server host 192.0.2.4"),
        ),
    ),
    _setting(
        "juniper-secret",
        "password",
        r"(?P<value>\$9\$[A-Za-z0-9./-]{6,120})",
        r"\$9\$[A-Za-z0-9./-]{6}",
        ("https://www.juniper.net/documentation/us/en/software/junos/user-access/", ('secret "‹$9$aB3dE5gH7jK9aB›";', 'pre-shared-key ascii-text "‹$9$xY1zW2vU3tS4›"'), ("cost $9", "$9$ab")),
    ),
    _setting(
        "psk-setting",
        "password",
        r"(?i:wpa_passphrase|wpa_psk|sae_password|\bpsk|ipsec[_ -]?(?:psk|secret)|radius[_ -]?secret|shared[_ -]?key)[\"']?\s{0,3}[=:]\s{0,3}[\"']?(?P<value>[^\s\"',;]{6,128})",
        r"(?i)(?:wpa_|sae_password|psk|ipsec|radius|shared[_ -]?key)",
        ("https://w1.fi/cgit/hostap/plain/wpa_supplicant/wpa_supplicant.conf", ("wpa_passphrase=‹correcthorse›", f'psk="‹{hexes(64)}›"', "radius_secret: ‹t3sting123›"), ("psk=none", "key_mgmt=WPA-PSK", "radius started")),
    ),
    _setting(
        "ipsec-secrets",
        "password",
        r"(?:: |%any |[\w.@]{2,60} )PSK [\"'](?P<value>[^\"'\n]{3,256})[\"']",
        r"PSK [\"']",
        ("https://docs.strongswan.org/docs/latest/config/ipsecSecrets.html", ('192.0.2.1 %any : PSK "‹correct horse›"', ': PSK "‹s3cret›"'), (': PSK ""', "IKE uses PSK")),
        lead=61,
    ),
    _setting(
        "tsig-key",
        "secret",
        r"(?i:(?:hmac-(?:md5|sha1|sha224|sha256|sha384|sha512)[;:]?[\s\"]{0,4}(?:[\w.-]{1,60}:)?|algorithm [\w-]{4,20};\s{0,8}secret\s{1,4}))[\"']?(?P<value>[A-Za-z0-9+/]{20,200}={0,2})",
        r"(?i)hmac-(?:md5|sha\d{1,3})",
        ("https://www.rfc-editor.org/rfc/rfc8945", (f'algorithm hmac-sha256; secret "‹{mixed(43)}=›";', f"nsupdate -y hmac-sha256:ddns-key:‹{mixed(43)}=›"), ("algorithm hmac-sha256;", "hmac-sha256 is the default")),
        lead=10,
    ),
)
