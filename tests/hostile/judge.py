"""What every outcome on a foreign pack must be, whatever the pack holds. Judges outcomes alone."""

from __future__ import annotations

import csv
import io
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.hostile.payloads import FORGED, unfit
from tests.hostile.trial import Outcome, process

if TYPE_CHECKING:
    from tests.hostile.draft import Hostile
    from tests.hostile.trial import Nursery

LOST = ("Traceback (most recent", "Warning", "panicked", "stack backtrace", "memory allocation")
"""Words of interpreters and libraries that no user may see."""
REFUSALS = re.compile(
    rb"(nobody|no \w+) has a score|is contradicted|has no (groups?|statements?|claims?)"
    rb"|too many|at most|is the most|left out"
)
"""What a sound pack may be refused with by one command: it asks for what the data do not hold."""
KNOWN = ("iData", "iMeta", "pack.toml", "sources.toml", "claims.toml", "profiles.toml",
         "cells.", "published.", "figures.", "ensemble.parquet", "config.toml", "scenarios.toml",
         "themes")  # fmt: skip
FORMULA = re.compile(r"[=@\t\r]|[+-](?!(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$)")
"""How a cell begins that a spreadsheet takes for a formula and that is no number."""
SLOW, LARGE = 10.0, 1 << 30
"""What an answer may take, in seconds and bytes; judged in the long form only."""


@dataclass(frozen=True)
class Wrong:
    """Something that must not be."""

    case: str
    seed: int
    words: tuple[str, ...]
    what: str

    def __str__(self) -> str:
        return f"{self.case}:{self.seed}: {' '.join(self.words)!r}: {self.what}"


def try_pack(
    pack: Hostile,
    nursery: Nursery,
    *,
    measured: bool = False,
    sample: bool = False,
    only: tuple[str, ...] | None = None,
) -> list[Wrong]:
    """Put a pack through the commands, and judge each outcome and all of them together.

    Args:
        pack: on the disk.
        nursery: runs the command lines.
        measured: whether time and memory count.
        sample: whether one command runs as a process of its own as well.
        only: the first words of the commands beside `pack check`; None tries all.
    """
    before = _listing(pack.folder)
    home = pack.root / "home"
    entries = ("main", "run") if pack.seed % 3 == 0 else ("main",)
    outcomes: list[Outcome] = []
    exported = pack.root / "exported"
    for place, words in enumerate(_lines(pack, exported)):
        if place and only is not None and words[0] not in only:
            continue
        if pack.draft.processes:
            outcomes.append(process(words, home=home, cwd=pack.cwd, script=True))
            continue
        entry = entries[place % len(entries)]
        outcomes.append(nursery.run(words, home=home, cwd=pack.cwd, entry=entry))
    if sample:
        lines = _lines(pack, pack.root / "again")
        words = lines[pack.seed % len(lines)]
        outcomes.append(process(words, home=home, cwd=pack.cwd, script=pack.draft.processes))
    found = [
        Wrong(pack.case.id, pack.seed, _short(outcome.words, pack), what)
        for outcome in outcomes
        for what in (*faults_of(outcome), *(_measured(outcome) if measured else ()))
    ]
    together = _together(pack, outcomes, nursery, exported)
    changed = _listing(pack.folder) ^ before
    if changed:
        together.append(((), f"files of the pack came or went: {sorted(changed)[:3]}"))
    found += [Wrong(pack.case.id, pack.seed, _short(w, pack), what) for w, what in together]
    return found


def _lines(pack: Hostile, exported: Path) -> list[tuple[str, ...]]:
    target, unit = pack.target, pack.draft.unit
    chosen = ("--pack", target)
    lines: list[tuple[str, ...]] = [
        ("pack", "check", target),
        ("rank", *chosen),
        (*chosen, "--city", unit),
        ("scores", *chosen, "--format", ("csv", "tsv", "json")[pack.seed % 3]),
        ("stats", *chosen),
        ("check", *chosen),
        ("export", *chosen, str(exported)),
    ]
    lines += [(*words, *chosen) for words in pack.draft.words]
    return lines


def _short(words: tuple[str, ...], pack: Hostile) -> tuple[str, ...]:
    root = os.fsdecode(pack.folder)
    return tuple(repr(w.replace(root, "PACK"))[1:-1] for w in words)


def _listing(folder: Path) -> set[str]:
    try:
        return {str(path) for path in folder.rglob("*")}
    except OSError:
        return set()


