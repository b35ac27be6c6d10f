"""An answer is the same in both doors: what a command prints is on the explorer's page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.pages.acts import Fold
from ici_tui.tui.asking import waits_for
from ici_tui.tui.jobs import find
from ici_tui.tui.pages import writer_of
from ici_tui.tui.session import Session
from ici_tui.tui.view import View
from tests.unit.test_cli import run

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH = 100
DRAWN = set("▸█▉▊▋▌▍▎▏")
ABOVE = 3
"""Lines of a command above its answer: the index, its weights, a blank one."""


@pytest.fixture(scope="module", params=["ici-cn-2020", "asem-2018"])
def session(request: pytest.FixtureRequest) -> Session:
    pack = load_pack(find_pack(request.param))
    _ = pack.ensemble  # the explorer waits until it is read
    return Session.of(pack)


def on_page(session: Session, view: View, width: int = WIDTH) -> list[str]:
    """The lines of a page with every section unfolded, without the signs that fold."""
    shown = answered(replace(session, view=view))
    found = writer_of(shown)(shown, width)
    return [plain(line.text) for line in found]


def answered(session: Session) -> Session:
    """With the answer that the open view waits for."""
    job = waits_for(session)
    answer = job and find(job, lambda *_, **__: True)
    return session if job is None or answer is None else replace(session, answers={job: answer})


def plain(text: str) -> str:
    return text.removeprefix("▾ ").removeprefix("▸ ").rstrip()


def printed(session: Session, *words: str) -> list[str]:
    """The lines that a command prints, without the standing line below them."""
    done = run(*words, "--pack", session.pack.index.info.name, COLUMNS=str(WIDTH))
    lines = [plain(line) for line in done.stdout.splitlines()]
    standing = session.pack.index.info.standing_line
    return lines[: -1 - bool(standing)] if standing else lines


def assert_within(part: Sequence[str], whole: Sequence[str]) -> None:
    """All lines of the part are in the whole, one after the other."""
    told = [text for text in part if text]
    held = [text for text in whole if text]
    first = held.index(told[0])
    assert held[first : first + len(told)] == told


def test_statistics(session: Session) -> None:
    assert_within(printed(session, "stats")[ABOVE:], on_page(session, View.STATISTICS))


def test_correlations_unfold(session: Session) -> None:
    shown = answered(replace(session, view=View.STATISTICS))
    folds = [line.act for line in writer_of(shown)(shown, WIDTH) if isinstance(line.act, Fold)]
    assert len(folds) == 1
    whole = on_page(session.folded(folds[0].key), View.STATISTICS)
    assert_within(printed(session, "stats", "--correlations")[ABOVE:], whole)


@pytest.mark.parametrize("count", [2, 3, 4])
def test_comparison(session: Session, count: int) -> None:
    marks = tuple(int(place) for place in session.board.order[:count])
    codes = [session.pack.index.codes[place] for place in marks]
    whole = on_page(replace(session, marks=marks), View.COMPARE)
    assert_within(printed(session, "compare", *codes)[ABOVE:], whole)


def test_clusters(session: Session) -> None:
    for group in session.pack.index.groups:
        whole = on_page(replace(session, group=group), View.CLUSTERS)
        assert_within(printed(session, "clusters", "--by", group)[ABOVE:], whole)


def test_statements(session: Session) -> None:
    if session.pack.claims:
        inset = on_page(session, View.SOURCES, WIDTH + 2)
        whole = [text.removeprefix("  ") for text in inset]
        assert_within(printed(session, "check")[ABOVE:], whole)


def words_of(lines: Sequence[str]) -> str:
    """The words without bars and signs, which make the columns of a tree that folds wider."""
    told = [word for line in lines for word in line.split() if not set(word) <= DRAWN]
    return " ".join(told)


@pytest.mark.parametrize("line", [0, 5])
def test_card(session: Session, line: int) -> None:
    place = int(session.board.order[line])
    whole = on_page(replace(session.at_unit(place), profile=True), View.RANKING)
    code, name = session.pack.index.codes[place], session.pack.index.info.name
    done = run("city", code, "--full", "--pack", name, COLUMNS=str(WIDTH))
    part = words_of([plain(line) for line in done.stdout.splitlines()])
    # The explorer has the standing line at its own foot.
    standing = session.study.standing_line
    assert len(part.split()) > 50
    assert part.replace(f" {standing} " if standing else "\n", " ", 1) in words_of(whole)
