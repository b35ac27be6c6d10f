"""The commands whose answer has a row per unit or per component."""

from __future__ import annotations

from typing import Annotated

import typer

from ici_tui.cli import complete
from ici_tui.cli.common import Common, fail, tell, with_common
from ici_tui.cli.opening import found_unit, study_of
from ici_tui.cli.robust_asking import (
    answer,
    answered,
    no_weights_move,
    over_of,
    sampling_of,
)
from ici_tui.cli.robust_options import (
    DrawsOption,
    EitherOption,
    NearOption,
    OverName,
    OverOption,
    SeedOption,
    WithinOption,
    around_of,
)


@with_common
def acceptability(
    common: Common,
    over: OverOption = OverName.PARTS,
    within: WithinOption = None,
    near: NearOption = False,
    draws: DrawsOption = None,
    seed: SeedOption = 1,
) -> None:
    """With which share of the weights each unit takes each rank."""
    from ici_tui.cli.progress_line import ProgressLine
    from ici_tui.cli.robust_lists import acceptability_records, acceptability_rows
    from ici_tui.pages.robust.acceptability import acceptability_page
    from ici_tui.views.robust.acceptability import build_acceptability

    around = around_of(within, near)
    study = study_of(common)
    with answered(), ProgressLine() as line:
        view = build_acceptability(
            study,
            over_of(over),
            around=around,
            sampling=sampling_of(draws, seed),
            progress=line.count,
        )
    answer(
        common,
        view.terms,
        lambda: acceptability_page(view, study),
        lambda: acceptability_records(view),
        lambda: acceptability_rows(view),
    )


@with_common
def ranks(
    common: Common,
    units: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[UNIT]...", help="Units; all without one.", autocompletion=complete.units
        ),
    ] = None,
    over: OverOption = OverName.PARTS,
    within: WithinOption = None,
    seconds: Annotated[
        float, typer.Option("--seconds", min=0, metavar="S", help="Time for all the proofs.")
    ] = 60.0,
    draws: DrawsOption = None,
    seed: SeedOption = 1,
) -> None:
    """The best and the worst rank of units, with the weights that show it."""
    from ici_tui.cli.progress_line import ProgressLine
    from ici_tui.cli.robust_lists import ranks_records
    from ici_tui.cli.robust_records import flat, without_terms
    from ici_tui.pages.robust.ranks import ranks_page
    from ici_tui.views.robust.overtake import WITHIN
    from ici_tui.views.robust.ranks import build_ranks

    around = around_of(f"{WITHIN:g}" if within is None else within)
    study = study_of(common)
    places = [found_unit(study, unit) for unit in units or ()]
    with answered(), ProgressLine() as line:
        view = build_ranks(
            study,
            over_of(over),
            places,
            around=around,
            sampling=sampling_of(draws, seed),
            seconds=seconds,
            report=line.ranks,
        )
    if view.unproved:
        tell(f"time is up: {view.unproved} ends are not proved; give more --seconds")
    records = ranks_records(view)
    rows = [flat(without_terms(record)) for record in records]
    answer(common, view.terms, lambda: ranks_page(view, study), records, rows)


@with_common
def uncertainty(
    common: Common,
    vary: Annotated[
        list[str] | None,
        typer.Option(
            "--vary",
            metavar="WHAT",
            help="weights, impute, treat, normalise, aggregate, indicators, data; may be given again.",
        ),
    ] = None,
    over: OverOption = OverName.PARTS,
    within: WithinOption = None,
    near: NearOption = False,
    draws: DrawsOption = None,
    seed: SeedOption = 1,
) -> None:
    """Ranks while weights, methods, indicators and data vary at once, and what moves them."""
    from ici_tui.cli.progress_line import ProgressLine
    from ici_tui.cli.robust_lists import uncertainty_record, uncertainty_rows
    from ici_tui.pages.robust.uncertainty import uncertainty_page
    from ici_tui.views.robust.uncertainty import FACTORS, build_uncertainty

    for name in vary or ():
        if name not in FACTORS:
            raise fail(f"--vary: there is no {name!r}; choose among {', '.join(FACTORS)}", 2)
    around = around_of(within, near) if near or within is not None else None
    study = study_of(common)
    with answered(), ProgressLine() as line:
        view = build_uncertainty(
            study,
            over_of(over),
            varied=vary or None,
            around=around,
            draws=draws,
            seed=seed,
            progress=line.count,
        )
    answer(
        common,
        view.terms,
        lambda: uncertainty_page(view, study),
        uncertainty_record(view),
        uncertainty_rows(view),
    )


@with_common
def leave_one_out(
    common: Common,
    over: EitherOption = None,
    within: WithinOption = None,
    draws: DrawsOption = None,
    seed: SeedOption = 1,
) -> None:
    """The ranking without each part and each indicator in turn."""
    from ici_tui.cli.robust_lists import leave_one_out_records, leave_one_out_rows
    from ici_tui.pages.robust.leave_one_out import leave_one_out_page
    from ici_tui.views.robust.leave_one_out import build_leave_one_out

    del draws, seed  # nothing is drawn: every node is left out in turn
    no_weights_move(within)
    study = study_of(common)
    with answered():
        view = build_leave_one_out(study, None if over is None else over_of(over))
    answer(
        common,
        view.terms,
        lambda: leave_one_out_page(view, study),
        leave_one_out_records(view),
        leave_one_out_rows(view),
    )


@with_common
def clusters(
    common: Common,
    count: Annotated[
        int | None, typer.Option("-k", "--count", min=1, metavar="K", help="How many clusters.")
    ] = None,
    over: OverOption = OverName.PARTS,
    within: WithinOption = None,
    draws: DrawsOption = None,
    seed: SeedOption = 1,
) -> None:
    """Clusters from the data, and how far they agree with the pack's groups."""
    from ici_tui.cli.robust_lists import clusters_records, clusters_rows
    from ici_tui.pages.robust.clusters import clusters_page
    from ici_tui.views.robust.clusters import build_data_clusters

    del draws, seed  # nothing is drawn: Ward's method gives one answer
    no_weights_move(within)
    study = study_of(common)
    with answered():
        view = build_data_clusters(study, over_of(over), count)
    for missing in view.missing:
        tell(f"no clusters of {missing}")
    answer(
        common,
        view.terms,
        lambda: clusters_page(view, study),
        clusters_records(view),
        clusters_rows(view),
    )
