"""The commands: what each takes and prints. Options for all work before and after a command."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ici_tui.cli.output import Format, as_json, as_rows, emit

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.text import Text

    from ici_tui.views.study import Study

app = typer.Typer(
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=False,
    help="Explore a composite index: rankings, profiles, live weights. Unofficial; see --version.",
)
pack_app = typer.Typer(rich_markup_mode=None, help="Look after packs.")
app.add_typer(pack_app, name="pack")

PackOption = Annotated[str | None, typer.Option("--pack", help="A pack's name or folder.")]
WeightsOption = Annotated[
    str | None, typer.Option("--weights", help='Points of 100: "enterprise=50,research=30".')
]
FormatOption = Annotated[Format | None, typer.Option("--format", help="How to write the output.")]
FileOption = Annotated[
    Path | None, typer.Option("-o", "--output", help="Write to a file, whole or not at all.")
]
ColourOption = Annotated[bool, typer.Option("--no-color", help="No colour.")]


@dataclass(frozen=True, slots=True)
class Common:
    """The options that every command takes."""

    pack: str | None = None
    weights: str | None = None
    format: Format | None = None
    file: Path | None = None
    no_color: bool = False

    def merged(self, later: Common) -> Common:
        """These options, with those given after the command in front."""
        given = {
            name: getattr(later, name)
            for name in ("pack", "weights", "format", "file", "no_color")
            if getattr(later, name)
        }
        return replace(self, **given)

    @property
    def chosen(self) -> Format:
        """The format, a table where none is asked for."""
        return self.format or Format.TABLE

    @property
    def colour(self) -> bool:
        """Whether to colour: a terminal, and nobody said no."""
        return (
            sys.stdout.isatty()
            and not self.no_color
            and not os.environ.get("NO_COLOR")
            and self.file is None
        )


def fail(message: str, code: int) -> typer.Exit:
    """Say what is wrong in one line on stderr; raise what comes back."""
    typer.echo(f"ici-tui: {message}", err=True)
    return typer.Exit(code)


def study_of(common: Common) -> Study:
    """Open the pack at the weights that were asked for, or end with one clear line."""
    from ici_tui.index.weight_text import parse_weights
    from ici_tui.index.weights import WeightError, WeightSet
    from ici_tui.packs.faults import PackError, PackNotFoundError
    from ici_tui.packs.find import find_pack
    from ici_tui.packs.load import load_pack
    from ici_tui.views.study import PipelineError, Study

    try:
        pack = load_pack(find_pack(common.pack))
        weights = WeightSet.from_tree(pack.index.tree)
        if common.weights is not None:
            parsed = parse_weights(common.weights, pack.index.tree, weights)
            for note in parsed.notes:
                typer.echo(f"ici-tui: {note}", err=True)
            weights = parsed.weights
        return Study.of(pack, weights)
    except (PackNotFoundError, WeightError) as error:
        raise fail(str(error), 2) from None
    except PipelineError as error:
        raise fail(str(error), 1) from None
    except PackError as error:
        raise fail(str(error).replace("\n", "\nici-tui: "), 1) from None


def write(text: str, common: Common) -> None:
    """Hand the output on; a reader that went away is no error, a full disk is."""
    try:
        emit(text, common.file)
    except BrokenPipeError:
        # The interpreter flushes once more at exit: give it somewhere harmless to do so.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
    except OSError as error:
        if common.file is None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        where = common.file or "standard output"
        raise fail(f"{where} cannot be written: {error.strerror}", 1) from None


def _version(wanted: bool) -> None:
    if wanted:
        from ici_tui.__main__ import version_text

        typer.echo(version_text())
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    city: Annotated[
        str | None, typer.Option("--city", "--unit", help="The card of one unit.")
    ] = None,
    pack: PackOption = None,
    weights: WeightsOption = None,
    fmt: FormatOption = None,
    file: FileOption = None,
    no_color: ColourOption = False,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True)] = False,
) -> None:
    """Without a command: the ranking."""
    del version
    common = Common(pack, weights, fmt, file, no_color)
    context.obj = common
    if context.invoked_subcommand is None:
        print_city(city, common) if city is not None else print_ranking(common)
    elif city is not None:
        raise fail(f"--city is a command of its own; leave out {context.invoked_subcommand!r}", 2)


@app.command()
def city(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Code, name, local name, or the beginning of one.")],
    pack: PackOption = None,
    weights: WeightsOption = None,
    fmt: FormatOption = None,
    file: FileOption = None,
    no_color: ColourOption = False,
) -> None:
    """The card of one unit."""
    print_city(name, context.obj.merged(Common(pack, weights, fmt, file, no_color)))


@app.command()
def rank(
    context: typer.Context,
    by: Annotated[
        str | None, typer.Option("--by", help="Rank on another node, by its code.")
    ] = None,
    top: Annotated[int | None, typer.Option("--top", min=1, help="Only the first N.")] = None,
    pack: PackOption = None,
    weights: WeightsOption = None,
    fmt: FormatOption = None,
    file: FileOption = None,
    no_color: ColourOption = False,
) -> None:
    """The ranking."""
    print_ranking(context.obj.merged(Common(pack, weights, fmt, file, no_color)), by, top)


@app.command()
def scores(
    context: typer.Context,
    pack: PackOption = None,
    weights: WeightsOption = None,
    fmt: FormatOption = None,
    file: FileOption = None,
    no_color: ColourOption = False,
) -> None:
    """Every unit and aggregate at full precision, then the ranks."""
    from ici_tui.cli.records import score_records

    common = context.obj.merged(Common(pack, weights, fmt, file, no_color))
    records = score_records(study_of(common))
    chosen = Format.CSV if common.chosen is Format.TABLE else common.chosen
    if chosen in {Format.JSON, Format.JSONL}:
        write(as_json(records, lines=chosen is Format.JSONL), common)
    else:
        write(as_rows(records, chosen), common)


@app.command()
def compare(
    context: typer.Context,
    names: Annotated[list[str], typer.Argument(help="Two units or more.")],
    pack: PackOption = None,
    weights: WeightsOption = None,
    fmt: FormatOption = None,
    file: FileOption = None,
    no_color: ColourOption = False,
) -> None:
    """Units side by side; for two, the gap explained."""
    from ici_tui.cli.groups import comparison_lines, comparison_records
    from ici_tui.views.compare import build_comparison

    common = context.obj.merged(Common(pack, weights, fmt, file, no_color))
    study = study_of(common)
    places = list(dict.fromkeys(found_unit(study, name) for name in names))
    if len(places) < 2:
        raise fail("compare takes two different units or more", 2)
    comparison = build_comparison(study, places)
    info, root = study.pack.index.info, study.pack.index.tree.root.code
    lines = partial(comparison_lines, comparison, root, info.standing_line)
    deliver(lines, comparison_records(comparison), common)


@app.command()
def clusters(
    context: typer.Context,
    by: Annotated[str | None, typer.Option("--by", help="Another of the pack's groups.")] = None,
    pack: PackOption = None,
    weights: WeightsOption = None,
    fmt: FormatOption = None,
    file: FileOption = None,
    no_color: ColourOption = False,
) -> None:
    """Members, means and spread of each group of units."""
    from ici_tui.cli.groups import cluster_lines, cluster_records
    from ici_tui.views.clusters import build_clusters

    common = context.obj.merged(Common(pack, weights, fmt, file, no_color))
    study = study_of(common)
    info, groups = study.pack.index.info, study.pack.index.groups
    wanted = by or info.default_group or next(iter(groups), "")
    group = next((code for code in groups if code.casefold() == wanted.casefold()), None)
    if group is None:
        known = f"there are {', '.join(groups)}" if groups else "the pack has none"
        raise fail(f"no group is called {wanted!r}; {known}", 2)
    found = build_clusters(study, group)
    deliver(partial(cluster_lines, found, info.standing_line), cluster_records(found), common)


@app.command("check")
def check_statements(
    context: typer.Context,
    pack: PackOption = None,
    weights: WeightsOption = None,
    fmt: FormatOption = None,
    file: FileOption = None,
    no_color: ColourOption = False,
) -> None:
    """Whether the numbers bear out what the source says of them; 1 if a hard statement fails."""
    from ici_tui.cli.statements import statement_lines, statement_records
    from ici_tui.evidence.claims import ClaimError, check_claims, contradicts_hard

    common = context.obj.merged(Common(pack, weights, fmt, file, no_color))
    study = study_of(common)
    opened = study.pack
    try:
        findings = check_claims(
            opened.claims, opened.index, study.scores, study.weights, opened.ensemble
        )
    except ClaimError as error:
        raise fail(f"claims.toml: {error}", 1) from None
    deliver(partial(statement_lines, findings), statement_records(findings), common)
    if contradicts_hard(findings):
        raise fail("a statement that the source makes outright is contradicted", 1)


@app.command()
def packs() -> None:
    """The packs that are installed."""
    from ici_tui.packs.find import installed_packs

    write("".join(f"{place.name:<20} {place.kind}\n" for place in installed_packs()), Common())


@pack_app.command("check")
def check(path: Annotated[Path, typer.Argument(help="The pack's folder.")]) -> None:
    """What is wrong with a pack: every fault with file, row and column."""
    from ici_tui.packs.load import check_pack

    faults = check_pack(path)
    for fault in faults:
        typer.echo(fault.text(), err=True)
    if faults:
        raise fail(f"{path}: {len(faults)} faults", 1)
    typer.echo(f"{path}: nothing is wrong")


def width() -> int:
    """The terminal's width, or COLUMNS, or 80; never less than 40."""
    return max(shutil.get_terminal_size((80, 24)).columns, 40)


