"""Which signs standard output can show, and ASCII in the place of the others."""

from __future__ import annotations

import codecs
import sys

from ici_tui import signs

TYPE_CHECKING = False  # `typing` takes longer than a kept card
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
    if common.output is not None:
        return str.isascii if common.ascii_only else None
    return signs.shown_by(sys.stdout, True if common.ascii_only else None)


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
