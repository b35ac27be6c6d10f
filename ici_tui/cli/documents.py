"""The commands that write documents: an audit of the index, and reports on its units."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ici_tui.cli.common import fail
from ici_tui.cli.deliver import Origin, deliver, stamp_for, write_lines
from ici_tui.cli.output import Format
from ici_tui.cli.questions import answered
from ici_tui.files import expanded
from ici_tui.questions.statuses import statuses_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ici_tui.cli.common import Common
    from ici_tui.pages.model import Page
    from ici_tui.questions.documents.report import Report
    from ici_tui.questions.question import Question
    from ici_tui.views.study import Study

FILE_ENDINGS = {Format.MARKDOWN: "md", Format.TABLE: "txt"}
"""Of the files in a folder; those of the other formats are their names."""
LONGEST = 100
"""Bytes of a unit's code in a file's name."""


def ask(question: Question, common: Common, given: dict[str, Any]) -> None:
    """Write a document, or one for every unit into a folder, or end with why there is none."""
    study, found = answered(question, common, given)
    folder = _folder(common, given)
    if folder is None:
        write_document(question, found, study, common)
    else:
        _write_each(question, found, study, common, folder)


def write_document(
    question: Question, found: Any, study: Study, common: Common, *, told: bool = False
) -> None:
    """Write a document, with its stamp in every format that has a place for it.

    Args:
        question: whose answer it is.
        found: the answer.
        study: what was asked.
        common: says which format, and where to.
        told: whether the standing line was said, for another document.
    """
    origin = Origin(study, found.seed, document=True, told=told)

    def page() -> Page:
        from ici_tui.pages.writers import document

        return document(question, found, study)

    def record() -> Any:
        return question.json(replace(found, stamp=stamp_for(common, origin)), known)

    known = statuses_of(study)
    deliver(common, page, record, lambda: question.table(found, known), origin=origin)


def _folder(common: Common, given: dict[str, Any]) -> Path | None:
    """The folder that gets a file for every unit; None where one file, or none, is asked for.

    It is one that is there; where every unit is asked for also one that is not, if its name has
    no ending.
    """
    if "units" not in given or common.output is None:
        return None
    place = expanded(common.output)
    try:
        new = bool(given.get("all")) and not place.suffix and not place.exists()
        return place if place.is_dir() or new else None
    except OSError as error:  # a name that is too long
        raise fail(f"{common.output} cannot be written: {error.strerror}", 1) from None


def _write_each(
    question: Question, found: Report, study: Study, common: Common, folder: Path
) -> None:
    """Write a file for every unit, and say which."""
    form = common.format or Format.HTML
    names = file_names((unit.code for unit in found.units), FILE_ENDINGS.get(form, form.value))
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise fail(f"{common.output} cannot be written: {error.strerror}", 1) from None
    for place, (unit, name) in enumerate(zip(found.units, names, strict=True)):
        own = replace(common, format=form, output=folder / name, words=_words(unit.code, found))
        write_document(question, replace(found, units=(unit,)), study, own, told=place > 0)
    write_lines((str(folder / name) for name in names), replace(common, output=None))


def _words(code: str, found: Report) -> tuple[str, ...]:
    """The command that makes the report on one unit alone."""
    from ici_tui.questions.option import as_words

    return ("report", *as_words(replace(found.asked, units=(code,), all=False)))


def file_names(codes: Iterable[str], ending: str) -> list[str]:
    """A file's name for every code: letters, digits, `-` and `_`, and no two alike in any case."""
    found: dict[str, str] = {}
    for code in codes:
        plain = "".join(c if c.isalnum() or c in "-_" else "_" for c in code)
        kept = (
            plain.encode("utf-8", "replace")[:LONGEST].decode("utf-8", "ignore").lstrip("-") or "_"
        )
        name, number = kept, 2
        while name.casefold() in found:
            name, number = f"{kept}-{number}", number + 1
        found[name.casefold()] = f"{name}.{ending}"
    return list(found.values())
