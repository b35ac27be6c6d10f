"""The sets of weights that the explorer offers: the pack's, plain ones, the user's scenarios."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.index.weight_rules import EQUAL, RULES
from ici_tui.index.weight_text import parse_weights
from ici_tui.index.weights import WeightError
from ici_tui.settings.places import SettingsError
from ici_tui.settings.scenarios import Scenario, read_scenarios
from ici_tui.views.names import NameNotFoundError
from ici_tui.views.rule_weights import weights_by_rule
from ici_tui.views.statement_text import StatementError, unit_statements, weight_statements

if TYPE_CHECKING:
    from ici_tui.index.weights import WeightSet
    from ici_tui.tui.session import Session
    from ici_tui.views.statement_text import Statement


@dataclass(frozen=True, slots=True)
class Offer:
    """A named set of weights. `fault` says why it cannot be taken, empty where it can."""

    name: str
    note: str
    weights: WeightSet
    fault: str = ""
    statements: tuple[Statement, ...] | None = None
    """What is stated with them; None leaves the statements as they are."""


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
    found += [_by_data(session, rule) for rule in RULES if rule != EQUAL]
    for preset in index.info.presets:
        text = ",".join(f"{code}={points}" for code, points in preset.weights)
        found.append(_parsed(session, preset.name, preset.note or text, text))
    try:
        scenarios = read_scenarios(index.info.name)
    except SettingsError as error:
        found.append(Offer("scenarios", str(error), own, str(error)))
    else:
        found += [_scenario(session, name, text) for name, text in scenarios.items()]
    return tuple(found)


def _by_data(session: Session, rule: str) -> Offer:
    """What a rule makes of the parts' values: what it means, or why it does not apply."""
    own, tree = session.weights.reset(), session.pack.index.tree
    name = f"by {RULES[rule].name}"
    pack = session.pack
    ensemble = None if pack.ensemble_waits else pack.ensemble
    scores = session.study.scores
    try:
        found = weights_by_rule(own, rule, tree, scores, tree.root.code, ensemble=ensemble)
    except WeightError as error:
        return Offer(name, str(error), own, str(error))
    note = f"{found.meaning} {found.note[:1].upper()}{found.note[1:]}." if found.note else ""
    return Offer(name, note or found.meaning, found.weights)


def _scenario(session: Session, name: str, text: str) -> Offer:
    kept = Scenario.read(text)
    if not (kept.prefer or kept.order):
        return _parsed(session, name, text, kept.weights)
    own, index = session.weights.reset(), session.pack.index
    try:
        weights = parse_weights(kept.weights, index.tree, own).weights if kept.weights else own
        statements = (
            *(unit_statements(kept.prefer, index) if kept.prefer else ()),
            *(weight_statements(kept.order, index) if kept.order else ()),
        )
    except (WeightError, StatementError, NameNotFoundError) as error:
        return Offer(name, str(error), own, str(error))
    return Offer(name, text, weights, statements=statements)


def _parsed(session: Session, name: str, note: str, text: str) -> Offer:
    own = session.weights.reset()
    try:
        return Offer(name, note, parse_weights(text, session.pack.index.tree, own).weights)
    except WeightError as error:
        return Offer(name, str(error), own, str(error))
