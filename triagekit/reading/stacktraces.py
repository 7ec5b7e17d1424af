"""Stack traces of Python, Java, Node, .NET, Go, PHP and Ruby: which lines belong together, what was thrown, and why.

*Thrown* is the exception that reached the log; *cause* is the innermost one, which is usually the answer.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_FRAME = re.compile(
    r"\s{1,64}(?:at |File \"|\.\.\. \d|from |\^|~|in `)|\tat |#\d{1,4} |goroutine \d|created by |\t/|\t[A-Za-z]:\\|\[stacktrace\]|Stack trace:|\s{2,64}thrown in |\{main\}|\[previous exception\]", re.ASCII
)
_CLASS = r"(?:[A-Za-z_$][\w$]{0,100}[.\\:]{1,2}){0,12}[A-Za-z_$][\w$]{0,120}"
_HEADER = re.compile(
    r"\s{0,16}(?:(?:Exception in thread \"[^\"]{0,200}\"|Uncaught|Unhandled exception\.|[A-Z]{2,12}|PHP Fatal error:\s{1,2}Uncaught|Unhandled Exception:) )?"
    r"((?:[A-Za-z_$][\w$]{0,100}[.\\:]{1,2}){0,12}(?=[A-Za-z_$])[\w$]{0,120}"
    r"(?:Error|Exception|Throwable|Failure|Fault|Disconnected|[a-z]Timeout|KeyboardInterrupt|TooManyRedirects|BadStatusLine|LineTooLong|SystemExit|IncompleteRead))(?: \[([\w.-]{1,60})\])?(?:: ?(.{0,1000})|\s?\{?)?$",
    re.ASCII,
)
_PYTHON_LAST = re.compile(rf"({_CLASS})(?:: (.{{0,1000}}))?$", re.ASCII)
_CAUSED = re.compile(rf"\s{{0,32}}(?:Caused by: |\[cause\]: |---> (?:\(Inner Exception #\d{{1,3}}\) )?|Caused by )({_CLASS})(?: \[([\w.-]{{1,60}})\])?(?:: ?(.{{0,1000}})|\s?\{{?)?", re.ASCII)
_INNER = re.compile(rf" ---> ({_CLASS}): ([^\n]{{0,1000}}?)(?= ---> |$)", re.ASCII)
_INLINE = re.compile(r"(?<![\w.$\\])((?:[A-Za-z_$][\w$]{0,100}[.\\]){0,12}[A-Z][\w$]{0,120}(?:Error|Exception|Throwable))(?::\s?([^\n]{0,500}))?", re.ASCII)
_PANIC = re.compile(r"(?:.{0,64}?\b)?(panic|fatal error): (.{0,1000})")
_PHP = re.compile(r"(?:PHP )?(Fatal error|Parse error|Warning|Notice|Deprecated):\s{1,2}(.{0,1000})")
_RUBY = re.compile(r"\S{1,300}:\d{1,7}:in [`'][^`'\n]{0,200}': (.{0,1000}) \(([A-Z][\w:]{0,120})\)")
_CHAIN = ("During handling of the above exception", "The above exception was the direct cause")
_STARTS = ("Caused by", "--- End of", "Traceback (most recent call last):", "Suppressed: ", "[previous exception]", "[stacktrace]", "goroutine ", "created by ", "}", "{main}", "Emitted 'error' event", '"}', *_CHAIN)
_TAIL = re.compile(r"(?:(?:[\w$*]{1,100}[./]){1,20}[\w$.()*\[\]-]{1,200}\(.{0,300}\)|exit status \d{1,3}|\[signal .{0,200}\]|r(?:ax|bx|cx|dx|di|si|bp|sp|ip|flags|8|9|1\d)\s.{0,40})$", re.ASCII)


@dataclass(frozen=True, slots=True)
class Trace:
    """What a stack trace says."""

    language: str
    """python | java | node | dotnet | go | php | ruby; empty when only a class is named."""
    exception: str
    message: str
    cause: str
    """Innermost cause; empty when there is none beside the exception."""
    cause_message: str
    frames: int
    said: str
    """Every line that is not a frame."""
    stack: str
    """The frames."""


def is_frame(line: str) -> bool:
    """True for a line of a stack, never for what was thrown."""
    return _FRAME.match(line) is not None


def opens(line: str) -> bool:
    """True when a line begins a trace: the exception itself, a Python traceback or a Go panic."""
    return line.startswith(("Traceback (most recent call last):", "panic: ", "fatal error: ")) or _HEADER.match(line) is not None


def own_lines(lines: Sequence[str]) -> Iterator[str]:
    """The lines that are no part of what stands before them: frames, causes, what was thrown and indented lines left out."""
    sofar: list[str] = []
    for line in lines:
        if sofar and (line[:1] in ("}", "]", ")", "") or opens(line) or continues(line, sofar)):
            sofar.append(line)
            continue
        sofar = [line]
        yield line


def continues(line: str, sofar: list[str]) -> bool:
    """True when the line belongs to the event whose lines are `sofar` (never empty)."""
    if not line:
        return _in_python(sofar) or _go(sofar)
    if line[0] in " \t" or line.startswith(_STARTS) or is_frame(line):
        return True
    if _open_python(sofar):
        return _PYTHON_LAST.match(line) is not None
    return _go(sofar) and _TAIL.match(line) is not None


def _open_python(sofar: list[str]) -> bool:
    """True while a Python traceback still lacks the line that names the exception."""
    return sofar[-1].startswith((" ", "Traceback")) and _in_python(sofar)


def _in_python(sofar: list[str]) -> bool:
    """True while a traceback may go on to the next of its chain after a blank line."""
    return any("Traceback (most recent call last):" in x for x in sofar[-200:])


def _go(sofar: list[str]) -> bool:
    return any(x.startswith(("goroutine ", "panic: ", "fatal error: ")) for x in (sofar[0], *sofar[-40:]))


def read(text: str) -> Trace | None:
    """What the text's trace says, or the exception that a single line names; None when nothing was thrown."""
    rows = text.split("\n")
    stack = [row for row in rows if is_frame(row)]
    said = [row for row in rows if row.strip() and not is_frame(row)]
    language = _language(text, stack)
    thrown, innermost = _READERS.get(language, _plain)(rows if language == "python" else said, text)
    if not thrown[0]:
        return None
    cause = innermost if innermost[0] and innermost != thrown else ("", "")
    return Trace(language, thrown[0], thrown[1], cause[0], cause[1], len(stack), "\n".join(said), "\n".join(stack))


