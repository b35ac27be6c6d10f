"""config.toml: what the user prefers. A file that is not there means the defaults."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from ici_tui.allowed.limits import Limits, bytes_of, seconds_of
from ici_tui.schema import (
    BAD,
    Flag,
    ListOf,
    Notes,
    Number,
    Shape,
    Table,
    Text,
    Word,
    instead_of,
    shown,
)
from ici_tui.settings.key_names import canonical_key
from ici_tui.settings.places import SettingsError, config_folder, read_checked

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, MutableMapping

    from ici_tui.toml_file import Path as KeyPath

    Commands = Callable[[], Collection[str]]
    Meet = Callable[[str, str], bool]

VIEWS = (
    "ranking", "clusters", "compare", "robustness", "map", "sources", "methods", "statistics",
    "columns",
)  # fmt: skip
"""The explorer's views, in the order of their digits."""
KEYS = (
    "theme", "pack", "view", "plain", "mouse", "top", "ascii", "title", "links", "bell", "max_seconds",
    "idle", "max_memory", "pack_root", "keys",
)  # fmt: skip
TOP, MOST_TOP = 3, 1000


class Settings(NamedTuple):
    """The user's preferences, with the defaults where the file says nothing."""

    theme: str = "dark"
    """The explorer's theme."""
    pack: str | None = None
    """The pack that opens where `--pack` is not given: a name or a folder; None: the bundled one."""
    view: str = "ranking"
    """The view that the explorer starts with."""
    plain: bool = False
    """Whether the explorer draws nothing, and answers line by line."""
    mouse: bool = True
    """Whether the explorer listens to the mouse; without, the terminal selects text as usual."""
    top: int = TOP
    """The first so many units whose places the strip beside the weights looks at."""
    ascii: bool | None = None
    """Whether the explorer draws with ASCII alone; None: where the terminal can show no more."""
    title: bool = True
    """Whether the window has a title that says what is open."""
    links: bool = True
    """Whether addresses can be opened by the terminal."""
    bell: bool = True
    """Whether the bell rings when a long question is answered while one is elsewhere."""
    max_seconds: float | None = None
    """Seconds that a question may take."""
    idle: str | None = None
    """The time without a key after which the explorer is left, such as `30m`."""
    max_memory: str | None = None
    """The most memory of a process, such as `600MB`."""
    pack_root: str | None = None
    """The folder whose packs may be opened in a session that is read-only."""
    keys: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Keys by command, instead of the command's own."""
    given: frozenset[str] = frozenset()
    """Those of them that the file sets."""

    @property
    def limits(self) -> Limits:
        """What a question and a session may take."""
        return Limits(
            self.max_seconds,
            None if self.idle is None else seconds_of(self.idle),
            None if self.max_memory is None else bytes_of(self.max_memory),
        )


def config_file() -> Path:
    """Where the settings are read from; it need not exist."""
    return config_folder() / "config.toml"


def read_settings(
    file: Path | None = None,
    commands: Commands | None = None,
    meet: Meet | None = None,
) -> Settings:
    """The user's settings.

    Args:
        file: another file than the user's own.
        commands: the explorer's command ids; `[keys]` may name only these. They are asked for
            where there are keys. None: not checked.
        meet: whether the keys of two commands work in one place, so that no key can be for both.
            None: not checked.

    Raises:
        SettingsError: one line with file, line, key, and what would be right.
    """
    values, document = read_checked(file or config_file(), _shape(commands, meet))
    return Settings(**values, given=frozenset(document.values))


def change_setting(key: str, value: str | bool, file: Path | None = None) -> bool:
    """Set a top-level key in the user's file, and leave every other line of it as it is.

    Returns:
        Whether anything was written: not where the file says so already.

    Raises:
        SettingsError: the value is not allowed, or the file cannot be read or written.
    """
    from ici_tui.settings.editing import change_file

    if key == "keys":
        raise SettingsError("keys are set in the file itself")
    notes = Notes()
    _shape(None).check({key: value}, (), notes)
    if notes.found:
        raise SettingsError(notes.found[0].text())

    def change(values: MutableMapping[str, Any]) -> None:
        values[key] = value

    return change_file(file or config_file(), _shape(None), change, (key,))


