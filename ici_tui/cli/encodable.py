"""Which signs standard output can show, and ASCII in the place of the others."""

from __future__ import annotations

import codecs
import sys
from typing import TYPE_CHECKING

from ici_tui.signs import ascii_by_name, surroundings

if TYPE_CHECKING:
    from collections.abc import Callable

    from ici_tui.cli.common import Common

HANDLER = "ici-tui-signs"
"""The name under which codecs know what stands for a sign that an encoding does not have."""


def shown_by(common: Common) -> Callable[[str], bool] | None:
    """Whether a sign can be shown where a table goes; None where all can.

    Args:
        common: says where to, and whether ASCII alone was asked for.
    """
    if common.ascii_only:
        return str.isascii
    if common.output is not None:
        return None
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    if codecs.lookup(encoding).name != "utf-8":
        return lambda sign: _encodable(sign, encoding)
    return str.isascii if sys.stdout.isatty() and ascii_by_name(surroundings()) else None


def _encodable(sign: str, encoding: str) -> bool:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def handler() -> str:
    """The name of the handler of errors that writes ASCII for what an encoding does not have."""
    codecs.register_error(HANDLER, _in_ascii)
    return HANDLER


def _in_ascii(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from ici_tui.drawing.ascii import TWO, in_ascii

    signs = error.object[error.start : error.end]
    return "".join(TWO.get(sign) or in_ascii(sign) for sign in signs), error.end
