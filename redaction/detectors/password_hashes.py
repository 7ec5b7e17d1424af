"""Hashes of passwords: crypt, LDAP, NT, databases, frameworks. They can be tried out, so they are passwords."""

from redaction.detecting import Shape
from redaction.said import hexes, mixed
from triagekit.roles import Detector


def _hash(name: str, pattern: str, anchor: str, reference: str, examples: tuple[str, ...], near: tuple[str, ...]) -> Shape:
    return Shape(name, "password", pattern, (anchor,), (reference,), examples, near, left="", right="", order=13)


detectors: tuple[Detector, ...] = (
    _hash("crypt-hash", r"\$(?:1|2[abxy]?|5|6|7|y|gy|apr1|md5|sha1|scrypt|bcrypt-sha256|argon2(?:i|d|id)|pbkdf2(?:-sha(?:1|256|512))?|P|H|S)\$[A-Za-z0-9./$=,+*-]{20,400}", r"\$(?:[125-7]|2[abxy]|y|gy|apr1|md5|sha1|scrypt|bcrypt|argon2|pbkdf2|[PHS])", "https://man7.org/linux/man-pages/man5/crypt.5.html", ("jane:‹$6$rounds=5000$saltsalt$" + mixed(86) + "›:19000", "‹$2y$10$" + mixed(53) + "›", "‹$argon2id$v=19$m=65536,t=3,p=4$" + mixed(22) + "$" + mixed(43) + "›"), ("$1$", "costs $5 or $6", "regex $1$2")),
    _hash("ldap-hash", r"\{(?:S?SHA(?:256|384|512)?|S?MD5|CRYPT|PBKDF2(?:-SHA\d{1,3})?|ARGON2|x-pbkdf2|NS-MTA-MD5)\}[A-Za-z0-9+/=$.,-]{12,400}", r"(?i)\{(?:s?sha|s?md5|crypt|pbkdf2|argon2|x-pbkdf2|ns-mta)", "https://www.rfc-editor.org/rfc/rfc2307#section-5.3", ("userPassword: ‹{SSHA}" + mixed(32) + "›", "‹{CRYPT}$1$abc$" + mixed(22) + "›"), ("{SHA}", "{md5}hash")),
    _hash("django-hash", r"(?:pbkdf2_sha(?:1|256)|bcrypt(?:_sha256)?|argon2|scrypt|md5|sha1)\$[A-Za-z0-9./$=,+-]{20,300}", r"\b(?:pbkdf2_sha|bcrypt|argon2|scrypt|md5|sha1)[a-z0-9_]{0,8}\$", "https://docs.djangoproject.com/en/stable/topics/auth/passwords/", ("‹pbkdf2_sha256$600000$" + mixed(22) + "$" + mixed(43) + "=›",), ("bcrypt$", "uses scrypt")),
    _hash("scram-verifier", r"SCRAM-SHA-(?:1|256|512)\$\d{3,7}:[A-Za-z0-9+/=]{8,64}\$[A-Za-z0-9+/=:]{40,300}", r"SCRAM-SHA-(?:1|256|512)\$\d", "https://www.postgresql.org/docs/current/catalog-pg-authid.html", ("‹SCRAM-SHA-256$4096:" + mixed(22) + "==$" + mixed(43) + "=:" + mixed(43) + "=›",), ("SCRAM-SHA-256$", "SCRAM-SHA-256 is offered")),
    _hash("postgres-md5", r"md5[0-9a-f]{32}", r"\bmd5[0-9a-f]{32}", "https://www.postgresql.org/docs/current/auth-password.html", ("rolpassword ‹md5" + hexes(32) + "›", "'‹md5" + hexes(32) + "›'"), ("md5 sum", "md5" + hexes(20))),
    _hash("mysql-hash", r"(?i:identified (?:by password|with \S{1,60} (?:as|by)))\s{1,3}[\"'](?P<value>[^\"'\n]{4,400})[\"']", r"(?i)identified (?:by password|with )", "https://dev.mysql.com/doc/refman/8.4/en/create-user.html", ("IDENTIFIED BY PASSWORD '‹*" + hexes(40).upper() + "›'", "identified with mysql_native_password as '‹*" + hexes(40) + "›'"), ("identified with x", "identified by name")),
    _hash("sql-password", r"(?i:identified by|with (?:encrypted )?password|set password(?: for \S{1,80})? ?=|password\()\s{0,3}=?\s{0,3}[\"'](?P<value>[^\"'\n]{1,256})[\"']", r"(?i)(?:identified by|with (?:encrypted )?password|set password|password\()", "https://www.postgresql.org/docs/current/sql-createrole.html", ("CREATE USER jane IDENTIFIED BY '‹opensesame›'", "ALTER ROLE app WITH PASSWORD '‹s3cret›'", "SET PASSWORD FOR jane = '‹s3cret›'"), ("identified by a number", "with password authentication")),
    _hash("nt-hash-dump", r":\d{1,10}:(?P<value>[0-9a-fA-F]{32}:[0-9a-fA-F]{32}):::", r":\d{1,10}:[0-9a-fA-F]{32}:[0-9a-fA-F]{32}", "https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-samr/", ("x jane:1001:‹" + hexes(32) + ":" + hexes(32) + "›:::",), ("jane:1001::::", ":1001:abc:def:::")),
    _hash("aspnet-identity-hash", r"AQAAAA(?:EAACcQ|IAAYag|IAAAPo)[A-Za-z0-9+/]{60,90}={0,2}", r"AQAAAA(?:EAACcQ|IAAYag|IAAAPo)", "https://learn.microsoft.com/en-us/aspnet/core/security/authentication/identity-configuration", ("PasswordHash ‹AQAAAAIAAYag" + mixed(70) + "==›",), ("AQAAAAIAAYag cut",)),
)  # fmt: skip
