"""From the common options to a pack at some weights; what cannot be found ends the command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.cli.common import fail, tell, told_by_system
from ici_tui.cli.options import as_typed, given_options, overridden
from ici_tui.views.pipeline_text import pipeline_text

if TYPE_CHECKING:
    from pathlib import Path

    from ici_tui.cli.common import Common
    from ici_tui.index.options import PipelineOptions
    from ici_tui.index.weights import WeightSet
    from ici_tui.packs.pack import Pack
    from ici_tui.settings.config import Settings
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
    """The folder of the pack that was asked for, or that the settings name."""
    from ici_tui.packs.faults import PackNotFoundError
    from ici_tui.packs.find import find_pack
    from ici_tui.settings.config import config_file

    # With --pack the settings are not read: a fault in them is then nobody's business.
    named = common.pack or settings_or_end().pack
    try:
        return find_pack(named)
    except PackNotFoundError as error:
        whose = "" if common.pack else f"{config_file()}: pack: "
        raise fail(f"{whose}{error}", 2 if common.pack else 1) from None
    except OSError as error:  # a name that is too long, a folder that may not be entered
        raise fail(told_by_system(error, named), 2 if common.pack else 1) from None


def study_of(common: Common, *, all_notes: bool = False) -> Study:
    """Open the pack with the weights and the pipeline asked for, or end with what is wrong.

    What a reader of the numbers should know is said on stderr: what was done to weights, and
    what the pipeline left undone.
    """
    from ici_tui.cli.progress_line import ProgressLine
    from ici_tui.packs.faults import PackError
    from ici_tui.packs.load import load_pack
    from ici_tui.views.study import PipelineError, Study

    folder = pack_folder(common)
    try:
        with ProgressLine() as line:
            pack = load_pack(folder, common.time, say=line.say)
    except PackError as error:
        # Rows of every time at once look like faults as well: the time is what is wrong.
        times = [f for f in error.faults if f.message.startswith("there is no time")]
        if common.time is not None and times:
            raise fail(times[0].text(), 2) from None
        raise fail((fault.text() for fault in error.faults), 1) from None
    except OSError as error:
        raise fail(told_by_system(error, folder), 1) from None
    options = _options(common, pack)
    try:
        study = Study.of(pack, options=options)
        if common.weights is not None:
            study = study.with_weights(_weights(common.weights, study))
    except PipelineError as error:
        raise fail(as_typed(str(error)) if given_options(common) else str(error), 1) from None
    _tell_pipeline(study, common, all_notes=all_notes)
    return study


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
        options = overridden(own, common)
        check_options(pack.index, options)
    except PipelineError as error:
        raise fail(as_typed(str(error)), 2) from None
    return options


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
    from ici_tui.cli.named_weights import RefusedError, named_weights
    from ici_tui.index.weights import WeightError
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
    if study.pack.origin is not None and not common.paged:
        tell(f"not the pack's own pipeline: {' · '.join(pipeline_text(study.pack.index.options))}")
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
