"""Holds a session, lets what is typed change it, and answers in lines."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Any

from ici_tui.allowed import rights
from ici_tui.drawing.cells import wrap
from ici_tui.sanitise import visible
from ici_tui.settings.key_names import canonical_key
from ici_tui.tui.asking import waits_for
from ici_tui.tui.choices import Chosen
from ici_tui.tui.commands.registry import Scope, commands, offered
from ici_tui.tui.dialogs import run_chosen
from ici_tui.tui.jobs import found
from ici_tui.tui.lines.answers import change_lines, ranking_lines, view_lines, weight_lines
from ici_tui.tui.lines.choosing import Choosing
from ici_tui.tui.lines.helping import SCREEN, help_lines, typed_words
from ici_tui.tui.lines.stopping import Interrupts
from ici_tui.tui.making import made
from ici_tui.tui.reads import Reads
from ici_tui.tui.view import View
from ici_tui.tui.view_page import UnfinishedError
from ici_tui.views.numbers import percent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ici_tui.pages.acts import Act
    from ici_tui.tui.choices import Choice
    from ici_tui.tui.commands.door import Found
    from ici_tui.tui.jobs import Answer
    from ici_tui.tui.keeper import Keeper
    from ici_tui.tui.lines.paper import Paper
    from ici_tui.tui.making import Told
    from ici_tui.tui.session import Session

FIRST = 10
"""Rows of what is said first of an index."""
ROUND = 8
"""Lines of a screen that stand around the rows of a ranking."""
APART = 5.0
"""Seconds between two words on how far an answer is."""
STOPPED = "stopped"
NO_ANSWER = "no answer"


class LineExplorer:
    """The explorer for who reads lines: a screen reader, a terminal that is not drawn on, a pipe.

    Args:
        session: what it opens with.
        keeper: keeps the session.
        paper: takes the answers.
        faults: takes what could not be done.
        keys: the user's own keys by command: a letter that is a key may be typed as a word.
        paged: whether a person reads along: long answers come in pieces, work tells how far it is.
        interrupts: says whether the answer that is being found is still wanted.
    """

    def __init__(
        self,
        session: Session,
        keeper: Keeper,
        paper: Paper,
        *,
        faults: Callable[[str], None],
        keys: Mapping[str, tuple[str, ...]] | None = None,
        paged: bool = False,
        interrupts: Interrupts | None = None,
    ) -> None:
        self.session, self.keeper = session, keeper
        self.reads = Reads()
        self.over: int | None = None
        """The exit code, once it has been left."""
        self.failed = False
        """True once something could not be done."""
        self._paper, self._faults, self._keys = paper, faults, keys or {}
        self._paged, self._interrupts = paged, interrupts or Interrupts()
        self._more: Callable[[], None] | None = None
        """Writes the rest of the last answer."""
        self._pending: Choosing | None = None
        """Waits for the next line."""
        self._begin()

    def _begin(self) -> None:
        """Forget what the last act has shown."""
        self._wrote = self._opened = self._other = False
        self._at = 0

    # What is typed

    def open(self) -> None:
        """Say which index it is, how many units it has, and who comes first."""
        self.session = self.session.in_view(View.RANKING)
        self._settle()
        for told in (*self.session.remarks, self.keeper.greet()):
            self.say(told)
        self._answer_ranking(0, FIRST)
        self.say("help lists what can be typed")
        self._begin()

    def answer(self, typed: str) -> None:
        """Do what a line says, and write what there is to say of it.

        What is broken off leaves the session as it was, and reads nothing any more.
        """
        before, keeper = self.session, self.keeper
        try:
            self._answer(typed.strip(), before)
        except BaseException:
            self.session, self.keeper, self.reads = before, keeper, Reads()
            raise

    def _answer(self, text: str, before: Session) -> None:
        self._begin()
        pending, self._pending = self._pending, None
        if pending is not None and not (pending.may_be_a_word(text) and _begins_as_word(text)):
            self._choose(text, pending)
        elif not text:
            return
        elif (called := self._by_key(text)) is not None:
            self.run_command(called)
        else:
            run_chosen(self, Chosen(None, text))
        if self.over is None:
            self._settle()
            self._show(before)

    def _choose(self, typed: str, choosing: Choosing) -> None:
        """Hand on what a line chooses; say so where that is nothing."""
        before, chosen = self.session, choosing.chosen(typed)
        choosing.then(chosen)
        if chosen is None:
            self.say("nothing is chosen")
        elif chosen.choice is None and self.session is before and not self._wrote:
            self.say(f"{typed!r} is none of these; nothing is chosen", warns=True)

    def _by_key(self, text: str) -> str | None:
        """The command of a letter that is its key in the open view, or everywhere."""
        if len(text) != 1 or text.isdecimal() or text in typed_words():
            return None
        key, view = canonical_key(text), self.session.view
        for one in offered():
            here = {Scope.APP, Scope.PAGE} & set(one.scopes) and view in one.views
            if here and one.by_line and key in map(canonical_key, self._keys.get(one.id, one.keys)):
                return one.id
        return None

    def _settle(self) -> None:
        """Have everything there that the ranking says something of."""
        pack = self.session.pack
        if pack.ensemble_waits:
            _ = pack.ensemble
            self.say(pack.kept_fault, warns=True)
            self.session = self.session.arranged()
        self.session, why_not = self.session.settled_or_undone()
        self.say(why_not, warns=True)

    # What is written

    def _show(self, before: Session) -> None:
        """Write what an act has opened, or what it did to the ranking."""
        if self._other:
            self._answer_ranking(0, FIRST)
        elif self._opened or _asks(before) != _asks(self.session):
            self._answer_view()
        elif moved := change_lines(before, self.session, self._paper.width):
            self._answer_with(moved)
        if not self._wrote:
            self._write(["done"])

    def _answer_ranking(self, first: int, most: int, *, alone: bool = False) -> None:
        """Write rows of the ranking, and how many are left."""
        count = len(self.session.board)
        if not count and self.session.text:
            self.say(f"no {self.session.pack.index.info.words.singular} matches the filter")
        if first + most + 1 >= count:  # what says that there is one more takes as much room
            most = count - first
        self._write(ranking_lines(self.session, self._paper.width, first, most, alone=alone))
        session, rest = self.session, first + most

        def more() -> None:
            self._answer_ranking(rest, self._rows, alone=session is self.session)

        self._leave(count - rest, more)

    @property
    def _rows(self) -> int:
        """The rows of a ranking that are written in one go."""
        return max(self._paper.height - ROUND, FIRST) if self._paged else len(self.session.board)

    def _leave(self, left: int, more: Callable[[], None]) -> None:
        """Say how much is left, and have it written when that is asked for."""
        self._more = more if left else None
        if left:
            self._write([f"{left:,} more: type more"])

    def _answer_view(self) -> None:
        if self.session.view is View.RANKING and not self.session.profile:
            self._answer_ranking(self._at, self._rows)
            return
        if not self._is_found():
            return
        try:
            lines = view_lines(self.session, self._paper.width)
        except UnfinishedError as error:
            self.say(f"{NO_ANSWER}: {error}", warns=True)
        else:
            self._answer_with(lines)

    def _is_found(self) -> bool:
        """Find what the open view asks, if it is not known yet; False where that is stopped."""
        job = waits_for(self.session)
        if job is None or job in self.session.answers:
            return True
        told = monotonic()

        def tell(answer: Answer) -> None:
            nonlocal told
            if self._paged and monotonic() - told >= APART:
                told = monotonic()
                self._write([f"{percent(answer.done / answer.of)} …"])

        with self._interrupts.answering():
            answer = found(job, tell, self._interrupts.goes_on, apart=APART)
        if answer is None:
            self.say(STOPPED, warns=True)
            return False
        kept = {one: a for one, a in self.session.answers.items() if one.study is job.study}
        self.session = replace(self.session, answers={**kept, job: answer})
        return True

    def _answer_with(self, lines: Sequence[str]) -> None:
        """Write the lines of an answer: for a person as many as a screen takes in one go."""
        most = self._paper.height if self._paged else len(lines)
        if most + 1 >= len(lines):
            most = len(lines)
        self._write(lines[:most])
        self._leave(len(lines) - most, lambda: self._answer_with(lines[most:]))

    def _write(self, lines: Sequence[str]) -> None:
        if lines:
            self._wrote = True
            self._paper.write(lines)

    # The door

    def take(self, session: Session) -> None:
        """Go on with another session."""
        self.session = session

    def follow(self, make: Callable[[Session], Session], told: str | Told) -> None:
        """Go on with what an edit of columns makes, and say what was done."""
        session, words = made(make, told, self.session)
        if session is not None:
            self.session = session
        self.say(words, warns=session is None)

    def show_other(self, session: Session, keeper: Keeper, *, again: bool = False) -> None:
        """Go on with a session of other data, and with who keeps it."""
        del again
        self.session, self.keeper, self._other = session, keeper, True

    def say(self, answer: str, *, warns: bool = False) -> None:
        """Say something; what could not be done is said apart."""
        if not answer:
            return
        told = [visible(line) for line in rights.message(answer).split("\n")]
        self._wrote = True
        if warns:
            self.failed = True
            for line in told:
                self._faults(line)
        else:
            self._write([part for line in told for part in wrap(line, self._paper.width)])

    def run_command(self, identifier: str, argument: str = "") -> None:
        """Run a command by its id, or say why that cannot be."""
        called = commands()[identifier]
        if why_not := called.why_not(self.session):
            self.say(why_not, warns=True)
        elif called.by_line is None:
            self.say(SCREEN.format(word=called.word or called.title), warns=True)
        else:
            called.by_line(self, argument)

    def way_to(self, identifier: str) -> str:
        """The word of a command; where it has none here, the one that tells of all."""
        called = commands()[identifier]
        return called.word if called.word and called.by_line else "help"

    def choose(
        self,
        choices: Sequence[Choice],
        then: Callable[[Chosen | None], None],
        *,
        prompt: str = "",
        text: str = "",
        now: str = "",
    ) -> None:
        """List what can be chosen; the next line chooses, or is a command like any other."""
        self._pending = Choosing(choices, then, prompt, text, now)
        self._write(self._pending.lines(self._paper.width))

    def beside(
        self, work: Callable[[], Found], then: Callable[[Found], None], group: str = "default"
    ) -> None:
        """Do the work, and hand on what it finds: whoever types waits for it."""
        del group
        then(work())

    def copy(self, text: str, told: str = "") -> None:
        """Write a text, to be taken elsewhere."""
        self._write([line.replace("\t", "  ") for line in (told or text).splitlines()])

    def picture(self) -> str:
        """Nothing: there is no screen."""
        return ""

    def open_view(self, name: str) -> None:
        """Have a view written."""
        self.session, self._opened = self.session.in_view(View[name.upper()]), True

    def open_at(self, place: int) -> None:
        """Have the ranking written from a unit on."""
        self.open_view("ranking")
        self.session = self.session.at_unit(place)
        self._at = self.session.line

    def open_profile(self) -> None:
        """Have the profile of the unit at the cursor written."""
        self.session = self.session.in_view(View.RANKING, profile=True)
        self._opened = True

    def open_weights(self) -> None:
        """Write the weights."""
        self._settle()
        self._answer_with(weight_lines(self.session, self._paper.width))

    def open_help(self, about: str) -> None:
        """Write what can be typed."""
        self._answer_with(help_lines(about, self._paper.width))

    def at_cursor(self, then: Callable[[Act | None], None]) -> None:
        """There is no cursor on a line."""
        then(None)

    def ask_filter(self) -> None:
        """Take the filter off."""
        self.session = self.session.arranged(text="")

    def more(self) -> None:
        """Write the rest of the last answer, or as much as is written in one go."""
        if self._more is None:
            self.say("that was all")
        else:
            self._more()

    def leave_page(self) -> bool:
        """There is no level to go back to."""
        return False

    def resume(self) -> None:
        """Continue the session of this pack that was kept last."""
        kept = self.keeper.resumed(self.session)
        if kept is None:
            self.say("no session of this pack is kept")
            return
        self.session, told = kept
        self._opened = True
        self.say(told)

    def keep_session(self, *, quits: bool) -> None:
        """Keep what somebody would miss; of a pipe nobody would."""
        if self._paged:
            self.keeper.keep(self.session, quits=quits)

    def exit(self, *what: Any, **how: Any) -> None:  # noqa: ANN401 - as Textual takes it
        """Leave."""
        self.over = int(what[0] if what else how.get("return_code", 0))


def _begins_as_word(text: str) -> bool:
    return text.partition(" ")[0].removeprefix(":") in typed_words()


def _asks(session: Session) -> tuple[object, ...]:
    """The question of the open view, as far as words change it by themselves."""
    moves = session.view in {View.ROBUSTNESS, View.CLUSTERS}
    return (
        session.view, session.profile, session.panel, session.group,
        *((session.over, session.near) if moves else ()),
    )  # fmt: skip
