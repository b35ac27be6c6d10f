"""The figures that a pack cites of a unit: what each is worth here, and numbered notes of sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.pages.model import Cell, Column, Grid, Listing, Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ici_tui.evidence.records import Figure
    from ici_tui.packs.pack import Pack
    from ici_tui.pages.model import Block

USES = {"same": "binds", "proxy": "may pull", "context": "context"}
"""What a figure does to the values, by its relation to them."""
LATER = "later"
MOST = 3
"""Figures of a short card."""
_SURE = {"high": 0, "medium": 1, "low": 2}


def cited_blocks(pack: Pack, code: str, *, full: bool) -> Iterator[Block]:
    """The figures of a unit, those that matter most first, and below them where each comes from.

    Args:
        pack: whose figures.
        code: the unit's.
        full: all of them, those of later years than the index apart; else the first few.
    """
    figures = ordered(pack, code)
    if not figures:
        return
    chosen = figures if full else _first_few(figures)
    some = f": {len(chosen)} of {len(figures)}" if len(chosen) < len(figures) else ""
    yield Section(f"Cited figures{some}")
    sources = list(dict.fromkeys(figure.source for figure in chosen))
    later = [figure for figure in chosen if figure.later]
    now = [figure for figure in chosen if not figure.later]
    if now:
        yield _grid(pack, now, sources, full=full)
    if later:
        if full:
            yield Section(f"Later than {pack.index.info.edition}: no part of the index")
        yield _grid(pack, later, sources, full=full)
    if full:
        yield Section("Sources")
    notes = (_source(pack, name, full=full) for name in sources)
    yield Listing(tuple(f"[{k}] {note}" for k, note in enumerate(notes, 1)))


def ordered(pack: Pack, code: str) -> list[Figure]:
    """The figures of a unit: what binds, what may pull, context; what is later comes last."""

    def worth(figure: Figure) -> tuple[bool, int, int]:
        relations = list(USES)
        use = relations.index(figure.relation) if figure.relation in USES else len(relations)
        return figure.later, use, _SURE.get(figure.confidence, len(_SURE))

    return sorted((figure for figure in pack.figures if figure.unit == code), key=worth)


def _first_few(figures: Sequence[Figure]) -> list[Figure]:
    """The figures that matter most, as far as there are, each about another indicator."""
    each = {figure.node: figure for figure in reversed(figures) if figure.node}
    first = [figure for figure in figures if each.get(figure.node) is figure]
    return [*first, *(figure for figure in figures if figure not in first)][:MOST]


def _grid(pack: Pack, figures: Sequence[Figure], sources: Sequence[str], *, full: bool) -> Grid:
    columns = (
        Column("Figure", least=16, lines=None if full else 1),
        Column("Value", least=8),
        Column("Year"),
        Column("Use"),
        Column("Note", right=True),
    )
    rows = tuple(
        (
            Cell(figure.name),
            Cell(f"{figure.value} {figure.unit_of_value}".strip()),
            Cell(figure.year),
            Cell(LATER if figure.later else USES.get(figure.relation, ""), "muted"),
            Cell(f"[{sources.index(figure.source) + 1}]", link=pack.sources[figure.source].url),
        )
        for figure in figures
    )
    return Grid(columns, rows)


def _source(pack: Pack, name: str, *, full: bool) -> str:
    """Whose page it is, and its address; the address alone where room is short."""
    source = pack.sources[name]
    if source.url and not full:
        return source.url
    return " · ".join(filter(None, (source.publisher or source.title, source.url)))
