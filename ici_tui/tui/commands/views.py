"""The views, and going back from one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ici_tui.questions.registry import by_word, questions
from ici_tui.tui.asking import opened, panels
from ici_tui.tui.commands.named import unit_called
from ici_tui.tui.commands.registry import Scope, command, on_screen
from ici_tui.tui.groupings import FOUND, grouping_called, groupings
from ici_tui.tui.page_acts import open_line
from ici_tui.tui.view import View
from ici_tui.views.frame import Over

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ici_tui.tui.app import Explorer
    from ici_tui.tui.commands.door import Door

PAGE = (Scope.PAGE,)


@command("view.ranking", "Ranking", keys=("1",), word="ranking")
def ranking(app: Door, _: str) -> None:
    """Who ranks where, with the profile of the unit at the cursor."""
    app.open_view("ranking")


@command("view.clusters", "Clusters", keys=("2",), word="clusters", argument="[GROUP]")
def clusters(app: Door, argument: str) -> None:
    """The units by one of the pack's groups, or alike in `indicators` or `contributions`."""
    index = app.session.pack.index
    if argument:
        found = grouping_called(index, argument)
        if found is None:
            known = ", ".join([*index.groups, *FOUND.values()])
            app.say(f"no group is called {argument!r}; there are {known}", warns=True)
            return
        app.take(replace(app.session, group=found))
    app.open_view("clusters")


@command("view.compare", "Compare", keys=("c", "3"), word="compare", argument="[A, B, …]",
         hint="compare")  # fmt: skip
def compare(app: Door, argument: str) -> None:
    """The marked units side by side; without marks, the one at the cursor and its neighbour."""
    if argument:
        places = [unit_called(app, name.strip()) for name in argument.split(",")]
        if None in places:
            return
        app.take(
            replace(app.session, marks=tuple(dict.fromkeys(p for p in places if p is not None)))
        )
    app.open_view("compare")


@on_screen("view.map", "Map", keys=("5",), word="map")
def show_map(app: Explorer, _: str) -> None:
    """The units where they are, for packs that carry coordinates."""
    app.open_view("map")


@command("view.sources", "Sources", keys=("i", "6"), word="sources")
def sources(app: Door, _: str) -> None:
    """Where the numbers come from: statuses, sources, assumptions, claims checked."""
    app.open_view("sources")


@on_screen("view.next", "Next view", keys=("tab",))
def next_view(app: Explorer, _: str) -> None:
    """On to the next view."""
    app.turn_view(1)


@on_screen("view.previous", "Previous view", keys=("shift+tab",))
def previous_view(app: Explorer, _: str) -> None:
    """Back to the view before."""
    app.turn_view(-1)


@on_screen("page.open", "Open or fold", keys=("enter", "space"), scopes=PAGE, hint="open")
def open_here(app: Explorer, _: str) -> None:
    """Fold or unfold a heading; open the profile of a unit."""
    app.on_page(lambda: open_line(app, app.main.page.line))


@command("view.robustness", "Robustness", keys=("4",), word="robust", argument="[PANEL]")
def robustness(app: Door, argument: str) -> None:
    """How far weights may move, what it takes to pass or to reach a rank, how sure ranks are."""
    question = by_word().get(argument) if argument else None
    if argument and question is None:
        app.say(f"there is no panel {argument!r}; there are {', '.join(questions())}", warns=True)
        return
    if question is not None:
        app.take(opened(app.session, question))
    app.open_view("robustness" if question is None else question.view)


@command("page.group", "Next grouping or panel", keys=("b",), scopes=PAGE,
         views=(View.CLUSTERS, View.ROBUSTNESS))  # fmt: skip
def next_group(app: Door, _: str) -> None:
    """Clusters by the pack's next group, or found from the data; the next robustness question."""
    session = app.session.asking_anew()
    if session.view is View.ROBUSTNESS:
        app.take(replace(session, panel=_after(session.panel, panels())))
    elif session.view is View.CLUSTERS:
        app.take(replace(session, group=_after(session.group, groupings(session.pack.index))))


def _after(now: str, names: Iterable[str]) -> str:
    """The name after one, the first after the last and where none is taken."""
    known = list(names)
    return known[(known.index(now) + 1) % len(known)] if now in known else known[0]


@command("robust.over", "Parts or indicators", keys=("v",), word="over", scopes=PAGE,
         views=(View.CLUSTERS, View.ROBUSTNESS))  # fmt: skip
def over(app: Door, _: str) -> None:
    """Whose weights move, or whose contributions are compared: the parts' or the indicators'."""
    other = Over.INDICATORS if app.session.over is Over.PARTS else Over.PARTS
    app.take(replace(app.session, over=other))


@command("robust.near", "All weights or near ones", keys=("a",), word="near", scopes=PAGE,
         views=(View.ROBUSTNESS,))  # fmt: skip
def near(app: Door, _: str) -> None:
    """Count ranks over all weights, or over those close to the present ones."""
    app.take(replace(app.session, near=not app.session.near))


@on_screen("view.back", "Back", keys=("escape",))
def back(app: Explorer, _: str) -> None:
    """One level back: from the weights, a page, a filter, the marks."""
    app.go_back()


@command("view.leave", "Back, or quit", keys=("q",), word="q", hint="quit")
def leave(app: Door, _: str) -> None:
    """One level back; from the ranking, quit."""
    if not app.leave_page():
        app.exit(0)
