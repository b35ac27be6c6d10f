"""The subject of an audit: a study, its statistics, and how its numbers are written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ici_tui.questions.command_line import command_line
from ici_tui.questions.option import as_words
from ici_tui.views.numbers import fixed
from ici_tui.views.robust.shown import coarse

if TYPE_CHECKING:
    from ici_tui.questions.question import Progress
    from ici_tui.views.statistics import IndexStatistics
    from ici_tui.views.study import Study


@dataclass(frozen=True)
class Subject:
    """What an audit looks at."""

    study: Study
    statistics: IndexStatistics
    progress: Progress
    seed: int
    draws: int | None

    @cached_property
    def rough(self) -> bool:
        """Whether numbers rest on estimates and are told coarsely."""
        return coarse(self.study)

    @property
    def units(self) -> str:
        """What the units are called."""
        return self.study.pack.index.info.words.plural

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of units by code."""
        index = self.study.pack.index
        return dict(zip(index.codes, index.names, strict=True))

    def number(self, value: float, decimals: int = 2) -> str:
        """A number for a sentence; with a sign and one decimal less where it rests on estimates."""
        return f"≈{fixed(value, decimals - 1)}" if self.rough else fixed(value, decimals)

    def line(self, *words: str) -> str:
        """The command line of a command with its own options, at these weights and methods."""
        return command_line(self.study, words)

    def asking(self, question: str, asked: object) -> str:
        """The command line that asks a question."""
        return self.line("robust", question, *as_words(asked))
