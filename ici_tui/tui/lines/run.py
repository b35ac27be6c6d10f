"""The explorer line by line, from its first answer until it is left."""

from __future__ import annotations

import gc
import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING

from ici_tui.crash import FAILED, crash_line
from ici_tui.sanitise import one_line
from ici_tui.signs import shown_by
from ici_tui.streams import let_go, of_output
from ici_tui.tui.lines.explorer import STOPPED, LineExplorer
from ici_tui.tui.lines.helping import typed_words
from ici_tui.tui.lines.keyboard import Pipe, Typed
from ici_tui.tui.lines.paper import Paper
from ici_tui.tui.lines.stopping import INTERRUPTED, Interrupts, LeftError, no_longer_than_idle
from ici_tui.tui.terminal.process import silence, tell

if TYPE_CHECKING:
    from ici_tui.tui.lines.keyboard import Keyboard
    from ici_tui.tui.start import Ready


def run_lines(ready: Ready, *, ascii_only: bool) -> int:
    """Answer line by line until there is none any more.

    Args:
        ready: what it opens with.
        ascii_only: write ASCII alone.

    Returns:
        The exit code: 0; without a person at a terminal 1 where a line could not be done; 128
        and the number of the signal that ended it.
    """
    person = sys.stdin.isatty() and sys.stdout.isatty()
    sys.stdin.reconfigure(errors="surrogateescape")  # type: ignore[union-attr]
    # Before the line that is typed is looked after: that calls the terminal by another name.
    paper = Paper(sys.stdout, shown_by(sys.stdout, True if ascii_only else ready.settings.ascii))
    keyboard: Keyboard = Typed(typed_words) if person else Pipe(sys.stdin)
    interrupts = Interrupts()
    explorer = LineExplorer(
        ready.session,
        ready.keeper,
        paper,
        faults=lambda told: _say_fault(told, paper, keyboard),
        keys=ready.settings.keys,
        paged=person,
        interrupts=interrupts,
    )
    interrupts.install(gently=person)
    code = FAILED
    try:
        code = _answered(explorer, keyboard, paper, person=person)
    except LeftError as left:
        code = left.code
        tell(f"ici-tui: {left.told}\n" if left.told else "")
        if left.is_hung_up:
            silence()
    except OSError as error:
        if not of_output(error):
            raise
        let_go(sys.stdout)
        code = 0 if isinstance(error, BrokenPipeError) else FAILED
        tell(f"ici-tui: standard output cannot be written: {error.strerror}\n" if code else "")
    finally:
        explorer.keep_session(quits=not code)
    return code


def _say_fault(told: str, paper: Paper, keyboard: Keyboard) -> None:
    """Say what could not be done: to a person as any answer, else apart, and of which line."""
    if not isinstance(keyboard, Pipe):
        paper.write_wrapped(told)
        return
    where = f"line {keyboard.number}: " if keyboard.number else ""
    tell(f"ici-tui: {where}{one_line(told)}\n")


def _answered(explorer: LineExplorer, keyboard: Keyboard, paper: Paper, *, person: bool) -> int:
    """Answer every line; the exit code."""
    if person:
        explorer.keeper.remember()
    explorer.open()
    gc.enable()
    while explorer.over is None:
        try:
            with no_longer_than_idle() if person else nullcontext():
                line = keyboard.line()
        except EOFError:
            paper.write([""] if person else [])
            break
        except KeyboardInterrupt:
            if not person:
                return INTERRUPTED
            paper.write([""])
            continue
        try:
            explorer.answer(line)
        except KeyboardInterrupt:
            if not person:
                return INTERRUPTED
            explorer.say(STOPPED, warns=True)
        except Exception as error:
            if isinstance(error, OSError) and of_output(error):
                raise
            explorer.say(crash_line(error), warns=True)
    return explorer.over or (FAILED if explorer.failed and not person else 0)
