"""Editing columns: what a key does to the one at the cursor; each is one step to undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ici_tui.index.methods import NONE, OWN_STAGES
from ici_tui.index.own import CLEAR
from ici_tui.pages.acts import EditColumn
from ici_tui.tables.errors import EditError
from ici_tui.tui import editing
from ici_tui.tui.choices import Choice, Chosen
from ici_tui.tui.columns import STRAIGHT, ColumnRow, column_rows, pillars, roles_for
from ici_tui.tui.methods import own_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from ici_tui.pages.acts import Act
    from ici_tui.tables.edits import Edits
    from ici_tui.tui.commands.door import Door
    from ici_tui.tui.session import Session

MOST_NAMED = 20
"""Columns that are named where the one that was meant is not found."""
NO_INDICATOR = "{name} is no indicator; {way} makes it one where its values are numbers"


def row_called(app: Door, code: str) -> ColumnRow | None:
    """The row of a column's code; None, and an answer, where it is none of the index's."""
    row = next((row for row in column_rows(app.session) if row.code == code), None)
    if row is None:
        app.say(f"{code}: what it is, is said when the file is opened (--id, --layout)", warns=True)
    return row


def say_of(app: Door, row: ColumnRow, by: str, **said: Any) -> None:  # noqa: ANN401 - of an edit
    """Say something of a column: the ranking follows, and whom it moved is told."""
    _follow(app, lambda session: (session.columns.with_(row.code, **said), by))


def _follow(app: Door, edit: Callable[[Session], tuple[Edits, str]]) -> None:
    """Take an edit on; what it says of columns may depend on how they are by then."""

    def make(session: Session) -> Session:
        columns, by = edit(session)
        return session.with_columns(columns, by=by)

    app.follow(make, _told)


def _told(before: Session, after: Session) -> str:
    """What was done, and how many units have another rank."""
    moved = int((after.board.ranks != before.board.ranks).sum())
    words = after.pack.index.info.words
    units = words.singular if moved == 1 else words.plural
    left = _left_out(before, after)
    return f"{after.history.now.by} · {moved:,} {units} moved{left} · u undoes"


def _left_out(before: Session, after: Session) -> str:
    """Which values and statements of the user's have gone with what they were about."""
    values = len(before.own) - len(after.own)
    stated = len(before.history.now.statements) - len(after.history.now.statements)
    found = []
    if values:
        found.append(f"{values} value{'s' if values > 1 else ''} of yours")
    if stated:
        found.append(f"{stated} statement{'s' if stated > 1 else ''}")
    return f" · left out: {' and '.join(found)}" if found else ""


def _say_no_indicator(app: Door, row: ColumnRow) -> None:
    way = app.way_to("columns.role")
    app.say(NO_INDICATOR.format(name=row.name, way=way), warns=True)


def turn(app: Door, row: ColumnRow) -> None:
    """More is better becomes less is better, and the other way round."""
    if row.direction is None:
        _say_no_indicator(app, row)
        return

    def turned(session: Session) -> tuple[Edits, str]:
        now = -(_now(session, row).direction or 1)
        better = "more" if now > 0 else "less"
        said = session.columns.with_(row.code, direction=now)
        return said, f"{row.name}: {better} is better"

    _follow(app, turned)


def switch(app: Door, row: ColumnRow) -> None:
    """In or out."""
    if row.role != "indicator":
        _say_no_indicator(app, row)
        return

    def switched(session: Session) -> tuple[Edits, str]:
        on = not _now(session, row).on
        return session.columns.with_(row.code, on=on), f"{row.name} {'in' if on else 'out'}"

    _follow(app, switched)


def _now(session: Session, row: ColumnRow) -> ColumnRow:
    """The row as it is by now.

    Raises:
        EditError: the column went with the file, which was read again.
    """
    found = next((found for found in column_rows(session) if found.code == row.code), None)
    if found is None:
        raise EditError(f"{row.name} is not there any more")
    return found


