"""The Python interface: an index is opened, asked, and answers with plain records and a page.

    from ici_tui import open_index
    i = open_index("ici-cn-2020")
    i.rank(weights={"Enterprise": 50})
    i.overtake("Wuhan", "Nanjing").to_dict()

It stands on the questions of both doors: their words, options and fields are the command line's.
Everything is immutable: what changes weights, methods or statements gives another index.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from ici_tui.api.answer import Answer, as_frame
from ici_tui.api.errors import AskError, asking
from ici_tui.api.given import (
    choice_given,
    methods_given,
    options_given,
    points_given,
    text_given,
    whole_given,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from os import PathLike

    import polars as pl

    from ici_tui.pages.model import Page
    from ici_tui.questions.question import Question
    from ici_tui.views.study import Study

    Weights = Mapping[str, float] | str


def open_index(
    source: str | PathLike[str] = "ici-cn-2020", *, time: str | None = None
) -> OpenIndex:
    """Open an index.

    Args:
        source: the name of an installed pack; a pack's folder or workbook; or any table that
            can be ranked (CSV, TSV, JSON, Parquet, Excel), as `FILE` or `FILE:SHEET`.
        time: the time of a panel; the newest without one.

    Raises:
        AskError: there is no such pack or file, or it is at fault; one line for each reason.
    """
    with asking():
        from ici_tui.api.opening import opened

        return OpenIndex(opened(source, time))


@dataclass(frozen=True, eq=False, repr=False)
class OpenIndex:
    """An index at some weights, with some pipeline, under some statements.

    Units, nodes and groups are found as on the command line: by code, name, local name or a
    beginning that only one of them has. Every method raises `AskError` with one clear line where
    there is no answer.
    """

    study: Study
    """What the package computes with; not part of the stable interface."""

    @property
    def title(self) -> str:
        """The index and its edition, for people."""
        return self.study.pack.index.info.title

    @property
    def standing(self) -> str:
        """What is to be said wherever its numbers are shown; empty where nothing is."""
        return self.study.standing_line

    @property
    def units(self) -> dict[str, str]:
        """The units' names by code, in the pack's order."""
        index = self.study.pack.index
        return dict(zip(index.codes, index.names, strict=True))

    @property
    def nodes(self) -> dict[str, str]:
        """The names of the index, its pillars and its indicators by code, in tree order."""
        return {node.code: node.name for node in self.study.pack.index.tree.nodes}

    @property
    def weights(self) -> dict[str, float]:
        """The weight of each node among its siblings, in points of 100, by code."""
        tree, weights = self.study.pack.index.tree, self.study.weights
        return {
            node.code: weights.points(node.code) for node in tree.nodes if node.parent is not None
        }

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the pack's authors, or whoever read a table, had to assume or guess."""
        return tuple(found.text for found in self.study.pack.index.info.assumptions)

    def with_weights(self, weights: Weights) -> OpenIndex:
        """The same index at other weights, and under no statements.

        Args:
            weights: points of 100 among siblings by node, `{"Enterprise": 50}`, or as `--weights`
                takes them, `"enterprise=50,research=30"`, `"equal"` or `"pca"`. Siblings that are
                not named share what is left in their old proportion.
        """
        from ici_tui.questions.named_weights import weights_meant

        with asking():
            text = weights if isinstance(weights, str) else points_given(weights, self.study)
            meant, _ = weights_meant(text, self.study, "weights")
            return OpenIndex(self.study.with_weights(meant).under(None))

    def with_methods(self, **methods: Any) -> OpenIndex:  # noqa: ANN401 - see the pipeline's options
        """The same weights with another pipeline.

        Args:
            methods: stages by name with the texts of the command line: `normalise="zscore"`,
                `aggregate="geometric"` (or a tuple, one for each level), `impute="mean"`,
                `treat=`, `denominate=True`, `screen=0.8`, `min_available=`, `rank_decimals=`.
        """
        from ici_tui.index.pipeline import check_options

        with asking():
            options = self.study.pack.index.options
            changed = options._replace(**methods_given(methods, options._fields))
            check_options(self.study.pack.index, changed)
            return OpenIndex(self.study.with_options(changed))

    def under(
        self, *, prefer: str = "", order: str = "", nearest: Literal["l1", "l2", "linf"] = "l1"
    ) -> OpenIndex:
        """The index at the nearest weights at which statements hold, and under them.

        Probabilities, acceptability and best and worst ranks then look at no other weights.
        `ask("robust statements")` tells margins, and what had to be given up and why.

        Args:
            prefer: an order of units, `"wuhan>xian,xian>harbin"`.
            order: an order of importance, `"enterprise>research>=infrastructure"`.
            nearest: what is nearest: points moved, Euclidean distance, or largest change.
        """
        from ici_tui.questions.stating import at_found, stating, weights_found
        from ici_tui.views.statement_text import NORMS, unit_statements, weight_statements

        with asking():
            index = self.study.pack.index
            prefer, order = text_given("prefer", prefer), text_given("order", order)
            if not (prefer or order):
                raise AskError(
                    "nothing is stated: give prefer, an order of units, or order, one of weights"
                )
            study = stating(
                self.study,
                (
                    *(unit_statements(prefer, index) if prefer else ()),
                    *(weight_statements(order, index) if order else ()),
                ),
                choice_given("nearest", nearest, NORMS),
            )
            return OpenIndex(at_found(study, weights_found(study)))

    def rank(
        self, weights: Weights | None = None, *, by: str | None = None, top: int | None = None
    ) -> Answer:
        """The ranking, the best unit first; the fields are those of `ici-tui rank`.

        Args:
            weights: other weights, as in `with_weights`.
            by: the node to rank on; the index itself without one.
            top: only the first so many.
        """
        from ici_tui.pages.ranking import ranking_page
        from ici_tui.questions.records.ranking import rank_records
        from ici_tui.questions.records.rows import rank_rows
        from ici_tui.views.names import find_node
        from ici_tui.views.ranking import build_ranking

        study = self.study if weights is None else self.with_weights(weights).study
        with asking():
            tree = study.pack.index.tree
            node = tree.root.code if by is None else find_node(tree, text_given("by", by))
            if top is not None:
                top = whole_given("top", top, 1)
            ranking = build_ranking(study, node, top=top, ahead=True)
            records = rank_records(ranking, study)
        return _answer(
            "rank", study, records, lambda: rank_rows(records, study),
            lambda: ranking_page(ranking, study),
        )  # fmt: skip

    def unit(self, name: str) -> Answer:
        """The card of one unit; the fields are those of `ici-tui city`."""
        from ici_tui.pages.card import card_page
        from ici_tui.questions.records.card import card_record
        from ici_tui.questions.records.rows import city_row
        from ici_tui.views.names import find_unit

        with asking():
            place = find_unit(self.study.pack.index, text_given("name", name))
            record = card_record(self.study, place)
        return _answer(
            "city", self.study, record, lambda: [city_row(record, self.study)],
            lambda: card_page(self.study, place),
        )  # fmt: skip

    def compare(self, *names: str) -> Answer:
        """Two to four units side by side; for two, the gap explained."""
        return self.ask("compare", names=names)

    def pair(self, x: str, y: str, **options: Any) -> Answer:  # noqa: ANN401 - the question's own
        """Why one unit is ahead of another, how often, and what it takes to swap them."""
        return self.ask("robust pair", x=x, y=y, **options)

    def overtake(self, x: str, y: str, **options: Any) -> Answer:  # noqa: ANN401
        """How far weights have to move for x to pass y."""
        return self.ask("robust overtake", x=x, y=y, **options)

    def improve(self, x: str, y: str | None = None, **options: Any) -> Answer:  # noqa: ANN401
        """The values of its own with which x draws level with y, or reaches a rank (`to=`)."""
        return self.ask("robust improve", x=x, y=y, **options)

    def ask(self, question: str, **options: Any) -> Answer:  # noqa: ANN401 - every question has its own
        """Any question of the command line, such as `"robust reach"`, `"stats"` or `"report"`.

        Args:
            question: the words of its command.
            options: its options by name, `within="5"`, with `_` for `-`; what is a list of words
                there is a tuple here.
        """
        from ici_tui.questions.option import as_words
        from ici_tui.questions.question import DOCUMENTS
        from ici_tui.questions.stamp import stamp_of
        from ici_tui.questions.statuses import statuses_of

        with asking():
            found = _question(text_given("question", question))
            asked = found.asked(**options_given(found, options))
            view: Any = found.find(self.study, asked, _go_on)
            if found.room == DOCUMENTS:
                words = (found.command, *as_words(asked))
                view = replace(view, stamp=stamp_of(self.study, words, view.seed))
            known = statuses_of(self.study)

            def page() -> Page:
                from ici_tui.pages.writers import document

                return document(found, view, self.study)

            return _answer(
                found.command, self.study, found.json(view, known),
                lambda: found.table(view, known), page,
            )  # fmt: skip

    def to_polars(self) -> pl.DataFrame:
        """Every unit with its score and rank on every aggregate, as `ici-tui scores` has them."""
        from ici_tui.questions.digits import in_known_digits
        from ici_tui.questions.records.ranking import score_records

        with asking():
            return as_frame(in_known_digits(score_records(self.study), self.study))

    def __repr__(self) -> str:
        """The ranking as text."""
        return repr(self.rank())

    def _repr_html_(self) -> str:
        return self.rank()._repr_html_()


