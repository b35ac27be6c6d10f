"""Data coverage and outliers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.index.methods import NONE
from ici_tui.questions.audit.finding import Finding, Section, listed, verdict
from ici_tui.views.numbers import percent

if TYPE_CHECKING:
    from ici_tui.questions.audit.subject import Subject

COVERED = 0.65
"""Share of values that every indicator and unit should have: a rule of thumb of the JRC's.

Source: https://composite-indicators.jrc.ec.europa.eu/?q=faqs, data coverage.
"""


def coverage(subject: Subject) -> Section:
    """Whether indicators and units have enough values, and whether these are estimates."""
    found = [_indicators(subject), _units(subject)]
    if subject.study.pack.cells is not None:
        found.append(_estimates(subject))
    return Section("coverage", "Data coverage", tuple(found))


def _indicators(subject: Subject) -> Finding:
    rows = [row.raw for row in subject.statistics.nodes if row.raw is not None]
    rows.sort(key=lambda row: row.availability)
    short = [row for row in rows if row.availability < COVERED]
    least = rows[0]
    told = listed([f"{row.name} {percent(row.availability)}" for row in short or rows[:1]])
    whole = (
        f"Every indicator has values for all {subject.units}; {percent(COVERED)} of them would do."
    )
    text = (
        f"{len(short)} of {len(rows)} indicators have values for fewer than {percent(COVERED)} of "
        f"the {subject.units}: {told}."
        if short
        else f"Every indicator has values for at least {percent(COVERED)} of the {subject.units}; "
        f"the least covered: {told}."
        if least.availability < 1
        else whole
    )
    return Finding(
        text, least.availability, COVERED, verdict(passes=not short), subject.line("stats")
    )


def _units(subject: Subject) -> Finding:
    prepared = subject.study.prepared
    rows = np.flatnonzero(prepared.kept)
    shares = 1 - np.isnan(prepared.record.before_imputation[rows]).mean(axis=1)
    names = subject.study.pack.index.names
    order = np.argsort(shares, kind="stable").tolist()
    short = [k for k in order if shares[k] < COVERED]
    told = listed([f"{names[int(rows[k])]} {percent(shares[k])}" for k in short or order[:1]])
    whole = f"All {len(rows)} {subject.units} have every indicator; {percent(COVERED)} would do."
    text = (
        f"{len(short)} of {len(rows)} {subject.units} have fewer than {percent(COVERED)} of the "
        f"indicators: {told}."
        if short
        else f"All {len(rows)} {subject.units} have at least {percent(COVERED)} of the indicators; "
        f"the least covered: {told}."
        if shares.min() < 1
        else whole
    )
    command = subject.line("scores", "--notes")
    return Finding(text, float(shares.min()), COVERED, verdict(passes=not short), command)


def _estimates(subject: Subject) -> Finding:
    index = subject.study.pack.index
    count = sum(row.estimated for row in subject.statistics.nodes)
    whole = index.size * len(index.tree.leaves)
    text = (
        f"{count:,} of {whole:,} values are estimates, where none should be: what is computed from "
        "them describes one admissible table."
        if count
        else f"None of {whole:,} values is an estimate."
    )
    return Finding(text, count / whole, 0.0, verdict(passes=not count), subject.line("stats"))


def outliers(subject: Subject) -> Section:
    """Whether indicators have outliers that nothing is done about."""
    rows = [row.raw for row in subject.statistics.nodes if row.raw is not None]
    out = [row for row in rows if row.outlying]
    leaves = subject.study.pack.index.tree.leaves
    methods = subject.study.prepared.choices.methods("treat", leaves)
    treat = {leaf.code: method.name for leaf, method in zip(leaves, methods, strict=True)}
    left = [row.name for row in out if treat[row.code] == NONE]
    treated: dict[str, list[str]] = {}
    for row in out:
        if treat[row.code] != NONE:
            treated.setdefault(treat[row.code], []).append(row.name)
    rule = "|skewness| at least 2 and kurtosis at least 3.5"
    told = [f"{name} treats {listed(names)}" for name, names in treated.items()]
    if left:
        told.append(f"untreated: {listed(left)}")
    text = (
        f"{len(out)} of {len(rows)} indicators have outliers ({rule}); {'; '.join(told)}."
        if out
        else f"None of {len(rows)} indicators has outliers ({rule})."
    )
    passes = verdict(passes=not left)
    finding = Finding(text, float(len(left)), 0.0, passes, subject.line("stats"))
    return Section("outliers", "Outliers", (finding,))
