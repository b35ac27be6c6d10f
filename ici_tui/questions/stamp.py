"""The stamp of a document: what made it, of which data, and the command line that makes it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui import __version__
from ici_tui.questions.fields import TEXT, WHOLE, Field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.views.study import Study


@dataclass(frozen=True, slots=True)
class Stamp:
    """Everything that a document follows from."""

    version: str
    pack: str
    """The pack's name, or the place of its folder or workbook."""
    data_edition: str
    """The newest edition of the pack's data; empty where it names none."""
    time: str | None
    digest: str
    """SHA-256 of the pack's files."""
    weights: str
    """Points of 100 as `--weights` takes them; empty where they are the pack's own."""
    methods: tuple[str, ...]
    """A piece per stage that does anything."""
    seed: int | None
    """None where nothing was drawn."""
    command: str
    """The line for a shell that makes the document again."""


FIELDS = (
    Field("version", TEXT, "of ici-tui"),
    Field("pack", TEXT, "its name, or the place of its folder or workbook"),
    Field("data_edition", TEXT, "the pack's newest edition of its data",
          lambda s: s.data_edition or None, none=True),
    Field("time", TEXT, "the time of a panel", none=True),
    Field("digest", TEXT, "SHA-256 of the pack's files"),
    Field("weights", TEXT, "points of 100; null where they are the pack's own",
          lambda s: s.weights or None, none=True),
    Field("methods", TEXT, "the pipeline, a text per stage", many=True),
    Field("seed", WHOLE, "null where nothing was drawn", none=True),
    Field("command", TEXT, "the line that makes the document again"),
)  # fmt: skip


def stamp_of(study: Study, words: Sequence[str], seed: int | None = None) -> Stamp:
    """The stamp of a document.

    Args:
        study: the pack at some weights.
        words: the command and its own options, as they are typed.
        seed: of what was drawn.
    """
    from ici_tui.index.weight_text import write_weights
    from ici_tui.packs.digest import pack_digest
    from ici_tui.questions.command_line import command_line, pack_name
    from ici_tui.views.pipeline_text import pipeline_text

    pack = study.pack
    return Stamp(
        version=__version__,
        pack=pack_name(study),
        data_edition=pack.index.info.data_edition,
        time=pack.time if len(pack.times) > 1 else None,
        digest=pack_digest(pack.folder),
        weights=write_weights(study.weights),
        methods=pipeline_text(pack.index.options),
        seed=seed,
        command=command_line(study, words),
    )
