"""Accounts in the lines of servers and on command lines, where no name and no equals sign stands before them."""

import re

from redaction.commonwords import COMMON
from redaction.detecting import Shape
from triagekit.roles import Detector

_NAME = r"(?P<value>[A-Za-z_][A-Za-z0-9_.-]{1,62}[A-Za-z0-9_$]?)"
_SYSTEM = frozenset(
    ["root", "nobody", "daemon", "www", "www-data", "httpd", "nginx", "apache", "mysql", "postgres", "redis", "git", "jenkins", "ubuntu", "ec2-user", "centos", "debian", "admin", "administrator", "azureuser", "vagrant", "sshd", "user", "username", "password", "sudo", "su", "runner", "app", "service", "guest", "test", "sa", "dba", "oracle", "tomcat", "the", "and", "for", "from", "with", "name", "new", "not", "this", "that", "all", "none", "default", "public", "local", "localhost"]
)  # fmt: skip


def _account(found: re.Match[str]) -> bool:
    value = found["value"].lower()
    if found.string.endswith("etc/", 0, found.start()):
        return False  # the file of accounts, not the command
    return value not in _SYSTEM and value not in COMMON and not value.startswith(("redacted-", "user-")) and any(c.isalpha() for c in value)


def _telling(found: re.Match[str]) -> bool:
    value = found["value"]
    return _account(found) and (any(c.isdigit() for c in value) or any(c in value for c in "._-\\"))


def _account_of_domain(found: re.Match[str]) -> bool:
    domain, _, user = found["value"].replace("\\\\", "\\").partition("\\")
    if user.lower() in ("u001b", "x1b") and found.string.startswith("[", found.end("value")):
        return False  # a colour of the terminal
    return len(user) > 1 and domain not in ("HKLM", "HKCU", "HKCR", "HKU", "HKEY", "NT", "BUILTIN", "MSSQL", "SYSTEM", "SOFTWARE", "WINDOWS", "IIS", "WORKGROUP") and user.lower() not in _SYSTEM and user.lower() not in COMMON and (any(c.isdigit() or c in "._-" for c in user) or user.islower())


def _line(name: str, pattern: str, anchor: str, reference: str, texts: tuple[tuple[str, ...], tuple[str, ...]], lead: int = 0) -> Shape:
    examples, near = texts
    return Shape(name, "user", pattern, (anchor,), (reference,), examples, near, left="A-Za-z0-9" if not lead else "", right="", confirm=_account, order=43, lead=lead, reach=500)