Thrown = tuple[str, str]
Chain = tuple[Thrown, Thrown]
_NONE: Thrown = ("", "")


def _language(text: str, stack: list[str]) -> str:
    if "Traceback (most recent call last)" in text:
        return "python"
    if "goroutine " in text or text.startswith("panic: "):
        return "go"
    first = next((s for s in stack if s.lstrip().startswith("at ")), "")
    if first:
        return _by_frame(text, stack)
    if any(s.startswith("#") for s in stack) or "PHP " in text[:200]:
        return "php"
    return "ruby" if _RUBY.match(text[:2000].partition("\n")[0]) else ""


def _by_frame(text: str, stack: list[str]) -> str:
    frames = "\n".join(stack[:30])
    if "node:" in frames or re.search(r"\.[cm]?[jt]s:\d|<anonymous>|at async |:\d+:\d+\)?$", frames, re.MULTILINE):
        return "node"
    if ".java:" in frames or "(Native Method)" in frames or "(Unknown Source)" in frames or ".kt:" in frames or ".scala:" in frames or "\tat " in frames:
        return "java"
    return "dotnet" if " in " in frames or "System." in text or "--->" in text or ":line " in frames else "java"


def _header(row: str) -> Thrown:
    found = _HEADER.match(row)
    if not found:
        return _NONE
    return (found[2] or found[1], (found[3] or "").strip(" {"))


def _python(rows: list[str], text: str) -> Chain:
    """The exception line is the first that is not indented after each `Traceback`."""
    chain: list[Thrown] = []
    waiting = False
    for row in rows:
        if "Traceback (most recent call last)" in row:
            waiting = True
        elif waiting and row and row[0] not in " \t|":
            found = _PYTHON_LAST.match(row)
            if found:
                chain.append((found[1], (found[2] or "").strip()))
                waiting = False
    if not chain:
        return _plain(rows, text)
    before = _header(rows[0]) if "Traceback" not in rows[0] else _NONE
    return chain[-1], before if before[0] else chain[0]


def _caused(rows: list[str], text: str) -> Chain:
    thrown = next((t for row in rows if (t := _header(row))[0]), _NONE)
    causes = [(found[2] or found[1], (found[3] or "").strip(" {")) for row in rows if (found := _CAUSED.match(row))]
    if not thrown[0]:
        thrown = _plain(rows, text)[0]
    return thrown, causes[-1] if causes else _NONE


def _dotnet(rows: list[str], text: str) -> Chain:
    """Inner exceptions follow an arrow, on the same line or on the next."""
    thrown, cause = _caused(rows, text)
    inner = [(found[1], found[2].strip()) for row in rows for found in _INNER.finditer(row)]
    if thrown[0]:
        thrown = (thrown[0], thrown[1].partition(" ---> ")[0])
    return thrown, cause if cause[0] and not inner else inner[-1] if inner else cause


def _panicked(rows: list[str], text: str) -> Chain:
    found = next((f for row in rows if (f := _PANIC.match(row))), None)
    return ((found[1], found[2]) if found else _plain(rows, text)[0]), _NONE


def _php(rows: list[str], text: str) -> Chain:
    thrown = _plain(rows, text)[0]
    found = next((f for row in rows if (f := _PHP.search(row[:2000]))), None)
    return (thrown if thrown[0] or not found else (found[1], found[2])), _NONE


def _ruby(rows: list[str], _: str) -> Chain:
    found = _RUBY.match(rows[0]) if rows else None
    return ((found[2], found[1]) if found else _NONE), _NONE


def _plain(_: list[str], text: str) -> Chain:
    """A class named in running text, as `failed: java.net.ConnectException: Connection refused`; the last named is the innermost."""
    found = _INLINE.findall(text[:8_192])
    if not found:
        return _NONE, _NONE
    return (found[0][0], found[0][1].strip()), (found[-1][0], found[-1][1].strip())


_READERS = {"python": _python, "java": _caused, "node": _caused, "dotnet": _dotnet, "go": _panicked, "php": _php, "ruby": _ruby}
