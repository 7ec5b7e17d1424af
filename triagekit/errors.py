"""Errors are sentences for an associate: a stable code, the place, why, and the fix.

Nothing here ever carries the text of a caught exception: those texts carry input, and input carries
secrets. `triagekit explain CODE` reads `CATALOGUE`.
"""

from dataclasses import dataclass
from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of the command line (a stable contract)."""

    RAN = 0
    GATE_FAILED = 1
    UNUSABLE = 2
    PARTIAL = 3
    REFUSED = 4
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the catalogue of error codes."""

    what: str
    """What is wrong, in one clause."""
    why: str
    """Why that usually happens."""
    fix: str
    """What to do next."""
    exit: Exit = Exit.UNUSABLE
    """The exit code when this error ends the run."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One occurrence of a catalogued error. All texts are ours or already made safe to show."""

    code: str
    """A key of `CATALOGUE`, such as TK-IO-012."""
    place: str = ""
    """Where: artifact, line, column. Redacted before it is shown."""
    detail: str = ""
    """What is special about this occurrence; never an exception's text."""

    @property
    def entry(self) -> Entry:
        """The catalogue's row for this code."""
        return CATALOGUE[self.code]


class TriageError(Exception):
    """Ends a command with one clear error. Holds a `Problem`, never input."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


CATALOGUE: dict[str, Entry] = {
    "TK-USE-001": Entry("nothing to read was named", "the command needs at least one file, folder or -", "name a file: triagekit login.har"),
    "TK-USE-002": Entry("an option has a value that cannot be used", "the value is not of the form the option takes", "see triagekit COMMAND --help for the form"),
    "TK-USE-003": Entry("the command line cannot be understood", "an option or command of that name does not exist", "see triagekit --help"),
    "TK-USE-004": Entry("a settings file cannot be used", "it is not valid, or it sets what it may not", "mend or remove the file named; triagekit doctor shows every setting with its origin"),
    "TK-IO-001": Entry("no such file or folder", "the name is mistyped, or the shell did not find a match", "check the name; drag the file into the terminal to get it right"),
    "TK-IO-002": Entry("the file cannot be opened", "it may be locked, or not yours to read", "copy it to a folder of your own and try again"),
    "TK-IO-003": Entry("this is not a regular file", "it is a device, a pipe or a link to nowhere; reading it could block for ever", "save its content to an ordinary file first"),
    "TK-IO-004": Entry("the output cannot be written", "the folder may be missing, full or not yours to write", "choose another folder with -o"),
    "TK-IO-005": Entry("the output already exists and is not a folder", "a file of that name is in the way", "choose another name with -o"),
    "TK-IO-010": Entry("the artifact is empty", "the export failed or the upload was cut", "ask for the file again"),
    "TK-IO-011": Entry("no reader knows this file", "its content has none of the forms triagekit reads", "it is still redacted as text; ask which tool made it"),
    "TK-IO-012": Entry("not valid JSON", "the file was cut off or edited by hand", "ask for a new export: triagekit request"),
    "TK-IO-013": Entry("nothing readable was found in what was given", "every file was empty, refused or of an unknown form", "check that the right files were named"),
    "TK-IO-014": Entry("the artifact could not be read to its end", "its content is damaged from this place on", "what was readable was analyzed; ask for the file again if the fault is later"),
    "TK-IO-020": Entry("the archive is damaged", "the download or upload was cut, or it is not an archive", "ask for the archive again, or for the files in it"),
    "TK-IO-021": Entry("the archive holds more than the budget allows", "it unpacks to far more data than its size suggests", "unpack it yourself and name the files you need, or raise --max-bytes", Exit.REFUSED),
    "TK-IO-022": Entry("archives are nested too deeply", "an archive lies in an archive in an archive", "unpack the inner archive and name it"),
    "TK-IO-023": Entry("the archive member cannot be read", "it is encrypted, damaged, not a regular file, or packed in an unknown way", "ask for that file by itself, without a password"),
    "TK-CASE-001": Entry("the case file cannot be read", "it is not valid YAML or names things a case file does not have", "see the README's section on the case file"),
    "TK-CASE-002": Entry("a file that the case file names is missing", "the path is relative to the case file's own folder", "put the file beside the case file"),
    "TK-RULE-001": Entry("a rule cannot be loaded", "it breaks the rule language", "see triagekit rules lint for the place and a suggestion"),
    "TK-RULE-002": Entry("no rule or error code of that name", "it may be mistyped", "see triagekit rules list"),
    "TK-RULE-003": Entry("nothing was read at that place", "the pointer or line does not name a record of this file", "take a place from the evidence, such as login.har#/log/entries/3 or app.log#L17"),
    "TK-RED-001": Entry("the redacted copy was withheld", "the verifier still found an original value in it", "report this; nothing was written for this artifact", Exit.REFUSED),
    "TK-RED-002": Entry("the redacted copy gives another diagnosis than the original", "redaction removed something the rules need", "report this; the copy is clean but less useful", Exit.GATE_FAILED),
    "TK-RED-003": Entry("the policy cannot be loaded", "it breaks the policy language", "see triagekit policy lint"),
    "TK-PKG-001": Entry("this is not a package of triagekit", "it is not a zip in BagIt form, or it was damaged on the way", "ask for the package again"),
    "TK-PKG-002": Entry("the package is not as it was packed", "a file in it was changed, added or removed", "ask the sender to build it again; do not rely on its content", Exit.GATE_FAILED),
    "TK-PKG-003": Entry("the package lacks what a receiver needs", "the case does not say it and no artifact shows it", "answer the question beside each gap, or say how you tried", Exit.GATE_FAILED),
    "TK-PKG-004": Entry("the redaction was rejected in review, or the file changed since", "a reviewer said no, or the bytes differ from what was reviewed", "redact again and have it reviewed", Exit.REFUSED),
    "TK-PKG-005": Entry("the signature does not hold", "it was made over another package, or by somebody else than expected", "ask the sender for the package again", Exit.GATE_FAILED),
    "TK-PKG-006": Entry("the package cannot be signed", "ssh-keygen is missing, or the key cannot be used without a passphrase", "name a private key of OpenSSH with --sign, or load it into ssh-agent"),
    "TK-PKG-007": Entry("the pseudonym key cannot be used", "the file is missing or shorter than 32 bytes", "make one: head -c 32 /dev/urandom > case.key, and keep it to yourself"),
    "TK-BAT-001": Entry("this is not the output of a batch", "the folder has no ledger, or it is damaged", "name the folder that triagekit batch run wrote, or run the batch anew"),
    "TK-BAT-002": Entry("a package for this is not installed", "queries need duckdb, a cluster needs dask's distributed", "pip install duckdb, or pip install distributed"),
    "TK-BAT-003": Entry("the case took too long", "it is very large, or something in it made a reader slow", "raise --timeout, or analyze it by itself", Exit.PARTIAL),
    "TK-BAT-004": Entry("the query cannot be answered", "it is not valid SQL over the table results", "see the columns with: select * from results limit 1"),
    "TK-INT-001": Entry("an internal error stopped this step", "this is a fault in triagekit, not in your file", "report the error id; the rest of the run was finished", Exit.PARTIAL),
    "TK-INT-130": Entry("interrupted", "you pressed Ctrl-C", "run the command again", Exit.INTERRUPTED),
}
"""Every code the tool can say. Codes are permanent; texts may improve."""
