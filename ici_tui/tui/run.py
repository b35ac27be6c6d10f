"""Opening the explorer: what is shown first, what is loaded behind it, and how it ends."""

from __future__ import annotations

import gc
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ici_tui.files import bundled_folder
from ici_tui.packs.find import DEFAULT, pack_here
from ici_tui.sanitise import visible
from ici_tui.settings.arrangements import kept_columns
from ici_tui.settings.config import read_settings
from ici_tui.settings.places import SettingsError
from ici_tui.settings.themes import ThemeNotFoundError, find_theme
from ici_tui.settings.which import told_of_choice
from ici_tui.tables.loading import Loading
from ici_tui.tui.terminal.process import end_process, prepare_surroundings, tell, terminal_size
from ici_tui.tui.wishes import Wishes, first_theme

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ici_tui.settings.config import Settings
    from ici_tui.settings.themes import Theme
    from ici_tui.tables.options import ReadingOptions
    from ici_tui.tui.app import Explorer
    from ici_tui.tui.ink import Ink
    from ici_tui.tui.start import Change, Ready
    from ici_tui.tui.startup.first_frame import FirstFrame
    from ici_tui.views.row import Chance


@dataclass(frozen=True)
class Opening:
    """How the explorer opens before there is a session."""

    paint: Callable[[Ink], FirstFrame]
    """Makes what is seen first."""
    reading: Reading | None = None
    """The pack that loads meanwhile; None where it is the one that opens without a name."""
    chances: Mapping[int, Chance] | None = None
    """How surely each unit is ahead of the next one, where the first frame shows that."""


@dataclass(frozen=True)
class Reading:
    """A pack that is loading: `prepare` waits for it, `break_off` does not."""

    prepare: Callable[[], Ready]
    break_off: Callable[[], None]


def run_explorer(
    pack_argument: str | None,
    weights_text: str | None,
    theme: str | None,
    no_color: bool = False,
    *,
    change: Change | None = None,
    own: Sequence[str] = (),
    time: str | None = None,
    loading: Loading | None = None,
    resume: bool = False,
    ascii_only: bool = False,
    reading: ReadingOptions | None = None,
    watch: bool = False,
    among: str | None = None,
    stated: tuple[str | None, str | None] = (None, None),
    by_line: bool = False,
) -> int:
    """Open the explorer and stay until it is left.

    Args:
        pack_argument: a pack's name or folder; None opens the configured or the bundled one.
        weights_text: weights as `--weights` takes them.
        theme: a theme's name; None takes the configured one.
        no_color: no colour, as with `NO_COLOR`.
        change: from the pack's pipeline to the one that was asked for.
        own: values of the user's, as `--set` takes them.
        time: the time of a panel; None takes the newest.
        loading: the pack, where it loads already.
        resume: continue the session that was kept last, of this pack where one is named.
        ascii_only: draw with ASCII alone.
        reading: what was said of a table.
        watch: read the pack again whenever its files change.
        among: which units are ranked, among themselves.
        stated: what is stated of units and of weights, as `--prefer` and `--order` take it.
        by_line: draw nothing, and answer line by line.

    Returns:
        The exit code where it is not opened: 1 or 2, where pack, weights, theme or configuration
        are not as they should be. Once it was opened the process ends here: with 0, with 1
        after a fault of the program, or with 128 and the number of the signal that ended it.
    """
    gc.disable()  # collecting while everything is being imported finds next to nothing
    by_line = by_line or _by_line_at_all()
    if not by_line:
        prepare_surroundings()
    kept = None
    if resume:
        from ici_tui.tables.options import words_of
        from ici_tui.tui.start import StartError, kept_reading, kept_session

        try:
            kept, folder = kept_session(pack_argument)
        except StartError as error:
            tell(error.words)
            return error.code
        pack_argument = str(folder)
        if reading is None or not words_of(reading):  # what is said now holds
            reading = kept_reading(kept)
            if loading is not None:
                loading.end()
                loading = None
    elif pack_argument is None:
        tell_choice()
    loading = loading or Loading.begun(pack_argument, reading)  # before all that is imported below
    given = (pack_argument, weights_text, theme, change, own or None, time, among, *stated)
    usual = given == (None,) * len(given) and not no_color and not by_line
    explorer = with_shipped_frame(ascii_only=ascii_only, watch=watch) if usual else None

    def prepare() -> Ready:
        from ici_tui.tui.start import prepared

        return prepared(
            pack_argument,
            weights_text,
            theme,
            no_color,
            change=change,
            own=own,
            time=time,
            loading=loading,
            kept=kept,
            among=among,
            stated=stated,
        )

    try:
        if explorer is None and loading.takes_long and not by_line:
            what = Reading(prepare, loading.break_off)
            explorer = _while_reading(
                what, str(pack_argument), theme, no_color, ascii_only=ascii_only, watch=watch
            )
        if explorer is None:
            if not by_line:  # while the pack loads
                from ici_tui.tui.app import Explorer
            from ici_tui.tui.start import StartError

            try:
                ready = prepare()
            except StartError as error:
                tell(error.words)
                return error.code
            if by_line:
                from ici_tui.tui.lines.run import run_lines

                return end_process(run_lines(ready, ascii_only=ascii_only))
            explorer = Explorer(
                ready.session,
                ready.theme,
                ready.settings.keys,
                keeper=ready.keeper,
                wishes=Wishes.of(ready.settings, theme, ascii_only=ascii_only, watch=watch),
            )
        code = _shown(explorer)
    finally:
        loading.end()
    return end_process(code)


