"""A pack with its columns as a person wants them: from (pack, edits) to a pack, nothing else.

The pack and its file stay as they are. Indicators that are off keep their values in the index's
other columns, and what is known of them in `Pack.spare`, so that nothing is lost on the way out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.evidence.cells import Cell, Cells
from ici_tui.index.model import Group
from ici_tui.packs.backing import Backing
from ici_tui.packs.other_pipeline import derived
from ici_tui.packs.tables import parse_number
from ici_tui.packs.written import NumberTexts, number
from ici_tui.tables.edit_notes import edited_info, guessed_codes
from ici_tui.tables.edited_tree import edited_tree
from ici_tui.tables.errors import EditError
from ici_tui.tables.refitting import fitted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from ici_tui.index.model import Index
    from ici_tui.index.tree import Tree
    from ici_tui.packs.pack import Pack
    from ici_tui.tables.edits import Edits

    Values = npt.NDArray[np.float64]


def edited_pack(pack: Pack, edits: Edits) -> Pack:
    """The pack with its columns as they are said to be; the pack itself where nothing is said.

    Args:
        pack: as it was opened.
        edits: what is said of its columns.

    Raises:
        EditError: no indicator is left, or a column cannot be what it is said to be.
    """
    if not edits.columns:
        return pack
    index = pack.index
    tree = edited_tree(index.tree, pack.spare, edits, _taken(index))
    values = {leaf.code: index.data[:, k] for k, leaf in enumerate(index.tree.leaves)}
    columns = [_values(leaf.code, values, index) for leaf in tree.leaves]
    data = np.asfortranarray(np.column_stack(columns))
    data.setflags(write=False)
    groups, others = _groups(pack, edits), dict(index.pass_through)
    guessed = guessed_codes(pack, edits)
    names = {leaf.code: leaf for leaf in index.tree.leaves}
    spare = dict(pack.spare)
    for code, leaf in names.items():
        edit = edits.of(code)
        if code not in tree and edit.role in {None, "indicator", "other"}:
            others[code] = NumberTexts(values[code])
            spare[code] = leaf._replace(
                direction=edit.direction or leaf.direction, name=edit.name or leaf.name
            )
    for code, group in index.groups.items():
        if code not in groups:
            others[code] = [label or "" for label in group.labels]
    kept = {code: column for code, column in others.items() if code not in tree}
    kept = {code: column for code, column in kept.items() if code not in groups}
    changed = replace(
        index,
        info=edited_info(pack, tree, groups, edits),
        tree=tree,
        data=data,
        groups=groups,
        pass_through=kept,
        options=fitted(index.options, tree),
    )
    return replace(
        pack,
        index=changed,
        spare={code: node for code, node in spare.items() if code in kept},
        cells=_cells(pack, tree),
        published=(),
        backing=Backing(
            lambda: pack.sources,
            lambda: tuple(figure for figure in pack.figures if figure.node in tree),
            lambda: pack.profiles,
        ),
        ensemble_fits=pack.ensemble_fits and _same_scale(index.tree, tree),
        table=pack.table._replace(guessed=tuple(n.code for n in tree.leaves if n.code in guessed))
        if pack.table is not None
        else None,
        spare_guessed=guessed - {leaf.code for leaf in tree.leaves},
    )


def _taken(index: Index) -> frozenset[str]:
    """Codes that are no node's."""
    return frozenset((*index.groups, *index.denominators, *index.pass_through))


def _values(code: str, values: Mapping[str, Values], index: Index) -> Values:
    """An indicator's raw values; of a column that was none, its texts as numbers."""
    if code in values:
        return values[code]
    column: Sequence[object]
    if code in index.groups:
        column = index.groups[code].labels
    elif code in index.pass_through:
        column = index.pass_through[code]
    else:  # a session that was kept of another state of the file may say anything
        raise EditError(f"{code} is no column that can be an indicator")
    if isinstance(column, NumberTexts):
        return column.values
    numbers = [np.nan if text is None else parse_number(str(text)) for text in column]
    wrong = next((t for t, n in zip(column, numbers, strict=True) if n is None and t), None)
    if wrong is not None:
        raise EditError(f"{code} holds {str(wrong)!r}, so it cannot be an indicator")
    return np.array([np.nan if n is None else n for n in numbers])


def _groups(pack: Pack, edits: Edits) -> dict[str, Group]:
    """The groupings: those there were but for those that are none, and what has become one."""
    index = pack.index
    found = {c: g for c, g in index.groups.items() if edits.of(c).role in {None, "group"}}
    places = {leaf.code: (k, leaf.name) for k, leaf in enumerate(index.tree.leaves)}
    for code, edit in edits.columns:
        if edit.role != "group" or code in index.groups:
            continue
        labels: Sequence[str | None]
        if code in places:
            place, name = places[code]
            labels = [number(value) or None for value in index.data[:, place].tolist()]
        elif code in index.pass_through:
            name = pack.spare[code].name if code in pack.spare else code
            labels = [str(text) if text else None for text in index.pass_through[code]]
        else:
            continue
        found[code] = Group(code, edit.name or name, labels)
    return found


def _cells(pack: Pack, tree: Tree) -> Cells | None:
    """What is known of the values now: an estimate stays one, and so does what rests on one."""
    if pack.cells is None:
        return None
    leaves = {leaf.code for leaf in tree.leaves}
    found = {key: cell for key, cell in derived(pack.cells).items() if key[1] in leaves}
    below = {
        node.code: [n.code for n in tree.descendants(node.code) if n.level == 1]
        for node in tree.aggregates
    }
    for unit in {unit for unit, _ in found}:
        for code, indicators in below.items():
            cells = [cell for i in indicators if (cell := found.get((unit, i))) is not None]
            statuses = {cell.status for cell in cells}
            if "estimated" in statuses:
                found[unit, code] = Cell("estimated")
            elif len(cells) == len(indicators):
                found[unit, code] = Cell("derived")
    return Cells(found.items())


def _same_scale(before: Tree, after: Tree) -> bool:
    """Whether an ensemble's tables are of this index: the same indicators, in the same order."""
    return [(n.code, n.direction) for n in before.leaves] == [
        (n.code, n.direction) for n in after.leaves
    ]
