"""A pack written back as iData, iMeta and pack.toml, with the weights that it is looked at with."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, overload

from ici_tui.index.methods import STAGES
from ici_tui.index.own import settings_of, written
from ici_tui.packs.place import write_folder
from ici_tui.sanitise import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt

    from ici_tui.evidence.cells import Cell
    from ici_tui.evidence.records import Source
    from ici_tui.index.model import Info
    from ici_tui.index.options import PipelineOptions
    from ici_tui.index.tree import Node
    from ici_tui.index.weights import WeightSet
    from ici_tui.packs.pack import Pack

META_COLUMNS = (
    "iCode", "iName", "Type", "Level", "Parent", "Direction", "Weight", "Unit", "Target",
    "Denominator", "goalpost_lower", "goalpost_upper", "goalpost_scale",
)  # fmt: skip
CELL_COLUMNS = ("uCode", "iCode", "status", "low", "high", "min", "max", "source", "note")
INFO_TEXTS = (
    "name", "title", "short_title", "edition", "publisher", "citation", "url", "licence",
    "disclaimer", "standing_line", "weights_name", "default_group", "local_name",
)  # fmt: skip


def write_pack(
    pack: Pack, weights: WeightSet, folder: Path, remarks: Iterable[str] = ()
) -> tuple[Path, ...]:
    """Write the open pack into a new folder; it opens again to the same scores and ranks.

    The weights become the new pack's own, and its pipeline is the one that is open. What is
    known of each indicator's values goes along, so that an estimate stays marked as one; what
    the source published, claims and the ensemble describe the original and do not.

    Args:
        pack: the pack, at one time of a panel.
        weights: what siblings weigh.
        folder: where; it must not hold anything.
        remarks: what made it; they stand above pack.toml as comments.

    Raises:
        PackError: something is there already.
        OSError: it cannot be written.
    """
    files = {
        "iData.csv": data_text(pack),
        "iMeta.csv": meta_text(pack, weights),
        "pack.toml": "".join(f"# {visible(line)}\n" for line in remarks)
        + info_text(pack.index.info, pack.index.options, edited=weights.edited),
    }
    if pack.cells is not None:
        files["cells.csv"] = _cells_text(pack)
        if pack.sources:
            files["sources.toml"] = sources_text(pack.sources.values())
    return write_folder(folder, files)


def number(value: float | None) -> str:
    """The shortest decimal that gives back the same double; empty where missing."""
    if value is None or math.isnan(value):
        return ""
    return repr(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))


class NumberTexts(Sequence[str]):
    """Numbers as a column of texts: each is written when it is asked for.

    Args:
        values: n of them, NaN where missing.
    """

    def __init__(self, values: npt.NDArray[np.float64]) -> None:
        self.values = values

    def __len__(self) -> int:
        return len(self.values)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        """The shortest decimal that gives back the number; empty where it is missing."""
        if isinstance(place, slice):
            return NumberTexts(self.values[place])
        return number(float(self.values[place]))


def data_text(pack: Pack) -> str:
    """The table iData as CSV: names, time, groups, others, denominators, indicators in raw units."""
    index = pack.index
    columns: dict[str, Sequence[object]] = {"uCode": index.codes, "uName": index.names}
    if pack.time is not None:
        columns["Time"] = [pack.time] * index.size
    columns |= {code: group.labels for code, group in index.groups.items()}
    columns |= dict(index.pass_through)
    columns |= {code: [number(v) for v in values] for code, values in _denominators(pack)}
    for place, leaf in enumerate(index.tree.leaves):
        columns[leaf.code] = [number(value) for value in index.data[:, place].tolist()]
    rows = zip(*columns.values(), strict=True)
    return _csv(columns, (["" if cell is None else str(cell) for cell in row] for row in rows))


def _denominators(pack: Pack) -> list[tuple[str, list[float]]]:
    return [(code, values.tolist()) for code, values in pack.index.denominators.items()]


def meta_text(pack: Pack, weights: WeightSet) -> str:
    """The table iMeta as CSV: nodes from the bottom level up, then the other columns."""
    index = pack.index
    shares = {
        code: weight
        for family in weights.families.values()
        for code, weight in zip(family.codes, family.relative, strict=True)
    }
    rows = [
        _node_row(node, shares.get(node.code, node.weight))
        for level in range(1, index.tree.depth + 1)
        for node in index.tree.at_level(level)
    ]
    plain = [
        *((code, group.name, "Group") for code, group in index.groups.items()),
        *((code, code, "Denominator") for code in index.denominators),
        *((c, c, "Other") for c in index.pass_through if c not in pack.spare),
    ]
    rows.extend([*row, *[""] * (len(META_COLUMNS) - 3)] for row in plain)
    # An indicator that is off is a column like any other, with what is known of it beside.
    rows.extend(
        [*row[:2], "Other", "", *row[4:]]
        for row in (_node_row(node, node.weight) for node in pack.spare.values())
    )
    return _csv(META_COLUMNS, rows)


def _node_row(node: Node, weight: float) -> list[str]:
    posts = node.goalposts
    return [
        node.code,
        node.name,
        "Indicator" if node.level == 1 else "Aggregate",
        str(node.level),
        node.parent or "",
        str(node.direction),
        number(weight),
        node.unit,
        number(node.target),
        node.denominator or "",
        *([number(posts.lower), number(posts.upper), number(posts.scale)] if posts else [""] * 3),
    ]


def _cells_text(pack: Pack) -> str:
    """The cells of the indicators: what is known of an aggregate depends on the weights."""
    tree = pack.index.tree
    cells = pack.cells.items() if pack.cells is not None else ()
    rows = [_cell_row(unit, node, cell) for (unit, node), cell in cells if tree[node].level == 1]
    return _csv(CELL_COLUMNS, rows)


def _cell_row(unit: str, node: str, cell: Cell) -> list[str]:
    ranges = [number(value) for value in (cell.low, cell.high, cell.min, cell.max)]
    return [unit, node, cell.status, *ranges, ";".join(cell.source), cell.note]


def sources_text(sources: Iterable[Source]) -> str:
    """sources.toml: of each source what is known, and no comments of the original."""
    blocks = []
    for source in sources:
        known = ((field.name, getattr(source, field.name)) for field in fields(source))
        lines = [f"{key} = {toml_text(value)}" for key, value in known if value]
        blocks.append("\n".join(["[[source]]", *lines]) + "\n")
    return "\n".join(blocks)


def info_text(info: Info, options: PipelineOptions, *, edited: bool = False) -> str:
    """pack.toml."""
    lines = ["format = 1"]
    for key in INFO_TEXTS:
        text = str(getattr(info, key))
        if key == "weights_name" and edited:
            text = "edited"
        lines.extend([f"{key} = {toml_text(text)}"] if text else [])
    lines.append(f"authors = [{', '.join(map(toml_text, info.authors))}]")
    lines.extend(
        ["", "[unit]", f"singular = {toml_text(info.words.singular)}",
         f"plural = {toml_text(info.words.plural)}", "", "[pipeline]"]
    )  # fmt: skip
    lines.extend(_option_lines(options))
    if options.indicators:
        lines.extend(["", "[pipeline.indicators]"])
        for code, own in settings_of(options.indicators).items():
            lines.append(f"{toml_text(code)} = {toml_text(written(own))}")
    for preset in info.presets:
        weights = ", ".join(f"{toml_text(code)} = {value!r}" for code, value in preset.weights)
        lines.extend(["", "[[presets]]", f"name = {toml_text(preset.name)}"])
        lines.extend([f"weights = {{ {weights} }}", f"note = {toml_text(preset.note)}"])
    for assumption in info.assumptions:
        lines.extend(["", "[[assumptions]]", f"id = {toml_text(assumption.id)}"])
        lines.append(f"text = {toml_text(assumption.text)}")
    for edition in info.editions:
        lines.extend(["", "[[editions]]", f"name = {toml_text(edition.name)}"])
        lines.append(f"date = {toml_text(edition.date)}")
        lines.append(f"text = {toml_text(edition.text)}")
    return "\n".join(lines) + "\n"


def _option_lines(options: PipelineOptions) -> Iterator[str]:
    """A line for every stage that is set to something, in the order in which they run."""
    for name in STAGES:
        value = getattr(options, name)
        if isinstance(value, tuple):
            yield f"{name} = [{', '.join(map(toml_text, value))}]"
        elif isinstance(value, bool):
            yield f"{name} = {'true' if value else 'false'}"
        elif value is not None:
            yield f"{name} = {toml_text(value) if isinstance(value, str) else repr(value)}"


def toml_text(text: object) -> str:
    """A basic string of TOML, in which every character is seen and no line ends."""
    quoted = str(text).replace("\\", "\\\\").replace('"', '\\"')
    if quoted.isprintable():
        return f'"{quoted}"'
    return f'"{"".join(map(_toml_character, quoted))}"'


def _toml_character(character: str) -> str:
    shown = visible(character)
    if shown == character:
        return character
    number = ord(character)
    if 0xD800 <= number < 0xE000:  # TOML has no such character: it is written as it is shown
        return "\\" + shown
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def _csv(header: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(list(header))
    writer.writerows(rows)
    return out.getvalue()
