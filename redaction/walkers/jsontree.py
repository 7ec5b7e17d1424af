"""Parsed JSON, walked by key: pairs of name and value, objects that describe a person, bodies that say how they are encoded."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from redaction import names
from redaction.cleaner import Cleaner
from redaction.walkers import bodies, forms, headers, values

DEPTH = 300
"""Nesting that is walked; what lies deeper goes as a whole."""

_COOKIE_MARKS = frozenset({"httpOnly", "httponly", "sameSite", "samesite", "hostOnly", "expirationDate"})
_PERSON_MARKS = frozenset({"email", "emailaddress", "firstname", "lastname", "phone", "phonenumber", "username", "birthdate", "dateofbirth", "userid", "givenname", "familyname", "dob", "gender", "avatar", "displayname", "iban", "street", "jobtitle", "mobile", "ssn", "aadhaar", "passport", "nationalid", "taxid", "personalnumber", "pesel", "cpf", "dni"})
_THING = re.compile(r"app(?:lication|instance)?\b|AppInstance|application|service|group|role|policy|rule\b|client|resource|tenant|organi[sz]ation|workspace|channel|zone|factor|authenticator|domain|device|provider", re.IGNORECASE)
"""Types of things whose display name is no person's."""
_LABELS = frozenset({"displayname", "display_name", "name", "alternateid", "label"})
_HEADER_KEYS = frozenset({"headers", "requestheaders", "responseheaders", "header", "http_headers", "httpheaders", "trailers"})
_COOKIE_KEYS = frozenset({"cookies", "cookie", "requestcookies", "responsecookies"})
_TYPED = frozenset({"stringValue", "intValue", "doubleValue", "bytesValue", "arrayValue", "values"})
"""What OTLP calls a value by its type."""
_KINDS = ("type", "objectType", "kind", "object", "resourceType", "@type")
"""Names under which an object says what it is, in order of trust."""
_LISTED = _HEADER_KEYS | _COOKIE_KEYS
FEW = 64
"""Members of an object whose names are remembered."""
SETTLED = 2_000
"""Objects by the names of their members of which it is remembered that no name needs to change."""
_BODIES = frozenset({"text", "body", "content", "data", "payload", "bytes", "requestbody", "responsebody", "raw"})


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way to a value, linked upwards to a root, so that a pointer costs only where something was found."""

    above: "Step | None"
    key: str | int

    def pointer(self) -> str:
        """The JSON Pointer (RFC 6901 3)."""
        keys: list[str] = []
        step: Step | None = self
        while step is not None and step.above is not None:
            keys.append(str(step.key).replace("~", "~0").replace("/", "~1"))
            step = step.above
        return "".join(f"/{k}" for k in reversed(keys))


@dataclass(slots=True)
class Walk:
    """One walk over a document, and where the things stood that were found."""

    cleaner: Cleaner
    places: list[tuple[int, Step]] = field(default_factory=list)
    """How many notes there were before, and where those that follow belong."""

    def leaf(self, name: str, value: str, step: Step | None, clean: Callable[[Cleaner, str, str], str] = values.clean) -> str:
        """A string, clean; the very same object where nothing changed."""
        before = len(self.cleaner.notes)
        if self.cleaner.policy.by_place and step is not None:
            self.cleaner.place = step.pointer()
        made = clean(self.cleaner, name, value)
        if step is not None and len(self.cleaner.notes) > before:
            self.places.append((before, step))
        return value if made == value else made

    def tree(self, value: Any, name: str = "", step: Step | None = None, depth: int = 0) -> Any:
        """The value, clean; the very same object where nothing changed."""
        if isinstance(value, str):
            return self.leaf(name, value, step)
        if isinstance(value, dict):
            return self.object(value, name, step, depth) if depth < DEPTH else self.deep()
        if isinstance(value, list):
            return self.items(value, name, step, depth) if depth < DEPTH else self.deep()
        if isinstance(value, bool) or value is None:
            return value
        return self.number(name, value, step)


    def number(self, name: str, value: int | float, step: Step | None) -> int | float | str:
        """A number, which is someone's only where its name says so."""
        before = len(self.cleaner.notes)
        made = values.number(self.cleaner, name, value)
        if step is not None and len(self.cleaner.notes) > before:
            self.places.append((before, step))
        return made

    def deep(self) -> str:
        """What stands for something nested deeper than is read."""
        return self.cleaner.put("nested", "nested deeper than is read", "depth")

    def items(self, items: list[Any], name: str, step: Step | None, depth: int) -> list[Any]:
        """An array; of header fields too, as lines, as pairs, or in turn."""
        low = name.lower()
        made: list[Any]
        if low in _HEADER_KEYS and items and all(isinstance(i, str) for i in items):
            lines = ":" in items[0][:100]
            made = [self.leaf(items[n - 1] if n else "", item, _step(step, n), _header_line if lines else _alternating(n)) for n, item in enumerate(items)]
        elif low in _HEADER_KEYS:
            made = [
                self.pair(item, _step(step, n)) if _is_pair(item, low) else self.tree(item, name, _step(step, n), depth + 1) for n, item in enumerate(items)
            ]
        else:
            quiet = self.cleaner.quiet if not names.category(name) else _EMPTY
            made = [item if type(item) is str and item in quiet else self.tree(item, name, _step(step, n), depth + 1) for n, item in enumerate(items)]
        return made if any(a is not b for a, b in zip(made, items, strict=True)) else items

    def pair(self, item: list[str], step: Step | None) -> list[str]:
        """A header field as an array of two."""
        made = self.leaf(item[0], item[1], _step(step, 1), headers.clean)
        return item if made is item[1] else [item[0], made]

    def object(self, value: dict[str, Any], name: str, step: Step | None, depth: int) -> dict[str, Any]:
        """An object, by what its keys say together."""
        key, held = _name_and_value(value)
        if held:
            made = self.named(value, (key, held, name.lower()), step, depth)
        else:
            made = self.quickly(value, name.lower(), step, depth)
        return value if made is value or (len(made) == len(value) and all(v is made.get(k, _NONE) for k, v in value.items())) else made

    def named(self, value: Mapping[str, Any], keys: tuple[str, str, str], step: Step | None, depth: int) -> dict[str, Any]:
        """An object that is a name with its value."""
        key, held, parent = keys
        kind = "cookies" if _COOKIE_MARKS.intersection(value) else parent
        made = {k: v if k in (key, held) else self.tree(v, k, _step(step, k), depth + 1) for k, v in value.items()}
        made[key] = self.leaf("", value[key], _step(step, key), _key)
        made[held] = self.told(value[key], value[held], (_step(step, held), depth), lambda cleaner, said, content: paired(cleaner, kind, said, content))
        return made

    def told(self, name: str, value: Any, at: tuple[Step | None, int], clean: Callable[[Cleaner, str, str], str]) -> Any:
        """The value of a name: a text, one that says its type (OTLP: {"stringValue": ...}), or anything else under that name."""
        step, depth = at
        if isinstance(value, str):
            return self.leaf(name, value, step, clean)
        if isinstance(value, dict) and len(value) == 1 and (kind := next(iter(value))) in _TYPED and depth < DEPTH:
            made = self.told(name, value[kind], (_step(step, kind), depth + 1), clean)
            return value if made is value[kind] else {kind: made}
        if isinstance(value, list) and name and depth < DEPTH:
            every = [self.told(name, item, (_step(step, n), depth + 1), clean) for n, item in enumerate(value)]
            return every if any(a is not b for a, b in zip(every, value, strict=True)) else value
        return self.tree(value, name, step, depth + 1)

    def quickly(self, value: dict[str, Any], low: str, step: Step | None, depth: int) -> dict[str, Any]:
        """The members of any other object: only those that have anything to them, where objects with these names have been seen to go by their values alone."""
        keys = tuple(value) if len(value) <= FEW and low not in _LISTED and not self.cleaner.policy.by_place else ()
        told = _told(keys) if keys in self.cleaner.settled else None
        if told is None or (told.kind and _is_thing(value)):
            made = self.members(value, low, step, depth)
            if keys and tuple(made) == keys and len(self.cleaner.settled) < SETTLED:
                self.cleaner.settled.add(keys)
            return made
        made = value
        for key, item in value.items():
            if (type(item) is str and item not in self.cleaner.quiet) or type(item) is dict or type(item) is list or key in told.names:
                new = self.tree(item, key, _step(step, key), depth + 1)
                if new is not item:
                    made = made if made is not value else dict(value)
                    made[key] = new
        return made

    def members(self, value: Mapping[str, Any], low: str, step: Step | None, depth: int) -> dict[str, Any]:
        """The members of any other object, one by one."""
        clean = headers.clean if low in _HEADER_KEYS else _cookie if low in _COOKIE_KEYS else None
        encoded = str(value.get("encoding", "")).lower() == "base64" or value.get("isBase64Encoded") is True
        thing = _is_thing(value)
        person = not thing and "name" in value and isinstance(value["name"], str) and _is_person(tuple(value))
        nothing = self.cleaner.quiet if clean is None and not thing and not person else _EMPTY
        sealed = value.get("kind") == "Secret"
        made: dict[str, Any] = {}
        new: Any
        for key, item in value.items():
            if sealed and key in ("data", "stringData") and isinstance(item, dict):
                new = {k: self.leaf(k, v, _step(_step(step, key), k), _sealed) if isinstance(v, str) else v for k, v in item.items()}
            elif not isinstance(item, str):
                new = self.header_values(item, key, _step(step, key), depth) if clean is headers.clean else self.tree(item, key, _step(step, key), depth + 1)
            elif item in nothing and not names.category(key):
                new = item
            elif clean is not None:
                new = self.leaf(key, item, _step(step, key), clean)
            elif encoded and key.lower() in _BODIES:
                new = self.leaf(key, item, _step(step, key), _body64)
            else:
                new = self.leaf("full_name" if person and key == "name" else "label" if thing and key.lower() in _LABELS else key, item, _step(step, key))
            made[key_text(self.cleaner, key)] = new
        return made

    def header_values(self, value: Any, name: str, step: Step | None, depth: int) -> Any:
        """Several values of one header field."""
        if isinstance(value, list) and all(isinstance(v, str) for v in value):
            made = [self.leaf(name, v, _step(step, n), headers.clean) for n, v in enumerate(value)]
            return made if any(a is not b for a, b in zip(made, value, strict=True)) else value
        return self.tree(value, name, step, depth + 1)


