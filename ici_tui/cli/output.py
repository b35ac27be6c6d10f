"""Where one-shot output goes: seven formats, to standard output or, whole or not at all, a file."""

from __future__ import annotations

import codecs
import math
import os
import re
import sys
from enum import StrEnum
from typing import TYPE_CHECKING

from ici_tui.cli.cell_text import CellTexts
from ici_tui.cli.encodable import handler
from ici_tui.sanitise import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path
    from typing import TextIO


class Format(StrEnum):
    """How output is written."""

    TABLE = "table"
    MARKDOWN = "markdown"
    HTML = "html"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    JSONL = "jsonl"


PAGES = frozenset({Format.TABLE, Format.MARKDOWN, Format.HTML})
"""Formats that people read; the others are for programs."""
SEPARATORS = {Format.CSV: ",", Format.TSV: "\t"}
"""What stands between the cells of flat rows."""
_ODD_NUMBER = re.compile(r"-0\.0(?![0-9])|NaN|Infinity")
_UNUSUAL = re.compile(r"[^\n -~]")


def as_json(value: object, *, lines: bool = False) -> str:
    r"""Stable JSON; with `lines`, one record a line.

    What a terminal would act on is an escape of JSON, so that it is read back as it was; a byte
    of a name that is not UTF-8, which JSON cannot hold, is shown as `\xff`.
    """
    text = _json(value, lines=lines)
    if _ODD_NUMBER.search(text):
        text = _json(_plain(value), lines=lines)
    if text.replace("\n", "").isprintable():
        return text
    return _UNUSUAL.sub(_escaped, text)


def _json(value: object, *, lines: bool) -> str:
    import json

    if lines:
        records = value if isinstance(value, list) else [value]
        return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _plain(value: object) -> object:
    """The same value without signs of zeros; what is no number is missing, as JSON has no word."""
    if isinstance(value, float):
        return value + 0.0 if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list | tuple) else value


def _escaped(found: re.Match[str]) -> str:
    import json

    character = found[0]
    shown = visible(character)
    if shown == character:
        return character
    surrogate = "\ud800" <= character <= "\udfff"
    return json.dumps(shown if surrogate else character)[1:-1]


def as_rows(
    records: Sequence[Mapping[str, object]], chosen: Format, cells: CellTexts | None = None
) -> str:
    """Flat records as CSV or TSV; missing is empty.

    Args:
        records: a row each.
        chosen: CSV or TSV.
        cells: makes the cells, and knows afterwards what it did to them.
    """
    import csv
    import io

    columns = list(dict.fromkeys(key for record in records for key in record))
    if not columns:
        return ""
    cells = cells or CellTexts()
    out = io.StringIO()
    writer = csv.writer(out, delimiter=SEPARATORS.get(chosen, ","), lineterminator="\n")
    writer.writerow([cells.text(column) for column in columns])
    writer.writerows([cells.of(record.get(column)) for column in columns] for record in records)
    return out.getvalue()


def emit(text: str | Iterable[bytes], file: Path | None = None, *, styled: bool = False) -> None:
    """Write to standard output, or atomically to a file.

    Args:
        text: all of it, or pieces of clean UTF-8 that are written as they come.
        file: where to; standard output without one.
        styled: whether the text holds colours: its words were looked at before they got them.

    Raises:
        OSError: it cannot be written; of a file nothing is left behind.
    """
    if isinstance(text, str) and not styled:
        text = _fit(text)
    if file is not None:
        from ici_tui.files import write_whole

        write_whole(file, text)
        return
    stream = sys.stdout
    if not text:  # some systems refuse even that
        return
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors=handler())
    if isinstance(text, str):
        stream.write(text)
    else:
        _pour(text, stream)
    stream.flush()


def _fit(text: str) -> str:
    """A text of several lines, whose tabs are separators, with everything in it to be seen."""
    if text.replace("\n", "").replace("\t", "").isprintable():
        return text
    return "".join(part if part in "\n\t" else visible(part) for part in re.split("([\n\t])", text))


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
