"""The totals that curl -w prints (namelookup=0.008 connect=0.009 ..., or its JSON), as the timings of an exchange."""

import re
from dataclasses import dataclass, field

_PAIR = re.compile(r"\"?(?:time_)?(namelookup|connect|appconnect|pretransfer|redirect|starttransfer|total)\"?\s{0,8}[:=]\s{0,8}\"?(\d{1,8}\.\d{1,9})(?:s\b)?", re.IGNORECASE)
_STATUS = re.compile(r"\"?(?:http_code|response_code|status|code)\"?\s{0,8}[:=]\s{0,8}\"?([1-5]\d\d)\b", re.IGNORECASE)
_URL = re.compile(r"\"?(?:url_effective|url)\"?\s{0,8}[:=]\s{0,8}\"?(https?://[^\s\",]{1,4096})", re.IGNORECASE)


@dataclass(slots=True)
class Totals:
    """Seconds since the start by phase, as curl counts them: each includes the ones before it."""

    seconds: dict[str, float] = field(default_factory=dict)
    status: int | None = None
    url: str = ""

    @staticmethod
    def recognised(text: str) -> bool:
        """True when the text shows at least three of curl's timers."""
        return len({found[1].lower() for found in _PAIR.finditer(text[:20_000])}) >= 3

    def feed(self, text: str) -> bool:
        """Take note of one line; True when it was one of totals."""
        pairs = _PAIR.findall(text[:8_192])
        if not pairs or (len(pairs) < 2 and not _alone(text)):
            return False
        self.seconds.update({name.lower(): float(value) for name, value in pairs})
        if found := _STATUS.search(text[:8_192]):
            self.status = int(found[1])
        if found := _URL.search(text[:8_192]):
            self.url = found[1]
        return True

    def timings(self) -> dict[str, float]:
        """Phases in ms; a plain-HTTP or resumed connection has no TLS phase."""
        s = self.seconds
        if "total" not in s:
            return {}
        ends = [("dns", "namelookup"), ("connect", "connect"), ("tls", "appconnect"), ("wait", "starttransfer"), ("receive", "total")]
        found, before = {"total": round(s["total"] * 1000, 3)}, 0.0
        for phase, name in ends:
            value = s.get(name, 0.0)
            if value >= before and value > 0:
                start = max(before, s.get("pretransfer", before)) if phase == "wait" else before
                found[phase] = round(max(0.0, value - start) * 1000, 3)
                before = value
        if "tls" in found and "connect" in found:
            found["connect"] = round(found["connect"] + found["tls"], 3)  # HAR 1.2: connect includes TLS
        return found


def _alone(text: str) -> bool:
    """One total a line, as the format files in many guides print them."""
    found = _PAIR.search(text[:8_192])
    return found is not None and len(text) - (found.end() - found.start()) <= 12
