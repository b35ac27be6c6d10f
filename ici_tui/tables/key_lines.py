"""The columns that are no indicators, with what each is taken for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.packs.texts import texts_in
from ici_tui.tables.aside import number_role, text_role
from ici_tui.tables.column import determines
from ici_tui.tables.reading import Key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.tables.column import Column
    from ici_tui.tables.reading import Role
    from ici_tui.tables.units import Units

Groups = dict[str, "Sequence[str | None]"]


def key_of(column: Column, role: Role, why: str) -> Key:
    """A column with what it is taken for."""
    missing = column.height - column.present
    return Key(column.shown, role, why, column.present, missing)


def lead_keys(
    unit: Column, code: Column | None, time: Column | None, chosen: Sequence[Column] = ()
) -> list[Key]:
    """The columns of names, codes, times and of the indicators' names, in this order."""
    found = [key_of(unit, "name", "names the units")]
    if code is not None and code is not unit:
        found.append(key_of(code, "code", "a code per unit"))
    if time is not None:
        found.append(key_of(time, "time", "holds times"))
    return [*found, *(key_of(c, "ignored", "its values name the indicators") for c in chosen)]


def other_keys(
    columns: Sequence[Column], unit: Column, units: Units, used: Sequence[Column]
) -> tuple[Groups, list[Key]]:
    """The columns that are neither keys nor values: groups of units, and what is left out.

    Args:
        columns: all of them.
        unit: names the units.
        units: who they are.
        used: the columns that are keys or values.
    """
    groups: Groups = {}
    keys = []
    taken = set(used)
    for column in columns:
        if column in taken:
            continue
        role, why = _role(column, columns, unit, len(units.names))
        if role == "group":
            name, number = column.shown, 2
            while name in groups:
                name, number = f"{column.shown} ({number})", number + 1
            groups[name] = texts_in(units.one_each(column.texts))
        keys.append(key_of(column, role, why))
    return groups, keys


def _role(column: Column, columns: Sequence[Column], unit: Column, size: int) -> tuple[Role, str]:
    if column.numbers is not None and column.present:
        return number_role(column, columns) or ("ignored", "another number beside the values")
    if size < unit.height and not determines(unit, column):
        return "ignored", "differs within units"
    return text_role(column, size)
