"""From the common options to a pack at some weights; what cannot be found ends the command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.cli.common import fail, tell, told_by_system
from ici_tui.cli.options import as_typed, given_options, overridden
from ici_tui.views.pipeline_text import pipeline_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ici_tui.cli.common import Common, End
    from ici_tui.index.errors import PipelineError
    from ici_tui.index.options import PipelineOptions
    from ici_tui.index.own_values import OwnValues
    from ici_tui.index.table import BoolArray
    from ici_tui.index.weights import WeightSet
    from ici_tui.packs.pack import Pack
    from ici_tui.settings.config import Settings
    from ici_tui.tables.errors import TableError
    from ici_tui.tables.options import ReadingOptions
    from ici_tui.views.study import Study

MOST_NOTES = 10
"""How many remarks of the pipeline a command says."""


def settings_or_end() -> Settings:
    """The user's settings, or the end with the line that says what is wrong with them."""
    from ici_tui.settings.config import read_settings
    from ici_tui.settings.places import SettingsError

    try:
        return read_settings()
    except SettingsError as error:
        raise fail(str(error), 1) from None


def pack_folder(common: Common) -> Path:
    """Where the index is: what was asked for, the pack of this folder, the settings' choice."""
    from ici_tui.packs.faults import PackNotFoundError
    from ici_tui.packs.find import DEFAULT, find_pack, pack_here
    from ici_tui.settings.config import config_file
    from ici_tui.settings.which import told_of_choice

    # With --pack the settings are not read: a fault in them is then nobody's business.
    if common.pack is None and (here := pack_here()) is not None:
        tell(told_of_choice(here, None, DEFAULT))
        return here
    named = common.pack or settings_or_end().pack
    try:
        found = find_pack(named)
    except PackNotFoundError as error:
        whose = "" if common.pack else f"{config_file()}: pack: "
        raise fail(f"{whose}{error}", 2 if common.pack else 1) from None
    except OSError as error:  # a name that is too long, a folder that may not be entered
        raise fail(told_by_system(error, named), 2 if common.pack else 1) from None
    if common.pack is None and (choice := told_of_choice(None, named, DEFAULT)):
        tell(choice)
    return found


def reading_options(common: Common) -> ReadingOptions:
    """What was said of a table, in the place of guesses."""
    from ici_tui.tables.options import ReadingOptions, names_in

    return ReadingOptions(
        id=common.id,
        lower_is_better=names_in(common.lower_is_better),
        only=names_in(common.only),
        leave_out=names_in(common.leave_out),
        sheet=common.sheet,
        header_rows=common.header_rows,
        decimal=common.decimal,
        totals=common.totals,
        layout=common.layout,
        time=common.time,
    )


def table_end(error: TableError, named: str) -> End:
    """The end of a table that cannot be ranked: the option is wrong, or the file is."""
    from ici_tui.tables.errors import SaidError

    usage = isinstance(error, SaidError)
    return fail(str(error) if usage else f"{named}: {error}", 2 if usage else 1)


def study_of(common: Common, *, all_notes: bool = False, at_start: bool = False) -> Study:
    """Open the pack with the weights and the pipeline asked for, or end with what is wrong.

    What a reader of the numbers should know is said on stderr: what was done to weights, and
    what the pipeline left undone.

    Args:
        common: the options that every command takes.
        all_notes: whether every remark of the pipeline is said.
        at_start: stay at the weights from which those for --prefer and --order are looked for.
    """
    from ici_tui.cli.progress_line import ProgressLine
    from ici_tui.packs.faults import PackError
    from ici_tui.tables.errors import TableError
    from ici_tui.tables.opened import load
    from ici_tui.views.study import PipelineError

    folder = pack_folder(common)
    try:
        with ProgressLine() as line:
            pack = load(folder, common.time, reading_options(common), say=line.say)
    except TableError as error:
        raise table_end(error, common.pack or str(folder)) from None
    except PackError as error:
        # Rows of every time at once look like faults as well: the time is what is wrong.
        said = [fault for fault in error.faults if fault.said]
        if said:
            raise fail(said[0].text(), 2) from None
        raise fail(error.texts, 1) from None
    except OSError as error:
        raise fail(told_by_system(error, folder), 1) from None
    study = _evaluated(common, pack)
    try:
        if common.weights is not None:
            study = study.with_weights(_weights(common.weights, study))
    except PipelineError as error:
        raise fail(_told(error, common), 1) from None
    if common.among is not None:
        study = _among(study, common.among)
    _tell_pipeline(study, common, all_notes=all_notes)
    study = told_of_table(study, quiet=common.quiet)
    if common.prefer is None and common.order is None:
        if common.nearest is not None:
            tell("--nearest has no part in this: it belongs to --prefer and --order")
        return study
    from ici_tui.cli.stating import under_statements

    return under_statements(study, common, at_start=at_start)


def told_of_table(study: Study, *, quiet: bool) -> Study:
    """Say on stderr what was guessed of a table; the study, with what that may change below it."""
    table = study.pack.table
    if table is None:
        return study
    from ici_tui.views.guessed import guessed_directions

    if not quiet:
        tell_guesses(table.guesses)
    # Which directions are guesses, and what they change, is in the line that stands below.
    found = guessed_directions(study)
    if found is None:
        return study
    said = study.pack.index.info.standing_line.partition(";")[0].rstrip(".")
    return study.standing_by(f"{said}; {found.text()}.")


def tell_guesses(guesses: Sequence[str]) -> None:
    """Every guess in one line on stderr."""
    told = "; ".join(guesses)
    count = f"{len(guesses)} guess{'' if len(guesses) == 1 else 'es'}"
    tell(f"read with {count}: {told}; ici-tui FILE columns says why")


