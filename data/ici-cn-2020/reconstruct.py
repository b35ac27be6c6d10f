"""Make the values of this pack: `python reconstruct.py`; see `--help`.

The report's indicator tables are lost. This finds tables that agree with everything that is
known of them, samples many, and shows one that stands for them: that of iData.csv as long as it
does, or else another. Needs numpy, polars and, but for `--check`, scipy. The same seed and the same
versions give the same bytes. The chains take most of a full run's time: `--draws` keeps them in a
file as they go, and takes them up from there.
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
    Floats = npt.NDArray[np.float64]

SEED = 2020
STARTS = 8
"""Starts far apart: of each a ladder of chains, with one for either prior at its ends."""
STEPS, BURN, THIN = 2_400_000, 0.1, 1_000
"""Steps of each chain, the share of them that is left out, and those from a draw to the next."""
SHORT = 1_000
PER_PRIOR = 500
BOUNDS = Path("reconstruction", "bounds.csv")
EXCEPTIONS = Path("reconstruction", "exceptions.toml")


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
    """Check every table, and that the one shown stands for the others; 1 where one does not."""
    import numpy as np

    faults: list[str] = []
    tables = []
    for name, table in shipped(folder):
        tables.append([table[unit] for unit in model.UNITS])
        faults += [f"{name}: {fault}" for fault in check.broken(table)]
        if name == "shown":
            faults += _outside(folder, table)
    arrays = np.array(tables)
    faults += stands(folder, arrays[0], arrays[1:])
    for fault in faults[:20]:
        print(fault)
    print(f"{len(tables)} tables checked, {len(faults)} faults")
    return 1 if faults else 0


def stands(folder: Path, table: Ints, ensemble: Ints) -> list[str]:
    """Where the table shown does not stand for the ensemble, but for the exceptions named."""
    named, misses = _exceptions(folder), _misses(table, ensemble)
    faults = [f"shown: {line}" for line in misses if not line.startswith(named)]
    return faults + [
        f"{EXCEPTIONS.name}: {what!r} is no exception any more"
        for what in named
        if not any(line.startswith(what) for line in misses)
    ]


def recorded(folder: Path, ensemble: Ints) -> Ints | None:
    """The table that the pack shows already, where it stands for a new ensemble as well.

    Many tables stand for an ensemble: what is shown does not change for another run's noise.
    """
    import numpy as np

    if not (folder / "iData.csv").exists():
        return None
    table = next(shipped(folder))[1]
    found = np.array([table[unit] for unit in model.UNITS])
    named = _exceptions(folder)
    other = any(not line.startswith(named) for line in _misses(found, ensemble))
    return None if other or check.broken(table) else found


def _exceptions(folder: Path) -> tuple[str, ...]:
    """How the lines begin that are expected, with reasons that the file gives."""
    file = folder / EXCEPTIONS
    named = tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return tuple(entry["what"] for entry in named.get("exception", ()))


def _misses(table: Ints, ensemble: Ints) -> list[str]:
    from reconstruction.standing import Yardstick, missed

    return missed(Yardstick(ensemble), table)


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
    """The recorded starts: starts × n × m."""
    import numpy as np

    with (folder / "reconstruction" / "starts.csv").open(encoding="utf-8", newline="") as file:
        rows = [[int(value) for value in row] for row in csv.reader(file)]
    return np.array(rows, dtype=np.int64).reshape(-1, len(model.UNITS), len(model.INDICATORS))


def check_short(folder: Path) -> int:
    """Rerun the first steps of all chains from the recorded starts; compare fingerprints."""
    record = tomllib.loads((folder / "reconstruction.toml").read_text(encoding="utf-8"))
    found, legal = first_steps(read_starts(folder))
    expected = record["run"]["digest"]
    print(f"{found}, recorded {expected}; all admissible: {legal}")
    return 0 if found == expected and legal else 1


def first_steps(starts: Ints) -> tuple[str, bool]:
    """The fingerprint of the chains after a few steps, and whether all are admissible."""
    from reconstruction import moves, tables
    from reconstruction.write import digest

    draws = moves.run(starts, SEED, steps=SHORT, thin=SHORT)
    return digest(draws[-1]), bool(tables.admissible(draws[-1].astype("int64")).all())


def bound(job: tuple[str, str, int, int]) -> tuple[tuple[str, str, int], tuple[int, bool]]:
    """One exact bound; the solver's debug lines, written to descriptor 1, are thrown away."""
    from reconstruction import programmes

    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.close(quiet)
    return job[:3], programmes.extreme(*job)


