"""From a name or a path to a study: a pack, or any table that can be ranked."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ici_tui.api.errors import AskError
from ici_tui.packs.find import find_pack
from ici_tui.tables.opened import load
from ici_tui.views.study import Study

if TYPE_CHECKING:
    from os import PathLike


def opened(source: str | PathLike[str], time: str | None) -> Study:
    """Open what a name or a path stands for, with its own weights and pipeline.

    Raises:
        AskError: it is no name and no path.
        PackNotFoundError: there is neither such a pack nor such a file.
        PackError: the pack is at fault.
        TableError: the file is no table that can be ranked.
        PipelineError: the pack's pipeline cannot be computed on its data.
    """
    if not isinstance(source, str | os.PathLike):
        raise AskError(f"{source!r} is neither a name nor a path")
    return Study.of(load(find_pack(os.fspath(source)), None if time is None else str(time)))
