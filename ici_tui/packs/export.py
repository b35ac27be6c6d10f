"""A pack written back as iData, iMeta and pack.toml, with the weights that it is looked at with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.index.methods import STAGES
from ici_tui.index.own import settings_of, written
from ici_tui.packs.columns import MISSING
from ici_tui.packs.export_evidence import evidence_files
from ici_tui.packs.place import write_folder
from ici_tui.packs.written import csv_text, number, toml_text
from ici_tui.sanitise import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from ici_tui.index.model import Info
    from ici_tui.index.options import PipelineOptions
    from ici_tui.index.tree import Node
    from ici_tui.index.weights import WeightSet
    from ici_tui.packs.pack import Pack

EDITED = "-edited"
"""What the name of a pack ends with that was written at other weights, or with other methods."""
META_COLUMNS = (
    "iCode", "iName", "Type", "Level", "Parent", "Direction", "Weight", "Unit", "Target",
    "Denominator", "goalpost_lower", "goalpost_upper", "goalpost_scale",
)  # fmt: skip
INFO_TEXTS = (
    "name", "title", "short_title", "edition", "publisher", "citation", "url", "licence",
    "disclaimer", "standing_line", "weights_name", "default_group", "local_name",
)  # fmt: skip


def write_pack(
    pack: Pack, weights: WeightSet, folder: Path, remarks: Iterable[str] = ()
) -> tuple[Path, ...]:
    """Write the open pack into a new folder; it opens again to the same scores and ranks.

    The weights become the new pack's own, and its pipeline is the one that is open. All that is
    known of the numbers and told of the units goes along (see `evidence_files`), so that the new
    pack shows the same marks. Where weights or methods are not the original's the new pack has a
    name of its own, and does not say that its order was published.

    Args:
        pack: the pack, at one time of a panel.
        weights: what siblings weigh.
        folder: where; it must not hold anything.
        remarks: what made it; they stand above pack.toml as comments.

    Raises:
        PackError: something is there already.
        OSError: it cannot be written.
    """
    files: dict[str, str | bytes] = {
        "iData.csv": data_text(pack),
        "iMeta.csv": meta_text(pack, weights),
        "pack.toml": "".join(f"# {visible(line)}\n" for line in remarks)
        + info_text(exported_info(pack, weights), pack.index.options),
    }
    return write_folder(folder, files | evidence_files(pack, weights))


def told_of_time(pack: Pack) -> str:
    """Which of a panel's times is written, and that the others are not; empty without any."""
    others = len(pack.times) - 1
    if others < 1:
        return ""
    return f"{pack.time} alone is written, and not the {others} other times; --time chooses"


def exported_info(pack: Pack, weights: WeightSet) -> Info:
    """What the new pack says of itself."""
    info = pack.index.info
    if pack.origin is None and not weights.edited:
        return info
    return info._replace(
        name=f"{info.name}{EDITED}" if info.name else "",
        title=f"{info.title} (edited)" if info.title else "",
        short_title=f"{info.short_title} (edited)" if info.short_title else "",
        standing_line=pack.standing_line(weights),
        weights_name="edited" if weights.edited else info.weights_name,
    )


def data_text(pack: Pack) -> str:
    """The table iData as CSV: names, time, groups, others, denominators, indicators in raw units."""
    index = pack.index
    codes = [f"u{code}" if code in MISSING else code for code in index.codes]
    columns: dict[str, Sequence[object]] = {"uCode": codes, "uName": _kept(index.names)}
    if pack.time is not None:
        columns["Time"] = [pack.time] * index.size
    columns |= {code: _kept(group.labels) for code, group in index.groups.items()}
    columns |= dict(index.pass_through)
    columns |= {code: [number(v) for v in values] for code, values in _denominators(pack)}
    for place, leaf in enumerate(index.tree.leaves):
        columns[leaf.code] = [number(value) for value in index.data[:, place].tolist()]
    rows = zip(*columns.values(), strict=True)
    return csv_text(columns, (["" if cell is None else str(cell) for cell in row] for row in rows))


def _kept(texts: Sequence[str | None]) -> list[str | None]:
    """Texts that are read back: one that stands for a missing cell, as NA may in a table, is marked."""
    return [f"({text})" if text and text in MISSING else text for text in texts]


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
    return csv_text(META_COLUMNS, rows)


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


def info_text(info: Info, options: PipelineOptions) -> str:
    """pack.toml."""
    lines = ["format = 1"]
    for key in INFO_TEXTS:
        text = str(getattr(info, key))
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
