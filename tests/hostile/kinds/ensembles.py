"""Files called ensemble.parquet that are no ensemble of the index."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from tests.hostile import base
from tests.hostile.draft import Case, Draft
from tests.hostile.kinds.parquet import SPOILT, bomb, columns_of_kinds, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from random import Random

    import polars as pl


def frame() -> pl.DataFrame:
    """The sound ensemble."""
    import polars as pl

    return pl.read_parquet(io.BytesIO(base.ensemble()))


def _changes() -> dict[str, Callable[[pl.DataFrame], pl.DataFrame]]:
    import polars as pl

    return {
        "without-table": lambda f: f.drop("table"),
        "without-code": lambda f: f.drop("code"),
        "without-indicator": lambda f: f.drop("Rules"),
        "another-indicator": lambda f: f.with_columns(pl.lit(1.0).alias("x")),
        "without-unit": lambda f: f.filter(pl.col("code") != "Beta"),
        "unit-in-one": lambda f: f.filter((pl.col("code") != "Beta") | (pl.col("table") > 0)),
        "unknown-unit": lambda f: f.with_columns(pl.col("code").replace("Beta", "\x1b]0;x\x07")),
        "unit-twice": lambda f: pl.concat([f, f.head(1)]),
        "no-rows": lambda f: f.head(0),
        "null-table": lambda f: f.with_columns(pl.lit(None, pl.Int64).alias("table")),
        "null-code": lambda f: f.with_columns(pl.lit(None, pl.String).alias("code")),
        "null-value": lambda f: f.with_columns(pl.lit(None, pl.Float64).alias("Roads")),
        "text-table": lambda f: f.with_columns(pl.col("table").cast(pl.String)),
        "float-table": lambda f: f.with_columns(pl.col("table") + 0.5),
        "nan-table": lambda f: f.with_columns(pl.lit(float("nan")).alias("table")),
        "number-code": lambda f: f.with_columns(pl.lit(5).alias("code")),
        "huge": lambda f: f.with_columns((pl.col("Roads") * 1e306).alias("Roads")),
        "nothing": lambda f: f.select([]),
        "many-tables": lambda f: pl.concat(
            [f.with_columns(pl.col("table") + 3 * k) for k in range(400)]
        ),
    }


SOUND = {"another-indicator", "many-tables"}
EITHER = {"huge", "unit-twice", "unknown-unit", "float-table", "text-table"}


def cases() -> Iterator[Case]:
    """Wrong columns, wrong rows, wrong types of values, bytes that are no Parquet, and bombs."""
    for name, change in _changes().items():
        yield Case("ensemble", name, _changed(name, change))
    for name, column in columns_of_kinds().items():
        yield Case("ensemble", f"value/{name}", _values("Roads", column))
        yield Case("ensemble", f"code/{name}", _values("code", column))
        yield Case("ensemble", f"table/{name}", _values("table", column))
    for name, spoil in SPOILT.items():
        yield Case("ensemble", f"bytes/{name}", _spoilt(spoil))
    yield Case("ensemble", "bomb", _bomb, heavy=True)
    yield Case("ensemble", "copy", _copy)


def _changed(name: str, change: Callable[[pl.DataFrame], pl.DataFrame]):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        del random
        draft.files["ensemble.parquet"] = written(change(frame()))
        draft.sound = True if name in SOUND else None if name in EITHER else False

    return make


def _values(name: str, column: Callable[[], pl.Series]):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        del random
        one = frame().head(6).with_columns(column().alias(name))
        draft.files["ensemble.parquet"] = written(one)

    return make


def _spoilt(spoil: Callable[[bytes, Random], bytes]):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        draft.files["ensemble.parquet"] = spoil(base.ensemble(), random)

    return make


def _bomb(draft: Draft, random: Random) -> None:
    del random, draft.files["ensemble.parquet"]

    def put(folder: Path) -> None:
        bomb(folder / "ensemble.parquet", frame().head(1), 50)

    draft.after.append(put)


def _copy(draft: Draft, random: Random) -> None:
    """A copy that the program did not make, beside the ensemble."""
    draft.files["ensemble.copy"] = random.randbytes(5000)
    draft.files["ranking.first"] = b"\x1b]0;x\x07" + random.randbytes(500)
