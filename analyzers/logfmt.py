"""logfmt: lines that are key=value pairs, as logrus, Go kit, slog, Heroku, Grafana, Traefik and Authelia write them."""

from collections.abc import Iterator

from triagekit.reading.accesslog import FIELDS
from triagekit.reading.anyline import every_line, is_logfmt, logfmt
from triagekit.reading.lines import Line, location
from triagekit.reading.logtimes import clock
from triagekit.reading.stacktraces import continues, own_lines
from triagekit.reading.unwrap import inner, unwrapped
from triagekit.records import Coverage, Kind, Record, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source


class _Logfmt:
    name = "logfmt"
    label = "logfmt (key=value) log"
    kinds = frozenset({Kind.EVENT, Kind.EXCHANGE})
    fields: Vocabulary = FIELDS

    def recognises(self, head: Head) -> int:
        seen = list(own_lines(inner(head).sample.lines))
        own = sum(map(is_logfmt, seen))
        return 82 if own and own * 5 >= len(seen) * 4 else 66 if own and own * 5 >= len(seen) * 2 else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        when, end, before = clock(context, source.head), 0, list[tuple[Line, str]]()
        for own in unwrapped(source, when):
            end = own.line.offset + own.line.length
            if before and not is_logfmt(own.text) and len(before) < 500 and (not own.text or continues(own.text, [text for _, text in before[-40:]])):
                before.append((own.line, own.text))
                continue
            if before:
                yield self._made(source, context, before)
            before = [(own.line, own.text)] if own.text.strip() else []
        if before:
            yield self._made(source, context, before)
        yield Coverage(examined=end)

    def _made(self, source: Source, context: Context, rows: list[tuple[Line, str]]) -> Record:
        """One line with what follows it; a panic prints its stack behind the pairs."""
        head, when = rows[0][1], clock(context, source.head)
        place = location(source, rows[0][0], rows[-1][0] if len(rows) > 1 else None)
        text = "\n".join(text for _, text in rows).rstrip()
        return (logfmt(head, place, when, self.name) if len(rows) == 1 else None) or every_line(head, place, when, self.name, text)


analyzer: Analyzer = _Logfmt()
