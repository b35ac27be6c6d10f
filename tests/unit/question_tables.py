"""The tables of questions in the documentation, from the registry.

`python -m tests.unit.question_tables` writes them anew.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from ici_tui.questions.option import options_of
from ici_tui.questions.registry import questions
from ici_tui.tui.commands.registry import commands

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ici_tui.questions.question import Question

DOCS = Path(__file__).parents[2] / "docs"
BEGIN, END = "<!-- questions, from the registry -->\n", "<!-- end of questions -->\n"


def usage(question: Question) -> Iterator[str]:
    """A question's command, with what has to be given and what stands by itself."""
    yield f"ici-tui robust {question.name}"
    for name, (declared, _) in options_of(question.asked).items():
        shown = declared.metavar or name.upper()
        if not declared.flags:
            yield shown if declared.needed or shown.startswith("[") else f"[{shown}]"
        elif declared.needed:
            yield f"{declared.flags[0]} {shown}"


def words(question: Question) -> str:
    """What is typed after a colon in the explorer."""
    found = commands()[f"robust.{question.name}"]
    return ", ".join(f"`:{word} {found.argument}".rstrip() + "`" for word in found.words)


def by_command() -> Iterator[str]:
    """The table of commands."""
    yield from ("| command | answers |", "|---|---|")
    for question in questions().values():
        yield f"| `{' '.join(usage(question))}` | {question.summary} |"


def by_panel() -> Iterator[str]:
    """The table of panels."""
    yield from ("| question | panel | in the explorer | answers |", "|---|---|---|---|")
    for question in questions().values():
        yield f"| `{question.name}` | {question.title} | {words(question)} | {question.summary} |"


TABLES = {"command-line.md": by_command, "robustness.md": by_panel}


def written(text: str, rows: Iterable[str]) -> str:
    """A page with its table written anew."""
    table = "".join(f"{row}\n" for row in rows)
    return re.sub(f"(?s){BEGIN}.*{END}", lambda _: f"{BEGIN}{table}{END}", text)


if __name__ == "__main__":
    for page, made in TABLES.items():
        file = DOCS / page
        file.write_text(written(file.read_text(encoding="utf-8"), made()), encoding="utf-8")
