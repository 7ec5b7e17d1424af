"""Secrets in well-known files: kubeconfig, Kubernetes secrets, .netrc, .pgpass, docker, npm, frameworks' keys, encrypted settings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from redaction.detecting import Shape
from redaction.names import harmless
from redaction.said import hexes, mixed
from triagekit.roles import Detector, Span

_DATA = re.compile(r"(?m)^(?P<indent>[ \t]*)(?:data|stringData):[ \t]*$")
_PAIR = re.compile(r"(?P<indent>[ \t]+)[\"']?[A-Za-z0-9._-]{1,253}[\"']?:[ \t]+[\"']?(?P<value>[^\s\"'#][^\r\n\"']{2,4000})")


def _value(found: re.Match[str]) -> bool:
    value = found.group("value")
    return not value.startswith("redacted-") and (value.startswith("{AQAA") or not harmless(value))


@dataclass(frozen=True, slots=True)
class _KubernetesSecret:
    """The values of a Secret object in YAML, base64 or plain."""

    name: str = "kubernetes-secret"
    order: int = 9
    anchors: tuple[str, ...] = (r"kind: {1,4}[\"']?Secret\b",)
    references: tuple[str, ...] = ("https://kubernetes.io/docs/concepts/configuration/secret/",)
    examples: tuple[str, ...] = (
        "apiVersion: v1\nkind: Secret\ndata:\n  username: ‹amFuZQ==›\n  key: ‹b3BlbnNlc2FtZQ==›\ntype: Opaque",
        "stringData:\n  key: ‹open sesame›\nkind: Secret\n",
    )
    counterexamples: tuple[str, ...] = ("kind: ConfigMap\ndata:\n  a: bcdefg", "kind: Secret\nmetadata:\n  name: x", "kind: Secret of a good cook")
    reach: int = 8_000

    def near(self, text: str, at: int) -> Iterator[Span]:
        """The values of the object around this line, which ends at a line of three hyphens."""
        start = max(text.rfind("\n---", max(0, at - self.reach), at), at - self.reach, 0)
        stop = text.find("\n---", at, at + self.reach)
        stop = stop if stop >= 0 else min(len(text), at + self.reach)
        if text.find("ata:", start, stop) < 0:
            return
        for block in _DATA.finditer(text, start, stop):
            yield from self._pairs(text, block, stop)

    @staticmethod
    def _pairs(text: str, block: re.Match[str], stop: int) -> Iterator[Span]:
        place = block.end() + 1
        while place < stop and (found := _PAIR.match(text, place, stop)) and len(found.group("indent")) > len(block.group("indent")):
            if not found.group("value").startswith(("redacted-", "|", ">")):
                yield (*found.span("value"), "secret")
            line = text.find("\n", found.end(), stop)
            place = line + 1 if line >= 0 else stop


def _setting(name: str, category: str, pattern: str, anchor: str, texts: tuple[str, tuple[str, ...], tuple[str, ...]], lead: int = 0) -> Shape:
    reference, examples, near = texts
    return Shape(name, category, pattern, (anchor,), (reference,), examples, near, left="", right="", confirm=_value, order=12, reach=4_000, lead=lead)


detectors: tuple[Detector, ...] = (
    _KubernetesSecret(),
    _setting(
        "kubeconfig",
        "private-key",
        r"(?:client-key-data|token-data|id-token|refresh-token):\s{0,4}[\"']?(?P<value>[A-Za-z0-9+/=_.-]{16,})",
        r"(?:client-key-data|token-data|id-token|refresh-token):",
        ("https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/", (f"    client-key-data: ‹LS0tLS1CRUdJTi{mixed(40)}==›", f"id-token: ‹{mixed(40)}›"), ("client-key-data: none", "certificate-authority-data: LS0tLS1CRUdJTiBDRVJU")),
    ),
    _setting(
        "netrc-password",
        "password",
        r"(?:machine\s{1,4}\S{1,253}|default)\s{1,8}login\s{1,4}\S{1,128}\s{1,8}password\s{1,4}(?P<value>\S{1,256})",
        r"(?:machine\s|default\s{1,8}login)",
        ("https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html", ("machine api.example login jane password ‹opensesame›", "machine h\n  login jane\n  password ‹s3cret›\n", "default login anonymous password ‹me@home›"), ("machine learning login", "machine h login jane")),
    ),
    _setting(
        "netrc-login",
        "user",
        r"machine\s{1,4}(?:[^\s.:]{1,200}[.:]\S{1,200}\s{1,8}|\S{1,200}[ \t]{0,4}\n\s{0,8})login\s{1,4}(?P<value>[^\s]{2,128})",
        r"machine\s",
        ("https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html", ("machine api.example login ‹jane.doe›", "machine h\n  login ‹jane›\n"), ("machine learning", "machine h login ")),
    ),
    _setting(
        "pgpass-line",
        "password",
        r"(?m:^)[A-Za-z0-9_.*-]{1,253}:(?:\d{1,5}|\*):[A-Za-z0-9_.*-]{1,63}:[A-Za-z0-9_.*@-]{1,63}:(?P<value>[^\s:/]{4,256})(?m:$)",
        r"(?m:^)[A-Za-z0-9_.*-]{1,253}:(?:5432|543\d|6432|\*):[A-Za-z0-9_.*-]{1,63}:",
        ("https://www.postgresql.org/docs/current/libpq-pgpass.html", ("db.example:5432:shop:app:‹opensesame›", "# x\n*:*:*:jane:‹s3cret›\n"), ("db.example:5432:shop", "127.0.0.1:5432:a:b")),
    ),
    _setting(
        "docker-auth",
        "credential",
        r"\"(?:auth|identitytoken|registrytoken)\\{0,2}\"\s{0,4}:\s{0,4}\\{0,2}\"(?P<value>[A-Za-z0-9+/=_.-]{8,})",
        r"\"(?:auth|identitytoken|registrytoken)\\{0,2}\"\s{0,4}:",
        ("https://docs.docker.com/reference/cli/docker/login/#credential-stores", ('{"auths":{"r.example":{"auth":"‹amFuZTpvcGVuc2VzYW1l›"}}}', f'"identitytoken": "‹{mixed(36)}›"'), ('{"auth":"basic"}', '{"auth": true}')),
    ),
    _setting(
        "npmrc",
        "credential",
        r"(?:^|[/:\s])_(?:authToken|password|auth)\s{0,2}=\s{0,2}[\"']?(?P<value>[^\s\"'${]{4,1000})",
        r"_(?:authToken|password|auth)\s{0,2}=",
        ("https://docs.npmjs.com/cli/configuring-npm/npmrc", (f"//registry.example/:_authToken=‹{mixed(36)}›", "//r.example/:_password=‹b3BlbnNlc2FtZQ==›", "_auth=‹amFuZTp4›"), ("_authToken=${NPM_TOKEN}", "always-auth=true")),
        lead=1,
    ),
    _setting(
        "framework-key",
        "secret",
        r"(?i:APP_KEY|SECRET_KEY_BASE|RAILS_MASTER_KEY|DJANGO_SECRET_KEY|\bSECRET_KEY|JWT_SECRET(?:_KEY)?|NEXTAUTH_SECRET|AUTH_SECRET|SESSION_SECRET|COOKIE_SECRET|ENCRYPTION_KEY|FERNET_KEY|HASH_?SALT|validationKey|decryptionKey|fusekey)[\"']?\s{0,3}(?:=>|[=:])\s{0,3}[\"']?(?P<value>(?:base64:)?[^\s\"'${<>,;]{12,400})",
        r"(?i)(?:APP_KEY|SECRET_KEY|MASTER_KEY|_SECRET|ENCRYPTION_KEY|FERNET_KEY|HASH_?SALT|validationKey|decryptionKey)",
        ("https://laravel.com/docs/encryption", (f"APP_KEY=‹base64:{mixed(43)}=›", f'SECRET_KEY = "‹django-insecure-{mixed(50)}›"', f'<machineKey validationKey="‹{hexes(128)}›"', f"RAILS_MASTER_KEY: ‹{hexes(32)}›"), ("APP_KEY=${APP_KEY}", "SECRET_KEY is not set")),
        lead=14,
    ),
    _setting(
        "encrypted-setting",
        "secret",
        r"(?P<value>ENC\([A-Za-z0-9+/=_.-]{12,600}\)|\{(?:cipher|xor|aes|AES(?:256)?|3DES|DES|jBCrypt|aes256)\}[A-Za-z0-9+/=_.-]{8,600}|\{AQAA[A-Za-z0-9+/=]{16,600}\})",
        r"(?:ENC\(|\{(?:cipher|xor|aes|AES|3DES|DES|jBCrypt)|\{AQAA)",
        ("https://docs.spring.io/spring-cloud-config/reference/server/encryption-and-decryption.html", (f"db.pw=‹ENC({mixed(32)}=)›", f"pw: '‹{{cipher}}{hexes(64)}›'", f"‹{{AES}}{mixed(44)}=›", f"<secret>‹{{AQAAABAA{mixed(40)}=}}›</secret>"), ("ENC()", "{cipher}", "{DES}ign")),
    ),
)
