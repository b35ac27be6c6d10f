"""Weights under a name, kept per pack in scenarios.toml as the text that `--weights` takes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ici_tui.files import write_whole
from ici_tui.sanitise import visible
from ici_tui.settings.places import (
    SettingsError,
    config_folder,
    line_of,
    place,
    read_toml,
    unseen,
)

if TYPE_CHECKING:
    from pathlib import Path

LONGEST = 60
"""The most characters of a name."""


def scenarios_file() -> Path:
    """Where scenarios are kept; it need not exist."""
    return config_folder() / "scenarios.toml"


def read_scenarios(pack: str, file: Path | None = None) -> dict[str, str]:
    """The scenarios of a pack: texts of weights by name, in the order in which they were added.

    Raises:
        SettingsError: the file is not as expected.
    """
    return _read_all(file or scenarios_file()).get(pack, {})


def add_scenario(pack: str, name: str, weights: str, file: Path | None = None) -> None:
    """Keep weights under a name; one that is there already is replaced.

    Raises:
        SettingsError: the name or the weights cannot be kept, or the file cannot be written.
    """
    file = file or scenarios_file()
    name = _name(name)
    if not weights.strip() or unseen(weights):
        raise SettingsError(f"{name}: there are no weights to keep")
    _name(pack)
    kept = _read_all(file)
    if kept.setdefault(pack, {}).get(name) == weights:
        return
    kept[pack][name] = weights
    _write(kept, file)


def remove_scenario(pack: str, name: str, file: Path | None = None) -> bool:
    """Forget a scenario; whether there was one.

    Raises:
        SettingsError: the file is not as expected, or cannot be written.
    """
    file = file or scenarios_file()
    kept = _read_all(file)
    if kept.get(pack, {}).pop(name, None) is None:
        return False
    _write({key: named for key, named in kept.items() if named}, file)
    return True


def _name(name: str) -> str:
    name = name.strip()
    if not name or len(name) > LONGEST or unseen(name):
        raise SettingsError(
            f"{visible(name)[:LONGEST]!r} cannot be a name; "
            f"give 1 to {LONGEST} characters without control characters"
        )
    return name


def _read_all(file: Path) -> dict[str, dict[str, str]]:
    raw, text = read_toml(file)
    for pack, named in raw.items():
        if not isinstance(named, dict) or unseen(pack):
            fix = 'write [pack] and below it "name" = "weights"'
            line = line_of(text, pack)
            raise SettingsError(place(file, line, f"{visible(pack)}: {fix}"))
        for name, weights in named.items():
            if not isinstance(weights, str) or unseen(name + weights):
                fix = 'write "name" = "weights", such as "equal" = "enterprise=25"'
                line = line_of(text, name, pack)
                raise SettingsError(place(file, line, f"{visible(name)}: {fix}"))
    return raw


def _write(kept: dict[str, dict[str, str]], file: Path) -> None:
    def quoted(text: str) -> str:
        return json.dumps(text, ensure_ascii=False)  # a TOML string as well: no control characters

    blocks = []
    for pack, named in kept.items():
        lines = [f"{quoted(name)} = {quoted(weights)}" for name, weights in named.items()]
        blocks.append("\n".join([f"[{quoted(pack)}]", *lines]) + "\n")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, "\n".join(blocks))
    except OSError as error:
        raise SettingsError(f"{file}: cannot be written: {error.strerror}") from None
