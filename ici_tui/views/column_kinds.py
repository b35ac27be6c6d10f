"""The kinds of columns of a ranking: what stands in their cells, and how rows are sorted by them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ici_tui.views.numbers import percent, span_text, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

    from ici_tui.index.model import Index
    from ici_tui.views.board import Board
    from ici_tui.views.row import Row, Rows

    Keys = npt.NDArray[np.float64]
    Pieces = tuple[tuple[str, str], ...]
    """Texts, each with its role."""

NUMBER = 7
"""Cells of a number: six digits and a point."""
MOST_NAME, MOST_BAR, MOST_LABEL = 40, 72, 26
SAMPLED = 2000
"""Widths of names are measured on about so many, from first to last: a longer one is cut."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what stands at its head, what in its cells, and how rows are sorted by it."""

    key: str
    head: str

    right: ClassVar[bool] = False
    sortable: ClassVar[bool] = True
    most_sorted: ClassVar[int | None] = None
    """Up to how many units can be sorted by it while one waits; None: any number."""
    descending: ClassVar[bool] = False
    """Whether sorting begins with the greatest."""
    leads: ClassVar[bool] = False
    """Whether it stands at the left of every part of a table that has to be split."""
    least: ClassVar[int | None] = None
    """The cells that it can be cut to; None: it is whole or not there."""
    importance: ClassVar[int] = 0
    """From 0: those below 10 are always there, below 20 where names have room, others later."""
    together: ClassVar[bool] = False
    """Whether all columns of this kind are shown, or none: they are read against each other."""

    def sorts(self, units: int) -> bool:
        """Whether so many units can be sorted by it."""
        return self.sortable and (self.most_sorted is None or units <= self.most_sorted)

    def pieces(self, rows: Rows, row: Row) -> Pieces:
        """What a row has in this column."""
        raise NotImplementedError

    def plain(self, rows: Rows, row: Row) -> str:
        """The same for a spreadsheet: no sign that only an eye needs."""
        return "".join(told for told, _ in self.pieces(rows, row))

    def keys(self, board: Board) -> Keys:
        """Numbers that sort all units as the column does, n; NaN for a unit that has none."""
        raise NotImplementedError

    def ideal(self, index: Index) -> int:
        """The cells that show everything, within reason."""
        raise NotImplementedError

    @property
    def titled(self) -> int:
        """The cells of the head, with room for the arrow of a sorted column."""
        return _longest([self.head]) + 2


class RankColumn(Column):
    """The rank, with "=" where it is shared."""

    __slots__ = ()

    right: ClassVar[bool] = True
    leads: ClassVar[bool] = True

    def pieces(self, rows: Rows, row: Row) -> Pieces:
        """The rank; digits stand below digits where some are shared."""
        return ((rank_text(row.rank, tied=row.tied, ties=rows.ties), "text"),)

    def plain(self, rows: Rows, row: Row) -> str:
        """The number alone."""
        return f"{row.rank or ''}"

    def keys(self, board: Board) -> Keys:
        """The ranks."""
        return board.where_ranked(board.ranks)

    def ideal(self, index: Index) -> int:
        """The digits of the last rank, and the sign."""
        return _rank_cells(index)


class DeltaColumn(Column):
    """Places gained or lost against the pack's own weights."""

    __slots__ = ()

    right: ClassVar[bool] = True
    descending: ClassVar[bool] = True
    importance: ClassVar[int] = 4

    def pieces(self, rows: Rows, row: Row) -> Pieces:
        """The places with an arrow; nothing where there is no change."""
        return (change_piece(row.delta),)

    def plain(self, rows: Rows, row: Row) -> str:
        """The places with a sign."""
        return f"{row.delta:+d}" if row.delta else ""

    def keys(self, board: Board) -> Keys:
        """The places gained."""
        return board.deltas.astype(float)

    def ideal(self, index: Index) -> int:
        """As wide as a rank."""
        return _rank_cells(index)


class NameColumn(Column):
    """The unit's name."""

    __slots__ = ()

    leads: ClassVar[bool] = True
    least: ClassVar[int | None] = 8
    importance: ClassVar[int] = 1

    def pieces(self, rows: Rows, row: Row) -> Pieces:
        """The name."""
        return ((row.name, "text"),)

    def keys(self, board: Board) -> Keys:
        """The names' places in order."""
        return board.catalogue.name_order.astype(float)

    def ideal(self, index: Index) -> int:
        """The longest name, within reason."""
        return max(min(_longest(index.names), MOST_NAME), self.titled)


class PresentColumn(Column):
    """How many indicators a unit has, where some are missing."""

    __slots__ = ()

    sortable: ClassVar[bool] = False

    def pieces(self, rows: Rows, row: Row) -> Pieces:
        """Nothing where all are there."""
        return ((present_text(row.present, row.of, kept=row.kept), "warning"),)


