"""The records of a ranking, and of every score."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from ici_tui.questions.fields import NUMBER, STATUS, TEXT, WHOLE, Each, Field, Records
from ici_tui.questions.statuses import statuses_of
from ici_tui.questions.terms import from_part
from ici_tui.views.columns import AHEAD, DELTA, NAME, SCORE
from ici_tui.views.columns import RANK as RANK_COLUMN
from ici_tui.views.row import Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy as np
    import numpy.typing as npt

    from ici_tui.questions.fields import Record
    from ici_tui.views.ranked_rows import RankedRows
    from ici_tui.views.ranking import Ranking
    from ici_tui.views.study import Study


@dataclass(frozen=True, slots=True)
class Ranked:
    """A row of the ranking, and the score that the authors published for the node."""

    row: Row
    published: float | None
    beats_next: float | None
    has_statuses: bool


ROW = (
    Field("code", TEXT, "the unit"),
    Field(NAME, TEXT),
    Field(SCORE.key, NUMBER, "on the node", "score.value", none=True),
    Field("score_status", TEXT, "what is known of it, digit by digit", "score.value_status",
          none=True),
    Field("score_low", NUMBER, "5 % quantile over the tables", "score.range_low", none=True,
          given=True),
    Field("score_high", NUMBER, "95 % quantile", "score.range_high", none=True, given=True),
    Field(DELTA.key, WHOLE, "ranks gained against the pack's own weights", none=True),
    Field("pillars", NUMBER, "scores of the node's children, or of those of --level",
          lambda r: r.parts.values(), named=True, gaps=True),
    Field("groups", TEXT, "the unit's label by group", named=True, gaps=True),
    Field("reported_rank", WHOLE, "the published rank", none=True, given=True),
)  # fmt: skip
RANK = Records(
    "The ranking, the best unit first; units without a score last.",
    (
        Field(RANK_COLUMN.key, WHOLE, "on the node, at the weights in force", "row.rank", none=True,
              status=attrgetter("row.rank_status")),
        *from_part(ROW, "row"),
        Field("reported_score", NUMBER, "the published score", "published", none=True,
              given=True),
        Field("rank_low", WHOLE, "rank at 5 % of the admissible tables",
              lambda r: None if r.row.rank is None else r.row.rank_low, none=True, given=True),
        Field("rank_high", WHOLE, "rank at 95 %",
              lambda r: None if r.row.rank is None else r.row.rank_high, none=True, given=True),
        Field(AHEAD.key, NUMBER, "share of the tables in which it beats the next", none=True),
        Field("pillars_status", TEXT, "what is known of each of them",
              lambda r: r.row.parts.statuses(),
              named=True, gaps=True, when="has_statuses"),
    ),
    statuses=True,
)  # fmt: skip


def rank_records(ranking: Ranking, study: Study) -> list[Record]:
    """The ranking as `rank` writes it."""
    statuses = statuses_of(study)

    def ranked(row: Row) -> Ranked:
        published = study.pack.reported(row.code, ranking.node, "score")
        chance = ranking.beats_next(row.place)
        return Ranked(
            row,
            published.value if published else None,
            None if chance is None else chance.share,
            statuses is not None,
        )

    return RANK.all(map(ranked, ranking.rows), statuses)


def in_columns(ranking: Ranking) -> bool:
    """Whether the records of a ranking can be made by column: nothing was published or simulated.

    Then a row is what was computed, and labels; more is known of a few units at most.
    """
    # Imported when asked for: a schema needs no numbers.
    from ici_tui.views.known import told_units

    pack = ranking.rows.study.pack
    plain = told_units(ranking.rows.study) is not None and not pack.published
    return plain and not pack.has_ensemble


def rank_columns(ranking: Ranking) -> Record:
    """`rank_records` of a ranking of which `in_columns` is true, as one: each value is a column."""
    import polars as pl

    from ici_tui.views.known import rank_status

    rows = ranking.rows
    study, index, places = rows.study, rows.study.pack.index, rows.places
    listed = places.tolist()
    ranks, before = pl.Series(rows.ranks), pl.Series(rows.before[places])
    # A row is of numbers and texts; here each of them is a column.
    held: dict[str, Any] = {
        "code": pl.Series([index.codes[place] for place in listed], dtype=pl.String),
        "name": pl.Series([index.names[place] for place in listed], dtype=pl.String),
        "rank": ranks.set(ranks == 0, None),
        "delta": (before - ranks).set((ranks == 0) | (before == 0), None),
        "score": _score_columns(rows, rows.node),
        "parts": _Columns({node.code: _score_columns(rows, node.code) for node in rows.beside}),
        "groups": {
            code: pl.Series([group.labels[place] for place in listed], dtype=pl.String)
            for code, group in index.groups.items()
        },
        # Nothing was published: of all ranks the same is known.
        "rank_status": rank_status(study, listed[0], rows.node) if listed else None,
    }
    nothing: dict[str, Any] = dict.fromkeys(Row._fields)
    statuses = statuses_of(study)
    ahead: Any = None
    if ranking.ahead is not None:
        chances = map(ranking.beats_next, listed)
        shares = [None if chance is None else chance.share for chance in chances]
        ahead = pl.Series(shares, dtype=pl.Float64)
    ranked = Ranked(Row(**nothing | held), None, ahead, has_statuses=statuses is not None)
    return _where_known(RANK.one(ranked, statuses))


def _where_known(record: Record) -> Record:
    """The record with what is known of all values of a column only where there is one."""
    import polars as pl

    found = dict(record)
    for name, told in record.items():
        values = record.get(name.removesuffix(STATUS))
        if isinstance(told, str) and name.endswith(STATUS) and isinstance(values, pl.Series):
            texts = pl.Series([told], dtype=pl.String).new_from_index(0, len(values))
            found[name] = texts.set(values.is_null(), None)
    return found


class _Shown(NamedTuple):
    """A node's values in all rows, and what is known of them: `Shown` by column."""

    value: Any
    value_status: Any
    range_low: Any
    range_high: Any


