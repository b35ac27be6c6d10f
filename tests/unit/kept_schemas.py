"""The schemas as they were promised: fields are added to them, and none is renamed or removed.

`python -m tests.unit.kept_schemas` adds what is new, and refuses where anything else has changed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ici_tui.questions.records.by_command import schemas

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Path(__file__).parents[1] / "golden" / "schemas.json"
WORDS = {"$schema", "title", "description"}
"""Keywords of a schema that programs do not rely on."""


def bare(schema: Any) -> Any:
    """A schema without what is written for people."""
    if isinstance(schema, list):
        return [bare(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    fields = {"properties", "patternProperties"}
    return {
        key: {name: bare(one) for name, one in value.items()} if key in fields else bare(value)
        for key, value in schema.items()
        if key not in WORDS
    }


def now() -> dict[str, Any]:
    """The schemas of this version."""
    return {name: bare(schema) for name, schema in schemas().items()}


def kept() -> dict[str, Any]:
    """The schemas that were promised."""
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def broken(before: Any, after: Any, at: str) -> Iterator[str]:
    """What was promised and is not so any more: a field that is gone, or of another type."""
    if isinstance(before, dict) and isinstance(after, dict):
        if "anyOf" in after and "anyOf" not in before:
            # An option has come that has other records written; without it they are as they were.
            after = after["anyOf"][0]
        for key, one in before.items():
            if key in after:
                yield from broken(one, after[key], f"{at}.{key}")
            else:
                yield f"{at}.{key} is gone"
    elif at.endswith(".required"):
        yield from (f"{at}: {name} may be missing" for name in before if name not in after)
    elif at.endswith(".anyOf"):
        for place, one in enumerate(before):
            if place >= len(after):
                yield f"{at}[{place}] is gone"
            else:
                yield from broken(one, after[place], f"{at}[{place}]")
    elif before != after:
        yield f"{at} was {before}, and is {after}"


if __name__ == "__main__":
    promised = kept() if FILE.exists() else {}
    wrong = list(broken(promised, now(), ""))
    if wrong:
        sys.exit("\n".join(wrong))
    FILE.write_text(json.dumps(now(), indent=1) + "\n", encoding="utf-8")
