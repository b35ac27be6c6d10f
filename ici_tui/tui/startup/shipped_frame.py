"""The first frame of the bundled pack from what was written down of it: numpy need not be there.

Title and ranking are drawn, as the widgets draw them, from a file that is shipped beside the
pack; the rest follows when everything has been read and computed. The file belongs to the bytes
of the pack's files and to the program's version, and is not believed where it is of others.
"""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from textual.strip import Strip

from ici_tui import __version__, lookup
from ici_tui.files import bundled_folder
from ici_tui.packs.faults import PackNotFoundError
from ici_tui.packs.find import DEFAULT, find_pack
from ici_tui.tui.ink import strip_of
from ici_tui.tui.plan import divide
from ici_tui.tui.startup.first_frame import FirstFrame
from ici_tui.tui.view import View
from ici_tui.tui.widgets.layout import placed
from ici_tui.tui.widgets.ranking_lines import RankingLines
from ici_tui.tui.widgets.title_lines import standing_strip, title_cells
from ici_tui.views.columns import KINDS, RANK
from ici_tui.views.numbers import Decimals, Shown
from ici_tui.views.row import Chance, Row

if TYPE_CHECKING:
    from pathlib import Path

    from ici_tui.tui.ink import Ink
    from ici_tui.views.column_kinds import Column

SHIPPED = "ranking.first"
"""The name of the file, in the pack's folder."""


@dataclass(frozen=True)
class ShippedRanking:
    """What the first frame shows of a pack: `Rows` of the ranking, and what stands around them."""

    title: tuple[str, ...]
    standing: str
    weights: int
    """The lines that the weights will take."""
    columns: tuple[Column, ...]
    ideal: dict[Column, int]
    parts: tuple[str, ...]
    top: float
    decimals_by_node: dict[str, Decimals]
    rows: tuple[Row, ...]
    values: dict[tuple[int, str], Shown]
    """By the unit's place and the node's code."""
    labels: dict[tuple[int, str], str]
    chances: dict[int, Chance]
    """How surely each unit is ahead of the next one, by its place; not of the last."""

    ties = True

    def __len__(self) -> int:
        return len(self.rows)

    def place(self, line: int) -> int:
        """The place of the unit that stands at a line."""
        return self.rows[line].place

    def row(self, line: int) -> Row:
        """The row that stands at a line."""
        return self.rows[line]

    def value(self, place: int, node: str) -> Shown:
        """A unit's value on a node."""
        return self.values[place, node]

    def decimals(self, node: str) -> Decimals:
        """The decimals of a node's column; of the score's where the node is empty."""
        return self.decimals_by_node[node]

    def label(self, place: int, group: str) -> str:
        """A unit's label in a group; empty where it has none."""
        return self.labels[place, group]

    def beats_next(self, place: int) -> Chance | None:
        """How surely a unit is ahead of the next one; None for the last."""
        return self.chances.get(place)

    def frame(self, width: int, height: int, ink: Ink) -> FirstFrame | None:
        """The frame at a size; None where there is no room for a title and a row."""
        plan = divide(
            width,
            height,
            units=len(self),
            weights=self.weights,
            standing=cell_len(self.standing),
            editing=False,
        )
        if not plan.title or plan.table < 2:
            return None
        strips = [
            *self._title(plan.title, width, ink),
            *self._table(plan.table, plan.side, width, ink),
        ]
        strips += [strip_of((), width, ink["text"])] * (height - len(strips) - plan.hint)
        strips += [strip_of((), width, ink["panel"])] * plan.hint
        return FirstFrame(width, height, strips)

    def _title(self, lines: int, width: int, ink: Ink) -> list[Strip]:
        cells, _ = title_cells(self.title, 1, View.RANKING, width, ink)
        return [
            strip_of(cells, width, ink["panel"]),
            *(standing_strip(self.standing, y, lines - 1, width, ink) for y in range(1, lines)),
        ]

    def _table(self, lines: int, side: int, width: int, ink: Ink) -> list[Strip]:
        """The ranking's first lines, and nothing beside them yet."""
        ranking = self._lines(width - side, ink)
        here = self.rows[0].place
        drawn = [ranking.header(RANK)]
        drawn += [ranking.unit(line, here) for line in range(min(lines - 1, len(self)))]
        drawn += [strip_of((), width - side, ink["text"])] * (lines - len(drawn))
        beside = strip_of((), side, ink["text"])
        return [Strip.join([line, beside]) for line in drawn]

    def _lines(self, width: int, ink: Ink) -> RankingLines:
        return RankingLines(
            self,
            RANK,
            False,
            self.parts,
            placed(self.columns, self.ideal, width, RANK),
            width,
            ink,
        )


