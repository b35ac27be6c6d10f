"""Every fault that was found so far, by its number in the list of findings, and found no more."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests.hostile import base
from tests.hostile.corpus import FOUND
from tests.hostile.draft import Case, Draft, build
from tests.hostile.judge import faults_of, try_pack
from tests.hostile.kinds import cases
from tests.hostile.kinds.modules import BEFORE_US
from tests.hostile.kinds.special import devices
from tests.hostile.trial import environment, process

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from tests.hostile.draft import Hostile
    from tests.hostile.trial import Nursery, Outcome

SOUND = Case("sound", "whole", lambda draft, random: None)


def _named() -> list[object]:
    root = bool(devices())
    return [
        pytest.param(name, commands, id=f"{fault}-{name}")
        for fault, (names, commands) in FOUND.items()
        for name in names
        if root or fault != "F3-devices"
    ]


@pytest.mark.parametrize(("name", "commands"), _named())
def test_found_no_more(
    name: str, commands: tuple[str, ...], tmp_path: Path, nursery: Nursery
) -> None:
    wrong = try_pack(build(cases()[name], 0, tmp_path), nursery, only=commands)
    assert not wrong, "\n".join(map(str, wrong))


def _sound(root: Path) -> Hostile:
    return build(SOUND, 0, root)


def _right(outcome: Outcome, *codes: int) -> None:
    wrong = faults_of(outcome)
    assert not wrong, f"{wrong}\n{outcome.err.decode('utf-8', 'replace')}"
    assert outcome.code in codes, outcome.err.decode("utf-8", "replace")


# F1


@pytest.mark.parametrize("script", [False, True], ids=["module", "script"])
@pytest.mark.parametrize("name", ["modules:csv/all", "modules:parquet/all"])
def test_f1_no_file_of_the_current_folder_is_executed(
    name: str, script: bool, tmp_path: Path
) -> None:
    pack = build(cases()[name], 0, tmp_path)
    for before in BEFORE_US if not script else ():
        (pack.folder / f"{before}.py").unlink()
    for words in (("rank",), ("robust", "ranks")):
        found = process(
            (*words, "--pack", "."), home=tmp_path / "home", cwd=pack.folder, script=script
        )
        _right(found, 0)
    marks = [path for path in pack.folder.rglob("*") if path.name in {"EXECUTED", "__pycache__"}]
    assert not marks


# F12, F15: writing


def test_f12_a_device_is_written_through(tmp_path: Path, nursery: Nursery) -> None:
    if not devices():
        pytest.skip("nodes of devices cannot be made here")
    node = tmp_path / "null"
    devices()["null"](node)
    words = ("rank", "--pack", _sound(tmp_path).target, "-o", str(node))
    _right(nursery.run(words, home=tmp_path / "home", cwd=tmp_path), 0)
    assert stat.S_ISCHR(node.stat().st_mode)


def test_f12_a_fifo_is_written_into(tmp_path: Path, nursery: Nursery) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(fifo.read_bytes()), daemon=True)
    reader.start()
    words = ("rank", "--pack", _sound(tmp_path).target, "-o", str(fifo))
    _right(nursery.run(words, home=tmp_path / "home", cwd=tmp_path), 0)
    reader.join(10)
    assert stat.S_ISFIFO(fifo.stat().st_mode)
    assert "Alpha" in b"".join(read).decode()


def test_f12_standard_output_has_a_name(tmp_path: Path, nursery: Nursery) -> None:
    words = ("rank", "--pack", _sound(tmp_path).target, "-o", "/dev/stdout")
    found = nursery.run(words, home=tmp_path / "home", cwd=tmp_path)
    _right(found, 0)
    assert "Alpha" in found.out.decode()


def test_f15_modes_are_kept_and_the_umask_holds(tmp_path: Path, nursery: Nursery) -> None:
    pack, kept = _sound(tmp_path), tmp_path / "kept"
    kept.touch(mode=0o600)
    words = ("rank", "--pack", pack.target, "-o", str(kept))
    _right(nursery.run(words, home=tmp_path / "home", cwd=tmp_path), 0)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    before = os.umask(0o077)
    try:
        new = tmp_path / "new"
        found = process(
            ("export", "--pack", pack.target, str(new)), home=tmp_path / "home", cwd=tmp_path
        )
    finally:
        os.umask(before)
    _right(found, 0)
    assert stat.S_IMODE(new.stat().st_mode) == 0o700


# F14: the cache


def test_f14_the_cache_deletes_nothing_through_a_link(tmp_path: Path, nursery: Nursery) -> None:
    home, foreign = tmp_path / "home", tmp_path / "foreign"
    foreign.mkdir()
    for number in range(400):
        path = foreign / f"file{number}"
        path.write_text("x")
        os.utime(path, (1, 1))
    cache = home / "cache" / "ici-tui"
    cache.mkdir(parents=True)
    (cache / "lookups").symlink_to(foreign)
    (cache / "ensembles").symlink_to(foreign)
    for words in (("--city", "Beijing"), ("rank",), ("--city", "Wuhan")):
        _right(nursery.run(words, home=home, cwd=tmp_path), 0)
    assert sum(path.name.startswith("file") for path in foreign.iterdir()) == 400


def test_f14_a_fifo_in_the_cache_is_not_waited_for(tmp_path: Path, nursery: Nursery) -> None:
    home = tmp_path / "home"
    home.mkdir()
    words = ("--city", "Beijing")
    first = nursery.run(words, home=home, cwd=tmp_path)
    _right(first, 0)
    kept = [path for path in (home / "cache").rglob("*") if path.is_file()]
    assert kept
    for path in kept:
        path.unlink()
        os.mkfifo(path)
    again = nursery.run(words, home=home, cwd=tmp_path)
    _right(again, 0)
    assert again.out == first.out


# F16, F17, F19: streams, errors of the system, Ctrl-C


def _shell(
    line: str, home: Path, cwd: Path, *, timeout: float = 30
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["/bin/sh", "-c", line, "sh", sys.executable, "-m", "ici_tui"], cwd=cwd,
        env=environment(home), capture_output=True, check=False, timeout=timeout,
    )  # fmt: skip


@pytest.mark.parametrize(
    "words",
    ["rank", "--city Beijing", "packs", "scores --pack asem-2018", "config show", "check"],
)
def test_f16_a_closed_standard_output_is_one_line(words: str, tmp_path: Path) -> None:
    done = _shell(f'exec "$@" {words} >&-', tmp_path, tmp_path)
    lines = done.stderr.decode().splitlines()
    assert len(lines) == 1, lines
    assert lines[0].startswith("ici-tui: ")
    assert done.returncode == 1


def test_f17_errors_of_the_system_are_told_as_what_they_are(
    tmp_path: Path, nursery: Nursery
) -> None:
    for name in ("x" * 5000, "~nosuchuser/x", "a\0b".replace("\0", "\n"), "/proc/self/mem"):
        found = nursery.run(("rank", "--pack", name), home=tmp_path, cwd=tmp_path)
        _right(found, 1, 2)
        assert b"standard output" not in found.err


def test_f17_the_current_folder_may_be_gone(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    for words in ("rank --pack .", "pack check ."):
        done = _shell(f'cd gone; rmdir ../gone; exec "$@" {words}', tmp_path, tmp_path)
        (tmp_path / "gone").mkdir(exist_ok=True)
        lines = done.stderr.decode().splitlines()
        assert done.returncode in {1, 2}
        assert all(line.startswith("ici-tui: ") for line in lines), lines
        assert "standard output" not in done.stderr.decode()


@pytest.mark.parametrize("moment", [0.0, 0.03, 0.1])
def test_f19_ctrl_c_is_quiet_from_the_beginning(moment: float, tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "ici_tui", "rank", "--format", "csv"], env=environment(tmp_path),
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=tmp_path,
    ) as running:  # fmt: skip
        try:
            running.wait(moment)
        except subprocess.TimeoutExpired:
            running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=30)
    # The interpreter's own start-up is not ours: an interrupt there ends it as one does.
    assert running.returncode in {0, 130, -signal.SIGINT, 1}
    if b"ici_tui" in err or running.returncode != 1:
        assert b"Traceback" not in err, err.decode()


# F22: completion


def test_f22_completion_offers_nothing_that_a_shell_would_run(tmp_path: Path) -> None:
    def make(draft: Draft, random: Random) -> None:
        del random
        codes = ["$(touch${IFS}x)", "`x`", "a;b"]
        draft.only({})
        draft.table("iData.csv", [["uCode", *codes], ["A", "1", "2", "3"], ["B", "3", "2", "1"]])
        draft.table("iMeta.csv", base.flat_meta(codes))

    pack = build(Case("complete", "shell", make), 0, tmp_path)
    line = f"ici-tui --pack {pack.target} rank --by "
    env = environment(tmp_path / "home") | {
        "_ICI_TUI_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": "5",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "ici_tui"], env=env, capture_output=True, check=False, timeout=30
    )
    assert not set(done.stdout.decode()) & set("$`;|&<>(){}'\"\\"), done.stdout
    assert b"Traceback" not in done.stderr


# F25, F26, and those of the list of findings about numbers


def _numbers(root: Path, rows: list[list[str]], weights: list[str]) -> Hostile:
    def make(draft: Draft, random: Random) -> None:
        del random
        names = [f"c{k}" for k in range(len(weights))]
        draft.only({})
        lines = [[f"U{k}", *row] for k, row in enumerate(rows)]
        draft.table("iData.csv", [["uCode", *names], *lines])
        draft.table("iMeta.csv", base.flat_meta(names, weights))

    return build(Case("numbers", "given", make), 0, root)


WHOLE = ("3,1,2", "2,3,3", "0,3,1", "3,3,1", "2,2,0", "3,0,1")


@pytest.mark.parametrize("question", ["acceptability", "uncertainty", "ranks"])
def test_f25_whole_numbers_are_answered(question: str, tmp_path: Path, nursery: Nursery) -> None:
    pack = _numbers(tmp_path, [row.split(",") for row in WHOLE], ["3", "2", "3"])
    words = ("robust", question, "--pack", pack.target)
    _right(nursery.run(words, home=tmp_path / "home", cwd=tmp_path), 0)


@pytest.mark.parametrize(
    ("one", "two", "weights"),
    [
        ("20,0,0,-19", "3,0,0,-2", "2,0,6,2"),
        ("1,-21,20,-17", "-12,-3,0,21", "4,3,2,1"),
    ],
)
def test_f26_an_exact_tie_can_be_overtaken(
    one: str, two: str, weights: str, tmp_path: Path, nursery: Nursery
) -> None:
    pack = _numbers(tmp_path, [one.split(","), two.split(",")], weights.split(","))
    words = ("robust", "overtake", "U1", "U0", "--pack", pack.target)
    _right(nursery.run(words, home=tmp_path / "home", cwd=tmp_path), 0)


def test_weights_whose_sum_overflows_are_refused(tmp_path: Path, nursery: Nursery) -> None:
    pack = _numbers(tmp_path, [["1", "2"], ["2", "1"]], ["1", "1"])
    words = ("rank", "--pack", pack.target, "--weights", "c0=1e308,c1=1e308")
    _right(nursery.run(words, home=tmp_path / "home", cwd=tmp_path), 0, 2)


def test_f27_the_examples_of_properties_are_the_same_on_every_run() -> None:
    if hypothesis.settings.get_current_profile_name() == "long":
        pytest.skip("the long form looks further")
    assert hypothesis.settings().derandomize
