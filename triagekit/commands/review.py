"""Record that a person approved or rejected a redacted copy, bound to the bytes as they are now."""

import getpass
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from redaction import proof
from triagekit import __version__, safetext, writing
from triagekit.commands import _options as o
from triagekit.errors import Exit, Problem, TriageError

app = o.application(__doc__)

HELP = o.shown(
    __doc__,
    'review clean/login.har --approve --reason "looked at every place listed"',
    'review clean/login.har --reject --reason "a name stands in the page title"',
)


@app.command(help=HELP)
def review(
    file: Annotated[Path, typer.Argument(help="The redacted copy.")],
    approve: Annotated[bool, typer.Option("--approve", help="It may leave.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="It must not leave; packages refuse it.")] = False,
    reason: Annotated[str, typer.Option("--reason", help="Why, in a sentence.", show_default=False)] = "",
    by: Annotated[str, typer.Option("--by", help="Who reviewed; the account's name if left out.", show_default=False)] = "",
) -> int:
    if approve == reject:
        raise TriageError(Problem("TK-USE-002", "--approve, --reject", "say one of the two"))
    if not reason.strip():
        raise TriageError(Problem("TK-USE-002", "--reason", "say why"))
    if not file.is_file():
        raise TriageError(Problem("TK-IO-001", str(file)))
    audit = proof.audit_of(file)
    if audit is None:
        raise TriageError(Problem("TK-USE-002", str(file), "it has no audit; review what triagekit redact wrote"))
    made = proof.prove(file)
    if approve and not made.holds:
        safetext.out(f"refused   {safetext.line(str(file), 120)}: it does not hold; triagekit verify says why\n")
        return Exit.REFUSED
    _record(audit, made.sha256, ("approve" if approve else "reject", reason, by))
    safetext.out(f"{'approved' if approve else 'rejected'}  {safetext.line(str(file), 120)}\n")
    return Exit.RAN


def _record(audit: Path, sha256: str, said: tuple[str, str, str]) -> None:
    """Write the record beside the audit; the reason passes redaction as everything does that leaves."""
    import hashlib

    from redaction.session import Session

    decision, reason, by = said
    session = Session()
    record = {
        "decision": decision, "sha256": sha256, "audit_sha256": hashlib.sha256(audit.read_bytes()).hexdigest(), "reason": session.text(reason),
        "by": session.text(by or getpass.getuser()), "at": datetime.now(UTC).isoformat(timespec="seconds"), "tool": f"triagekit {__version__}",
    }  # fmt: skip
    name = audit.name.removesuffix(proof.SUFFIX) + ".review.json"
    writing.whole(audit.with_name(name), (json.dumps(record, indent=1, sort_keys=True) + "\n").encode())
