"""What a person may say about a table, in the place of a guess."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

LISTS = ("lower_is_better", "only", "leave_out")
TOTALS = ("out", "in")
LAYOUTS = ("wide", "long", "years-as-columns", "transposed", "records")


class ReadingOptions(NamedTuple):
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
    totals: str | None = None
    """`in` where rows that look like totals are units (`--totals`)."""
    layout: str | None = None
    """One of `LAYOUTS` (`--layout`)."""
    time: str | None = None
    """Which time to open; the newest that half of the units have where None."""


def names_in(text: str | None) -> tuple[str, ...]:
    """The names in `A,B`; one that holds a comma stands in quotes: `"Congo, Dem. Rep.",B`."""
    if text is None:
        return ()
    import csv

    told = " ".join(text.splitlines())  # as a line end within a name is read in a header
    try:
        rows = list(csv.reader([told], skipinitialspace=True))
    except csv.Error:  # a name that is longer than any cell may be
        rows = [told.split(",")]
    return tuple(name.strip() for row in rows for name in row if name.strip())


def words_of(options: ReadingOptions) -> tuple[str, ...]:
    """The options that say this, as they are typed; the time is an option of every pack."""
    words: list[str] = []
    for name, value in options._asdict().items():
        if name == "time" or value in {None, ()}:
            continue
        shown = ",".join(map(_quoted, value)) if isinstance(value, tuple) else str(value)
        words += [f"--{name.replace('_', '-')}", shown]
    return tuple(words)


def options_of(words: Sequence[str]) -> ReadingOptions:
    """The options of which `words_of` gave the words."""
    given: dict[str, Any] = {
        word.removeprefix("--").replace("-", "_"): value
        for word, value in zip(words[::2], words[1::2], strict=True)
    }
    given |= {name: names_in(given.get(name)) for name in LISTS}
    if "header_rows" in given:
        given["header_rows"] = int(given["header_rows"])
    return ReadingOptions(**given)


def _quoted(name: str) -> str:
    """A name as `names_in` reads it."""
    if "," not in name and '"' not in name:
        return name
    doubled = name.replace('"', '""')
    return f'"{doubled}"'