def solve_bounds(folder: Path) -> None:
    """Write reconstruction/bounds.csv from the programmes, with the ensemble for what it attains."""
    import numpy as np
    from reconstruction.programmes import linear
    from reconstruction.write import NODES

    tables = np.array([[table[unit] for unit in model.UNITS] for _, table in shipped(folder)])
    flat = tables.reshape(len(tables), -1)
    jobs = []
    for node in NODES:
        for unit in model.UNITS:
            form = linear(unit, node)
            seen = np.rint(flat[:, list(form)] @ np.array(list(form.values()))).astype(int)
            jobs += [(unit, node, 1, int(seen.min())), (unit, node, -1, int(seen.max()))]
    with Pool(1) as pool:
        known = dict(pool.imap_unordered(bound, jobs))
    bounds = {}
    for unit, node, sign, _ in jobs:
        if sign == 1:
            (least, one), (most, other) = known[unit, node, 1], known[unit, node, -1]
            bounds[unit, node] = least, most, one and other
    write_bounds(folder, bounds)


def known_tables(folder: Path, saved: Path | None) -> Ints:
    """The tables of the pack, and a run's draws where there is a file of them."""
    import numpy as np

    tables = np.array([[table[unit] for unit in model.UNITS] for _, table in shipped(folder)])
    if saved is None:
        return tables
    with np.load(saved) as found:
        draws = found["draws"].reshape(-1, *tables.shape[1:]).astype(np.int64)
    return np.concatenate([tables, draws])


def attain_bounds(folder: Path, tables: Ints) -> None:
    """Drive chains from known tables to the ends that no programme's table attains; say which do."""
    from reconstruction.drive import furthest

    bounds = read_bounds(folder)
    for (unit, node), (least, most, attained) in bounds.items():
        if not attained:
            ends = ((1, least), (-1, most))
            away = [furthest(tables, unit, node, *end, SEED) - end[1] for end in ends]
            if away[0] < 0 or away[1] > 0:
                raise RuntimeError(f"{node}({unit}): a table lies outside the bounds")
            bounds[unit, node] = least, most, not any(away)
            write_bounds(folder, bounds)


def write_bounds(folder: Path, bounds: dict[tuple[str, str], tuple[int, int, bool]]) -> None:
    """The bounds, and whether both of a pair are attained."""
    with (folder / BOUNDS).open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("uCode", "iCode", "least", "most", "attained"))
        for (unit, node), (least, most, attained) in bounds.items():
            out.writerow((unit, node, least, most, int(attained)))


def read_bounds(folder: Path) -> dict[tuple[str, str], tuple[int, int, bool]]:
    """The admissible minimum and maximum of every node that has values of its own."""
    with (folder / BOUNDS).open(encoding="utf-8", newline="") as file:
        return {
            (r["uCode"], r["iCode"]): (int(r["least"]), int(r["most"]), r["attained"] == "1")
            for r in csv.DictReader(file)
        }


def sample(starts: Ints, saved: Path | None, steps: int) -> Ints:
    """All draws that count, kept × chains × n × m; with a file that keeps them as they come."""
    from reconstruction import moves

    draws = moves.run(starts, SEED, steps=steps, thin=THIN, saved=saved)
    return draws[round(BURN * len(draws)) :]


