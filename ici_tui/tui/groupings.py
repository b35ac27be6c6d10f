"""What units can be grouped by: the pack's groups, and clusters found from the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ici_tui.index.model import Index

FOUND = {"found:indicators": "indicators", "found:contributions": "contributions"}
"""Groupings that are found from the data, and what on: light, so that a command can name one."""


def groupings(index: Index) -> dict[str, str]:
    """Names by code, in the order in which `b` goes through them."""
    groups = {code: group.name for code, group in index.groups.items()}
    return groups | {code: f"similar {on}" for code, on in FOUND.items() if code not in groups}


def found_on(index: Index, grouping: str) -> str | None:
    """What a grouping is found on; None where it is one of the pack's own, or none."""
    return None if grouping in index.groups else FOUND.get(grouping)


def grouping_called(index: Index, name: str) -> str | None:
    """The code of a grouping by its code, its name or what it is found on; the pack's own first."""
    wanted = name.casefold()
    for code, title in groupings(index).items():
        if wanted in {code.casefold(), title.casefold(), (found_on(index, code) or "").casefold()}:
            return code
    return None
