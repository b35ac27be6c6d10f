"""Weights and methods for another tree of the same index: what still fits stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.index.own import as_texts, settings_of
from ici_tui.index.weights import WeightError, WeightSet

if TYPE_CHECKING:
    from ici_tui.index.options import PipelineOptions
    from ici_tui.index.tree import Tree


def fitted(options: PipelineOptions, tree: Tree) -> PipelineOptions:
    """Options for another tree: without settings of indicators that are gone, a method per level."""
    if options.indicators:
        codes = {leaf.code.casefold() for leaf in tree.leaves}
        codes |= {leaf.name.casefold() for leaf in tree.leaves}
        own = settings_of(options.indicators)
        kept = {code: one for code, one in own.items() if code.casefold() in codes}
        if len(kept) < len(own):
            options = options._replace(indicators=as_texts(kept))
    methods, levels = options.aggregate, tree.depth - 1
    if len(methods) > 1 and len(methods) != levels:
        more = (methods[0],) * max(levels - len(methods), 0)
        options = options._replace(aggregate=(more + methods)[-levels:])
    return options


def refitted(
    options: PipelineOptions, before: Tree, own: PipelineOptions, tree: Tree
) -> PipelineOptions:
    """Options for another tree; an indicator that comes back has what it had of its own at first.

    Args:
        options: as they are now.
        before: the tree that they are for.
        own: of the pack as it was opened.
        tree: the tree that they are to fit.
    """
    if own.indicators:
        back = {leaf.code for leaf in tree.leaves} - {leaf.code for leaf in before.leaves}
        again = {code: one for code, one in settings_of(own.indicators).items() if code in back}
        texts = as_texts(settings_of((*options.indicators, *as_texts(again))))
        options = options._replace(indicators=texts)
    return fitted(options, tree)


def weights_for(tree: Tree, before: Tree, weights: WeightSet) -> WeightSet:
    """Weights for another tree: each node keeps what it weighed among those that are still there.

    Args:
        tree: the tree to weigh.
        before: the tree that was weighed.
        weights: of that.
    """
    found = WeightSet.from_tree(tree)
    for parent, family in found.families.items():
        old = weights.families.get(parent)
        if old is None or not (old.edited or old.locked):
            continue
        known = {code: (old.relative[k], old.pack_weights[k]) for k, code in enumerate(old.codes)}
        stood = {before.stands_for(code).code: pair for code, pair in known.items()}
        now = {
            code: known.get(code) or stood.get(tree.stands_for(code).code) for code in family.codes
        }
        there = [pair for pair in now.values() if pair is not None]
        own = sum(pair[1] for pair in there)
        scale = sum(pair[0] for pair in there) / own if own > 0 else 1.0
        given = {
            code: own_weight * scale if (pair := now[code]) is None else pair[0]
            for code, own_weight in zip(family.codes, family.pack_weights, strict=True)
        }
        try:
            changed = family.with_all(given)
        except WeightError:  # all that is left weighed nothing
            continue
        for code in old.locked & set(family.codes):
            changed = changed.with_lock(code, locked=True)
        found = found.with_family(parent, changed)
    return found
