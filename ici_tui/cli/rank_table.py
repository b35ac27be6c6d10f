"""A ranking of many units as CSV or TSV: column by column, with the same bytes as row by row.

Only where nothing is said of any value: then a row is what was computed, and labels.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import polars as pl

from ici_tui.cli.score_table import number_texts, quoted
from ici_tui.views.known import untold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ici_tui.cli.cell_text import CellTexts
    from ici_tui.views.ranking import Ranking

PORTION = 1 << 15
"""How many rows are written at once."""


def in_columns(ranking: Ranking) -> bool:
    """Whether a ranking can be written so: nothing was published, estimated or drawn."""
    pack = ranking.rows.study.pack
    plain = untold(ranking.rows.study) and not pack.published and ranking.ahead is None
    return plain and not pack.has_ensemble


def rank_pieces(
    ranking: Ranking, header: Sequence[str], separator: str, cells: CellTexts
) -> Iterator[bytes]:
    """The ranking in pieces of whole lines in UTF-8, the header first.

    Args:
        ranking: one of which `in_columns` is true.
        header: the names of the columns: rank, code, name, score, places gained, a score on each
            node beside it, a label in each group; what follows stays empty.
        separator: between cells.
        cells: makes the cells of texts.
    """
    yield (separator.join(_texts(header, separator, cells).to_list()) + "\n").encode()
    for start in range(0, len(ranking), PORTION):
        yield _lines(ranking, start, len(header), separator, cells)


def _lines(ranking: Ranking, start: int, width: int, separator: str, cells: CellTexts) -> bytes:
    rows = ranking.rows[start : start + PORTION]
    study, index, places = rows.study, rows.study.pack.index, rows.places
    listed = places.tolist()
    ranks, before = pl.Series(rows.ranks), pl.Series(rows.before[places])
    gained = pl.Series(rows.before[places] - rows.ranks)
    columns = [
        ranks.set(ranks == 0, None),
        _texts([index.codes[k] for k in listed], separator, cells),
        _texts([index.names[k] for k in listed], separator, cells),
        number_texts(rows.scores),
        gained.set((ranks == 0) | (before == 0), None),
    ]
    columns += [number_texts(study.scores.of(node.code)[places]) for node in rows.beside]
    columns += [
        _texts([group.labels[k] for k in listed], separator, cells)
        for group in index.groups.values()
    ]
    columns += [pl.Series([None] * len(listed), dtype=pl.String)] * (width - len(columns))
    out = BytesIO()
    frame = pl.DataFrame([one.alias(str(place)) for place, one in enumerate(columns)])
    frame.write_csv(
        out, include_header=False, separator=separator, quote_style="never", null_value=""
    )
    return out.getvalue()


def _texts(texts: Sequence[str | None], separator: str, cells: CellTexts) -> pl.Series:
    shown = [None if text is None else cells.text(text) for text in texts]
    return quoted(pl.Series(shown, dtype=pl.String), separator)