detectors: tuple[Detector, ...] = (
    _line("ssh-client-user", rf"Authenticating to \S{{1,253}} as '{_NAME}'", r"Authenticating to ", "https://man.openbsd.org/ssh.1", (("debug1: Authenticating to h.example:22 as '‹jdoe›'",), ("Authenticating to h.example:22 as 'root'", "Authenticating to the server"))),
    _line("cron-user", rf"CRON\[\d{{1,9}}\]: \({_NAME}\) ", r"CRON\[\d{1,9}\]: \(", "https://man7.org/linux/man-pages/man8/cron.8.html", (("CRON[99]: (‹jdoe›) CMD (run)",), ("CRON[99]: (root) CMD (run)", "CRON[1]: pam_unix"))),
    _line("radius-user", r"(?:Login (?:incorrect|OK)|Invalid user)[^\r\n\[]{0,200}: \[(?:[A-Za-z0-9.-]{1,60}\\{1,2})?(?P<value>[^\]/\s\\]{2,128})", r"(?:Login (?:incorrect|OK)|Invalid user)", "https://freeradius.org/documentation/", (("Login incorrect (mschap: x): [CORP\\‹jdoe›/pw1] (from client wlc1)", "Login OK: [‹jane@x›] (from client a)"), ("Login incorrect for service", "Invalid user [root/x]"))),
    _line("database-login", rf"\bConnect\t{_NAME}@\S{{1,253}} on ", r"\bConnect\t", "https://dev.mysql.com/doc/refman/8.4/en/query-log.html", (("   42 Connect\t‹jdoe›@192.0.2.4 on shop using TCP/IP",), ("   42 Connect\troot@localhost on shop", "Connect\tfailed"))),
    _line("database-account", r"['\"`](?P<value>[^'\"`@\s]{2,64})['\"`]@['\"`]", r"['\"`]@['\"`]", "https://dev.mysql.com/doc/refman/8.4/en/account-names.html", (("SET PASSWORD FOR '‹jdoe›'@'%' = x", "GRANT ALL ON a.* TO `‹app_jane›`@`192.0.2.%`"), ("'root'@'localhost'", "a'@'b")), lead=66),
    _line("config-user", rf"(?m:^)[ \t]{{0,8}}username {_NAME} (?:privilege|secret|password|role|nopassword|view)\b", r"(?m:^)[ \t]{0,8}username [A-Za-z_]", "https://www.cisco.com/c/en/us/td/docs/ios-xml/ios/security/d1/sec-d1-cr-book/sec-cr-t2.html", (("username ‹netadm_jk› privilege 15 secret 9 x",), ("username admin privilege 15", "username is required"))),
    _line("fortinet-admin", rf"config system admin\s{{1,12}}edit \"{_NAME}\"", r"config system admin\s", "https://docs.fortinet.com/document/fortigate/7.4.0/cli-reference/", (('config system admin\n    edit "‹jdoe›"',), ('config system admin\n    edit "admin"', "config system interface"))),
    _line("account-command", rf"\b(?:useradd|adduser|usermod|userdel|deluser|chage|passwd|gpasswd|su -l?|sudo -u|runuser -u|loginctl \w{{4,16}}) (?:-{{1,2}}[a-zA-Z][\w=/,-]{{0,60}} ){{0,6}}{_NAME}(?:[\s;&|]|$)", r"\b(?:useradd|adduser|usermod|userdel|deluser|chage|passwd|gpasswd|su -|sudo -u|runuser -u|loginctl) ", "https://man7.org/linux/man-pages/man8/useradd.8.html", (("useradd -m ‹jdoe›\n", "sudo -u ‹jane.doe› ls"), ("passwd root", "adduser: not found", "sudo -u postgres psql", "Matched Data: etc/passwd found within ARGS"))),
    _line("client-user", r"\b(?:mysql|mysqldump|mysqladmin|mariadb|sqlcmd|psexec(?:64)?|docker login|podman login|az login|mongo|mongosh|psql|smbclient|rdesktop|xfreerdp|wmic|schtasks|ldapsearch|ipmitool)\b[^\r\n]{0,200}? (?i:-u|/u:|/ru )[ \t:]{0,2}[\"']?(?P<value>[A-Za-z_][\w.\\@-]{1,80})", r"\b(?:mysql|mysqldump|mysqladmin|mariadb|sqlcmd|psexec|docker login|podman login|az login|mongo|psql|smbclient|rdesktop|xfreerdp|wmic|schtasks|ldapsearch|ipmitool)", "https://dev.mysql.com/doc/refman/8.4/en/command-line-options.html", (("mysql -h db -u‹app_jane› -p x", "sqlcmd -S a -U ‹sa_jane› -P x", "psexec \\\\srv2 -u ‹CORP\\jane› cmd", "docker login -u ‹jane› r.example"), ("mysql -u root shop", "mysql started", "az login --use-device-code"))),
    _line("powershell-account", r"(?i:(?:New|Set|Remove|Enable|Disable|Get|Unlock)-(?:LocalUser|ADUser|MgUser|Mailbox|ADAccount))[^\r\n|]{0,120}? (?i:-(?:Name|Identity|SamAccountName|UserId|Member))[ \t]{1,3}[\"']?(?P<value>[\w.\\@-]{2,100})", r"(?i)(?:New|Set|Remove|Enable|Disable|Get|Unlock)-(?:LocalUser|ADUser|MgUser|Mailbox|ADAccount)", "https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.localaccounts/", (('New-LocalUser -Name "‹jdoe2›" -Password $p', "Set-ADUser -Identity ‹jane.doe› -Enabled $true"), ("Get-ADUser -Filter *", "New-LocalUser -Name $n"))),
    _line("redis-user", r"\"AUTH\" \"(?P<value>[^\"\r\n]{2,128})\" \"", r"\"AUTH\" \"", "https://redis.io/docs/latest/commands/auth/", (('"AUTH" "‹app-jane›" "x"',), ('"AUTH" "x"', '"AUTH" "default" "x"'))),
    _line("arn-user", r"arn:aws[a-z-]{0,10}:(?:sts::\d{12}:(?:assumed-role|federated-user)/(?:[\w+=,.@-]{1,128}/)?|iam::\d{12}:user/(?:[\w+=,.@-]{1,64}/){0,4})(?P<value>[\w+=,.@-]{2,128})", r"arn:aws[a-z-]{0,10}:(?:sts|iam)::", "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html", (("arn:aws:sts::123456789012:assumed-role/BackupRole/‹jdoe› is not", "arn:aws:iam::123456789012:user/‹jane.doe›"), ("arn:aws:iam::123456789012:role/x", "arn:aws:s3:::bucket/jane"))),
    Shape(
        "domain-account", "user", r"(?P<value>[A-Z][A-Z0-9-]{1,14}\\{1,2}[A-Za-z][A-Za-z0-9]{0,30}(?:[._-][A-Za-z0-9]{1,30}){0,3}\$?)", (r"\b[A-Z][A-Z0-9-]{1,14}\\{1,2}[A-Za-z]",), ("https://learn.microsoft.com/en-us/windows/win32/secauthn/user-name-formats#down-level-logon-name",),
        ("User:          ‹CORP\\jane.doe›", "Security ID:\t\t‹CORP\\jdoe77›", "by ‹CONTOSO\\\\j_smith› at"), ("HKLM\\Software\\Vendor", "C:\\Users", "NT AUTHORITY\\SYSTEM", "MSSQL\\DATA\\x", "CORP\\Domain Users", "REQUIRED\\n", "WARN\\u001b[31mING"),
        left=r"A-Za-z0-9_\\/.:-", right=r"A-Za-z0-9_\\/", confirm=_account_of_domain, order=43,
    ),
    Shape(
        "told-user", "user", r"(?i:\b(?:with|as|our|my|your|the|vpn|admin|test|login|service|new|this) user(?:[ -]?(?:name|id|account))?(?: is| was|:)? [\"'“]?)(?P<value>[A-Za-z0-9][\w.-]{3,60})", (r"(?i)\b(?:with|as|our|my|your|the|vpn|admin|test|login|service|new|this) user",), ("https://www.rfc-editor.org/rfc/rfc4519#section-2.39",),
        ("I logged in with user ‹jdoe88› and", "Our VPN user is ‹vpn-jdoe›, but", 'my username is "‹jane_doe›"'), ("the user agent", "as user root", "the user is not known", "with user experience"),
        left="", right="", confirm=lambda m: _telling(m) and not re.search(r"\.(?:com|net|org|js|ts|py|html?)$", m["value"]), order=44,
    ),
)  # fmt: skip
