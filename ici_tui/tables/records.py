"""JSON and JSON lines: records, arrays of rows, or columns, as a grid."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ici_tui.tables.errors import TableError
from ici_tui.tables.grid import Facts, check_size, grid_of, grid_of_columns
from ici_tui.tables.late import late

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ici_tui.tables.grid import Grid

WANTED = 'expected an array of records, such as [{"name": "A", "score": 1}]'
DESCRIBED = ("name", "id", "field", "title", "label")
"""Keys under which the description of a column has its name."""
DEEPEST = 4
"""How deep records are looked for, and cells within records."""
BEFORE = "\ufeff \t\r\n".encode()
"""Bytes that may stand before JSON."""
ENDS = late(r"\r\n?|\n")
RECORD = late(r"\s*\{")
NUMBER = late(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
SURROGATE = late(r"\\u[dD][89a-fA-F]")


def is_json(content: bytes) -> bool:
    """Whether a text in UTF-8 begins as JSON."""
    return content.lstrip(BEFORE)[:1] in {b"{", b"["}


def read_json(text: str, encoding: str) -> Grid:
    """The cells of JSON or JSON lines.

    Raises:
        TableError: it is no JSON, or holds no records.
    """
    text = text.lstrip("\ufeff")
    # JSON takes no control byte within a text but as an escape.
    clean = text.isascii() and "\\" not in text and "\x7f" not in text
    lines = _json_lines(text)
    if lines is not None:
        return _of_records(lines, Facts("jsonl", encoding), clean=clean)
    try:
        value = _load(text)
    except ValueError as error:
        raise TableError(f"it begins as JSON and cannot be read: {_told(error)}", WANTED) from None
    except RecursionError:
        raise TableError("its JSON is nested too deeply", WANTED) from None
    return _of_value(value, Facts("json", encoding), clean=clean)


def _load(text: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    # Numbers stay as they are written: they are read as those of any other table.
    value = json.loads(text, parse_float=str, parse_int=str, parse_constant=lambda _: None)
    if SURROGATE.search(text):  # half a pair is no character, and nothing could write it
        whole = json.dumps(value, ensure_ascii=False).encode("utf-16", "surrogatepass")
        value = json.loads(whole.decode("utf-16", "replace"))
    return value


def _told(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} in line {error.lineno}"
    return str(error)[:100]


def _json_lines(text: str) -> list[dict[str, Any]] | None:
    """The records of JSON lines; None where it is no such file."""
    if not RECORD.match(text):
        return None
    # Other ends of lines are characters of a text, which JSON does not escape.
    lines = [line for line in ENDS.split(text) if line.strip()]
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


def _of_value(value: Any, facts: Facts, *, clean: bool) -> Grid:  # noqa: ANN401 - whatever JSON holds
    split = _split_in(value, 0)
    if split is not None:
        names, rows = split
        return grid_of([[_cell(cell) for cell in row] for row in rows], facts, names)
    records = _records_in(value, 0)
    if records is not None:
        return _of_records(records, facts, clean=clean)
    if isinstance(value, list) and value and all(isinstance(row, list) for row in value):
        return grid_of([[_cell(cell) for cell in row] for row in value], facts)
    found = _of_columns(value, facts, clean=clean) if isinstance(value, dict) and value else None
    if found is None:
        raise TableError("it holds no records", WANTED)
    return found


def _of_columns(value: dict[str, Any], facts: Facts, *, clean: bool) -> Grid | None:
    """Names with what each holds: its column's cells, a number, or the rest of its record."""
    held = list(value.values())
    if _are_numbered(held):
        held = [list(cells.values()) for cells in held]
    if all(isinstance(cells, list) for cells in held) and len(set(map(len, held))) == 1:
        rows = [[_cell(cell) for cell in row] for row in zip(*held, strict=True)]
        return grid_of(rows, facts, tuple(map(str, value)))
    if len(held) > 1 and all(map(_is_number, held)):
        return grid_of([[k, _cell(v)] for k, v in value.items()], facts, ("name", "value"))
    if len(held) > 1 and all(isinstance(record, dict) for record in held):
        named = [{"name": key, **record} for key, record in value.items()]
        return _of_records(named, facts, clean=clean)
    return None


