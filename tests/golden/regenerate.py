"""Write the golden files anew: `python -m tests.golden.regenerate`. Read the difference after.

What is shipped beside the bundled pack so that it opens sooner is made anew as well.
"""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

import polars as pl

from ici_tui import lookup
from ici_tui.evidence.ensemble import Ensemble
from ici_tui.packs import copies
from ici_tui.packs.find import find_pack
from ici_tui.packs.large.ensemble_file import read_tables
from ici_tui.packs.load import load_pack
from ici_tui.tui.session import Session
from ici_tui.tui.startup import shipped_frame
from ici_tui.tui.startup.write_shipped_frame import shipped_ranking_of
from tests.golden.cases import EXPECTED, PACK, all_cases, transcript
from tests.golden.lines_cases import WIDTHS, file_of, session

SHIFTS = (-6.0, 0.0, 6.0, 9.0)
LEAVES = ("Roads", "Rails", "Schools", "Rules")


def write_ensemble() -> None:
    """Four tables about the pack's own, every other unit moved the other way; gaps count as 45."""
    with (PACK / "iData.csv").open(encoding="utf-8", newline="") as lines:
        units = list(csv.DictReader(lines))
    rows = []
    for table, shift in enumerate(SHIFTS):
        for place, unit in enumerate(units):
            values = {leaf: float(unit[leaf] or 45) for leaf in LEAVES}
            moved = shift if place % 2 else -shift
            values |= {"Roads": values["Roads"] + moved, "Rails": values["Rails"] - moved}
            rows.append({"table": table, "code": unit["uCode"], **values})
    pl.DataFrame(rows).write_parquet(PACK / "ensemble.parquet")


def write_copy() -> None:
    """The copy of the bundled ensemble that is shipped beside it."""
    pack = load_pack(find_pack())
    file, index = pack.folder / "ensemble.parquet", pack.index
    leaves = [leaf.code for leaf in index.tree.leaves]
    name = copies.name_of(pack.folder, index.codes, leaves)
    body = copies.packed(Ensemble.of(read_tables(file, index.codes, leaves)))
    (pack.folder / copies.SHIPPED).write_bytes(lookup.sealed(name, body))


def write_first() -> None:
    """What the explorer's first frame shows of the bundled pack, shipped beside it."""
    pack = load_pack(find_pack())
    assert pack.ensemble is not None  # read now, not when it is first needed
    body = shipped_frame.dump(shipped_ranking_of(Session.of(pack)))
    name = shipped_frame.name_of(pack.folder)
    (pack.folder / shipped_frame.SHIPPED).write_bytes(lookup.sealed(name, body))


def main() -> None:
    write_copy()
    write_first()
    if not (PACK / "ensemble.parquet").exists():
        write_ensemble()
    EXPECTED.mkdir(exist_ok=True)
    cases = all_cases()
    with tempfile.TemporaryDirectory() as home:
        for case in cases:
            text = transcript(case, Path(home))
            # Bytes, so that no line end is translated.
            case.file.write_bytes(text.encode())
        for width in WIDTHS:
            file_of(width).write_bytes(session(width, Path(home)).encode())
    kept = {case.file for case in cases}
    for file in EXPECTED.glob("*.txt"):
        if file not in kept:
            file.unlink()
    print(f"{len(cases)} files in {EXPECTED}")


if __name__ == "__main__":
    main()
