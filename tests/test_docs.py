"""What the README and the guides show is what comes: every console command is run, every line of Python too, every name exists."""

import doctest
import re
import shlex
from pathlib import Path

import pytest

from tests.commands.test_help import parsed
from tests.console import FENCE, Desk, Step, commands, matches, steps
from triagekit.errors import CATALOGUE, Exit
from triagekit.plugins import commands as known_commands
from triagekit.settings import KNOWN

HOME = Path(__file__).parent.parent
PAGES = {"README": HOME / "README.md", **{p.stem: p for p in sorted((HOME / "docs").glob("*.md"))}}
NOT_RUN_AT_MOST = 3


@pytest.mark.parametrize("name", PAGES)
def test_every_command_gives_the_exit_code_and_the_lines_that_are_shown(name, tmp_path):
    desk = Desk(tmp_path / "desk").set_up()
    for step in steps(PAGES[name].read_text()):
        if not step.runs:
            continue
        code, came = desk.do(step)
        assert code == step.code, f"{step.command}\n{came}"
        if not step.file:
            assert matches(step.shown, came), f"$ {step.command}\nshown:\n" + "\n".join(step.shown) + f"\n\ncame:\n{came}"


def test_commands_that_no_test_can_run_are_few_and_say_so():
    left_out = [s.command for page in PAGES.values() for s in steps(page.read_text()) if not s.runs]
    assert len(left_out) <= NOT_RUN_AT_MOST
    assert all("# not run by the tests: " in c for c in left_out)


def test_a_console_block_is_the_only_place_that_shows_commands_to_type():
    for name, page in PAGES.items():
        for block in FENCE.finditer(page.read_text()):
            if block["language"] != "console":
                assert not re.search(r"^(\$ )?triagekit ", block["body"], re.M), f"{name}: {block['body'][:80]}"


def test_commands_named_in_passing_are_ones_that_the_program_takes():
    for name, page in PAGES.items():
        for said in re.findall(r"`triagekit ([^`]+)`", page.read_text()):
            words = shlex.split(said)
            a_path_alone = words[0] == "-" or words[0].endswith(("/", ".har"))
            if not a_path_alone and "COMMAND" not in words:
                assert words[0] in known_commands(), f"{name}: triagekit {said}"
                parsed(words)


def test_the_python_of_the_guide_gives_what_is_shown(tmp_path, monkeypatch):
    monkeypatch.chdir(Desk(tmp_path / "desk").set_up().folder / "work")
    text = "\n".join(b["body"] for b in FENCE.finditer(PAGES["integrators"].read_text()) if b["language"] == "python" and not b["file"])
    test = doctest.DocTestParser().get_doctest(text, {}, "integrators.md", None, 0)
    said = []
    done = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL).run(test, out=said.append)
    assert (done.failed, done.attempted > 10) == (0, True), "".join(said)


def test_the_readme_begins_with_a_real_example():
    page = PAGES["README"].read_text()
    (example,) = commands(page[page.index("<!-- example -->") :].split("```console\n")[1].split("```")[0])
    assert example.command.startswith("triagekit samples/")
    assert len(example.shown) > 15
    assert "..." not in example.shown


def test_the_two_commands_that_set_everything_up_are_targets_of_the_makefile():
    targets = re.findall(r"^(\w+):", (HOME / "Makefile").read_text(), re.M)
    assert {"demo", "test"} <= set(targets)
    assert re.findall(r"^    make (\w+) ", PAGES["README"].read_text(), re.M) == ["demo", "test"]


def test_every_setting_is_named_where_settings_are_explained():
    for name in KNOWN:
        assert f"`{name}`" in PAGES["README"].read_text()
        assert f"`TRIAGEKIT_{name.upper()}`" in PAGES["integrators"].read_text()


def test_every_exit_code_and_every_sort_of_error_is_explained_for_programs():
    page = PAGES["integrators"].read_text()
    assert [int(n) for n in re.findall(r"^\| (\d+) \|", page, re.M)] == [int(e) for e in Exit]
    assert set(re.findall(r"^\| (TK-[A-Z]+) \|", page, re.M)) == {code.rpartition("-")[0] for code in CATALOGUE}


def test_links_and_pictures_lead_somewhere_and_pictures_are_small():
    for page in PAGES.values():
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text()):
            if "://" not in target:
                path = page.parent / target
                assert path.is_file(), f"{page.name}: {target}"
                assert path.suffix != ".png" or path.stat().st_size < 200_000


@pytest.mark.parametrize(
    ("shown", "came", "same"),
    [
        (("one", "two"), "one\ntwo\n", True),
        (("one",), "one\ntwo\n", False),
        (("one", "..."), "one\ntwo\nthree\n", True),
        (("...", "three"), "one\ntwo\nthree\n", True),
        (("one", "...", "three"), "one\nthree\n", True),
        (("user-…@x", "b"), "user-k3v9@x\nb\n", True),
        (("user-…@x",), "other-k3v9@x\n", False),
        ((), "", True),
        ((), "said something\n", False),
        (("a.c",), "abc\n", False),
    ],
)
def test_what_is_shown_is_compared_line_by_line(shown, came, same):
    assert matches(shown, came) is same


def test_a_block_gives_its_commands_files_and_exit_codes():
    page = "<!-- file: a/b.txt -->\n```text\nhello\n```\n\n```console\n$ cat a/b.txt\nhello\n$ false      # exit code 1\n$ far   # not run by the tests: it is far\n```\n"
    assert list(steps(page)) == [Step("", file="a/b.txt", content="hello\n"), Step("cat a/b.txt", ("hello",)), Step("false", (), 1), Step("far   # not run by the tests: it is far")]
