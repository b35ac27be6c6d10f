"""Scores of many units as CSV or TSV: column by column, in portions, with the same bytes.

What `output.as_rows` writes of `records.score_records` row by row, polars writes here. Its
doubles are the shortest that give back the same double, as Python's are; only where Python
would write a power of ten, or polars might, Python's text is taken.
"""

from __future__ import annotations

import sys
from concurrent.futures import Future, ThreadPoolExecutor
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from ici_tui.cli.progress_line import ProgressLine
from ici_tui.packs.texts import END, Texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from ici_tui.views.study import Study

PORTION = 1 << 17
"""How many rows are written at once."""
LEAST_PLAIN, MOST_PLAIN = 1e-4, 1e15
"""Between these sizes everybody writes a double without a power of ten."""


def score_pieces(study: Study, separator: str, *, progress: bool = False) -> Iterator[bytes]:
    """The table in pieces of whole lines in UTF-8: a header, then units by code.

    Args:
        study: whose scores and ranks; units that were screened out are left out.
        separator: between cells.
        progress: whether to say on stderr how far it is, where that is a terminal.
    """
    nodes = [node.code for node in study.pack.index.tree.aggregates]
    header = ["code", *nodes, *(f"rank_{code}" for code in nodes)]
    yield (separator.join(_quoted(pl.Series(header), separator).to_list()) + "\n").encode()
    codes = _codes(study.pack.index.codes)
    order = np.arange(len(codes)) if codes.is_sorted() else codes.arg_sort().to_numpy()
    if not study.prepared.kept.all():
        order = order[study.prepared.kept[order]]
    with ProgressLine() as line, ThreadPoolExecutor() as pool:
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
    columns = [_quoted(codes, separator)]
    columns += [number_texts(study.scores.of(code)[rows]).alias(code) for code in nodes]
    for code in nodes:
        ranks = pl.Series(f"rank_{code}", study.scores.ranks(code)[rows])
        columns.append(ranks.set(ranks == 0, None))
    out = BytesIO()
    pl.DataFrame(columns).write_csv(
        out, include_header=False, separator=separator, quote_style="never", null_value=""
    )
    return out.getvalue()


def _codes(codes: Sequence[str]) -> pl.Series:
    if isinstance(codes, Texts):
        whole = codes.data[:-1].decode()
        return pl.Series("code", [whole]).str.split(END).explode()
    return pl.Series("code", codes, dtype=pl.String)


def number_texts(values: npt.NDArray[np.float64]) -> pl.Series:
    """Doubles as a column that polars writes as `repr` would; missing is null.

    Args:
        values: n, NaN where missing.
    """
    found = pl.Series(values, nan_to_null=True)
    sizes = np.abs(values)
    unlike = np.flatnonzero((sizes < LEAST_PLAIN) & (sizes > 0) | (sizes >= MOST_PLAIN))
    if len(unlike):
        texts = pl.Series([repr(value) for value in values[unlike].tolist()])
        found = found.cast(pl.String).scatter(unlike, texts)
    return found


def _quoted(texts: pl.Series, separator: str) -> pl.Series:
    """Texts as `csv` writes them: in quotes where they hold a separator, a quote or a line end."""
    special = texts.str.contains(f'["\r\n{separator}]')
    if not special.any():
        return texts
    places = special.arg_true()
    quoted = texts.gather(places).str.replace_all('"', '""', literal=True)
    return texts.scatter(places, '"' + quoted + '"')
