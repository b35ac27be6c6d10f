"""Which units are meant by `score>40 region=Asia wuhan`: words, and conditions on columns.

A condition looks at what the ranking shows: scores of nodes, labels of groups, rank, delta.
`raw.NODE` is an indicator's value as it is in the data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ici_tui.near import called, did_you_mean, nearest, plain
from ici_tui.packs.texts import texts_of
from ici_tui.views.searching import Searched, plain_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy.typing as npt

    from ici_tui.views.study import Study

    Mask = npt.NDArray[np.bool_]
    Values = npt.NDArray[np.float64]

RAW = "raw."
_TOKEN = re.compile(r'(?:[^\s"]|"[^"]*"?)+')
_CONDITION = re.compile(
    r"(?P<column>\w[^<>=!≤≥]*)(?P<sign><=|>=|!=|==|[<>=≤≥])(?P<value>.*)", re.DOTALL
)
_NUMERIC: dict[str, Callable[[Values, float], Mask]] = {
    "<": lambda values, wanted: values < wanted,
    "<=": lambda values, wanted: values <= wanted,
    ">": lambda values, wanted: values > wanted,
    ">=": lambda values, wanted: values >= wanted,
    "=": lambda values, wanted: values == wanted,
    "!=": lambda values, wanted: ~np.isnan(values) & (values != wanted),
}
_SIGNS = {"≤": "<=", "≥": ">=", "==": "="}


class Condition(NamedTuple):
    """A column, one of the signs of comparison, and what it is compared with."""

    column: str
    sign: str
    value: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter as it was typed."""

    words: tuple[str, ...]
    """Plain words that a name or a label has."""
    conditions: tuple[Condition, ...]

    @classmethod
    def of(cls, text: str) -> Wanted:
        """Read a filter; what has no sign of comparison is a word, and quotes hold blanks."""
        words, conditions = [], []
        for token in _TOKEN.findall(text):
            bare = token.replace('"', "")
            found = _CONDITION.fullmatch(bare)
            if found is None:
                words.append(plain(bare))
            else:
                sign = _SIGNS.get(found["sign"], found["sign"])
                conditions.append(Condition(found["column"].strip(), sign, found["value"].strip()))
        return cls(tuple(filter(None, words)), tuple(conditions))


class Met(NamedTuple):
    """The units that a filter means, and what of it could not be understood."""

    units: Mask
    faults: tuple[str, ...]


def units_where(
    study: Study, wanted: Wanted, searched: Callable[[], Searched] | None = None
) -> Met:
    """Which units have every word and meet every condition that can be understood, n.

    Args:
        study: the pack at some weights.
        wanted: the filter.
        searched: what words are looked for in, where it is at hand.
    """
    index, faults = study.pack.index, []
    units = np.ones(index.size, dtype=bool)
    if wanted.words:
        texts = Searched.of(index) if searched is None else searched()
        units &= texts.having(wanted.words)
    for condition in wanted.conditions:
        found = _met(study, condition)
        if isinstance(found, str):
            faults.append(found)
        else:
            units &= found
    return Met(units, tuple(faults))


def _met(study: Study, condition: Condition) -> Mask | str:
    """The units that meet a condition, or what is wrong with it."""
    name, sign, value = condition
    shown = f"{name}{sign}{value}"
    numbers, texts = _numbers(study), _texts(study)
    key = _called(name, (*numbers, *texts))
    if key is None:
        known = [*dict.fromkeys((*_shown(study), *texts))]
        hint = did_you_mean(nearest(plain(name), known), f"there are {', '.join(known[:8])}")
        return f"{shown}: no column is called {name!r}; {hint}"
    if key in texts:
        if sign not in {"=", "!="}:
            return f"{shown}: {name} holds words; = and != compare them"
        same = texts_of(plain_texts(texts[key])).equal(plain(value))
        return same if sign == "=" else ~same
    try:
        wanted = float(value)
    except ValueError:
        return f"{shown}: {value!r} is not a number" if value else f"{shown}: a number is missing"
    with np.errstate(invalid="ignore"):
        return _NUMERIC[sign](numbers[key](), wanted)


def _numbers(study: Study) -> dict[str, Callable[[], Values]]:
    """What makes the numbers of each column, by the column's plain name."""
    index, scores = study.pack.index, study.scores
    tree, root = index.tree, index.tree.root.code

    def ranks() -> Values:
        found = scores.ranks(root)
        return np.where(found > 0, found, np.nan)

    def delta() -> Values:
        own = study.prepared.scores(study.weights.reset()).ranks(root)
        found = scores.ranks(root)
        return np.where((own > 0) & (found > 0), own - found, np.nan)

    made: dict[str, Callable[[], Values]] = {
        "rank": ranks,
        "delta": delta,
        "score": lambda: scores.of(root),
        "present": lambda: scores.present[:, tree.place(root)].astype(float),
    }
    for place, leaf in enumerate(tree.leaves):
        for name in (leaf.code, leaf.name):
            made.setdefault(plain(RAW) + plain(name), partial(_column, index.data, place))
    for node in tree.nodes:
        for name in (node.code, node.name):
            made.setdefault(plain(name), partial(scores.of, node.code))
    return made


def _column(data: Values, place: int) -> Values:
    return data[:, place]


def _texts(study: Study) -> dict[str, Sequence[str | None]]:
    """The texts of each column that holds words, by the column's plain name."""
    index = study.pack.index
    made: dict[str, Sequence[str | None]] = {"name": index.names, "code": index.codes}
    for group in index.groups.values():
        for name in (group.code, group.name):
            made.setdefault(plain(name), group.labels)
    return made


def _shown(study: Study) -> Mapping[str, None]:
    """The names of columns of numbers as a person would type them."""
    return dict.fromkeys(("rank", "score", *(node.code for node in study.pack.index.tree.nodes)))


def _called(name: str, keys: Sequence[str]) -> str | None:
    """The column of a name, or the only one that begins so."""
    found = called(name, {key: key for key in keys})
    return found[0] if len(found) == 1 else None
