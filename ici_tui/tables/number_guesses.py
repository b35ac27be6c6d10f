"""What was assumed of the numbers of a table, told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.tables.guesses import counted, listed
from ici_tui.tables.markers import is_marker

if TYPE_CHECKING:
    from ici_tui.tables.column import Column
    from ici_tui.tables.guesses import Guesses

TOLD = {
    "bound": "bounds such as `< 10` are read as the number at the bound",
    "multiplier": "letters and words behind numbers multiply: K is a thousand, M a million, bn a billion",
    "feet": "feet and inches are read as inches",
    "part": "numbers such as `8/10` are read without the whole that all of them are of",
    "duration": "lengths of time such as `1:23:45` are read in seconds",
    "fraction": "fractions such as `1 1/2` are read as one number: 1.5",
    "range": "ranges such as `54.1–57.0` are read as their middle",
    "stars": "rows of stars are read as how many there are",
    "arrow": "arrows beside numbers are left out",
    "fall": "an arrow down, or △ in Japanese, before a number is a minus",
    "flag": "letters and marks behind numbers are flags, and left out",
    "unit": "units behind numbers are left out",
    "percent": "percent signs are left out: 20.4 % is 20.4",
    "currency": "signs of currencies are left out",
}


def tell_numbers(columns: tuple[Column, ...], guesses: Guesses) -> None:
    """Note what stood around numbers, what was no number, and what stands for missing ones."""
    by_kind: dict[str, list[str]] = {}
    for column in columns:
        if column.numbers is None:
            continue
        for kind in column.numbers.kinds:
            if kind in TOLD:
                by_kind.setdefault(kind, []).append(column.shown)
        if len(column.numbers.units) > 1:
            told = f"numbers of {column.shown} are in different units, and taken as they are"
            guesses.add("numbers", told, f"behind them stand {listed(list(column.numbers.units))}")
        signed = column.numbers.kinds.get("percent", 0)
        if 0 < signed < column.numbers.present:
            bare = counted(column.numbers.present - signed, "number")
            told = f"{bare} of {column.shown} without a percent sign: read as those with one"
            guesses.add("numbers", told, f"{signed:,} have one")
        if column.numbers.strange_cells:
            told = f"{column.numbers.strange_cells} cells of {column.shown} are no numbers and taken as missing"
            guesses.add("cells", told, f"they hold {listed(list(column.numbers.strange), 3)}")
    for kind, names in by_kind.items():
        guesses.add("numbers", TOLD[kind], f"in {listed(names, 3)}")
    sentinels = sorted(
        {
            m
            for c in columns
            if c.numbers
            for m in c.numbers.markers
            if m[1:].isdigit() and m[0] == "-"
        }
    )
    words = {
        marker: column.shown
        for column in columns
        if column.numbers is not None
        for marker in column.numbers.markers
        if not (is_marker(marker) or marker[1:].isdigit())
    }
    for marker, name in words.items():
        told = f"{marker} stands for missing values in {name}"
        guesses.add("missing", told, "all else that is there are numbers")
    if sentinels:
        guesses.add(
            "missing",
            f"{listed(sentinels)} {'stands' if len(sentinels) == 1 else 'stand'} for missing values",
            "they lie far below every other number",
        )
