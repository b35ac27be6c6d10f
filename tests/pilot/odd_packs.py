"""Packs at the ends of what there can be, in memory: one of everything, nobody, very many."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.index.model import Group, Index, Info
from ici_tui.index.tree import Node, Tree
from ici_tui.packs.pack import Pack
from ici_tui.tui.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt


def tree_of(pillars: Sequence[str], indicators: int) -> Tree:
    """An index of these pillars, each of so many indicators; with one pillar it has one component."""
    nodes = [Node("top", "Top", 3, None)]
    nodes += [Node(code, f"Pillar {code}", 2, "top", 1.0 + k) for k, code in enumerate(pillars)]
    nodes += [
        Node(f"{code}{k}", f"Indicator {code} {k}", 1, code, 1.0 + k)
        for code in pillars
        for k in range(indicators)
    ]
    return Tree.build(nodes)


def session_of(tree: Tree, data: npt.NDArray[np.float64], *, coordinates: bool = True) -> Session:
    """A session on values, a row per unit; the units are spread over the globe, in two groups."""
    size = len(data)
    codes = tuple(f"u{place}" for place in range(size))
    names = tuple(f"Unit {place} 武汉" for place in range(size))
    labels = tuple("ab"[place % 2] if place % 5 else None for place in range(size))
    found: dict[str, Sequence[object]] = {}
    if coordinates:
        found["Latitude"] = tuple((37 * place) % 180 - 90 for place in range(size))
        found["Longitude"] = tuple((61 * place) % 360 - 180 for place in range(size))
    info = Info("odd", "An odd index", "Odd")
    groups = {"Zone": Group("Zone", "Zone", labels)}
    index = Index(info, tree, codes, names, (None,) * size, groups, data, pass_through=found)
    return Session.of(Pack(index, Path("nowhere")))


def drawn(rows: int, columns: int) -> npt.NDArray[np.float64]:
    """Numbers from 0 to 100, the same every time."""
    return np.random.default_rng(7).uniform(0, 100, (rows, columns)).round(1)


def odd_sessions() -> dict[str, Session]:
    """Sessions by name."""
    three, ten = tuple("abc"), tuple("abcdefghij")
    nobody = np.full((4, 6), np.nan)
    nobody[0, 0] = 1.0
    # Codes that are also what a column is called, or hold what a text might be parted by.
    odd = ("A=b", "c,d", "e:f|g", "rank", "bar", "name")
    return {
        "one unit": session_of(tree_of(three, 2), drawn(1, 6)),
        "one component": session_of(tree_of("a", 1), drawn(5, 1)),
        "one of all": session_of(tree_of("a", 1), drawn(1, 1)),
        "nobody": session_of(tree_of(three, 2), np.full((4, 6), np.nan)),
        "many": session_of(tree_of(ten, 2), drawn(300, 20)),
        "odd codes": session_of(tree_of(odd, 2), drawn(9, 12), coordinates=False),
    }
