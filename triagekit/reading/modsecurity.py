"""The bracketed parts of a ModSecurity message, which stands in Apache's and in nginx's error log: rule, what it saw, where, and whether it blocked."""

import re

from triagekit.reading import correlation
from triagekit.reading.events import Draft

_PART = re.compile(r"\[(file|line|id|msg|data|severity|ver|uri|hostname|unique_id|tag) \"((?:[^\"\\]|\\.){0,2000})\"\]")
_DENIED = re.compile(r"Access denied with code (\d{3})")


def modsecurity(draft: Draft, text: str) -> None:
    """Put what the message names into the event: rule id as its code, the URL, the status of a block, the unique id."""
    told: dict[str, str] = {}
    for name, value in _PART.findall(text[:16_384]):
        told.setdefault(name, value)
    draft.logger = "modsecurity"
    draft.pairs.update({f"modsecurity.{name}": value for name, value in told.items() if name not in ("file", "line")})
    if told.get("uri"):
        draft.extra["event.url"] = told["uri"]
    if told.get("hostname"):
        draft.extra["event.url.host"] = told["hostname"].lower()
    if told.get("id"):
        draft.extra["event.code"] = f"ModSecurity {told['id']}"
    if denied := _DENIED.search(text):
        draft.extra["event.status"] = int(denied[1])
    if told.get("unique_id"):
        draft.extra.update(correlation.named([("unique-id", told["unique_id"])]))
