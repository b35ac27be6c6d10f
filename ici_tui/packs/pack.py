"""A pack as it is opened: the index with its evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING, NamedTuple

from ici_tui.packs.backing import Backing
from ici_tui.packs.faults import PackError
from ici_tui.packs.opening import ENSEMBLE, in_pack

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ici_tui.evidence.cells import Cells
    from ici_tui.evidence.claims import Claim
    from ici_tui.evidence.ensemble import Ensemble
    from ici_tui.evidence.records import Figure, Profile, Published, Source
    from ici_tui.index.model import Index
    from ici_tui.index.options import PipelineOptions
    from ici_tui.index.own_values import OwnValues
    from ici_tui.index.tree import Node
    from ici_tui.index.weights import WeightSet

_READING = RLock()
NOT_PUBLISHED = "Edited: nothing of this is published, it rests on estimates (i)"


class TableNotes(NamedTuple):
    """How a table became a pack: what was assumed, and how to have it read so again."""

    guesses: tuple[str, ...] = ()
    """Each in a few words."""
    guessed: tuple[str, ...] = ()
    """The codes of the indicators whose direction is a guess."""
    words: tuple[str, ...] = ()
    """The options that read it so, as they are typed."""
    digest: str = ""
    """SHA-256 of what came from standard input; empty for a file."""


def assumed_text(options: PipelineOptions) -> str:
    """What is done to a pack that names no pipeline."""
    return f"no pipeline in this pack: normalised by {options.normalise}"


class KeyColumn(NamedTuple):
    """A column of a table that tells what rows are, or is no part of anything."""

    name: str
    role: str
    present: int
    """Cells that are not blank."""


@dataclass(frozen=True, eq=False)
class Pack:
    """Everything that a folder says. The ensemble is read when it is first asked for."""

    index: Index
    folder: Path
    cells: Cells | None = None
    published: tuple[Published, ...] = ()
    backing: Backing = field(default_factory=Backing)
    times: tuple[str, ...] = ()
    """The times that iData holds, the oldest first; more than one make a panel."""
    time: str | None = None
    """The time that the pack is opened at; None where iData has none."""
    pipeline_assumed: bool = False
    """Whether the pack names no pipeline, so that its index has the one such packs are given."""
    origin: Pack | None = None
    """The pack as it was opened, where this one has another pipeline or values of the user's."""
    own: OwnValues = ()
    """Raw values of the user's, which stand in the index's data (see `other_pipeline`)."""
    among: str = ""
    """Which units these are, as it was typed, where they are not all of `folder`."""
    table: TableNotes | None = None
    """Where the pack is a table that was read, and `folder` its file; None for other packs."""
    spare: Mapping[str, Node] = field(default_factory=dict)
    """Indicators that are off, by code; their values are among the index's other columns."""
    key_columns: tuple[KeyColumn, ...] = ()
    """Of a table: its columns that are nothing in the index, such as the units' names."""
    spare_guessed: frozenset[str] = frozenset()
    """Those of them whose direction is a guess."""
    ensemble_fits: bool = True
    """Whether the folder's ensemble is one of this index, which it is not once columns change."""
    kept_faults: list[PackError] | None = None
    """Where there is a list, what is wrong with the ensemble goes there, and is not raised."""

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources, by id."""
        return self.backing.sources

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The cited figures."""
        return self.backing.figures

    @property
    def profiles(self) -> Mapping[str, Profile]:
        """The profiles, by unit."""
        return self.backing.profiles

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The source's statements about its own results."""
        return self.backing.claims

    @cached_property
    def ensemble(self) -> Ensemble | None:
        """The ensemble of tables through the pack's pipeline, or None where the pack has none.

        None also where its scores would not be the index's (see `ensemble_through`).

        Raises:
            PackError: the file is not an ensemble of this index; not where faults are kept.
        """
        with _READING:
            if "ensemble" not in self.__dict__:  # another thread may have read it meanwhile
                self.__dict__["ensemble"] = self._ensemble()
            found: Ensemble | None = self.__dict__["ensemble"]
            return found

    def _ensemble(self) -> Ensemble | None:
        if self.among:
            return None
        try:
            from ici_tui.packs.other_pipeline import ensemble_through

            raw = self.raw_tables
            return None if raw is None else ensemble_through(raw, self.index)
        except PackError as error:
            if self.kept_faults is None:
                raise
            self.kept_faults.append(error)
            return None

    @property
    def raw_ensemble(self) -> Ensemble | None:
        """The ensemble as its file has it: tables in the raw units of iData.

        Raises:
            PackError: the file is not an ensemble of this index.
        """
        if self.origin is not None:
            return self.origin.raw_ensemble
        found = self._file_of_ensemble
        if isinstance(found, PackError):
            raise PackError(found.faults)
        return found

    @cached_property
    def _file_of_ensemble(self) -> Ensemble | PackError | None:
        """What the file holds, or what is wrong with it: either is read once, in another process."""
        if not self.ensemble_fits:
            return None
        from ici_tui.packs.ensemble import read_ensemble

        try:
            return read_ensemble(self.folder, self.index)
        except PackError as error:
            return PackError(error.faults)

    @cached_property
    def has_ensemble(self) -> bool:
        """Whether there is an ensemble to ask for; the file is looked for once, not read."""
        if self.among:
            return False
        if self.origin is not None:
            return self.origin.has_ensemble
        return self.ensemble_fits and in_pack(self.folder, ENSEMBLE)

    @property
    def other_pipeline(self) -> bool:
        """Whether its pipeline is another than the one that it was opened with."""
        return self.origin is not None and self.index.options != self.origin.index.options

    @cached_property
    def raw_tables(self) -> Ensemble | None:
        """The ensemble before the pipeline, the user's values in each of its tables.

        Raises:
            PackError: the file is not an ensemble of this index; not where faults are kept.
        """
        found = self.raw_ensemble
        if found is None or not self.own:
            return found
        from ici_tui.packs.other_pipeline import with_own_tables

        return with_own_tables(found, self.index, self.own)

    @property
    def ensemble_waits(self) -> bool:
        """Whether asking for the ensemble would have to read or compute it first."""
        return self.has_ensemble and "ensemble" not in self.__dict__

    @property
    def ensemble_later(self) -> bool:
        """Whether the ensemble is read beside what is shown, and that is still to be done.

        It is so where faults are kept: there somebody looks on, and nothing may hold them up.
        """
        return self.kept_faults is not None and self.ensemble_waits

    @property
    def kept_fault(self) -> str:
        """What is wrong with an ensemble that was read, where faults are kept; empty: nothing."""
        return "; ".join(map(str, self.kept_faults or ()))

    def standing_line(self, weights: WeightSet) -> str:
        """What has to stand on every page of the pack at some weights.

        What a pack says of its own order holds at its own weights, with its own methods. At
        others nothing was published, and where the pack has estimates all of it rests on them.
        """
        info = self.index.info
        as_published = self.origin is None and not weights.edited
        if (
            as_published
            or self.own
            or not info.standing_line
            or self.cells is None
            or not self.cells.any_estimate
        ):
            return info.standing_line
        return NOT_PUBLISHED

    @property
    def assumed_pipeline(self) -> str:
        """What is done to a pack that names no pipeline, where no other was chosen; else empty."""
        if not self.pipeline_assumed or self.origin is not None:
            return ""
        return assumed_text(self.index.options)

    def reported(self, unit: str, node: str, kind: str) -> Published | None:
        """The published rank or score of a unit on a node."""
        wanted = (unit, node, kind)
        return next((p for p in self.published if (p.unit, p.node, p.kind) == wanted), None)
