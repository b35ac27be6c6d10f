"""How a one-shot command ends: streams that are closed or full, errors of the system, signals, faults."""

from __future__ import annotations

import io
import os
import signal
import stat
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest

from ici_tui import lookup
from ici_tui.cli.progress_line import ProgressLine
from ici_tui.packs.place import write_folder
from tests.pilot.packs import SMALL, write_pack
from tests.unit.test_cli import Done, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROGRAM = f"'{sys.executable}' -m ici_tui"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small pack, nothing of the user's in reach."""
    write_pack(tmp_path / "pack", SMALL)
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def shell(line: str, place: Path) -> subprocess.CompletedProcess[str]:
    """A line of bash in a folder, in which `ici-tui` is the program."""
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; ici-tui() {{ {PROGRAM} \"$@\"; }}; {line}"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", check=False,
        cwd=place, timeout=60,
    )  # fmt: skip


LOST = "ici-tui: standard output cannot be written: "
COMMANDS = ("--version", "--help", "rank --pack pack", "packs", "nonsense", "")
CLOSED = (">&-", "2>&-", "<&-", ">&- 2>&- <&-")


@pytest.mark.parametrize("command", COMMANDS)
def test_streams_that_are_closed_cost_one_line_at_most(command: str, place: Path) -> None:
    """All of a command's cases in one shell: they differ in their redirections alone."""
    lines = [f'ici-tui {command} {closed}; echo "rc=$?" >&9' for closed in CLOSED]
    done = shell("exec 9>codes; " + "; ".join(f"echo @ >&2; {line}" for line in lines), place)
    codes = (place / "codes").read_text(encoding="utf-8").split()
    remarks = [part.splitlines() for part in done.stderr.split("@\n")[1:]]
    wrong = command == "nonsense"
    for closed, code, said in zip(CLOSED, codes, remarks, strict=True):
        output = ">&-" in closed.replace("2>&-", "")
        assert code == ("rc=2" if wrong else "rc=1" if output else "rc=0"), (closed, said)
        assert len(said) == (0 if "2>&-" in closed else wrong or output or not command), closed
        assert all(line.startswith("ici-tui: ") for line in said)
        assert not said or wrong or not output or said[0].startswith(LOST), closed


@pytest.mark.parametrize("command", ["--help", "packs"])
def test_a_full_disk_is_told_and_a_reader_that_left_is_no_error(command: str, place: Path) -> None:
    full = shell(f"ici-tui {command} > /dev/full", place)
    assert (full.returncode, full.stderr) == (1, f"{LOST}No space left on device\n")
    assert shell(f"ici-tui {command} | true", place).returncode == 0


WRITTEN = (
    "packs", "themes", "rank --pack pack", "robust radius --pack pack", "scores --pack pack",
    "config path", "pack new new",
)  # fmt: skip
STANDING = "Made up for tests"
REFUSED = {
    "folder": "Is a directory",
    "none/x": "No such file or directory",
    "/dev/full": "No space left on device",
    "~nobody-here/x": "No such file or directory",
}


@pytest.mark.parametrize("command", WRITTEN)
def test_what_cannot_be_written_is_one_line(
    command: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place)
    (place / "folder").mkdir()
    # What has to stand on every page is said beside data, which have no page.
    told = f"ici-tui: {STANDING}\n" if command.startswith("scores") else ""
    for number, (target, reason) in enumerate(REFUSED.items()):
        done = run(*command.replace("new new", f"new new{number}").split(), "-o", target)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == f"{told}ici-tui: {target} cannot be written: {reason}\n"
    assert run(*command.split(), "-o", "~/x").returncode == 0
    assert (place / "x").stat().st_size
    left = {entry.name for entry in place.iterdir() if not entry.name.startswith("new")}
    assert left == {"pack", "folder", "x"}


def test_what_is_no_file_is_written_through(place: Path) -> None:
    os.mkfifo(place / "fifo")
    own = shell("ici-tui packs", place).stdout
    assert shell("ici-tui packs -o /dev/stdout", place).stdout == own
    through = shell("cat fifo > got & ici-tui packs -o fifo; wait; cat got", place)
    assert through.stdout == own
    assert stat.S_ISFIFO((place / "fifo").stat().st_mode)


LONG = "x" * 300


@pytest.mark.parametrize(
    ("words", "code", "reason"),
    [
        (f"rank --pack {LONG}", 2, "File name too long"),
        (f"stats --pack {LONG}", 2, "File name too long"),
        (f"pack new {LONG}", 1, "File name too long"),
        (f"export {LONG} --pack pack", 1, "File name too long"),
        (f"rank --pack pack -o {LONG}", 1, "File name too long"),
        ("rank --pack ~nobody-here/x", 2, "no pack is called '~nobody-here/x'"),
        ("pack new ~nobody-here/x", 1, "No such file or directory"),
    ],
)
def test_an_error_of_the_system_is_told_as_what_it_is(
    words: str, code: int, reason: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place)
    told_once(run(*words.split()), code, reason)


@pytest.mark.parametrize("words", ["rank --pack .", "pack check .", "pack new x"])
def test_so_is_a_folder_that_is_gone(words: str, place: Path) -> None:
    done = shell(f"mkdir gone; cd gone; rmdir ../gone; ici-tui {words}", place)
    told_once(Done(done.returncode, done.stdout, done.stderr), 1, "No such file or directory")


def told_once(done: Done, code: int, reason: str) -> None:
    """One line with the reason, which is not standard output."""
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith("ici-tui: ")
    assert done.stderr.count("\n") == 1
    assert reason in done.stderr
    assert "standard output" not in done.stderr


FAULTY = """
import sys, ici_tui.cli.opening as opening
def fail(common, **_):
    {body}
opening.study_of = fail  # before any command has taken it from there
sys.argv = ["ici-tui", *{words}.split()]
from ici_tui.__main__ import main
main()
"""
BODIES = {
    "raise ValueError('a\\x1b]0;t\\x07\\nb')": "ValueError: a\\x1b]0;t\\x07\\nb",
    "fail(common)": "RecursionError",
    "raise MemoryError": "MemoryError",
    "raise type('PanicException', (BaseException,), {})('x')": "PanicException: x",
}


def faulty(body: str, words: str, place: Path) -> subprocess.CompletedProcess[str]:
    code = textwrap.dedent(FAULTY).format(body=body, words=repr(words))
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True, text=True, encoding="utf-8", check=False, cwd=place,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("body", "said", "words"),
    [
        (body, said, words)
        for (body, said), words in zip(BODIES.items(), ["rank", "stats"] * 2, strict=True)
    ],
)
def test_an_error_that_nobody_foresaw_is_one_line_with_a_log(
    body: str, said: str, words: str, place: Path
) -> None:
    done = faulty(body, words, place)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("ici-tui: ")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    (log,) = (place / "state").rglob("*.txt")
    assert str(log) in done.stderr
    assert "study_of" not in done.stderr


