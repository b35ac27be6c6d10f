"""The words of a host: what is said of a closed session before it begins.

`ici-tui --pack-root DIR --idle 30m --read-only …`: what stands before `--read-only` is the host's,
what follows may be a visitor's and can only narrow it. Where the environment closes the session,
the whole line may be a visitor's: the host then speaks by the environment and its configuration.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ici_tui.allowed import guard, limits, rights
from ici_tui.allowed.closed import Closed
from ici_tui.allowed.limits import Limits
from ici_tui.settings.places import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

PACK_ROOT = "--pack-root"
NARROWING = {"--max-seconds": "max_seconds", "--idle": "idle", "--max-memory": "max_memory"}


def begin(words: Sequence[str]) -> list[str]:
    """Close the session, and read what the host says of it.

    Args:
        words: the command line without the program's name.

    Returns:
        The words that are left for the command line.

    Raises:
        RightsError: the host's words or configuration are wrong, or a visitor's ask for what
            is closed.
    """
    by_host: list[str] = []
    rest = [word for word in words if word != rights.FLAG]
    if not os.environ.get(rights.ASKED):
        at = list(words).index(rights.FLAG)
        by_host, rest = list(words[:at]), [w for w in words[at:] if w != rights.FLAG]
    given, left = _own_words(by_host)
    made = Closed.of_environment()
    if PACK_ROOT in given:
        made = replace(made, pack_root=str(Path(given.pop(PACK_ROOT)).absolute()))
    rights.hold(made)  # from here on the configuration is the host's
    found = _limits(given)
    try:
        settings = _settings()
    except SettingsError as error:
        raise rights.RightsError(str(error)) from None
    limits.narrow(found.within(settings[0]))
    if made.pack_root is None and settings[1] is not None:
        made = replace(made, pack_root=settings[1])
        rights.complete(made)
    made.to_environment()
    guard.close()
    _refuse(rest)
    return [*left, *rest]


def _own_words(words: list[str]) -> tuple[dict[str, str], list[str]]:
    """The host's options with their values, and the words that are none of them."""
    given: dict[str, str] = {}
    left: list[str] = []
    waiting = iter(words)
    for word in waiting:
        name, sign, value = word.partition("=")
        if name != PACK_ROOT and name not in NARROWING:
            left.append(word)
            continue
        given[name] = value if sign else next(waiting, "")
        if not given[name]:
            raise rights.RightsError(f"{name} needs a value before {rights.FLAG}")
    return given, left


def _limits(given: dict[str, str]) -> Limits:
    try:
        return limits_of({NARROWING[name]: text for name, text in given.items()})
    except ValueError as error:
        raise rights.RightsError(str(error)) from None


def limits_of(texts: dict[str, str | None]) -> Limits:
    """Limits from what was given as text, by name.

    Raises:
        ValueError: one of them cannot be read.
    """
    seconds, idle, memory = (texts.get(name) for name in ("max_seconds", "idle", "max_memory"))
    return Limits(
        None if seconds is None else limits.seconds_of(seconds),
        None if idle is None else limits.seconds_of(idle),
        None if memory is None else limits.bytes_of(memory),
    )


def _settings() -> tuple[Limits, str | None]:
    """What the host's configuration says of limits, and of the folder of packs."""
    from ici_tui.settings.config import read_settings

    settings = read_settings()
    return settings.limits, settings.pack_root


def _refuse(words: list[str]) -> None:
    """Refuse what opens something, whoever says it."""
    for word in words:
        name = word.partition("=")[0]
        if name == PACK_ROOT:
            raise rights.RightsError(
                f"{PACK_ROOT} stands before {rights.FLAG}, or in the host's configuration"
            )
        if name in rights.CLOSED_WORDS:
            raise rights.RightsError(rights.refusal(name))
