"""Opening a line of a page: its act is done; a line without one folds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.tui import dialogs, editing
from ici_tui.tui.documents.acts import ChooseMethod, MoveWeight, OpenUnit, TakeShares

if TYPE_CHECKING:
    from ici_tui.tui.app import Explorer
    from ici_tui.tui.documents.line import Line


def open_line(app: Explorer, line: Line | None) -> None:
    """Open a line: a unit's profile, a stage's methods, weights that it names, or what is folded."""
    if line is None:
        return
    match line.act:
        case ChooseMethod(stage):
            dialogs.choose_method(app, stage)
        case MoveWeight(code, points):
            editing.set_weight(app, code, points)
        case TakeShares(shares):
            editing.take_shares(app, dict(shares))
        case OpenUnit(code):
            place = app.session.pack.index.codes.index(code)
            app.take(app.session.at_unit(place))
            app.open_profile()
        case None:
            app.take(app.session.folded(line.key))
