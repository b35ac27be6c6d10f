"""Make the values of this pack: `python reconstruct.py`; see `--help`.

The report's indicator tables are lost. This finds tables that agree with everything that is
known of them, samples many, and shows the one nearest their centre. Needs numpy, polars and,
but for `--check`, scipy. The same seed and the same versions give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
import tomllib
from multiprocessing import Pool
from pathlib import Path
from typing import TYPE_CHECKING

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from reconstruction import check, model

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

SEED = 2020
STARTS, COPIES = 8, 8
STEPS, BURN, THIN = 1_400_000, 200_000, 1_000
SHORT = 2_000
PRIORS = ("uniform", "log")
PER_PRIOR = 500
BOUNDS = Path("reconstruction", "bounds.csv")


def shipped(folder: Path) -> Iterator[tuple[str, dict[str, list[int]]]]:
    """Every table of the pack, in tenths: the one shown, then the ensemble's."""
    with (folder / "iData.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    yield "shown", {r["uCode"]: [_tenths(float(r[i])) for i in model.INDICATORS] for r in rows}
    import polars as pl

    frame = pl.read_parquet(folder / "ensemble.parquet")
    table: dict[str, list[int]] = {}
    for number, code, *values in frame.iter_rows():
        table[code] = [_tenths(value) for value in values]
        if len(table) == len(model.UNITS):
            yield f"table {number}", table
            table = {}


def _tenths(value: float) -> int:
    whole = round(value * 10)
    if abs(whole - value * 10) > 1e-9:
        raise ValueError(f"{value} is not a whole number of tenths")
    return whole


def check_pack(folder: Path) -> int:
    """Check every table, and that each value shown lies in its ranges; 1 where one does not."""
    faults: list[str] = []
    count = 0
    for name, table in shipped(folder):
        count += 1
        faults += [f"{name}: {fault}" for fault in check.broken(table)]
        if name == "shown":
            faults += _outside(folder, table)
    for fault in faults[:20]:
        print(fault)
    print(f"{count} tables checked, {len(faults)} faults")
    return 1 if faults else 0


def _outside(folder: Path, table: dict[str, list[int]]) -> list[str]:
    faults = []
    with (folder / "cells.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            value = float(check.node_values(table, row["iCode"])[row["uCode"]]) / 10
            low, high, least, most = (float(row[name]) for name in ("low", "high", "min", "max"))
            if not least - 1e-9 <= low - 1e-9 <= value <= high + 1e-9 <= most + 2e-9:
                faults.append(f"{row['iCode']}({row['uCode']}) = {value}: not in its ranges")
    for (unit, node), pinned in model.PINNED.items():
        if table[unit][model.INDICATORS.index(node)] != pinned:
            faults.append(f"{node}({unit}) is not the figure that was derived")
    return faults


def read_starts(folder: Path) -> Ints:
    """The recorded starts, repeated for the chains."""
    import numpy as np

    with (folder / "reconstruction" / "starts.csv").open(encoding="utf-8", newline="") as file:
        rows = [[int(value) for value in row] for row in csv.reader(file)]
    tables = np.array(rows, dtype=np.int64).reshape(-1, len(model.UNITS), len(model.INDICATORS))
    return np.repeat(tables, COPIES, axis=0)


def check_short(folder: Path) -> int:
    """Rerun the first steps of both chains from the recorded starts; compare fingerprints."""
    record = tomllib.loads((folder / "reconstruction.toml").read_text(encoding="utf-8"))
    starts = read_starts(folder)
    wrong = 0
    for place, prior in enumerate(PRIORS):
        found, legal = first_steps(starts, prior, SEED + place)
        expected = record[prior]["digest"]
        print(f"{prior}: {found}, recorded {expected}; all admissible: {legal}")
        wrong += found != expected or not legal
    return 1 if wrong else 0


def first_steps(starts: Ints, prior: str, seed: int) -> tuple[str, bool]:
    """The fingerprint of the chains after a few steps, and whether all are admissible."""
    from reconstruction import moves, tables
    from reconstruction.write import digest

    draws, _ = moves.run(starts, prior, seed, steps=SHORT, burn=SHORT - 1, thin=1)
    return digest(draws[-1]), bool(tables.admissible(draws[-1].astype("int64")).all())


def bound(job: tuple[str, str, int]) -> tuple[tuple[str, str, int], tuple[int, bool]]:
    """One exact bound; the solver's debug lines, written to descriptor 1, are thrown away."""
    from reconstruction import programmes

    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.close(quiet)
    return job, programmes.extreme(*job)


def solve_bounds(folder: Path) -> None:
    """Write reconstruction/bounds.csv: what the programmes alone say, so only model.py matters."""
    from reconstruction.write import NODES

    jobs = [(unit, node, sign) for node in NODES for unit in model.UNITS for sign in (1, -1)]
    with Pool(1) as pool:
        known = dict(pool.imap_unordered(bound, jobs))
    with (folder / BOUNDS).open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("uCode", "iCode", "least", "most", "attained"))
        for unit, node, sign in jobs:
            if sign == 1:
                (least, one), (most, other) = known[unit, node, 1], known[unit, node, -1]
                out.writerow((unit, node, least, most, int(one and other)))


def read_bounds(folder: Path) -> dict[tuple[str, str], tuple[int, int, bool]]:
    """The admissible minimum and maximum of every node that has values of its own."""
    with (folder / BOUNDS).open(encoding="utf-8", newline="") as file:
        return {
            (r["uCode"], r["iCode"]): (int(r["least"]), int(r["most"]), r["attained"] == "1")
            for r in csv.DictReader(file)
        }


def sample(starts: Ints) -> tuple[Ints, dict[str, dict[str, object]]]:
    """Both priors' chains: the ensemble, and what is recorded of each."""
    import numpy as np
    from reconstruction import mixing, moves

    record: dict[str, dict[str, object]] = {}
    parts = []
    for place, prior in enumerate(PRIORS):
        draws, shares = moves.run(starts, prior, SEED + place, steps=STEPS, burn=BURN, thin=THIN)
        record[prior] = {
            "digest": first_steps(starts, prior, SEED + place)[0],
            **{f"accepted_{kind}": round(share, 4) for kind, share in shares.items()},
            **mixing.convergence(draws),
        }
        spaced = np.linspace(0, len(draws) - 1, -(-PER_PRIOR // draws.shape[1])).astype(int)
        parts.append(draws[spaced].reshape(-1, *draws.shape[2:])[:PER_PRIOR])
    return np.concatenate(parts).astype(np.int64), record


def reconstruct(folder: Path) -> int:
    """The whole: starts, chains, the table shown, the files; bounds where they are missing."""
    import numpy as np
    from reconstruction import programmes, write

    (folder / "reconstruction").mkdir(parents=True, exist_ok=True)
    tables = programmes.starts(STARTS, SEED)
    with (folder / "reconstruction" / "starts.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(tables.reshape(STARTS, -1).tolist())
    sections: dict[str, dict[str, object]] = {
        "run": {"seed": SEED, "chains": STARTS * COPIES, "steps": STEPS, "burn": BURN, "thin": THIN}
    }
    ensemble, record = sample(read_starts(folder))
    sections |= record
    found = write.ranges(ensemble)
    centre = np.median(ensemble, axis=0)
    spreads = np.subtract(*np.quantile(ensemble, (0.95, 0.05), axis=0))
    inside = {
        key: (10 * low, 10 * high) for key, (low, high) in found.items() if key[1] in write.NODES
    }
    shown = programmes.nearest(centre, spreads, inside)
    if not (folder / BOUNDS).exists():
        solve_bounds(folder)
    bounds = read_bounds(folder)
    sections["bounds"] = {
        "solved": 2 * len(bounds),
        "attained_pairs": sum(attained for _, _, attained in bounds.values()),
        "pairs": len(bounds),
    }
    sections["readings"] = {
        "correlation_at_least": model.CORRELATION,
        "agility_of_50_at_most": model.AGILE,
        "proxy_factor": model.PROXY_FACTOR,
        "proxies": len(model.PROXIES),
        "priors": "uniform over 0–100, and density 1/(v + 1)",
        "stations_tolerance": "5 % of the derived value",
        "employment_tolerance": "2.5 points where the source says about 10 %",
    }
    write.write_tables(folder, shown)
    write.write_cells(folder, found, write.rank_ranges(ensemble), bounds)
    write.write_ensemble(folder, ensemble)
    write.write_record(folder, sections)
    return check_pack(folder)


def main() -> int:
    """Read the command line; 1 where something does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write to, or to check")
    parser.add_argument("--check", action="store_true", help="verify every table of the pack")
    parser.add_argument("--short", action="store_true", help="rerun the chains' first steps")
    parser.add_argument("--bounds", action="store_true", help="only solve the exact bounds anew")
    given = parser.parse_args()
    if given.check:
        return check_pack(given.out)
    if given.short:
        return check_short(given.out)
    if given.bounds:
        solve_bounds(given.out)
        return 0
    return reconstruct(given.out)


if __name__ == "__main__":
    raise SystemExit(main())
