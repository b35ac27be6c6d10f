"""Editing weights: steps, typed values, whole sets; what cannot be done is answered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ici_tui.index.weights import WeightError
from ici_tui.tui.weight_rows import weighted_nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ici_tui.index.weights import WeightSet
    from ici_tui.tui.commands.door import Door
    from ici_tui.tui.presets import Offer

LONGEST_NUMBER = 7
ALIKE = 1e-12
"""Shares that differ by less are one, but for rounding."""


def go_to_weight(app: Door, step: int) -> None:
    """To another weight."""
    codes = weighted_nodes(app.session)
    place = codes.index(app.session.node) if app.session.node in codes else 0
    found = codes[min(max(place + step, 0), len(codes) - 1)]
    app.take(replace(app.session, node=found, typed=None, last_edit=""))


def name_of(app: Door, code: str) -> str:
    """What a node is called."""
    return app.session.pack.index.tree[code].name


def try_edit(
    app: Door,
    edit: Callable[[], WeightSet],
    by: str | Callable[[WeightSet], str],
    step_of: str = "",
) -> bool:
    """Take what an edit gives, and say whether it can be; else say why not.

    Args:
        app: the explorer.
        edit: makes the weights.
        by: what is done, for who undoes it; or what says it of the weights.
        step_of: edits with the same that follow each other are one.
    """
    try:
        weights = edit()
    except WeightError as error:
        app.say(str(error), warns=True)
        return False
    told = by if isinstance(by, str) else by(weights)
    app.take(replace(app.session.edited(weights, by=told, step_of=step_of), typed=None))
    return True


def step_weight(app: Door, points: float) -> None:
    """Move the weight at the cursor by points, not beyond the ends."""
    code, weights = app.session.node, app.session.weights
    target = min(max(weights.points(code) + points, 0.0), 100.0)
    try_edit(app, lambda: weights.with_points(code, target), _to(app, code), code)


def set_weight(app: Door, code: str, points: float) -> None:
    """Set a weight to points of 100."""
    weights = app.session.weights
    try_edit(app, lambda: weights.with_points(code, points), _to(app, code))


def draw_weight(app: Door, code: str, points: float, *, begun: bool) -> None:
    """Set a weight with the mouse; while the knob is drawn along (`begun`), all is one edit."""
    step, weights = f"drawn:{code}", app.session.weights
    if not begun:
        app.session = replace(app.session, last_edit="")
    target = float(round(points))
    try_edit(app, lambda: weights.with_points(code, target), _to(app, code), step)


def _to(app: Door, code: str) -> Callable[[WeightSet], str]:
    """What a step is called: by where it came to, since locks may cut it short."""
    return lambda weights: f"{name_of(app, code)} {weights.points(code):.1f}"


def type_weight(app: Door, character: str) -> None:
    """Begin a typed weight, or go on with it."""
    typed = (app.session.typed or "") + character
    app.take(replace(app.session, typed=typed[:LONGEST_NUMBER]))


def take_typed(app: Door) -> None:
    """Take the value that was typed."""
    typed = app.session.typed or ""
    try:
        points = float(typed)
    except ValueError:
        app.say(f"{typed!r} is not a number of points; give 0 to 100", warns=True)
        return
    set_weight(app, app.session.node, points)


def take_shares(app: Door, shares: Mapping[str, float]) -> None:
    """Take weights on that give nodes these shares of the index."""
    tree, weights = app.session.pack.index.tree, app.session.weights
    now = weights.effective(tree)
    if all(abs(now[code] - share) < ALIKE for code, share in shares.items()):
        app.say("these are the weights already")
        return
    if try_edit(app, lambda: weights.with_effective(tree, shares), "weights of the page"):
        app.say("these weights are applied · u undoes")


def take_preset(app: Door, offer: Offer) -> None:
    """Take a set of weights on."""
    if offer.fault:
        app.say(f"{offer.name}: {offer.fault}", warns=True)
        return
    by = f"weights {offer.name}"
    if offer.statements is None:
        app.take(app.session.edited(offer.weights, by=by))
    else:
        app.take(app.session.with_scenario(offer.weights, offer.statements, by=by))
    app.say(f"weights: {offer.name} · u undoes")
