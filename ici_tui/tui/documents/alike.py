"""Clusters found from the data: which units are alike, how sure that is, who is most like one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from ici_tui.pages.robust.reach_words import short
from ici_tui.questions.registry import by_word
from ici_tui.tui.documents.clusters import listed
from ici_tui.tui.documents.line import BLANK, Line, line, paragraph
from ici_tui.tui.documents.waiting import waiting
from ici_tui.tui.groupings import found_on
from ici_tui.tui.jobs import Answer, Job
from ici_tui.tui.selection import selection_of
from ici_tui.views.clusters import build_labelled
from ici_tui.views.frame import Over
from ici_tui.views.numbers import fixed, percent
from ici_tui.views.robust.clusters import ClustersView
from ici_tui.views.robust.shown import coarse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.tui.session import Session
    from ici_tui.views.robust.clusters import Clustering


def job_of(session: Session) -> Job | None:
    """What the page asks; nothing where the grouping is one of the pack's."""
    if found_on(session.pack.index, session.group) is None or session.pack.ensemble_waits:
        return None
    question = by_word()["clusters"]
    return Job(question.name, session.study, question.chosen(selection_of(session)))


def alike_lines(session: Session, width: int) -> list[Line]:
    """The clusters that were found, or how far the work has come."""
    if session.pack.ensemble_waits:
        return [line(("The admissible tables are being read …", "muted"))]
    on = found_on(session.pack.index, session.group) or ""
    found = [*_title(session, on, width)]
    view, answer = _known(session, on)
    if view is None:
        return [*found, BLANK, *waiting(answer, width)]
    clustering = next((made for made in view.clusterings if made.on == on), None)
    if clustering is None:
        why = next((told for told in view.missing if told.startswith(f"{on}: ")), on)
        why = why.removeprefix(f"{on}: ")
        found += [BLANK, *paragraph(f"No answer: {why}.", width, "warning")]
        if "impute" in why:
            found += paragraph("The view Methods can have them imputed.", width, "muted")
        return found
    clusters = build_labelled(session.study, _labels(clustering))
    return [
        *found,
        *_how_sure(session, clustering, width),
        *_nearest(session, clustering, width),
        BLANK,
        *listed(session, clusters, width),
        *paragraph(_note(session, clustering), width, "muted"),
    ]


def _title(session: Session, on: str, width: int) -> Iterator[Line]:
    words = session.pack.index.info.words.plural
    if on == "indicators":
        title, moves = f"Which {words} have similar indicators", "no weight moves this"
    else:
        what = "parts" if session.over is Over.PARTS else "indicators"
        title, moves = f"Of which {words} the {what} contribute alike", "weights move this"
    if cell_len(title) + cell_len(moves) + 2 <= width:
        yield line((title, "heading"), (f"  {moves}", "muted"))
    else:
        yield from paragraph(title, width, "heading")
        yield line((moves, "muted"))


def _known(session: Session, on: str) -> tuple[ClustersView | None, Answer]:
    """The answer; on indicators one from other weights will do while this one is being found."""
    job = job_of(session)
    answer = Answer() if job is None else session.answers.get(job, Answer())
    if isinstance(answer.result, ClustersView):
        return answer.result, answer
    if on == "indicators" and not answer.fault:
        for other, known in session.answers.items():
            same = other.question == "clusters" and other.study.prepared is session.study.prepared
            if same and isinstance(known.result, ClustersView):
                return known.result, answer
    return None, answer


def _labels(clustering: Clustering) -> dict[str, str]:
    return {
        member.code: f"Cluster {member.cluster} ·"
        for member in sorted(clustering.members, key=lambda member: member.cluster)
    }


def _how_sure(session: Session, clustering: Clustering, width: int) -> Iterator[Line]:
    """Over the tables first, then how it agrees with the pack's own groups."""
    if clustering.holds_in is not None and clustering.agreement is not None:
        yield from paragraph(
            f"The same clusters come out in {percent(clustering.holds_in)} of "
            f"{clustering.tables_used} admissible tables; mean agreement of theirs with these "
            f"{fixed(clustering.agreement, 2)}.",
            width,
        )
    groups, rough = session.pack.index.groups, coarse(session.study)
    agreed = ", ".join(
        f"{short(groups[code].name)} {'≈' if rough else ''}{fixed(value, 1 if rough else 2)}"
        for code, value in clustering.adjusted_rand.items()
    )
    if agreed:
        table = ", in the table shown" if clustering.tables_used else ""
        yield from paragraph(f"Agreement with the source's groups{table}: {agreed}.", width)


def _nearest(session: Session, clustering: Clustering, width: int) -> Iterator[Line]:
    """The units most like the cursor's."""
    index = session.pack.index
    code, name = index.codes[session.unit], short(index.names[session.unit])
    member = next((found for found in clustering.members if found.code == code), None)
    if member is None:
        yield from paragraph(f"{name} has no score and is not among them.", width)
    elif member.neighbours:
        rough = coarse(session.study)
        near = ", ".join(
            f"{short(n.name)} {f'≈{n.distance:.2g}' if rough else f'{n.distance:.3g}'}"
            for n in member.neighbours
        )
        yield from paragraph(f"Most like {name}, with the distance: {near}.", width)


def _note(session: Session, clustering: Clustering) -> str:
    index = session.pack.index
    count, words = len(clustering.members), index.info.words
    left = index.size - count
    told = f"Grouped: {count} {words.plural if count != 1 else words.singular}"
    told += f"; {left} without a score left out. " if left else ". "
    if clustering.on == "indicators":
        told += f"By: {len(index.tree.leaves)} indicators after the pipeline, as z-scores. "
        told += "Membership does not move with the weights. "
    else:
        told += f"By: what each of the {session.over.value} adds to the score, weight times value. "
        told += "Membership moves with the weights. "
    group = index.groups.get(index.info.default_group)
    many = "" if group is None else f", as many as there are by {short(group.name)}"
    return told + (
        f"{clustering.count} clusters by Ward's method{many}. "
        "Agreement: adjusted Rand index, 1 the same, about 0 by chance."
    )
