"""Another index in the explorer that is open: one that is opened, read again, or some units of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ici_tui.packs.among import left_out
from ici_tui.packs.find import name_again
from ici_tui.settings.sessions import Kept
from ici_tui.streams import STANDARD_INPUT
from ici_tui.tui.keeper import Keeper
from ici_tui.tui.keeping import record_of
from ici_tui.tui.some_units import AmongError, session_among, whole
from ici_tui.tui.start import StartError, continued_on, opened

if TYPE_CHECKING:
    from ici_tui.packs.pack import Pack
    from ici_tui.tui.app import Explorer
    from ici_tui.tui.commands.door import Door
    from ici_tui.tui.session import Session

LOOK_AGAIN = 1.0
"""Seconds between two looks at whether a file has changed."""


@dataclass(frozen=True, slots=True)
class PackRead:
    """Another pack is there, or the same again; `told` says why not where there is no session."""

    number: int
    session: Session | None
    told: str
    named: str | None = None
    """What it was opened by; None where the same pack was read again."""
    fresh: Session | None = None
    """The pack that was read again, without what was done to it."""
    asked: Session | None = None
    """What it was continued from."""


def open_pack(app: Door, named: str) -> None:
    """Open a pack or a table in the place of the one that is open; what is wrong is said."""
    if named == STANDARD_INPUT:  # where the keys come from
        app.say("- is read where the program is started: ici-tui -", warns=True)
        return
    app.say(f"{named} · reading …")
    number = app.reads.begin(opens=True)
    app.beside(partial(_open, named, number), partial(take_pack, app), "reading")


def _open(named: str, number: int) -> PackRead:
    try:
        session = opened(named)
    except StartError as error:
        return PackRead(number, None, _line(error))
    return PackRead(number, session, session.pack.index.info.title, named)


def read_again(app: Door) -> None:
    """Read the open pack again; weights, cursor, marks and filter are kept."""
    session = app.session
    if str(session.pack.folder) == STANDARD_INPUT:
        app.say("standard input can be read once", warns=True)
    elif app.reads.opens:
        app.say("another pack is being read", warns=True)
    else:
        number = app.reads.begin(opens=False)
        app.beside(partial(_read_again, session, number), partial(take_pack, app), "reading")


def _read_again(session: Session, number: int) -> PackRead:
    pack = session.pack
    words = () if pack.table is None else pack.table.words
    time = pack.time if len(pack.times) > 1 else None
    try:
        fresh = opened(name_again(pack.folder), words, time)
    except StartError as error:
        return PackRead(number, None, _line(error))
    return _continue(fresh, session, number)


def _continue(fresh: Session, session: Session, number: int) -> PackRead:
    """Do to a pack that was read again what was done to the one before."""
    base = None if session.whole is None else Kept(Path(), record_of(session.whole, None))
    again, told = continued_on(fresh, Kept(Path(), record_of(session, None)), base)
    lost = told.partition("; ")[2]
    said = "; ".join(filter(None, ("read again", lost)))
    return PackRead(number, again, said, fresh=fresh, asked=session)


def _line(error: StartError) -> str:
    return str(error).split("\n", maxsplit=1)[0]


def take_pack(app: Door, event: PackRead) -> None:
    """Show what was read; what was open before stays where it cannot be shown."""
    session, now = event.session, app.session
    if event.number != app.reads.newest:
        return
    if event.fresh is not None and event.asked is not None and not _same(now, event.asked):
        # There were edits while it was read: they are done to it as well.
        continues = partial(_continue, event.fresh, now, event.number)
        app.beside(continues, partial(take_pack, app), "reading")
        return
    app.reads.opens = False
    if session is None:
        app.say(event.told, warns=True)
        return
    session = replace(session, top=now.top)
    if event.named is None:
        tree = session.catalogue.pack.index.tree
        fixed = frozenset(code for code in now.fixed if code in tree)
        session = replace(
            session, view=now.view, profile=now.profile, arrangement=now.arrangement, fixed=fixed
        )
        app.show_other(session, app.keeper, again=True)
        app.say(event.told)
        return
    app.keep_session(quits=True)
    keeper = Keeper(session, event.named)
    app.show_other(session, keeper)
    keeper.remember()
    app.say(" · ".join(filter(None, (event.told, *session.remarks, keeper.greet()))))


def _same(one: Session, other: Session) -> bool:
    """Whether two sessions are the same in all that is continued."""
    return one is other or all(
        _kept(a) == _kept(b) for a, b in ((one, other), (one.whole or one, other.whole or other))
    )


def _kept(session: Session) -> dict[str, Any]:
    return {**record_of(session, None), "kept": ""}


def rank_among(app: Door, text: str) -> None:
    """Rank the units of a filter among themselves; without one, all units again."""
    session = app.session
    if not text and session.whole is None:
        app.say("all units are ranked")
        return
    try:
        found = session_among(session, text) if text else whole(session)
    except AmongError as error:
        app.say(str(error), warns=True)
        return
    app.show_other(found, app.keeper)
    lost = left_out(found.whole.pack) if found.whole is not None else ""
    if lost:
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
        if not settled or self._app.reads.opens:
            return
        self._seen = state
        if state:
            read_again(self._app)
        else:
            told = f"{pack.folder.name} is not there any more; what was read of it stays"
            self._app.say(told, warns=True)


def _state(pack: Pack) -> tuple[tuple[str, int, int], ...]:
    """Time and size of every file that the pack may be read from; empty while one is missing."""
    folder = pack.folder
    try:
        files = sorted(folder.iterdir()) if folder.is_dir() else [folder]
        found = [(file.name, file.stat()) for file in files if file.is_file()]
    except OSError:
        return ()
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in found)
