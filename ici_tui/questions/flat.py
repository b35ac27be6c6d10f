"""Records as rows of a table: nothing in them lies inside of something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.questions.fields import STATUS

if TYPE_CHECKING:
    from ici_tui.questions.fields import Record

NOT_IN_ROWS = frozenset(
    {
        "varied",
        "held",
        "why_sampled",
        "tie_rule",
        "over",
        "draws",
        "seed",
        "tables",
        "unused",
        "rests_on",
    }
)
"""Terms that rows leave out: they are said on stderr."""


def without_terms(record: Record) -> Record:
    """A record for rows."""
    return {key: value for key, value in record.items() if key not in NOT_IN_ROWS}


def flat(record: Record) -> Record:
    """A record without nesting: objects become columns, lists become texts."""
    found: Record = {}
    for key, value in record.items():
        if isinstance(value, dict):
            found |= flat({f"{key}_{name}": inner for name, inner in value.items()})
        elif isinstance(value, list):
            found[key] = " ".join(map(_short, value))
        else:
            found[key] = value
    return found


def _short(item: object) -> str:
    """One of several things in a cell; of a record its values, without what is known of them."""
    if not isinstance(item, dict):
        return str(item)
    return ":".join(str(one) for name, one in item.items() if not name.endswith(STATUS))
