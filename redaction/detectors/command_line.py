"""Secrets on command lines that people paste and that process lists, histories and audit logs show."""

import re

from redaction.detecting import Shape
from redaction.names import harmless
from redaction.said import mixed
from triagekit.roles import Detector


def _value(found: re.Match[str]) -> bool:
    value = found.group("value")
    return not value.startswith(("redacted-", "$", "-", "<", "%")) and not harmless(value) and value.lower() not in ("file", "prompt", "password", "stdin", "auth", "secret", "token")


def _command(name: str, pattern: str, anchor: str, texts: tuple[str, tuple[str, ...], tuple[str, ...]], category: str = "password", lead: int = 0) -> Shape:
    reference, examples, near = texts
    return Shape(name, category, pattern, (anchor,), (reference,), examples, near, left="" if lead else "A-Za-z0-9", right="", confirm=_value, order=12, reach=700, lead=lead)


_QUOTED = r"[\"']?(?P<value>[^\s\"']{2,256})"

detectors: tuple[Detector, ...] = (
    _command(
        "curl-user",
        r"(?:curl|wget|http|xh)\b[^\r\n]{0,400}? (?:-u|--user|--proxy-user|-U|-a|--auth)[ =]?[\"']?(?P<value>[^\s\"':]{1,128}:[^\s\"']{1,256})",
        r"\b(?:curl|wget|http|xh) ",
        ("https://curl.se/docs/manpage.html#-u", ("curl -s -u ‹jane:opensesame› https://api.example", 'curl --user "‹jane:s3cret›" https://api.example', "http -a ‹jane:pw› GET x.example"), ("curl -u jane https://api.example", "curl https://api.example -H 'a: b'")),
        category="credential",
    ),
    _command(
        "password-option",
        r"\s--?(?:password|passwd|passphrase|pass|secret|token|api-?key|access-?key|secret-?key|access-?token|auth-?token|client-?secret|storepass|keypass|bind-?pw|http-password|db-password|private-token|personal-access-token|sas-token|account-key|connection-string)(?:[ \t]{1,4}|=)" + _QUOTED,
        r"\s-{1,2}[a-z-]{0,24}(?:pass|secret|token|key|pw|connection-string)",
        ("https://cwe.mitre.org/data/definitions/214.html", ("mysqldump --password ‹opensesame› shop", "keytool -storepass ‹changeit2› -list", f"tool login --token ‹{mixed(20)}›", "az storage blob list --account-key '‹abcdef0123›'"), ("docker login --password-stdin", "tool --token-file x", "run --password $PW")),
        lead=1,
    ),
    _command(
        "short-password-option",
        r"(?:sshpass[ \t]{1,3}-p[ \t]{0,3}|(?:mysql|mysqldump|mysqladmin|mariadb)\b[^\r\n]{0,200}? -p|(?:sqlcmd|bcp|osql|isql)\b[^\r\n]{0,200}? -P[ \t]{0,3}|(?:ldapsearch|ldapmodify|ldapadd|ldapwhoami|ldappasswd)\b[^\r\n]{0,300}? -w[ \t]{1,3}|(?:docker|podman|helm registry|oc|az|nerdctl|skopeo)[ \t]login\b[^\r\n]{0,200}? -p[ \t]{1,3}|(?:mongo|mongosh|mongodump|mongorestore)\b[^\r\n]{0,200}? -p[ \t]{1,3}|smbclient\b[^\r\n]{0,160}? -U[ \t]{1,3}[^\s%]{1,64}%|zip\b[^\r\n]{0,80}? -P[ \t]{1,3}|(?:mosquitto_(?:pub|sub))\b[^\r\n]{0,200}? -P[ \t]{1,3}|ipmitool\b[^\r\n]{0,160}? -P[ \t]{1,3}|htpasswd[ \t]{1,3}-[a-zA-Z]{0,6}b[a-zA-Z]{0,4}[ \t]\S{1,200}[ \t]\S{1,64}[ \t]{1,3})" + _QUOTED,
        r"\b(?:sshpass|mysql|mysqldump|mysqladmin|mariadb|sqlcmd|bcp|osql|isql|ldap[a-z]{3,8}|docker login|podman login|helm registry login|oc login|az login|nerdctl login|skopeo login|mongo[a-z]{0,8}|smbclient|zip|mosquitto_|ipmitool|htpasswd)",
        ("https://dev.mysql.com/doc/refman/8.4/en/command-line-options.html", ("sshpass -p ‹opensesame› ssh h", "mysql -u app -p‹s3cret› shop", "sqlcmd -S db -U sa -P ‹P@ssw0rd›", "ldapsearch -D cn=x -w ‹s3cret› -b dc=x", "docker login -u jane -p ‹s3cret› r.example", "htpasswd -bc /etc/x jane ‹s3cret›"), ("ssh -p 22 h", "mysql started")),
    ),
    _command(
        "openssl-pass",
        r"-(?:passin|passout|pass|k)[ \t]{1,3}[\"']?pass:(?P<value>[^\s\"']{1,256})",
        r"\bpass:",
        ("https://docs.openssl.org/master/man1/openssl-passphrase-options/", ("openssl rsa -in k.pem -passin pass:‹opensesame›", "-passout 'pass:‹s3cret›'"), ("compass:north", "-passin env:PW")),
        lead=13,
    ),
    _command(
        "net-user",
        r"(?i:net(?:\.exe)? (?:user|use)) [^\r\n]{0,160}?(?P<value>[^\s/\"'\\]{4,128}) (?i:/add|/user:|/domain|/active)",
        r"(?i)\bnet(?:\.exe)? (?:user|use) ",
        ("https://learn.microsoft.com/en-us/previous-versions/windows/it-pro/windows-server-2012-r2-and-2012/cc771865(v=ws.11)", ("net user jane ‹P@ssw0rd1› /add", "net use z: \\\\srv\\share ‹P@ssw0rd1› /user:jane"), ("net user jane", "net use z: \\\\srv\\share")),
    ),
    _command(
        "from-literal",
        r"--from-literal[ =][\"']?[A-Za-z0-9._-]{1,253}=(?P<value>[^\s\"']{1,400})",
        r"--from-literal",
        ("https://kubernetes.io/docs/reference/kubectl/generated/kubectl_create/kubectl_create_secret_generic/", ("kubectl create secret generic x --from-literal=key=‹opensesame›",), ("--from-literal", "--from-literal=key=")),
        category="secret",
    ),
    _command(
        "powershell-secure-string",
        r"(?i:ConvertTo-SecureString(?: -String)?[ \t]{1,3})[\"'](?P<value>[^\"'\r\n]{1,256})[\"']",
        r"(?i)ConvertTo-SecureString",
        ("https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.security/convertto-securestring", ("ConvertTo-SecureString '‹P@ssw0rd1›' -AsPlainText -Force", 'ConvertTo-SecureString -String "‹P@ss w0rd›" -AsPlainText'), ("ConvertTo-SecureString $x", "ConvertTo-SecureString -Key")),
    ),
)