def _shape(commands: Commands | None, meet: Meet | None = None) -> Table:
    """The shape of config.toml."""
    return Table(
        {
            "theme": _Theme(),
            "pack": _quoted("pack", "ici-cn-2020"),
            "view": Word(VIEWS, "view"),
            "plain": Flag(),
            "mouse": Flag(),
            "top": Number(1, MOST_TOP, whole=True),
            "ascii": Flag(),
            "title": Flag(),
            "links": Flag(),
            "bell": Flag(),
            "max_seconds": Number(1, 1e6),
            "idle": _measure("idle", "30m", seconds_of),
            "max_memory": _measure("max_memory", "600MB", bytes_of),
            "pack_root": Text(empty=False, plain=True, refused=_refused_root),
            "keys": _Bindings(commands, meet),
        }
    )


def _quoted(key: str, example: str) -> Text:
    return Text(empty=False, plain=True, fix=f'write a text in quotes, such as {key} = "{example}"')


def _measure(key: str, example: str, measure: Callable[[str], object]) -> Text:
    """A time or a size, as its option takes it."""
    fix = f'write {key} = "{example}"'

    def refused(text: str) -> tuple[str, str] | None:
        try:
            measure(text)
        except ValueError as error:
            return str(error).partition("; ")[0], fix
        return None

    return Text(empty=False, plain=True, fix=fix, refused=refused)


def _refused_root(text: str) -> tuple[str, str] | None:
    return None if Path(text).is_absolute() else ("it is no absolute path", "write the whole path")


class _Theme(Shape):
    """The name of a theme."""

    def check(self, value: Any, at: KeyPath, notes: Notes) -> Any:  # noqa: ANN401
        from ici_tui.settings.themes import theme_names  # where no theme is named, none is needed

        return Word(theme_names(), "theme").check(value, at, notes)


class _Bindings(Shape):
    """Keys by command; `copy.row = "y"` needs no quotes, so tables may lie in each other."""

    def __init__(self, commands: Commands | None, meet: Meet | None) -> None:
        self._commands, self._meet = commands, meet
        fix = 'write "key" or ["key", "key"], such as "ctrl+r"'
        self._keys = ListOf(
            Text(empty=False, plain=True, fix=fix, refused=_refused_key),
            least=1,
            alone=True,
            fix=fix,
        )

    def check(self, value: Any, at: KeyPath, notes: Notes) -> Any:  # noqa: ANN401
        if not isinstance(value, dict):
            fix = 'write a table, [keys], of command = "key"'
            return notes.bad(at, f"{shown(value)} is not a table", fix)
        found: dict[str, tuple[str, ...]] = {}
        for path, given in _leaves(value):
            command, there = ".".join(path), (*at, *path)
            known = None if self._commands is None else self._commands()
            if known is not None and command not in known:
                fix = instead_of(command, known)
                notes.bad(there, f"there is no command {shown(command)}", fix, shown=at)
                continue
            keys = self._keys.check(given, there, notes)
            if keys is not BAD and self._are_free(command, keys, found, there, notes):
                found[command] = keys
        return MappingProxyType(found)

    def _are_free(
        self,
        command: str,
        keys: tuple[str, ...],
        others: Mapping[str, tuple[str, ...]],
        at: KeyPath,
        notes: Notes,
    ) -> bool:
        """Whether no command before has one of the keys where this one's work."""
        for other, taken in others.items():
            known = set(map(canonical_key, taken))
            both = [key for key in keys if canonical_key(key) in known]
            if both and self._meet is not None and self._meet(command, other):
                told = f"{shown(both[0])} is the key of {other} too"
                notes.bad(at, told, "one key means one thing in one place")
                return False
        return True


def _refused_key(text: str) -> tuple[str, str] | None:
    if not any(character.isspace() for character in text):
        return None
    return f"{shown(text)} is not a key", 'write "key" or ["key", "key"], such as "ctrl+r"'


def _leaves(
    table: Mapping[str, Any], before: KeyPath = ()
) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every value of nested tables, with its path."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*before, key))
        else:
            yield tuple(str(part) for part in (*before, key)), value
