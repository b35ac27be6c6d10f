"""Fewer bytes to the terminal, for the same screen: only cells that differ are written.

Textual writes every piece of a line with all of its colours, and whole lines where a letter
changed. A `DiffWriter` knows what the terminal shows, and says the least that makes it show the
newest frame: what came between is never written. After anything that is no frame it knows nothing
of the screen until whole lines are written again.

The screen is one of a terminal that does not wrap (`CSI ? 7 l`), as the driver sets it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from ici_tui.tui.terminal.by_style import write_by_style
from ici_tui.tui.terminal.counting import Repeats
from ici_tui.tui.terminal.encoder import Encoder
from ici_tui.tui.terminal.frame import NotUnderstood, frame_of
from ici_tui.tui.terminal.line import Line, difference, laid, repeat_runs, whole, write_stretches
from ici_tui.tui.terminal.scroll import shift_between, shifted
from ici_tui.tui.terminal.sgr import PLAIN

if TYPE_CHECKING:
    from ici_tui.tui.terminal.by_style import Stretch
    from ici_tui.tui.terminal.frame import Frame, Run
    from ici_tui.tui.terminal.plain import Update
    from ici_tui.tui.terminal.scroll import Shift

HARMLESS = re.compile(
    r"(?:\x1b\[\?(?:7|25|1000|1002|1003|1004|1006|1015|1016|2004|2026|2048)[hl]"
    r"|\x1b\[\?\d+\$p|\x1b\[[56]n|\x1b\[[>=]?c|\x1b\[[<=>?]\d*u|\x1b\[2[23](?:;\d)*t|\x07"
    r"|\x1b\](?:[012]|9|10|11|22|52|777);[^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|\x1bP(?:\x1b{1,2}\][^\x1b]*(?:\x1b\x1b\\)?|[^\x1b]*)\x1b\\)*"
)
"""What changes neither cells nor colours nor the cursor's place."""


def is_harmless(text: str) -> bool:
    """Whether a text changes neither cells nor colours nor the cursor's place."""
    return HARMLESS.fullmatch(text) is not None


EVERYTHING = 1 << 30
"""More characters than a frame has."""