def _go_on(done: int, of: int, partial: object = None, note: str = "") -> bool:
    """Progress that nobody watches."""
    del done, of, partial, note
    return True


def _answer(
    question: str,
    study: Study,
    found: Any,  # noqa: ANN401 - a record, or several
    rows: Callable[[], Any],
    page: Callable[[], Page],
) -> Answer:
    """An answer whose records and rows are those that the command writes."""
    from ici_tui.index.weight_text import write_weights
    from ici_tui.questions.digits import in_known_digits
    from ici_tui.questions.records.guessed import guessed_record

    made = in_known_digits(found, study)
    if isinstance(made, dict):
        made = made | guessed_record(study)
    return Answer(
        question, study.pack.index.info.name, study.standing_line, write_weights(study.weights),
        made, lambda: in_known_digits(rows(), study), page,
    )  # fmt: skip


def _question(words: str) -> Question:
    """A question by the words of its command; `robust` may be left out."""
    from ici_tui.near import did_you_mean, nearest
    from ici_tui.questions.registry import by_word, documents, overview, questions

    known = {
        question.command: question
        for room in (questions(), overview(), documents())
        for question in room.values()
    }
    found = known.get(words) or by_word().get(words)
    if found is None:
        hint = did_you_mean(nearest(words, known), f"there are {', '.join(known)}")
        raise AskError(f"no question is called {words!r}; {hint}")
    return found
