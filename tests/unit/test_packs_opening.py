"""The way into a pack: inside its folder, a regular file, not too large; else one located line."""

from __future__ import annotations

import os
import shutil
import socket
from typing import TYPE_CHECKING

import pytest

from ici_tui.cli.glance import glance
from ici_tui.packs.check import check_pack
from ici_tui.packs.opening import MOST_BYTES, file_in_pack, in_pack, read_in_pack
from ici_tui.regular import UnfitFileError, size_text
from tests.golden.cases import PACK
from tests.unit.test_packs import write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TABLES = ("iData.csv", "iData.parquet", "iMeta.csv", "iMeta.parquet", "book.xlsx")
OTHERS = (
    "pack.toml", "sources.toml", "claims.toml", "profiles.toml", "cells.csv", "published.csv",
    "figures.csv", "ensemble.parquet",
)  # fmt: skip


def to_nothing(path: Path) -> None:
    path.symlink_to("nowhere")


def to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def out_of_the_pack(path: Path) -> None:
    outside = path.parent.parent / f"outside-{path.name}"
    outside.write_text("secret", encoding="utf-8")
    path.symlink_to(outside)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def bound(path: Path) -> None:
    """A socket; its whole path may be longer than the system takes."""
    here = os.open(".", os.O_RDONLY)
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.fchdir(here)
        os.close(here)


def sparse(path: Path) -> None:
    path.touch()
    os.truncate(path, 6 << 30)


ODD: tuple[Callable[[Path], None], ...] = (
    os.mkfifo, os.mkdir, bound, sparse, to_nothing, to_itself, out_of_the_pack, endless,
)  # fmt: skip


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("name", [*TABLES, *OTHERS])
def test_what_is_no_file_of_the_pack_is_a_located_fault(
    tmp_path: Path, name: str, odd: Callable[[Path], None]
) -> None:
    folder = shutil.copytree(PACK, tmp_path / "pack")
    if name in TABLES:
        for table in ("iData.csv", "iMeta.csv") if name == "book.xlsx" else (name[:5] + ".csv",):
            (folder / table).unlink()
    (folder / name).unlink(missing_ok=True)
    odd(folder / name)
    assert name in {fault.file for fault in check_pack(folder)}
    glance(folder)


def test_a_file_that_is_too_large_says_the_limit_and_its_size(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "pack.toml").touch()
    os.truncate(folder / "pack.toml", MOST_BYTES["toml"] + 1)
    with pytest.raises(UnfitFileError, match=f"{size_text(MOST_BYTES['toml'])} is the most"):
        read_in_pack(folder, "pack.toml", "toml")
    os.truncate(folder / "pack.toml", MOST_BYTES["toml"])
    assert len(read_in_pack(folder, "pack.toml", "toml")) == MOST_BYTES["toml"]


def test_links_inside_the_pack_are_followed_and_what_is_not_there_is_told_apart(
    tmp_path: Path,
) -> None:
    folder = write(tmp_path / "pack")
    (folder / "data").mkdir()
    (folder / "iMeta.csv").rename(folder / "data" / "meta")
    (folder / "iMeta.csv").symlink_to("data/meta")
    (tmp_path / "link").symlink_to(folder)
    assert check_pack(tmp_path / "link") == ()
    assert file_in_pack(folder, "iMeta.csv", "meta") == folder / "iMeta.csv"
    with pytest.raises(FileNotFoundError):
        read_in_pack(folder, "pack.toml", "toml")
    to_nothing(folder / "pack.toml")
    assert in_pack(folder, "pack.toml")
    with pytest.raises(UnfitFileError):
        read_in_pack(folder, "pack.toml", "toml")
