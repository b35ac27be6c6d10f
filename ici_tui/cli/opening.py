"""From the common options to a pack at some weights; what cannot be found ends the command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.cli.common import fail, tell

if TYPE_CHECKING:
    from pathlib import Path

    from ici_tui.cli.common import Common
    from ici_tui.settings.config import Settings
    from ici_tui.views.study import Study


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


def study_of(common: Common) -> Study:
    """Open the pack at the weights that were asked for, or end with what is wrong."""
    from ici_tui.index.weight_text import parse_weights
    from ici_tui.index.weights import WeightError, WeightSet
    from ici_tui.packs.faults import PackError
    from ici_tui.packs.load import load_pack
    from ici_tui.views.study import PipelineError, Study

    folder = pack_folder(common)
    try:
        pack = load_pack(folder)
        weights = WeightSet.from_tree(pack.index.tree)
        if common.weights is not None:
            parsed = parse_weights(common.weights, pack.index.tree, weights)
            for note in parsed.notes:
                tell(note)
            weights = parsed.weights
        return Study.of(pack, weights)
    except WeightError as error:
        raise fail(str(error), 2) from None
    except (PackError, PipelineError) as error:
        raise fail(str(error), 1) from None


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


def found_group(study: Study, name: str | None) -> str:
    """The code of a group, the pack's default where none is named, or the end with the nearest."""
    from ici_tui.views.names import NameNotFoundError, find_group

    index = study.pack.index
    wanted = name or index.info.default_group or next(iter(index.groups), "")
    try:
        return find_group(index, wanted)
    except NameNotFoundError as error:
        raise fail(str(error), 2) from None
