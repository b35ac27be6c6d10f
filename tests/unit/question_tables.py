"""The tables of questions in the documentation, from the registry.

`python -m tests.unit.question_tables` writes them anew.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ici_tui.questions.option import options_of
from ici_tui.questions.registry import overview, questions
from ici_tui.tui.commands.registry import commands

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ici_tui.questions.question import Question

DOCS = Path(__file__).parents[2] / "docs"


class Table(NamedTuple):
    """A table of the documentation: its page, what its marks are called, and what makes it."""

    page: str
    called: str
    rows: Callable[[], Iterable[str]]

    @property
    def marks(self) -> tuple[str, str]:
        """What stands above it and below it."""
        return f"<!-- {self.called}, from the registry -->\n", f"<!-- end of {self.called} -->\n"


def usage(question: Question) -> Iterator[str]:
    """A question's command, with what has to be given and what stands by itself."""
    yield f"ici-tui {question.command}"
    for name, (declared, _) in options_of(question.asked).items():
        shown = declared.metavar or name.upper()
        if not declared.flags:
            yield shown if declared.needed or shown.startswith("[") else f"[{shown}]"
        elif declared.needed:
            yield f"{declared.flags[0]} {shown}"


def words(question: Question) -> str:
    """What is typed after a colon in the explorer."""
    found = commands()[f"robust.{question.name}"]
    if not found.words:
        return f"`:robust {question.name}`"
    return ", ".join(f"`:{word} {found.argument}".rstrip() + "`" for word in found.words)


def by_command() -> Iterator[str]:
    """The table of commands."""
    yield from ("| command | answers |", "|---|---|")
    for question in questions().values():
        yield f"| `{' '.join(usage(question))}` | {question.summary} |"


def by_view() -> Iterator[str]:
    """The table of the commands about an index itself."""
    yield from ("| command | view | answers |", "|---|---|---|")
    for question in overview().values():
        view = question.view.capitalize()
        yield f"| `{' '.join(usage(question))}` | {view} | {question.summary} |"


def by_panel() -> Iterator[str]:
    """The table of panels."""
    yield from ("| question | panel | in the explorer | answers |", "|---|---|---|---|")
    for question in questions().values():
        panel = question.view != "robustness"
        shown = f"view {question.view.capitalize()}" if panel else question.title
        yield f"| `{question.name}` | {shown} | {words(question)} | {question.summary} |"


TABLES = (
    Table("command-line.md", "questions", by_command),
    Table("robustness.md", "questions", by_panel),
    Table("robustness.md", "views", by_view),
)


def written(text: str, table: Table) -> str:
    """A page with one of its tables written anew."""
    begin, end = table.marks
    rows = "".join(f"{row}\n" for row in table.rows())
    return re.sub(f"(?s){begin}.*{end}", lambda _: f"{begin}{rows}{end}", text)


if __name__ == "__main__":
    for found in TABLES:
        file = DOCS / found.page
        file.write_text(written(file.read_text(encoding="utf-8"), found), encoding="utf-8")