def _by_line_at_all() -> bool:
    """Whether the settings have the explorer answer line by line."""
    try:
        return read_settings().plain
    except SettingsError:  # what is wrong with them is said where they are used
        return False


def tell_choice() -> None:
    """Say on stderr which index opens, where it is not the bundled one."""
    try:
        choice = told_of_choice(pack_here(), read_settings().pack, DEFAULT)
    except SettingsError:  # what is wrong with them is said where they are used
        return
    if choice:
        tell(f"ici-tui: {visible(choice)}\n")


def _shown(explorer: Explorer) -> int:
    """Show it until it is left; the exit code."""
    import asyncio

    from ici_tui.tui.terminal.process import HUNG_UP, leave_on_signals, silence

    leave_on_signals(explorer.leave_by_signal)
    threading.excepthook = lambda what: explorer.fail_elsewhere(what.exc_value or what.exc_type())
    # A loop of our own: asyncio's way of running one waits for threads at its end.
    explorer.loop = asyncio.new_event_loop()
    try:
        result: Any = explorer.run(mouse=explorer.wishes.mouse, loop=explorer.loop)
    except SystemExit:
        raise
    except BaseException as error:  # noqa: BLE001 - libraries have classes of their own
        explorer.fail(error)
        result = None
    tell(explorer.last_words)
    if explorer.return_code == HUNG_UP:
        silence()
    return int(result if result is not None else explorer.return_code or 0)


def _while_reading(
    what: Reading,
    pack: str,
    theme_name: str | None,
    no_color: bool,
    *,
    ascii_only: bool,
    watch: bool,
) -> Explorer | None:
    """An explorer that is there while a pack loads; None where it has to wait."""
    usual, size = _usual(theme_name), terminal_size()
    if usual is None:
        return None
    settings, theme = usual
    from ici_tui.tui.app import Explorer
    from ici_tui.tui.startup.reading_frame import reading

    def paint(ink: Ink) -> FirstFrame:
        return reading(Path(pack).name or pack, *size, ink)

    wishes = Wishes.of(settings, theme_name, ascii_only=ascii_only, watch=watch)
    return Explorer(None, theme, opening=Opening(paint, what), wishes=wishes)


def _usual(theme_name: str | None = None) -> tuple[Settings, Theme] | None:
    """Settings and theme; None where more has to be known before anything is shown."""
    try:
        settings = read_settings()
        theme = find_theme(first_theme(settings, theme_name))
    except (SettingsError, ThemeNotFoundError):
        return None
    # What the configuration says of keys is checked against the commands before anything.
    return None if settings.keys else (settings, theme)


def with_shipped_frame(*, ascii_only: bool = False, watch: bool = False) -> Explorer | None:
    """An explorer that begins with the shipped ranking; None where another one would open."""
    usual = _usual()
    if usual is None or usual[0].given & {"pack", "view"} or pack_here() is not None:
        return None
    from ici_tui.tui.app import Explorer
    from ici_tui.tui.ink import Ink
    from ici_tui.tui.startup.shipped_frame import shipped

    (settings, theme), ranking = usual, shipped()
    if kept_columns(bundled_folder("data") / DEFAULT) is not None:
        return None  # its columns are not those that are shipped
    size = terminal_size()
    if ranking is None or ranking.frame(*size, Ink(theme)) is None:
        return None

    def paint(ink: Ink) -> FirstFrame:
        found = ranking.frame(*size, ink)
        assert found is not None  # noqa: S101  (there is one of this size)
        return found

    wishes = Wishes.of(settings, ascii_only=ascii_only, watch=watch)
    return Explorer(None, theme, opening=Opening(paint, chances=ranking.chances), wishes=wishes)
