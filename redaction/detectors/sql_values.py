"""Values in statements and in what databases say of them, where the name of the column stands elsewhere in the statement."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from redaction import names
from redaction.detecting import Shape, compiled
from redaction.said import Named
from triagekit.roles import Detector, Span

_INSERT = r"(?i)\b(?:insert(?:[ \t]+ignore)?|replace)[ \t]+into[ \t]+[\w.`\"\[\]$]{1,160}[ \t]{0,4}\((?P<columns>[^()]{1,4000})\)\s{0,8}(?:values|value)\s{0,8}"
_COPY = r"(?i)\bcopy [\w.`\"]{1,160} \((?P<columns>[^()]{1,4000})\) from stdin[^\n]{0,80}\n"
_KEY = r"\bKey \((?P<columns>[^()]{1,400})\)=\((?P<values>[^\r\n]{1,1000}?)\) (?:already|is|conflicts|=)"
_BARE = re.compile(r"[^,()'\"\\\n][^,()\n]{0,400}")
_LONGEST = 40_000
_ROWS = 4 << 20
_OPEN = re.compile(r"[A-Z@]|\d{4}|[a-z]\.[a-z]")
_TIME = re.compile(r"\d{4}-\d\d-\d\d.*|[\d.:+-]{1,6}|[0-9a-fA-F-]{36}|\{.*|[A-Z_]{2,30}")
_PEOPLE = frozenset({"email", "phone", "birth-date", "person", "address", "national-id", "password", "iban", "user"})


def _columns(told: str) -> list[str]:
    """Categories of the columns; one called name is a person's beside others that are."""
    plain = [c.strip(" \t\r\n`\"[]") for c in told.split(",")]
    made = [names.category(c) for c in plain]
    beside = bool(_PEOPLE.intersection(made))
    return ["person" if beside and not category and column.lower() in ("name", "full_name") else category for column, category in zip(plain, made, strict=True)]


