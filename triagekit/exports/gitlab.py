"""`--to gitlab`: an issue description. The master as it stands: no line begins with a slash command, references are in code spans."""

from triagekit.evidence import Evidence
from triagekit.exports._master import cut, master

LIMIT = 1_000_000
"""A description takes 1,048,576 characters."""


class GitLabExport:
    """GitLab-flavoured Markdown."""

    name = "gitlab"
    suffix = ".gitlab.md"

    def write(self, evidence: Evidence) -> str:
        """The description, cut to what GitLab takes."""
        return cut(master(evidence), LIMIT, "The rest stands in the package.")


export = GitLabExport()
