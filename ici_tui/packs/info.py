"""pack.toml: what a pack says of itself."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from ici_tui.index.choices import parse_choices
from ici_tui.index.errors import PipelineError
from ici_tui.index.model import Assumption, Info, Preset, Words
from ici_tui.index.options import PipelineOptions
from ici_tui.near import did_you_mean, nearest
from ici_tui.packs.opening import read_in_pack, reason
from ici_tui.sanitise import clean

if TYPE_CHECKING:
    from pathlib import Path

    from ici_tui.packs.faults import Faults

TEXTS = (
    "name", "title", "short_title", "edition", "publisher", "citation", "url", "licence",
    "disclaimer", "standing_line", "weights_name", "default_group", "local_name",
)  # fmt: skip
KEYS = (
    *TEXTS,
    "format",
    "authors",
    "pass_through",
    "unit",
    "pipeline",
    "presets",
    "assumptions",
)


def read_toml(folder: Path, name: str, faults: Faults) -> dict[str, Any]:
    """A TOML file of a pack, its texts cleaned; empty where it is not there or is at fault."""
    try:
        found = tomllib.loads(read_in_pack(folder, name, "toml").decode())
    except FileNotFoundError:
        return {}
    except OSError as error:
        faults.add(name, reason(error), "expected TOML in UTF-8")
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        faults.add(name, f"cannot be read: {clean(str(error))}", "expected TOML in UTF-8")
        return {}
    cleaned: dict[str, Any] = _cleaned(found)
    return cleaned


def _cleaned(value: Any) -> Any:  # noqa: ANN401 - whatever TOML holds
    if isinstance(value, str):
        return clean(value).strip()
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if isinstance(value, dict):
        return {clean(key): _cleaned(item) for key, item in value.items()}
    return value


def read_info(folder: Path, faults: Faults) -> tuple[Info, PipelineOptions]:
    """The pack's own words, and its pipeline."""
    raw = read_toml(folder, "pack.toml", faults)
    for key in raw:
        if key not in KEYS:
            fix = did_you_mean(nearest(key, KEYS, most=1), "see docs/packs.md")
            faults.add("pack.toml", f"there is no key {key!r}", fix)
    texts = {key: str(raw[key]) for key in TEXTS if key in raw}
    name = texts.setdefault(
        "name", clean(folder.resolve().stem if folder.is_file() else folder.resolve().name)
    )
    title = texts.setdefault("title", name)
    texts.setdefault("short_title", title)
    try:
        info = Info(
            **texts,
            authors=tuple(str(author) for author in raw.get("authors", ())),
            words=Words(**raw.get("unit", {})),
            presets=tuple(
                Preset(
                    p["name"],
                    tuple((k, float(v)) for k, v in p["weights"].items()),
                    p.get("note", ""),
                )
                for p in raw.get("presets", ())
            ),
            assumptions=tuple(Assumption(a["id"], a["text"]) for a in raw.get("assumptions", ())),
        )
        options = _options(raw.get("pipeline", {}), faults)
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        faults.add("pack.toml", f"not as expected: {clean(str(error))}", "see docs/packs.md")
        info, options = Info(name, title, title), PipelineOptions()
    return info, options


def _options(raw: dict[str, Any], faults: Faults) -> PipelineOptions:
    """The table `[pipeline]`, each fault with what would be right."""
    known = [field.name for field in fields(PipelineOptions)]
    given = {key: value for key, value in raw.items() if key in known}
    for key in raw:
        if key not in known:
            fix = did_you_mean(nearest(key, known, most=1), f"one of {', '.join(known)}")
            faults.add("pack.toml", f"pipeline: there is no option {key!r}", fix)
    methods = given.pop("aggregate", "arithmetic")
    listed = methods.split(",") if isinstance(methods, str) else methods
    options = PipelineOptions(aggregate=tuple(str(method).strip() for method in listed), **given)
    try:
        parse_choices(options)
    except PipelineError as error:
        message, _, fix = str(error).rpartition("; ")
        faults.add("pack.toml", f"pipeline: {message or fix}", fix if message else "")
        return PipelineOptions()
    return options
