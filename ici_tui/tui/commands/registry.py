"""One declaration per command gives its keys, palette entry, help row, `:word` and hint."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING, TypedDict, Unpack

from ici_tui.allowed import rights
from ici_tui.tui.commands.door import NOTHING_TO_WEIGH
from ici_tui.tui.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ici_tui.tui.app import Explorer
    from ici_tui.tui.commands.door import Door
    from ici_tui.tui.session import Session

    Act = Callable[[Door, str], None]
    DrawnAct = Callable[[Explorer, str], None]

EVERY_VIEW = tuple(View)


class Scope(Enum):
    """Where a command's keys work: everywhere, or where the focus is."""

    APP = "everywhere"
    RANKING = "in the ranking"
    PAGE = "on a page"
    WEIGHTS = "on the weights"


@dataclass(frozen=True, slots=True)
class Command:
    """A command. Its keys can be bound to others by its `id`, in the configuration."""

    id: str
    title: str
    help: str
    act: DrawnAct
    by_line: Act | None
    """The same where nothing is drawn; None: there it would be of no use."""
    scopes: tuple[Scope, ...] = (Scope.APP,)
    keys: tuple[str, ...] = ()
    word: str = ""
    """What is typed after `:`; empty where the palette's entry is enough."""
    argument: str = ""
    """What follows the word, in capitals; in brackets where it may be left out."""
    hint: str = ""
    """One word for the line at the bottom; empty where there is none."""
    keyed: bool = False
    """Whether it is told which of its keys was pressed, as its argument."""
    aliases: tuple[str, ...] = ()
    """Other words for it."""
    views: tuple[View, ...] = EVERY_VIEW
    """The views in which its keys work."""
    instead: bool = False
    """Whether its keys mean something else everywhere else, and this where its scope is."""
    together: str = ""
    """What its keys are called together in the line at the bottom, such as `1–9`."""
    private: bool = False
    """Whether it writes files, or reads what is kept: closed where a session is read-only."""

    @property
    def offered(self) -> bool:
        """Whether this session has it."""
        return not (self.private and rights.closed())

    def why_not(self, session: Session) -> str:
        """Why it cannot be done in a session, in a line; empty where it can."""
        if not self.offered:
            return rights.refusal(f":{self.word}" if self.word else self.title)
        # From the help or the palette: the keys work only where there are weights.
        return "" if session.node or self.scopes != (Scope.WEIGHTS,) else NOTHING_TO_WEIGH

    @property
    def words(self) -> tuple[str, ...]:
        """All that may be typed after `:` for it."""
        return (self.word, *self.aliases) if self.word else ()

    @property
    def where(self) -> str:
        """The place where its keys work, in words; empty where that is everywhere."""
        if self.views != EVERY_VIEW:
            return f"in {', '.join(view.title for view in self.views)}"
        return "" if self.scopes == (Scope.APP,) else self.scopes[-1].value

    def meets(self, other: Command) -> bool:
        """Whether there is a place where the keys of both work."""
        return bool(set(self.scopes) & set(other.scopes) and set(self.views) & set(other.views))

    def covers(self, other: Command) -> bool:
        """Whether its keys would hide those of a command that work everywhere."""
        views = set(self.views) & set(other.views)
        return bool(views) and other.scopes == (Scope.APP,) and self.scopes != (Scope.APP,)

    @property
    def takes_argument(self) -> bool:
        """Whether text may follow the word."""
        return bool(self.argument)

    @property
    def needs_argument(self) -> bool:
        """Whether text must follow the word."""
        return bool(self.argument) and not self.argument.startswith("[")


@dataclass(frozen=True, slots=True)
class _Declared:
    """The commands by their ids, and what is looked up for each that is declared."""

    commands: dict[str, Command] = field(default_factory=dict)
    words: dict[str, Command] = field(default_factory=dict)
    keys: dict[str, list[Command]] = field(default_factory=dict)

    def add(self, made: Command) -> None:
        self.commands[made.id] = made
        self.words.update(dict.fromkeys(made.words, made))
        for key in made.keys:
            self.keys.setdefault(key, []).append(made)


_DECLARED = _Declared()


class Said(TypedDict, total=False):
    """What may be said of a command: the fields of `Command` that have a default."""

    scopes: tuple[Scope, ...]
    keys: tuple[str, ...]
    word: str
    argument: str
    hint: str
    keyed: bool
    aliases: tuple[str, ...]
    views: tuple[View, ...]
    instead: bool
    together: str
    private: bool


def command(identifier: str, title: str, **said: Unpack[Said]) -> Callable[[Act], Act]:
    """Declare a command: the function is what it does, its docstring what the help says.

    Raises:
        ValueError: another command has its id, one of its words, or one of its keys in the same
            place; a key hides one that works everywhere, and `instead` does not say so; or there
            is no docstring.
    """

    def declare(act: Act) -> Act:
        _declare(Command(identifier, title, _told(identifier, act), act, act, **said))
        return act

    return declare


