"""The pipeline: which method each stage uses, and what it did to the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.pages.acts import ChooseMethod
from ici_tui.pages.layout import lay_out
from ici_tui.pages.model import Blank, Cell, Column, Grid, Page, Para, Title
from ici_tui.pages.pipeline_record import record_blocks
from ici_tui.tui.documents.line import Line, fitted
from ici_tui.tui.methods import own_settings, stages
from ici_tui.tui.selection import focus_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.pages.model import Block
    from ici_tui.tui.session import Session


@fitted
def method_lines(session: Session, width: int) -> list[Line]:
    """The stages with their choices, what keys do, then the record of what they did."""
    keys = Para.note("Enter chooses another method; the ranking follows.")
    return lay_out(Page((*_stages(session), keys, Blank(), *_record(session))), width)


def methods_page(session: Session) -> Page:
    """The stages with their choices, then the record of what they did."""
    return Page((*_stages(session), *_record(session)))


def _stages(session: Session) -> Iterator[Block]:
    edited = session.options != session.catalogue.pack.index.options
    whose = "edited · u undoes" if edited else "as the pack has it"
    assumed = session.study.pack.assumed_pipeline
    yield Title("Pipeline" if assumed else f"Pipeline · {whose}")
    if assumed:
        yield Para(_sentence(assumed))
    yield Blank()
    yield _grid(session)
    yield Blank()


def _record(session: Session) -> Iterator[Block]:
    yield from _own(session)
    yield Title("What it did")
    yield from record_blocks(session.study, focus_of(session))


def _sentence(told: str) -> str:
    return f"{told[0].upper()}{told[1:]}."


def _grid(session: Session) -> Grid:
    """A row for each stage: what is chosen, and the pack's own choice where that is another."""
    columns = (Column(key=True), Column(least=8), Column(least=8))
    listed = stages(session)
    rows = tuple(
        (
            Cell(stage.title),
            Cell(stage.chosen, "strong" if stage.edited else "text"),
            Cell(f"was {stage.own}" if stage.edited else "", "muted"),
        )
        for stage in listed
    )
    acts = tuple(ChooseMethod(stage.name) for stage in listed)
    return Grid(columns, rows, indent=2, acts=acts)


def _own(session: Session) -> Iterator[Block]:
    """What single indicators have of their own, a row for each."""
    listed = own_settings(session)
    if not listed:
        return
    tree = session.pack.index.tree
    yield Title("Indicators with settings of their own")
    rows = tuple((Cell(tree[code].name), Cell(told, "strong")) for code, told in listed)
    yield Grid((Column(key=True), Column(least=8)), rows, indent=2)
    yield Para.note("Everything else is as above; a method chosen above is for all of them.")
    yield Blank()
