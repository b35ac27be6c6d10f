"""The commands that look after things: packs, themes, settings."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ici_tui.cli.common import fail, tell, told_by_system
from ici_tui.cli.deliver import Origin, deliver, stamp_for, write_lines
from ici_tui.cli.opening import settings_or_end
from ici_tui.files import expanded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ici_tui.cli.common import Common
    from ici_tui.pages.model import Page
    from ici_tui.questions.records.upkeep import Setting


def packs(common: Common) -> None:
    """The packs that are installed."""
    from ici_tui.cli.glance import glance
    from ici_tui.packs.find import installed_packs
    from ici_tui.questions.records.upkeep import PACKS, Installed

    found = []
    for place in installed_packs():
        seen = glance(place.folder)
        # The units of a table that is not CSV are not counted here: it would take seconds.
        found.append(Installed(place, seen.title, len(seen.units) or None))
    records = PACKS.all(found)
    deliver(common, lambda: _listed(records, ("name", "title", "units", "kind")), records)


def check_pack(common: Common, path: Path) -> None:
    """What is wrong with a pack: every fault with file, row and column."""
    from ici_tui.packs import check
    from ici_tui.packs.faults import PackNotFoundError
    from ici_tui.packs.find import named_place
    from ici_tui.questions.records.upkeep import FAULTS

    try:
        path = named_place(str(path))
        faults = check.check_pack(path, tell)
    except PackNotFoundError as error:
        raise fail(str(error), 2) from None
    except OSError as error:
        raise fail(told_by_system(error, path), 1) from None
    records = FAULTS.all(faults)
    if common.asked_format is None:
        write_lines((fault.text() for fault in faults), common)
    else:
        deliver(common, lambda: _listed(records, FAULTS.names), records)
    if faults:
        count = f"{len(faults)} fault{'s' if len(faults) > 1 else ''}"
        raise fail(f"{path}: {count}", 1)
    tell(f"{path}: nothing is wrong")


def new_pack(common: Common, path: Path) -> None:
    """Write a small pack to start from."""
    from ici_tui.packs.new import write_new_pack

    path = expanded(path)
    _written(path, lambda: write_new_pack(path), common)


def export(common: Common, path: Path) -> None:
    """Write the open pack, with the weights and the pipeline given, as a pack of its own."""
    from ici_tui.cli.opening import study_of
    from ici_tui.packs.export import told_of_time, write_pack
    from ici_tui.pages.stamp import stamp_lines

    path = expanded(path)
    study = study_of(common)
    made = [*stamp_lines(stamp_for(common, Origin(study)))]
    if told := told_of_time(study.pack):
        tell(told)
        made.append(told)
    _written(path, lambda: write_pack(study.pack, study.weights, path, made), common)


def _written(path: Path, write_files: Callable[[], tuple[Path, ...]], common: Common) -> None:
    """Write a pack's files and list them, or end with why they cannot be written."""
    from ici_tui.packs.faults import PackError
    from ici_tui.questions.records.upkeep import FILES

    try:
        files = write_files()
    except PackError as error:
        raise fail(error.texts, 1) from None
    except OSError as error:
        raise fail(f"{path} cannot be written: {error.strerror}", 1) from None
    if common.asked_format is None:
        write_lines(map(str, files), common)
    else:
        records = FILES.all(files)
        deliver(common, lambda: _listed(records, FILES.names), records)


def themes(common: Common) -> None:
    """The themes of the explorer."""
    from ici_tui.questions.records.upkeep import THEMES, Listed
    from ici_tui.settings.config import Settings, read_settings
    from ici_tui.settings.places import SettingsError
    from ici_tui.settings.themes import read_themes

    try:
        current = read_settings().theme
    except SettingsError as error:
        # The names listed here are what puts a wrong one right.
        tell(str(error))
        current = Settings().theme
    found, faults = read_themes()
    for fault in faults:
        tell(fault)
    records = THEMES.all(Listed(theme, theme.name == current) for theme in found)
    shown = [record | {"": "current" if record["current"] else None} for record in records]
    keys = ("name", "", "title", "ground", "colours", "kind")
    deliver(common, lambda: _listed(shown, keys, optional=("title", "colours")), records)