def _kept(category: str, value: str) -> bool:
    return not category or value.upper() == "NULL" or "redacted-" in value or not (names.plausible(category, value) or category in ("address", "national-id"))


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of values behind a list of columns."""

    name: str
    pattern: str
    anchors: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    references: tuple[str, ...] = ("https://www.postgresql.org/docs/current/sql-insert.html", "https://www.postgresql.org/docs/current/sql-copy.html")
    order: int = 38
    reach: int = 5_000

    def near(self, text: str, at: int) -> Iterator[Span]:
        """The values of the statement that begins here."""
        found = compiled(self.pattern).match(text, at, at + self.reach)
        if found is not None:
            yield from self._rows(text, found)

    def everywhere(self, text: str, start: int) -> Iterator[Span]:
        """The values of every statement from a place on."""
        for found in compiled(self.pattern).finditer(text, start):
            yield from self._rows(text, found)

    def _rows(self, text: str, found: re.Match[str]) -> Iterator[Span]:
        categories = _columns(found["columns"])
        if any(categories):
            spans = _tuples(text, found.end()) if self.name == "inserted-values" else _lines(text, found.end())
            for row in spans:
                if len(row) == len(categories):
                    yield from ((a, b, c) for (a, b), c in zip(row, categories, strict=True) if not _kept(c, text[a:b]))


def _tuples(text: str, at: int) -> Iterator[list[tuple[int, int]]]:
    """The values of each bracketed row, without their quotes."""
    stop = min(len(text), at + _ROWS)
    while at < stop and text[at] == "(":
        row, at = _tuple(text, at + 1, stop)
        yield row
        gap = re.compile(r"\s{0,8},\s{0,8}").match(text, at)
        at = gap.end() if gap else stop


def _tuple(text: str, at: int, stop: int) -> tuple[list[tuple[int, int]], int]:
    row: list[tuple[int, int]] = []
    while at < stop:
        while text[at : at + 1] in (" ", ",", "\t", "\n", "\r"):
            at += 1
        mark = text[at : at + 1]
        if mark == ")":
            return row, at + 1
        if mark in ("N", "E", "B", "b", "_") and text[at + 1 : at + 2] == "'":
            at, mark = at + 1, "'"
        if mark in ("'", '"'):
            end = _quoted(text, at + 1, mark)
            row.append((at + 1, end))
            at = end + 1
            continue
        bare = _BARE.match(text, at, stop)
        if bare is None:
            return [], stop
        row.append((at, at + len(bare.group().rstrip())))
        at = bare.end()
    return [], stop


def _quoted(text: str, at: int, mark: str) -> int:
    """Where a quoted value ends: a doubled quote and one behind a backslash belong to it."""
    limit = min(len(text), at + _LONGEST)
    while at < limit:
        char = text[at]
        if char == "\\" or (char == mark and text[at + 1 : at + 2] == mark):
            at += 2
        elif char == mark:
            return at
        else:
            at += 1
    return limit


def _lines(text: str, at: int) -> Iterator[list[tuple[int, int]]]:
    """The fields of each line up to the one that ends the data."""
    stop = min(len(text), at + _ROWS)
    while at < stop and not text.startswith("\\.", at):
        end = text.find("\n", at, stop)
        end = end if end >= 0 else stop
        row, start = [], at
        for field in text[at:end].rstrip("\r").split("\t"):
            row.append((start, start + len(field)))
            start += len(field) + 1
        yield row
        at = end + 1


@dataclass(frozen=True, slots=True)
class _Keys(_Rows):
    """The values of a key that a constraint speaks of."""

    def _rows(self, text: str, found: re.Match[str]) -> Iterator[Span]:
        parts, start = [], found.start("values")
        for part in found["values"].split(", "):
            parts.append((start, start + len(part)))
            start += len(part) + 2
        categories = _columns(found["columns"])
        if len(parts) == len(categories):
            yield from ((a, b, c) for (a, b), c in zip(parts, categories, strict=True) if not _kept(c, text[a:b]))


def _bound(found: re.Match[str]) -> bool:
    """A value bound to a place of a statement: names, numbers of people and free text; times, counts, ids and words of a state stay."""
    value = found["value"]
    return _OPEN.search(value) is not None and _TIME.fullmatch(value) is None and "redacted-" not in value and not names.harmless(value)


def _parameter(name: str, pattern: str, anchor: str, reference: str, texts: tuple[tuple[str, ...], tuple[str, ...]], lead: int = 0) -> Shape:
    examples, near = texts
    return Shape(name, "attribute", pattern, (anchor,), (reference,), examples, near, left="A-Za-z0-9_", right="", confirm=_bound, order=41, lead=lead, reach=900)


_keys = _Keys(
    "constraint-key", _KEY, (r"\bKey \([^()]{1,400}\)=\(",), ("Key (mobile)=(‹07700 900789›) already exists.", 'Key (email, tenant)=(‹jane@customer.example›, 7) already exists.'), ("Key (id)=(77) already exists.", "Key (status)=(open) is not present"),
    references=("https://www.postgresql.org/docs/current/errcodes-appendix.html",),
)  # fmt: skip
detectors: tuple[Detector, ...] = (
    _Rows(
        "inserted-values", _INSERT, (r"(?i)\b(?:insert(?:[ \t]+ignore)?|replace)[ \t]+into[ \t]",),
        ("INSERT INTO users (login, name, email) VALUES ('‹jdoe›', '‹Jane Doe›', '‹jane@customer.example›')", "insert into `t` (`id`, `last_name`, `bsn`) values (7, '‹O''Brien›', '‹111222333›'),(8,NULL,'‹123456782›');", 'INSERT INTO [p] ([Name], [Phone]) VALUES (N\'‹Jane Doe›\', "‹030 555014›")'),
        ("INSERT INTO orders (id, state) VALUES (1, 'open')", "insert into x select 1", "INSERT INTO users (id, name) VALUES (7, 'blue')"),
    ),
    _Rows("copied-rows", _COPY, (r"(?i)\bcopy [\w.`\"]{1,160} \(",), ("COPY public.users (id, login, email) FROM stdin;\n7\t‹jterpstra›\t‹j@customer.example›\n\\.\n",), ("COPY t (id, state) FROM stdin;\n7\topen\n\\.\n", "copy a (b) to c")),
    _keys,
    _parameter("bound-parameter", r"\$\d{1,3} = '(?P<value>(?:[^'\r\n]|''){1,2000})'", r"\$\d{1,3} = '", "https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-LOG-PARAMETER-MAX-LENGTH", (("DETAIL:  parameters: $1 = '‹Doe›', $2 = '‹943 476 5919›'",), ("$1 = '17'", "$2 = 'open'", "$3 = '2026-11-03 09:14:01'"))),
    _parameter("command-parameter", r"@\w{1,60}='(?P<value>[^\r\n]{1,2000}?)'(?: \((?:Size|Nullable|DbType)|\], Comm|, @\w{1,60}=')", r"@\w{1,60}='", "https://learn.microsoft.com/en-us/ef/core/logging-events-diagnostics/extensions-logging#sensitive-data", (("[@p0='‹Jane O'Doe›' (Size = 200), @p1='‹D02 X285›' (Size = 9)]", "@p2='‹D02 X285›'], CommandType='Text'"), ("@p0='17' (DbType = Int32)", "@p1='open' (Size = 9)", "@p0='?' (DbType = Guid)"))),
    _parameter("binding-parameter", r"binding parameter (?:\[\d{1,3}\] as \[(?:VAR)?CHAR\] - |\(\d{1,3}:(?:N?VAR)?CHAR\) <- )\[(?P<value>[^\]\r\n]{1,1000})\]", r"binding parameter [\[(]", "https://docs.jboss.org/hibernate/orm/6.4/userguide/html_single/Hibernate_User_Guide.html", (("binding parameter [1] as [VARCHAR] - [‹Jane Doe›]", "binding parameter (2:VARCHAR) <- [‹jane.doe›]"), ("binding parameter [1] as [BIGINT] - [1234]", "binding parameter (2:VARCHAR) <- [open]"))),
    _parameter("duplicate-entry", r"Duplicate entry '(?P<value>[^'\r\n]{3,400})' for key", r"Duplicate entry '", "https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html#error_er_dup_entry", (("Duplicate entry '‹Jane Doe›' for key 'users.name'", "Duplicate entry '‹0664555014›' for key 'u.mobile'"), ("Duplicate entry '17' for key 'PRIMARY'", "Duplicate entry 'open' for key 'state'"))),
    Named("bound-pair", r"\[\\?\"(?P<name>\w{1,60})\\?\", \\?\"(?P<value>[^\"\\\r\n]{1,400})\\?\"\]", (r"\[\\?\"\w{1,60}\\?\", \\?\"",), ("https://api.rubyonrails.org/classes/ActiveRecord/LogSubscriber.html",), ('[["last_name", "‹Doe›"], ["LIMIT", 1]]', '[["phone", "‹030 555014›"]]'), ('[["state", "open"]]', '["a", "b"]')),
    Named("compared-field", r"(?P<name>[A-Za-z][\w./]{1,60})(?:\+|%20|[ ])(?i:eq|ne|like|startswith|contains)(?:\+|%20|[ ])(?:%27|')(?P<value>[^'%\r\n&]{2,200}|[^'\r\n&]{2,200}?)(?:%27|')", (r"(?i)(?:\+|%20|[ ])(?:eq|ne|like|startswith|contains)(?:\+|%20|[ ])(?:%27|')",), ("https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_SystemQueryOptionfilter",), ("$filter=ssn+eq+%27‹078-05-1120›%27&x", "filter=lastName eq '‹Doe›'", "mobilePhone%20eq%20%27‹030 555014›%27"), ("state eq 'open'", "x eq 5", "name like '%'"), lead=64),
)  # fmt: skip

