"""Writing whole or not at all: modes, links, devices, signals, and two that write at once."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ici_tui.files import locked, write_whole

SLOW = """
import sys, time
from pathlib import Path
from ici_tui.files import write_whole
def pieces():
    yield b"new"
    print("begun", flush=True)
    time.sleep(60)
    yield b"more"
write_whole(Path(sys.argv[1]), pieces())
"""


def mode_of(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def test_a_file_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    file.write_text("old")
    file.chmod(0o640)
    write_whole(file, "new")
    assert (file.read_text(), mode_of(file)) == ("new", 0o640)


def test_a_new_file_has_what_the_umask_leaves(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        write_whole(tmp_path / "a", "new")
        write_whole(tmp_path / "b", "new", mode=0o640)
    finally:
        os.umask(before)
    assert (mode_of(tmp_path / "a"), mode_of(tmp_path / "b")) == (0o600, 0o600)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "file")
    write_whole(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_text() == "new"


def test_a_fifo_is_written_through(tmp_path: Path) -> None:
    fifo, found = tmp_path / "fifo", []
    os.mkfifo(fifo)
    reader = threading.Thread(target=lambda: found.append(fifo.read_bytes()))
    reader.start()
    write_whole(fifo, "through")
    reader.join()
    assert found == [b"through"]
    assert stat.S_ISFIFO(fifo.stat().st_mode)


def test_a_device_is_written_through_and_stays_one(tmp_path: Path) -> None:
    device = tmp_path / "null"
    try:
        os.mknod(device, 0o666 | stat.S_IFCHR, os.makedev(1, 3))
        write_whole(device, "gone")
    except PermissionError:
        pytest.skip("nobody but root makes a device")
    assert stat.S_ISCHR(device.stat().st_mode)


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_standard_output_is_continued_and_not_replaced(tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    with out.open("wb") as file:
        file.write(b"before\n")
        file.flush()
        code = f"from pathlib import Path; from ici_tui.files import write_whole; write_whole(Path({name!r}), 'x')"
        subprocess.run([sys.executable, "-c", code], stdout=file, check=True)
    assert out.read_bytes() == b"before\nx"


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_draft_is_gone_when_a_signal_ends_the_program(tmp_path: Path, name: str) -> None:
    file = tmp_path / "out.csv"
    file.write_text("old")
    number = getattr(signal, name)
    with subprocess.Popen(
        [sys.executable, "-c", SLOW, str(file)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(number)
        assert process.wait(30) == -number
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.csv"]
    assert file.read_text() == "old"


def test_bytes_are_on_the_disk_before_the_name_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    sync = os.fsync

    def watched(handle: int) -> None:
        seen.append((stat.S_ISREG(os.fstat(handle).st_mode), (tmp_path / "a").exists()))
        sync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    write_whole(tmp_path / "a", "new")
    assert seen == [(True, False), (False, True)]


def test_who_is_second_waits_for_the_lock(tmp_path: Path) -> None:
    file = tmp_path / "counts"
    file.write_text("0")

    def count() -> None:
        for _ in range(50):
            with locked(file):
                write_whole(file, str(int(file.read_text()) + 1))

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert file.read_text() == "200"


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path, "new")


def test_a_legal_name_of_many_bytes_is_written(tmp_path: Path) -> None:
    file = tmp_path / f"{'城' * 80}.csv"
    write_whole(file, "new")
    assert file.read_text() == "new"


def test_a_stream_of_no_possible_number_is_an_error_of_the_system() -> None:
    with pytest.raises(OSError):
        write_whole(Path("/dev/fd/99999999999999999999"), "new")
