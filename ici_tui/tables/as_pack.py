"""A table that was read becomes an index in memory, and a pack around it.

Its iMeta goes through the same checks as that of any pack; its texts were cleaned when they were
read. What was assumed stands in the pack's assumptions, and wherever its numbers are shown.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.index.model import Assumption, Group, Index, Info, Words
from ici_tui.index.options import ASSUMED_SCALE, PipelineOptions
from ici_tui.index.screen import SLACK
from ici_tui.index.table import side_by_side
from ici_tui.index.tree import Node
from ici_tui.packs.columns import PlainColumn
from ici_tui.packs.faults import Faults
from ici_tui.packs.meta import Meta, read_meta
from ici_tui.packs.pack import KeyColumn, Pack, TableNotes
from ici_tui.packs.tables import Table
from ici_tui.packs.written import NumberTexts
from ici_tui.tables.codes import node_codes, unit_codes
from ici_tui.tables.options import ReadingOptions, words_of
from ici_tui.tables.place import read_place, standard_input
from ici_tui.tables.standing import standing_line
from ici_tui.tables.times import HALF, values_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ici_tui.packs.columns import Column
    from ici_tui.tables.place import TablePlace
    from ici_tui.tables.reading import Measure, Reading

ROOT = "index"
OTHER = "Other"
"""The pillar of indicators without one, where others have one."""


def open_table(place: TablePlace, options: ReadingOptions | None = None) -> tuple[Pack, Reading]:
    """Read any table and open it as an index.

    Args:
        place: the file, as `table_place` finds it from a word.
        options: what a person said, in the place of guesses.

    Returns:
        The pack, whose `folder` is the file; and what was read, with every guess.

    Raises:
        TableError: the file is no table that can be ranked.
    """
    options = options or ReadingOptions()
    reading = read_place(place, options)
    return opened(reading, place, options), reading


def opened(reading: Reading, place: TablePlace, options: ReadingOptions) -> Pack:
    """The pack of a table that was read, with the words that read it so again."""
    if options.sheet is None and place.sheet is not None:
        options = options._replace(sheet=place.sheet)
    pack = pack_of(reading, place.path)
    assert pack.table is not None  # noqa: S101 - `pack_of` makes one
    digest = ""
    if place.is_standard_input:
        import hashlib

        digest = hashlib.sha256(standard_input()).hexdigest()
    return replace(pack, table=pack.table._replace(words=words_of(options), digest=digest))


def pack_of(reading: Reading, path: Path, *, every: bool = False) -> Pack:
    """A pack in memory.

    Args:
        reading: the table.
        path: the file that it was read from.
        every: whether indicators that are off are part of the index as well.
    """
    found = reading.shaped
    measures = [m for m in found.measures if m.on or every]
    off = [m for m in found.measures if not (m.on or every)]
    by_measure = dict(
        zip(
            (m.name for m in found.measures),
            node_codes([m.name for m in found.measures]),
            strict=True,
        )
    )
    meta = _meta(measures, by_measure, tuple(found.groups), reading.file)
    columns = {by_measure[m.name]: values_at(found, m, reading.opened) for m in measures}
    data = side_by_side([columns[leaf.code] for leaf in meta.tree.leaves])
    labels = dict(zip(meta.of_type("Group"), found.groups.values(), strict=True))
    index = Index(
        info=_info(reading, next(iter(labels), "")),
        tree=meta.tree,
        codes=unit_codes(found.names, found.codes, meta.types),
        names=found.names,
        local_names=(None,) * found.size,
        groups={code: Group(code, meta.names[code], told) for code, told in labels.items()},
        data=data,
        options=_options(data),
        pass_through={
            by_measure[m.name]: NumberTexts(values_at(found, m, reading.opened)) for m in off
        },
    )
    times = found.times
    notes = TableNotes(
        guesses=tuple(guess.told for guess in reading.guesses),
        guessed=tuple(by_measure[m.name] for m in measures if m.direction_guessed),
    )
    spare = {by_measure[m.name]: _spare(m, by_measure[m.name], meta) for m in off}
    return Pack(
        index, path, times=times, time=reading.opened, table=notes, spare=spare,
        key_columns=tuple(
            KeyColumn(k.name, k.role, k.present) for k in found.keys if k.role != "group"
        ),
        spare_guessed=frozenset(by_measure[m.name] for m in off if m.direction_guessed),
    )  # fmt: skip


def _spare(measure: Measure, code: str, meta: Meta) -> Node:
    """An indicator that is off, below the pillar that it would have."""
    names = {node.name: node.code for node in meta.tree.aggregates if node.level == 2}
    parent = names.get(measure.pillars[-1], "") if measure.pillars else ""
    return Node(code, measure.name, 1, parent, direction=measure.direction, unit=measure.unit)


def _options(data: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> PipelineOptions:
    """Min-max, arithmetic; units with less than half of the indicators are not ranked."""
    shares = (~np.isnan(data)).mean(axis=1)
    enough = bool((shares >= HALF - SLACK).any())
    return PipelineOptions(
        normalise=ASSUMED_SCALE, screen=HALF if enough and data.shape[1] > 1 else None
    )


def _info(reading: Reading, group: str) -> Info:
    guessed = sum(m.on and m.direction_guessed for m in reading.shaped.measures)
    of = sum(m.on for m in reading.shaped.measures)
    stem = re.sub(r"\.[A-Za-z0-9]{1,8}(\.gz|\.zip)?$", "", reading.file) or reading.file
    return Info(
        name=stem,
        title=reading.title,
        short_title=stem,
        edition=reading.opened or "",
        standing_line=standing_line(reading.file, guessed, of),
        weights_name="equal",
        default_group=group,
        words=Words(),
        assumptions=tuple(
            Assumption(f"T{place}", f"{g.told}: {g.why}" + (f" ({g.option})" if g.option else ""))
            for place, g in enumerate(reading.guesses, 1)
        ),
    )


def _meta(
    measures: Sequence[Measure], codes_of: Mapping[str, str], groups: Sequence[str], file: str
) -> Meta:
    """The tree: indicators, the pillars above them, the index; and the groups.

    Args:
        measures: those that count.
        codes_of: by name, also of indicators that are off: no node may have theirs.
        groups: names.
        file: the table's.
    """
    codes = [codes_of[measure.name] for measure in measures]
    paths = _paths(measures)
    depth = len(paths[0])
    pillars = list(dict.fromkeys(path[:k] for path in paths for k in range(1, depth + 1)))
    taken = set(codes_of.values())
    pillar_codes = dict(
        zip(pillars, node_codes([path[-1] for path in pillars], taken), strict=True)
    )
    taken |= set(pillar_codes.values())
    rows: list[tuple[str, ...]] = []
    for measure, code, path in zip(measures, codes, paths, strict=True):
        above = pillar_codes[path] if path else ROOT
        rows.append(
            (code, measure.name, "Indicator", "1", above, str(measure.direction), measure.unit)
        )
    for path, code in pillar_codes.items():
        above = pillar_codes[path[:-1]] if len(path) > 1 else ROOT
        rows.append((code, path[-1], "Aggregate", str(depth - len(path) + 2), above, "1", ""))
    rows.append((ROOT, "Index", "Aggregate", str(depth + 2), "", "1", ""))
    for name, code in zip(groups, node_codes(groups, taken), strict=True):
        rows.append((code, name, "Group", "", "", "1", ""))
    names = ("iCode", "iName", "Type", "Level", "Parent", "Direction", "Unit")
    columns: dict[str, Column] = {
        name: PlainColumn(row[k] or None for row in rows) for k, name in enumerate(names)
    }
    columns["Weight"] = PlainColumn("1" for _ in rows)
    faults = Faults()
    meta = read_meta(Table(file, columns), faults)
    faults.stop()
    assert meta is not None  # noqa: S101 - its faults would have been raised
    return meta


def _paths(measures: Sequence[Measure]) -> list[tuple[str, ...]]:
    """Each indicator's pillars from the outermost in, all of them as many."""
    depth = max((len(m.pillars) for m in measures), default=0)
    paths = []
    for m in measures:
        path = m.pillars or ((OTHER,) if depth else ())
        paths.append(path + path[-1:] * (depth - len(path)))
    if len({path[:1] for path in paths}) < 2 <= depth + 1:  # one pillar over all is none
        paths = [path[1:] for path in paths]
    return paths