@pytest.mark.parametrize(
    "body",
    [
        "raise KeyboardInterrupt",
        "class D:\n        def __set_name__(self, *_): raise KeyboardInterrupt\n"
        "    class C: d = D()",
    ],
    ids=["plain", "while a class is made"],
)
def test_ctrl_c_says_nothing_whatever_became_of_it(body: str, place: Path) -> None:
    done = faulty(body, "stats", place)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_ctrl_c_during_the_first_imports_says_nothing(place: Path) -> None:
    code = (
        "import sys, signal, os\n"
        "class Finder:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'ici_tui.streams': os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Finder())\n"
        "import ici_tui.__main__"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, cwd=place)
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, b"", b"")


def test_warnings_of_libraries_are_not_the_users_business(place: Path) -> None:
    body = "import warnings; warnings.warn('x', RuntimeWarning); sys.exit(0)"
    assert faulty(body, "stats", place).stderr == ""


# What is written


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_pack_that_is_interrupted_leaves_nothing(number: signal.Signals, place: Path) -> None:
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom ici_tui.packs import place\n"
        f"os.fsync = lambda _: os.kill(os.getpid(), {int(number)})\n"
        "place.write_folder(Path(sys.argv[1]), {'a': 'a', 'b': 'b'})"
    )
    (place / "empty").mkdir()
    for target in ("new", "empty"):
        done = subprocess.run([sys.executable, "-c", code, str(place / target)], check=False,
                              capture_output=True)  # fmt: skip
        assert done.returncode in {-number, 1}
        assert {entry.name for entry in place.iterdir()} == {"pack", "empty"}
        assert not any((place / "empty").iterdir())


def test_a_new_folder_has_the_modes_that_the_umask_leaves(place: Path) -> None:
    before = os.umask(0o077)
    try:
        write_folder(place / "new", {"a": "a"})
        os.umask(0o022)
        (place / "empty").mkdir(mode=0o750)
        node = (place / "empty").stat().st_ino
        write_folder(place / "empty", {"a": "a"})
    finally:
        os.umask(before)
    modes = [stat.S_IMODE((place / name).stat().st_mode) for name in ("new", "new/a", "empty/a")]
    assert modes == [0o700, 0o600, 0o644]
    assert (place / "empty").stat().st_ino == node
    assert stat.S_IMODE((place / "empty").stat().st_mode) == 0o750
    assert [entry.name for entry in (place / "empty").iterdir()] == ["a"]


# The cache

NAMES = [f"{number:048x}" for number in range(6)]


