"""HTTP archives (HAR 1.2) of every producer: streamed entry by entry, salvaged where broken, never taken on trust."""

import re
from collections.abc import Iterator

from triagekit.reading import harmodel, harzip, pagesummary, zips
from triagekit.reading.harstream import HarStream
from triagekit.records import Kind, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

_LOG = re.compile(r'\s*\{\s*"log"\s*:')
_DEEP_LOG = re.compile(r'\s*\{\s*"[^"\\]{1,80}"\s*:\s*\{\s*"log"\s*:\s*\{')
_ENTRY = re.compile(r'\s*(?:\[\s*)?\{\s*"')


class Har:
    """Reads HAR files, also gzipped by intake, in a Playwright .har.zip, cut off, concatenated or bare."""

    name = "har"
    label = "HTTP archive (HAR)"
    kinds = frozenset({Kind.EXCHANGE})
    fields: Vocabulary = pagesummary.FIELDS
    archives = True

    def recognises(self, head: Head) -> int:
        """By its log object; by entries without one; weakly by the name of a file that turns out to be something else."""
        text = head.text.lstrip("\ufeff")
        if zips.looks_like(head.data):
            return 95 if harzip.is_har(head.text.split("\n")) else 0
        if _LOG.match(text):
            return 95 if any(w in text for w in ('"entries"', '"creator"', '"startedDateTime"')) else 70
        if _DEEP_LOG.match(text) and '"entries"' in text:
            return 85
        if _ENTRY.match(text) and '"startedDateTime"' in text and '"request"' in text:
            return 80
        if _is_request(head):
            return 45
        return 40 if head.name.lower().endswith(".har") and head.size else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        """Yield every entry as an exchange, in order."""
        del context  # a HAR carries its own offsets
        if zips.looks_like(source.head.data):
            yield from harzip.items(source)
        else:
            yield from HarStream(source, source.head, {}).items()


def _is_request(head: Head) -> bool:
    """A single request object as import tools take it: no log line has a queryString or headersSize list."""
    if head.size > 65536 or not head.text.lstrip().startswith("{"):
        return False
    try:
        found = harmodel.loads(head.data)
    except ValueError:
        return False
    return isinstance(found, dict) and {"method", "url", "httpVersion"} <= found.keys() and not {"time", "timestamp", "level", "status", "@timestamp", "ts"} & found.keys()


analyzer: Analyzer = Har()
