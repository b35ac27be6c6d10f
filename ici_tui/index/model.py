"""An index as it is loaded: what it is called, its tree, its units, its raw data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ici_tui.index.options import PipelineOptions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    import numpy.typing as npt

    from ici_tui.index.tree import Tree


class Words(NamedTuple):
    """The words for one unit and for several."""

    singular: str = "unit"
    plural: str = "units"


class Preset(NamedTuple):
    """A named set of weights: points of 100 among siblings, by code."""

    name: str
    weights: tuple[tuple[str, float], ...]
    note: str = ""


class Assumption(NamedTuple):
    """Something that the source does not say and the pack assumes."""

    id: str
    text: str


class Edition(NamedTuple):
    """One state of a pack's data, and what changed in it and why."""

    name: str
    date: str = ""
    text: str = ""


class Info(NamedTuple):
    """A pack's description of itself (`pack.toml`)."""

    name: str
    title: str
    short_title: str
    edition: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    citation: str = ""
    url: str = ""
    licence: str = ""
    disclaimer: str = ""
    standing_line: str = ""
    """One line that stands wherever the pack's numbers are shown; empty where none is needed."""
    weights_name: str = "original"
    """The name of the pack's own weights: "report" for the ICI."""
    default_group: str = ""
    local_name: str = ""
    """The column with a name in another script; empty where there is none."""
    words: Words = Words()
    presets: tuple[Preset, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    editions: tuple[Edition, ...] = ()
    """The editions of the pack's data, the newest last; `edition` is the index's own."""

    @property
    def data_edition(self) -> str:
        """The name of the newest edition of the data; empty where the pack names none."""
        return self.editions[-1].name if self.editions else ""


class Group(NamedTuple):
    """A grouping of the units: one label per unit, None where a unit has none."""

    code: str
    name: str
    labels: Sequence[str | None]

    def ordered_labels(self) -> tuple[str, ...]:
        """The labels in the order in which they first appear."""
        return tuple(dict.fromkeys(label for label in self.labels if label is not None))


@dataclass(frozen=True, eq=False)
class Index:
    """A composite index before its pipeline is run.

    Shapes: n units, m indicators. `data` is n × m, in raw units, its columns in the order of
    `tree.leaves`, NaN where missing. All sequences of units have length n and share one order.
    """

    info: Info
    tree: Tree
    codes: Sequence[str]
    names: Sequence[str]
    local_names: Sequence[str | None]
    groups: Mapping[str, Group]
    data: npt.NDArray[np.float64]
    denominators: Mapping[str, npt.NDArray[np.float64]] = field(default_factory=dict)
    pass_through: Mapping[str, Sequence[object]] = field(default_factory=dict)
    options: PipelineOptions = field(default_factory=PipelineOptions)

    @property
    def size(self) -> int:
        """The number of units, n."""
        return len(self.codes)
