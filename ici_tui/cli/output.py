"""Where one-shot output goes: six formats, to standard output or, whole or not at all, a file."""

from __future__ import annotations

import codecs
import os
import sys
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path
    from typing import TextIO


class Format(StrEnum):
    """How output is written."""

    TABLE = "table"
    MARKDOWN = "markdown"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    JSONL = "jsonl"


SEPARATORS = {Format.CSV: ",", Format.TSV: "\t"}
"""What stands between the cells of flat rows."""


def as_json(value: object, *, lines: bool = False) -> str:
    """Stable JSON; with `lines`, one record a line."""
    import json

    if lines:
        records = value if isinstance(value, list) else [value]
        return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def as_rows(records: Sequence[Mapping[str, object]], chosen: Format) -> str:
    """Flat records as CSV or TSV; missing is empty, doubles in full."""
    import csv
    import io

    columns = list(dict.fromkeys(key for record in records for key in record))
    if not columns:
        return ""
    cells = [[_cell(record.get(column)) for column in columns] for record in records]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=SEPARATORS.get(chosen, ","), lineterminator="\n")
    writer.writerows([columns, *cells])
    return out.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return repr(value) if isinstance(value, float) else str(value)


def emit(text: str | Iterable[bytes], file: Path | None = None) -> None:
    """Write to standard output, or atomically to a file.

    Args:
        text: all of it, or pieces of UTF-8 that are written as they come.
        file: where to; standard output without one.

    Raises:
        OSError: it cannot be written; of a file nothing is left behind.
    """
    if file is not None:
        from ici_tui.files import write_whole

        write_whole(file, text)
        return
    stream = sys.stdout
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")
    if isinstance(text, str):
        stream.write(text)
    else:
        _pour(text, stream)
    stream.flush()


def _pour(pieces: Iterable[bytes], stream: TextIO) -> None:
    """Write UTF-8 to a stream of text, past its encoder where that would change nothing."""
    raw = getattr(stream, "buffer", None)
    if raw is None or codecs.lookup(stream.encoding).name != "utf-8" or os.linesep != "\n":
        for piece in pieces:
            stream.write(piece.decode())
        return
    stream.flush()
    for piece in pieces:
        raw.write(piece)
