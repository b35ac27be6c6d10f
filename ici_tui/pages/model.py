"""A page: titles, paragraphs, tables and charts, before anyone knows how wide, or in which format.

Text has a role (`text`, `strong`, `muted`, `warning`, `accent`, `reported`, `estimated`, `part0` …)
and no style: a door gives every role its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ici_tui.sanitise import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.drawing.charts import Chart
    from ici_tui.drawing.marks import Mark
    from ici_tui.pages.acts import Act
    from ici_tui.pages.columned import Columned


class Cell(NamedTuple):
    """A text in a table and its role, or a drawing that takes the cells that it gets."""

    text: str = ""
    role: str = "text"
    mark: Mark | None = None
    link: str = ""
    """The address where more is to be read."""


class Column(NamedTuple):
    """A column of a table, and what it gives up where room is short."""

    title: str = ""
    right: bool = False
    least: int | None = None
    """It wraps, down to so many cells; None: it is never narrower than what it holds."""
    key: bool = False
    """It stands at the left of every part, where a table has to be split."""
    optional: bool = False
    """It is left out where there is no room for it."""
    lines: int | None = None
    """At most so many lines a cell, the last with an ellipsis: for names that a card has in full."""
    drawn: bool = False
    """It takes the room that is left, and is no part of Markdown."""
    head: Mark | None = None
    """A drawing in the title's place."""
    room: int = 0
    """Cells that it takes at least where it can, a drawing at all: tables below each other align."""
    named: str = ""
    """What it is called where a table has to have heads, if it has no title: outside a terminal."""

    @property
    def told(self) -> str:
        """Its title, or what it is called where there has to be one."""
        return self.title or self.named


def number_columns(*titles: str) -> tuple[Column, ...]:
    """Columns of numbers, which stand at the right of their cells."""
    return tuple(Column(title, right=True) for title in titles)


class Grid(NamedTuple):
    """Rows of cells. Columns of which every cell is empty are left out."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...] | Columned
    indent: int = 0
    acts: tuple[Act | None, ...] = ()
    """What Enter does on each row, where it does anything on one of them."""

    def filled(self) -> Grid:
        """This table without its empty columns."""
        kept = self._kept()
        return self if len(kept) == len(self.columns) else self._only(kept)

    def in_words(self) -> Grid:
        """This table without its drawings, and without its empty columns."""
        if not isinstance(self.rows, tuple):
            words = self._replace(rows=self.rows.in_words())
        else:
            rows = tuple(tuple([cell._replace(mark=None) for cell in row]) for row in self.rows)
            words = self._replace(rows=rows)
        words = words._replace(columns=tuple(c._replace(head=None) for c in self.columns))
        return words._only([k for k in words._kept() if not self.columns[k].drawn])

    def texts(self, place: int) -> Sequence[str]:
        """The texts of a column."""
        if not isinstance(self.rows, tuple):
            return self.rows.columns[place].texts
        return [row[place].text for row in self.rows]

    def _kept(self) -> list[int]:
        """The columns that are not empty."""
        if not isinstance(self.rows, tuple):
            return [k for k, column in enumerate(self.rows.columns) if column.filled]
        return [
            k
            for k in range(len(self.columns))
            if any(row[k].text or row[k].mark for row in self.rows)
        ]

    def _only(self, kept: list[int]) -> Grid:
        """This table with some of its columns."""
        columns = tuple(self.columns[k] for k in kept)
        if not isinstance(self.rows, tuple):
            return self._replace(columns=columns, rows=self.rows.only(kept))
        rows = tuple(tuple([row[k] for k in kept]) for row in self.rows)
        return self._replace(columns=columns, rows=rows)

    def act(self, row: int) -> Act | None:
        """What Enter does on a row."""
        return self.acts[row] if row < len(self.acts) else None


class Title(NamedTuple):
    """What the page is about."""

    text: str


class Section(NamedTuple):
    """The heading of what follows, a blank line above it; some can be folded."""

    text: str
    act: Act | None = None
    folded: bool | None = None
    """Whether what follows is folded away; None where it cannot be."""


class Para(NamedTuple):
    """Text that wraps."""

    text: str
    role: str = "text"
    indent: int = 0
    act: Act | None = None
    drawn: bool = False
    """It explains a drawing: where there is none it is left out."""

    @classmethod
    def note(cls, text: str) -> Para:
        """A remark below what it explains."""
        return cls(text, "muted")


class Pieces(NamedTuple):
    """A lead and short pieces after it, in lines that break between pieces only."""

    lead: str
    pieces: tuple[str, ...]
    parts: tuple[int, ...] = ()
    """The parts, by place, whose fill stands before the first pieces: bars are drawn with it."""
    roles: tuple[str, ...] = ()
    """The role of each piece; text without."""

    def role(self, place: int) -> str:
        """The role of a piece."""
        return self.roles[place] if place < len(self.roles) else "text"

    def part(self, place: int) -> int | None:
        """The part whose fill stands before a piece; None where nothing does."""
        return self.parts[place] if place < len(self.parts) else None


class Entry(NamedTuple):
    """A head, and set in below it a text and a remark."""

    head: str
    text: str
    remark: str = ""
    role: str = "text"


class Listing(NamedTuple):
    """Entries, each on lines of its own, so that an address stays in one piece where it can."""

    entries: tuple[str, ...]


class Verbatim(NamedTuple):
    """Lines that stay as they are, each on its own."""

    lines: tuple[str, ...]


class Figure(NamedTuple):
    """A chart of several lines."""

    chart: Chart


class Progress(NamedTuple):
    """How far work has come, as a share of 1."""

    share: float
    note: str = ""


class Blank(NamedTuple):
    """An empty line on a terminal."""


Block = (
    Title | Section | Para | Pieces | Entry | Listing | Verbatim | Grid | Figure | Progress | Blank
)


class Page(NamedTuple):
    """Blocks, from top to bottom. `standing` is the pack's standing line: it always comes last."""

    blocks: tuple[Block, ...]
    standing: str = ""

    def all_blocks(self) -> tuple[Block, ...]:
        """The blocks as they are shown, with the standing line below them."""
        below = (Blank(), Para.note(self.standing)) if self.standing else ()
        return tuple(_seen(block) for block in (*self.blocks, *below))


def _seen(block: Block) -> Block:
    """A block of which every text is one line that a terminal only prints."""
    if isinstance(block, Grid):
        columns = tuple(
            column
            if column.told.isprintable()
            else column._replace(title=visible(column.title), named=visible(column.named))
            for column in block.columns
        )
        if not isinstance(block.rows, tuple):
            return block._replace(columns=columns, rows=block.rows.seen())
        return block._replace(columns=columns, rows=tuple(map(_seen_row, block.rows)))
    changed: dict[str, Any] = {}
    for name, value in block._asdict().items():
        if isinstance(value, str):
            changed[name] = visible(value)
        elif type(value) is tuple:  # of texts or places: an act or a chart is of a class of its own
            changed[name] = tuple(visible(one) if isinstance(one, str) else one for one in value)
    return block._replace(**changed)


def _seen_row(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    for cell in row:
        if not cell.text.isprintable():
            break
    else:
        return row
    return tuple(cell._replace(text=visible(cell.text)) for cell in row)
