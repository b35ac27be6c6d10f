"""Tables as Parquet: bombs, nested and wrong types, garbage, ends that are missing."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tests.hostile import base
from tests.hostile.draft import Case, Draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from random import Random

    import polars as pl


def frame() -> pl.DataFrame:
    """The sound pack's iData."""
    import polars as pl

    columns: dict[str, list[Any]] = {}
    for place, name in enumerate(base.DATA[0]):
        cells: list[Any] = [row[place] or None for row in base.DATA[1:]]
        columns[name] = cells if place < 4 else [None if c is None else float(c) for c in cells]
    return pl.DataFrame(columns)


def written(table: pl.DataFrame, **options: Any) -> bytes:
    """A table as Parquet."""
    out = io.BytesIO()
    table.write_parquet(out, **options)
    return out.getvalue()


@lru_cache(maxsize=1)
def as_parquet() -> bytes:
    """The sound pack's iData as Parquet."""
    return written(frame())


def columns_of_kinds() -> dict[str, Callable[[], pl.Series]]:
    """Columns of every type that no indicator has, each with six rows."""
    import datetime as dt

    import polars as pl

    six = range(6)
    return {
        "list": lambda: pl.Series([[1.0], [2.0, 3.0], [], None, [1.0], [1.0]]),
        "struct": lambda: pl.Series([{"a": 1.0, "b": "x"} for _ in six]),
        "deep": lambda: pl.Series([[[[{"a": [k]}]]] for k in six]),
        "array": lambda: pl.Series([[1.0, 2.0]] * 6, dtype=pl.Array(pl.Float64, 2)),
        "text": lambda: pl.Series([f"much{k}" for k in six]),
        "numbers-as-text": lambda: pl.Series([str(k) for k in six]),
        "bytes": lambda: pl.Series([b"\xff\x1b]52;c;x\x07"] * 6),
        "bool": lambda: pl.Series([True, False] * 3),
        "date": lambda: pl.Series([dt.date(2020, 1, 1)] * 6),
        "time": lambda: pl.Series([dt.datetime(2020, 1, 1, tzinfo=dt.UTC)] * 6),
        "duration": lambda: pl.Series([dt.timedelta(days=1)] * 6),
        "null": lambda: pl.Series([None] * 6),
        "category": lambda: pl.Series(["a", "b"] * 3, dtype=pl.Categorical),
        "enum": lambda: pl.Series(["a", "b"] * 3, dtype=pl.Enum(["a", "b"])),
        "nan": lambda: pl.Series([float("nan")] * 6),
        "inf": lambda: pl.Series([1.0, float("inf"), float("-inf"), 0.0, 1.0, 2.0]),
        "huge": lambda: pl.Series([1.7e308] * 6),
        "int8": lambda: pl.Series([1, 2, 3, 4, 5, 6], dtype=pl.Int8),
        "uint64": lambda: pl.Series([2**64 - 1] * 6, dtype=pl.UInt64),
        "int128": lambda: pl.Series([2**100] * 6, dtype=pl.Int128),
        "decimal": lambda: pl.Series(["1.5"] * 6).cast(pl.Decimal(38, 10)),
        "float32": lambda: pl.Series([0.1] * 6, dtype=pl.Float32),
    }


def cases() -> Iterator[Case]:
    """Every type as an indicator and as the codes; and files that are at fault as a whole."""
    for name, column in columns_of_kinds().items():
        yield Case("parquet", f"indicator/{name}", _with("Roads", column))
        yield Case("parquet", f"code/{name}", _with("uCode", column))
        yield Case("parquet", f"name/{name}", _with("uName", column))
    for name, spoil in SPOILT.items():
        yield Case("parquet", f"bytes/{name}", _spoilt(spoil))
    yield Case("parquet", "both", _both)
    yield Case("parquet", "meta", _meta)
    yield Case("parquet", "rows", _rows(60), heavy=True)
    yield Case("parquet", "rows-few", _rows(12), heavy=True)
    yield Case("parquet", "columns", _columns, heavy=True)


def _with(name: str, column: Callable[[], pl.Series]):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        del random
        table = frame().with_columns(column().alias(name))
        draft.files["iData.parquet"] = written(table)
        del draft.files["iData.csv"]
        draft.may_lack_unit = True

    return make


SPOILT: dict[str, Callable[[bytes, Random], bytes]] = {
    "empty": lambda raw, r: b"",
    "text": lambda raw, r: b"uCode,Roads\nA,1\n",
    "magic": lambda raw, r: b"PAR1PAR1",
    "cut": lambda raw, r: raw[: r.randrange(len(raw))],
    "without-end": lambda raw, r: raw[:-8],
    "footer-length": lambda raw, r: raw[:-8] + b"\xff\xff\xff\x7fPAR1",
    "footer": lambda raw, r: raw[:-60] + r.randbytes(52) + raw[-8:],
    "bytes": lambda raw, r: _bitten(raw, r),  # noqa: PLW0108 - it stands below
    "noise": lambda raw, r: b"PAR1" + r.randbytes(3000) + b"PAR1",
    "counts": lambda raw, r: raw.replace(b"\x16\x0c", b"\x16\xfe\xff\xff\xff\x7f"),
    "twice": lambda raw, r: raw + raw,
}


def _bitten(raw: bytes, random: Random) -> bytes:
    found = bytearray(raw)
    for _ in range(8):
        found[random.randrange(len(found))] = random.randrange(256)
    return bytes(found)


def _spoilt(spoil: Callable[[bytes, Random], bytes]):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        draft.files["iData.parquet"] = spoil(as_parquet(), random)
        del draft.files["iData.csv"]
        draft.may_lack_unit = True

    return make


def _both(draft: Draft, random: Random) -> None:
    """One table twice, in two forms."""
    del random
    draft.files["iData.parquet"] = as_parquet()
    draft.sound = False


def _meta(draft: Draft, random: Random) -> None:
    """iMeta as Parquet, with types of its own."""
    del random
    import polars as pl

    head, *rows = base.META
    columns = {name: [row[k] or None for row in rows] for k, name in enumerate(head)}
    table = pl.DataFrame(columns).with_columns(
        pl.col("Level", "Direction", "Weight", "Target").cast(pl.Float64, strict=False)
    )
    draft.files["iMeta.parquet"] = written(table)
    del draft.files["iMeta.csv"]


def _rows(millions: int):  # type: ignore[no-untyped-def]
    """Millions of rows that are all the same: a few kilobytes on the disk."""

    def make(draft: Draft, random: Random) -> None:
        del random, draft.files["iData.csv"]
        draft.may_lack_unit = True

        def put(folder: Path) -> None:
            bomb(folder / "iData.parquet", frame().head(1), millions)

        draft.after.append(put)

    return make


def bomb(path: Path, row: pl.DataFrame, millions: int) -> None:
    """Write one row millions of times, a group of rows at a time."""
    import polars as pl

    lazy = pl.concat([row.lazy()] * 1)
    group = row.select(pl.all().repeat_by(1_000_000).explode()).lazy()
    del lazy
    pl.concat([group] * millions).sink_parquet(path)


def _columns(draft: Draft, random: Random) -> None:
    """Fifty thousand columns."""
    del random
    import polars as pl

    table = pl.DataFrame({"uCode": ["A", "B"], **{f"i{k}": [1.0, 2.0] for k in range(50_000)}})
    draft.only({"iData.parquet": written(table)})
    draft.table("iMeta.csv", base.flat_meta([f"i{k}" for k in range(50_000)]))
