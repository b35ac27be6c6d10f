"""Everything that the explorer shows, as one immutable value: an act of the user makes another.

Weights and what is evaluated at them are apart: a held key makes forty edits, of which only
the newest needs scores. `settled` evaluates what is due.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ici_tui.index.errors import PipelineError
from ici_tui.index.history import History
from ici_tui.settings.config import TOP
from ici_tui.tui.setting import Setting
from ici_tui.tui.view import View
from ici_tui.views.arranged import AS_IT_IS, Arrangement
from ici_tui.views.board import Board, Catalogue, Sort
from ici_tui.views.frame import Over
from ici_tui.views.study import Study

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ici_tui.index.options import PipelineOptions
    from ici_tui.index.own_values import OwnValues
    from ici_tui.index.weights import WeightSet
    from ici_tui.packs.pack import Pack
    from ici_tui.tables.edits import Edits
    from ici_tui.tui.jobs import Answer, Job
    from ici_tui.views.column_kinds import Column
    from ici_tui.views.statement_text import Statement

MOST_COMPARED = 4


@dataclass(frozen=True, eq=False)
class Session:
    """A pack, the weights now and before, how the ranking is looked at, what is marked."""

    catalogue: Catalogue
    """Of the pack with its columns as they are now."""
    history: History[Setting]
    board: Board
    unit: int
    """The place of the unit that the cursor is on."""
    column: int = 0
    """The place of the ranking's current column."""
    text: str = ""
    """The filter, as typed."""
    marks: tuple[int, ...] = ()
    """The places of marked units, in the order in which they were marked."""
    group: str = ""
    """The group by which clusters are shown."""
    closed: frozenset[str] = frozenset()
    """Keys of folded lines, in any view."""
    opened: frozenset[str] = frozenset()
    """Codes of nodes whose children's weights are shown."""
    node: str = ""
    """The node whose weight the strip's cursor is on; empty where there is nothing to weigh."""
    typed: str | None = None
    """A weight that is being typed."""
    panel: str = "sweep"
    """Which of the robustness questions is shown."""
    over: Over = Over.PARTS
    """Whose weights move in them."""
    fixed: frozenset[str] = frozenset()
    """Codes of indicators that cannot change, where a unit is to improve."""
    near: bool = False
    """Whether weights are drawn close around the present ones, not from all there are."""
    answers: Mapping[Job, Answer] = field(default_factory=dict)
    """What long work has found, and what is under way."""
    top: int = TOP
    """The first so many units whose places the strip tells how far a weight may move."""
    view: View = View.RANKING
    profile: bool = False
    """Whether the profile takes the ranking's place, where there is no room for both."""
    arrangement: Arrangement = AS_IT_IS
    """Which columns of the ranking are shown, in which order."""
    whole: Session | None = field(default=None, compare=False)
    """The session of all units, where only some of them are ranked among themselves."""
    first: Catalogue | None = field(default=None, repr=False)
    """Of the pack as it was opened, where its columns have been edited."""
    last_edit: str = field(default="", compare=False)
    """The node that the newest edit stepped: a further step of the same amends it."""

    @classmethod
    def of(cls, pack: Pack, weights: WeightSet | None = None) -> Session:
        """Look at a pack, at its own weights unless others are given."""
        own = Study.of(pack)
        catalogue = Catalogue.of(own)
        history = History(Setting(own.weights, pack.index.options))
        study = own
        if weights is not None and weights != own.weights:
            given = replace(history.now, weights=weights, by="weights from the start")
            history = history.edit(given)
            study = own.with_weights(weights)
        board = Board.of(catalogue, study, Sort())
        groups = pack.index.groups
        first = pack.index.info.default_group
        return cls(
            catalogue,
            history,
            board,
            unit=int(board.order[0]) if len(board) else 0,
            group=first if first in groups else next(iter(groups), ""),
            node=catalogue.parts[0].code if catalogue.parts[0].parent else "",
        )

    @property
    def pack(self) -> Pack:
        """The pack, with the pipeline that the board was made with."""
        return self.board.study.pack

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is said once it is opened: what its pack assumes, and what is left out."""
        return tuple(filter(None, (self.pack.assumed_pipeline, self.board.why_no_chances)))

    @property
    def opened_pack(self) -> Pack:
        """The pack as it was opened."""
        return (self.first or self.catalogue).pack

    @property
    def columns(self) -> Edits:
        """What is said of its columns."""
        return self.history.now.columns

    @property
    def study(self) -> Study:
        """The pack at the weights that the board was made at."""
        return self.board.study

    @property
    def weights(self) -> WeightSet:
        """The weights now; the board follows when the session is settled."""
        return self.history.now.weights

    @property
    def options(self) -> PipelineOptions:
        """The methods now; the board follows when the session is settled."""
        return self.history.now.options

    @property
    def own(self) -> OwnValues:
        """The user's values now; the board follows when the session is settled."""
        return self.history.now.own

    @property
    def other_data(self) -> bool:
        """Whether methods or values have moved on since the board was made."""
        made = self.board.study.pack
        return self.options != made.index.options or self.own != made.own

    @property
    def due(self) -> bool:
        """Whether weights, methods, values or statements have moved on since the board was made."""
        made = self.board.study
        return (
            self.weights != made.weights
            or self.other_data
            or self.history.now.stated != made.stated
        )

    def settled(self) -> Session:
        """Evaluate weights, methods and values now, if that is due.

        Raises:
            PipelineError: these methods cannot be computed on these data.
        """
        if not self.due:
            return self
        study, stated = self.study, self.history.now.stated
        if self.weights == study.weights and not self.other_data:
            return replace(self, board=replace(self.board, study=study.under(stated)))
        if self.other_data:
            study = Study.of(self.catalogue.pack, self.weights, self.options, self.own)
        else:
            study = study.with_weights(self.weights)
        study = study.under(stated)
        return replace(self, board=Board.of(self.catalogue, study, self.board.sort, self.text))

    def settled_or_undone(self) -> tuple[Session, str]:
        """The session settled; where that cannot be, undone as far as it can, and why not."""
        found, why_not = self, ""
        while True:
            try:
                return found.settled(), why_not
            except PipelineError as error:
                if not found.history.past:
                    raise
                why_not = why_not or str(error)
            # Another edit may wait before the one that failed: what is gone back to is due too.
            found = found.undone()

    def with_board(self, settled: Session) -> Session:
        """Take on what another session, of the same weights and methods, has been evaluated to."""
        board = settled.board
        if (board.sort, settled.text) != (self.board.sort, self.text):
            board = Board.of(self.catalogue, board.study, self.board.sort, self.text)
        return replace(self, board=board)

    # Weights and methods

    def edited(self, weights: WeightSet, *, by: str = "weights", step_of: str = "") -> Session:
        """Take weights on.

        Args:
            weights: all of them.
            by: what is done, in a few words.
            step_of: steps of one node that follow each other are one edit to undo.
        """
        return self._set(replace(self.history.now, weights=weights, by=by), step_of)

    def with_methods(self, options: PipelineOptions, *, by: str = "methods") -> Session:
        """Take methods on; `by` is what is done, in a few words."""
        return self._set(replace(self.history.now, options=options, by=by), "")

    def with_own(self, own: OwnValues, *, by: str) -> Session:
        """Take on values of the user's, these and no others; `by` is what is done."""
        return self._set(replace(self.history.now, own=own, by=by), "")

    def with_scenario(
        self, weights: WeightSet, statements: tuple[Statement, ...], *, by: str
    ) -> Session:
        """Take weights on, and these statements in the place of those that there are."""
        now = self.history.now
        scenario = replace(now, weights=weights, statements=statements, off=frozenset(), by=by)
        return self._set(scenario, "")

    def stating(self, *statements: Statement, by: str) -> Session:
        """Put statements into force, and on the list where they are not there."""
        now = self.history.now
        listed = tuple(dict.fromkeys((*now.statements, *statements)))
        off = now.off - set(statements)
        return self._set(replace(now, statements=listed, off=off, by=by), "")

    def switching(self, statement: Statement, *, by: str) -> Session:
        """Take a statement out of force, or into it again."""
        now = self.history.now
        return self._set(replace(now, off=now.off ^ {statement}, by=by), "")

    def without_statements(self, *, by: str) -> Session:
        """An empty list of statements."""
        now = self.history.now
        return self._set(replace(now, statements=(), off=frozenset(), by=by), "")

    def _set(self, setting: Setting, step_of: str) -> Session:
        if setting == self.history.now:
            return self
        amends = step_of and step_of == self.last_edit and self.history.past
        if not amends:
            return replace(self, history=self.history.edit(setting), last_edit=step_of)
        history = self.history.amend(setting.back_at(self.history.past[-1]))
        # Where steps went back to where they began, the newest edit is one of before.
        gone = len(history.past) < len(self.history.past)
        return replace(self, history=history, last_edit="" if gone else step_of)

    def undone(self) -> Session:
        """One edit back.

        Raises:
            PipelineError: other columns come back, whose scores cannot be computed.
        """
        return self._at(self.history.undo())

    def redone(self) -> Session:
        """One edit forward.

        Raises:
            PipelineError: other columns come back, whose scores cannot be computed.
        """
        return self._at(self.history.redo())

    def _at(self, history: History[Setting]) -> Session:
        found = replace(self, history=history, last_edit="", typed=None)
        return found if history.now.columns == self.columns else found.with_its_columns()

    # Columns

    def with_columns(self, columns: Edits, *, by: str) -> Session:
        """The pack with other columns, evaluated: weights are kept by code.

        Values of the user's, and statements, about indicators that are gone are left out.

        Raises:
            EditError: the columns cannot be so.
            PipelineError: their scores cannot be computed.
        """
        if columns == self.columns:
            return self
        from ici_tui.tables.edited import edited_pack
        from ici_tui.tables.refitting import refitted, weights_for

        before, opened = self.pack.index.tree, self.opened_pack
        pack = edited_pack(opened, columns)
        tree = pack.index.tree
        setting = replace(
            self.history.now.only_of(tree),
            weights=weights_for(tree, before, self.weights),
            options=refitted(self.options, before, opened.index.options, tree),
            columns=columns,
            by=by,
        )
        return replace(self, history=self.history.edit(setting)).with_its_columns(pack)

    def with_its_columns(self, pack: Pack | None = None) -> Session:
        """All that depends on the columns made anew, of the setting that is now.

        Args:
            pack: with these columns, where it is made already.
        """
        from ici_tui.tables.edited import edited_pack

        first, setting = self.first or self.catalogue, self.history.now
        catalogue = first.with_columns(pack or edited_pack(first.pack, setting.columns))
        study = Study.of(catalogue.pack, setting.weights, setting.options, setting.own)
        return self._of_columns(first, catalogue, study.under(setting.stated))

    def as_made(self, made: Session) -> Session:
        """Looked at as this session is, with what an edit has made of one with its history."""
        if made.catalogue is self.catalogue:
            return replace(self, history=made.history).with_board(made)
        first, typed = made.first or made.catalogue, self.typed
        found = replace(self, history=made.history)._of_columns(first, made.catalogue, made.study)
        return replace(found, typed=typed) if found.node == self.node else found

    def _of_columns(self, first: Catalogue, catalogue: Catalogue, study: Study) -> Session:
        """The same looked at with other columns, as far as there still is what is looked at."""
        sort = self.board.sort
        column = catalogue.by_key.get(sort.column.key)
        sort = Sort() if column is None else replace(sort, column=column)
        tree, groups = catalogue.pack.index.tree, catalogue.pack.index.groups
        top = catalogue.parts[0]
        return replace(
            self,
            catalogue=catalogue,
            first=first,
            board=Board.of(catalogue, study, sort, self.text),
            column=min(self.column, len(catalogue.columns) - 1),
            node=self.node if self.node in tree else top.code if top.parent else "",
            opened=frozenset(code for code in self.opened if code in tree),
            fixed=frozenset(code for code in self.fixed if code in tree),
            group=self.group if self.group in groups else next(iter(groups), ""),
            answers={},
            last_edit="",
            typed=None,
        )

    # The ranking

    def arranged(self, sort: Sort | None = None, text: str | None = None) -> Session:
        """Sort or filter; the cursor stays on its unit while that is shown."""
        words = self.text if text is None else text
        board = Board.of(self.catalogue, self.study, sort or self.board.sort, words)
        unit = self.unit
        if len(board) and board.line_of(unit) is None:
            unit = int(board.order[0])
        return replace(self, board=board, text=words, unit=unit)

    @property
    def filter_fault(self) -> str:
        """What of the filter cannot be understood; empty where all of it can."""
        return next(iter(self.board.faults), "")

    def sorted_by(self, column: Column) -> Session:
        """Sort by a column; again turns it round."""
        now = self.board.sort
        again = now.column == column
        place = self.catalogue.columns.index(column)
        found = self.arranged(Sort(column, not now.reverse if again else False))
        return replace(found, column=place)

    def sort_moved(self, step: int) -> Session:
        """Sort by the next column (or, at -1, the one before)."""
        columns = [c for c in self.shown_columns if c.sorts(self.board.size)]
        now = self.board.sort.column
        if now not in columns:  # it is hidden
            return self.sorted_by(columns[0]) if columns else self
        place = columns.index(now)
        return self.sorted_by(columns[(place + step) % len(columns)])

    @property
    def shown_columns(self) -> tuple[Column, ...]:
        """The ranking's columns that are not hidden, in the user's order, bar and all."""
        return self.arrangement.shown(self.catalogue.columns)

    def at_line(self, line: int) -> Session:
        """Put the cursor on a line of the ranking; beyond an end, on the last one there."""
        if not len(self.board):
            return self
        line = min(max(line, 0), len(self.board) - 1)
        return replace(self, unit=int(self.board.order[line]))

    def at_unit(self, place: int) -> Session:
        """Put the cursor on a unit; a filter that hides it is taken off."""
        found = self if self.board.line_of(place) is not None else self.arranged(text="")
        return replace(found, unit=place)

    @property
    def line(self) -> int:
        """The line that the cursor is on."""
        return self.board.line_of(self.unit) or 0

    # Marks

    def marked(self, place: int) -> Session:
        """Mark a unit, or take its mark away."""
        if place in self.marks:
            return replace(self, marks=tuple(p for p in self.marks if p != place))
        return replace(self, marks=(*self.marks, place))

    def compared(self) -> tuple[int, ...]:
        """The units to compare: the marked ones; with fewer than two, those at the cursor too."""
        if len(self.marks) >= 2:
            return self.marks[:MOST_COMPARED]
        found = dict.fromkeys((*self.marks, self.unit))
        near: Iterable[int] = ()
        if len(found) < 2 and len(self.board) > 1:
            line = self.line
            other = line + 1 if line + 1 < len(self.board) else line - 1
            near = (int(self.board.order[other]),)
        return tuple(dict.fromkeys((*found, *near)))

    def asking_anew(self) -> Session:
        """Without the answers that are none: what was stopped, or went wrong."""
        kept = {job: answer for job, answer in self.answers.items() if not answer.fault}
        return self if len(kept) == len(self.answers) else replace(self, answers=kept)

    def in_view(self, view: View, *, profile: bool = False) -> Session:
        """With a view open; what was stopped in it, or went wrong, is asked anew."""
        return replace(self.asking_anew(), view=view, profile=profile)

    # Folding

    def folded(self, key: str) -> Session:
        """Fold a line's children away, or unfold them."""
        return replace(self, closed=self.closed ^ {key})

    def fixed_or_free(self, code: str) -> Session:
        """Hold an indicator as it is where a unit is to improve, or let it change."""
        return replace(self, fixed=self.fixed ^ {code})

    def spread_node(self, code: str) -> Session:
        """Show the weights inside a node, or hide them."""
        return replace(self, opened=self.opened ^ {code})