def name_of(folder: Path) -> str:
    """The name of what is written of a pack: of its files and the program's version.

    Raises:
        OSError: a file cannot be read.
    """
    from ici_tui.digests import blake2b

    digest = blake2b(__version__.encode(), digest_size=24)
    for file in sorted(folder.iterdir()):
        if file.is_file() and file.name != SHIPPED:
            digest.update(file.name.encode())
            digest.update(blake2b(file.read_bytes()).digest())
    return digest.hexdigest()


def shipped() -> ShippedRanking | None:
    """What is shipped of the bundled pack; None where another one would open, or it is not whole."""
    folder = bundled_folder("data") / DEFAULT
    try:
        if find_pack() != folder:
            return None
        body = lookup.opened(name_of(folder), (folder / SHIPPED).read_bytes())
        return None if body is None else parse(body)
    except (OSError, PackNotFoundError):
        return None


def dump(first: ShippedRanking) -> bytes:
    """What is written as JSON, which gives every double back as it was."""
    rows = []
    for row in first.rows:
        values = {
            node: _dumped(v) for (place, node), v in first.values.items() if place == row.place
        }
        labels = {group: v for (place, group), v in first.labels.items() if place == row.place}
        others = {"score", *row._field_defaults}
        plain = {name: value for name, value in row._asdict().items() if name not in others}
        beside = {"values": values, "labels": labels, "chance": first.chances.get(row.place)}
        rows.append({**plain, "score": _dumped(row.score), **beside})
    said = {
        "title": first.title,
        "standing": first.standing,
        "weights": first.weights,
        "columns": [_dumped_column(c, first.ideal[c]) for c in first.columns],
        "parts": first.parts,
        "top": first.top,
        "decimals": {node: (d, d.coarse) for node, d in first.decimals_by_node.items()},
        "rows": rows,
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def parse(body: bytes) -> ShippedRanking | None:
    """What `dump` wrote; None where these are not such bytes."""
    try:
        return _parsed(json.loads(body))
    except (ValueError, KeyError, TypeError):
        return None


def _parsed(said: dict[str, Any]) -> ShippedRanking:
    ideal = {_column(*held): cells for cells, *held in said["columns"]}
    rows: list[Row] = []
    values: dict[tuple[int, str], Shown] = {}
    labels: dict[tuple[int, str], str] = {}
    chances: dict[int, Chance] = {}
    for row in said["rows"]:
        place = row["place"]
        values |= {(place, node): _shown(held) for node, held in row.pop("values").items()}
        labels |= {(place, group): label for group, label in row.pop("labels").items()}
        chance = row.pop("chance")
        if chance is not None:
            chances[place] = Chance(*chance)
        made = Row(**row | {"score": _shown(row["score"])})
        ranks = None if made.ranks is None else (made.ranks[0], made.ranks[1])
        rows.append(made._replace(contributions=tuple(made.contributions), ranks=ranks))
    return ShippedRanking(
        tuple(said["title"]),
        said["standing"],
        said["weights"],
        tuple(ideal),
        ideal,
        tuple(said["parts"]),
        said["top"],
        {node: Decimals(*held) for node, held in said["decimals"].items()},
        tuple(rows),
        values,
        labels,
        chances,
    )


def _dumped_column(column: Column, cells: int) -> list[object]:
    """Its width, its class, and what an object of that class is made of."""
    return [cells, type(column).__name__, *astuple(column)]


def _column(kind: str, *held: Any) -> Column:  # noqa: ANN401 - from a file
    """The column that was written; `KeyError` or `TypeError` where there is no such."""
    return KINDS[kind](*held)


def _dumped(value: Shown) -> list[object]:
    return list(value)


def _shown(held: list[Any]) -> Shown:
    found = Shown(*held)
    return found._replace(source=tuple(found.source))
