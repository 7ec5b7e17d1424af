"""`--to servicenow`: work notes. Journal fields show text as it stands, except for [code] and @[name], which are broken up."""

import re

from triagekit.evidence import Evidence
from triagekit.exports import _plain
from triagekit.exports._master import blocks, cut

LIMIT = 32_000
"""Work notes of an incident hold 65,535 bytes; letters of other scripts take up to two or three of them."""
_TAG = re.compile(r"\[(?=/?\w*code)", re.IGNORECASE)


class ServiceNowExport:
    """Work notes as plain text."""

    name = "servicenow"
    suffix = ".servicenow.txt"

    def write(self, evidence: Evidence) -> str:
        """The whole text, cut to what a journal field takes."""
        text = "\n\n".join(_plain.block(b) for b in blocks(evidence))
        return cut(_TAG.sub("[ ", text) + "\n", LIMIT, "The rest stands in the package.")


export = ServiceNowExport()