def faults_of(outcome: Outcome) -> list[str]:
    """What is wrong with one outcome, by itself."""
    found = []
    told = outcome.err.decode("utf-8", "surrogateescape")
    shown = outcome.out.decode("utf-8", "surrogateescape")
    if outcome.killed:
        found.append(f"hard stop: {outcome.killed}")
    elif outcome.code not in {0, 1, 2}:
        found.append(f"exit {outcome.code}")
    for word in LOST:
        if word in told or word in shown:
            line = next((x for x in reversed(told.splitlines()) if x.strip()), "")
            found.append(f"{word.split()[0]}: {line[:160]!r}")
    if outcome.code and not outcome.killed and not told:
        found.append(f"exit {outcome.code} without a word")
    strange = [x for x in told.split("\n") if x and not x.startswith("ici-tui: ")]
    if strange and not found:
        found.append(f"a line on stderr that is not ours: {strange[0][:160]!r}")
    if any(x.startswith(FORGED[:15]) for x in told.split("\n")):
        found.append("a forged line on stderr")
    tabs = "\t" if "tsv" in outcome.words else ""
    for name, text, allowed in (("stderr", told, "\n"), ("stdout", shown, "\n" + tabs)):
        bad = unfit(text, allowed)
        if bad:
            found.append(f"control characters on {name}: {sorted(bad)[:6]!r}")
    if outcome.code == 0 and not outcome.killed:
        found += _ragged(outcome, shown)
    return found


def _ragged(outcome: Outcome, text: str) -> list[str]:
    """A table for machines whose rows are not all as long as its header."""
    if "csv" in outcome.words:
        rows = list(csv.reader(io.StringIO(text), strict=True))
    elif "tsv" in outcome.words:
        rows = [line.split("\t") for line in text.split("\n") if line]
    else:
        return []
    found = ["rows of different lengths"] if len({len(row) for row in rows}) > 1 else []
    run = next((cell for row in rows for cell in row if FORMULA.match(cell)), None)
    if run is not None and "--raw-text" not in outcome.words:
        found.append(f"a cell that a spreadsheet runs: {run[:60]!r}")
    return found


def _measured(outcome: Outcome) -> list[str]:
    found = []
    if outcome.seconds > SLOW:
        found.append(f"takes {outcome.seconds:.1f} s")
    if outcome.peak > LARGE:
        found.append(f"takes {outcome.peak / (1 << 20):.0f} MB")
    return found


def _together(
    pack: Hostile, outcomes: list[Outcome], nursery: Nursery, exported: Path
) -> list[tuple[tuple[str, ...], str]]:
    """What is wrong with the outcomes together: a pack that is called fine opens everywhere."""
    check, *others = outcomes
    found: list[tuple[tuple[str, ...], str]] = []
    if pack.draft.sound is not None and pack.draft.sound != (check.code == 0):
        found.append(
            (
                check.words,
                f"exit {check.code}, and the pack {'is' if check.code else 'is not'} sound",
            )
        )
    if check.code == 1:
        found += [(check.words, f"a fault without its place: {line[:120]!r}")
                  for line in _unplaced(check, pack)]  # fmt: skip
        if not check.out.strip():
            found.append((check.words, "exit 1 and no fault is named"))
    if check.code == 0:
        for outcome in others:
            refused = outcome.code != 0 and not _documented(outcome, pack)
            if refused and not faults_of(outcome):
                line = outcome.err.decode("utf-8", "replace").strip().split("\n")[0]
                found.append((outcome.words, f"called fine, and refused: {line[:160]!r}"))
    written = next((o for o in others if o.words[0] == "export"), None)
    if written is not None and written.code == 0 and not written.killed:
        found += _reopened(pack, written, nursery, exported)
    return found


def _documented(outcome: Outcome, pack: Hostile) -> bool:
    if "--city" in outcome.words and outcome.code == 2:
        return pack.draft.may_lack_unit
    usual = {"rank", "scores", "stats", "check", "export", "--pack"}
    if outcome.words[0] not in usual or pack.draft.words:
        return True
    return bool(REFUSALS.search(outcome.err))


def _unplaced(check: Outcome, pack: Hostile) -> list[str]:
    """The faults of `pack check` that do not begin with a file of the pack."""
    names = {*KNOWN, "PACK", pack.target, pack.folder.name}
    names |= {Path(name).name for name in _listing(pack.folder)}
    begins = tuple(sorted({_seen(name) for name in names} - {""}))
    lines = check.out.decode("utf-8", "replace").split("\n")
    return [line for line in lines if line and not _placed(line, begins)]


def _placed(line: str, begins: tuple[str, ...]) -> bool:
    return line.startswith(begins) and ": " in line


def _seen(name: str) -> str:
    """The beginning of a name up to what could be shown in another way."""
    plain = re.match(r"[ -~]*", name)
    return plain.group() if plain else ""


def _reopened(
    pack: Hostile, written: Outcome, nursery: Nursery, exported: Path
) -> list[tuple[tuple[str, ...], str]]:
    """What was exported is sound, and has the same scores."""
    home = pack.root / "home"
    check = nursery.run(("pack", "check", str(exported)), home=home, cwd=pack.root)
    if check.code != 0:
        line = (check.out or check.err).decode("utf-8", "replace").split("\n")[0]
        return [(written.words, f"what was exported does not open: {line[:160]!r}")]
    both = [
        nursery.run(("scores", "--format", "csv", "--pack", where), home=home, cwd=pack.cwd)
        for where in (pack.target, str(exported))
    ]
    if both[0].out != both[1].out:
        return [(written.words, "what was exported has other scores")]
    return []
