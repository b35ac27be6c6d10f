"""What libraries say on stderr, kept from the screen where that is the terminal too."""

from __future__ import annotations

import os


class Hush:
    """Holds stderr while the screen is the explorer's."""

    def __init__(self) -> None:
        self._stderr: int | None = None

    def begin(self) -> None:
        """Send what is said nowhere."""
        if self._stderr is None and os.isatty(2):
            self._stderr = os.dup(2)
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 2)
            os.close(nowhere)

    def end(self) -> None:
        """Let it be said again."""
        if self._stderr is not None:
            os.dup2(self._stderr, 2)
            os.close(self._stderr)
            self._stderr = None
