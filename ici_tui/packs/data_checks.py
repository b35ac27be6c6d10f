"""Faults of iData against iMeta: codes of units, and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.packs.meta import with_article

if TYPE_CHECKING:
    from ici_tui.packs.faults import Faults
    from ici_tui.packs.meta import Meta
    from ici_tui.packs.tables import Table

OWN_COLUMNS = ("uCode", "uName", "Time")
"""Columns that say which unit a row is, and of when."""


def check_codes(data: Table, faults: Faults) -> None:
    """Note every unit whose code is missing, no code, or another's."""
    if "uCode" not in data.columns:
        faults.add(data.file, "the column uCode is missing", "a code per unit is required")
        return
    seen: set[str] = set()
    if not data.height:
        faults.add(data.file, "there are no units", "write a row per unit below the header")
    codes = data.columns["uCode"]
    # An export writes the own columns also where this table has none of them.
    columns = {*data.columns, *OWN_COLUMNS}
    for place in codes.doubtful_codes(columns):
        code = codes[place] or ""
        wrong, fix = "", "a code has no spaces and does not start with a digit"
        if not code:
            wrong, fix = "the unit has no code", "a code per unit is required"
        elif code in seen:
            wrong, fix = f"the code {code} is used twice", "a code names one unit"
        elif " " in code or code[0].isdigit():
            wrong = f"{code!r} is not a code"
        elif code in columns:
            wrong, fix = f"{code} is the name of a column as well", "choose another code"
        if wrong:
            faults.add(data.file, wrong, fix, row=data.line(place), column="uCode")
        seen.add(code)


def check_columns(data: Table, meta: Meta, faults: Faults) -> None:
    """Note every column that one of the tables lacks or that may not be there."""
    for column in data.columns:
        if column in OWN_COLUMNS:
            continue
        kind = meta.types.get(column)
        if not column:
            faults.add(data.file, "a column has cells and no name", "name it in the header")
        elif kind is None:
            faults.add(
                data.file, "iMeta does not list this column", "add a row for it", column=column
            )
        elif kind == "Aggregate":
            faults.add(
                data.file,
                "an aggregate is computed and cannot be a column",
                "remove it",
                column=column,
            )
    for code, kind in meta.types.items():
        if code in OWN_COLUMNS and kind != "Other":
            fix = f"{', '.join(OWN_COLUMNS)} say which unit a row is; choose another code"
            faults.add(data.file, f"{code} cannot be {with_article(kind)}", fix, column=code)
        elif kind != "Aggregate" and code not in data.columns:
            faults.add(data.file, f"the column {code} is missing", f"iMeta lists it as {kind}")
