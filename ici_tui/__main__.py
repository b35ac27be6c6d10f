"""The program's entry: answers itself what must be instant, and hands on everything else."""

import _signal  # type: ignore[import-not-found]  # built in; `signal` itself takes long to import
import os  # loaded already, like `sys`: neither is looked for in the current folder
import sys

if __name__ == "__main__" and not sys.flags.safe_path:
    # `python -m` puts the current folder first: a file there would be taken for a module. This
    # comes before any other import, one from __future__ among them.
    try:
        if sys.path[0] == os.getcwd():
            del sys.path[0]
    except OSError:  # the folder is gone, and Python did not put it there
        pass

# Ctrl-C while this is imported ends the program as it ends any other: there is nothing to say.
_interruptible = _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler
if _interruptible:
    _signal.signal(_signal.SIGINT, _signal.SIG_DFL)

from ici_tui import streams

LONG_WORK = 100_000
"""New objects after which what is searched for may be collected: imports make fewer."""
INTERRUPTED = 130
FAILED, USAGE = 1, 2

if _interruptible:
    _signal.signal(_signal.SIGINT, _signal.default_int_handler)


def main() -> None:
    """Run the command line and leave with its exit code; Ctrl-C ends it with 130."""
    try:
        streams.fill_in()
        sys.unraisablehook = _unraised
        code = _done(_begun(sys.argv[1:]))
    except SystemExit:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is told in one line
        code = _failed(error)
    raise SystemExit(code)


def _begun(words: list[str]) -> list[str]:
    """Close the session where its host says so; the words that are left."""
    if words == ["--version"]:  # which opens nothing and writes nothing
        return words
    from ici_tui.allowed import rights

    if not rights.asked(words):
        return words
    from ici_tui.settings.host import begin

    try:
        left = begin(words)
    except rights.RightsError as error:
        from ici_tui.cli.common import tell

        tell(str(error))
        raise SystemExit(USAGE) from None
    sys.argv[1:] = left
    return left


def _done(words: list[str]) -> int:
    """Do what the command line asks for; its exit code."""
    code = _print_version() if words == ["--version"] else _explorer(words)
    if code is None:
        code = _shown(words)
    if code is None:
        _without_warnings()
        code = _offered() if streams.completing() else _run()
        if {"--help", "-h"} & set(words):
            code = _leave(code)
    return code


def _run() -> int:
    from ici_tui.cli.app import run

    return run()


def _offered() -> int:
    """What a shell gets at Tab. The user's line is on the screen: nothing is put into it."""
    from contextlib import redirect_stderr

    with open(os.devnull, "w", encoding="utf-8") as nowhere, redirect_stderr(nowhere):
        return _run()


def _failed(error: BaseException) -> int:
    """Say that an error was not foreseen, and where its log is; nothing after Ctrl-C.

    What is interrupted while a class is being made fails with another error, whose cause it is.
    """
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, KeyboardInterrupt):
            return INTERRUPTED
        cause = cause.__cause__ or cause.__context__
    from ici_tui.allowed.limits import TimeIsUp, over_time

    if isinstance(error, TimeIsUp):
        from ici_tui.cli.common import tell

        tell(over_time())
        return FAILED
    if streams.completing():  # half a line may be anything
        return FAILED
    try:
        from ici_tui.crash import crash_line

        line = crash_line(error)
    except Exception:  # noqa: BLE001 - memory or disk may be what is at its end
        line = f"a fault of the program, not of yours: {type(error).__name__}; no log could be kept"
    from ici_tui.cli.common import tell

    tell(line)
    return FAILED


def _unraised(_: object) -> None:
    """Keep what went wrong while something was thrown away to itself: nothing hangs on it."""


def _without_warnings() -> None:
    """Keep what libraries have to say to programmers off the user's terminal."""
    import warnings

    warnings.showwarning = lambda *_, **__: None


def _print_version() -> int:
    """Answer at once: typer alone takes longer than the answer."""
    from ici_tui.about import version_text

    return _print(version_text() + "\n")


def _explorer(words: list[str]) -> int | None:
    """Open the explorer, where nothing is asked for at a terminal: typer would have no say.

    Returns:
        The exit code; None for every other command line, and without a terminal.
    """
    if words or streams.completing():
        return None
    from ici_tui.at_terminal import at_terminal

    if not at_terminal():
        return None
    import gc

    _without_warnings()
    gc.disable()  # before Textual: collecting among its imports takes a tenth of their time
    from ici_tui.tui.run import run_explorer

    return run_explorer(None, None, None, no_color=False)


def _shown(words: list[str]) -> int | None:
    """What a plain command shows. A card of the own pack is kept, and the next time is that one.

    Returns:
        The exit code; None for every other command line.
    """
    from ici_tui import lookup

    name = lookup.name_of(words) if lookup.asked(words) else None
    kept = lookup.recall(name) if name else None
    if kept is not None:
        return _print(kept)
    _without_warnings()
    import gc

    gc.disable()  # a page is printed and over: collecting finds nothing worth its time
    from ici_tui.cli import direct

    question = direct.asked(words)
    if question is None or question.is_long:
        gc.enable()
    if question is None:
        return None
    if question.is_long:
        gc.set_threshold(LONG_WORK)
    if name is None:
        code = direct.answer(question)
        return code if question.explores else _leave(code)
    out, err = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = told, remarked = lookup.Tee(out), lookup.Tee(err)
    try:
        code = direct.answer(question)
    finally:
        sys.stdout, sys.stderr = out, err
    # What was said on stderr would be missing the next time: such an answer is not kept.
    if code == 0 and not remarked.written:
        lookup.keep(name, "".join(told.written))
    return _leave(code)


def _print(text: str) -> int:
    """Print a text as the command line prints it."""
    try:
        if not text.isascii() and sys.stdout.encoding != "utf-8":  # which has every sign
            from ici_tui.cli.encodable import handler

            sys.stdout.reconfigure(errors=handler())  # type: ignore[union-attr]
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        from ici_tui.cli.common import lost_output

        return lost_output(error)
    return _leave(0)


def _leave(code: int) -> int:
    """End at once where nothing is left to clean up.

    Taking the interpreter apart takes a good part of the time of a short answer.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # it has been told, or there is nobody to tell
            continue
    os._exit(code)


if __name__ == "__main__":
    main()
