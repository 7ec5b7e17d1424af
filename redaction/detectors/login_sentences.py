"""Account names in the sentences of log-in programs and databases, and in the user column of access logs."""

import re

from redaction.commonwords import COMMON
from redaction.detecting import Shape
from triagekit.roles import Detector

_USER = r"(?P<value>[A-Za-z0-9_](?:[A-Za-z0-9_.@\\$+-]{0,126}[A-Za-z0-9_$-])?)"
_SYSTEM = frozenset(
    ["root", "nobody", "daemon", "bin", "sys", "sync", "www", "www-data", "httpd", "nginx", "apache", "mysql", "postgres", "redis", "git", "jenkins", "ubuntu", "ec2-user", "centos", "debian", "admin", "administrator", "azureuser", "vagrant", "sshd", "systemd-network", "messagebus", "syslog", "user", "unknown", "invalid", "authentication", "key", "from", "by", "for", "on", "the", "a", "an", "id", "null", "none", "default", "sudo", "su", "runner", "app", "service", "anonymous", "guest", "test", "sa", "dba", "public", "information", "pi", "oracle", "dbus", "gdm", "cron", "tomcat", "and", "or", "to", "with", "has", "was", "is", "not", "session"]
)  # fmt: skip


def _account(found: re.Match[str]) -> bool:
    value = found.group("value").lower()
    return value not in _SYSTEM and value not in COMMON and len(value) > 1 and not value.isdigit() and not value.startswith("redacted-")


def _sentence(name: str, pattern: str, anchor: str, reference: str, texts: tuple[tuple[str, ...], tuple[str, ...]], lead: int = 0) -> Shape:
    examples, near = texts
    return Shape(name, "user", pattern, (anchor,), (reference,), examples, near, left="", right="", confirm=_account, order=44, reach=400, lead=lead)


detectors: tuple[Detector, ...] = (
    _sentence(
        "sshd-user",
        rf"(?:Accepted|Failed|Postponed) [a-z/-]{{4,40}} for (?:invalid user |illegal user )?{_USER} from ",
        r"(?:Accepted|Failed|Postponed) [a-z/-]{4,40} for ",
        "https://man.openbsd.org/sshd.8",
        (("Accepted publickey for ‹jane› from 192.0.2.4 port 22", "Failed password for invalid user ‹jdoe2› from 192.0.2.4"), ("Accepted publickey for root from 192.0.2.4", "Failed password for x")),
    ),
    _sentence(
        "unix-user",
        rf"(?i:(?:invalid|illegal|unknown|disconnected from(?: authenticating| invalid)?|connection (?:closed|reset) by (?:authenticating|invalid)|authenticating|session (?:opened|closed) for|opened for|new session \S{{1,12}} of|removed session \S{{1,12}} of|login (?:by|for)|logged in as|logged out|log(?:ged)? ?in (?:failed|succeeded)? ?for|failed login for|authentication (?:failed|failure|succeeded) for|access denied for|password (?:reset|changed|expired) for|locked out|impersonat(?:e|ing)) user) [\"'`]?{_USER}",
        r"(?i)(?:invalid|illegal|unknown|disconnected from|authenticating|session (?:opened|closed) for|opened for|session \S{1,12} of|login (?:by|for)|logged in as|logged out|in (?:failed|succeeded)? ?for|login for|authentication (?:failed|failure|succeeded) for|denied for|password (?:reset|changed|expired) for|locked out|impersonat(?:e|ing)|by (?:authenticating|invalid)) user ",
        "https://man7.org/linux/man-pages/man8/pam_unix.8.html",
        (("pam_unix(sshd:session): session opened for user ‹jane› by (uid=0)", "Invalid user ‹jdoe2› from 192.0.2.4", 'Access denied for user \'‹app_jane›\'@\'192.0.2.4\'', "Authentication failed for user ‹jane.doe›."), ("session opened for user root", "unknown user agent", "Invalid user name or password")),
        lead=26,
    ),
    _sentence(
        "database-user",
        r"(?i:role|user) [\"'](?P<value>[^\"'\r\n]{2,128})[\"'](?: does not exist|,? database [\"']|\. Reason:| is not permitted to log in| has no password assigned)",
        r"[\"'](?: does not exist|,? database [\"']|\. Reason:| is not permitted to log| has no password)",
        "https://www.postgresql.org/docs/current/client-authentication-problems.html",
        (('FATAL:  role "‹jane›" does not exist', "Login failed for user '‹jane.doe›'. Reason: Password did not match", 'user "‹jane›", database "shop"'), ('relation "orders" does not exist', 'role "postgres" does not exist')),
        lead=200,
    ),
    _sentence(
        "sudo-user",
        rf"(?:sudo(?:\[\d+\])?:\s{{1,8}}{_USER} : (?:TTY|command|user NOT|\d+ incorrect))",
        r"sudo(?:\[\d+\])?:\s",
        "https://www.sudo.ws/docs/man/sudoers.man/#LOG_FORMAT",
        (("sudo:     ‹jane› : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls", "sudo[12]: ‹jdoe› : command not allowed"), ("sudo: root : TTY=pts/0", "sudo: unable to resolve host")),
    ),
    _sentence(
        "access-log-user",
        r"(?:^|[\n ])\S{2,64} \S{1,64} (?P<value>[A-Za-z0-9_][A-Za-z0-9_.@\\+-]{1,127}) \[\d{2}/[A-Z][a-z]{2}/\d{4}:",
        r" [A-Za-z0-9_][A-Za-z0-9_.@\\+-]{1,127} \[\d{2}/[A-Z][a-z]{2}/\d{4}:",
        "https://httpd.apache.org/docs/current/logs.html#common",
        (("192.0.2.4 - ‹jane› [03/Nov/2026:09:14:22 +0000] \"GET / HTTP/1.1\" 200 5", "host x ‹jane.doe› [03/Nov/2026:09:14:22"), ("192.0.2.4 - - [03/Nov/2026:09:14:22 +0000]", "at time [03/Nov/2026:09:14:22 +0000]")),
        lead=132,
    ),
    _sentence(
        "windows-account",
        r"(?i:(?:name|account|user|caller|principal|runas|identity|login)[\"']?(?:[:=]\s{0,8}|\s{1,2})[\"']?)(?P<value>[A-Z][A-Za-z0-9-]{1,14}\\{1,2}[A-Za-z0-9_.-]{2,64})",
        r"(?i)(?:name|account|user|caller|principal|runas|identity|login)[\"']?(?:[:=]\s{0,8}|\s{1,2})[\"']?[a-z][a-z0-9-]{1,14}\\{1,2}[a-z0-9_]",
        "https://learn.microsoft.com/en-us/windows/security/threat-protection/auditing/event-4624",
        (("user ‹CORP\\jane.doe› logged on", "Account Name:  ‹CORP\\\\jane›", "runas ‹CONTOSO\\jdoe2›"), ("path C:\\x", "HKLM\\Software\\Vendor", "class App\\Http\\Kernel")),
    ),
)
