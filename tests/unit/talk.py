"""The explorer line by line on a string: what is typed goes in, what is answered comes back."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from ici_tui.tui.keeper import Keeper
from ici_tui.tui.lines.explorer import LineExplorer
from ici_tui.tui.lines.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Callable

    from ici_tui.tui.lines.stopping import Interrupts
    from ici_tui.tui.session import Session


class Talk:
    """Types lines, and keeps what was said that could not be done.

    Args:
        session: what is open.
        paged: whether answers come in pieces.
        shown: which signs can be shown.
        interrupts: says whether answers are still wanted.
    """

    def __init__(
        self,
        session: Session,
        *,
        paged: bool = False,
        shown: Callable[[str], bool] | None = None,
        interrupts: Interrupts | None = None,
    ) -> None:
        self._out = io.StringIO()
        self.faults: list[str] = []
        self.explorer = LineExplorer(
            session, Keeper(session), Paper(self._out, shown), faults=self.faults.append,
            paged=paged, interrupts=interrupts,
        )  # fmt: skip
        self.explorer.open()
        self.first = self._taken()

    @property
    def session(self) -> Session:
        """As it is now."""
        return self.explorer.session

    def type(self, line: str) -> str:
        """The answer to a line; what could not be done is in `faults`, of this line alone."""
        self.faults.clear()
        self.explorer.answer(line)
        return self._taken()

    def _taken(self) -> str:
        found = self._out.getvalue()
        self._out.seek(0)
        self._out.truncate()
        return found
