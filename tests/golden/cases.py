"""The commands whose output is kept word for word, and how each is run."""

from __future__ import annotations

import atexit
import contextlib
import io
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

from ici_tui.cli import direct
from tests.golden import robust_cases

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HERE = Path(__file__).parent
PACK = HERE / "pack"
EXPECTED = HERE / "expected"
CACHE = Path(tempfile.mkdtemp())
atexit.register(shutil.rmtree, CACHE, ignore_errors=True)
WIDTHS = (40, 80, 120)
FORMATS = ("markdown", "csv", "json")
OTHERS = ("tsv", "jsonl")
"""What is the same with other signs between: it is kept of a few commands."""
IN_OTHERS = frozenset({"rank", "city-hostile", "scores", "stats", "config-show"})

COMMANDS: dict[str, tuple[str, ...]] = {
    "rank": ("rank",),
    "rank-by-node": ("rank", "--by", "transp"),
    "rank-by-indicator": ("rank", "--by", "Rails"),
    "rank-level-1": ("rank", "--level", "1"),
    "rank-level-all": ("rank", "--level", "all"),
    "rank-top": ("rank", "--top", "2"),
    "rank-edited": ("rank", "--weights", "transport=10"),
    "rank-stated": (
        "rank",
        "--prefer",
        "beta>gamma,evil>beta,beta>evil",
        "--order",
        "state>transport",
    ),
    "rank-pipeline": (
        "rank",
        "--screen",
        "0.9",
        "--normalise",
        "minmax:1,100",
        "--aggregate",
        "geometric",
    ),
    "city-imputed": ("city", "gamma", "--impute", "row-mean", "--normalise", "minmax:0,100"),
    "city-published": ("--city", "alpha"),
    "city-hostile": ("--unit", "evil"),
    "city-missing": ("city", "gamma"),
    "compare-two": ("compare", "alpha", "evil"),
    "compare-four": ("compare", "alpha", "beta", "gamma", "delta"),
    "clusters": ("clusters",),
    "scores": ("scores",),
    "scores-notes": ("scores", "--notes", "--impute", "group-mean:Zone", "--screen", "0.8"),
    "stats": ("stats",),
    "stats-correlations": ("stats", "--correlations"),
    "change": ("change", "--weights", "transport=10"),
    "city-yours": ("city", "beta", "--set", "beta.rails=12.5"),
    "check": ("check",),
    "themes": ("themes",),
    "config-show": ("config", "show"),
}
WITHOUT_PACK = {"themes", "config-show"}
WRONG: dict[str, tuple[str, ...]] = {
    "wrong-command": ("rnk",),
    "wrong-option": ("rank", "--formt", "csv"),
    "wrong-format": ("rank", "--format", "xml"),
    "wrong-unit": ("city", "Alpa"),
    "wrong-node": ("rank", "--by", "Rales"),
    "wrong-level": ("rank", "--level", "4"),
    "wrong-group": ("clusters", "--by", "Zome"),
    "wrong-weights": ("rank", "--weights", "transport=101"),
    "wrong-weights-name": ("rank", "--weights", "eqal"),
    "wrong-impute": ("rank", "--impute", "group-mean:Zome"),
    "wrong-normalise": ("rank", "--normalise", "minmx:0,100"),
    "wrong-screen": ("rank", "--screen", "95"),
    "wrong-levels": ("rank", "--aggregate", "median,median,median"),
    "wrong-time": ("rank", "--time", "2019"),
    "wrong-both": ("--city", "alpha", "rank"),
    "wrong-theme": ("--theme", "drak"),
    "wrong-argument": ("city",),
    "wrong-one": ("compare", "alpha"),
}


@dataclass(frozen=True)
class Case:
    """One run: its name is the name of the file that it is kept in."""

    name: str
    words: tuple[str, ...]
    width: int

    @property
    def file(self) -> Path:
        return EXPECTED / f"{self.name}.txt"


def all_cases() -> list[Case]:
    """Every command as a table at each width and once in every other format; every mistake."""
    cases = []
    for name, words in COMMANDS.items():
        pack = () if name in WITHOUT_PACK else ("--pack", "PACK")
        for width in WIDTHS:
            given = (*words, *pack, "--format", "table")
            cases.append(Case(f"{name}.table.{width}", given, width))
        forms = (*FORMATS, *(OTHERS if name in IN_OTHERS else ()))
        cases += [Case(f"{name}.{form}", (*words, *pack, "--format", form), 80) for form in forms]
    for name, words in robust_cases.ROBUST.items():
        given = (*words, "--pack", "PACK", "--format")
        cases += [Case(f"{name}.table.{width}", (*given, "table"), width) for width in WIDTHS]
        cases += [Case(f"{name}.{form}", (*given, form), 80) for form in robust_cases.FORMATS]
    for name, words in WRONG.items():
        pack = () if name in {"wrong-command", "wrong-theme"} else ("--pack", "PACK")
        given = (*pack, *words) if name == "wrong-both" else (*words, *pack)
        cases.append(Case(name, given, 80))
    return cases


def typed(case: Case) -> list[str]:
    """The words of a case, as they would be typed."""
    return [str(PACK) if word == "PACK" else word for word in case.words]


DECIMALS = re.compile(r"-?\d+\.\d+(?:[eE]-?\d+)?")
SAME_EVERYWHERE = 12
"""Digits of a logarithm or a power that every machine's library agrees on."""


def alike(text: str) -> str:
    """A text with its numbers to so many digits as do not depend on the machine."""
    return DECIMALS.sub(
        lambda found: (
            f"{float(found[0]):.{SAME_EVERYWHERE}g}"
            if len(found[0].strip("-0.").replace(".", "")) > SAME_EVERYWHERE
            else found[0]
        ),
        text,
    )


def quickest(words: Sequence[str]) -> int:
    """What the program does with a line: typer is asked where the line is not plain."""
    question = direct.asked(words)
    if question is not None:
        return direct.answer(question)
    from ici_tui.cli.app import run

    return run(words)


def transcript(case: Case, home: Path, door: Callable[[Sequence[str]], int] = quickest) -> str:
    """What the command writes, its narration and its exit code; `home` holds no settings."""
    out, err = io.StringIO(), io.StringIO()
    env = {
        "COLUMNS": str(case.width),
        "XDG_CONFIG_HOME": str(home),
        "XDG_DATA_HOME": str(home),
        # A folder that stands in the output, and that nobody can make.
        "XDG_STATE_HOME": "/proc/state",
        # With the ensemble's copy in it, which one case leaves for the next.
        "XDG_CACHE_HOME": "/proc/cache" if "config" in case.words else str(CACHE),
        "NO_COLOR": "1",
    }
    with (
        mock.patch.dict(os.environ, env),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = door(typed(case))
    told = f"--- stderr\n{err.getvalue()}" if err.getvalue() else ""
    return out.getvalue() + told + (f"--- exit {code}\n" if code else "")
