"""JSON and JSON lines: records, arrays of rows, or columns, as a grid."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ici_tui.packs.limits import MOST_COLUMNS, past
from ici_tui.tables.errors import TableError
from ici_tui.tables.grid import Facts, check_size, grid_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.tables.grid import Grid

WANTED = 'expected an array of records, such as [{"name": "A", "score": 1}]'
DEEPEST = 4
"""How deep records are looked for, and cells within records."""
MOST_LINES_AT_FAULT = 3


def is_json(text: str) -> bool:
    """Whether a text begins as JSON."""
    return text.lstrip("\ufeff \t\r\n")[:1] in {"{", "["}


def read_json(text: str, encoding: str) -> Grid:
    """The cells of JSON or JSON lines.

    Raises:
        TableError: it is no JSON, or holds no records.
    """
    text = text.lstrip("\ufeff")
    lines = _json_lines(text)
    if lines is not None:
        return _of_records(lines, Facts("jsonl", encoding))
    try:
        value = _load(text)
    except ValueError as error:
        raise TableError(f"it begins as JSON and cannot be read: {_told(error)}", WANTED) from None
    except RecursionError:
        raise TableError("its JSON is nested too deeply", WANTED) from None
    return _of_value(value, Facts("json", encoding))


def _load(text: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    # Numbers stay as they are written: they are read as those of any other table.
    return json.loads(text, parse_float=str, parse_int=str, parse_constant=lambda _: None)


def _told(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} in line {error.lineno}"
    return str(error)[:100]


def _json_lines(text: str) -> list[dict[str, Any]] | None:
    """The records of JSON lines; None where it is no such file."""
    lines = [line for line in text.splitlines() if line.strip()]
    if (
        len(lines) < 2
        or not lines[0].lstrip().startswith("{")
        or not lines[0].rstrip().endswith("}")
    ):
        return None
    found = []
    for number, line in enumerate(lines, 1):
        try:
            record = _load(line)
        except (ValueError, RecursionError) as error:
            if number == 1:
                return None
            told = (
                _told(error).partition(" in line")[0]
                if isinstance(error, ValueError)
                else "nested too deeply"
            )
            raise TableError(
                f"line {number} is no JSON: {told}", "a record stands on a line each"
            ) from None
        if not isinstance(record, dict):
            raise TableError(f"line {number} is no record", "a record stands on a line each")
        found.append(record)
    return found


def _of_value(value: Any, facts: Facts) -> Grid:  # noqa: ANN401 - whatever JSON holds
    records = _records_in(value, 0)
    if records is not None:
        return _of_records(records, facts)
    if isinstance(value, list) and value and all(isinstance(row, list) for row in value):
        return grid_of([[_cell(cell) for cell in row] for row in value], facts)
    if isinstance(value, dict) and value:
        if all(isinstance(cells, list) for cells in value.values()):
            lengths = {len(cells) for cells in value.values()}
            if len(lengths) == 1:
                rows = [[_cell(cell) for cell in row] for row in zip(*value.values(), strict=True)]
                return grid_of(rows, facts, tuple(map(str, value)))
        if len(value) > 1 and all(isinstance(record, dict) for record in value.values()):
            return _of_records([{"name": key, **record} for key, record in value.items()], facts)
    raise TableError("it holds no records", WANTED)


def _records_in(value: Any, depth: int) -> list[dict[str, Any]] | None:  # noqa: ANN401
    """The longest array of records in a value."""
    if depth > DEEPEST:
        return None
    if isinstance(value, list) and value and all(isinstance(record, dict) for record in value):
        if all(set(record) >= {"type", "properties"} for record in value):  # GeoJSON
            return [
                record["properties"] for record in value if isinstance(record["properties"], dict)
            ]
        return value
    inner: Iterator[Any] = iter(())
    if isinstance(value, dict):
        inner = iter(value.values())
    elif isinstance(value, list) and len(value) < 10:
        inner = iter(value)
    found = [records for part in inner if (records := _records_in(part, depth + 1)) is not None]
    return max(found, key=len) if found else None


def _of_records(records: list[dict[str, Any]], facts: Facts) -> Grid:
    flat = [dict(_flat(record, "", 0)) for record in records]
    names = dict.fromkeys(name for record in flat for name in record)
    if len(names) > MOST_COLUMNS:
        raise TableError(*past("columns", MOST_COLUMNS, len(names)))
    check_size(len(flat), len(names))
    return grid_of([[record.get(name) for name in names] for record in flat], facts, tuple(names))


def _flat(record: dict[str, Any], before: str, depth: int) -> Iterator[tuple[str, str | None]]:
    for key, value in record.items():
        if isinstance(value, dict) and depth < DEEPEST:
            yield from _flat(value, f"{before}{key}.", depth + 1)
        else:
            yield f"{before}{key}", _cell(value)


def _cell(value: Any) -> str | None:  # noqa: ANN401
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False)[:1000]
