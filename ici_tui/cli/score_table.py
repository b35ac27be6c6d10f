"""Scores of many units as CSV or TSV: column by column, in portions, with the same bytes.

What `output.as_rows` writes of `records.score_records` row by row, polars writes here. Its
doubles are the shortest that give back the same double, as Python's are, and they are rounded
before as `cell_text.number_text` rounds; only where Python would write a power of ten, or polars
might, or a rounding is close, Python's text is taken.
"""

from __future__ import annotations

import re
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from ici_tui.cli.cell_text import FORMULA, CellTexts
from ici_tui.cli.column_texts import number_texts, quoted
from ici_tui.cli.progress_line import ProgressLine
from ici_tui.packs.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from ici_tui.views.study import Study

PORTION = 1 << 17
"""How many rows are written at once."""


def score_pieces(
    study: Study, separator: str, cells: CellTexts | None = None, *, progress: bool = False
) -> Iterator[bytes]:
    """The table in pieces of whole lines in UTF-8: a header, then units by code.

    Args:
        study: whose scores and ranks; units that were screened out are left out.
        separator: between cells.
        cells: makes the cells of texts; it knows at once what it did to them.
        progress: whether to say on stderr how far it is, where that is a terminal.
    """
    cells = cells or CellTexts()
    nodes = [node.code for node in study.pack.index.tree.aggregates]
    header = ["code", *nodes, *(f"rank_{code}" for code in nodes)]
    titles = quoted(pl.Series([cells.text(title) for title in header]), separator)
    codes = texts_of(study.pack.index.codes).series("code")
    order = np.arange(len(codes)) if codes.is_sorted() else codes.arg_sort().to_numpy()
    if not study.prepared.kept.all():
        order = order[study.prepared.kept[order]]
    shown = quoted(_fit(codes, order, cells), separator)
    return chain(
        [(separator.join(titles.to_list()) + "\n").encode()],
        _rows(study, nodes, shown, order, separator, progress=progress),
    )


def _rows(
    study: Study,
    nodes: list[str],
    codes: pl.Series,
    order: npt.NDArray[np.intp],
    separator: str,
    *,
    progress: bool,
) -> Iterator[bytes]:
    # Each thread keeps memory of its own: with more than two it adds up.
    with ProgressLine() as line, ThreadPoolExecutor(2) as pool:
        line.shown = line.shown and progress
        line.count(0, len(order))
        # Sorting numbers leaves other threads free to sort the next ones.
        list(pool.map(study.scores.ranks, nodes))
        ahead: Future[bytes] | None = None
        for start in range(0, len(order), PORTION):
            rows = order[start : start + PORTION]
            coming = pool.submit(_lines, study, nodes, codes.gather(rows), rows, separator)
            if ahead is not None:
                # The next lines are made while these are written.
                yield ahead.result()
                line.count(start, len(order))
            ahead = coming
        if ahead is not None:
            yield ahead.result()


def watched(*, to_file: bool) -> bool:
    """Whether a line of progress would be in nobody's way: rows go elsewhere."""
    return to_file or not sys.stdout.isatty()


def _lines(
    study: Study,
    nodes: list[str],
    codes: pl.Series,
    rows: npt.NDArray[np.intp],
    separator: str,
) -> bytes:
    columns = [codes]
    columns += [number_texts(study.scores.of(code)[rows]).alias(code) for code in nodes]
    for code in nodes:
        ranks = pl.Series(f"rank_{code}", study.scores.ranks(code)[rows])
        columns.append(ranks.set(ranks == 0, None))
    out = BytesIO()
    pl.DataFrame(columns).write_csv(
        out, include_header=False, separator=separator, quote_style="never", null_value=""
    )
    return out.getvalue()


def _fit(codes: pl.Series, order: npt.NDArray[np.intp], cells: CellTexts) -> pl.Series:
    """The codes as cells: those that are written may need something done, as few do."""
    # Whatever else begins so or holds such a character is looked at, and mostly left as it is.
    odd = codes.str.contains(rf"^\s*[{re.escape(FORMULA)}]|[^ -~\p{{L}}\p{{M}}\p{{N}}]")
    if not odd.any():
        return codes
    wanted = np.zeros(len(codes), dtype=bool)
    wanted[order] = True
    places = np.flatnonzero(odd.to_numpy() & wanted)
    texts = [cells.text(code) for code in codes.gather(places).to_list()]
    return codes.scatter(places, texts) if texts else codes
