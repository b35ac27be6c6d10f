"""iMeta: a row per column of iData and per aggregate, checked, and made a tree."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from ici_tui.index.tree import Goalposts, Node, Tree, TreeError
from ici_tui.near import did_you_mean, nearest
from ici_tui.packs.faults import Faults
from ici_tui.packs.limits import MOST_LEVELS, MOST_NODES, past
from ici_tui.packs.own_columns import own_settings
from ici_tui.packs.tables import parse_number

if TYPE_CHECKING:
    from ici_tui.packs.tables import Table

TYPES = ("Indicator", "Aggregate", "Group", "Denominator", "Other")
MARKS = "_-."
"""The signs that a node's code may hold besides letters, with their marks, and digits."""
REQUIRED = ("iCode", "Type", "Level", "Parent", "Direction", "Weight")


class Meta(NamedTuple):
    """The columns of iData as iMeta lists them, and the tree above them."""

    tree: Tree
    names: dict[str, str]
    types: dict[str, str]
    settings: tuple[str, ...] = ()
    """What indicators have of their own, as `PipelineOptions.indicators`."""
    spare: tuple[Node, ...] = ()
    """Indicators that are off: other columns that have a direction."""

    def of_type(self, wanted: str) -> tuple[str, ...]:
        """The codes of one type, in the file's order."""
        return tuple(code for code, found in self.types.items() if found == wanted)


def read_meta(table: Table, faults: Faults) -> Meta | None:
    """The checked iMeta; None where its faults leave no tree."""
    absent = [name for name in REQUIRED if name not in table.columns]
    for name in absent:
        faults.add(table.file, f"the column {name} is missing", "see docs/packs.md")
    if absent:
        return None
    if table.height > MOST_NODES:
        faults.add(table.file, *past("rows", MOST_NODES, table.height))
        return None
    before = faults.count
    nodes: list[Node] = []
    names: dict[str, str] = {}
    types: dict[str, str] = {}
    settings: list[str] = []
    spare: list[Node] = []
    for row, cells in table.rows():
        code = cells["iCode"]
        if not code:
            faults.add(table.file, "the row has no code", row=row, column="iCode")
            continue
        if code in types:
            faults.add(table.file, f"the code {code} is used twice", row=row, column="iCode")
            continue
        kind = cells["Type"]
        types[code], names[code] = kind, cells.get("iName") or code
        if kind in {"Indicator", "Aggregate"} and is_node_code(code):
            node = _node(code, kind, cells, row=row, file=table.file, faults=faults)
            nodes.extend([node] if node else [])
            if kind == "Indicator":
                settings += own_settings(code, cells, row=row, file=table.file, faults=faults)
        else:
            _check_other(code, kind, cells, row=row, file=table.file, faults=faults)
            if kind == "Other" and cells["Direction"] and is_node_code(code):
                off = cells | {"Level": "1"}
                node = _node(code, "Indicator", off, row=row, file=table.file, faults=Faults())
                spare.extend([node._replace(parent=cells["Parent"])] if node else [])
    _check_denominators(nodes, types, table.file, faults)
    if faults.count > before:
        return None
    try:
        tree = Tree.build(nodes)
    except TreeError as error:
        faults.add(table.file, str(error))
        return None
    return Meta(tree, names, types, tuple(settings), tuple(spare))


def _check_other(
    code: str, kind: str, cells: dict[str, str], *, row: int, file: str, faults: Faults
) -> None:
    """What is wrong with a row that is no node."""
    if kind not in TYPES:
        fix = did_you_mean(nearest(kind, TYPES, most=1), f"one of {', '.join(TYPES)}")
        faults.add(file, f"{kind!r} is not a type", fix, row=row, column="Type")
    elif kind in {"Indicator", "Aggregate"}:
        told = f"{code!r} is no code of a node"
        fix = "a code is letters, digits, _ - . and begins with none of - and ."
        faults.add(file, told, fix, row=row, column="iCode")
    elif cells["Level"]:
        faults.add(
            file, f"{with_article(kind)} has no level", "leave it empty", row=row, column="Level"
        )


def with_article(kind: str) -> str:
    """A type as it is spoken of: `a Group`, `an Other`."""
    return f"{'an' if kind[0] in 'AIO' else 'a'} {kind}"


def is_node_code(code: str) -> bool:
    """Whether a code can be typed as it is: in `--weights A=5,B=6`, in a claim, in a shell."""
    return code[0] not in "-." and all(
        character in MARKS or unicodedata.category(character)[0] in "LMN" for character in code
    )


def _node(
    code: str, kind: str, cells: dict[str, str], *, row: int, file: str, faults: Faults
) -> Node | None:
    before = faults.count

    def number(column: str, default: float | None) -> float | None:
        text = cells.get(column, "")
        value = parse_number(text) if text else default
        if text and value is None:
            faults.add(file, f"{text!r} is not a number", row=row, column=column)
        return value

    level, direction, weight = number("Level", None), number("Direction", 1), number("Weight", 1)
    if level is not None and level > MOST_LEVELS:
        told, fix = past("levels", MOST_LEVELS, int(level))
        faults.add(file, told, fix, row=row, column="Level")
    elif level is None or level != int(level) or (level == 1) != (kind == "Indicator") or level < 1:
        right = "1" if kind == "Indicator" else "a whole number from 2"
        faults.add(file, f"the level of an {kind} is {right}", row=row, column="Level")
    if direction not in {1, -1}:
        faults.add(file, "a direction is 1 or -1", row=row, column="Direction")
    if weight is not None and weight < 0:
        faults.add(file, "a weight is at least 0", row=row, column="Weight")
    posts = [number(f"goalpost_{end}", None) for end in ("lower", "upper")]
    scale = number("goalpost_scale", 1)
    _check_goalposts(posts[0], posts[1], scale, row=row, file=file, faults=faults)
    target = number("Target", None)
    if faults.count > before:
        return None
    lower, upper = posts
    return Node(
        code=code,
        name=cells.get("iName") or code,
        level=int(level or 0),
        parent=cells["Parent"] or None,
        weight=1.0 if weight is None else weight,
        direction=int(direction or 1),
        unit=cells.get("Unit", ""),
        target=target,
        denominator=cells.get("Denominator") or None,
        goalposts=None
        if lower is None or upper is None
        else Goalposts(lower, upper, 1.0 if scale is None else scale),
    )


def _check_goalposts(
    lower: float | None,
    upper: float | None,
    scale: float | None,
    *,
    row: int,
    file: str,
    faults: Faults,
) -> None:
    if (lower is None) != (upper is None):
        absent = "goalpost_lower" if lower is None else "goalpost_upper"
        fix = "give both, or leave both empty"
        faults.add(file, "one goalpost is missing", fix, row=row, column=absent)
    elif lower is not None and upper is not None and lower >= upper:
        text = f"the goalposts run from {lower:g} to {upper:g}"
        fix = "the lower one is the smaller, in raw units, whatever the direction"
        faults.add(file, text, fix, row=row, column="goalpost_lower")
    if scale is not None and scale <= 0:
        faults.add(file, "a scale is above 0", row=row, column="goalpost_scale")


def _check_denominators(
    nodes: list[Node], types: dict[str, str], file: str, faults: Faults
) -> None:
    for node in nodes:
        if node.denominator and types.get(node.denominator) != "Denominator":
            faults.add(
                file,
                f"{node.code}: {node.denominator} is not a Denominator of this file",
                "name a row of that type, or leave it empty",
                column="Denominator",
            )
