"""An answer of the Python interface: plain records, a data frame, a page for people."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import polars as pl

    from ici_tui.pages.model import Page

WIDTH = 88
"""Cells of an answer as text."""


@dataclass(frozen=True, eq=False, repr=False)
class Answer:
    """What was found. Its fields are those of the command's JSON (`ici-tui schema COMMAND`).

    An answer of several records is a sequence of them: `answer[0]["score"]`, `len(answer)`. One
    of a single record has its fields: `answer["gap"]`.
    """

    question: str
    """The words of the command that asks the same."""
    pack: str
    """The name of the index."""
    standing: str
    """What is to be said wherever the numbers are shown; empty where nothing is."""
    weights: str
    """Points of 100 as `--weights` takes them; empty where they are the pack's own."""
    _found: Any = field(repr=False)
    _rows: Callable[[], Sequence[Any]] = field(repr=False)
    _page: Callable[[], Page] = field(repr=False)

    @property
    def records(self) -> list[dict[str, Any]]:
        """The records: as many as there are units or the like, or the only one."""
        return [dict(record) for record in self._all]

    @property
    def _all(self) -> list[Any]:
        return self._found if isinstance(self._found, list) else [self._found]

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values: the answer, what was asked, and the standing line."""
        return {
            "question": self.question,
            "pack": self.pack,
            "weights": self.weights or None,
            "standing": self.standing or None,
            "answer": self.records if isinstance(self._found, list) else self.records[0],
        }

    def to_polars(self) -> pl.DataFrame:
        """The rows that the command writes as CSV, statuses among their columns."""
        return as_frame(self._rows())

    def __getitem__(self, key: int | slice | str) -> Any:  # noqa: ANN401 - a record, several, or a field of the only one
        """A record by its place, or several; a field by its name where there is one record."""
        if isinstance(key, slice):
            return [dict(record) for record in self._all[key]]
        if not isinstance(key, str):
            return dict(self._all[key])
        if isinstance(self._found, list):
            raise KeyError(f"{key!r}: there are {len(self)} records; take one by its place first")
        return self._found[key]

    def __len__(self) -> int:
        """The number of records."""
        return len(self._all)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """The records."""
        return iter(self.records)

    def __repr__(self) -> str:
        """The page as text, with the standing line below it."""
        from ici_tui.pages.layout import lay_out

        return "\n".join(line.text.rstrip() for line in lay_out(self._page(), WIDTH))

    def _repr_html_(self) -> str:
        from ici_tui.pages.html import for_notebook

        return for_notebook(self._page())


def as_frame(rows: Sequence[Any]) -> pl.DataFrame:
    """Flat rows as a data frame; what only some of them have is null in the others."""
    import polars as pl

    columns = list(dict.fromkeys(key for row in rows for key in row))
    return pl.DataFrame(
        {name: pl.Series(name, [row.get(name) for row in rows], strict=False) for name in columns}
    )
