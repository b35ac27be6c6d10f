"""Where one-shot output goes: six formats, to standard output or, whole or not at all, a file."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Format(StrEnum):
    """How output is written."""

    TABLE = "table"
    MARKDOWN = "markdown"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    JSONL = "jsonl"


def as_json(value: object, *, lines: bool = False) -> str:
    """Stable JSON; with `lines`, one record a line."""
    if lines:
        records = value if isinstance(value, list) else [value]
        return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def as_rows(records: Sequence[Mapping[str, object]], chosen: Format) -> str:
    """Flat records as CSV, TSV or a Markdown table; missing is empty, doubles in full."""
    columns = list(dict.fromkeys(key for record in records for key in record))
    cells = [[_cell(record.get(column)) for column in columns] for record in records]
    if chosen is Format.MARKDOWN:
        lines = [columns, ["---"] * len(columns), *cells]
        return "".join(
            "| " + " | ".join(c.replace("|", "\\|") for c in line) + " |\n" for line in lines
        )
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t" if chosen is Format.TSV else ",", lineterminator="\n")
    writer.writerows([columns, *cells])
    return out.getvalue()


def _cell(value: object) -> str:
    return "" if value is None else repr(value) if isinstance(value, float) else str(value)


def emit(text: str, file: Path | None) -> None:
    """Write to standard output, or atomically to a file.

    Raises:
        OSError: the file cannot be written; nothing of it is left behind.
    """
    if file is None:
        stream = sys.stdout
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
        stream.write(text)
        stream.flush()
        return
    handle, name = tempfile.mkstemp(dir=file.resolve().parent, prefix=f".{file.name}.")
    draft = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            out.write(text)
        mask = os.umask(0)
        os.umask(mask)
        draft.chmod(0o666 & ~mask)
        draft.replace(file)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
