"""Another index in the explorer that is open: one that is opened, read again, or some units of it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from ici_tui.packs.among import left_out
from ici_tui.packs.find import name_again
from ici_tui.settings.sessions import Kept
from ici_tui.streams import STANDARD_INPUT
from ici_tui.tables.refitting import weights_for
from ici_tui.tui.keeper import Keeper
from ici_tui.tui.keeping import record_of
from ici_tui.tui.some_units import AmongError, session_among, whole
from ici_tui.tui.start import StartError, continued_on, opened

if TYPE_CHECKING:
    from ici_tui.packs.pack import Pack
    from ici_tui.tui.app import Explorer
    from ici_tui.tui.session import Session

LOOK_AGAIN = 1.0
"""Seconds between two looks at whether a file has changed."""


class PackRead(Message):
    """Another pack is there, or `fault` says why not."""

    def __init__(self, session: Session | None, told: str, named: str | None = None) -> None:
        super().__init__()
        self.session, self.told, self.named = session, told, named
        """`named` is None where the same pack was read again."""


def open_pack(app: Explorer, named: str) -> None:
    """Open a pack or a table in the place of the one that is open; what is wrong is said."""
    if named == STANDARD_INPUT:  # where the keys come from
        app.say("- is read where the program is started: ici-tui -", warns=True)
        return
    app.say(f"{named} · reading …")
    app.in_thread(partial(_open, app, named), "reading")


def _open(app: Explorer, named: str) -> None:
    try:
        session = opened(named)
    except StartError as error:
        app.post_message(PackRead(None, str(error).split("\n", maxsplit=1)[0]))
        return
    app.post_message(PackRead(session, session.pack.index.info.title, named))


def read_again(app: Explorer) -> None:
    """Read the open pack again; weights, cursor, marks and filter are kept."""
    session = app.session
    if str(session.pack.folder) == STANDARD_INPUT:
        app.say("standard input can be read once", warns=True)
        return
    app.in_thread(partial(_read_again, app, session), "reading")


def _read_again(app: Explorer, session: Session) -> None:
    pack = session.pack
    words = () if pack.table is None else pack.table.words
    time = pack.time if len(pack.times) > 1 else None
    try:
        found = opened(name_again(pack.folder), words, time)
    except StartError as error:
        app.post_message(PackRead(None, str(error).split("\n", maxsplit=1)[0]))
        return
    again, told = continued_on(found, Kept(Path(), record_of(session, None)))
    lost = told.partition("; ")[2]
    app.post_message(PackRead(again, "; ".join(filter(None, ("read again", lost)))))


def take_pack(app: Explorer, event: PackRead) -> None:
    """Show what was read; what was open before stays where it cannot be shown."""
    session = event.session
    if session is None:
        app.say(event.told, warns=True)
        return
    if event.named is None:
        kept = app.session
        session = replace(
            session, view=kept.view, profile=kept.profile, arrangement=kept.arrangement
        )
        app.show_other(session, app.keeper)
    else:
        app.keep_session(quits=True)
        keeper = Keeper(session, event.named)
        app.show_other(session, keeper)
        keeper.greet()
    app.say(event.told)


def rank_among(app: Explorer, text: str) -> None:
    """Rank the units of a filter among themselves; without one, all units again."""
    session = app.session
    base = whole(session)
    if not text:
        if base is session:
            app.say("all units are ranked")
        else:
            weights = session.weights
            if session.columns.columns:  # they are those of the fewer alone
                tree = base.pack.index.tree
                weights = weights_for(tree, session.pack.index.tree, weights)
            base = replace(base, arrangement=session.arrangement)
            app.show_other(base.edited(weights, by="weights among fewer"), app.keeper)
        return
    try:
        found = session_among(session, text)
    except AmongError as error:
        app.say(str(error), warns=True)
        return
    app.show_other(found, app.keeper)
    if lost := left_out(base.pack):
        app.say(f"left out, since it is of all units: {lost}")


class Watch:
    """Reads the pack again when its files change."""

    def __init__(self, app: Explorer) -> None:
        self._app = app
        self._folder = app.session.pack.folder
        self._seen = self._last = _state(app.session.pack)
        app.set_interval(LOOK_AGAIN, self.look)

    def look(self) -> None:
        """Read again where a file is another one, and has stayed so since the last look."""
        pack = self._app.session.pack
        state = _state(pack)
        if pack.folder != self._folder:  # another one was opened
            self._folder, self._seen = pack.folder, state
        if state == self._seen:
            return
        settled, self._last = state == self._last, state
        if settled and state:
            self._seen = state
            read_again(self._app)


def _state(pack: Pack) -> tuple[tuple[str, int, int], ...]:
    """Time and size of every file that the pack may be read from; empty while one is missing."""
    folder = pack.folder
    try:
        files = sorted(folder.iterdir()) if folder.is_dir() else [folder]
        found = [(file.name, file.stat()) for file in files if file.is_file()]
    except OSError:
        return ()
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in found)
