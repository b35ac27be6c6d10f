"""The sets of weights that the explorer offers: the pack's, plain ones, the user's scenarios."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.index.weight_text import parse_weights
from ici_tui.index.weights import WeightError
from ici_tui.settings.places import SettingsError
from ici_tui.settings.scenarios import read_scenarios
from ici_tui.views.rule_weights import rules, weights_by_rule

if TYPE_CHECKING:
    from ici_tui.index.weights import WeightSet
    from ici_tui.tui.session import Session


@dataclass(frozen=True, slots=True)
class Offer:
    """A named set of weights. `fault` says why it cannot be taken, empty where it can."""

    name: str
    note: str
    weights: WeightSet
    fault: str = ""


def offered(session: Session) -> tuple[Offer, ...]:
    """The pack's own weights, equal ones, each part alone, by data, presets, scenarios."""
    index = session.pack.index
    own = session.weights.reset()
    root = index.tree.root.code
    found = [
        Offer(index.info.weights_name, "the pack's own weights", own),
        Offer("equal", "the same for every part", own.equal(root)),
    ]
    found += [
        Offer(f"{part.name} only", "100 for this part, 0 for the others", own.only(part.code))
        for part in session.catalogue.parts
        if part.parent is not None
    ]
    found += [_by_data(session, rule) for rule in rules() if rule != "equal"]
    for preset in index.info.presets:
        text = ",".join(f"{code}={points}" for code, points in preset.weights)
        found.append(_parsed(session, preset.name, preset.note or text, text))
    try:
        scenarios = read_scenarios(index.info.name)
    except SettingsError as error:
        found.append(Offer("scenarios", str(error), own, str(error)))
    else:
        found += [_parsed(session, name, text, text) for name, text in scenarios.items()]
    return tuple(found)


def _by_data(session: Session, rule: str) -> Offer:
    """What a rule makes of the parts' values: what it means, or why it does not apply."""
    own, tree = session.weights.reset(), session.pack.index.tree
    name = f"by {rules()[rule]}"
    pack = session.pack
    ensemble = None if pack.ensemble_waits else pack.ensemble
    scores = session.study.scores
    try:
        found = weights_by_rule(own, rule, tree, scores, tree.root.code, ensemble=ensemble)
    except WeightError as error:
        return Offer(name, str(error), own, str(error))
    note = f"{found.meaning} {found.note[:1].upper()}{found.note[1:]}." if found.note else ""
    return Offer(name, note or found.meaning, found.weights)


def _parsed(session: Session, name: str, note: str, text: str) -> Offer:
    own = session.weights.reset()
    try:
        return Offer(name, note, parse_weights(text, session.pack.index.tree, own).weights)
    except WeightError as error:
        return Offer(name, str(error), own, str(error))
