"""Themes: colours by what they mean, read from TOML. A user's theme of a bundled name wins."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from ici_tui.files import bundled_folder
from ici_tui.near import did_you_mean, nearest
from ici_tui.sanitise import unseen
from ici_tui.schema import BAD, Flag, ListOf, Notes, Shape, Table, Text, instead_of, shown
from ici_tui.settings.places import SettingsError, config_folder, read_checked, read_document

if TYPE_CHECKING:
    from pathlib import Path

    from ici_tui.toml_file import Path as KeyPath

DEFAULT = "dark"
LEAST_PARTS = 6
LONGEST_NAME = 40
_HUES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
ANSI = (
    "ansi_default",
    *(f"ansi_{hue}" for hue in _HUES),
    *(f"ansi_bright_{hue}" for hue in _HUES),
)
"""The colours that a terminal names itself; `ansi_default` is its own fore- or background."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by meaning, each `#rrggbb` or one of `ANSI`."""

    name: str
    """The name of its file, without `.toml`."""
    title: str
    dark: bool
    """Light text on a dark ground."""
    ansi: bool
    """Only the terminal's own colours: every colour is one of `ANSI`."""
    foreground: str
    background: str
    panel: str
    """The ground of bars such as header and footer."""
    muted: str
    """Text of lesser weight: notes, units, headings of columns."""
    accent: str
    """The colour of titles, of the key in a hint and of the focused border."""
    cursor_foreground: str
    cursor_background: str
    mark: str
    """Rows that are marked for comparison."""
    border: str
    up: str
    """Places gained."""
    down: str
    """Places lost."""
    warning: str
    error: str
    reported: str
    """Published values; a widget adds bold."""
    estimated: str
    """Estimates, quieter than the foreground and still readable."""
    parts: tuple[str, ...]
    """The parts of a stacked bar, at least six; neighbours differ in lightness as well."""
    kind: str = "bundled"
    """`bundled` or `user`."""


NOT_KEYS = {"name", "kind"}
KEYS = tuple(f.name for f in fields(Theme) if f.name not in NOT_KEYS)
COLOURS = tuple(key for key in KEYS if key not in {"title", "dark", "ansi", "parts"})


class ThemeNotFoundError(Exception):
    """No theme has this name; the message names the nearest."""


def user_themes_folder() -> Path:
    """Where a user's own themes are looked for; it need not exist."""
    return config_folder() / "themes"


def theme_files() -> dict[str, tuple[Path, str]]:
    """The files of all themes by name, each with its kind; the default first."""
    found: dict[str, tuple[Path, str]] = {}
    for kind, folder in (("bundled", bundled_folder("themes")), ("user", user_themes_folder())):
        for file in sorted(folder.glob("*.toml")):
            if not unseen(file.stem):
                found[file.stem] = (file, kind)
    return dict(sorted(found.items(), key=lambda item: item[0] != DEFAULT))


def theme_names() -> tuple[str, ...]:
    """The names of all themes, without reading one."""
    return tuple(theme_files())


def read_themes() -> tuple[tuple[Theme, ...], tuple[str, ...]]:
    """Every theme that can be read, the default first, and a line for each that cannot.

    A user's theme that is at fault does not hide the bundled one of its name.
    """
    themes: list[Theme] = []
    faults: list[str] = []
    for name, (file, kind) in theme_files().items():
        try:
            themes.append(read_theme(file, kind))
        except SettingsError as error:
            faults.append(str(error))
            bundled = bundled_folder("themes") / f"{name}.toml"
            if kind == "user" and bundled.is_file():
                themes.append(read_theme(bundled))
    return tuple(themes), tuple(faults)


def find_theme(name: str) -> Theme:
    """The theme of a name.

    Raises:
        ThemeNotFoundError: there is none.
        SettingsError: its file is not as expected.
    """
    files = theme_files()
    if name not in files:
        raise ThemeNotFoundError(f"no theme is called {name!r}; {instead_of(name, files)}")
    return read_theme(*files[name])


def read_theme(file: Path, kind: str = "bundled") -> Theme:
    """Read one theme.

    Raises:
        SettingsError: one line with file, line, key, and what would be right.
    """
    ansi = read_document(file).values.get("ansi") is True
    values, _ = read_checked(file, _shape(ansi))
    return Theme(name=file.stem, kind=kind, **values)


def _shape(ansi: bool) -> Table:
    """The shape of a theme's file; every key is needed."""
    colour = _Colour(ansi)
    parts = f"write a list of at least {LEAST_PARTS} colours"
    fields = {
        "title": Text(empty=False, plain=True),
        "dark": Flag(),
        "ansi": Flag(),
        **dict.fromkeys(COLOURS, colour),
        "parts": ListOf(colour, least=LEAST_PARTS, fix=parts),
    }
    return Table(fields, KEYS)


class _Colour(Shape):
    """A colour: `#rrggbb`, or a name of `ANSI`, which a theme of sixteen colours has alone."""

    def __init__(self, ansi: bool) -> None:
        self._ansi = ansi

    def check(self, value: Any, at: KeyPath, notes: Notes) -> Any:  # noqa: ANN401
        if not isinstance(value, str):
            example = "ansi_blue" if self._ansi else "#3a7bd5"
            fix = f"write a colour in quotes, such as {example}"
            return notes.bad(at, f"{shown(value)} is not a text", fix)
        if value in ANSI:
            return value
        if re.fullmatch(r"#[0-9a-fA-F]{6}", value):
            if not self._ansi:
                return value
            fix = f"with ansi = true a colour is one of {', '.join(ANSI)}"
            return notes.bad(at, f"{shown(value)} is no colour of the terminal's own", fix)
        near = nearest(value.casefold(), ANSI, most=1) if len(value) <= LONGEST_NAME else []
        right = did_you_mean(near, "write #rrggbb, such as #3a7bd5, or ansi_blue")
        notes.bad(at, f"{shown(value)} is not a colour", right)
        return BAD