class DiffWriter:
    """What the terminal shows, what it is to show, and the least that brings it there.

    Args:
        sure: whether the terminal is known to count cells as we do. Where it is not, lines are
            written from what changed to their ends, and places are said anew within them.
        repeats: which characters it is known to repeat.
        asks: whether it is asked for the cursor's place wherever a missed sequence would be hidden.
    """

    def __init__(
        self, *, sure: bool = True, repeats: Repeats = Repeats.NONE, asks: bool = False
    ) -> None:
        self.sure, self.repeats, self.asks = sure, repeats, asks
        self.asked: list[tuple[int, int]] = []
        """Columns and lines in which the cursor is when the last text asks for its place."""
        self._sgr: str | None = None
        self._at: tuple[int, int] | None = None
        self._stale = True
        self._size = (0, 0)
        self._shown: list[Line] = []
        self._wanted: list[Line] = []
        self._changed: set[int] = set()
        self._loose: dict[int, list[Run]] = {}
        """What is to be written on lines of which not all is known."""
        self._leave_at: tuple[int, int] | None = None
        """Where the cursor is to be left; None where that is of no matter."""
        self._in_part: set[int] = set()
        """Lines of which only some cells were written since they were written whole."""

    def forget(self) -> None:
        """Take nothing of the screen for granted from now on: something else may have written.

        May be called from a signal handler or another thread, also while `text` runs.
        """
        self._stale = True

    def pass_by(self, text: str) -> None:
        """Take note of text that is written beside the frames."""
        if not is_harmless(text):
            self._know_nothing(self._size)

    @property
    def at(self) -> tuple[int, int] | None:
        """The cursor's column and line, if known; a column of the width is the last, or beside it."""
        return None if self._stale else self._at

    def changes(self, update: Update, at: tuple[int, int] | None, size: tuple[int, int]) -> str:
        """The least that has the terminal show an update; nothing if it does already."""
        return self.take(update, at, size) + self.text()

    def take(self, update: Update, at: tuple[int, int] | None, size: tuple[int, int]) -> str:
        """Take an update in; what has to be written at once, where it is more than cells.

        Args:
            update: what is to be shown. Where it is more than cells its text is taken as it is.
            at: where the cursor is left, as column and line from 0; None where that is of no matter.
            size: the terminal's columns and lines now. What a terminal does to its cells when
                they change is its own: nothing is known of them.
        """
        strips = update.strips
        if strips is not None:
            with suppress(NotUnderstood):
                self._want(frame_of(strips, at, size, update.colours), size)
                return ""
        before = self.text()
        reset = "\x1b[m" if self._stale else ""
        self._know_nothing(size)
        left = f"\x1b[{at[1] + 1};{at[0] + 1}H" if at else ""
        return f"{before}{reset}{update.text}{left}"

    def _want(self, frame: Frame, size: tuple[int, int]) -> None:
        if size != self._size:
            self._know_nothing(size)
        for y, runs in frame.lines.items():
            line = self._wanted[y] = laid(self._wanted[y], runs)
            if line.known:
                self._loose.pop(y, None)
                self._changed.add(y)
            else:
                # Nobody knows what a terminal makes of it: it is written as it came.
                self._changed.discard(y)
                self._loose.setdefault(y, []).extend(runs)
        self._leave_at = frame.at

    def _know_nothing(self, size: tuple[int, int]) -> None:
        self._stale, self._size = True, size
        self._wanted = [Line.of_unknown(size[0])] * size[1]
        self._shown = list(self._wanted)
        self._changed.clear()
        self._loose.clear()
        self._in_part.clear()
        self._leave_at = None

    @property
    def due(self) -> bool:
        """Whether there may be something to write."""
        return bool(self._changed or self._loose) or self._leave_at not in {None, self.at}

    def text(self, most: int = EVERYTHING) -> str:
        """What brings the terminal nearer to what it is to show; nothing if it shows that.

        Args:
            most: characters after which no other line is begun. What is left is written later,
                as it is then.
        """
        self.asked = []
        if not self.due:
            return ""
        anew = self._stale
        if anew:
            # The flag first: what is forgotten from here on is forgotten before the next frame.
            self._stale = False
            self._sgr = self._at = None
            self._shown = [Line.of_unknown(self._size[0])] * self._size[1]
            self._changed |= {y for y, line in enumerate(self._wanted) if line.known}
        rows = sorted(y for y in self._changed if self._shown[y] != self._wanted[y])
        self._changed = set(rows)
        shift = shift_between(self._shown, self._wanted, rows) if self.sure else None
        if shift is not None and not self._pays(shift, rows):
            shift = None
        return self._write(most, shift, anew=anew)

    def _pays(self, shift: Shift, rows: list[int]) -> bool:
        """Whether to scroll takes less than to write every line that differs."""
        plain, scrolling = self._begun(None), self._begun(shift)
        for y in rows:
            write_stretches(plain, self._difference(y))
        moved = shifted(self._shown, shift)
        for y in sorted({*rows, *range(shift.top, shift.bottom + 1)}):
            write_stretches(scrolling, self._difference(y, moved[y]))
        return scrolling.size < plain.size

    def _difference(self, y: int, shown: Line | None = None) -> list[Stretch]:
        """What is to be written of a line, over what the terminal shows or will show there."""
        old, new = shown or self._shown[y], self._wanted[y]
        return difference(y, old, new, sure=self.sure, repeats=self.repeats)

    def _write(self, most: int, shift: Shift | None, *, anew: bool) -> str:
        if shift is not None:
            self._shown = shifted(self._shown, shift)
            self._changed |= set(range(shift.top, shift.bottom + 1))
            # Where a terminal does not know the region it scrolls everything.
            self._in_part |= set(range(len(self._shown)))
        encoder = self._begun(shift, anew=anew)
        found: list[Stretch] = []
        apart = not self.sure
        for y in sorted({*self._changed, *self._loose}):
            if encoder.size >= most:
                break
            if y in self._loose:
                repeat_runs(encoder, y, self._loose.pop(y))
                apart = True
            else:
                changes = self._difference(y)
                write_stretches(encoder, changes)
                found += changes
                if not self._shown[y].known:
                    self._in_part.discard(y)
                elif changes:
                    self._in_part.add(y)
            self._changed.discard(y)
            self._shown[y] = self._wanted[y]
        if found and not apart:
            other = self._begun(shift, anew=anew)
            write_by_style(other, found)
            encoder = min(encoder, other, key=lambda one: one.size)
        encoder.set_style(PLAIN)
        if self._leave_at is not None:
            encoder.leave(*self._leave_at)
        self._sgr, self._at, self.asked = PLAIN, encoder.at, encoder.asked
        if encoder.size and self._at:
            self._in_part.add(self._at[1])  # the next text begins from there
        return encoder.text

    def _begun(self, shift: Shift | None, *, anew: bool = False) -> Encoder:
        encoder = self._encoder_at(self._sgr, self._at)
        if shift is not None:
            encoder.scroll(*shift)
        elif anew:
            encoder.whole_screen()  # a region may have been set, and its end missed
        return encoder

    def _encoder_at(self, sgr: str | None, at: tuple[int, int] | None) -> Encoder:
        return Encoder(sgr, at, self._size, sure=self.sure, repeats=self.repeats, asks=self.asks)

    def confirmation(self, most: int = EVERYTHING) -> str:
        """Lines that were written in part, said whole; nothing once all of them were.

        A terminal that has missed something, or that another program has written on, is right
        again after it.

        Args:
            most: characters after which no other line is begun.
        """
        if self._stale or self.due or not self._in_part:
            return ""
        encoder = self._encoder_at(None, None)
        encoder.whole_screen()
        for y in sorted(self._in_part):
            if encoder.size >= most:
                break
            self._in_part.discard(y)
            if y < len(self._shown) and self._shown[y].known:
                encoder.lose_place()
                encoder.repeat_style(PLAIN)
                write_stretches(encoder, whole(y, self._shown[y]))
        encoder.repeat_style(PLAIN)
        encoder.lose_place()
        if self._leave_at is not None:
            encoder.go(*self._leave_at)
        self._at = encoder.at
        return encoder.text
