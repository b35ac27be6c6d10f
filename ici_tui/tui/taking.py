"""What is taken out of the explorer: rows and views as text, and where they are written."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from ici_tui.allowed import rights
from ici_tui.files import write_whole
from ici_tui.sanitise import visible
from ici_tui.tui.exporting import Exported
from ici_tui.tui.pages import writer_of
from ici_tui.tui.view import View
from ici_tui.views.columns import BAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ici_tui.pages.model import Page
    from ici_tui.tui.commands.door import Door
    from ici_tui.tui.session import Session
    from ici_tui.views.column_kinds import Column

WIDTH = 100
LONGEST = 60_000
"""Characters: many terminals drop a larger clipboard sequence whole."""

MOST_ROWS = 5_000
"""Units of which the rows are made in less time than anybody notices."""
SVG = ".svg"
NO_PICTURE = "nothing is drawn here that could be a picture; .md and .html take the page"
_WRITING = Lock()


class UnwritableError(Exception):
    """The file cannot be written; the message says why and what can be done."""


def row_text(session: Session) -> str:
    """The row at the cursor, its cells apart by tabs, and the pack's standing line."""
    if not len(session.board):
        return ""
    return "".join(_with_standing(session, [_head(session), _row(session, session.unit)]))


def view_pieces(session: Session) -> Iterator[str]:
    """The open view as text, line by line: the ranking's rows, or a page's lines."""
    if session.view is View.RANKING and not session.profile:
        rows = (_row(session, int(place)) for place in session.board.order)
        return _with_standing(session, chain([_head(session)], rows))
    if session.view is View.SOURCES and not session.pack.ensemble_later:
        from ici_tui.tui.checking import check

        check(session.study)  # what is taken out does not wait for it
    lines = writer_of(session)(session, WIDTH)
    return _with_standing(session, [found.text.rstrip() for found in lines])


def _with_standing(session: Session, lines: Iterable[str]) -> Iterator[str]:
    standing = session.study.standing_line
    for line in chain(lines, [standing] if standing else []):
        yield "\t".join(map(visible, line.split("\t"))) + "\n"


def _columns(session: Session) -> list[Column]:
    """Those that have text and are not hidden."""
    return [column for column in session.shown_columns if column != BAR]


def _head(session: Session) -> str:
    return "\t".join(column.head for column in _columns(session))


def _row(session: Session, place: int) -> str:
    board = session.board
    row = board.row_of(place)
    return "\t".join(column.plain(board, row) for column in _columns(session))


def write_view(app: Door, name: str) -> None:
    """Write the view to a file that is not there yet, and say what was written, or why not.

    Where there are very many rows it is done beside the interface: they are all made, and the
    files are read for the stamp.
    """
    session = app.session
    drawn = ""
    if name.strip().casefold().endswith(SVG):
        drawn = app.picture()
        if not drawn:
            app.say(NO_PICTURE, warns=True)
            return
    if session.board.size <= MOST_ROWS:
        _written(session, name, drawn).say(app)
    else:
        app.say("writing …")
        app.beside(
            lambda: _written(session, name, drawn), lambda written: written.say(app), "export"
        )


def _written(session: Session, name: str, drawn: str) -> Exported:
    try:
        # One after the other: none replaces what another has just written.
        with _WRITING:
            return Exported(_write(session, name, drawn), fault=False)
    except UnwritableError as error:
        return Exported(str(error), fault=True)


def _write(session: Session, name: str, drawn: str) -> str:
    """Write the view, and say so.

    Raises:
        UnwritableError: the file is there already, or the disk says no.
    """
    try:
        file = Path(name.strip()).expanduser()
        taken = file.exists()
    except (OSError, RuntimeError, ValueError) as error:
        raise UnwritableError(f"{name[:60]!r} is no file to write to: {error}"[:200]) from None
    if taken:
        raise UnwritableError(f"{file} exists; give another name")
    content = _content(session, file, drawn)
    try:
        write_whole(file, content)
    except (OSError, ValueError) as error:
        raise UnwritableError(
            f"{file} cannot be written: {getattr(error, 'strerror', error)}"
        ) from None
    return f"written to {file}"


def _content(session: Session, file: Path, drawn: str) -> str:
    """The view, stamped, in the format that a file's ending stands for: text where for none."""
    from ici_tui.pages.endings import kind_of, page_text
    from ici_tui.pages.stamp import stamp_lines, stamped
    from ici_tui.questions.stamp import stamp_of
    from ici_tui.tui.state_line import order_told, state_command

    kind = kind_of(file)
    page, seed = (None, None) if kind is None else _page(session)
    stamp = stamp_of(session.study, state_command(session), seed)
    if page is not None and kind is not None:
        return page_text(stamped(page, stamp, session.study), kind)
    order = order_told(session)
    lines = [*stamp_lines(stamp), *([order] if order else [])]
    told = "".join(f"{visible(line)}\n" for line in lines)
    if file.suffix.casefold() != SVG:
        return "".join(view_pieces(session)) + told
    from html import escape

    head, bracket, rest = drawn.partition(">")
    return f"{head}{bracket}<desc>{escape(told)}</desc>{rest}"


def _page(session: Session) -> tuple[Page, int | None]:
    """The view as a page, and the seed of what was drawn for it.

    Raises:
        UnwritableError: there is no answer to write yet.
    """
    from ici_tui.tui.view_page import UnfinishedError, view_page

    try:
        return view_page(session)
    except UnfinishedError as error:
        raise UnwritableError(f"there is nothing to write yet: {error}") from None


def send(app: Door, pieces: Iterable[str]) -> None:
    """Send text to the terminal's clipboard. Whether it takes it, it does not say.

    Args:
        app: the explorer.
        pieces: of the text; no more of them are made than a clipboard takes.
    """
    text = ""
    for piece in pieces:
        text += piece
        if len(text) > LONGEST:
            other = "" if rights.closed() else "; :write FILE takes it"
            app.say(f"too much for a terminal's clipboard{other}", warns=True)
            return
    app.copy(text)
