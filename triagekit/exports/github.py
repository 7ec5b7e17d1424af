"""`--to github`: an issue comment. The master as it stands: what GitHub would act on is in code spans already."""

from triagekit.evidence import Evidence
from triagekit.exports._master import cut, master

LIMIT = 65_000
"""A comment takes 65,536 characters."""


class GitHubExport:
    """GitHub-flavoured Markdown."""

    name = "github"
    suffix = ".github.md"

    def write(self, evidence: Evidence) -> str:
        """The comment, cut to what GitHub takes."""
        return cut(master(evidence), LIMIT, "The rest stands in the package.")


export = GitHubExport()
