"""Write the golden files anew: `python -m tests.golden.regenerate`. Read the difference after."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

import polars as pl

from tests.golden.cases import EXPECTED, PACK, all_cases, transcript

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


def main() -> None:
    if not (PACK / "ensemble.parquet").exists():
        write_ensemble()
    EXPECTED.mkdir(exist_ok=True)
    cases = all_cases()
    with tempfile.TemporaryDirectory() as home:
        for case in cases:
            text = transcript(case, Path(home))
            # Bytes, so that no line end is translated.
            case.file.write_bytes(text.encode())
    kept = {case.file for case in cases}
    for file in EXPECTED.glob("*.txt"):
        if file not in kept:
            file.unlink()
    print(f"{len(cases)} files in {EXPECTED}")


if __name__ == "__main__":
    main()
