"""The commands that show an index: ranking, card, scores, statements."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ici_tui.cli.common import fail, tell
from ici_tui.cli.deliver import Origin, deliver, deliver_columns, deliver_long
from ici_tui.cli.opening import found_node, found_unit, study_of, units_meant
from ici_tui.cli.output import SEPARATORS, Format

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ici_tui.cli.common import Common
    from ici_tui.cli.long_records import LongRecords
    from ici_tui.index.tree import Node, Tree
    from ici_tui.pages.model import Page
    from ici_tui.questions.fields import Record
    from ici_tui.views.ranking import Ranking
    from ici_tui.views.study import Study

MANY = 20_000
"""Units from which on polars writes scores faster than Python, its import included."""
MANY_BESIDE = 20
"""Numbers beside each unit with which that is so too; few units may have more of them."""


def city(common: Common, name: str, *, full: bool = False) -> None:
    """The card of a unit, with all that is told of it or what matters most; or its record."""
    study = study_of(common)
    place = found_unit(study, name)

    def page() -> Page:
        from ici_tui.pages.card import card_page

        return card_page(study, place, full=full)

    def record() -> Record:
        from ici_tui.questions.records.card import card_record

        return card_record(study, place)

    def rows() -> list[Record]:
        from ici_tui.questions.records.rows import city_row

        return [city_row(record(), study)]

    deliver(common, page, record, rows, origin=Origin(study))


def rank(
    common: Common,
    by: str | None = None,
    level: str | None = None,
    top: int | None = None,
    where: str | None = None,
) -> None:
    """The ranking; what `--top` leaves out is said on stderr."""
    from ici_tui.packs.faults import PackError
    from ici_tui.pages.ranking import level_page, ranking_page
    from ici_tui.views.ranking import build_ranking

    study = study_of(common)
    nodes = None if level is None else _nodes_of(level, study.pack.index.tree)
    node = found_node(study, by)
    only = None if where is None else units_meant(study, where, "--where")
    try:
        ranking = build_ranking(study, node, top=top, only=only, ahead=nodes is None)
    except PackError as error:
        # At the pack's own weights nothing else may need the ensemble; else this raises it again.
        ranking = build_ranking(study, node, top=top, only=only)
        tell(f"without P>next: {error}")
    if study.stated is not None and ranking.ahead is None and nodes is None:
        from ici_tui.views.beats_next import why_untold

        if why := why_untold(study):
            tell(f"without P>next: {why}")
    if nodes is not None:
        ranking = ranking.with_nodes(nodes)
    met = study.pack.index.size if only is None else int(only.sum())
    if where is not None:
        tell(f"{_counted(study, met)} of {study.pack.index.size:,} with --where {where}")
    if top is not None and top < met:
        tell(f"{_counted(study, met - top)} left out by --top {top}")
    draw = ranking_page if nodes is None else level_page

    def ranked() -> list[Record]:
        from ici_tui.questions.records.ranking import rank_records

        return rank_records(ranking, study)

    def around(ranking: object) -> Record:
        from ici_tui.cli.stating import statements_record

        return statements_record(study) | {"ranking": ranking}

    def records() -> Record | list[Record]:
        return ranked() if study.stated is None else around(ranked())

    def rows() -> list[Record]:
        from ici_tui.questions.records.rows import rank_rows

        return rank_rows(ranked(), study)

    numbers = len(ranking) * len(ranking.parts)
    if not common.paged and (len(ranking) >= MANY or numbers >= MANY_BESIDE * MANY):
        from ici_tui.questions.records.ranking import in_columns

        if in_columns(ranking):
            long = _long(ranking)
            within = None if study.stated is None else lambda: around(long)
            deliver_long(common, long, within=within, origin=Origin(study))
            return
    deliver(common, lambda: draw(ranking, study), records, rows, origin=Origin(study))


def _long(ranking: Ranking) -> LongRecords:
    """The records of a long ranking."""
    from ici_tui.cli.long_records import PORTION, LongRecords
    from ici_tui.questions.records.ranking import rank_columns
    from ici_tui.questions.records.rows import rank_rows

    def portions() -> Iterator[Record]:
        for start in range(0, len(ranking), PORTION):
            yield rank_columns(replace(ranking, rows=ranking.rows[start : start + PORTION]))

    def flat(held: Mapping[str, object]) -> Record:
        return rank_rows([dict(held)], ranking.rows.study)[0]

    return LongRecords(portions, flat)


def scores(common: Common, *, notes: bool, where: str | None = None) -> None:
    """Every score, then ranks; CSV by default."""
    from ici_tui.questions.records.ranking import score_records

    if common.asked_format is None:
        common = replace(common, format=Format.CSV)
    study = study_of(common, all_notes=notes)
    only = None if where is None else units_meant(study, where, "--where")
    plain = not notes and only is None and study.pack.cells is None
    if plain and common.chosen in SEPARATORS and study.pack.index.size >= MANY:
        from ici_tui.cli.score_table import score_pieces, watched

        progress = watched(to_file=common.output is not None)
        deliver_columns(
            common,
            lambda separator, cells: score_pieces(study, separator, cells, progress=progress),
            origin=Origin(study),
        )
        return

    def page() -> Page:
        from ici_tui.pages.ranking import scores_page

        return scores_page(study, notes=notes, only=only)

    records = score_records(study, notes=notes)
    if only is not None:
        there = {code for code, met in zip(study.pack.index.codes, only, strict=True) if met}
        records = [record for record in records if record["code"] in there]
    rows = [
        record | ({"notes": "; ".join(map(str, found))} if isinstance(found, list) else {})
        for record in records
        for found in (record.get("notes"),)
    ]
    deliver(common, page, records, rows, origin=Origin(study))


def check(common: Common) -> None:
    """Whether the numbers bear out what the source says of them."""
    from ici_tui.evidence.claims import ClaimError, check_claims, contradicts_hard
    from ici_tui.pages.headings import document
    from ici_tui.pages.statements import statement_blocks
    from ici_tui.questions.records.upkeep import STATEMENTS

    study = study_of(common)
    pack = study.pack
    try:
        findings = check_claims(pack.claims, pack.index, study.scores, study.weights, pack.ensemble)
    except ClaimError as error:
        raise fail(f"claims.toml: {error}", 1) from None

    def page() -> Page:
        return document(study, statement_blocks(findings, study))

    deliver(common, page, STATEMENTS.all(findings), origin=Origin(study))
    if contradicts_hard(findings):
        raise fail("a claim that the source makes outright is contradicted", 1)


def _counted(study: Study, count: int) -> str:
    words = study.pack.index.info.words
    return f"{count} {words.singular if count == 1 else words.plural}"


def _nodes_of(level: str, tree: Tree) -> tuple[Node, ...]:
    """The nodes of a level, or all of them, or the end with the levels that there are."""
    if level.casefold() == "all":
        return tree.nodes
    levels = {str(number): number for number in range(1, tree.depth + 1)}
    if level in levels:
        return tree.at_level(levels[level])
    raise fail(
        f"--level: there is no level {level!r}; "
        f"give 1 (the indicators) to {tree.depth} (the index), or all",
        2,
    )
