"""A unit's card without typer's dispatch, which takes longer than the card."""

from __future__ import annotations

import typer

from ici_tui.cli.common import Common
from ici_tui.cli.output import Format
from ici_tui.cli.results import print_unit


def print_card(unit: str, form: str, *, no_color: bool) -> int | None:
    """Print a card as `--city` does.

    Args:
        unit: as it was typed.
        form: a format's name, empty for a table.
        no_color: no colour.

    Returns:
        The exit code; None, with nothing printed, where the format is not one.
    """
    try:
        chosen = Format(form) if form else None
    except ValueError:
        return None
    try:
        print_unit(unit, Common(format=chosen, no_color=no_color))
    except typer.Exit as end:
        return int(end.exit_code)
    return 0
