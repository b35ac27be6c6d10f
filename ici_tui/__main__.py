"""The program's entry: answers itself what must be instant, and hands on everything else."""

import sys

if __name__ == "__main__" and not sys.flags.safe_path:
    # `python -m` puts the current folder first: a file there would be taken for a module. This
    # comes before any other import, one from __future__ among them.
    del sys.path[0]

import os

from ici_tui import lookup
from ici_tui.about import version_text
from ici_tui.at_terminal import at_terminal


def main() -> None:
    """Run the command line and leave with its exit code; Ctrl-C ends it with 130."""
    try:
        words = sys.argv[1:]
        code = _print_version() if words == ["--version"] else _explorer(words)
        if code is None:
            code = _shown(words)
        if code is None:
            from ici_tui.cli.app import run

            code = run()
            if {"--help", "-h"} & set(words):
                code = _leave(code)
    except KeyboardInterrupt:
        code = 130
    raise SystemExit(code)


def _print_version() -> int:
    """Answer at once: typer alone takes longer than the answer."""
    try:
        print(version_text(), flush=True)
    except OSError as error:
        from ici_tui.cli.common import lost_output

        return lost_output(error)
    return _leave(0)


def _explorer(words: list[str]) -> int | None:
    """Open the explorer, where nothing is asked for at a terminal: typer would have no say.

    Returns:
        The exit code; None for every other command line, and without a terminal.
    """
    if words or not at_terminal() or any(name.endswith("_COMPLETE") for name in os.environ):
        return None
    import gc

    gc.disable()  # before Textual: collecting among its imports takes a tenth of their time
    from ici_tui.tui.run import run_explorer

    return run_explorer(None, None, None, no_color=False)


def _shown(words: list[str]) -> int | None:
    """What a plain command shows. A card of the own pack is kept, and the next time is that one.

    Returns:
        The exit code; None for every other command line.
    """
    name = lookup.name_of(words) if lookup.asked(words) else None
    kept = lookup.recall(name) if name else None
    if kept is not None:
        return _print_kept(kept)
    from ici_tui.cli import direct

    question = direct.asked(words)
    if question is None:
        return None
    import gc

    gc.disable()  # a page is printed and over: collecting finds nothing worth its time
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


def _print_kept(text: str) -> int:
    """Print a text as the command line prints it."""
    try:
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
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
        if stream:
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
