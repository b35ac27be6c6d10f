"""Where a table begins and ends: title lines, header rows, footnotes.

The body is known by its columns of numbers; the header is what stands between it and the title.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.tables.countries import country_names
from ici_tui.tables.errors import TableError
from ici_tui.tables.footer import filled, foot_of
from ici_tui.tables.guesses import counted
from ici_tui.tables.header_names import Header, headers_of, with_keys_named
from ici_tui.tables.late import late
from ici_tui.tables.looks import all_plain, looks_number
from ici_tui.tables.markers import is_marker
from ici_tui.tables.number_text import are_names
from ici_tui.tables.periods import dated, period
from ici_tui.tables.words import is_time_name, names_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.tables.grid import Grid

HEAD = 60
"""Rows in which the header is looked for."""
MOST_HEADER_ROWS = 5
ORDINAL = late(r"\d+(?:st|nd|rd|th)")
MOST_TITLES = 12
"""Lines between the first of a title and the header."""
SPARSE = 0.6
"""Below this share of the cells of the next row, a row is a title or holds pillars."""
IN_PARENTHESES = late(r"[(\[](\d{1,3})[)\]]")
LEAST_NUMBERED = 3
"""Columns from which a row may number them."""
LEAST_TITLE = 3
"""Words of a title that shares its row with pillars."""
NO_NUMBERS = "expected a row per unit, with a name and numbers"


@dataclass(frozen=True, slots=True)
class Frame:
    """The parts of a grid."""

    header: tuple[Header, ...]
    """Of each column."""
    header_rows: tuple[int, ...]
    """The rows of the header, counted from 0."""
    first: int
    """The first row of the body."""
    stop: int
    """One after its last row."""
    titles: tuple[str, ...]
    """The texts above the header."""
    footers: tuple[str, ...]
    """The texts below the body."""
    numbering: int | None = None
    """A row between header and body that numbers the columns: `(1), (2), (3)`."""


def framed(grid: Grid, header_rows: int | None = None) -> Frame:
    """The parts of a grid.

    Args:
        grid: the cells.
        header_rows: how many rows the header has; found where None.

    Raises:
        TableError: there are no numbers.
    """
    stop, footers = foot_of(grid)
    if grid.names is not None:
        header = headers_of([list(grid.names)], [])
        return Frame(header, (), 0, stop, (), footers)
    top = grid.rows(0, min(HEAD, stop))
    numeric = _numeric_places(grid, stop)
    if header_rows is not None:
        first, rows = _told_header(top, header_rows)
    else:
        first_data = _first_data(top, numeric)
        rows = _header_rows(top, first_data, numeric)
        first = rows[-1] + 1 if rows else first_data
    numbering = _numbering_row(top, first) if header_rows is None and rows else None
    if numbering is not None:
        first = numbering + 1
    titles = [cell for row in top[: rows[0] if rows else first] for cell in row if cell]
    if header_rows is None and len(rows) > 1 and _begins_with_title(top[rows[0]], top[rows[1]]):
        titles.append(top[rows[0]][0])
        top[rows[0]] = ("", *top[rows[0]][1:])
    keys = _key_row(top, rows, first, numeric) if header_rows is None else None
    rows = [k for k in rows if k != keys]
    header = headers_of([top[k] for k in rows], numeric, width=grid.width)
    if any(column.described for column in header):
        rows = rows[:-1]
    if keys is not None:
        header, rows, first = with_keys_named(header, top[keys]), [*rows, keys], keys + 1
    stop = max(stop, first)
    return Frame(header, tuple(rows), first, stop, tuple(titles[:20]), footers, numbering)


def _numbering_row(top: Sequence[Sequence[str]], first: int) -> int | None:
    """The row that numbers the columns, as the first of the body, rows with a text alone aside."""
    for place in range(first, min(first + 3, len(top))):
        cells = [cell for cell in top[place] if cell]
        bare = [found[1] for cell in cells if (found := IN_PARENTHESES.fullmatch(cell))]
        texts = bare if len(bare) >= LEAST_NUMBERED else cells
        if len(texts) < LEAST_NUMBERED or not all(map(str.isdecimal, texts)):
            if len(cells) > 1:
                return None
            continue
        if len(texts) < len(cells) - 1:
            return None
        numbers = [int(text) for text in texts]
        alone = texts is bare or numbers[0] == 1
        return (
            place if alone and numbers == [*range(numbers[0], numbers[0] + len(numbers))] else None
        )
    return None


def _key_row(
    top: Sequence[Sequence[str]], rows: Sequence[int], first: int, numeric: Sequence[int]
) -> int | None:
    """The row that names the columns without numbers, which the header above leaves blank.

    So pandas writes the names of an index below those of the columns, and Eurostat and the OECD
    what the rows are below the years. It is the last one of the header, or stands below it.
    """
    for place in (*rows[1:][-1:], first):
        if not rows or place != max(rows[-1], place) or not 0 < place < len(top) - 1:
            continue
        row, above = top[place], top[place - 1]
        cells = [k for k, cell in enumerate(row) if cell]
        if not cells or any(k in numeric for k in cells):
            continue
        if all(names_keys(row[k]) and (not above[k] or is_time_name(above[k])) for k in cells):
            return place
    return None


def _told_header(top: Sequence[Sequence[str]], count: int) -> tuple[int, list[int]]:
    """The header where a person said how many rows it has: from the first row that is no title."""
    if count == 0:
        return 0, []
    widest = max((sum(map(bool, row)) for row in top), default=0)
    start = next((k for k, row in enumerate(top) if sum(map(bool, row)) > min(2, widest - 1)), 0)
    rows = [k for k in range(start, len(top)) if any(top[k])][:count]
    return (rows[-1] + 1 if rows else 0), rows


def _numeric_places(grid: Grid, stop: int) -> list[int]:
    """The columns that are numbers in the middle of the grid.

    Raises:
        TableError: there are none.
    """
    start = min(stop // 5, 40)
    sample = grid.rows(start, min(start + 200, stop)) or grid.rows(0, stop)
    sample = sample + grid.rows(max(start, stop - 40), stop)
    # Of a short table the header may be as long as the body.
    below = grid.rows(stop // 2, stop) if start < MOST_HEADER_ROWS else []
    ways = [list(zip(*rows, strict=True)) for rows in (sample, below) if rows]
    found = [
        place
        for place in range(grid.width)
        if any(_are_numbers([cell for cell in columns[place] if cell]) for columns in ways)
    ]
    if not found:
        if stop < 3:
            raise TableError(
                f"it has {counted(max(stop - 1, 0), 'row')} below its header",
                "a ranking needs two at least",
            )
        raise TableError(f"no column of its {grid.width} holds numbers", NO_NUMBERS)
    return found


def _are_numbers(cells: list[str]) -> bool:
    if cells and all_plain(cells):
        return True
    cells = [cell for cell in cells if not is_marker(cell)]
    numbers = sum(map(looks_number, cells))
    return bool(cells and numbers >= 0.6 * len(cells) and not are_names(list(dict.fromkeys(cells))))


def _first_data(top: Sequence[Sequence[str]], numeric: Sequence[int]) -> int:
    """The first row with numbers where the body has them, that is no row of years."""
    years_below = _year_columns(top, numeric)
    for place, row in enumerate(top):
        cells = [row[k] for k in numeric if row[k]]
        real = [cell for cell in cells if not is_marker(cell)]
        numbers = sum(map(looks_number, real))
        if _is_unit(top, place, numeric):
            return place
        if not numbers or numbers < 0.6 * len(real):
            continue
        if _are_ordinals(top, place, numeric):
            continue
        times = [k for k in numeric if k not in years_below and looks_number(row[k])]
        if times and all(_is_time(top, place, k) for k in times) and not _few(top, place, numeric):
            continue
        if len(cells) < SPARSE * len(numeric) and _names_below(top, place, numeric):
            continue
        return place
    return 0


def _are_ordinals(top: Sequence[Sequence[str]], place: int, numeric: Sequence[int]) -> bool:
    """Whether a row of `1st`, `2nd` names columns of other numbers."""
    columns = [k for k in numeric if ORDINAL.fullmatch(top[place][k])]
    below = [row[k] for row in top[place + 1 :] for k in columns]
    return len(columns) > 1 and bool(below) and not any(map(ORDINAL.fullmatch, below))


def _names_below(top: Sequence[Sequence[str]], place: int, numeric: Sequence[int]) -> bool:
    """Whether a row with a number or two stands above one that names the columns: `Table no., 12`."""
    for row in top[place + 1 : place + MOST_TITLES]:
        cells = [row[k] for k in numeric if row[k]]
        if len(cells) >= SPARSE * len(numeric):
            odd = [cell for cell in cells if looks_number(cell) or is_marker(cell)]
            return len(odd) < (1 - SPARSE) * len(cells) or all(map(period, odd))
    return False


def _is_time(top: Sequence[Sequence[str]], place: int, column: int) -> bool:
    """Whether a cell is a time, or a name with one: `2010 farms`, if no cell below ends so too."""
    cell = top[place][column]
    if period(cell) is not None:
        return True
    told = dated(cell)
    if told is None or not told.base[:1].isalpha():
        return False
    return not any(row[column].endswith(told.base) for row in top[place + 1 :])


def _is_unit(top: Sequence[Sequence[str]], place: int, numeric: Sequence[int]) -> bool:
    """Whether a row is a unit with odd cells, below names of columns.

    It has a name. Where none of its cells is a number, all say that one is missing, or stand
    below as well, or its name is a country's as others below are.
    """
    row, above = top[place], top[place - 1] if place else ()
    if not above or not all(above[k] and not looks_number(above[k]) for k in numeric):
        return False
    names = [k for k, cell in enumerate(row) if cell and k not in numeric]
    if not names:
        return False
    if any(looks_number(row[k]) for k in numeric):
        return any(looks_number(row[k]) and not period(row[k]) for k in numeric)
    odd = {row[k] for k in numeric if row[k] and not is_marker(row[k])}
    if not odd:
        return any(row[k] for k in numeric)
    below = top[place + 1 :]
    if odd <= {other[k] for other in below for k in numeric}:
        return True
    return any(
        row[k].casefold() in country_names()
        and any(other[k].casefold() in country_names() for other in below)
        for k in names
    )


def _few(top: Sequence[Sequence[str]], place: int, numeric: Sequence[int]) -> bool:
    """Whether rows of texts stand above: then a row of numbers like years begins the body."""
    full = [
        row
        for row in top[:place]
        if sum(bool(row[k]) for k in numeric) >= max(1, 0.6 * len(numeric))
    ]
    named = any(row[k] and not looks_number(row[k]) for row in full for k in numeric)
    below = top[place + 1 : place + 6]
    alike = [cell for row in below for k in numeric if (cell := row[k]) and not is_marker(cell)]
    return (
        named and bool(alike) and sum(period(cell) is not None for cell in alike) > 0.9 * len(alike)
    )


def _year_columns(top: Sequence[Sequence[str]], numeric: Sequence[int]) -> set[int]:
    """Columns of numbers that are themselves times."""
    found = set()
    for place in numeric:
        cells = (row[place] for row in top if row[place] and looks_number(row[place]))
        first = next(cells, "")
        second = next(cells, first)  # most columns hold none, and are done with a few
        if period(second) is not None and all(period(cell) is not None for cell in cells):
            found.add(place)
    return found


def _header_rows(
    top: Sequence[Sequence[str]], first_data: int, numeric: Sequence[int]
) -> list[int]:
    """The rows of the header, from above down: those that stand together above the body."""
    bottom = first_data - 1
    while bottom >= 0 and filled(top[bottom]) < min(2, filled(top[first_data])):
        bottom -= 1  # headings of groups, and units without a number, are part of the body
    if bottom < 0:
        # A single column may be named although nothing else stands in its row.
        alone = first_data - 1
        return [alone] if alone >= 0 and filled(top[alone]) and len(top[alone]) < 3 else []
    found = [bottom]
    for place in range(bottom - 1, -1, -1):
        if len(found) == MOST_HEADER_ROWS or not _belongs(top, place, found[0], numeric):
            break
        found.insert(0, place)
    return found


def _belongs(top: Sequence[Sequence[str]], place: int, below: int, numeric: Sequence[int]) -> bool:
    """Whether a row above the header is part of it, and no title."""
    row, under = top[place], top[below]
    places = [k for k, cell in enumerate(row) if cell]
    if not places or not any(k in numeric for k in places):
        return False
    leading = [k for k in places if k not in numeric]
    if len(places) >= SPARSE * filled(under):
        return max(len(row[k]) for k in places) < 300
    if len(places) == 1 and places[0] == 0:
        return False
    if _begins_with_title(row, under) and _tells_apart(row, under, numeric):
        return True
    # A title begins where the header begins too; a pillar's row leaves what is below it to name.
    # Numbers of rows, which have no name, stand before both.
    begin = 1 if 0 in numeric and not (row[0] or under[0]) else 0
    return not any(under[k] for k in leading) and not (places[0] == begin and bool(under[begin]))


def _begins_with_title(row: Sequence[str], under: Sequence[str]) -> bool:
    """Whether the first cell of a row is a title, above a name: `World rankings of 2024, , , Teaching`."""
    return bool(row[0] and under[0]) and len(row[0].split()) >= LEAST_TITLE


def _tells_apart(row: Sequence[str], under: Sequence[str], numeric: Sequence[int]) -> bool:
    """Whether the cells of a row, each above several, tell apart the names below that are there again."""
    last, pairs = "", []
    for column, cell in enumerate(row):
        last = cell or last
        if column in numeric and under[column]:
            pairs.append((last, under[column]))
    names = {name for _, name in pairs}
    return sum(map(bool, row)) > 2 and len(names) < len(pairs) == len(set(pairs))