class ScoreColumn(Column):
    """The score on the node that is ranked."""

    __slots__ = ()

    right: ClassVar[bool] = True
    descending: ClassVar[bool] = True
    importance: ClassVar[int] = 3

    def pieces(self, rows: Rows, row: Row) -> Pieces:
        """The score, in the role of what is known of it."""
        return ((text(row.score, rows.decimals("")), row.score.status or "text"),)

    def keys(self, board: Board) -> Keys:
        """The scores."""
        return board.study.scores.of(board.root)

    def ideal(self, index: Index) -> int:
        """A number."""
        return NUMBER


class BarColumn(Column):
    """What the parts add to the score, drawn: there is no text, and the score sorts."""

    __slots__ = ()

    sortable: ClassVar[bool] = False
    least: ClassVar[int | None] = 10
    importance: ClassVar[int] = 10

    def ideal(self, index: Index) -> int:
        """As long as bars get."""
        return MOST_BAR


class RangeColumn(Column):
    """The ranks that the admissible tables leave open, from 5 to 95 % of them."""

    __slots__ = ()

    importance: ClassVar[int] = 11

    def pieces(self, rows: Rows, row: Row) -> Pieces:
        """From the best to the worst."""
        if row.ranks is None or row.rank is None:
            return (("", "muted"),)
        return ((span_text(*map(str, row.ranks)), "muted"),)

    def keys(self, board: Board) -> Keys:
        """By the best rank, then by the worst; by rank while the ranges are not known."""
        if board.ranges is None:
            return board.where_ranked(board.ranks)
        return board.ranges @ [1.0, 1.0 / (board.size + 1)]

    def ideal(self, index: Index) -> int:
        """Two ranks and a dash."""
        return max(2 * len(str(index.size)) + 1, self.titled)


class AheadColumn(Column):
    """How surely each unit is ahead of the next one."""

    __slots__ = ()

    right: ClassVar[bool] = True
    most_sorted: ClassVar[int | None] = 3_000
    importance: ClassVar[int] = 13

    def pieces(self, rows: Rows, row: Row) -> Pieces:
        """The probability; nothing for the last unit, and while it is not known."""
        chance = rows.beats_next(row.place)
        return (("" if chance is None else percent(chance.share, certain=chance.certain), "muted"),)

    def keys(self, board: Board) -> Keys:
        """The probabilities: the least sure come first."""
        return board.chances

    def ideal(self, index: Index) -> int:
        """A percentage."""
        return NUMBER


@dataclass(frozen=True, slots=True)
class NodeColumn(Column):
    """The score on another node."""

    code: str
    right: ClassVar[bool] = True
    descending: ClassVar[bool] = True
    importance: ClassVar[int] = 20
    together: ClassVar[bool] = True

    def pieces(self, rows: Rows, row: Row) -> Pieces:
        """The value, in the role of what is known of it."""
        value = rows.value(row.place, self.code)
        return ((text(value, rows.decimals(self.code)), value.status or "text"),)

    def keys(self, board: Board) -> Keys:
        """The scores."""
        return board.study.scores.of(self.code)

    def ideal(self, index: Index) -> int:
        """A number, or some of the name."""
        return max(min(self.titled, 12), NUMBER)


@dataclass(frozen=True, slots=True)
class GroupColumn(Column):
    """The unit's label in a group. `first`: the pack names this group before others."""

    code: str
    first: bool

    @property
    def importance(self) -> int:  # type: ignore[override]
        """The first group comes before how surely the next is beaten."""
        return 12 if self.first else 21

    def pieces(self, rows: Rows, row: Row) -> Pieces:
        """The label; nothing where there is none."""
        return ((rows.label(row.place, self.code), "muted"),)

    def keys(self, board: Board) -> Keys:
        """The labels' places in order."""
        order = board.catalogue.label_order(self.code).astype(float)
        order[order < 0] = float("nan")
        return order

    def ideal(self, index: Index) -> int:
        """The longest label, within reason."""
        labels = index.groups[self.code].ordered_labels()
        return min(max(_longest(labels), self.titled), MOST_LABEL)


def rank_text(rank: int | None, *, tied: bool, ties: bool) -> str:
    """A rank, with "=" where it is shared, or a blank where another one is.

    Args:
        rank: the rank; None or 0 where there is none.
        tied: whether it is shared.
        ties: whether any rank is.
    """
    return f"{rank}{'=' if tied else ' ' if ties else ''}" if rank else "–"


def change_piece(delta: int | None) -> tuple[str, str]:
    """Places gained or lost, with an arrow, and their role; nothing where there is no change."""
    if not delta:
        return "", "text"
    return (f"▲{delta}", "up") if delta > 0 else (f"▼{-delta}", "down")


def present_text(present: int, of: int, *, kept: bool) -> str:
    """How many indicators a unit has; nothing where all are there."""
    if not kept:
        return "screened out"
    return f"{present} of {of}" if present < of else ""


def _longest(texts: Sequence[str]) -> int:
    from ici_tui.drawing.cells import width_of

    return max((width_of(told) for told in texts[:: max(len(texts) // SAMPLED, 1)]), default=0)


def _rank_cells(index: Index) -> int:
    return max(len(str(index.size)) + 1, 3)
