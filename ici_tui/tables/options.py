"""What a person may say about a table, in the place of a guess."""

from __future__ import annotations

from dataclasses import dataclass

LAYOUTS = ("wide", "long", "years-as-columns", "transposed", "records")


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """Overrides of what would be guessed; None, and empty, leave the guess."""

    id: str | None = None
    """The column that names the units (`--id`)."""
    lower_is_better: tuple[str, ...] = ()
    """Indicators of which less is better (`--lower-is-better`)."""
    only: tuple[str, ...] = ()
    """The indicators that are on; all others are off (`--only`)."""
    leave_out: tuple[str, ...] = ()
    """Indicators that are off (`--leave-out`)."""
    sheet: str | None = None
    """The sheet of a workbook, or the file inside an archive (`--sheet`)."""
    header_rows: int | None = None
    """Rows of the header, 0 to 5 (`--header-rows`)."""
    decimal: str | None = None
    """The decimal mark, `.` or `,` (`--decimal`)."""
    layout: str | None = None
    """One of `LAYOUTS` (`--layout`)."""
    time: str | None = None
    """Which time to open; the newest that half of the units have where None."""


def names_in(text: str | None) -> tuple[str, ...]:
    """The names in `A,B`; one that holds a comma stands in quotes: `"Congo, Dem. Rep.",B`."""
    if text is None:
        return ()
    import csv

    return tuple(
        name.strip()
        for row in csv.reader([text], skipinitialspace=True)
        for name in row
        if name.strip()
    )
