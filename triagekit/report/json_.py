"""`--format json`: the evidence document itself, the contract for programs."""

from triagekit.evidence import Evidence, encode


class JsonReport:
    """evidence.json."""

    name = "json"
    suffix = ".json"

    def render(self, evidence: Evidence) -> str:
        """The document, as `triagekit.evidence.schema` describes it."""
        return encode(evidence).decode()


report = JsonReport()
