"""Indicators on or off, their pillars, and which way they count: what was said, or is guessed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.near import did_you_mean, nearest
from ici_tui.tables.directions import TASK, directions_of, less_beside
from ici_tui.tables.errors import SaidError, TableError
from ici_tui.tables.guesses import counted, listed
from ici_tui.tables.notes import unmarked
from ici_tui.tables.pillars import pillars_in
from ici_tui.tables.times import HALF, values_at
from ici_tui.tables.words import PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.tables.guesses import Guesses
    from ici_tui.tables.options import ReadingOptions
    from ici_tui.tables.reading import Measure, Shaped


def switched(
    found: Shaped, opened: str | None, options: ReadingOptions, guesses: Guesses
) -> Shaped:
    """The indicators on or off: by what was said, by what is missing, by what they publish."""
    present, alike = _counted(found, opened)
    sparse = [m.name for m in found.measures if present[m.name] < HALF * found.size]
    if len(sparse) == len(found.measures):
        sparse = [name for name in sparse if not present[name]]
    if len(sparse) == len(found.measures):
        sparse = []
    published = (
        [m.name for m in found.measures if PUBLISHED.match(m.name)]
        if len(found.measures) > 2
        else []
    )
    only, out = (
        _known(options.only, "--only", found),
        _known(options.leave_out, "--leave-out", found),
    )
    measures = []
    for m in found.measures:
        on, why = m.on, m.why
        if m.name in sparse:
            on, why = (
                False,
                f"missing for more than half of the units ({found.size - present[m.name]} of {found.size})",
            )
        elif m.name in published:
            on, why = False, "looks like a published total of the others"
        if only:
            on, why = m.name in only, "--only says so"
        if m.name in out:
            on, why = False, "--leave-out says so"
        measures.append(replace(m, on=on, why=why))
    if not any(m.on for m in measures):
        if only or out:
            raise TableError("no indicator is left", "name fewer with --leave-out")
        measures = [replace(m, on=True) for m in measures]
    _tell_alike([m.name for m in measures if m.on and m.name in alike], guesses)
    off = [m.name for m in measures if not m.on and m.name in sparse]
    if off and not only:
        guesses.add(
            "off",
            f"{counted(len(off), 'indicator is', 'indicators are')} off: {listed(off)}",
            "more than half of the units have no value",
            "--only",
        )
    parts = [m.name for m in found.measures if not m.on]
    if parts and not only:
        of = counted(len(parts), "indicator is a part", "indicators are parts")
        told = f"{of} of others, and off: {listed(parts)}"
        guesses.add("off", told, "their dimension has a total", "--only")
    totals = [m.name for m in measures if not m.on and m.name in published and m.name not in sparse]
    if totals and not only:
        guesses.add(
            "off",
            f"{listed(totals)} is off",
            "it looks like a published total of the others",
            "--only",
        )
    return replace(found, measures=tuple(measures))


def _counted(found: Shaped, opened: str | None) -> tuple[dict[str, int], set[str]]:
    """How many units have a number of each indicator, and the indicators of which all are the same."""
    present, alike = {}, set()
    for m in found.measures:
        values = values_at(found, m, opened)
        known = values[~np.isnan(values)]
        present[m.name] = len(known)
        if len(known) > 1 and (known == known[0]).all():
            alike.add(m.name)
    return present, alike


def _tell_alike(names: Sequence[str], guesses: Guesses) -> None:
    if names:
        told = f"{listed(list(names))} {'tells' if len(names) == 1 else 'tell'} no units apart"
        guesses.add("same", told, "the same number in every row that has one", "--leave-out")


def _known(names: Sequence[str], option: str, found: Shaped) -> set[str]:
    known = {m.name.casefold(): m.name for m in found.measures}
    wanted = set()
    for told in names:
        name = told if told.strip().casefold() in known else unmarked(told.strip(), measured=True)
        if name.strip().casefold() not in known:
            fix = did_you_mean(
                nearest(name, list(known.values()), most=1),
                f"there are {listed(list(known.values()))}",
            )
            raise SaidError(f"{option}: there is no indicator {name!r}", fix)
        wanted.add(known[name.strip().casefold()])
    return wanted


def with_pillars(found: Shaped, guesses: Guesses) -> Shaped:
    """The indicators with pillars that stand in their names."""
    if any(m.pillars for m in found.measures):
        innermost = [m.pillars[-1] for m in found.measures if m.pillars]
        if len(set(innermost)) == len(innermost) > 1:
            guesses.add(
                "pillars",
                f"what stands above the names is no pillar: {listed(innermost)}",
                "each stands above one indicator alone",
                "--header-rows",
            )
            return replace(found, measures=tuple(replace(m, pillars=()) for m in found.measures))
        names = list(dict.fromkeys(m.pillars[0] for m in found.measures if m.pillars))
        guesses.add(
            "pillars",
            f"{counted(len(names), 'pillar stands', 'pillars stand')} above the indicators: {listed(names)}",
            "a row of the header spans several columns",
            "--header-rows",
        )
        return found
    pillars = pillars_in([m.name for m in found.measures])
    if not pillars:
        return found
    guesses.add(
        "pillars",
        f"names begin with {len(set(pillars.values()))} pillars: {listed(list(dict.fromkeys(pillars.values())))}",
        "several names share what stands before a mark",
    )
    return replace(
        found,
        measures=tuple(
            replace(m, pillars=(pillars[m.name],) if m.name in pillars else ())
            for m in found.measures
        ),
    )


def _own_name(measure: Measure) -> str:
    """A name without the pillar at its beginning: of `Safety - Murders` less is better."""
    for pillar in measure.pillars:
        rest = measure.name.removeprefix(pillar)
        if rest != measure.name and rest.strip() and not rest.strip()[0].isalnum():
            return rest
    return measure.name


def directed(found: Shaped, options: ReadingOptions, guesses: Guesses) -> Shaped:
    """The indicators with their directions, said or guessed."""
    lower = _known(options.lower_is_better, "--lower-is-better", found)
    names = {m.name.casefold().strip(". ") for m in found.measures}
    measures = []
    own = directions_of([_own_name(m) for m in found.measures])
    of_subjects = directions_of([m.subject for m in found.measures])
    for m, told, of_subject in zip(found.measures, own, of_subjects, strict=True):
        if m.name in lower:
            measures.append(replace(m, direction=-1, direction_guessed=False))
            continue
        direction, word = told
        said = f"its name says {word!r}"
        above = " ".join((*m.pillars, m.name))
        if not word and m.pillars and (task := TASK.match(above)) is not None:
            direction, word = -1, task[1]
            said = f"what stands above it and its name say {word!r}"
        if not word and (beside := less_beside(m.name, names)):
            direction, word = -1, m.name
            said = f"{beside} stands beside it, as in tables of games"
        if not word and m.subject:
            direction, word = of_subject
            said = f"{m.subject} is measured, which says {word!r}"
        measures.append(replace(m, direction=direction))
        if word and direction == -1:
            guesses.add(
                "direction",
                f"less is better: {m.name}",
                said,
                "--lower-is-better",
            )
    ups = [m.name for m in measures if m.direction_guessed and m.direction == 1]
    if ups:
        guesses.add(
            "direction",
            f"more is better in {len(ups)} of {len(measures)} indicators",
            "nothing in their names says otherwise",
            "--lower-is-better",
        )
    return replace(found, measures=tuple(measures))
