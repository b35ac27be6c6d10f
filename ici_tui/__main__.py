"""The program's entry: answers `--version` itself, hands everything else to the command line."""

from __future__ import annotations

import os
import sys

from ici_tui import __version__


def version_text() -> str:
    """What `--version` prints."""
    return (
        f"ici-tui {__version__}\n"
        "Unofficial: not affiliated with the authors of the indices that it shows."
    )


def main() -> None:
    """Run the command line and leave with its exit code; Ctrl-C ends it with 130."""
    try:
        if sys.argv[1:] == ["--version"]:
            code = _print_version()
        else:
            from ici_tui.cli.app import run

            code = run()
            if {"--help", "-h"} & set(sys.argv[1:]):
                code = _leave(code)
    except KeyboardInterrupt:
        code = 130
    raise SystemExit(code)


def _print_version() -> int:
    """Answer at once: typer alone takes longer than the answer."""
    try:
        print(version_text(), flush=True)
    except OSError as error:
        from ici_tui.cli.shell import lost_output

        return lost_output(error)
    return _leave(0)


def _leave(code: int) -> int:
    """End at once where nothing is left to clean up.

    Taking the interpreter apart takes a good part of the time of a short answer.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
