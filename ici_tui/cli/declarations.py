"""How the options that change numbers are declared: for typer, which is imported where it is asked."""

from __future__ import annotations

from typing import Annotated

import typer

from ici_tui.cli import complete

Weights = Annotated[
    str | None,
    typer.Option(
        "--weights",
        metavar="POINTS|NAME",
        help='Points of 100: "enterprise=50,research=30"; or by name: equal; pca (more for what '
        "moves with its siblings), entropy (for what few units hold), critic (for what differs "
        "from its siblings), sd (for what varies): for the children of the index, or pca:NODE, "
        "pca:all; NODE-only; a preset of the pack; a scenario of yours.",
        autocompletion=complete.weights,
    ),
]
Denominate = Annotated[
    bool | None,
    typer.Option(
        "--denominate/--no-denominate",
        help="Divide indicators by their denominators.",
        show_default=False,
    ),
]
Screen = Annotated[
    str | None,
    typer.Option(
        "--screen", metavar="SHARE", help="Only units with this share of indicators, such as 0.95."
    ),
]
Impute = Annotated[
    str | None,
    typer.Option(
        "--impute",
        metavar="METHOD",
        help="none, mean, median, group-mean:GROUP, group-median:GROUP, row-mean.",
        autocompletion=complete.methods("impute"),
    ),
]
Treat = Annotated[
    str | None,
    typer.Option(
        "--treat",
        metavar="METHOD",
        help="none, winsorise, winsorise-log.",
        autocompletion=complete.methods("treat"),
    ),
]
Normalise = Annotated[
    str | None,
    typer.Option(
        "--normalise",
        metavar="METHOD",
        help="none, minmax:LOW,HIGH, zscore:MEAN,SD, rank, percentile-rank, borda, "
        "distance-to-max, distance-to-target, goalposts, fraction-of-max.",
        autocompletion=complete.methods("normalise"),
    ),
]
Aggregate = Annotated[
    str | None,
    typer.Option(
        "--aggregate",
        metavar="METHOD,…",
        help="arithmetic, geometric, harmonic, power:P, median, weighted-median, copeland; one, "
        "or one per level from the bottom up.",
        autocompletion=complete.methods("aggregate"),
    ),
]
MinAvailable = Annotated[
    str | None,
    typer.Option(
        "--min-available", metavar="SHARE", help="An aggregate needs this share of its children."
    ),
]
RankDecimals = Annotated[
    str | None,
    typer.Option("--rank-decimals", metavar="N", help="Rank scores rounded to N decimals."),
]
Time = Annotated[
    str | None,
    typer.Option("--time", metavar="TIME", help="The time of a panel; the newest by default."),
]
