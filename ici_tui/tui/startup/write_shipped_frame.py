"""What the first frame shows, from a session: how the file that is shipped is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.tui.startup.shipped_frame import ShippedRanking
from ici_tui.tui.weight_rows import weight_rows
from ici_tui.tui.widgets.layout import ideal_widths
from ici_tui.tui.widgets.title_lines import title_parts
from ici_tui.views.column_kinds import GroupColumn, NodeColumn

if TYPE_CHECKING:
    from ici_tui.tui.session import Session


def shipped_ranking_of(session: Session) -> ShippedRanking:
    """What the first frame shows of a session that nothing was done to."""
    board, catalogue = session.board, session.catalogue
    rows = tuple(board.row(line) for line in range(len(board)))
    places = [row.place for row in rows]
    columns = catalogue.columns
    nodes = [c.code for c in columns if isinstance(c, NodeColumn)]
    groups = [c.code for c in columns if isinstance(c, GroupColumn)]
    return ShippedRanking(
        tuple(title_parts(session)),
        session.pack.index.info.standing_line,
        len(weight_rows(session)) + 1,
        columns,
        ideal_widths(catalogue),
        tuple(part.name for part in catalogue.parts),
        board.top,
        {node: board.decimals(node) for node in ("", *nodes)},
        rows,
        {(place, node): board.value(place, node) for place in places for node in nodes},
        {(place, group): board.label(place, group) for place in places for group in groups},
        {place: found for place in places if (found := board.beats_next(place)) is not None},
    )
