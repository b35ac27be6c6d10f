"""The last step of every command: a page or records, in the format that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.cli.cell_text import CellTexts
from ici_tui.cli.common import End, fail, lost_output, tell
from ici_tui.cli.output import Format, as_json, as_rows, emit
from ici_tui.files import expanded
from ici_tui.sanitise import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ici_tui.cli.common import Common
    from ici_tui.pages.model import Page

    Record = Mapping[str, object]
    Rows = Sequence[Record]
    Records = Record | Rows


def deliver(
    common: Common,
    page: Callable[[], Page],
    records: Records | Callable[[], Records],
    rows: Rows | Callable[[], Rows] | None = None,
) -> None:
    """Write a page for people, or records for programs.

    Args:
        common: says which format, and where to.
        page: what table and Markdown show; built only where it is shown.
        records: what JSON holds, or what makes it where that takes long.
        rows: the flat records of CSV and TSV, where they are not those of JSON.
    """
    chosen = common.chosen
    if common.paged:
        _deliver_page(page(), common)
    elif chosen in {Format.JSON, Format.JSONL}:
        made = records() if callable(records) else records
        write(as_json(made, lines=chosen is Format.JSONL), common)
    else:
        asked = rows if rows is not None else records
        flat = asked() if callable(asked) else asked
        cells = CellTexts(raw=common.raw_text)
        text = as_rows([flat] if isinstance(flat, dict) else list(flat), chosen, cells)  # type: ignore[arg-type]
        if cells.remark:
            tell(cells.remark)
        write(text, common)


def _deliver_page(page: Page, common: Common) -> None:
    if common.chosen is Format.MARKDOWN:
        from ici_tui.pages.markdown import for_markdown

        write(for_markdown(page), common)
    else:
        from ici_tui.cli.render import for_terminal, terminal_width

        page_text = for_terminal(page, terminal_width(), colour=common.colour)
        write(page_text, common, styled=common.colour)


def write_lines(lines: Iterable[str], common: Common) -> None:
    """Write texts, each of which is one line whatever is in it."""
    write("".join(f"{visible(line)}\n" for line in lines), common)


def write(text: str | Iterable[bytes], common: Common, *, styled: bool = False) -> None:
    """Hand the output on; a reader that went away is no error, a full disk is."""
    try:
        emit(text, common.output and expanded(common.output), styled=styled)
    except BrokenPipeError as error:
        raise End(lost_output(error)) from None
    except OSError as error:
        if common.output is None:
            raise End(lost_output(error)) from None
        raise fail(f"{common.output} cannot be written: {error.strerror}", 1) from None
