"""What Enter does on a line of a page. An act is a value: nothing in it is parsed again.

The `key` of an act tells its line from others, also when the page is written anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ici_tui.views.statement_text import Statement


class ApplyWeights(NamedTuple):
    """Take weights on: shares of the index by node."""

    shares: tuple[tuple[str, float], ...]
    which: str = ""
    """Tells apart lines that lead to the same weights."""

    @property
    def key(self) -> str:
        """The same while the weights that are found for something get better."""
        return f"weights:{self.which}"


class SetWeight(NamedTuple):
    """Give one node so many points of 100 among its siblings."""

    node: str
    points: float
    which: str = ""

    @property
    def key(self) -> str:
        """By node and purpose."""
        return f"go:{self.node}:{self.which}"


class ApplyValues(NamedTuple):
    """Take raw values on as the user's: by unit and indicator."""

    values: tuple[tuple[str, str, float], ...]
    """Empty where none is enough: the line is there to be held, or let go."""
    node: str = ""
    """The one indicator that the line is about."""

    @property
    def key(self) -> str:
        """By indicator; the same while what is needed of it changes."""
        return f"values:{self.node}"


class SetValue(NamedTuple):
    """Type a raw value of a unit on an indicator."""

    unit: str
    node: str

    @property
    def key(self) -> str:
        """By indicator, so that the cursor stays on it when another unit is looked at."""
        return f"value:{self.node}"


class OpenUnit(NamedTuple):
    """Show the profile of a unit."""

    code: str
    which: str = ""
    """Tells apart lines that lead to the same unit."""

    @property
    def key(self) -> str:
        """By unit, and where on the page."""
        return f"unit:{self.code}:{self.which}" if self.which else f"unit:{self.code}"


class ChooseMethod(NamedTuple):
    """Choose another method for a stage of the pipeline."""

    stage: str

    @property
    def key(self) -> str:
        """By stage."""
        return f"method:{self.stage}"


class State(NamedTuple):
    """State that something holds."""

    statement: Statement

    @property
    def key(self) -> str:
        """By what is stated."""
        return f"state:{self.statement.text}"


class SwitchStatement(NamedTuple):
    """Take a statement out of force, or into it again."""

    statement: Statement

    @property
    def key(self) -> str:
        """By the statement."""
        return f"switch:{self.statement.text}"


class EditColumn(NamedTuple):
    """Change what a column of the data is."""

    code: str

    @property
    def key(self) -> str:
        """By column."""
        return f"column:{self.code}"


class Fold(NamedTuple):
    """Fold what lies below a line away, or unfold it."""

    key: str


Act = (
    ApplyWeights
    | SetWeight
    | ApplyValues
    | SetValue
    | OpenUnit
    | ChooseMethod
    | State
    | SwitchStatement
    | EditColumn
    | Fold
)