@pytest.fixture
def cache(place: Path) -> Iterator[Path]:
    """The cache's folder for cards."""
    lookup.keep_bytes(NAMES[0], b"own", lookup.folder(), 9)
    found = place / "cache" / "ici-tui" / "lookups"
    assert [file.name for file in found.iterdir()] == [NAMES[0]]
    yield found


def test_only_files_that_were_kept_are_thrown_out(cache: Path) -> None:
    foreign = ["x", "f" * 47, "F" * 48, "g" * 48, f".{'a' * 48}"]
    for name in foreign:
        (cache / name).write_bytes(b"")
        os.utime(cache / name, (1, 1))
    (cache / ("a" * 48)).mkdir()
    (cache / ("b" * 48)).symlink_to(cache / "x")
    for name in NAMES[1:]:
        lookup.keep_bytes(name, b"own", str(cache), 2)
    assert {file.name for file in cache.iterdir()} == {
        *foreign, "a" * 48, "b" * 48, *NAMES[-2:]
    }  # fmt: skip


@pytest.mark.parametrize("level", [0, 1])
@pytest.mark.parametrize("how", ["link", "open"])
def test_a_folder_that_somebody_else_may_fill_is_no_cache(
    how: str, level: int, cache: Path, place: Path
) -> None:
    folder = [cache, cache.parent][level]
    if how == "link":
        folder.rename(place / "elsewhere")
        folder.symlink_to(place / "elsewhere")
    else:
        folder.chmod(0o777)
    assert lookup.recalled(NAMES[0], str(cache)) is None
    lookup.keep_bytes(NAMES[1], b"new", str(cache), 1)
    assert [file.name for file in cache.iterdir()] == [NAMES[0]]


def test_nothing_is_written_through_a_link_or_read_from_a_fifo(cache: Path, place: Path) -> None:
    (place / "mine").write_bytes(b"mine")
    (cache / NAMES[1]).symlink_to(place / "mine")
    os.mkfifo(cache / NAMES[2])
    for name in NAMES[1:3]:
        lookup.keep_bytes(name, b"new", str(cache), 9)
        assert lookup.recalled(name, str(cache)) is None
    assert (place / "mine").read_bytes() == b"mine"
    assert (cache / NAMES[1]).is_symlink()
    assert stat.S_ISFIFO((cache / NAMES[2]).stat().st_mode)


def test_a_planted_card_is_not_printed_raw(place: Path) -> None:
    line = "ici-tui --city wuhan"
    good = shell(line, place)
    (card,) = (place / "cache" / "ici-tui" / "lookups").iterdir()
    card.write_bytes(lookup.sealed(card.name, b"\x1b]52;c;eA==\x07\n"))
    assert shell(line, place).stdout == good.stdout


@pytest.mark.parametrize(
    ("text", "plain", "coloured"),
    [
        ("a\tb\n", True, True),
        ("\x1b[1;31ma\x1b[0m\n", False, True),
        ("\x1b[2Ja\x1b[0m", False, False),
        ("\x1b]52;c;eA==\x07m", False, False),
        ("\x1b[1", False, False),
        ("\x9b1ma", False, False),
        ("a\u202eb", False, False),
    ],
)
def test_a_kept_text_is_lines_and_colours_of_a_terminal(
    text: str, plain: bool, coloured: bool, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del cache
    lookup.keep(NAMES[1], text)
    for terminal, fit in ((False, plain), (True, coloured)):
        monkeypatch.setattr(sys.stdout, "isatty", lambda found=terminal: found, raising=False)
        assert lookup.recall(NAMES[1]) == (text if fit else None)


@pytest.mark.parametrize(
    "line", ["ici-tui 'un", "ici-tui --pack " + "x" * 300 + " rank --by e", "ici-tui rank --by ent"]
)
@pytest.mark.parametrize("shell_name", ["bash", "nosuch"])
def test_completion_puts_nothing_into_the_users_line(
    line: str, shell_name: str, place: Path
) -> None:
    env = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split()) - 1)}
    done = subprocess.run(
        [sys.executable, "-m", "ici_tui"],
        capture_output=True, check=False, cwd=place, stdin=subprocess.DEVNULL,
        env={**os.environ, **env, "_ICI_TUI_COMPLETE": f"complete_{shell_name}"},
    )  # fmt: skip
    assert done.stderr == b""
    known = line.endswith("ent") and shell_name == "bash"
    assert done.stdout.strip() == (b"enterprise" if known else b"")
    assert not (place / "state").exists()


def test_a_terminal_that_goes_ends_the_line_of_progress_and_not_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Gone(io.StringIO):
        def isatty(self) -> bool:
            return True

        def write(self, text: str) -> int:
            raise OSError(5, f"Input/output error: {text}")

    monkeypatch.setattr(sys, "stderr", Gone())
    with ProgressLine() as line:
        assert line.count(1, 2)
        line.say("on")
    assert not line.shown
