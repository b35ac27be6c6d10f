"""Opening a line of a page: its act is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.index.own_values import OwnValue
from ici_tui.pages.acts import (
    ApplyValues,
    ApplyWeights,
    ChooseMethod,
    EditColumn,
    Fold,
    OpenUnit,
    SetValue,
    SetWeight,
    State,
    SwitchStatement,
)

if TYPE_CHECKING:
    from ici_tui.pages.line import Line
    from ici_tui.tui.commands.door import Door


def open_line(app: Door, line: Line | None) -> None:
    """Open a line: a unit's profile, a stage's methods, weights that it names, or what is folded."""
    if line is None:
        return
    from ici_tui.tui import column_editing, dialogs, editing, own_values, stating

    match line.act:
        case ChooseMethod(stage):
            dialogs.choose_method(app, stage)
        case EditColumn(code):
            row = column_editing.row_called(app, code)
            if row is not None:
                column_editing.edit(app, row)
        case SetWeight(code, points):
            editing.set_weight(app, code, points)
        case ApplyWeights(shares):
            editing.take_shares(app, dict(shares))
        case ApplyValues(values):
            own_values.apply(app, [OwnValue(*one) for one in values])
        case SetValue(unit, node):
            own_values.ask_of_act(app, unit, node)
        case State(statement):
            stating.state(app, statement)
        case SwitchStatement(statement):
            stating.switch(app, statement)
        case OpenUnit(code):
            place = app.session.pack.index.codes.index(code)
            app.take(app.session.at_unit(place))
            app.open_profile()
        case Fold(key):
            app.take(app.session.folded(key))
