"""Clusters found from the data, as a page: which units are alike, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.pages.clusters import cluster_blocks, sign_told
from ici_tui.pages.model import Blank, Para, Section
from ici_tui.pages.robust.frame import AnswerPage
from ici_tui.pages.robust.reach_words import short
from ici_tui.views.clusters import build_labelled
from ici_tui.views.numbers import fixed, percent
from ici_tui.views.robust.shown import coarse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.pages.focus import Focus
    from ici_tui.pages.model import Block
    from ici_tui.views.robust.clusters import Clustering, ClustersView, Member
    from ici_tui.views.study import Study


def page(view: ClustersView, study: Study, focus: Focus) -> AnswerPage:
    """The clusters of each kind, and what they agree with."""
    blocks: list[Block] = []
    for found in view.clusterings:
        blocks.append(Section(_sentence(title_of(found.on, study, view.terms.over))))
        blocks += _clustering(found, view, study, focus)
    if view.missing:
        blocks += [Blank(), *(Para(f"Not clustered on {missing}.") for missing in view.missing)]
    return AnswerPage("clusters from the data", tuple(blocks), view.terms)


def page_of_one(view: ClustersView, on: str, study: Study, focus: Focus) -> AnswerPage | None:
    """The clusters on one basis; None where these data allow none."""
    found = next((made for made in view.clusterings if made.on == on), None)
    if found is None:
        return None
    blocks = tuple(_clustering(found, view, study, focus))
    return AnswerPage(title_of(on, study, view.terms.over), blocks, view.terms)


def title_of(on: str, study: Study, over: str) -> str:
    """What is asked, and whether weights move the answer."""
    words = study.pack.index.info.words.plural
    if on == "indicators":
        return f"which {words} have similar indicators · no weight moves this"
    return f"of which {words} the {over} contribute alike · weights move this"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _clustering(
    found: Clustering, view: ClustersView, study: Study, focus: Focus
) -> Iterator[Block]:
    """How sure the clusters are, the clusters, and how they were made."""
    yield from _how_sure(found, study)
    labels = {
        member.code: f"Cluster {member.cluster}"
        for member in sorted(found.members, key=lambda member: member.cluster)
    }
    rough = coarse(study)
    near = {member.code: _most_like(member, rough=rough) for member in found.members}
    clusters = build_labelled(study, labels, focus.most)
    yield from cluster_blocks(clusters, study, focus, (found.on, "Cluster"), near)
    yield Blank()
    yield Para.note(sign_told(clusters) + _note(found, study, view.terms.over))


def _how_sure(found: Clustering, study: Study) -> Iterator[Block]:
    """Over the tables first, then how it agrees with the pack's own groups."""
    if found.holds_in is not None and found.agreement is not None:
        yield Para(
            f"The same clusters come out in {percent(found.holds_in)} of {found.tables_used} "
            "admissible tables; mean agreement of theirs with these "
            f"{fixed(found.agreement, 2)}.",
            "strong",
        )
    groups, rough = study.pack.index.groups, coarse(study)
    agreed = ", ".join(
        f"{short(groups[code].name)} {'≈' if rough else ''}{fixed(value, 1 if rough else 2)}"
        for code, value in found.adjusted_rand.items()
    )
    if agreed:
        table = ", in the table shown" if found.tables_used else ""
        yield Para(f"Agreement with the pack's groups{table}: {agreed}.")


def _most_like(member: Member, *, rough: bool) -> str:
    """The nearest units, each with its distance."""
    return ", ".join(
        f"{near.name} {f'≈{near.distance:.2g}' if rough else f'{near.distance:.3g}'}"
        for near in member.neighbours
    )


def _note(found: Clustering, study: Study, over: str) -> str:
    index = study.pack.index
    count, words = len(found.members), index.info.words
    left = index.size - count
    told = f"Grouped: {count} {words.plural if count != 1 else words.singular}"
    scored = int(np.count_nonzero(~np.isnan(study.scores.of(index.tree.root.code))))
    lack = "a score" if scored == count else "every value"
    told += f"; {left} without {lack} left out. " if left else ". "
    if found.on == "indicators":
        told += f"By: {len(index.tree.leaves)} indicators after the pipeline, as z-scores. "
        told += "Membership does not move with the weights. "
    else:
        told += f"By: what each of the {over} adds to the score, weight times value. "
        told += "Membership moves with the weights. "
    group = index.groups.get(index.info.default_group)
    labels = {label for label in group.labels if label} if group else set()
    usual = group is not None and len(labels) == found.count
    many = f", as many as there are by {short(group.name)}" if group and usual else ""
    return told + (
        f"{found.count} clusters by Ward's method{many}. "
        "Beside each score: who is most like it, with the distance. Agreement: adjusted Rand index, 1 the same, about 0 by chance."
    )
