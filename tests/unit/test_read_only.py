"""A closed session: nothing is written, run or read elsewhere, by whatever is asked of it."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.pilot.packs import SMALL, write_pack

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]
SECRET = "nobody's business"
"""What stands in files that no visitor may see."""


class Machine:
    """Folders as an account has them, with something in each."""

    def __init__(self, place: Path) -> None:
        self.place = place
        for name in ("home", "cwd", "config", "data", "state", "cache", "tmp", "host"):
            (place / name).mkdir()
            (place / name / "note.txt").write_text(SECRET)
        (place / "config" / "ici-tui").mkdir()
        (place / "config" / "ici-tui" / "config.toml").write_text('theme = "light"\n')
        self.packs = place / "packs"
        self.packs.mkdir()
        write_pack(self.packs / "small", SMALL)
        write_pack(place / "elsewhere", SMALL)
        (self.packs / "out").symlink_to(place / "elsewhere")

    def env(self, **more: str) -> dict[str, str]:
        """The environment of the account."""
        named = {
            "HOME": "home", "XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data",
            "XDG_STATE_HOME": "state", "XDG_CACHE_HOME": "cache", "TMPDIR": "tmp",
            "ICI_TUI_HOME": "host",
        }  # fmt: skip
        places = {name: str(self.place / folder) for name, folder in named.items()}
        # What Python compiles is not the program's doing.
        own = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "80"}
        return {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **places, **own, **more}

    def digest(self) -> dict[str, str]:
        """Every file, folder and link with what is in it, its mode and its time."""
        found = {}
        for path in sorted(self.place.rglob("*")):
            seen = path.lstat()
            holds = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
            mark = hashlib.sha256(holds).hexdigest()
            found[str(path)] = f"{seen.st_mode:o} {seen.st_mtime_ns} {seen.st_size} {mark}"
        return found

    def run(
        self, *words: str, module: str = "ici_tui", given: str = "", **env: str
    ) -> subprocess.CompletedProcess[str]:
        """A program in these folders, with an input that ends."""
        return subprocess.run(
            [sys.executable, "-m", module, *words],
            cwd=self.place / "cwd", env=self.env(**env), input=given,
            capture_output=True, text=True, encoding="utf-8", check=False, timeout=300,
        )  # fmt: skip

    def closed(self, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
        """The command line of a visitor, behind the host's own words."""
        return self.run("--pack-root", str(self.packs), "--read-only", *words, **env)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def tried(machine: Machine, what: str, given: object = None) -> list[dict[str, Any]]:
    done = machine.run(
        what, str(machine.packs), module="tests.unit.closed_session", given=json.dumps(given)
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["found"]
    return found


def tells_nothing(text: str, machine: Machine) -> bool:
    """Whether no folder of the machine, nothing of its files, and no traceback is in a text."""
    return not any(word in text for word in (str(machine.place), str(ROOT), SECRET, "Traceback"))


@pytest.mark.slow
def test_no_command_changes_a_file(machine: Machine) -> None:
    before = machine.digest()
    found = tried(machine, "commands")
    assert machine.digest() == before
    for one in found:
        assert one["code"] in {0, 1, 2}, one
        assert tells_nothing(one["out"] + one["err"], machine), one
        if one["refused"]:
            assert (one["code"], one["out"], one["err"].count("\n")) == (2, "", 1), one
    names = {one["name"] for one in found}
    assert {"export", "pack new", "config forget", "robust overtake", "audit"} <= names


@pytest.mark.slow
@pytest.mark.parametrize("what", ["words", "lines"])
def test_no_command_of_the_explorer_changes_a_file(machine: Machine, what: str) -> None:
    before = machine.digest()
    found = tried(machine, what)
    assert machine.digest() == before
    for one in found:
        assert not one["fault"], one
        assert tells_nothing("".join(one["said"]), machine), one
        if one["private"]:
            assert any("read-only" in said for said in one["said"]), one
    assert {"copy.write", "weights.save", "program.resume"} <= {
        one["name"] for one in found if one["private"]
    }


def test_the_same_commands_would_change_files_in_an_open_session(machine: Machine) -> None:
    before = machine.digest()
    assert machine.run("rank", "-o", "out.txt").returncode == 0
    assert machine.run("pack", "new", "made").returncode == 0
    after = machine.digest()
    made = {Path(path).name for path in after.keys() - before.keys()}
    assert {"out.txt", "made", "pack.toml"} <= made


ATTACKS: Sequence[str] = (
        "open('made', 'w')", "open('note.txt', 'a')", "open('note.txt', 'r+')",
        "open('made', 'xb')", "os.open('made', os.O_CREAT | os.O_WRONLY)",
        "os.open('note.txt', os.O_RDONLY | os.O_TRUNC)", "os.mkdir('made')",
        "os.remove('note.txt')", "os.rename('note.txt', 'made')", "os.link('note.txt', 'made')",
        "os.symlink('note.txt', 'made')", "os.truncate('note.txt', 0)", "os.chmod('note.txt', 0)",
        "os.utime('note.txt', (0, 0))", "os.rmdir('.')", "pathlib.Path('made').touch()",
        "tempfile.mkdtemp()", "tempfile.TemporaryFile()", "os.system('touch made')",
        "subprocess.run(['touch', 'made'])", "os.execv('/bin/touch', ['touch', 'made'])",
        "os.posix_spawn('/bin/touch', ['touch', 'made'], {})", "os.fork()",
        "subprocess.run([sys.executable, '-c', 'open(\"made\", \"w\")'])",
        "socket.create_connection(('127.0.0.1', 9), 1)",
        "ici_tui.files.write_whole(pathlib.Path('made'), 'x')",
        "ici_tui.packs.place.write_folder(pathlib.Path('made'), {'a': 'x'})",
        "ici_tui.regular.read_regular('note.txt', 99)",
        "ici_tui.regular.read_regular('/etc/passwd', 1 << 20)",
        "rights.hold(rights.held())",
)  # fmt: skip


def test_what_tries_anyway_is_refused_where_it_tries(machine: Machine) -> None:
    program = f"""
import os, pathlib, shutil, socket, subprocess, sys, tempfile
import ici_tui.files, ici_tui.packs.place, ici_tui.regular
from ici_tui.allowed import rights
from ici_tui.settings.host import begin
begin(["--read-only"])
for line in {ATTACKS!r}:
    try:
        exec(line)
    except (OSError, rights.RightsError) as error:
        print(line, flush=True)
"""
    (machine.place / "attack.py").write_text(program)
    before = machine.digest()
    path = os.pathsep.join([str(ROOT), str(machine.place)])
    done = machine.run(module="attack", PYTHONPATH=path)
    assert done.stdout.splitlines() == list(ATTACKS), done.stderr
    assert machine.digest() == before


def test_libraries_in_other_languages_are_refused_by_the_kernel(machine: Machine) -> None:
    program = """
import ctypes, os
from ici_tui.allowed import landlock
from ici_tui.settings.host import begin
known = landlock.version() > 0
begin(["--read-only"])
libc = ctypes.CDLL(None, use_errno=True)
made = libc.open(b"made", os.O_CREAT | os.O_WRONLY, 0o600)
cut = libc.truncate(b"note.txt", 0)
print(known, made, cut)
"""
    (machine.place / "attack.py").write_text(program)
    before = machine.digest()
    done = machine.run(module="attack", PYTHONPATH=os.pathsep.join([str(ROOT), str(machine.place)]))
    if done.stdout.startswith("False"):
        pytest.skip("this kernel has no Landlock")
    assert done.stdout.split() == ["True", "-1", "-1"], done.stderr
    assert machine.digest() == before


def test_a_child_is_closed_as_its_parent(machine: Machine) -> None:
    program = """
from ici_tui.child import Child
from ici_tui.settings.host import begin
begin(["--read-only"])
child = Child()
try:
    for found in child.task("pathlib:Path.touch", ("made",), None):
        print(found)
except Exception as error:
    print(error)
"""
    (machine.place / "attack.py").write_text(program)
    before = machine.digest()
    machine.run(module="attack", PYTHONPATH=os.pathsep.join([str(ROOT), str(machine.place)]))
    assert machine.digest() == before


ELSEWHERE: Sequence[str] = (
    "/etc", "/etc/passwd", "../elsewhere", "small/../../elsewhere", "out", "~", "~root", "~nosuch",
    ".", "..", "../packs/small", "small/iData.csv/../../../elsewhere", "n" * 5000, "./", "/",
)  # fmt: skip


def test_a_pack_elsewhere_is_not_even_looked_at(machine: Machine) -> None:
    given = [w for name in ELSEWHERE for w in (["--pack", name, "rank"], ["pack", "check", name])]
    found = tried(machine, "given", given)
    assert [one["words"] for one in found] == given
    for one in found:
        assert (one["code"], one["out"]) == (2, ""), one
        (line,) = one["err"].splitlines()
        long = any(len(word) > 1000 for word in one["words"])
        assert long or line.endswith("asem-2018, ici-cn-2020, small"), one
        assert tells_nothing(line, machine), one


def test_a_table_elsewhere_is_as_one_that_is_not_there(machine: Machine) -> None:
    (machine.place / "cwd" / "there.csv").write_text("name,A\nx,1\ny,2\n")
    for command in ("columns", "values"):
        said = []
        for name in ("there.csv", "their.csv"):
            done = machine.closed(command, name)
            assert (done.returncode, done.stdout) == (2, "")
            said.append(done.stderr.replace(name, ""))
        assert said[0] == said[1]
        assert said[0].count("\n") == 1


def test_a_table_of_the_hosts_folder_is_opened(machine: Machine) -> None:
    (machine.packs / "there.csv").write_text("name,A,B\nx,1,4\ny,2,3\n")
    assert "there" in machine.closed("there.csv", "rank").stdout
    assert "A" in machine.closed("columns", "there.csv").stdout


def test_what_is_open_is_found_again(machine: Machine) -> None:
    (machine.packs / "there.csv").write_text("name,A,B\nx,1,4\ny,2,3\n")
    program = f"""
from ici_tui.packs.find import find_pack, name_again
from ici_tui.settings.host import begin
begin(["--pack-root", {str(machine.packs)!r}, "--read-only"])
for name in ("asem-2018", "small", "there.csv"):
    place = find_pack(name)
    print(find_pack(name_again(place)) == place)
"""
    (machine.place / "attack.py").write_text(program)
    done = machine.run(module="attack", PYTHONPATH=os.pathsep.join([str(ROOT), str(machine.place)]))
    assert done.stdout.split() == ["True"] * 3, done.stderr


@pytest.mark.parametrize("name", ["small", "SMALL", "./small", "small/iData.csv"])
def test_a_pack_of_the_hosts_folder_is_opened(machine: Machine, name: str) -> None:
    assert "Alpha" in machine.closed("--pack", name, "rank").stdout
    assert machine.closed("pack", "check", name).returncode == 0


def test_a_faulty_pack_is_told_without_where_it_is(machine: Machine) -> None:
    write_pack(machine.packs / "bad", SMALL | {"iData.csv": "uCode,Roads\nA,x\n"})
    for words in (("--pack", "bad", "rank"), ("pack", "check", "bad", "--format", "json")):
        done = machine.closed(*words)
        assert done.returncode == 1
        assert "iData.csv" in done.stdout + done.stderr
        assert tells_nothing(done.stdout + done.stderr, machine)


@pytest.mark.parametrize(
    ("words", "env"),
    [
        (["--pack-root", "/", "rank"], {}),
        (["rank", "--pack-root=/"], {}),
        (["--pack-root", "/", "--read-only", "rank"], {}),
        (["--install-completion"], {}),
        (["--show-completion=bash"], {}),
    ],
)
def test_nothing_after_the_flag_opens_more(
    machine: Machine, words: list[str], env: dict[str, str]
) -> None:
    by_flag = machine.closed(*words, **env)
    by_env = machine.run(*words, **env, ICI_TUI_READ_ONLY="1")
    for done in (by_flag, by_env):
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done


def test_the_environment_closes_without_the_flag(machine: Machine) -> None:
    done = machine.run("rank", "-o", "made", ICI_TUI_READ_ONLY="1")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    packs = machine.run("packs", ICI_TUI_READ_ONLY="1", ICI_TUI_PACK_ROOT=str(machine.packs))
    assert "small" in packs.stdout
    assert "small" not in machine.run("packs", ICI_TUI_READ_ONLY="1").stdout


def test_the_hosts_configuration_counts_and_the_visitors_does_not(machine: Machine) -> None:
    root = json.dumps(str(machine.packs))
    (machine.place / "host" / "config.toml").write_text(
        f'theme = "paper"\npack = "small"\npack_root = {root}\nmax_seconds = 60\nidle = "30m"\n'
    )
    themes = json.loads(machine.run("--read-only", "themes", "--format", "json").stdout)
    assert [theme["name"] for theme in themes if theme["current"]] == ["paper"]
    assert "Alpha" in machine.run("--read-only", "rank").stdout


def test_a_fault_in_the_hosts_configuration_is_one_line_without_its_place(
    machine: Machine,
) -> None:
    (machine.place / "host" / "config.toml").write_text("idle = 3\n")
    done = machine.run("--read-only", "rank")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "config.toml" in done.stderr
    assert tells_nothing(done.stderr, machine)


def test_help_and_completion_are_without_what_is_closed(machine: Machine) -> None:
    text = machine.closed("--help").stdout
    assert "rank " in text
    assert not any(
        word in text for word in ("export", "config", "-o,", "or -o", "--resume", "completion")
    )
    assert " new" not in machine.closed("pack", "--help").stdout
    closed, everywhere = offered(machine, ICI_TUI_READ_ONLY="1"), offered(machine)
    assert {"rank", "pack"} <= closed < everywhere
    assert {"export", "config"} <= everywhere - closed
    dashed = offered(machine, "-", ICI_TUI_READ_ONLY="1")
    assert "--format" in dashed
    assert not dashed & {"--output", "-o", "--resume", "--install-completion", "--pack-root"}


def offered(machine: Machine, begun: str = "", **env: str) -> set[str]:
    """What a shell is offered for the first word."""
    done = machine.run(
        _ICI_TUI_COMPLETE="complete_bash", COMP_WORDS=f"ici-tui {begun}", COMP_CWORD="1", **env
    )
    return set(done.stdout.split())


def test_a_message_is_not_as_long_as_a_visitor_likes(machine: Machine) -> None:
    done = machine.closed("rank", "--by", "n" * 100_000)
    assert done.returncode == 2
    assert len(done.stderr) < 1100


def test_a_question_ends_with_one_line_when_its_time_is_over(machine: Machine) -> None:
    done = machine.closed("--max-seconds", "1", "robust", "acceptability", "--draws", "1000000")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)


