"""The pages of long work, answered: reaching a rank, and clusters found from the data."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from ici_tui.analysis import optional
from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.pages.acts import ApplyWeights, Fold, OpenUnit
from ici_tui.tui.asking import waits_for
from ici_tui.tui.documents.tabs import tab_lines
from ici_tui.tui.groupings import FOUND, grouping_called, groupings
from ici_tui.tui.jobs import find
from ici_tui.tui.pages import writer_of
from ici_tui.tui.session import Session
from ici_tui.tui.view import View
from ici_tui.views.frame import Over
from tests.pilot.packs import BARE, HOSTILE, LONE, SMALL, session_on
from tests.unit.robust_packs import gap_pack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.tui.documents.line import Line

WIDTHS = (30, 38, 60, 78, 118, 198)


@pytest.fixture(scope="module")
def sessions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Session]:
    packs = {"small": SMALL, "hostile": HOSTILE, "lone": LONE, "bare": BARE}
    found = {
        name: session_on(tmp_path_factory.mktemp(name), files) for name, files in packs.items()
    }
    pack = load_pack(find_pack("ici-cn-2020"))
    assert pack.ensemble is not None
    found["ici"] = Session.of(pack)
    return found


def at(session: Session, code: str) -> Session:
    return session.at_unit(session.pack.index.codes.index(code))


def answered(session: Session) -> Session:
    """With what the open page waits for; nothing where it asks nothing."""
    job = waits_for(session)
    if job is None:
        return session
    answer = find(job, lambda *_, **__: True)
    assert answer is not None
    return replace(session, answers={job: answer})


def reach(session: Session, over: Over = Over.PARTS) -> Session:
    return answered(replace(session, view=View.ROBUSTNESS, panel="reach", over=over))


def alike(session: Session, on: str, over: Over = Over.PARTS) -> Session:
    return answered(replace(session, view=View.CLUSTERS, group=f"found:{on}", over=over))


def lines(session: Session, width: int = 118) -> Sequence[Line]:
    return writer_of(session)(session, width)


def told(session: Session, width: int = 118) -> str:
    return " ".join(" ".join(line.text for line in lines(session, width)).split())


def assert_clean(session: Session) -> None:
    for width in WIDTHS:
        found = lines(session, width)
        assert [line.text for line in found if cell_len(line.text) > width] == []
        text = "".join(line.text for line in found)
        assert not {c for c in text if unicodedata.category(c) == "Cc"}
        assert not set(text) & set("\u202e\u2066\u2028")
        assert "nan" not in re.split(r"\W+", text.casefold())


@pytest.mark.parametrize("name", ["small", "hostile", "lone", "bare"])
@pytest.mark.parametrize("over", list(Over))
def test_pages_fit_whatever_units_are_called(
    sessions: dict[str, Session], name: str, over: Over
) -> None:
    session = sessions[name]
    for unit in (0, session.pack.index.size // 2, session.pack.index.size - 1):
        assert_clean(reach(session.at_unit(unit), over))
    for grouping in FOUND.values():
        assert_clean(alike(session, grouping, over))


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (60, ["By  One  Two  Three    b next"]),
        (24, ["By  One  Two  Three", "b next"]),
        (12, ["Two  2 of 3", "b next"]),
    ],
)
def test_names_take_a_line_or_two_or_the_open_one_stands_alone(
    width: int, shown: list[str]
) -> None:
    titles = {"a": "One", "b": "Two", "c": "Three"}
    found = tab_lines(titles, "b", "b next", width, "By ")
    assert [line.text.strip() for line in found] == shown
    assert [span.text for line in found for span in line.spans if span.role == "tab"] == [" Two "]
    assert max(cell_len(line.text) for line in found) <= width


def test_points_of_estimates_are_whole_and_marked_in_the_pair_too(
    sessions: dict[str, Session],
) -> None:
    session = replace(at(sessions["ici"], "Wuhan"), view=View.ROBUSTNESS, panel="pair")
    text = told(answered(session))
    needs = text[text.index("What ") :]
    assert re.search(r"In this table ≈\d+ points must move for ", needs)
    assert not re.search(r"\d\.\d points", needs)


# Reaching a rank


def test_each_rank_that_can_be_reached_has_a_line_with_its_weights(
    sessions: dict[str, Session],
) -> None:
    session = reach(at(sessions["ici"], "Wuhan"))
    assert_clean(session)
    keyed = [line for line in lines(session) if line.key]
    ranks = [line.text.split()[0] for line in keyed]
    assert ranks == ["6", "5", "4", "3"]
    for line in keyed:
        rank, points, now, _, then, _, *change = line.text.split()
        assert re.fullmatch(r"≈\d+", points), line.text
        assert now == "0"
        assert 0 < int(then) < 100
        assert change[:2] in (["Enterprise", "40"], ["Research", "30"])
        assert isinstance(line.act, ApplyWeights)
        weights = session.weights.with_effective(session.pack.index.tree, dict(line.act.shares))
        there = session.edited(weights).settled()
        assert int(there.board.ranks[there.unit]) <= int(rank)
    text = told(session)
    assert "2 – 0 % impossible: Beijing and Shanghai stay ahead or level at all weights" in text
    assert "1 – 0 % impossible: the same stay ahead" in text
    assert "Rank 7 now." in text
    assert "the share of the admissible tables in which it has that rank or a better one" in text


def test_lines_below_a_rank_belong_to_it(sessions: dict[str, Session]) -> None:
    for width in (38, 78, 118):
        found = lines(reach(at(sessions["ici"], "Wuhan")), width)
        for place, line in enumerate(found):
            if line.key:
                block = found[place + 1 : place + 1 + line.below]
                assert all(below.text.startswith("   ") and not below.key for below in block)
                after = found[place + 1 + line.below]
                assert re.match(r" +\d+ ", after.text) or not after.text


def test_the_first_has_no_better_rank(sessions: dict[str, Session]) -> None:
    assert "Beijing has rank 1: there is no better one." in told(
        reach(at(sessions["ici"], "Beijing"))
    )


def test_a_locked_weight_stays(sessions: dict[str, Session]) -> None:
    session = at(sessions["ici"], "Wuhan")
    locked = session.edited(session.weights.with_lock("Enterprise", True)).settled()
    shown = reach(locked)
    keyed = [line for line in lines(shown) if line.key]
    assert keyed
    for line in keyed:
        assert "Enterprise" not in line.text
        assert isinstance(line.act, ApplyWeights)
        assert dict(line.act.shares)["Enterprise"] == pytest.approx(0.4, abs=1e-10)
    assert "Enterprise (locked)" in told(shown)
    assert [line.act for line in keyed] != [line.act for line in lines(reach(session)) if line.key]


def test_a_lock_that_cannot_be_held_is_said_and_nothing_asked(
    sessions: dict[str, Session],
) -> None:
    session = at(sessions["ici"], "Wuhan")
    locked = session.edited(session.weights.with_lock("Enterprise", True)).settled()
    over = reach(locked, Over.INDICATORS)
    assert waits_for(over) is None
    assert "Locked: Enterprise. Where the weights of all indicators move" in told(over)
    assert_clean(over)


def test_what_is_not_proved_to_be_the_least_is_marked(tmp_path: Path) -> None:
    """Of a unit that lacks a value nothing is exact."""
    session = Session.of(load_pack(Path(gap_pack(tmp_path / "gap"))))
    session = reach(at(session, "U3"), Over.INDICATORS)
    keyed = [line for line in lines(session) if line.key]
    assert keyed
    assert all(line.text.split()[1].startswith("≤") for line in keyed)
    assert "≤: found, not proved to be the least." in told(session)
    assert "Sampled, not exact" in told(session)


def test_a_unit_without_a_score_is_told_so(sessions: dict[str, Session]) -> None:
    assert "No answer: Two has no score" in told(reach(at(sessions["bare"], "Two")))


# Clusters found from the data


@pytest.mark.parametrize("on", ["indicators", "contributions"])
def test_clusters_hold_every_unit_once_and_say_how_sure_they_are(
    sessions: dict[str, Session], on: str
) -> None:
    session = alike(at(sessions["ici"], "Wuhan"), on)
    assert_clean(session)
    index = session.pack.index
    acts = [line.act for line in lines(session)]
    members = [act.code for act in acts if isinstance(act, OpenUnit)]
    assert sorted(members) == sorted(index.codes)
    labels = {label for label in index.groups[index.info.default_group].labels if label}
    assert sum(isinstance(act, Fold) for act in acts) == len(labels) + 1, "and the means"
    text = told(session)
    assert re.search(r"The same clusters come out in \d+ % of 200 admissible tables", text)
    assert re.search(r"pack's groups, in the table shown: Cluster ≈0\.\d, ", text)
    wuhan = next(line for line in lines(session) if line.act == OpenUnit("Wuhan", on))
    assert re.search(r"Wuhan +≈\d+ +\S+ ≈\d", wuhan.text)
    assert ("no weight moves this" in text) is (on == "indicators")
    assert ("Membership moves with the weights" in text) is (on == "contributions")
    assert "Grouped: 11 cities." in text


def test_on_indicators_they_stay_while_weights_move_and_are_asked_anew(
    sessions: dict[str, Session],
) -> None:
    session = alike(at(sessions["ici"], "Wuhan"), "indicators")
    moved = session.edited(session.weights.with_points("Research", 60.0)).settled()
    assert waits_for(moved) not in moved.answers

    def members(shown: Session) -> list[set[str]]:
        found: list[set[str]] = []
        for line in lines(shown):
            if isinstance(line.act, Fold):
                found.append(set())
            elif isinstance(line.act, OpenUnit):
                found[-1].add(line.act.code)
        return found

    assert members(moved) == members(session)
    assert members(answered(moved)) == members(session)
    other = replace(moved, group="found:contributions")
    assert "Esc stops" in told(other)
    there = alike(at(sessions["ici"], "Wuhan"), "contributions")
    weights = there.weights.with_points("Government", 100.0)
    assert members(answered(there.edited(weights).settled())) != members(there)


def test_a_pack_that_lacks_values_says_why_there_are_none(sessions: dict[str, Session]) -> None:
    text = told(alike(sessions["small"], "indicators"))
    assert "No answer: missing values have no distance; impute first." in text
    assert "The view Methods can have them imputed." in text
    assert "have similar indicators" in text
    assert "Cluster 1 · " in told(alike(sessions["small"], "contributions"))


def test_without_scipy_one_line_says_so(
    sessions: dict[str, Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(optional, "find_spec", lambda _: None)
    for session in (
        alike(sessions["small"], "contributions"),
        reach(at(sessions["small"], "Beta")),
    ):
        found = [line.text for line in lines(session) if "scipy" in line.text]
        assert len(found) == 1
        assert "needs scipy; install" in found[0]


def test_a_group_of_the_pack_goes_before_what_is_found(sessions: dict[str, Session]) -> None:
    index = sessions["small"].pack.index
    assert list(groupings(index)) == ["Zone", "Kind", *FOUND]
    assert grouping_called(index, "indicators") == "found:indicators"
    assert grouping_called(index, "Similar Contributions") == "found:contributions"
    assert grouping_called(index, "kind") == "Kind"
    assert grouping_called(index, "nothing") is None
    own = replace(index, groups={**index.groups, "indicators": index.groups["Kind"]})
    assert grouping_called(own, "indicators") == "indicators"
