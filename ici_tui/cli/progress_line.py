"""One line on stderr while long work runs, where somebody watches."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from ici_tui.drawing.bars import bar
from ici_tui.sanitise import visible
from ici_tui.streams import let_go

if TYPE_CHECKING:
    from types import TracebackType

    from ici_tui.views.robust.proofs import RanksNow

WIDTH = 20
WIDEST = 1000


class ProgressLine:
    """A line that is written over, and taken away at the end; silent without a terminal."""

    def __init__(self) -> None:
        self.shown = sys.stderr.isatty()
        self.used = False

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.used:
            self._put("")

    def say(self, doing: str) -> None:
        """Say what is being done, where nobody knows how much of it there is."""
        self._write(doing)

    def count(self, done: int, of: int) -> bool:
        """Say how much is done; never stops the work."""
        self._write(f"{bar(done, WIDTH, of)} {done} of {of}")
        return True

    def ranks(self, now: RanksNow) -> None:
        """Say which bound is being proved."""
        low, high = sorted((now.attained, now.proved))
        bound = f"{low}" if low == high else f"{low}–{high}, proving"
        line = f"{bar(now.done, WIDTH, now.of)} {now.done} of {now.of}"
        self._write(f"{line} · {now.code} {now.side} {bound}")

    def _write(self, line: str) -> None:
        if self.shown:
            # Rich, which measures, takes long to import: only where somebody watches.
            from ici_tui.drawing.cells import fit, width_of

            self.used = True
            line = visible(line)
            room = min(shutil.get_terminal_size((80, 24)).columns, WIDEST) - 1
            self._put(fit(line, room) if width_of(line) > room else line)

    def _put(self, line: str) -> None:
        """Write over what is there; a terminal that has gone ends the line and not the work."""
        try:
            sys.stderr.write(f"\r\x1b[K{line}")
            sys.stderr.flush()
        except OSError:
            let_go(sys.stderr)
            self.shown = self.used = False
