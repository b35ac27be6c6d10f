"""What the robustness commands share: from options to views, from errors to one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ici_tui.cli.common import fail, tell
from ici_tui.cli.deliver import deliver
from ici_tui.cli.output import Format
from ici_tui.cli.robust_options import NormName, OverName, points_within

if TYPE_CHECKING:
    from collections.abc import Callable

    from ici_tui.analysis.overtake import Norm
    from ici_tui.cli.common import Common
    from ici_tui.cli.deliver import Records, Rows
    from ici_tui.pages.model import Page
    from ici_tui.views.frame import Over
    from ici_tui.views.robust.terms import Sampling, Terms


@contextmanager
def answered() -> Iterator[None]:
    """A question that cannot be answered ends the command with the line that says why."""
    from ici_tui.analysis.inputs import AnalysisError

    try:
        yield
    except AnalysisError as error:
        raise fail(str(error), 1) from None


def over_of(name: OverName) -> Over:
    """Whose weights move, for the views."""
    from ici_tui.views.frame import Over

    return Over(name.value)


def norm_of(name: NormName) -> Norm:
    """The norm, for the views."""
    norms: dict[NormName, Norm] = {
        NormName.L1: "l1", NormName.L2: "l2", NormName.LINF: "linf"
    }  # fmt: skip
    return norms[name]


def sampling_of(draws: int | None, seed: int) -> Sampling:
    """How many draws, and their seed, for the views."""
    from ici_tui.views.robust.terms import Sampling

    return Sampling(draws, seed)


def answer(
    common: Common,
    terms: Terms,
    page: Callable[[], Page],
    records: Records | Callable[[], Records],
    rows: Rows | Callable[[], Rows],
) -> None:
    """As `deliver`; rows have no room for the terms, so they are said on stderr."""
    if common.chosen in {Format.CSV, Format.TSV}:
        tell(terms.sentence)
    deliver(common, page, records, rows)


def no_weights_move(within: str | None) -> None:
    """Say that `--within` does nothing where no weight moves."""
    if points_within(within) is not None:
        tell("--within has no part here: no weight moves")
