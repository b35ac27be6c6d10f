"""The commands about one weight, one pair, one radius."""

from __future__ import annotations

from typing import Annotated

import typer

from ici_tui.cli import complete
from ici_tui.cli.common import Common, fail, with_common
from ici_tui.cli.opening import found_node, found_unit, study_of
from ici_tui.cli.robust_asking import (
    answer,
    answered,
    norm_of,
    over_of,
    sampling_of,
)
from ici_tui.cli.robust_options import (
    DrawsOption,
    NormName,
    NormOption,
    OtherArgument,
    OverName,
    OverOption,
    SeedOption,
    UnitArgument,
    WithinOption,
    around_of,
    points_within,
    rank_wanted,
)


@with_common
def sweep(
    common: Common,
    weight: Annotated[
        str,
        typer.Option(
            "--weight",
            metavar="CODE",
            help="The weight that moves.",
            autocompletion=complete.nodes,
        ),
    ],
    over: OverOption = OverName.PARTS,
    within: WithinOption = None,
    draws: DrawsOption = None,
    seed: SeedOption = 1,
) -> None:
    """One weight from 0 to 100: where the order changes."""
    from ici_tui.cli.robust_records import sweep_record, sweep_rows
    from ici_tui.pages.robust.sweep import sweep_page
    from ici_tui.views.robust.sweep import build_sweep

    del draws, seed  # nothing is drawn here: without straight lines the weight steps along a grid
    reach = points_within(within)
    study = study_of(common)
    with answered():
        view = build_sweep(study, over_of(over), found_node(study, weight))
    if reach is not None:
        view = view.near(reach / 100)
    answer(
        common, view.terms, lambda: sweep_page(view, study), sweep_record(view), sweep_rows(view)
    )


@with_common
def overtake(
    common: Common,
    x: UnitArgument,
    y: Annotated[
        str | None,
        typer.Argument(metavar="[Y]", help="The unit to be passed.", autocompletion=complete.units),
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="PLACE", help="Instead of Y: first, or rank:K.")
    ] = None,
    norm: NormOption = NormName.L1,
    lock: Annotated[
        list[str] | None,
        typer.Option(
            "--lock",
            metavar="CODE",
            help="A weight that stays; may be given again.",
            autocompletion=complete.nodes,
        ),
    ] = None,
    over: OverOption = OverName.PARTS,
    within: WithinOption = None,
    seconds: Annotated[
        float, typer.Option("--seconds", min=0, metavar="S", help="Time for the proof of a rank.")
    ] = 30.0,
    draws: DrawsOption = None,
    seed: SeedOption = 1,
) -> None:
    """The least change of weights with which X passes Y, or reaches a place."""
    from ici_tui.cli.robust_records import flat, overtake_record, without_terms
    from ici_tui.pages.robust.overtake import overtake_page
    from ici_tui.views.robust.overtake import WITHIN, build_overtake

    if (y is None) == (to is None):
        raise fail("overtake takes the unit to be passed, or --to first or --to rank:K", 2)
    wanted = None if to is None else rank_wanted(to)
    reach = points_within(within)
    study = study_of(common)
    one, other = found_unit(study, x), None if y is None else found_unit(study, y)
    with answered():
        view = build_overtake(
            study,
            over_of(over),
            one,
            other,
            wanted=wanted,
            norm=norm_of(norm),
            locked=[found_node(study, code) for code in lock or ()],
            within=WITHIN if reach is None else reach,
            seconds=seconds,
            sampling=sampling_of(draws, seed),
        )
    record = overtake_record(view)
    rows = [flat(without_terms(record))]
    answer(common, view.terms, lambda: overtake_page(view, study), record, rows)


@with_common
def pair(
    common: Common,
    x: UnitArgument,
    y: OtherArgument,
    over: OverOption = OverName.PARTS,
    within: WithinOption = None,
    draws: DrawsOption = None,
    seed: SeedOption = 1,
) -> None:
    """Two units: the gap explained, how often X beats Y, what it takes to swap them."""
    from ici_tui.cli.robust_records import pair_record, pair_row
    from ici_tui.pages.robust.pair import pair_page
    from ici_tui.views.robust.pair import build_pair

    around = around_of(within)
    study = study_of(common)
    one, other = found_unit(study, x), found_unit(study, y)
    with answered():
        view = build_pair(
            study, over_of(over), one, other, around=around, sampling=sampling_of(draws, seed)
        )
    answer(common, view.terms, lambda: pair_page(view, study), pair_record(view), [pair_row(view)])


@with_common
def radius(
    common: Common,
    norm: NormOption = NormName.L1,
    over: OverOption = OverName.PARTS,
    within: WithinOption = None,
    draws: DrawsOption = None,
    seed: SeedOption = 1,
) -> None:
    """How much may move in any way before the order changes, and the pair that binds."""
    from ici_tui.cli.robust_records import radius_record, radius_rows
    from ici_tui.pages.robust.radius import radius_page
    from ici_tui.views.robust.radius import build_radius

    reach = points_within(within)
    study = study_of(common)
    with answered():
        view = build_radius(study, over_of(over), norm_of(norm), reach, sampling_of(draws, seed))
    answer(
        common,
        view.terms,
        lambda: radius_page(view, study),
        radius_record(view),
        radius_rows(view),
    )
