"""A session that was kept, continued: what still fits the pack is taken, the rest is said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ici_tui.index.errors import PipelineError
from ici_tui.index.own_values import OwnValue, put
from ici_tui.index.pipeline import check_options
from ici_tui.index.siblings import LARGEST
from ici_tui.index.weights import Siblings, WeightSet
from ici_tui.settings.sessions import fits
from ici_tui.tables.edits import Edits
from ici_tui.tables.errors import EditError
from ici_tui.tables.refitting import fitted
from ici_tui.tui.asking import alone, panels
from ici_tui.tui.groupings import groupings
from ici_tui.tui.keeping import OwnWeights
from ici_tui.tui.setting import Setting
from ici_tui.tui.view import View
from ici_tui.tui.weight_rows import weighted_nodes
from ici_tui.views.board import Sort
from ici_tui.views.frame import Over
from ici_tui.views.names import NameNotFoundError
from ici_tui.views.statement_text import (
    UNITS,
    StatementError,
    unit_statements,
    weight_statements,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ici_tui.index.history import History
    from ici_tui.index.model import Index
    from ici_tui.index.options import PipelineOptions
    from ici_tui.index.own_values import OwnValues
    from ici_tui.index.tree import Tree
    from ici_tui.settings.sessions import Kept
    from ici_tui.tui.session import Session
    from ici_tui.views.statement_text import Statement

STATEMENT = {"about": str, "typed": str, "on": bool}
"""The shape of a statement that was kept."""
LARGEST_VALUE = 1e300
"""What is larger, or no number, was not kept by us."""
NAMED = 3
"""Things that are gone are named, up to so many."""


def continued(session: Session, kept: Kept) -> tuple[Session, str]:
    """A session on the same pack as it was kept, and one line that says so.

    What was edited meanwhile is one undo away.
    """
    said, gone = kept.record, list[str]()
    found = _with_settings(session, said, gone)
    index = found.pack.index
    units = {code: place for place, code in enumerate(index.codes)}
    nodes = {node.code for node in index.tree.nodes}
    found = replace(
        found,
        marks=tuple(units[code] for code in dict.fromkeys(said["marks"]) if code in units),
        group=said["group"] if said["group"] in groupings(index) else found.group,
        closed=frozenset(said["closed"]),
        opened=frozenset(said["opened"]) & nodes,
        panel=said["panel"] if said["panel"] in (panels() | alone()) else found.panel,
        over=Over[said["over"]] if said["over"] in Over.__members__ else found.over,
        near=said["near"],
        view=View[said["view"]] if said["view"] in View.__members__ else found.view,
        profile=said["profile"],
    )
    if said["node"] in weighted_nodes(found):
        found = replace(found, node=said["node"])
    lost = [code for code in (said["unit"], *said["marks"]) if code not in units]
    gone += _counted("unit", dict.fromkeys(lost))
    columns = found.catalogue.by_key
    by = columns.get(said["sort"])
    sort = Sort(by, said["reverse"]) if by is not None and by.sorts(len(index.codes)) else Sort()
    gone += _counted("column", {said["sort"]: None} if by is None else {})
    found = found.arranged(sort, said["filter"])
    column = list(columns).index(said["column"]) if said["column"] in columns else 0
    found = replace(found, column=column)
    if said["unit"] in units:
        place = units[said["unit"]]
        found = replace(found, unit=place) if found.board.line_of(place) is not None else found
    told = f"continued from {kept.when}"
    return found, f"{told}; not there any more: {', '.join(gone)}" if gone else told


def _with_settings(session: Session, said: dict[str, Any], gone: list[str]) -> Session:
    """Weights and methods as they were, with what was before and after them."""
    own = OwnWeights(session)
    lost: dict[str, None] = {}
    settings = []
    for one in said["settings"]:
        columns = _columns(session, own, one.get("columns"), lost)
        tree = own.tree(columns)
        index = replace(session.opened_pack.index, tree=tree)
        statements, off = _statements(index, one.get("statements"), lost)
        settings.append(
            Setting(
                weights=_weights(own.of(columns), one["weights"], lost),
                options=_methods(session, tree, one["methods"], lost),
                own=_own(index, one.get("own"), lost),
                statements=statements,
                off=off,
                columns=columns,
                by=str(one.get("by", "")),
            )
        )
    now = said["now"]
    before = (*session.history.past, session.history.now) if session.history.past else ()
    if before:
        settings[0] = replace(settings[0], by="a session continued")
    history = replace(
        session.history,
        now=settings[now],
        past=(*before, *settings[:now]),
        future=tuple(settings[now + 1 :]),
    )
    gone += _counted("columns, weights, methods or values", lost)
    try:
        return _evaluated(session, history)
    except PipelineError as error:
        gone.append(f"the methods ({error})")
        methods = fitted(session.opened_pack.index.options, own.tree(history.now.columns))
        plain = replace(history.now, options=methods, own=())
        return _evaluated(session, replace(session.history, now=plain))


def _evaluated(session: Session, history: History[Setting]) -> Session:
    """The session at another place of another history.

    Raises:
        PipelineError: its methods cannot be computed on these data.
    """
    found = replace(session, history=history, last_edit="", typed=None)
    if history.now.columns != session.columns:
        return found.with_its_columns()
    return found.settled()


def _weights(own: WeightSet, said: dict[str, Any], lost: dict[str, None]) -> WeightSet:
    """The pack's weights, with the families as they were kept; those that do not fit stay."""
    families = dict(own.families)
    for parent, one in said.items():
        family = None if parent not in families else _family(families[parent], one)
        if family is None:
            lost[parent] = None
        else:
            families[parent] = family
    return WeightSet(families)


