"""Traefik's access log in its common form: router, server and duration behind the combined columns."""

import re
from dataclasses import replace

from triagekit.reading.accesslog import Access, AccessLog
from triagekit.reading.combinedlog import combined
from triagekit.reading.logtimes import Clock
from triagekit.roles import Analyzer

_TAIL = re.compile(r"(?P<head>.{0,60000}?) (?P<count>\d{1,12}) \"(?P<router>[^\"]{1,200})\" \"(?P<server>[^\"]{1,500})\" (?P<ms>\d{1,12})ms$", re.DOTALL)


def _parse(line: str, clock: Clock) -> Access | None:
    if not line.endswith("ms") and not line.rstrip().endswith("ms"):
        return None
    found = _TAIL.match(line.rstrip())
    made = combined(found["head"], clock) if found else None
    if made is None or found is None:
        return None
    made = replace(made, total_ms=float(found["ms"]))
    for name, value in (("log.frontend", found["router"]), ("log.upstream", found["server"])):
        if value != "-":
            made.extra[name] = value
    return made


analyzer: Analyzer = AccessLog("traefik", "Traefik access log", _parse, 96)
