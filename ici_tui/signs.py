"""Whether signs other than ASCII can be shown, as far as the environment says so.

Imports nothing that takes long, for a card that is printed at once.
"""

from __future__ import annotations

import os
import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

NO_SIGNS = re.compile(r"(?:linux|console|cons25\S*|vt\d+\S*|ansi\S*|sun\S*|pcansi\S*)(?:-\S*)?")
"""Terminals of which no font with signs is known: consoles, and those from before there was one."""
COERCED = "C.UTF-8"
UTF8 = frozenset({"utf8", "utf_8"})


def surroundings() -> Mapping[str, str]:
    """The environment as it was given: without the locale that Python itself has set (PEP 538)."""
    given = dict(os.environ)
    if given.get("LC_CTYPE") == COERCED:
        try:
            with open("/proc/self/environ", "rb") as first:  # noqa: PTH123 - loaded already
                if b"\0LC_CTYPE=" not in b"\0" + first.read():
                    del given["LC_CTYPE"]
        except OSError:  # another system: it counts as given
            pass
    return given


def charset_by_locale(variables: Mapping[str, str]) -> str:
    """The charset that the locale names, in small letters without hyphens; empty where it does not.

    A locale that is unset, `C` or `POSIX` says nothing about the terminal: most servers have one
    of these where nobody has forwarded another.
    """
    named = [variables.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG")]
    if named[1] == COERCED and named[2]:
        # Python has set it, where the system does not have the locale of LANG.
        named[1] = ""
    locale = next(filter(None, named), "")
    charset = locale.partition(".")[2].partition("@")[0]
    return re.sub(r"[^a-z0-9]", "", charset.casefold())


def ascii_by_name(variables: Mapping[str, str]) -> bool:
    """Whether the environment says that the terminal can show no more than ASCII for certain."""
    charset = charset_by_locale(variables)
    if charset and charset not in UTF8:
        return True
    return NO_SIGNS.fullmatch(variables.get("TERM", "").strip().casefold()) is not None
