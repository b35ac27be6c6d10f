"""The command line: its commands, and what `ici-tui` does without one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from ici_tui.cli import complete, documents, results, robust, schema, stats, tables, upkeep
from ici_tui.cli.common import Common, declared, fail, with_common
from ici_tui.cli.shell import Group, filled_late, late, run_app
from ici_tui.cli.without import check_theme, without_command
from ici_tui.questions.registry import documents as declared_documents

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def _group(help_text: str, cls: Any = Group) -> typer.Typer:  # noqa: ANN401 - typer's classes
    return typer.Typer(
        cls=cls,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        help=help_text,
    )


app = _group("Explore a composite index: rankings, profiles, live weights. Unofficial.")
pack_app = _group("Look after packs.")
config_app = _group("The settings.")


def _version(wanted: bool) -> None:
    if wanted:
        from ici_tui.about import version_text

        typer.echo(version_text())
        raise typer.Exit


@app.callback(invoke_without_command=True)
@declared
@with_common
def start(
    common: Common,
    context: typer.Context,
    unit: Annotated[
        str | None,
        typer.Option(
            "--city",
            "--unit",
            metavar="NAME",
            help="The card of one unit.",
            autocompletion=complete.units,
        ),
    ] = None,
    theme: Annotated[
        str | None,
        typer.Option(
            "--theme",
            metavar="NAME",
            help="The explorer's theme; see themes.",
            autocompletion=complete.themes,
        ),
    ] = None,
    resume: Annotated[
        bool,
        typer.Option("--resume", help="Continue the explorer's session that was kept last."),
    ] = False,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="The version, and whose."),
    ] = False,
) -> None:
    """Explore a composite index: rankings, profiles, live weights. Unofficial.

    Without a command it opens the explorer; where there is no terminal, and with --format or
    -o, it prints the ranking.
    """
    del version
    if context.invoked_subcommand is None:
        without_command(common, unit, theme, resume=resume)
        return
    check_theme(theme)
    if resume:
        raise fail(f"--resume opens the explorer; leave out {context.invoked_subcommand!r}", 2)
    if unit is not None:
        raise fail(f"--city is a command of its own; leave out {context.invoked_subcommand!r}", 2)


def _add(group: typer.Typer, name: str, function: Callable[..., None]) -> None:
    def named():  # type: ignore[no-untyped-def]  # noqa: ANN202 - typer would evaluate what it says
        """Stands for the command until its options are asked for."""

    group.command(name, cls=late(function), help=function.__doc__)(named)


_add(app, "rank", results.rank)
_add(app, "city", results.city)
_add(app, "compare", results.compare)
_add(app, "clusters", results.clusters)
_add(app, "scores", results.scores)
_add(app, "stats", stats.stats)
_add(app, "check", results.check)
for _name, _question in declared_documents().items():
    _add(app, _name, documents.command(_question))
_add(app, "columns", tables.columns)
_add(app, "values", tables.values)
_add(app, "packs", upkeep.packs)
_add(app, "export", upkeep.export)
_add(pack_app, "check", upkeep.check_pack)
_add(pack_app, "new", upkeep.new_pack)
_add(app, "themes", upkeep.themes)
_add(config_app, "path", upkeep.config_path)
_add(config_app, "show", upkeep.config_show)
_add(config_app, "forget", upkeep.config_forget)
_add(app, "schema", schema.schema)
app.add_typer(pack_app, name="pack")
app.add_typer(config_app, name="config")


def _questions() -> typer.Typer:
    from ici_tui.questions.registry import questions

    found = _group("")
    for name, question in questions().items():
        _add(found, name, robust.command(question))
    return found


robust_app = _group("How sure the ranking is.", late(robust.start, filled_late(_questions)))
app.add_typer(robust_app, name="robust")


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    return run_app(app, arguments)
