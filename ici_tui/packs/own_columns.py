"""Columns of iMeta that hold what one indicator has of its own.

`minmax_lower` and `minmax_upper`, `zscore_mean` and `zscore_sd`, `dist2targ_cap_max`,
`goalpost_trunc2posts` are COINr's: parameters of a method where that one is in force. `Normalise`
chooses a method.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.index.errors import PipelineError
from ici_tui.index.methods import NORMALISE
from ici_tui.index.own import OPTION, parse_own, parse_setting, written
from ici_tui.packs.tables import parse_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.packs.faults import Faults

PAIRS = (("minmax", "minmax_lower", "minmax_upper"), ("zscore", "zscore_mean", "zscore_sd"))
SWITCHES = (
    ("dist2targ_cap_max", True, "distance-to-target capped"),
    ("goalpost_trunc2posts", False, "goalposts untruncated"),
)
"""The column, at which of its values it says something, and what."""
METHOD = "Normalise"
TRUTHS = {"true": True, "t": True, "1": True, "false": False, "f": False, "0": False}


def own_settings(
    code: str, cells: dict[str, str], *, row: int, file: str, faults: Faults
) -> Iterator[str]:
    """The settings of an indicator as `CODE: PARTS`; none where its row says nothing."""
    parts = [*_pairs(cells, row, file, faults), *_switches(cells, row, file, faults)]
    text = cells.get(METHOD, "").strip()
    if text:
        try:
            _, own = parse_setting(f"{code}: {text}")
            if [stage for stage, _ in own.chosen()] not in (["normalise"], []):
                raise PipelineError(f"{OPTION}: {text!r} is no method of scaling; {_known()}")
            parts.insert(0, written(own))
        except PipelineError as error:
            told, _, fix = str(error).removeprefix(f"{OPTION}: ").rpartition("; ")
            faults.add(file, told or fix, fix if told else "", row=row, column=METHOD)
    if parts:
        yield f"{code}: {written(parse_own(', '.join(parts)))}"


def _known() -> str:
    return f"choose among {', '.join(NORMALISE.methods)}"


def _pairs(cells: dict[str, str], row: int, file: str, faults: Faults) -> Iterator[str]:
    for method, *columns in PAIRS:
        texts = [cells.get(column, "") for column in columns]
        if not any(texts):
            continue
        numbers = [parse_number(text) if text else None for text in texts]
        for column, text, number in zip(columns, texts, numbers, strict=True):
            if number is None:
                told = f"{text!r} is not a number" if text else "the other of the two is given"
                faults.add(file, told, "give both, or leave both empty", row=row, column=column)
        if None in numbers:
            continue
        part = f"if {method} {numbers[0]!r}..{numbers[1]!r}"
        try:
            parse_own(part)
        except PipelineError:
            fix = "the first is below the second" if method == "minmax" else "it is above 0"
            faults.add(file, f"{texts[1]} cannot be", fix, row=row, column=columns[1])
        else:
            yield part


def _switches(cells: dict[str, str], row: int, file: str, faults: Faults) -> Iterator[str]:
    for column, wanted, part in SWITCHES:
        text = cells.get(column, "")
        if not text or text == "NA":
            continue
        said = TRUTHS.get(text.casefold())
        if said is None:
            faults.add(file, f"{text!r} is neither TRUE nor FALSE", row=row, column=column)
        elif said is wanted:
            yield f"if {part}"
