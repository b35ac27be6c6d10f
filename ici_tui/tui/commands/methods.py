"""The methods of the pipeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.index.errors import PipelineError
from ici_tui.index.methods import STAGES
from ici_tui.tui.commands.registry import command

if TYPE_CHECKING:
    from ici_tui.tui.commands.door import Door


@command("view.methods", "Methods", keys=("7",), word="methods")
def methods(app: Door, _: str) -> None:
    """Which methods the pipeline uses, what they did to the data, and other ones to choose."""
    app.open_view("methods")


@command("view.statistics", "Statistics", keys=("8",), word="stats")
def statistics(app: Door, _: str) -> None:
    """Spread, influence, correlation and consistency, node by node."""
    app.open_view("statistics")


@command("methods.set", "Set a method", word="method", argument="STAGE=METHOD")
def set_method(app: Door, argument: str) -> None:
    """Set a stage, such as normalise=minmax:0,100 or aggregate=geometric; u undoes it."""
    stage, sign, text = (part.strip() for part in argument.partition("="))
    stage = stage.replace("-", "_").casefold()
    if not sign or stage not in STAGES:
        stages = ", ".join(STAGES)
        app.say(f"write STAGE=METHOD; the stages are {stages}", warns=True)
        return
    from ici_tui.tui.methods import with_stage

    try:
        options = with_stage(app.session, stage, text)
    except PipelineError as error:
        app.say(str(error), warns=True)
        return
    app.take(app.session.with_methods(options, by=f"{stage}={text}"))


@command("methods.indicator", "Settings of one indicator", word="set-indicator",
         argument="CODE: PART, …")  # fmt: skip
def set_own(app: Door, argument: str) -> None:
    """Its own methods, such as gnipc: log, goalposts 100..75000; `as all` takes them away."""
    from ici_tui.tui.methods import with_own

    try:
        options = with_own(app.session, argument)
    except PipelineError as error:
        app.say(str(error), warns=True)
        return
    app.take(app.session.with_methods(options, by=argument))


@command("methods.reset", "The pack's own methods", word="own-methods")
def reset_methods(app: Door, _: str) -> None:
    """The pipeline as the pack has it."""
    own = app.session.catalogue.pack.index.options
    app.take(app.session.with_methods(own, by="the pack's own methods"))
