"""The explorer as a command sees it: drawn on a screen, or answering line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ici_tui.pages.acts import Act
    from ici_tui.tui.choices import Choice, Chosen
    from ici_tui.tui.keeper import Keeper
    from ici_tui.tui.making import Told
    from ici_tui.tui.reads import Reads
    from ici_tui.tui.session import Session

Found = TypeVar("Found")
NOTHING_TO_WEIGH = "this index has one component: there is nothing to weigh"


class Door(Protocol):
    """Holds a session and lets commands change it. What draws nothing is one as well."""

    session: Session
    keeper: Keeper
    """Keeps the session before it ends."""
    reads: Reads

    def take(self, session: Session) -> None:
        """Go on with another session, and show it."""

    def follow(self, make: Callable[[Session], Session], told: str | Told) -> None:
        """Go on with what an edit of columns makes, and say what was done."""

    def show_other(self, session: Session, keeper: Keeper, *, again: bool = False) -> None:
        """Go on with a session of other data (or the same, read again), and with who keeps it."""

    def say(self, answer: str, *, warns: bool = False) -> None:
        """Answer in a line; `warns` says that something could not be done."""

    def run_command(self, identifier: str, argument: str = "") -> None:
        """Run a command by its id."""

    def way_to(self, identifier: str) -> str:
        """The key or the word of a command, for who is told of it."""

    def choose(
        self,
        choices: Sequence[Choice],
        then: Callable[[Chosen | None], None],
        *,
        prompt: str = "",
        text: str = "",
        now: str = "",
    ) -> None:
        """Offer a list; what is chosen goes to `then`.

        Args:
            choices: what can be chosen; without any a text is typed.
            then: takes what was chosen, or None.
            prompt: what it is about.
            text: how the text begins that is typed.
            now: what is there, where the text takes its place.
        """

    def beside(
        self, work: Callable[[], Found], then: Callable[[Found], None], group: str = "default"
    ) -> None:
        """Have work done that may take long; what it finds goes to `then`."""

    def copy(self, text: str, told: str = "") -> None:
        """Give a text to the user, to be taken elsewhere; `told` is said of it."""

    def picture(self) -> str:
        """The screen as SVG; empty where nothing is drawn."""

    def open_view(self, name: str) -> None:
        """Open a view by its name."""

    def open_at(self, place: int) -> None:
        """Open the ranking at a unit, by its place."""

    def open_profile(self) -> None:
        """Open the profile of the unit at the cursor."""

    def open_weights(self) -> None:
        """Go to the weights, or show them."""

    def open_help(self, about: str) -> None:
        """Tell what can be done; only of what is named, where something is."""

    def at_cursor(self, then: Callable[[Act | None], None]) -> None:
        """Hand what Enter would do on the line at the cursor to `then`; None: there is no line."""

    def ask_filter(self) -> None:
        """Have a filter typed, or take it off where it is typed with the command."""

    def more(self) -> None:
        """Go on by a page in what is shown."""

    def leave_page(self) -> bool:
        """Go one level back, if there is one."""

    def resume(self) -> None:
        """Continue the session of this pack that was kept last."""

    def keep_session(self, *, quits: bool) -> None:
        """Keep what somebody would miss."""

    def exit(self, *what: Any, **how: Any) -> None:  # noqa: ANN401 - as Textual takes it
        """Leave; the first is the exit code."""