def choose_role(app: Door, row: ColumnRow) -> None:
    """What the column is."""
    offers = roles_for(row)
    if not offers:
        app.say(f"{row.name} divides indicators: its role is said in iMeta", warns=True)
        return
    now = row.told  # an indicator that is out is none of these: choosing one puts it in
    choices = [Choice(role, role, note, "now" if role == now else "")
               for role, note in offers]  # fmt: skip

    def take(chosen: Chosen | None) -> None:
        if chosen is not None and chosen.choice is not None and chosen.choice.id != now:
            role = chosen.choice.id
            if role == row.role:
                switch(app, row)
                return
            on = True if role == "indicator" else None
            say_of(app, row, f"{row.name} as {role}", role=role, on=on)

    app.choose(choices, take, prompt=f"{row.name}: its role")


def choose_pillar(app: Door, row: ColumnRow) -> None:
    """Into a pillar that is there, or a new one that is typed."""
    if row.role != "indicator":
        _say_no_indicator(app, row)
        return
    if not row.on:
        way = app.way_to("columns.switch")
        app.say(f"{row.name} does not count; {way} puts it in first", warns=True)
        return
    listed = pillars(app.session.pack.index.tree)
    choices = [Choice(node.code, node.name, "", "now" if node.name == row.pillar else "")
               for node in listed]  # fmt: skip
    choices.append(Choice("", STRAIGHT, "", "now" if not row.pillar else ""))

    def take(chosen: Chosen | None) -> None:
        if chosen is None:
            return
        typed = chosen.text.strip()
        whole = chosen.pointed or not typed
        same = chosen.choice is not None and chosen.choice.title.casefold() == typed.casefold()
        if chosen.choice is not None and (whole or same):
            move(app, row, chosen.choice.id)
        elif typed:
            say_of(app, row, f"{row.name} into {typed}", pillar=typed, into=None)

    prompt = f"{row.name}: into a pillar; type the name of a new one"
    app.choose(choices, take, prompt=prompt)


def move(app: Door, row: ColumnRow, code: str) -> None:
    """Into a pillar that is there: the pack's own by its code, a new one by its name."""
    tree = app.session.pack.index.tree
    name = tree[code].name if code else STRAIGHT
    by = f"{row.name} into {name}" if code else f"{row.name} {name}"
    if code and code not in app.session.opened_pack.index.tree:
        say_of(app, row, by, pillar=name, into=None)
    else:
        say_of(app, row, by, pillar=None, into=code)


def edit(app: Door, row: ColumnRow) -> None:
    """Name, weight, direction and settings, one chosen from a list."""
    own = dict(own_settings(app.session)).get(row.code, "")
    acts: dict[str, tuple[Choice, Callable[[], None]]] = {}

    def offer(choice: Choice, act: Callable[[], None]) -> None:
        acts[choice.id] = (choice, act)

    if row.guessed:
        better = "more" if (row.direction or 1) > 0 else "less"
        offer(Choice("confirm", f"Yes, {better} is better", "the direction is no guess any more"),
              lambda: say_of(app, row, f"{row.name}: {better} is better",
                             direction=row.direction))  # fmt: skip
    offer(Choice("name", "Name", row.name), lambda: _ask_name(app, row))
    if row.on:
        points = _points(app, row.code)
        if points is not None:
            offer(Choice("weight", "Weight", f"{points:.4g} points of 100 among its siblings"),
                  lambda: _ask_weight(app, row, points))  # fmt: skip
        offer(Choice("settings", "Settings of its own", own or "none: it goes with the others"),
              lambda: choose_settings(app, row, own))  # fmt: skip

    def take(chosen: Chosen | None) -> None:
        if chosen is not None and chosen.choice is not None:
            acts[chosen.choice.id][1]()

    listed = [choice for choice, _ in acts.values()]
    app.choose(listed, take, prompt=row.name)


