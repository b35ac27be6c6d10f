"""What `ici-tui` does without a command: a unit's card, the ranking, or the explorer."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from ici_tui.allowed.limits import timed
from ici_tui.at_terminal import take_keys_from_terminal, why_no_terminal, why_nobody
from ici_tui.cli import results
from ici_tui.cli.common import End, fail, tell
from ici_tui.cli.opening import points_of, reading_options, settings_or_end, table_end
from ici_tui.cli.options import given_options, overridden
from ici_tui.streams import STANDARD_INPUT

if TYPE_CHECKING:
    from ici_tui.cli.common import Common
    from ici_tui.tables.loading import Loading


def without_command(
    common: Common,
    unit: str | None = None,
    theme: str | None = None,
    *,
    resume: bool = False,
    watch: bool = False,
    plain: bool = False,
    version: bool = False,
    loading: Loading | None = None,
) -> None:
    """Print a card or a ranking where that was asked for; open the explorer at a terminal.

    Args:
        common: the options that every command takes.
        unit: whose card is asked for.
        theme: the explorer's colours.
        watch: whether the explorer reads the pack again when its files change.
        resume: whether the explorer continues the session that was kept last.
        plain: whether the explorer answers line by line.
        version: has been answered before, where it was asked for.
        loading: the pack, where it loads already, for the explorer.

    Raises:
        End: something is not as it should be, or the explorer was left.
    """
    del version
    check_theme(theme)
    prints = {"--city": unit is not None, "--format": common.format, "-o": common.output}
    printed = next((name for name, is_given in prints.items() if is_given), None)
    explores = "--watch" if watch else "--plain" if plain else ""
    if explores and printed:
        raise fail(f"{explores} is for the explorer; leave out {printed}", 2)
    if watch and plain:
        tell("--watch has no part in this: with --plain the word reload reads the files again")
    if resume:
        _check_resume(common, unit, by_line=plain)
        _explore(common, theme, loading, resume=True, watch=watch, by_line=plain)
    elif unit is not None:
        with timed():
            results.city(common, unit)
    elif common.format is not None or common.output is not None:
        with timed():
            results.rank(common)
    elif not (why := _why_no_explorer(common)) or plain:
        _explore(common, theme, loading, watch=watch, by_line=plain)
    elif not why_nobody() and settings_or_end().plain:
        _explore(common, theme, loading, by_line=True)
    else:
        with timed():
            results.rank(common)
        way = "see ici-tui --help" if why_nobody() else "ici-tui --plain answers line by line"
        tell(f"no terminal here ({why}), so this is the ranking; {way}")


def _why_no_explorer(common: Common) -> str:
    """Why the explorer cannot be opened, or nothing; standard input may hold the table."""
    if common.pack == STANDARD_INPUT:
        from ici_tui.tables.errors import TableError
        from ici_tui.tables.place import standard_input

        try:
            standard_input()
        except TableError as error:
            raise table_end(error, "standard input") from None
        take_keys_from_terminal()
    return why_no_terminal()


def check_theme(name: str | None) -> None:
    """End where a theme is asked for that there is not."""
    from ici_tui.settings.places import SettingsError
    from ici_tui.settings.themes import ThemeNotFoundError, find_theme

    if name is None:
        return
    try:
        find_theme(name)
    except ThemeNotFoundError as error:
        raise fail(str(error), 2) from None
    except SettingsError as error:
        raise fail(str(error), 1) from None


def _check_resume(common: Common, unit: str | None, *, by_line: bool) -> None:
    """End where a session cannot be continued so: it has weights, methods and a time of its own."""
    given = {
        "--city": unit is not None,
        "--format": common.format is not None,
        "-o": common.output is not None,
        "--weights": common.weights is not None,
        "--time": common.time is not None,
        "--set": bool(common.set),
        "--prefer": common.prefer is not None,
        "--order": common.order is not None,
        "the pipeline's options": bool(given_options(common)),
    }
    other = next((name for name, is_given in given.items() if is_given), None)
    if other is not None:
        raise fail(f"--resume continues the explorer as it was; leave out {other}", 2)
    if not by_line and (why := why_no_terminal()):
        raise fail(f"--resume opens the explorer, and there is no terminal here ({why})", 2)


def _explore(
    common: Common,
    theme: str | None,
    loading: Loading | None,
    *,
    resume: bool = False,
    watch: bool = False,
    by_line: bool = False,
) -> None:
    """Open the other front door; what the settings choose fills in what was not given."""
    settings = settings_or_end()
    if theme is None and "theme" in settings.given:
        theme = settings.theme
    from ici_tui.tui.run import run_explorer

    # A session that is continued has a pack of its own, whatever the settings choose.
    pack = common.pack or (None if resume else settings.pack)
    weights = common.weights
    states = common.prefer is not None or common.order is not None
    if states or (weights is not None and "=" not in weights):
        weights = points_of(replace(common, pack=pack))
    given = bool(given_options(common))
    raise End(
        run_explorer(
            pack,
            weights,
            theme,
            common.no_color,
            change=partial(overridden, common=common) if given else None,
            own=common.set,
            time=common.time,
            loading=loading,
            resume=resume,
            ascii_only=common.ascii_only,
            reading=reading_options(common),
            watch=watch,
            among=common.among,
            stated=(common.prefer, common.order),
            by_line=by_line,
        )
    )