@pytest.mark.parametrize(
    ("option", "value"),
    [("--max-seconds", "0"), ("--max-seconds", "-1"), ("--idle", "soon"), ("--idle", "9" * 99),
     ("--max-memory", "1"), ("--max-memory", "1MB"), ("--max-memory", "")],
)  # fmt: skip
def test_a_limit_that_is_none_is_one_line(machine: Machine, option: str, value: str) -> None:
    for words in ((f"{option}={value}", "rank"), (f"{option}={value}", "--read-only", "rank")):
        done = machine.run(*words)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done


def test_a_visitor_can_make_a_limit_narrower_and_not_wider() -> None:
    from ici_tui.allowed.limits import Limits

    host = Limits(max_seconds=60, idle=None, max_memory=5)
    assert host.within(Limits(600, 10, None)) == Limits(60, 10, 5)
    assert host.within(Limits(6, None, 7)) == Limits(6, None, 5)


def test_memory_beyond_the_limit_is_refused(machine: Machine) -> None:
    program = """
import numpy as np
from ici_tui.allowed.limits import Limits, narrow
narrow(Limits(max_memory=600 << 20))
np.ones(10 << 20)
try:
    np.ones(200 << 20)
except MemoryError:
    print("refused")
"""
    (machine.place / "attack.py").write_text(program)
    done = machine.run(module="attack", PYTHONPATH=os.pathsep.join([str(ROOT), str(machine.place)]))
    assert done.stdout == "refused\n", done.stderr


WRITERS = frozenset(
    [
        "memmap",
        "save",
        "savetxt",
        "savez",
        "savez_compressed",
        "tofile",
        "to_csv",
        "write_avro",
        "write_clipboard",
        "write_csv",
        "write_database",
        "write_delta",
        "write_excel",
        "write_ipc",
        "write_json",
        "write_ndjson",
        "write_parquet",
        "sink_csv",
        "sink_ipc",
        "sink_ndjson",
        "sink_parquet",
    ]
)
"""Functions of polars and numpy that open a file by themselves, past Python's audit hooks."""
INTO_MEMORY = {(f"{name}.py", "write_csv") for name in ("long_records", "score_table")}


def test_no_library_is_handed_a_file_to_write() -> None:
    found = {
        (file.name, node.func.attr)
        for file in (ROOT / "ici_tui").rglob("*.py")
        for text in [file.read_text(encoding="utf-8")]
        if any(f".{name}" in text for name in WRITERS)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITERS
    }
    assert found == INTO_MEMORY