def on_screen(identifier: str, title: str, **said: Unpack[Said]) -> Callable[[DrawnAct], DrawnAct]:
    """Declare a command that is of use only where a screen is drawn.

    Raises:
        ValueError: as `command`.
    """

    def declare(act: DrawnAct) -> DrawnAct:
        _declare(Command(identifier, title, _told(identifier, act), act, None, **said))
        return act

    return declare


def _told(identifier: str, act: DrawnAct) -> str:
    told = " ".join((act.__doc__ or "").split())
    if not told:
        raise ValueError(f"the command {identifier} has no docstring to show as help")
    return told


def _declare(made: Command) -> None:
    if made.id in _DECLARED.commands:
        raise ValueError(f"two commands are called {made.id}")
    _refuse_twice(made)
    _DECLARED.add(made)


def _refuse_twice(made: Command) -> None:
    """Refuse a word or a key that means something already."""
    for word in made.words:
        if (other := _DECLARED.words.get(word)) is not None:
            raise ValueError(f"{made.id} and {other.id} are both called by :{word}")
    for key in made.keys:
        for other in _DECLARED.keys.get(key, ()):
            if made.meets(other):
                raise ValueError(f"{made.id} and {other.id} both have the key {key}")
            for one, everywhere in ((made, other), (other, made)):
                if one.covers(everywhere) and not one.instead:
                    raise ValueError(f"{one.id} hides the key {key} of {everywhere.id}")


def commands() -> dict[str, Command]:
    """Every command, by id, in the order of declaration."""
    _import(ROOMS)
    return _DECLARED.commands


def command_called(identifier: str) -> Command:
    """A command by its id, without the questions where it is of none."""
    _import(BY_HAND)
    return _DECLARED.commands.get(identifier) or commands()[identifier]


def offered() -> tuple[Command, ...]:
    """Every command that this session has."""
    return tuple(found for found in commands().values() if found.offered)


def offered_by_hand() -> tuple[Command, ...]:
    """Those that this session has, the commands of questions left out where nothing asks yet.

    A session at rest has no use for the questions: to import them all takes a megabyte.
    """
    _import(BY_HAND)
    return tuple(found for found in _DECLARED.commands.values() if found.offered)


def meet(one: str, other: str) -> bool:
    """Whether there is a place where the keys of two commands work, by their ids."""
    return commands()[one].meets(commands()[other])


def words() -> dict[str, Command]:
    """Every command that can be typed, by each of its words."""
    return {word: found for found in commands().values() for word in found.words}


def free_words(wanted: Iterable[str]) -> tuple[str, ...]:
    """The words that no command declared so far has."""
    return tuple(word for word in wanted if word not in _DECLARED.words)


BY_HAND = (
    "views",
    "ranking",
    "opening",
    "weights",
    "statements",
    "methods",
    "columns",
    "own_values",
    "copying",
    "program",
    "moving",
)
"""The modules that declare commands one by one, in the order in which palette and help list them."""
ROOMS = (*BY_HAND, "questions")
"""The questions come last: they take the words that are left."""


def _import(rooms: Iterable[str]) -> None:
    for room in rooms:
        import_module(f"ici_tui.tui.commands.{room}")


NAMES = {
    "up": "↑", "down": "↓", "left": "←", "right": "→", "enter": "⏎", "escape": "Esc",
    "space": "Space", "tab": "Tab", "shift+tab": "Shift-Tab", "home": "Home", "end": "End",
    "pageup": "PgUp", "pagedown": "PgDn", "slash": "/", "colon": ":", "question_mark": "?",
    "less_than_sign": "<", "greater_than_sign": ">", "f1": "F1", "backspace": "⌫",
    "comma": ",", "full_stop": ".", "minus": "-", "plus": "+",
}  # fmt: skip


IN_LETTERS = {
    "up": "Up", "down": "Down", "left": "Left", "right": "Right", "enter": "Enter",
    "backspace": "Bksp",
}  # fmt: skip
"""Names for terminals that show no arrows: `<` and `>` are keys themselves."""


def key_name(key: str, *, in_letters: bool = False) -> str:
    """A key as a person reads it.

    Args:
        key: its name, as Textual has it.
        in_letters: whether only ASCII is shown.
    """
    if in_letters and key in IN_LETTERS:
        return IN_LETTERS[key]
    if key in NAMES:
        return NAMES[key]
    if key.startswith("ctrl+"):
        return "Ctrl-" + key.removeprefix("ctrl+").upper()
    if key.startswith("shift+"):
        return "Shift-" + key_name(key.removeprefix("shift+"), in_letters=in_letters)
    return key
