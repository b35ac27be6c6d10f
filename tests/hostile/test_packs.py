"""One hostile pack of each kind, through the commands; the long form has all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hostile.draft import build
from tests.hostile.judge import try_pack
from tests.hostile.kinds import cases, kinds
from tests.hostile.wire import try_wire

if TYPE_CHECKING:
    from pathlib import Path

    from tests.hostile.trial import Nursery

SAMPLE = (
    "text:everywhere/clipboard", "names:folder/c1-osc", "special:fifo/figures.csv",
    "links:out/iData.csv", "workbook:errors", "parquet:indicator/struct", "ensemble:value/date",
    "toml:pack.toml/presets.0.weights", "csv:iMeta.csv/utf-16", "numbers:whole/3", "trees:cycle",
    "pipelines:all-at-once", "panels:payloads", "sizes:claims", "spreadsheets:plus",
    "modules:csv/all", "homes:config.toml/types",
)  # fmt: skip


@pytest.mark.parametrize("name", SAMPLE)
def test_a_pack_of_each_kind_opens_or_says_why_not(
    name: str, tmp_path: Path, nursery: Nursery
) -> None:
    pack = build(cases()[name], 0, tmp_path)
    wrong = try_pack(pack, nursery, only=("robust",) if pack.draft.processes else None)
    assert not wrong, "\n".join(map(str, wrong))


def test_there_are_hundreds_of_packs_and_a_sample_of_each_kind() -> None:
    assert len(cases()) >= 400
    assert tuple(cases()[name].kind for name in SAMPLE) == kinds()


def test_a_pack_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    for name in ("text:iData.csv/uName", "toml:claims.toml/cut", "numbers:whole/5"):
        one, two, other = (
            {path.name: path.read_bytes() for path in pack.folder.iterdir()}
            for place, seed in enumerate((1, 1, 2))
            for pack in [build(cases()[name], seed, tmp_path / f"{name[:4]}{place}")]
        )
        assert one == two
        assert one != other


@pytest.mark.parametrize(
    "name", ["text:everywhere/clipboard", "special:fifo/ensemble.parquet", "names:broken/newline"]
)
def test_nothing_of_a_pack_is_on_the_wire_of_the_explorer(name: str, tmp_path: Path) -> None:
    wrong = try_wire(build(cases()[name], 0, tmp_path))
    assert not wrong, "\n".join(map(str, wrong))
