"""A solver in a child process.

HiGHS prints debug lines straight to file descriptor 1; in a child they cannot end up in JSON
or on the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ici_tui import child
from ici_tui.analysis.inputs import AnalysisError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Children(child.Children):
    """Processes for solvers; what goes wrong in them is an error of the analysis."""

    def stream(
        self, target: str, arguments: tuple[Any, ...], stop: Callable[[], bool] | None = None
    ) -> Iterator[Any]:
        """As `child.Children.stream`.

        Raises:
            Stopped: `stop` returned True.
            AnalysisError: the function failed, or the child ended before it had finished.
        """
        try:
            yield from super().stream(target, arguments, stop)
        except child.ChildError as error:
            raise AnalysisError(f"the solver failed: {error}") from None


def stream(
    target: str, arguments: tuple[Any, ...], stop: Callable[[], bool] | None = None
) -> Iterator[Any]:
    """One task in a child of its own; see `Children.stream`."""
    with Children() as children:
        yield from children.stream(target, arguments, stop)
