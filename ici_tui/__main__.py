"""The program's entry: answers `--version` itself, hands everything else to the command line."""

from __future__ import annotations

import sys

from ici_tui import __version__


def version_text() -> str:
    """What `--version` prints."""
    return (
        f"ici-tui {__version__}\n"
        "Unofficial: not affiliated with the authors of the indices that it shows."
    )


def main() -> None:
    """Run the command line; Ctrl-C ends it with 130."""
    if sys.argv[1:] == ["--version"]:
        print(version_text())
        return
    from ici_tui.cli.app import app

    try:
        app(prog_name="ici-tui")
    except KeyboardInterrupt:
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
