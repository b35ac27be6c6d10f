"""The three standard streams: there even where they were closed, and safe to fail on.

Imports nothing that takes long, for a card that is printed at once.
"""

from __future__ import annotations

import errno
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

OF_WRITING = {
    errno.EPIPE, errno.ENOSPC, errno.EBADF, errno.EIO, errno.EFBIG, errno.EDQUOT, errno.EINVAL,
}  # fmt: skip
"""The reasons for which a system refuses to write."""
STREAMS = (("stdin", os.O_RDONLY), ("stdout", os.O_RDONLY), ("stderr", os.O_WRONLY))
"""Each stream, and how the null device stands in for it. What is read-only cannot be written:
so a closed standard output fails as a full one does, and a closed standard error says nothing."""


STANDARD_INPUT = "-"
"""What stands for a table that comes from standard input, where a file could stand."""
COMPLETING = "_ICI_TUI_COMPLETE"
"""The variable by which a shell asks for what is offered at Tab, as click names it."""


def completing() -> bool:
    """Whether a shell asks for what is offered at Tab: nothing may be put into its line."""
    return COMPLETING in os.environ


def fill_in() -> None:
    """Put the null device in the place of standard streams that were closed.

    A file that is opened later would else take their numbers, and be written into.
    """
    for number, (name, flags) in enumerate(STREAMS):
        try:
            os.fstat(number)
        except OSError:
            opened = os.open(os.devnull, flags)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            stream = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)


def of_output(error: OSError) -> bool:
    """Whether an error that nobody caught nearer is one of writing to standard output.

    Files have their names in the errors about them, and are written by functions that tell
    those of writing themselves.
    """
    return error.filename is None and error.errno in OF_WRITING


def let_go(stream: TextIO) -> None:
    """Have a stream that failed lead nowhere: the interpreter flushes it once more at the end."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())
        os.close(null)
    except (OSError, ValueError):  # it is no stream of the system's
        return
