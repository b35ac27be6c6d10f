"""What stands out in the statistics of an index, in words, and in what share of the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.pages.overview.stats_numbers import number_text
from ici_tui.views.numbers import percent
from ici_tui.views.statistics_across import MOST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ici_tui.views.statistics import IndexStatistics, NodeStatistics
    from ici_tui.views.statistics_across import PairTables


def flag_of(flag: str, tables: PairTables | None) -> str:
    """R or N of a pair, and in what share of the tables it is so."""
    if tables is None or not flag:
        return flag[:1].upper()
    share = tables.redundant if flag == "redundant" else tables.negative
    return f"{flag[:1].upper()} {percent(share)}"


def findings(found: IndexStatistics) -> list[str]:
    """A sentence per kind of flag, naming who has it, and in what share of the tables."""
    lines = []
    shares = _redundant_shares(found)
    most = [pair for pair in shares if _in_most(shares[pair])]
    if most:
        pairs = ", ".join(" and ".join(pair) + _in_tables(shares[pair]) for pair in most)
        lines.append(f"R redundant, siblings that correlate above 0.9: {pairs}.")
    few = {" and ".join(pair): shares[pair] for pair in shares if not _in_most(shares[pair])}
    lines += _only_here("siblings that correlate above 0.9", few)
    decimals, rough = (1, True) if any(row.estimated for row in found.nodes) else (2, False)
    against = {
        f"{row.node.code} with {row.node.parent} "
        f"(r = {number_text(row.with_parent, decimals, rough=rough)})": row
        for row in found.nodes
        if row.negative or row.negative_in_most
    }
    lines += _told_of(
        "N negative with the parent",
        "negative with the parent",
        {name: row.tables.negative if row.tables else None for name, row in against.items()},
    )
    outlying = {
        row.node.code: row.tables.outlying if row.tables else None
        for row in found.nodes
        if row.outlying or row.outlying_in_most
    }
    lines += _told_of(
        "O outliers, |skewness| ≥ 2 and kurtosis ≥ 3.5",
        "outliers, |skewness| ≥ 2 and kurtosis ≥ 3.5",
        outlying,
    )
    return lines


def _redundant_shares(found: IndexStatistics) -> dict[tuple[str, str], float | None]:
    """Pairs of siblings that are redundant here or in most tables, with the share of tables."""
    shares: dict[tuple[str, str], float | None] = {}
    for row in found.nodes:
        held = None if row.tables is None else dict(row.tables.redundant)
        for other in dict.fromkeys((*row.redundant, *row.redundant_in_most)):
            first, second = sorted((row.node.code, other))
            shares[first, second] = None if held is None else held.get(other, 0.0)
    return dict(sorted(shares.items()))


def _told_of(marked: str, what: str, shares: dict[str, float | None]) -> Iterator[str]:
    """Who has a flag in most tables, then who has it in the table shown and in few others."""
    most = [f"{name}{_in_tables(share)}" for name, share in shares.items() if _in_most(share)]
    if most:
        yield f"{marked}: {', '.join(most)}."
    yield from _only_here(what, {n: share for n, share in shares.items() if not _in_most(share)})


def _in_most(share: float | None) -> bool:
    return share is None or share > MOST


def _in_tables(share: float | None) -> str:
    return "" if share is None else f" (in {percent(share)} of the tables)"


def _only_here(what: str, shares: Mapping[str, float | None]) -> Iterator[str]:
    """What is so in the table shown and not in most others: no finding, and said so."""
    if shares:
        told = ", ".join(f"{name} {percent(share)}" for name, share in shares.items())
        yield f"In the table shown, but not in most tables: {what}: {told}."


def marks(row: NodeStatistics) -> str:
    """The letters of the flags that it has in most tables; in this one without others."""
    return (
        ("R" if row.redundant_in_most else "")
        + ("N" if row.negative_in_most else "")
        + ("O" if row.outlying_in_most else "")
    )
