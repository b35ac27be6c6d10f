"""The sets of weights that the explorer offers: the pack's, plain ones, the user's scenarios."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ici_tui.index.weight_rules import EQUAL, RULES
from ici_tui.index.weight_text import parse_weights
from ici_tui.index.weights import WeightError
from ici_tui.settings.places import SettingsError
from ici_tui.views.names import NameNotFoundError
from ici_tui.views.statement_text import StatementError, unit_statements, weight_statements

if TYPE_CHECKING:
    from ici_tui.evidence.ensemble import Ensemble
    from ici_tui.index.scores import Scores
    from ici_tui.index.weights import WeightSet
    from ici_tui.packs.pack import Pack
    from ici_tui.tui.session import Session
    from ici_tui.views.statement_text import Statement
    from ici_tui.views.study import Study


_BY_DATA: WeakKeyDictionary[Pack, tuple[bool, tuple[Offer, ...]]] = WeakKeyDictionary()
"""What the rules make of a pack, and whether its ensemble was still to be read."""


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
    from ici_tui.settings.scenarios import read_scenarios

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
    found += by_data(session.study)
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


def by_data(study: Study) -> tuple[Offer, ...]:
    """What each rule makes of the parts' values; found once, since no edited weight counts."""
    pack = study.pack
    waits = pack.ensemble_waits
    known = _BY_DATA.get(pack)
    if known is None or known[0] != waits:
        own = study.weights.reset()
        # At the pack's own weights: an edited one inside a part would move what the rule gives.
        scores = study.with_weights(own).scores
        ensemble = None if waits else pack.ensemble
        rules = [rule for rule in RULES if rule != EQUAL]
        known = waits, tuple(_by_rule(own, rule, pack, scores, ensemble) for rule in rules)
        _BY_DATA[pack] = known
    return known[1]


def _by_rule(
    own: WeightSet, rule: str, pack: Pack, scores: Scores, ensemble: Ensemble | None
) -> Offer:
    """What a rule makes of the parts' values: what it means, or why it does not apply."""
    from ici_tui.views.rule_weights import weights_by_rule

    name, tree = f"by {RULES[rule].name}", pack.index.tree
    try:
        found = weights_by_rule(own, rule, tree, scores, tree.root.code, ensemble=ensemble)
    except WeightError as error:
        return Offer(name, str(error), own, str(error))
    note = f"{found.meaning} {found.note[:1].upper()}{found.note[1:]}." if found.note else ""
    return Offer(name, note or found.meaning, found.weights)


def _scenario(session: Session, name: str, text: str) -> Offer:
    from ici_tui.settings.scenarios import Scenario

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
