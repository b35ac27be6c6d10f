"""What all answers about an index itself have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ici_tui.pages.model import Block


@dataclass(frozen=True, slots=True)
class Overview:
    """What is said of an answer, for either door."""

    blocks: tuple[Block, ...]
    fills: bool = False
    """Whether bars in it are made of the pillars, so that their fills are told."""
