"""What an index builder asks: spread, influence, correlation, consistency, node by node."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ici_tui.drawing.cells import fit, fit_right
from ici_tui.tui.documents.line import BLANK, Line, fitted, heading, line, paragraph
from ici_tui.views.numbers import fixed
from ici_tui.views.statistics import build_statistics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.tui.session import Session
    from ici_tui.views.statistics import IndexStatistics, NodeStatistics
    from ici_tui.views.study import Study

COLUMNS = (
    ("weight", 7), ("influence", 10), ("r²", 6), ("alpha", 6), ("there", 6), ("mean", 9),
    ("sd", 9), ("skew", 6), ("kurt", 6),
)  # fmt: skip
NUMBERS = sum(width for _, width in COLUMNS)


@lru_cache(maxsize=4)
def _of(study: Study) -> IndexStatistics:
    return build_statistics(study)


@fitted
def statistics_lines(session: Session, width: int) -> list[Line]:
    """A line per node in tree order, flags below it."""
    found = _of(session.study)
    names = max(min(width - NUMBERS - 1, 48), 16)
    head = fit("", names) + "".join(fit_right(title, size) for title, size in COLUMNS)
    lines = [line((head.rstrip(), "header"))]
    depth = session.pack.index.tree.depth
    estimates = any(node.estimated for node in found.nodes)
    for node in found.nodes:
        if node.node.parent and len(session.pack.index.tree.children(node.node.code)) == 1:
            continue  # its one child says the same
        lines.append(_node(node, names, depth, estimates=estimates))
        lines += _flags(session, node, width)
    lines += [BLANK, heading("What the columns say")]
    told = (
        "weight: what a node is meant to weigh, in points of the index. influence: what share of "
        "the variance of the index it makes up (Paruolo, Saisana & Saltelli 2013). r²: squared "
        "correlation with the index. alpha: Cronbach's, for a node's children. there: share of "
        "units with a value; then mean, standard deviation, skewness and excess kurtosis of the "
        "raw values."
    )
    lines += paragraph(told, width, "muted")
    if found.no_influence:
        lines += paragraph(f"No influences: {found.no_influence}.", width, "warning")
    elif found.complete < session.board.size:
        units = session.pack.index.info.words.plural
        told = f"Influences are over the {found.complete} {units} with every indicator."
        lines += paragraph(told, width, "muted")
    if estimates:
        told = "These values are mostly estimates: what is computed from them is one too."
        lines += paragraph(told, width, "warning")
    return lines


def _node(found: NodeStatistics, names: int, depth: int, *, estimates: bool) -> Line:
    """A node's line; what rests on estimates is coarse and says so."""
    node = found.node
    sign, coarse = ("≈", 1) if estimates else ("", 0)
    indent = "  " * max(depth - node.level - 1, 0)
    raw, alpha = found.raw, found.alpha

    def told(value: float | None, decimals: int) -> str:
        return "" if value is None else f"{sign}{fixed(value, decimals - coarse)}"

    values = (
        f"{100 * found.weight:.1f}",
        told(None if found.influence is None else 100 * found.influence, 1),
        told(found.squared, 2),
        told(alpha.alpha if alpha else None, 2),
        "" if raw is None else f"{100 * raw.availability:.0f} %",
        *(_number(value, estimates=estimates) for value in ((raw.mean, raw.sd) if raw else ())),
        *(told(value, 1) for value in ((raw.skewness, raw.kurtosis) if raw else ())),
    )
    cells = "".join(
        fit_right(value, size) for value, (_, size) in zip(values, COLUMNS, strict=False)
    )
    return line((fit(indent + node.name, names), "strong" if node.level > 1 else "text"), cells)


def _number(value: float | None, *, estimates: bool) -> str:
    if value is None:
        return ""
    return f"≈{value:.2g}" if estimates else f"{value:.4g}"


def _flags(session: Session, found: NodeStatistics, width: int) -> Iterator[Line]:
    tree = session.pack.index.tree
    if found.negative:
        told = f"works against {tree[found.node.parent or ''].name}: r = {found.with_parent:.2f}"
        yield from paragraph(told, width, "warning", "      ")
    if found.redundant:
        names = ", ".join(tree[code].name for code in found.redundant)
        yield from paragraph(f"says much the same as {names} (r > 0.9)", width, "warning", "      ")
