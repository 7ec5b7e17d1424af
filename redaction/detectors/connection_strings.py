"""Passwords in connection strings that are no URL: ADO.NET, ODBC, OLE DB, Oracle, and URLs whose password is not encoded."""

import re

from redaction.detecting import Shape
from redaction.names import harmless
from redaction.said import mixed
from triagekit.placeholders import is_placeholder
from triagekit.roles import Detector

_FIELD = re.compile(r"(?i)(?:^|[;\"'\s])(?:server|data source|addr(?:ess)?|network address|host(?:name)?|initial catalog|database|driver|provider|dsn|user id|uid|port|endpoint|accountname|trusted_connection|encrypt)\s{0,2}=")


def _connection(found: re.Match[str]) -> bool:
    """Another field of a connection string stands beside it."""
    value = found.group("value")
    beside = found.string[max(0, found.start() - 300) : found.start() + 1] + "\n" + found.string[found.end() : found.end() + 200]
    return ";" in found.group() + beside and _FIELD.search(beside) is not None and not is_placeholder(value) and not harmless(value)


def _value(found: re.Match[str]) -> bool:
    value = found.group("value")
    return not value.startswith("redacted-") and not harmless(value)


detectors: tuple[Detector, ...] = (
    Shape(
        name="connection-password",
        category="password",
        pattern=r"(?i:(?:password|pwd|sharedaccesskey|accesskey|secret)\s{0,2}=\s{0,2})(?P<value>[^;\"'{}<>\r\n&]{1,256})",
        anchors=(r"(?i)(?:password|pwd|sharedaccesskey|accesskey|secret)\s{0,2}=",),
        references=("https://learn.microsoft.com/en-us/dotnet/api/system.data.sqlclient.sqlconnection.connectionstring",),
        examples=(
            "Server=tcp:db.example,1433;Database=shop;User ID=app;Password=‹my secret, pass:word!›;Encrypt=True",
            "Driver={ODBC Driver 18};Server=db;UID=sa;PWD=‹p w d›;",
            'conn="Data Source=db;Pwd=‹a b›"',
            "Endpoint=https://c.example;Id=ab;Secret=‹Zm9vYmFy c2VjcmV0›",
        ),
        counterexamples=("password=my own words; and more", "Server=db;Password=;Encrypt=True", "Server=db;Password=***"),
        left="",
        right="",
        reach=300,
        confirm=_connection,
        order=12,
    ),
    Shape(
        name="connection-password-braced",
        category="password",
        pattern=r"(?i:(?:password|pwd)\s{0,2}=\s{0,2})\{(?P<value>(?:[^}\r\n]|\}\}){1,256})\}",
        anchors=(r"(?i)(?:password|pwd)\s{0,2}=\s{0,2}\{",),
        references=("https://learn.microsoft.com/en-us/sql/connect/odbc/dsn-connection-string-attribute",),
        examples=("Driver={ODBC};Server=db;Pwd={‹a;b}}c›};Encrypt=yes",),
        counterexamples=("pwd={", "Pwd={}"),
        left="",
        right="",
        reach=300,
        confirm=_value,
        order=11,
    ),
    Shape(
        name="oracle-login",
        category="password",
        pattern=r"(?i:jdbc:oracle:(?:thin|oci8?):|sqlplus(?: -[sSl]{1,2})? |(?:exp|imp)(?:dp)? |rman target )[\"']?[A-Za-z0-9_$#.]{1,60}/(?P<value>\"[^\"\r\n]{1,128}\"|[^\s@\"'/]{1,128})@",
        anchors=(r"(?i)(?:jdbc:oracle:|sqlplus |(?:exp|imp)(?:dp)? [A-Za-z0-9_$#.]{1,60}/|rman target )",),
        references=("https://docs.oracle.com/en/database/oracle/oracle-database/19/jjdbc/data-sources-and-URLs.html",),
        examples=("jdbc:oracle:thin:scott/‹t1ger›@//db.example:1521/orcl", "sqlplus scott/‹t1ger›@orcl"),
        counterexamples=("jdbc:oracle:thin:@//db.example:1521/orcl", "sqlplus /nolog"),
        right="",
        confirm=_value,
        order=12,
    ),
    Shape(
        name="raw-url-password",
        category="password",
        pattern=r"(?i:(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|amqps?|mqtts?|ldaps?|smtps?|ftps?|sftp|ssh|mssql|sqlserver|clickhouse|kafka|nats|cassandra|couchbase|oracle|db2|snowflake)://)[^\s:/@?#\"'<>\\]{0,128}:(?P<value>[^\s\"'<>\\]{1,256})@[A-Za-z0-9_.\[\]:-]{1,200}(?:[/?,\s\"'<>]|$)",
        anchors=(r"(?i)(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|amqps?|mqtts?|ldaps?|smtps?|ftps?|sftp|ssh|mssql|sqlserver|clickhouse|kafka|nats|cassandra|couchbase|oracle|db2|snowflake)://",),
        references=("https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1",),
        examples=("postgres://app:‹p@ss/w#rd?›@db.example:5432/shop", "amqp://guest:‹a@b›@mq:5672", f"redis://default:‹{mixed(12)}›@cache:6379/0"),
        counterexamples=("postgres://db.example/shop", "mongodb://db1:27017,db2:27017/x", "amqp://user@mq"),
        right="",
        confirm=_value,
        order=11,
    ),
)
