"""The stamp of a document: what made it, of which data, and the command line that makes it again."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from ici_tui import __version__
from ici_tui.index.weight_text import write_weights
from ici_tui.pages.model import Cell, Column, Grid, Section
from ici_tui.questions.fields import TEXT, WHOLE, Field
from ici_tui.views.pipeline_text import pipeline_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ici_tui.index.options import PipelineOptions
    from ici_tui.pages.model import Block, Page
    from ici_tui.views.study import Study

DIGITS = 16
"""Digits of the digest that a page shows; records have all 64."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Everything that a document follows from."""

    version: str
    pack: str
    """The pack's name, or the place of its folder or workbook."""
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
    from ici_tui.packs.digest import pack_digest

    pack = study.pack
    return Stamp(
        version=__version__,
        pack=pack_name(study),
        time=pack.time if len(pack.times) > 1 else None,
        digest=pack_digest(pack.folder),
        weights=write_weights(study.weights),
        methods=pipeline_text(pack.index.options),
        seed=seed,
        command=command_line(study, words),
    )


def stamped(page: Page, stamp: Stamp, study: Study) -> Page:
    """A page with its stamp below."""
    return replace(page, blocks=(*page.blocks, *stamp_blocks(stamp, study)))


def stamp_blocks(stamp: Stamp, study: Study) -> tuple[Block, ...]:
    """The stamp, for people."""
    info = study.pack.index.info
    pack = stamp.pack if info.title == stamp.pack else f"{info.title} ({stamp.pack})"
    whose = "" if study.pack.origin is not None else ", as in the pack"
    told = {
        "Made by": f"ici-tui {stamp.version}",
        "Pack": f"{pack}{f', {stamp.time}' if stamp.time else ''}",
        "Files": f"sha256 {stamp.digest[:DIGITS]}",
        "Weights": stamp.weights or f"the pack's own ({info.weights_name})",
        "Methods": f"{', '.join(stamp.methods)}{whose}",
        "Seed": "" if stamp.seed is None else str(stamp.seed),
        "Again": stamp.command,
    }
    rows = tuple((Cell(name, "muted"), Cell(text)) for name, text in told.items() if text)
    return (Section("How this was made"), Grid((Column(), Column(least=20)), rows))


def stamp_lines(stamp: Stamp) -> tuple[str, str]:
    """The stamp in two lines, for files that are no pages."""
    seed = "" if stamp.seed is None else f" · seed {stamp.seed}"
    return (
        f"ici-tui {stamp.version} · {stamp.pack} · sha256 {stamp.digest[:DIGITS]} · "
        f"weights {stamp.weights or 'of the pack'} · {', '.join(stamp.methods)}{seed}",
        stamp.command,
    )


def command_line(study: Study, words: Sequence[str]) -> str:
    """The line for a shell that asks the same of the same data at the same weights.

    Args:
        study: the pack at some weights.
        words: the command and its own options; `--` before words that may begin with a dash.
    """
    own, rest = list(words), list[str]()
    if "--" in own:
        place = own.index("--")
        own, rest = own[:place], own[place:]
    return shlex.join(["ici-tui", *own, *state_words(study), *rest])


def state_words(study: Study) -> tuple[str, ...]:
    """Pack, time, weights and pipeline as options."""
    pack = study.pack
    words = ["--pack", pack_name(study)]
    if len(pack.times) > 1 and pack.time is not None:
        words += ["--time", pack.time]
    if weights := write_weights(study.weights):
        words += ["--weights", weights]
    own = (pack.origin or pack).index.options
    return (*words, *_changed(pack.index.options, own))


def pack_name(study: Study) -> str:
    """What `--pack` takes: the name of an installed pack, else where the pack is."""
    from ici_tui.packs.find import installed_packs

    folder = study.pack.folder.resolve()
    names = {place.folder.resolve(): place.name for place in reversed(installed_packs())}
    return names.get(folder, str(folder))


def _changed(options: PipelineOptions, own: PipelineOptions) -> Iterator[str]:
    """The options that lead from the pack's own pipeline to this one."""
    for field in fields(options):
        value = getattr(options, field.name)
        if value == getattr(own, field.name):
            continue
        name = field.name.replace("_", "-")
        if isinstance(value, bool):
            yield f"--{'' if value else 'no-'}{name}"
            continue
        yield f"--{name}"
        yield (
            ",".join(value) if isinstance(value, tuple) else "none" if value is None else f"{value}"
        )