def deliver(
    lines: Callable[[int], list[Text]], records: list[dict[str, object]], common: Common
) -> None:
    """Print lines where a table is wanted, records in every other format."""
    if common.chosen is Format.TABLE:
        from ici_tui.cli.card import render

        write(render(lines(width()), width(), colour=common.colour), common)
    elif common.chosen in {Format.JSON, Format.JSONL}:
        write(as_json(records, lines=common.chosen is Format.JSONL), common)
    else:
        write(as_rows(records, common.chosen), common)


def found_unit(study: Study, name: str) -> int:
    """The place of a unit, or the end with the nearest names."""
    from ici_tui.views.names import UnitNotFoundError, find_unit

    try:
        return find_unit(study.pack.index, name)
    except UnitNotFoundError as error:
        raise fail(str(error), 2) from None


def print_city(name: str, common: Common) -> None:
    """Print a unit's card, or its record."""
    from ici_tui.cli.records import city_record, flat

    study = study_of(common)
    place = found_unit(study, name)
    if common.chosen is Format.TABLE:
        from ici_tui.cli.card import card_lines, render

        lines = card_lines(study, place, width())
        write(render(lines, width(), colour=common.colour), common)
        return
    record = city_record(study, place)
    if common.chosen in {Format.JSON, Format.JSONL}:
        write(as_json(record, lines=common.chosen is Format.JSONL), common)
    else:
        keys = ("pillars", "indicators", "figures", "profile")
        write(
            as_rows([flat({k: v for k, v in record.items() if k not in keys})], common.chosen),
            common,
        )


