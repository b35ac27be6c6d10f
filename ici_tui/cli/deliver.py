"""The last step of every command: a page or records, in the format that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ici_tui.allowed import rights
from ici_tui.cli.cell_text import CellTexts
from ici_tui.cli.common import End, fail, lost_output, tell
from ici_tui.cli.encodable import shown_by
from ici_tui.cli.output import SEPARATORS, Format, as_json, as_rows, emit, seen
from ici_tui.files import expanded
from ici_tui.pages.endings import format_of, kind_of, page_pieces
from ici_tui.sanitise import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ici_tui.cli.common import Common
    from ici_tui.cli.long_records import LongRecords
    from ici_tui.cli.sheet import Columns
    from ici_tui.pages.model import Page
    from ici_tui.questions.stamp import Stamp
    from ici_tui.views.study import Study

    Record = Mapping[str, object]
    Rows = Sequence[Record]
    Records = Record | Rows


class Origin(NamedTuple):
    """What a page was made of, for its stamp."""

    study: Study
    seed: int | None = None
    """Of what was drawn."""
    document: bool = False
    """Whether the page bears its stamp in every format."""
    told: bool = False
    """Whether what stands on every page was said on stderr before, for another file."""


def deliver(
    common: Common,
    page: Callable[[], Page],
    records: Records | Callable[[], Records],
    rows: Rows | Callable[[], Rows] | None = None,
    *,
    origin: Origin | None = None,
) -> None:
    """Write a page for people, or records for programs.

    Args:
        common: says which format, and where to.
        page: what table and Markdown show; built only where it is shown.
        records: what JSON holds, or what makes it where that takes long.
        rows: the flat records of CSV and TSV, where they are not those of JSON.
        origin: what the page was made of: HTML, and Markdown in a file named so, bear a stamp.
    """
    chosen = common.chosen
    _tell_conflict(common)
    if common.paged:
        write_page(page(), common, origin)
    elif chosen in {Format.JSON, Format.JSONL}:
        made = fit(records() if callable(records) else records, origin)
        if isinstance(made, dict):
            made |= _guessed(origin)
        write(as_json(made, lines=chosen is Format.JSONL), common)
    else:
        asked = rows if rows is not None else records
        flat = fit(asked() if callable(asked) else asked, origin)
        if chosen is Format.XLSX:
            from ici_tui.cli.workbook import columns_of

            listed = [flat] if isinstance(flat, dict) else list(flat)
            _write_workbook([columns_of(listed)], common, origin)  # type: ignore[arg-type]
            return
        listed = [flat] if isinstance(flat, dict) else list(flat)
        _write_cells(common, lambda cells: as_rows(listed, chosen, cells))  # type: ignore[arg-type]


def deliver_columns(
    common: Common,
    pieces: Callable[[str, CellTexts], Iterable[bytes]],
    *,
    origin: Origin | None = None,
) -> None:
    """Write CSV or TSV of many rows, which somebody makes column by column.

    Args:
        common: says which of the two, and where to.
        pieces: makes it, from what stands between cells and what makes the cells of texts.
        origin: what it was made of.
    """
    _tell_conflict(common)
    if origin is not None:
        _tell_standing(origin)
    _write_cells(common, lambda cells: pieces(SEPARATORS[common.chosen], cells))


def deliver_long(
    common: Common,
    records: LongRecords,
    *,
    within: Callable[[], Record] | None = None,
    origin: Origin | None = None,
) -> None:
    """Write records of many rows, which are held by column, for programs.

    Args:
        common: says which format, and where to.
        records: of values of which nothing is estimated.
        within: makes the one record that JSON has of all, the others among its values.
        origin: what they were made of.
    """
    from ici_tui.cli.long_records import json_around, json_pieces, row_pieces

    if common.chosen in SEPARATORS:
        # All at once: what was done to texts is said before.
        deliver_columns(
            common, lambda separator, cells: list(row_pieces(records, separator, cells)),
            origin=origin,
        )  # fmt: skip
        return
    _tell_conflict(common)
    if origin is not None:
        _tell_standing(origin)
    if common.chosen is Format.XLSX:
        portions = (
            {name: one.to_list() for name, one in columns.items()} for columns in records.rows()
        )
        _write_workbook(portions, common, origin)
        return
    lines = common.chosen is Format.JSONL
    if within is None:
        write(json_pieces(records, lines=lines), common)
    else:
        write(json_around({**within(), **_guessed(origin)}, lines=lines), common)


def _guessed(origin: Origin | None) -> Record:
    """What an object of JSON says of guesses."""
    if origin is None:
        return {}
    from ici_tui.questions.records.guessed import guessed_record

    return guessed_record(origin.study)


def _write_cells(common: Common, made: Callable[[CellTexts], str | Iterable[bytes]]) -> None:
    """Write what is made of cells, and say what was done to them."""
    cells = CellTexts(raw=common.raw_text)
    text = made(cells)
    if cells.remark:
        tell(cells.remark)
    write(text, common)


def _write_workbook(portions: Iterable[Columns], common: Common, origin: Origin | None) -> None:
    """Write columns of flat records as a workbook, which is a file."""
    from ici_tui.cli.sheet import WorkbookError
    from ici_tui.cli.workbook import workbook

    if common.output is None:
        raise fail("a workbook is a file: say which with -o FILE.xlsx", 2)
    study = None if origin is None else origin.study
    stamp = None if origin is None else stamp_for(common, origin)
    try:
        content = workbook(portions, study, stamp)
    except WorkbookError as error:
        raise fail(f"{common.output}: {error}", 1) from None
    write((content,), common)


def fit(records: Records, origin: Origin | None) -> Records:
    """Records as they go out; of a pack with estimates they have no digits that nobody knows.

    The pack's standing line goes to stderr: records have no place for it.
    """
    if origin is None:
        return records
    from ici_tui.questions.digits import in_known_digits

    _tell_standing(origin)
    made: Records = in_known_digits(records, origin.study)
    return made


def _tell_standing(origin: Origin) -> None:
    """Say on stderr what has to stand on every page of the pack."""
    if origin.study.standing_line and not origin.told:
        tell(origin.study.standing_line)


def _tell_conflict(common: Common) -> None:
    """Say so where a file's ending stands for another format than the one that was asked for."""
    named = None if common.output is None else format_of(common.output)
    if named is not None and named != common.chosen:
        tell(f"{common.output} is written as {common.chosen}, as --format says, not as {named}")


