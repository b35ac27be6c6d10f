"""Where one-shot output goes: eight formats, to standard output or, whole or not at all, a file."""

from __future__ import annotations

import codecs
import math
import os
import re
import sys
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from ici_tui.cli.cell_text import CellTexts
from ici_tui.cli.encodable import handler
from ici_tui.sanitise import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
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
    XLSX = "xlsx"


PAGES = frozenset({Format.TABLE, Format.MARKDOWN, Format.HTML})
"""Formats that people read; the others are for programs."""
SEPARATORS = {Format.CSV: ",", Format.TSV: "\t"}
"""What stands between the cells of flat rows."""
_SIGNED_ZERO = re.compile(r"-0\.0(?![0-9])")
_UNUSUAL = re.compile(r"[^\n -~]")


_HOLDING = (dict, list, tuple)
"""What holds other values in JSON."""


def as_json(value: object, *, lines: bool = False) -> str:
    r"""Stable JSON; with `lines`, one record a line.

    What a terminal would act on is an escape of JSON, so that it is read back as it was; a byte
    of a name that is not UTF-8, which JSON cannot hold, is shown as `\xff`.
    """
    text = json_of(value, lines=lines)
    if "NaN" in text or "Infinity" in text or _SIGNED_ZERO.search(text):
        text = json_of(_plain(value), lines=lines)
    return in_json(text)


def in_json(text: str) -> str:
    """JSON of which a terminal only prints every character."""
    if text.replace("\n", "").isprintable():
        return text
    return _UNUSUAL.sub(_escaped, text)


def json_values(values: list[object]) -> list[str]:
    """The JSON of each of some values that hold no others."""
    # In JSON a line end within a text is an escape.
    return _encoder("\n")(values)[1:-1].split("\n") if values else []


def json_of(value: object, *, lines: bool = False) -> str:
    """Stable JSON of finite numbers, with whatever stands in its texts."""
    if lines:
        import json

        records = value if isinstance(value, list) else [value]
        encode = json.JSONEncoder(ensure_ascii=False).encode
        return "".join([encode(record) + "\n" for record in records])
    return _indented(value, "\n") + "\n"


def _indented(value: object, end: str) -> str:
    """JSON indented by two, from Python's fast encoder.

    That one does not indent, but takes what stands between two values: what holds no other
    values is written by it in one go.

    Args:
        value: what is written.
        end: a line end and the indent of the value.
    """
    inner = end + "  "
    encode = _encoder("," + inner)
    if not _holds(value):
        return encode(value)
    inside = value.values() if isinstance(value, dict) else cast("Sequence[object]", value)
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    if not any(isinstance(one, _HOLDING) for one in inside):
        return f"{opening}{inner}{encode(value)[1:-1]}{end}{closing}"
    written: list[str] = []
    run: Any
    if isinstance(value, dict):
        run = {}
        for key, one in value.items():
            if not (isinstance(one, _HOLDING) and one):
                run[key] = one
                continue
            if run:
                written.append(encode(run)[1:-1])
                run = {}
            written.append(encode({key: None})[1 : -len("null}")] + _indented(one, inner))
    else:
        run = []
        for one in inside:
            if not (isinstance(one, _HOLDING) and one):
                run.append(one)
                continue
            if run:
                written.append(encode(run)[1:-1])
                run = []
            written.append(_indented(one, inner))
    if run:
        written.append(encode(run)[1:-1])
    return f"{opening}{inner}{f',{inner}'.join(written)}{end}{closing}"


def _holds(value: object) -> bool:
    """Whether a value has others in it."""
    return isinstance(value, _HOLDING) and bool(value)


@cache
def _encoder(between: str) -> Callable[[object], str]:
    import json

    return json.JSONEncoder(ensure_ascii=False, separators=(between, ": ")).encode


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
        text = seen(text)
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


def seen(text: str) -> str:
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
