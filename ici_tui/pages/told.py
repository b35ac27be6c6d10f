"""What a pack tells of a unit: its profile, firms, industries, cited figures and their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.pages.model import Cell, Column, Grid, Listing, Para, Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ici_tui.evidence.records import Figure, Profile
    from ici_tui.packs.pack import Pack
    from ici_tui.pages.model import Block


def told_blocks(pack: Pack, code: str) -> tuple[Block, ...]:
    """All that is told of a unit; nothing where the pack tells nothing. No weight changes it."""
    profile = pack.profiles.get(code)
    figures = [figure for figure in pack.figures if figure.unit == code]
    return (
        *(_profile(profile) if profile is not None else ()),
        *(_figures(pack, figures) if figures else ()),
    )


def _profile(profile: Profile) -> Iterator[Block]:
    texts = [text for text in (profile.summary, profile.ai) if text]
    if texts:
        yield Section("Profile")
        yield from map(Para, texts)
    if profile.firms:
        yield Section("Firms")
        rows = tuple((Cell(firm.name, "strong"), Cell(firm.text)) for firm in profile.firms)
        yield Grid((Column(least=12), Column(least=16)), rows)
    if profile.industries:
        yield Section("Industries")
        yield Para(", ".join(profile.industries))


def _figures(pack: Pack, figures: Sequence[Figure]) -> Iterator[Block]:
    """The figures, and below them once where each comes from."""
    yield Section("Cited figures")
    columns = (
        Column("Figure", least=16),
        Column("Value", least=8),
        Column("Year"),
        Column("Source", least=9),
    )
    rows = tuple(
        (
            Cell(f.name),
            Cell(f"{f.value} {f.unit_of_value}".strip()),
            Cell(f.year),
            Cell(f.source, link=pack.sources[f.source].url),
        )
        for f in figures
    )
    yield Grid(columns, rows)
    yield Section("Sources")
    yield Listing(tuple(_source(pack, name) for name in dict.fromkeys(f.source for f in figures)))


def _source(pack: Pack, name: str) -> str:
    source = pack.sources[name]
    told = " · ".join(filter(None, (source.publisher or source.title, source.url)))
    return f"{name}: {told}"
