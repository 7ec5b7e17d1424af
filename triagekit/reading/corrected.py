"""What a record would say of validity at a corrected time: what was out of its time by a wrong clock only is marked so.

What the client's own clock says stays, for it tells that this clock is wrong.
"""

from datetime import datetime

from triagekit.records import Record, Value


def in_time(record: Record, at: datetime) -> dict[str, Value]:
    """Flags of what was over or had not begun at the recorded time, and is in its time at the corrected one."""
    out: dict[str, Value] = {}
    begin, end = record.get("tls.not_before"), record.get("tls.not_after")
    outside = record.get("tls.expired_at_use") is True or record.get("tls.not_yet_valid_at_use") is True
    if outside and not (isinstance(begin, datetime) and at < begin) and not (isinstance(end, datetime) and at > end):
        out["tls.in_time_when_corrected"] = True
    over = record.get("auth.token.exp")
    if record.get("auth.token.expired_at_client") is True and isinstance(over, datetime) and at <= over:
        out["auth.token.in_time_when_corrected"] = True
    return out
