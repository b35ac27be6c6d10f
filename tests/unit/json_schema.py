"""As much of JSON Schema as the program writes: a value held against a schema."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TYPES: dict[str, Callable[[object], bool]] = {
    "string": lambda v: isinstance(v, str),
    "boolean": lambda v: isinstance(v, bool),
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "number": lambda v: isinstance(v, int | float) and not isinstance(v, bool) and math.isfinite(v),
    "array": lambda v: isinstance(v, list),
    "object": lambda v: isinstance(v, dict),
    "null": lambda v: v is None,
}


KNOWN = {
    "$schema", "title", "description", "type", "anyOf", "items", "properties", "required",
    "patternProperties", "additionalProperties",
}  # fmt: skip
"""Every keyword that this checks, or that says nothing of a value."""


def faults(value: Any, schema: Any, at: str = "") -> list[str]:
    """Where a value of JSON is not as a schema says, or has a field that no schema knows."""
    assert set(schema) <= KNOWN, set(schema) - KNOWN
    if "anyOf" in schema:
        every = [faults(value, one, at) for one in schema["anyOf"]]
        return [] if [] in every else min(every, key=len)
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(TYPES[kind](value) for kind in kinds):
        return [f"{at}: {value!r} is no {' or '.join(kinds)}"]
    if isinstance(value, list):
        items = enumerate(value)
        return [f for k, item in items for f in faults(item, schema["items"], f"{at}[{k}]")]
    if not isinstance(value, dict):
        return []
    found = [f"{at}: no {name}" for name in schema.get("required", ()) if name not in value]
    for name, inner in value.items():
        held = list(_schemas_of(name, schema))
        if not held:
            found.append(f"{at}: {name} is in no schema")
        found += [fault for one in held for fault in faults(inner, one, f"{at}.{name}")]
    return found


def _schemas_of(name: str, schema: Any) -> Iterator[Any]:
    """The schemas that a field of an object is held against."""
    listed = [schema["properties"][name]] if name in schema.get("properties", {}) else []
    listed += [
        one for pattern, one in schema.get("patternProperties", {}).items()
        if re.search(pattern, name)
    ]  # fmt: skip
    if not listed and "additionalProperties" in schema:
        listed = [schema["additionalProperties"]]
    yield from listed
