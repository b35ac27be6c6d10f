"""Whether signs other than ASCII can be shown, as far as the environment says so.

Imports nothing that takes long, for a card that is printed at once.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TextIO

NO_SIGNS = ("linux", "console")
NO_SIGNS_FROM = ("cons25", "vt", "ansi", "sun", "pcansi")
"""Terminals of which no font with signs is known: consoles, and those from before there was one.

The first are whole names, but for what follows a hyphen; the others begin one.
"""
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
    return "".join(sign for sign in charset.casefold() if sign.isascii() and sign.isalnum())


def shown_by(stream: TextIO, asked: bool | None) -> Callable[[str], bool] | None:
    """Whether a sign can be shown on a stream; None where all can.

    Args:
        stream: where text goes.
        asked: whether ASCII alone was asked for; None: where the terminal can show no more.
    """
    if asked:
        return str.isascii
    encoding = getattr(stream, "encoding", None) or "utf-8"
    import codecs  # noqa: PLC0415 - loaded already, but for where nothing is asked of a stream

    if codecs.lookup(encoding).name != "utf-8":
        return lambda sign: _encodable(sign, encoding)
    by_name = asked is None and stream.isatty() and ascii_by_name(surroundings())
    return str.isascii if by_name else None


def _encodable(sign: str, encoding: str) -> bool:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def ascii_by_name(variables: Mapping[str, str]) -> bool:
    """Whether the environment says that the terminal can show no more than ASCII for certain."""
    charset = charset_by_locale(variables)
    if charset and charset not in UTF8:
        return True
    name = variables.get("TERM", "").strip().casefold()
    numbered = not name.startswith("vt") or name[2:3].isdecimal()
    return name.partition("-")[0] in NO_SIGNS or (name.startswith(NO_SIGNS_FROM) and numbered)