class _Told(NamedTuple):
    """What the names of an object's members say."""

    names: frozenset[str]
    """Those that say what their value is."""
    kind: bool
    """One of them may say that the object is a thing."""


@lru_cache(maxsize=2_000)
def _told(keys: tuple[str, ...]) -> _Told | None:
    """What these names say of their values, each of its own; None where one of them says something of another's."""
    if "encoding" in keys or "isBase64Encoded" in keys or ("name" in keys and _is_person(keys)):
        return None
    return _Told(frozenset(k for k in keys if names.category(k)), not set(keys).isdisjoint(_KINDS))


_NONE = object()
_EMPTY: frozenset[str] = frozenset()


def _step(above: Step | None, key: str | int) -> Step | None:
    return Step(above, key) if above is not None else None


def tree(cleaner: Cleaner, value: Any, name: str = "") -> Any:
    """The value, clean, without note of where in it things stood."""
    return Walk(cleaner).tree(value, name)


def _is_pair(item: Any, name: str) -> bool:
    return name in _HEADER_KEYS and isinstance(item, list) and len(item) == 2 and all(isinstance(i, str) for i in item)


def _header_line(cleaner: Cleaner, _: str, line: str) -> str:
    name, colon, value = line.partition(":" if not line.startswith(":") else ": ")
    lead = value[: len(value) - len(value.lstrip())]
    made = headers.clean(cleaner, name, value[len(lead) :])
    return line if made == value[len(lead) :] else f"{name}{colon}{lead}{made}"


