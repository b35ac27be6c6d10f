"""What a pack tells of a unit: its profile, firms, industries, cited figures and their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.pages.cited import cited_blocks
from ici_tui.pages.model import Blank, Cell, Column, Grid, Para, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.evidence.records import Profile
    from ici_tui.packs.pack import Pack
    from ici_tui.pages.model import Block


MORE = "--full: the whole profile, firms, industries, every figure."


def told_blocks(pack: Pack, code: str) -> tuple[Block, ...]:
    """All that is told of a unit; nothing where the pack tells nothing. No weight changes it."""
    profile = pack.profiles.get(code)
    return (
        *(_profile(profile) if profile is not None else ()),
        *cited_blocks(pack, code, full=True),
    )


def brief_blocks(pack: Pack, code: str) -> tuple[Block, ...]:
    """The summary of a unit, the figures that matter most, and what else there is to ask for."""
    profile = pack.profiles.get(code)
    summary = profile.summary if profile is not None else ""
    figures = tuple(cited_blocks(pack, code, full=False))
    return (
        *((Blank(), Para(summary)) if summary else ()),
        *figures,
        *((Para.note(MORE),) if profile is not None or figures else ()),
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
