"""A pack as it is opened: the index with its evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ici_tui.packs.opening import in_pack

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ici_tui.evidence.cells import Cells
    from ici_tui.evidence.claims import Claim
    from ici_tui.evidence.ensemble import Ensemble
    from ici_tui.evidence.records import Figure, Profile, Published, Source
    from ici_tui.index.model import Index


@dataclass(frozen=True, eq=False)
class Pack:
    """Everything that a folder says. The ensemble is read when it is first asked for."""

    index: Index
    folder: Path
    cells: Cells | None = None
    published: tuple[Published, ...] = ()
    figures: tuple[Figure, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    times: tuple[str, ...] = ()
    """The times that iData holds, the oldest first; more than one make a panel."""
    time: str | None = None
    """The time that the pack is opened at; None where iData has none."""
    origin: Pack | None = None
    """The pack with its own pipeline, where this one has another (see `with_options`)."""

    @cached_property
    def ensemble(self) -> Ensemble | None:
        """The ensemble of tables, or None where the pack has none.

        Raises:
            PackError: the file is not an ensemble of this index.
        """
        if self.origin is None:
            from ici_tui.packs.ensemble import read_ensemble

            return read_ensemble(self.folder, self.index)
        from ici_tui.packs.other_pipeline import ensemble_through

        own = self.origin.ensemble
        return None if own is None else ensemble_through(own, self.index)

    @cached_property
    def has_ensemble(self) -> bool:
        """Whether there is an ensemble to ask for; the file is looked for once, not read."""
        if self.origin is not None:
            return self.origin.has_ensemble
        return in_pack(self.folder, "ensemble.parquet")

    @property
    def ensemble_waits(self) -> bool:
        """Whether asking for the ensemble would have to read or compute it first."""
        return self.has_ensemble and "ensemble" not in self.__dict__

    def do_without_ensemble(self) -> None:
        """From now on there is no ensemble: what cannot be read is not tried again."""
        self.__dict__["ensemble"] = None

    def reported(self, unit: str, node: str, kind: str) -> Published | None:
        """The published rank or score of a unit on a node."""
        wanted = (unit, node, kind)
        return next((p for p in self.published if (p.unit, p.node, p.kind) == wanted), None)