def _alternating(number: int) -> Callable[[Cleaner, str, str], str]:
    """Names and values in turn, as Node writes rawHeaders."""
    return headers.clean if number % 2 else _same


def _same(_: Cleaner, __: str, value: str) -> str:
    return value


def _key(cleaner: Cleaner, _: str, value: str) -> str:
    return key_text(cleaner, value)


def _cookie(cleaner: Cleaner, _: str, value: str) -> str:
    return headers.cookie_value(cleaner, value)


def _sealed(cleaner: Cleaner, name: str, value: str) -> str:
    """A value of a Secret object, whatever it is called (Kubernetes, Secret v1)."""
    return cleaner.secret("secret", value, "kubernetes", name)


def _body64(cleaner: Cleaner, _: str, value: str) -> str:
    """A body said to be base64: cleaned as what it holds; one that is not base64 after all is cleaned as text."""
    return bodies.base64_body(cleaner, value)


def _name_and_value(value: Mapping[str, Any]) -> tuple[str, str]:
    """The keys of an object that is a name with its value; the second is empty when it is none."""
    for key in ("name", "key", "Name", "Key"):
        if isinstance(value.get(key), str):
            for held in ("value", "Value", "val"):
                if isinstance(value.get(held), str) or (held in value and key in ("key", "Key")):
                    return key, held
            return key, ""
    return "", ""


def paired(cleaner: Cleaner, parent: str, name: str, content: str) -> str:
    """The value of a name, in an array of cookies, of header fields, or of parameters."""
    if parent in _COOKIE_KEYS:
        return headers.cookie_value(cleaner, content)
    return headers.clean(cleaner, name, content) if parent in _HEADER_KEYS else parameter(cleaner, name, content)


def parameter(cleaner: Cleaner, name: str, content: str) -> str:
    """The value of a pair that may be a form's or a header's."""
    low = name.lower()
    if low in ("cookie", "set-cookie", "authorization", "proxy-authorization") or low in headers.CORRELATION:
        return headers.clean(cleaner, name, content)
    return forms.parameter(cleaner, name, content)


def _is_thing(value: Mapping[str, Any]) -> bool:
    """An object that says it describes an application, a group or another thing with a display name."""
    for key in _KINDS:
        said = value.get(key)
        if isinstance(said, str):
            return _THING.search(said) is not None
    return False


@lru_cache(maxsize=2_000)
def _is_person(keys: tuple[str, ...]) -> bool:
    return any(k.replace("_", "").replace("-", "").lower() in _PERSON_MARKS for k in keys)


def key_text(cleaner: Cleaner, key: str) -> str:
    """A key, which may itself be a value: an address, a token."""
    return key if len(key) < 16 and key.isidentifier() and not cleaner.vault.propagating else cleaner.text(key)
