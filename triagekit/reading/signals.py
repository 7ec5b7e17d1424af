"""Vendor signals: the markers that a vendor's answer carries, found in one record."""

from collections.abc import Mapping

from triagekit.records import Value


def match(fields: Mapping[str, Value]) -> dict[str, Value]:
    """signal.causes, signal.vendors and signal.codes of this record; empty when nothing is known to stand in it."""
    return {}