def print_ranking(common: Common, by: str | None = None, top: int | None = None) -> None:
    """Print the ranking; what `--top` leaves out is said on stderr."""
    from ici_tui.cli.records import flat, rank_records
    from ici_tui.views.ranking import build_ranking

    study = study_of(common)
    tree = study.pack.index.tree
    node = next((n.code for n in tree.nodes if by and n.code.casefold() == by.casefold()), None)
    if by and node is None:
        raise fail(
            f"no node is called {by!r}; there are {', '.join(n.code for n in tree.nodes)}", 2
        )
    ranking = build_ranking(study, node)
    if top is not None and top < len(ranking.rows):
        left = len(ranking.rows) - top
        typer.echo(f"ici-tui: {left} more left out by --top {top}", err=True)
        ranking = replace(ranking, rows=ranking.rows[:top])
    if common.chosen is Format.TABLE:
        from ici_tui.cli.card import ranking_lines, render

        lines = ranking_lines(ranking, study, width())
        write(render(lines, width(), colour=common.colour), common)
        return
    records = rank_records(ranking, study)
    if common.chosen in {Format.JSON, Format.JSONL}:
        write(as_json(records, lines=common.chosen is Format.JSONL), common)
    else:
        write(as_rows([flat(record) for record in records], common.chosen), common)