def units_meant(study: Study, text: str, option: str) -> BoolArray:
    """The units that a filter means, n; the end where a part of it is not understood."""
    from ici_tui.views.conditions import Wanted, units_where

    found = units_where(study, Wanted.of(text))
    if found.faults:
        raise fail((f"{option} {fault}" for fault in found.faults), 2)
    return found.units


def _among(study: Study, text: str) -> Study:
    """The units that are meant, through the same pipeline among those alone."""
    from ici_tui.packs.among import left_out
    from ici_tui.views.among import TooFewError, study_among
    from ici_tui.views.study import PipelineError

    units = units_meant(study, text, "--among")
    try:
        found = study_among(study, units, text)
    except TooFewError as error:
        raise fail(f"--among {text}: {error}", 1) from None
    except PipelineError as error:
        raise fail(str(error), 1) from None
    if lost := left_out(study.pack):
        tell(f"--among {text}: left out, since it is of all units: {lost}")
    return found


def _evaluated(common: Common, pack: Pack) -> Study:
    """The pack through the pipeline, with the values that were set, or the end."""
    from ici_tui.views.study import PipelineError, Study

    options, own = _options(common, pack), _own_values(common, pack)
    try:
        study = Study.of(pack, options=options, own=own)
    except PipelineError as error:
        told = _told(error, common)
    else:
        _tell_doubts(pack, own)
        return study
    try:
        # Without the values: who is to blame?
        fits = bool(own) and Study.of(pack, options=options) is not None
    except PipelineError:
        fits = False
    raise fail(f"--set: {told}" if fits else told, 2 if fits else 1)


def _tell_doubts(pack: Pack, own: OwnValues) -> None:
    if not own:
        return
    from ici_tui.views.own_values import doubts

    for doubt in doubts(pack.index, own):
        tell(f"--set {doubt}")


def _told(error: PipelineError, common: Common) -> str:
    return as_typed(str(error)) if given_options(common) else str(error)


def points_of(common: Common) -> str | None:
    """The weights that were asked for by name as points; None where they are the pack's own."""
    from ici_tui.index.weight_text import write_weights

    return write_weights(study_of(common).weights) or None


def _options(common: Common, pack: Pack) -> PipelineOptions:
    """The pipeline that was asked for, or the end where its text is wrong for this pack."""
    from ici_tui.index.errors import PipelineError
    from ici_tui.index.pipeline import check_options

    own = pack.index.options
    if not given_options(common):
        return own
    try:
        options = overridden(own, pack.index.tree, common)
        check_options(pack.index, options)
    except PipelineError as error:
        raise fail(as_typed(str(error)), 2) from None
    return options


def _own_values(common: Common, pack: Pack) -> OwnValues:
    """The values that were set, or the end where a text fits no value of the pack."""
    if not common.set:
        return ()
    from ici_tui.views.own_values import OwnValueError, parse_own

    try:
        return parse_own(pack.index, common.set)
    except OwnValueError as error:
        raise fail(f"--set: {error}", 2) from None


def _weights(text: str, study: Study) -> WeightSet:
    """Weights as points or by name; remarks on stderr, or the end with what is wrong."""
    from ici_tui.index.weight_text import parse_weights
    from ici_tui.index.weights import WeightError

    if "=" not in text and text.strip():
        return _named_weights(text.strip(), study)
    try:
        parsed = parse_weights(text, study.pack.index.tree, study.weights)
    except WeightError as error:
        raise fail(str(error), 2) from None
    for note in parsed.notes:
        tell(note)
    return parsed.weights


def _named_weights(name: str, study: Study) -> WeightSet:
    # What looks at data comes with this import: points need none of it.
    from ici_tui.index.weights import WeightError
    from ici_tui.questions.named_weights import RefusedError, named_weights
    from ici_tui.views.names import NameNotFoundError

    try:
        weights, notes = named_weights(name, study.pack, lambda: study.scores)
    except (WeightError, NameNotFoundError) as error:
        raise fail(str(error), 2) from None
    except RefusedError as error:
        raise fail(f"--weights {name}: {error}", 1) from None
    for note in notes:
        tell(note)
    return weights


def _tell_pipeline(study: Study, common: Common, *, all_notes: bool) -> None:
    """Which pipeline it was where the output has no place for it, and what it left undone."""
    if told := study.pack.assumed_pipeline:
        tell(told)
    if study.pack.other_pipeline and not common.paged:
        tell(f"not the pack's own pipeline: {' · '.join(pipeline_text(study.pack.index.options))}")
    if study.pack.own and not common.paged:
        tell(f"values of yours, not the source's: {', '.join(one.text for one in study.pack.own)}")
    notes = [f"{note.stage}: {note.text}" for note in study.prepared.record.notes]
    shown = len(notes) if all_notes else MOST_NOTES
    for text in notes[:shown]:
        tell(text)
    if len(notes) > shown:
        tell(f"and {len(notes) - shown} more (scores --notes)")


def found_unit(study: Study, name: str) -> int:
    """The place of a unit, or the end with the nearest names."""
    from ici_tui.views.names import NameNotFoundError, find_unit

    try:
        return find_unit(study.pack.index, name)
    except NameNotFoundError as error:
        raise fail(str(error), 2) from None


def found_node(study: Study, name: str | None) -> str:
    """The code of a node, the index itself where none is named, or the end with the nearest."""
    from ici_tui.views.names import NameNotFoundError, find_node

    tree = study.pack.index.tree
    if name is None:
        return tree.root.code
    try:
        return find_node(tree, name)
    except NameNotFoundError as error:
        raise fail(str(error), 2) from None
