"""The state of a study as a command line: pack, time, weights and pipeline as options."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from ici_tui.index.methods import OWN_STAGES
from ici_tui.index.own import CLEAR, EVERY, Own, settings_of, written
from ici_tui.index.weight_text import write_weights
from ici_tui.views.statement_text import UNITS, WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ici_tui.index.options import PipelineOptions
    from ici_tui.views.statement_text import Stated
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
    """Pack, time, weights, pipeline and values of the user's as options."""
    pack = study.pack
    words = ["--pack", pack_name(study), *(pack.table.words if pack.table is not None else ())]
    if len(pack.times) > 1 and pack.time is not None:
        words += ["--time", pack.time]
    start = None if study.stated is None else study.stated.start
    if weights := write_weights(start or study.weights):
        words += ["--weights", weights]
    if pack.among:
        words += ["--among", pack.among]
    if study.stated is not None:
        words += _stated(study.stated)
    own = (pack.origin or pack).index.options
    yours = (word for one in pack.own for word in ("--set", one.text))
    return (*words, *_changed(pack.index.options, own), *yours)


def pack_name(study: Study) -> str:
    """What `--pack` takes: the name of an installed pack, else where the pack is."""
    from ici_tui.packs.find import installed_packs
    from ici_tui.streams import STANDARD_INPUT

    folder = study.pack.folder
    if str(folder) == STANDARD_INPUT:
        return STANDARD_INPUT
    folder = folder.resolve()
    names = {place.folder.resolve(): place.name for place in reversed(installed_packs())}
    return names.get(folder, str(folder))


def _stated(stated: Stated) -> Iterator[str]:
    """The options that state the same."""
    for flag, about in (("--prefer", UNITS), ("--order", WEIGHTS)):
        if text := stated.about(about):
            yield from (flag, text)
    if stated.norm != "l1" and stated.asked:
        yield from ("--nearest", stated.norm)


def _changed(options: PipelineOptions, own: PipelineOptions) -> Iterator[str]:
    """The options that lead from the pack's own pipeline to this one."""
    for name, value in options._asdict().items():
        if name == "indicators":
            yield from _own_settings(options, own)
            continue
        if value == getattr(own, name):
            continue
        if options.indicators and name in OWN_STAGES:
            # The option by itself would take away what single indicators have of that stage.
            yield from ("--set-indicator", f"{EVERY}: {name} {value}")
            continue
        flag = name.replace("_", "-")
        if isinstance(value, bool):
            yield f"--{'' if value else 'no-'}{flag}"
            continue
        yield f"--{flag}"
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