def _are_numbered(held: list[Any]) -> bool:
    """Whether columns hold their cells by the rows' numbers: `{"x": {"0": 1, "1": 2}}`."""
    first = held[0]
    if not isinstance(first, dict) or len(first) < 2:
        return False
    if list(first) != [str(place) for place in range(len(first))]:
        return False
    return all(isinstance(cells, dict) and list(cells) == list(first) for cells in held)


def _is_number(value: Any) -> bool:  # noqa: ANN401
    """Whether a value is a number or missing; numbers are still texts, as they are written."""
    return value is None or (isinstance(value, str) and bool(NUMBER.fullmatch(value)))


def _split_in(value: Any, depth: int) -> tuple[tuple[str, ...], list[list[Any]]] | None:  # noqa: ANN401
    """Names of columns beside the rows: `{"columns": ["name", "score"], "data": [["A", 1]]}`."""
    if not isinstance(value, dict) or depth > 1:
        return None
    tables = [v for v in value.values() if isinstance(v, list) and len(v) > 1 and _are_rows(v)]
    for rows in tables:
        for held in value.values():
            names = _names_in(held)
            if held is not rows and names is not None and len(names) == len(rows[0]):
                return names, rows
    inner = (_split_in(part, depth + 1) for part in value.values())
    return next((found for found in inner if found is not None), None)


def _are_rows(value: list[Any]) -> bool:
    return all(isinstance(row, list) for row in value) and len(set(map(len, value))) == 1


def _names_in(value: Any) -> tuple[str, ...] | None:  # noqa: ANN401
    """Different texts, or the names of records that describe columns."""
    if not isinstance(value, list):
        return None
    texts = [
        next((one[key] for key in DESCRIBED if key in one), None) if isinstance(one, dict) else one
        for one in value
    ]
    names = tuple(text for text in texts if isinstance(text, str) and text)
    return names if len(names) == len(value) == len(set(names)) > 1 else None


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


def _of_records(records: list[dict[str, Any]], facts: Facts, *, clean: bool) -> Grid:
    flat = [_flattened(record) for record in records]
    names = tuple(flat[0]) if flat else ()
    alike = all(tuple(record) == names for record in flat)
    if not alike:
        places: dict[str, Any] = {}
        for record in flat:
            places.update(record)  # the order in which names first appear; values are of no use
        names = tuple(places)
    check_size(len(flat), len(names))
    held = {name: kind for name in names if (kind := _nested(record.get(name) for record in flat))}
    if held and len(held) < len(names):
        names = tuple(name for name in names if name not in held)
        facts = replace(facts, nested=held)
        alike = False
    values = (
        map(list, zip(*map(dict.values, flat), strict=True))
        if alike
        else ([record.get(name) for record in flat] for name in names)
    )
    return grid_of_columns([*map(_cells, values)], facts, names, clean_already=clean)


def _holds_more(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, list | dict)


def _flattened(record: dict[str, Any]) -> dict[str, Any]:
    """A record without records in it; most are so already, and stay what they are."""
    return dict(_flat(record, "", 0)) if dict in map(type, record.values()) else record


def _nested(values: Iterable[Any]) -> str:
    """What cells hold that hold several values; empty where each is a single one."""
    several = any(isinstance(value, list) and len(value) > 1 for value in values)
    return "list" if several else ""


def _cells(values: list[Any]) -> list[str | None]:
    """The texts of a column, numbers as JSON writes them."""
    kinds = set(map(type, values))
    if kinds <= {str, type(None)}:
        return values
    if kinds <= {int, type(None)}:
        return [None if value is None else str(value) for value in values]
    return [
        repr(value) if type(value) is float and math.isfinite(value) else _cell(value)
        for value in values
    ]


def _flat(record: dict[str, Any], before: str, depth: int) -> Iterator[tuple[str, Any]]:
    for key, value in record.items():
        if isinstance(value, dict) and depth < DEEPEST:
            yield from _flat(value, f"{before}{key}.", depth + 1)
        else:
            yield f"{before}{key}", value


def _cell(value: Any) -> str | None:  # noqa: ANN401
    if isinstance(value, list) and len(value) < 2 and not any(map(_holds_more, value)):
        value = value[0] if value else None  # a list of one is that one
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False)[:1000]
