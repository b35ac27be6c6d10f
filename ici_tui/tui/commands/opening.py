"""Which index is open: another one, the same read again, some of its units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.tui.commands.registry import command, on_screen

if TYPE_CHECKING:
    from ici_tui.tui.app import Explorer
    from ici_tui.tui.commands.door import Door


@command("pack.open", "Open a pack or a table", word="open", argument="[NAME|FILE]")
def open_pack(app: Door, argument: str) -> None:
    """Open another pack, or any table, in the place of this one; recent ones are offered."""
    from ici_tui.tui import changing, dialogs

    if argument:
        changing.open_pack(app, argument)
    else:
        dialogs.choose_pack(app, lambda named: changing.open_pack(app, named))


@command("pack.reload", "Read the files again", word="reload")
def read_again(app: Door, _: str) -> None:
    """Read the open pack or table again; weights, cursor, marks and filter stay."""
    from ici_tui.tui import changing

    changing.read_again(app)


@on_screen("pack.watch", "Read again when the files change", word="watch")
def watch(app: Explorer, _: str) -> None:
    """From now on, read the open pack or table again whenever its files change."""
    app.watch_files()
    app.say("the files are watched")


@command("ranking.among", "Rank among the units of a filter", word="among", argument="[FILTER]")
def among(app: Door, argument: str) -> None:
    """Rank some units among themselves, through the same pipeline; without a filter all again."""
    from ici_tui.tui import changing

    changing.rank_among(app, argument)
