"""What kubectl prints about a cluster's events: the table of `get events`, and the Events section of `describe`."""

import re
from collections.abc import Iterator
from types import MappingProxyType

from triagekit.reading.events import Draft, event
from triagekit.reading.lines import lines, location, sample
from triagekit.records import About, Coverage, Kind, Record, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

_HEADER = re.compile(r"(?:NAMESPACE +)?LAST SEEN +(?:FIRST SEEN +(?:COUNT +)?)?TYPE +REASON +OBJECT +")
_ROW = re.compile(r"(?:(?P<namespace>[\w.-]{1,63}) +)?(?:<unknown>|(?:\d{1,6}[smhdy]){1,3}) +(?P<type>Normal|Warning) +(?P<reason>\w{2,60}) +(?P<object>[\w.-]{1,60}/[\w.-]{1,253}) +(?P<message>.*)")
_DESCRIBED = re.compile(r" {1,6}(?P<type>Normal|Warning) +(?P<reason>\w{2,60}) +(?:<unknown>|(?:\d{1,6}[smhdy]){1,3})(?: \(x(?P<count>\d{1,9}) over \w{1,20}\))? +(?P<object>[\w./-]{1,120}) +(?P<message>.*)")


class _Kubectl:
    name = "kubectl"
    label = "kubectl output"
    kinds = frozenset({Kind.EVENT})
    fields: Vocabulary = MappingProxyType({})

    def recognises(self, head: Head) -> int:
        seen = sample(head)
        if seen.hits(_HEADER) and seen.hits(_ROW):
            return 94
        described = seen.lines[0].startswith("Name:") if seen.lines else False
        return 90 if described and ("\nEvents:" in head.text or "\nEvents " in head.text) else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        del context  # ages are relative, and nothing else in it needs a zone
        end = 0
        for line in lines(source):
            end = line.offset + line.length
            found = _ROW.match(line.text) or _DESCRIBED.match(line.text)
            if found:
                yield _record(found, Draft(location(source, line), self.name, line.text))
        yield About(producer="kubectl")
        yield Coverage(examined=end)


def _record(found: "re.Match[str]", draft: Draft) -> Record:
    """Ages are relative to when the command ran, which its output does not say: the event has no time."""
    draft.level = "warn" if found["type"] == "Warning" else "info"
    draft.logger, draft.message = found["object"], f"{found['reason']}: {found['message'].strip()}"
    draft.text = draft.message
    draft.extra["event.code"] = found["reason"]
    count = found.groupdict().get("count")
    if count:
        draft.extra["event.count"] = int(count)
    return event(draft)


analyzer: Analyzer = _Kubectl()