def _score_columns(rows: RankedRows, node: str) -> _Shown:
    """The scores on a node; what is known of any is asked for the units of which something is."""
    import numpy as np
    import polars as pl

    from ici_tui.views.known import shown, told_units

    study, places = rows.study, rows.places
    told = told_units(study) or frozenset()
    lines = np.flatnonzero(np.isin(places, list(told))).tolist() if told else []
    asked = {line: shown(study, int(places[line]), node) for line in lines}

    def of_few(values: dict[int, Any], kind: type[pl.String | pl.Float64]) -> object:
        if all(value is None for value in values.values()):
            return None
        return pl.Series([None] * len(places), dtype=kind).scatter(lines, list(values.values()))

    return _Shown(
        pl.Series(study.scores.of(node)[places], nan_to_null=True),
        of_few({line: one.value_status for line, one in asked.items()}, pl.String),
        of_few({line: one.range_low for line, one in asked.items()}, pl.Float64),
        of_few({line: one.range_high for line, one in asked.items()}, pl.Float64),
    )


class _Columns(NamedTuple):
    """The scores of all rows on several nodes, as `Parts` has those of one."""

    held: Mapping[str, _Shown]

    def values(self) -> Mapping[str, object]:
        """A column by the node's code."""
        return {code: one.value for code, one in self.held.items()}

    def statuses(self) -> Mapping[str, object]:
        """What is known of each value, by the node's code."""
        return {code: one.value_status for code, one in self.held.items()}


class OnNode(NamedTuple):
    """A unit's score or rank on an aggregate."""

    unit: Scored
    node: str
    value: float | None

    def score_status(self) -> str | None:
        """What is known of the score, digit by digit."""
        # Imported when asked for: a schema needs no numbers.
        from ici_tui.views.known import shown

        return shown(self.unit.study, self.unit.place, self.node).value_status

    def rank_status(self) -> str | None:
        """What is known of the rank."""
        from ici_tui.views.known import rank_status

        return rank_status(self.unit.study, self.unit.place, self.node)


@dataclass(frozen=True, slots=True)
class Scored:
    """A unit, its row in the arrays, and the scores on each aggregate, n."""

    study: Study
    code: str
    place: int
    aggregates: Mapping[str, npt.NDArray[np.float64]]
    noted: bool

    def scores(self) -> Iterator[tuple[str, OnNode]]:
        """Its score on each aggregate; NaN where missing."""
        for code, column in self.aggregates.items():
            yield code, OnNode(self, code, float(column[self.place]))

    def ranks(self) -> Iterator[tuple[str, OnNode]]:
        """Its rank on each."""
        scores = self.study.scores
        for code in self.aggregates:
            yield code, OnNode(self, code, scores.rank_at(code, self.place) or None)

    def notes(self) -> list[str]:
        """Indicators present, what is missing and why, what was imputed or winsorised."""
        from ici_tui.views.missing_data import present_note, unit_notes

        return [str(present_note(self.study, self.place)),
                *map(str, unit_notes(self.study, self.place))]  # fmt: skip


SCORES = Records(
    "Every unit that was not screened out, by code: scores on aggregates, then ranks.",
    (
        Field("code", TEXT, "the unit"),
        Each((Field("{}", NUMBER, "score on an aggregate", "value", none=True,
                    status=OnNode.score_status),), Scored.scores),
        Each((Field("rank_{}", WHOLE, "rank on an aggregate", "value", none=True,
                    status=OnNode.rank_status),), Scored.ranks),
        Field("notes", TEXT, "what is missing and why, and what was imputed: with --notes",
              Scored.notes, many=True, when="noted"),
    ),
    statuses=True,
)  # fmt: skip


def score_records(study: Study, *, notes: bool = False) -> list[Record]:
    """Every score as `scores` writes it, with or without notes."""
    index, kept = study.pack.index, study.prepared.kept
    codes = list(index.codes)
    aggregates = {node.code: study.scores.of(node.code) for node in index.tree.aggregates}
    places = sorted((k for k in range(index.size) if kept[k]), key=lambda k: codes[k])
    return SCORES.all(
        (Scored(study, codes[place], place, aggregates, notes) for place in places),
        statuses_of(study),
    )
