"""The state of a study as a command line: pack, time, weights and pipeline as options."""

from __future__ import annotations

import shlex
from dataclasses import fields
from typing import TYPE_CHECKING

from ici_tui.index.methods import OWN_STAGES
from ici_tui.index.own import CLEAR, EVERY, Own, settings_of, written
from ici_tui.index.weight_text import write_weights

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ici_tui.index.options import PipelineOptions
    from ici_tui.views.study import Study


def command_line(study: Study, words: Sequence[str]) -> str:
    """The line for a shell that asks the same of the same data at the same weights.

    Args:
        study: the pack at some weights.
        words: the command and its own options; `--` before words that may begin with a dash.
    """
    own, rest = list(words), list[str]()
    if "--" in own:
        place = own.index("--")
        own, rest = own[:place], own[place:]
    return shlex.join(["ici-tui", *own, *state_words(study), *rest])


def state_words(study: Study) -> tuple[str, ...]:
    """Pack, time, weights and pipeline as options."""
    pack = study.pack
    words = ["--pack", pack_name(study)]
    if len(pack.times) > 1 and pack.time is not None:
        words += ["--time", pack.time]
    if weights := write_weights(study.weights):
        words += ["--weights", weights]
    own = (pack.origin or pack).index.options
    return (*words, *_changed(pack.index.options, own))


def pack_name(study: Study) -> str:
    """What `--pack` takes: the name of an installed pack, else where the pack is."""
    from ici_tui.packs.find import installed_packs

    folder = study.pack.folder.resolve()
    names = {place.folder.resolve(): place.name for place in reversed(installed_packs())}
    return names.get(folder, str(folder))


def _changed(options: PipelineOptions, own: PipelineOptions) -> Iterator[str]:
    """The options that lead from the pack's own pipeline to this one."""
    for field in fields(options):
        value = getattr(options, field.name)
        if field.name == "indicators":
            yield from _own_settings(options, own)
            continue
        if value == getattr(own, field.name):
            continue
        if options.indicators and field.name in OWN_STAGES:
            # The option by itself would take away what single indicators have of that stage.
            yield from ("--set-indicator", f"{EVERY}: {field.name} {value}")
            continue
        name = field.name.replace("_", "-")
        if isinstance(value, bool):
            yield f"--{'' if value else 'no-'}{name}"
            continue
        yield f"--{name}"
        yield (
            ",".join(value) if isinstance(value, tuple) else "none" if value is None else f"{value}"
        )


def _own_settings(options: PipelineOptions, own: PipelineOptions) -> Iterator[str]:
    """What leads from the pack's own settings of indicators to these."""
    now, before = settings_of(options.indicators), settings_of(own.indicators)
    for code in {**before, **now}:
        if now.get(code, Own()) == before.get(code, Own()):
            continue
        parts = [CLEAR] if code in before else []
        parts += [written(now[code])] if code in now else []
        yield from ("--set-indicator", f"{code}: {', '.join(parts)}")
