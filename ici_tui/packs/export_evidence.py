"""What is known of a pack's numbers, and what is told of its units, written as files of a pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.evidence.cells import Cell, Cells
from ici_tui.evidence.computed import computed_status
from ici_tui.packs.opening import ENSEMBLE, read_in_pack
from ici_tui.packs.written import csv_text, number, toml_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ici_tui.evidence.claims import Claim
    from ici_tui.evidence.records import Figure, Firm, Profile, Published, Source
    from ici_tui.index.weights import WeightSet
    from ici_tui.packs.pack import Pack

CELL_COLUMNS = (
    "uCode", "iCode", "status", "low", "high", "min", "max", "rank_low", "rank_high", "source",
    "note",
)  # fmt: skip
PUBLISHED_COLUMNS = ("uCode", "iCode", "kind", "value", "decimals", "source", "note")
FIGURE_COLUMNS = (
    "uCode", "name", "value", "unit", "year", "iCode", "relation", "confidence", "source", "note",
)  # fmt: skip


def evidence_files(pack: Pack, weights: WeightSet) -> dict[str, str | bytes]:
    """Everything that a pack says of its numbers and units, by file; what it does not say is left.

    What was published stays behind where the weights or the methods are not the pack's own: it
    describes the original, and a rank that happens to be the same was not published for these.

    Args:
        pack: the pack, at one time of a panel.
        weights: what siblings weigh.

    Raises:
        PackError: the ensemble cannot be read.
        OSError: neither can its file.
    """
    own = pack.origin is None and not weights.edited
    files: dict[str, str | bytes] = {}
    if pack.cells is not None:
        cells = pack.cells.items() if own else _recomputed(pack, weights)
        files["cells.csv"] = cells_text(cells)
    if own and pack.published:
        files["published.csv"] = published_text(pack.published)
    if pack.figures:
        files["figures.csv"] = figures_text(pack.figures)
    if pack.sources:
        files["sources.toml"] = sources_text(pack.sources.values())
    if pack.profiles:
        files["profiles.toml"] = profiles_text(pack.profiles)
    if pack.claims:
        files["claims.toml"] = claims_text(pack.claims)
    if pack.has_ensemble and pack.raw_ensemble is not None:
        # Read, so that no file goes out that does not open. Its tables are raw values: they go through whatever pipeline the pack has.
        files[ENSEMBLE] = read_in_pack(pack.folder, ENSEMBLE, "ensemble")
    return files


def _recomputed(pack: Pack, weights: WeightSet) -> Iterator[tuple[tuple[str, str], Cell]]:
    """The cells of indicators; those of aggregates as they are at these weights."""
    tree, cells = pack.index.tree, _of_raw_values(pack)
    ensemble = pack.ensemble
    shares = weights.effective(tree)
    for (unit, node), cell in cells.items():
        if tree[node].level == 1:
            yield (unit, node), cell
    for aggregate in tree.aggregates:
        node = aggregate.code
        ranges = None if ensemble is None else ensemble.score_range(node, tree, weights)
        ranks = None if ensemble is None else ensemble.rank_range(node, tree, weights)
        for place, unit in enumerate(pack.index.codes):
            if cells.get(unit, node) is None:
                continue
            low, high = (None, None) if ranges is None else ranges[place].tolist()
            first, last = (None, None) if ranks is None else ranks[place].tolist()
            status = computed_status(cells, tree, shares, unit, node)
            yield (unit, node), Cell(status, low, high, rank_low=first, rank_high=last)


def _of_raw_values(pack: Pack) -> Cells:
    """What is known of the values in iData: as before any method, but for the user's own."""
    before = (pack.origin or pack).cells
    found = {} if before is None else dict(before.items())
    found |= {one.place: Cell("yours") for one in pack.own}
    return Cells(found.items())


def cells_text(cells: Iterable[tuple[tuple[str, str], Cell]]) -> str:
    """cells.csv."""
    return csv_text(CELL_COLUMNS, (_cell_row(unit, node, cell) for (unit, node), cell in cells))


def _cell_row(unit: str, node: str, cell: Cell) -> list[str]:
    ranges = [number(value) for value in (cell.low, cell.high, cell.min, cell.max)]
    ranks = ["" if rank is None else str(rank) for rank in (cell.rank_low, cell.rank_high)]
    return [unit, node, cell.status, *ranges, *ranks, ";".join(cell.source), cell.note]


def published_text(published: Iterable[Published]) -> str:
    """published.csv."""
    return csv_text(
        PUBLISHED_COLUMNS,
        (
            [p.unit, p.node, p.kind, number(p.value), "" if p.decimals is None else str(p.decimals),
             p.source, p.note]
            for p in published
        ),
    )  # fmt: skip


def figures_text(figures: Iterable[Figure]) -> str:
    """figures.csv."""
    return csv_text(
        FIGURE_COLUMNS,
        (
            [f.unit, f.name, f.value, f.unit_of_value, f.year, f.node, f.relation, f.confidence,
             f.source, f.note]
            for f in figures
        ),
    )  # fmt: skip


def sources_text(sources: Iterable[Source]) -> str:
    """sources.toml: of each source what is known, and no comments of the original."""
    return "\n".join("[[source]]\n" + _lines_of(source) for source in sources)


def profiles_text(profiles: Mapping[str, Profile]) -> str:
    """profiles.toml."""
    blocks = []
    for unit, profile in profiles.items():
        head = toml_text(unit)
        blocks.append(f"[{head}]\n" + _lines_of(profile, leave=("firms",)))
        blocks.extend(f"[[{head}.firms]]\n" + _lines_of(firm) for firm in profile.firms)
    return "\n".join(blocks)


def claims_text(claims: Iterable[Claim]) -> str:
    """claims.toml."""
    return "\n".join(
        "[[claim]]\n" + _lines_of(claim, called={"klass": "class"}) for claim in claims
    )


def _lines_of(
    record: Source | Profile | Firm | Claim,
    *,
    leave: tuple[str, ...] = (),
    called: Mapping[str, str] | None = None,
) -> str:
    """A line of TOML for every field of a record that says something."""
    known = (
        ((called or {}).get(name, name), value)
        for name, value in record._asdict().items()
        if name not in leave
    )
    return "".join(f"{name} = {toml_value(value)}\n" for name, value in known if _says(value))


def _says(value: object) -> bool:
    return value is not None and value is not False and value not in ("", (), {})


def toml_value(value: object) -> str:
    """A text, a number, a flag, a list or a table of such, on one line of TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(toml_value, value))}]"
    if hasattr(value, "items"):
        inner = (f"{toml_text(name)} = {toml_value(one)}" for name, one in value.items())
        return f"{{ {', '.join(inner)} }}"
    return toml_text(value)