def ensemble_of(draws: Ints) -> Ints:
    """As many draws of either prior, evenly spaced along the chains: tables × n × m.

    Where the first of them lies is open. The place is taken whose quantiles of all values are
    nearest to those of all draws, so that the ensemble has less noise than draws by chance have.
    """
    import numpy as np
    from reconstruction.density import PRIORS
    from reconstruction.standing import SHARES

    parts = []
    for part in np.split(draws.astype(np.int64), len(PRIORS), axis=1):
        size = -(-PER_PRIOR // part.shape[1])
        stride = len(part) // size
        every = quantiles(part.reshape(-1, *part.shape[2:]) @ SHARES.T)
        spread = np.maximum(every[-1] - every[0], 1.0)
        best, least = part, np.inf
        for first in range(stride):
            spaced = part[first::stride][:size].reshape(-1, *part.shape[2:])[:PER_PRIOR]
            away = float((np.abs(quantiles(spaced @ SHARES.T) - every) / spread).sum())
            if away < least:
                best, least = spaced, away
        parts.append(best)
    return np.concatenate(parts)


def quantiles(values: Floats) -> Floats:
    """Those that the ensemble is used for: the ends of ranges, and of the middle."""
    import numpy as np

    found: Floats = np.quantile(values, (0.05, 0.35, 0.5, 0.65, 0.95), axis=0)
    return found


def reconstruct(folder: Path, saved: Path | None = None, steps: int = STEPS) -> int:
    """The whole: starts, chains, the table shown, the files; bounds where they are missing."""
    from reconstruction import mixing, shown, starts, write
    from reconstruction.density import PRIORS, RUNGS
    from reconstruction.standing import Yardstick

    (folder / "reconstruction").mkdir(parents=True, exist_ok=True)
    tables = starts.starts(STARTS, SEED)
    with (folder / "reconstruction" / "starts.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(tables.reshape(STARTS, -1).tolist())
    draws = sample(tables, saved, steps)
    sections: dict[str, dict[str, object]] = {
        "run": {
            "seed": SEED, "ladders": STARTS, "rungs": len(RUNGS), "steps": steps,
            "burn": BURN, "thin": THIN, "digest": first_steps(tables)[0],
        }
    }  # fmt: skip
    for place, prior in enumerate(PRIORS):
        count = draws.shape[1] // len(PRIORS)
        sections[prior] = mixing.convergence(draws[:, place * count : (place + 1) * count])
    ensemble = ensemble_of(draws)
    table = recorded(folder, ensemble)
    if table is None:
        table = shown.choose(Yardstick(ensemble), draws.reshape(-1, *draws.shape[2:]), SEED)
    write.write_tables(folder, table)
    write.write_ensemble(folder, ensemble)
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
        "proxies": len(model.PROXIES) + len(model.PROXY_BELOW),
        "ordered_pairs": sum(map(len, model.proxy_orders().values())),
        "priors": "uniform over 0–100, and density 1/(v + 1)",
        "stations_tolerance": "5 % of the derived value",
    }
    write.write_cells(folder, write.ranges(ensemble), write.rank_ranges(ensemble), bounds)
    write.write_record(folder, sections)
    return check_pack(folder)


def main() -> int:
    """Read the command line; 1 where something does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write to, or to check")
    parser.add_argument("--check", action="store_true", help="verify every table of the pack")
    parser.add_argument("--short", action="store_true", help="rerun the chains' first steps")
    parser.add_argument("--bounds", action="store_true", help="only solve the exact bounds anew")
    parser.add_argument("--attain", action="store_true", help="only drive chains to those bounds")
    parser.add_argument(
        "--draws", type=Path, help="where the chains and their draws are kept (.npz)"
    )
    parser.add_argument("--steps", type=int, default=STEPS, help="steps of each chain")
    given = parser.parse_args()
    if given.check:
        return check_pack(given.out)
    if given.short:
        return check_short(given.out)
    if given.bounds:
        solve_bounds(given.out)
        return 0
    if given.attain:
        attain_bounds(given.out, known_tables(given.out, given.draws))
        return 0
    return reconstruct(given.out, given.draws, given.steps)


if __name__ == "__main__":
    raise SystemExit(main())