def _family(own: Siblings, said: dict[str, Any]) -> Siblings | None:
    codes, numbers = said["codes"], (said["relative"], said["proportions"])
    if sorted(codes) != sorted(own.codes) or any(len(one) != len(codes) for one in numbers):
        return None
    try:
        relative, proportions = (
            tuple(float(one[codes.index(code)]) for code in own.codes) for one in numbers
        )
    except OverflowError:
        return None
    if not all(0 <= one <= LARGEST for one in (*relative, *proportions)):
        return None
    if max(relative) < 1 / LARGEST:
        return None
    locked = frozenset(said["locked"]) & frozenset(own.codes)
    return own._replace(relative=relative, proportions=proportions, locked=locked)


def _columns(session: Session, own: OwnWeights, said: object, lost: dict[str, None]) -> Edits:
    """What was said of columns that are still there; nothing where that cannot be any more."""
    found, index = Edits.of_record(said), session.opened_pack.index
    known = {*(leaf.code for leaf in index.tree.leaves), *index.groups, *index.pass_through}
    lost.update(dict.fromkeys(code for code, _ in found.columns if code not in known))
    found = Edits(tuple(pair for pair in found.columns if pair[0] in known))
    try:
        own.tree(found)
    except EditError:
        lost["columns"] = None
        return Edits()
    return found


def _methods(
    session: Session, tree: Tree, said: dict[str, Any], lost: dict[str, None]
) -> PipelineOptions:
    """The methods as they were; the pack's own where they are of no use to it."""
    index = session.opened_pack.index
    own = fitted(index.options, tree)
    given: dict[str, Any] = {
        key: tuple(v) if isinstance(v, list) else v for key, v in said.items() if key in own._fields
    }
    try:
        options = own._replace(**given)
        check_options(replace(index, tree=tree), options)
    except (PipelineError, TypeError, ValueError, AttributeError):
        lost["methods"] = None
        return own
    return options


def _own(index: Index, said: Any, lost: dict[str, None]) -> OwnValues:  # noqa: ANN401
    """The user's values as they were; none for a unit or an indicator that is not there."""
    if said is None:  # it was kept before there were such
        return ()
    found = list[OwnValue]()
    units, leaves = set(index.codes), {leaf.code for leaf in index.tree.leaves}
    for one in said if isinstance(said, list) else ():
        match one:
            case [str(unit), str(node), int() | float() as value] if (
                unit in units and node in leaves and abs(value) <= LARGEST_VALUE
            ):
                found.append(OwnValue(unit, node, float(value)))
            case [str(unit), str(node), *_]:
                lost[f"{unit}.{node}"] = None
            case _:
                lost["values"] = None
    return put((), found)


def _statements(
    index: Index, said: object, lost: dict[str, None]
) -> tuple[tuple[Statement, ...], frozenset[Statement]]:
    """The statements as they were, and those out of force; those about what is gone are not."""
    found: dict[Statement, bool] = {}
    for one in said if fits(said, [STATEMENT]) else ():  # type: ignore[attr-defined]
        read = unit_statements if one["about"] == UNITS else weight_statements
        try:
            found |= dict.fromkeys(read(one["typed"], index), one["on"])
        except (StatementError, NameNotFoundError):
            lost[one["typed"]] = None
    return tuple(found), frozenset(one for one, on in found.items() if not on)


def _counted(what: str, names: Collection[str]) -> Iterable[str]:
    """What is gone in a few words, such as `unit Wuhan, Xian and 2 more`."""
    if names:
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        yield f"{what} {', '.join(list(names)[:NAMED])}{more}"
