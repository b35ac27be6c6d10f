"""What all answers about an index itself have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ici_tui.pages.model import Block


class Overview(NamedTuple):
    """What is said of an answer, for either door."""

    blocks: tuple[Block, ...]
    fills: bool = False
    """Whether bars in it are made of the pillars, so that their fills are told."""
