"""Weights as `--weights` takes them: points, or by name.

Names are those of the pack's own weights, of rules that look at the data, of one node alone, of
presets and of scenarios.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.index.weight_rules import RULES, WORDS, rule_called
from ici_tui.index.weight_text import parse_weights
from ici_tui.index.weights import WeightError, WeightSet
from ici_tui.near import did_you_mean, nearest, plain
from ici_tui.settings.places import SettingsError
from ici_tui.settings.scenarios import Scenario, read_scenarios
from ici_tui.views.names import NameNotFoundError, find_node
from ici_tui.views.rule_weights import weights_by_rule

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ici_tui.index.scores import Scores
    from ici_tui.packs.pack import Pack
    from ici_tui.views.study import Study

ONLY = "only"
EVERYWHERE = "all"
"""What stands for every family, where a node would stand for one."""


class RefusedError(Exception):
    """The name is right, and the weights cannot be had: the message says why."""


def weights_meant(
    text: str, study: Study, option: str = "--weights"
) -> tuple[WeightSet, tuple[str, ...]]:
    """The weights that a text means, and remarks on them.

    Args:
        text: points, which go onto the weights of the study, or a name.
        study: a pack; at its own weights, where rules look at data.
        option: what takes the text, for messages.

    Raises:
        WeightError: it is neither of the form of points nor a name.
        NameNotFoundError: nothing is called so; the message names the nearest.
        RefusedError: the weights cannot be had.
    """
    if "=" not in text and text.strip():
        return named_weights(text.strip(), study.pack, lambda: study.scores, option)
    parsed = parse_weights(text, study.pack.index.tree, study.weights)
    return parsed.weights, parsed.notes


def named_weights(
    name: str, pack: Pack, scores: Callable[[], Scores], option: str = "--weights"
) -> tuple[WeightSet, tuple[str, ...]]:
    """The weights that a name stands for, and remarks on them.

    Args:
        name: without regard to case: the pack's own name for its weights, a rule for the
            children of the index (`:NODE` for those of a node, `:all` for all), a preset of the pack, `NODE-only`, a scenario of the user's; looked
            for in this order.
        pack: whose weights.
        scores: computes the evaluation at the pack's own weights, for rules that look at data.
        option: what takes the name, for messages.

    Raises:
        NameNotFoundError: nothing is called so; the message names the nearest.
        RefusedError: the rule does not apply to the data, or a preset or a scenario is at fault.
    """
    info, tree = pack.index.info, pack.index.tree
    own = WeightSet.from_tree(tree)
    if plain(name) == plain(info.weights_name):
        return own, ()
    rule, colon, family = (part.strip() for part in name.partition(":"))
    called = rule_called(rule.casefold())
    if called is not None:
        parent = tree.root.code if not colon else None
        if colon and plain(family) != EVERYWHERE:
            parent = find_node(tree, family)
        return _by_rule(called, parent, pack, scores)
    presets = {
        preset.name: ",".join(f"{code}={points!r}" for code, points in preset.weights)
        for preset in info.presets
    }
    found = _kept(name, presets, pack)
    stem = name[: -len(ONLY)].rstrip(" -_") if name.casefold().endswith(ONLY) else ""
    if found is None and stem:
        return _only(stem, pack), ()
    if found is None:
        scenarios = _scenarios(info.name)
        found = _kept(name, scenarios, pack)
        if found is None:
            raise NameNotFoundError(_unknown(name, pack, [*presets, *scenarios], option))
    return found


def _kept(
    name: str, texts: Mapping[str, str], pack: Pack
) -> tuple[WeightSet, tuple[str, ...]] | None:
    """The weights kept under a name; None where none are."""
    key = next((key for key in texts if plain(key) == plain(name)), None)
    if key is None:
        return None
    tree = pack.index.tree
    try:
        text = Scenario.read(texts[key]).weights
        if not text:  # statements at the pack's own weights
            return WeightSet.from_tree(tree), ()
        parsed = parse_weights(text, tree, WeightSet.from_tree(tree))
    except WeightError as error:
        raise RefusedError(str(error)) from None
    return parsed.weights, parsed.notes


def _only(stem: str, pack: Pack) -> WeightSet:
    tree = pack.index.tree
    node = find_node(tree, stem)
    if node == tree.root.code:
        raise NameNotFoundError(f"{node} is the index itself and has no weight")
    return WeightSet.from_tree(tree).only(node)


def _by_rule(
    rule: str, parent: str | None, pack: Pack, scores: Callable[[], Scores]
) -> tuple[WeightSet, tuple[str, ...]]:
    tree = pack.index.tree
    own = WeightSet.from_tree(tree)
    if parent is not None and not tree.children(parent):
        raise NameNotFoundError(f"{parent} is an indicator and has no children to weigh")
    where = "in every family" if parent is None else f"for the children of {parent}"
    try:
        found = weights_by_rule(own, rule, tree, scores(), parent, ensemble=pack.ensemble)
    except WeightError as error:
        raise RefusedError(str(error)) from None
    meaning = f"{found.meaning[:1].lower()}{found.meaning[1:]}"
    told = f"weights by {RULES[rule].name} {where}: {meaning}"
    return found.weights, (f"{told.rstrip('.')}; {found.note}" if found.note else told,)


def _scenarios(pack: str) -> dict[str, str]:
    try:
        return read_scenarios(pack)
    except SettingsError as error:
        raise RefusedError(str(error)) from None


def _unknown(name: str, pack: Pack, others: list[str], option: str) -> str:
    words = [pack.index.info.weights_name, *WORDS, *others]
    words += [f"{node.code}-{ONLY}" for node in pack.index.tree.pillars]
    example = f"{pack.index.tree.nodes[1].code}=50"
    hint = did_you_mean(
        nearest(name, words), f"write NAME=POINTS, such as {example}, or one of {', '.join(words)}"
    )
    return f"{option}: nothing is called {name!r}; {hint}"