def _points(app: Door, code: str) -> float | None:
    """An indicator's points; of what stands for it, where it has no siblings."""
    node = _weighed(app, code)
    return None if node is None else app.session.weights.points(node)


def _weighed(app: Door, code: str) -> str | None:
    """The node whose weight is an indicator's: itself, or the lowest above that has siblings."""
    tree = app.session.pack.index.tree
    while len(tree.siblings(code)) == 1:
        parent = tree[code].parent
        if parent is None:
            return None
        code = parent
    return code


def _ask(app: Door, prompt: str, now: str, take: Callable[[str], None]) -> None:
    def taken(chosen: Chosen | None) -> None:
        if chosen is not None and chosen.text.strip():
            take(chosen.text.strip())

    app.choose((), taken, prompt=prompt, now=now)


def _ask_name(app: Door, row: ColumnRow) -> None:
    def take(name: str) -> None:
        say_of(app, row, f"{row.name} is called {name}", name=name)

    _ask(app, "its name", row.name, take)


def _ask_weight(app: Door, row: ColumnRow, points: float) -> None:
    node = _weighed(app, row.code)

    def take(typed: str) -> None:
        try:
            editing.set_weight(app, node or row.code, float(typed))
        except ValueError:
            app.say(f"{typed!r} is not a number of points; give 0 to 100", warns=True)

    _ask(app, f"{row.name}: points of 100", f"{points:.4g}", take)


def choose_settings(app: Door, row: ColumnRow, own: str) -> None:
    """A method of its own from a list, or parts of the language typed."""
    choices = [
        Choice(_part(stage.name, form.name), form.name, f"{stage.title}: {form.meaning}")
        for stage in OWN_STAGES.values()
        for form in stage.forms
        if form.name != NONE and not form.group and not (form.numbers and not form.defaults)
    ]
    choices.append(Choice(CLEAR, CLEAR, "nothing of its own"))

    def take(chosen: Chosen | None) -> None:
        if chosen is None:
            return
        typed = chosen.text.strip()
        pick = chosen.choice is not None and (chosen.pointed or chosen.choice.title == typed)
        text = chosen.choice.id if pick and chosen.choice is not None else typed
        if text:
            app.run_command("methods.indicator", f"{row.code}: {text}")

    now = f" · now {own}" if own else ""
    prompt = f"{row.name}: type log, goalposts 100..75000{now}"
    app.choose(choices, take, prompt=prompt)


def _part(stage: str, method: str) -> str:
    return f"{stage} {method}"


def on_row(app: Door, act: Callable[[Door, ColumnRow], None], name: str) -> None:
    """Do something with the column that is named, or with the one at the cursor."""

    def at_cursor(line: Act | None) -> None:
        if not isinstance(line, EditColumn):
            app.say(f"the cursor is on no column; one can be named: {_told_of(_named(app))}")
        elif (row := row_called(app, line.code)) is not None:
            act(app, row)

    if not name:
        app.at_cursor(at_cursor)
    elif (row := _row_named(app, name)) is not None:
        act(app, row)


def _row_named(app: Door, name: str) -> ColumnRow | None:
    """The row of a column by its code or its name; None, and an answer, where none is called so."""
    rows, wanted = _named(app), name.casefold()
    found = [row for row in rows if wanted in {row.code.casefold(), row.name.casefold()}]
    if len(found) == 1:
        return found[0]
    several = "several columns are" if found else "no column is"
    app.say(f"{several} called {name!r}: {_told_of(found or rows)}", warns=True)
    return None


def _named(app: Door) -> list[ColumnRow]:
    return [row for row in column_rows(app.session) if row.code]


def _told_of(rows: list[ColumnRow]) -> str:
    codes = [row.code for row in rows]
    return ", ".join(codes[:MOST_NAMED]) + (", …" if len(codes) > MOST_NAMED else "")