def write_page(page: Page, common: Common, origin: Origin | None = None) -> None:
    """Write a page in the format that was asked for; what is kept as a document bears a stamp."""
    chosen = common.chosen
    named = None if common.output is None else kind_of(common.output)
    if origin is not None and (origin.document or chosen is Format.HTML or chosen == named):
        from ici_tui.pages.stamp import stamped

        page = stamped(page, stamp_for(common, origin), origin.study)
    if chosen is not Format.TABLE:
        write(_shown(page_pieces(page, chosen)), common)
    else:
        from ici_tui.cli.render import for_terminal, terminal_width

        shown = shown_by(common)
        text = for_terminal(page, terminal_width(), colour=common.colour, shown=shown)
        write(text, common, styled=common.colour)


def stamp_for(common: Common, origin: Origin) -> Stamp:
    """The stamp of what a command line writes."""
    from ici_tui.cli.words import own_words
    from ici_tui.questions.stamp import stamp_of

    return stamp_of(origin.study, own_words(common), origin.seed)


def write_lines(lines: Iterable[str], common: Common) -> None:
    """Write texts, each of which is one line whatever is in it."""
    write("".join(f"{visible(line)}\n" for line in lines), common)


def _shown(pieces: Iterable[str]) -> Iterator[bytes]:
    """Pieces of a page as they may be shown, and only printed."""
    return (seen(rights.shown(piece)).encode() for piece in pieces)


def write(text: str | Iterable[bytes], common: Common, *, styled: bool = False) -> None:
    """Hand the output on; a reader that went away is no error, a full disk is."""
    if isinstance(text, str):
        text = rights.shown(text)
    try:
        emit(text, common.output and expanded(common.output), styled=styled)
    except BrokenPipeError as error:
        raise End(lost_output(error)) from None
    except OSError as error:
        if common.output is None:
            raise End(lost_output(error)) from None
        raise fail(f"{common.output} cannot be written: {error.strerror}", 1) from None
