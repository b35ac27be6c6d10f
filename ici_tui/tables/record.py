"""`ici-tui columns FILE --format json`: a table as it was read, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ici_tui.tables.read import values_at

if TYPE_CHECKING:
    from ici_tui.tables.reading import Reading


def columns_record(reading: Reading) -> dict[str, Any]:
    """Everything that was found and assumed; the fields are stable.

    `present` and `missing` of an indicator count units at the time that is opened; those of
    another column count its cells.
    """
    found = reading.shaped
    codes = indicator_codes(reading)
    indicators = []
    for measure, code in zip(found.measures, codes, strict=True):
        present = int((~np.isnan(values_at(found, measure, reading.opened))).sum())
        indicators.append(
            {
                "name": measure.name,
                "code": code,
                "role": measure.role,
                "on": measure.on,
                "direction": measure.direction,
                "direction_guessed": measure.direction_guessed,
                "pillar": measure.pillars[-1] if measure.pillars else None,
                "present": present,
                "missing": found.size - present,
                "why": measure.why,
            }
        )
    keys = [
        {
            "name": key.name, "code": None, "role": key.role, "on": False, "direction": None,
            "direction_guessed": False, "pillar": None, "present": key.present, "missing": key.missing,
            "why": key.why,
        }
        for key in found.keys
    ]  # fmt: skip
    facts = reading.facts
    return {
        "format": facts.format,
        "encoding": facts.encoding,
        "delimiter": facts.delimiter,
        "decimal": reading.decimal,
        "thousands": reading.thousands,
        "sheet": facts.sheet,
        "other_sheets": list(facts.other_sheets),
        "header_rows": list(reading.header_rows),
        "layout": found.layout,
        "title": reading.title,
        "units": found.size,
        "totals_rows": list(reading.totals),
        "unit_column": found.unit_column,
        "code_column": found.code_column,
        "time": _time(reading),
        "missing_markers": list(reading.markers),
        "columns": [*indicators, *keys],
        "guesses": [
            {"kind": g.kind, "told": g.told, "why": g.why, "option": g.option or None}
            for g in reading.guesses
        ],
    }


def _time(reading: Reading) -> dict[str, Any] | None:
    found = reading.shaped
    if not found.times:
        return None
    return {
        "column": found.time_column,
        "first": found.times[0],
        "newest": reading.newest,
        "opened": reading.opened,
    }


def indicator_codes(reading: Reading) -> tuple[str, ...]:
    """A code per indicator, made from its name."""
    from ici_tui.tables.codes import node_codes

    return node_codes([m.name for m in reading.shaped.measures])