def config_path(common: Common) -> None:
    """Where the settings are read from."""
    from ici_tui.questions.records.upkeep import PATH
    from ici_tui.settings.config import config_file

    file = config_file()
    if common.asked_format is None:
        write_lines([str(file)], common)
    else:
        records = PATH.all([file])
        deliver(common, lambda: _listed(records, PATH.names), records)


def config_show(common: Common) -> None:
    """The settings in force, and where each comes from."""
    from ici_tui.packs.find import DEFAULT, pack_here
    from ici_tui.questions.records.upkeep import SETTINGS, Setting
    from ici_tui.settings.config import config_file

    settings, file = settings_or_end(), str(config_file())
    values: dict[str, str | bool] = {
        "theme": settings.theme,
        "pack": settings.pack or DEFAULT,
        "view": settings.view,
        "plain": settings.plain,
        "mouse": settings.mouse,
        "top": str(settings.top),
        "ascii": "auto" if settings.ascii is None else settings.ascii,
        "title": settings.title,
        "links": settings.links,
        "bell": settings.bell,
    }
    measures = ("max_seconds", "idle", "max_memory", "pack_root")
    given = {key: getattr(settings, key) for key in measures}
    values |= {key: f"{value}" for key, value in given.items() if value is not None}
    found = {
        key: Setting(key, value, file if key in settings.given else "default")
        for key, value in values.items()
    }
    here = pack_here()
    if common.pack:
        found["pack"] = Setting("pack", common.pack, "command line")
    elif here is not None:
        found["pack"] = Setting("pack", str(here), "current folder")
    keys = [
        Setting(f"keys.{command}", " ".join(keys), file) for command, keys in settings.keys.items()
    ]
    records = SETTINGS.all([*found.values(), *keys, *_kept()])
    shown = [
        record
        | {"value": str(value).lower() if isinstance(value := record["value"], bool) else value}
        for record in records
    ]
    deliver(common, lambda: _listed(shown, SETTINGS.names), records)


def _kept() -> Iterator[Setting]:
    """Where things are kept without being asked for, each of them, and why."""
    from ici_tui import lookup
    from ici_tui.questions.records.upkeep import Setting
    from ici_tui.settings import state

    off = f"; switched off by {state.OFF}" if state.switched_off() else ""
    why = "what is kept unasked; config forget empties it, --no-state keeps nothing"
    yield Setting("state", str(state.state_folder()), f"{why}{off}")
    for kind in state.KINDS:
        for file in state.files_of(kind):
            yield Setting(f"state.{kind.name}", str(file), kind.why)
    off = f"; switched off by {lookup.OFF}" if os.environ.get(lookup.OFF) else ""
    why = "answers that are made anew where they are missing; may be deleted"
    yield Setting("cache", str(Path(lookup.folder()).parent), f"{why}{off}")


def config_forget(common: Common) -> None:
    """Delete what is kept without being asked for: sessions, recent packs, logs of faults."""
    from ici_tui.questions.records.upkeep import FORGOTTEN, Forgotten
    from ici_tui.settings.state import forget, state_folder

    try:
        count = forget()
    except OSError as error:
        raise fail(f"{error.filename} cannot be deleted: {error.strerror}", 1) from None
    if common.asked_format is None:
        write_lines(
            [f"{count} file{'' if count == 1 else 's'} deleted in {state_folder()}"], common
        )
    else:
        records = FORGOTTEN.all([Forgotten(count, state_folder())])
        deliver(common, lambda: _listed(records, FORGOTTEN.names), records)


def _listed(
    records: Sequence[dict[str, object]], keys: Sequence[str], optional: Sequence[str] = ()
) -> Page:
    """A plain table of records, a column per key; optional ones go first where room is short."""
    from ici_tui.pages.model import Cell, Column, Grid, Page

    columns = []
    for key in keys:
        numbers = all(isinstance(record[key], int | None) for record in records)
        least = None if numbers or key == keys[0] else 8
        columns.append(Column(key, numbers, least, key=key == keys[0], optional=key in optional))
    rows = tuple(
        tuple(Cell("" if record[key] is None else str(record[key])) for key in keys)
        for record in records
    )
    return Page((Grid(tuple(columns), rows),))
