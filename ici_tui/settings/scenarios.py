"""Weights under a name, kept per pack in scenarios.toml as the text that `--weights` takes."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any, NamedTuple

from ici_tui.sanitise import unseen
from ici_tui.schema import TableOf, Text, shown
from ici_tui.settings.places import SettingsError, config_folder, read_checked

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from pathlib import Path

LONGEST = 60
"""The most characters of a name."""
_NAME = Text(plain=True)
_FIX = 'write "name" = "weights", such as "equal" = "enterprise=25"'
SHAPE = TableOf(
    TableOf(Text(plain=True, fix=_FIX), _NAME, fix='write [pack] and below it "name" = "weights"'),
    _NAME,
)
"""The shape of scenarios.toml: texts of weights by name, by pack."""


def scenarios_file() -> Path:
    """Where scenarios are kept; it need not exist."""
    return config_folder() / "scenarios.toml"


class Scenario(NamedTuple):
    """What is kept under a name: texts as the options of those names take them."""

    weights: str
    prefer: str = ""
    order: str = ""

    @classmethod
    def read(cls, text: str) -> Scenario:
        """From the text that is kept: weights alone, or options as they are typed."""
        if not text.startswith("--"):
            return cls(text)
        try:
            words = shlex.split(text)
        except ValueError:  # a quote that is not closed
            return cls(text)
        given = dict(zip(words[::2], words[1::2], strict=False))
        return cls(given.get("--weights", ""), given.get("--prefer", ""), given.get("--order", ""))

    @property
    def text(self) -> str:
        """As it is kept."""
        if not (self.prefer or self.order):
            return self.weights
        named = [(f"--{name}", text) for name, text in self._asdict().items() if text]
        return shlex.join(word for pair in named for word in pair)


def read_scenarios(pack: str, file: Path | None = None) -> dict[str, str]:
    """The scenarios of a pack: texts of weights by name, in the order in which they were added.

    Raises:
        SettingsError: the file is not as expected.
    """
    values, _ = read_checked(file or scenarios_file(), SHAPE)
    return dict(values.get(pack, {}))


def add_scenario(pack: str, name: str, weights: str, file: Path | None = None) -> None:
    """Keep weights under a name; one that is there already is replaced.

    Raises:
        SettingsError: the name or the weights cannot be kept, or the file cannot be written.
    """
    from ici_tui.settings.editing import change_file

    name = _name(name)
    if not weights.strip() or unseen(weights):
        raise SettingsError(f"{name}: there are no weights to keep")
    _name(pack)

    def change(values: MutableMapping[str, Any]) -> None:
        if pack not in values:
            values[pack] = {}
        values[pack][name] = weights

    change_file(file or scenarios_file(), SHAPE, change, (pack, name))


def _name(name: str) -> str:
    name = name.strip()
    if not name or len(name) > LONGEST or unseen(name):
        raise SettingsError(
            f"{shown(name)} cannot be a name; "
            f"give 1 to {LONGEST} characters without control characters"
        )
    return name
