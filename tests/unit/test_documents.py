"""Pages as lines: no line is wider than its page, folding, and the words of the pack."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.tui.documents.profile import profile_lines, text_lines
from ici_tui.tui.documents.sources import source_lines
from ici_tui.tui.pages import WRITERS, writer_of
from ici_tui.tui.session import Session
from ici_tui.tui.view import View
from ici_tui.views.board import Catalogue
from tests.pilot.packs import BARE, HOSTILE, LONE, SMALL, WIDE, session_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ici_tui.tui.documents.line import Line

WIDTHS = (30, 44, 60, 80, 120, 200)


@pytest.fixture(scope="module")
def sessions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Session]:
    packs = {"small": SMALL, "hostile": HOSTILE, "lone": LONE, "bare": BARE, "wide": WIDE}
    found = {
        name: session_on(tmp_path_factory.mktemp(name), files) for name, files in packs.items()
    }
    found["ici"] = Session.of(load_pack(find_pack()))
    return found


def written(session: Session, view: View, width: int) -> Sequence[Line]:
    shown = replace(session, view=view)
    return writer_of(shown)(shown, width)


def cluster_lines(session: Session, width: int) -> Sequence[Line]:
    return written(session, View.CLUSTERS, width)


def compare_lines(session: Session, width: int) -> Sequence[Line]:
    return written(session, View.COMPARE, width)


def too_wide(lines: Sequence[Line], width: int) -> list[str]:
    return [line.text for line in lines if cell_len(line.text) > width]


def cases() -> Iterator[object]:
    """Every page at every width."""
    for name in ("ici", "hostile", "small", "bare", "lone", "wide"):
        for view in WRITERS:
            for width in WIDTHS:
                yield pytest.param(name, view, width, id=f"{name}-{view.name}-{width}")


@pytest.mark.parametrize(("name", "view", "width"), cases())
def test_no_line_is_wider_than_its_page(
    sessions: dict[str, Session], name: str, view: View, width: int
) -> None:
    session = sessions[name]
    units = range(session.pack.index.size) if view is View.RANKING else (session.unit,)
    found: list[str] = []
    for unit in units:
        lines = written(session.at_unit(unit), view, width)
        assert lines
        found += too_wide(lines, width)
    assert found == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("marks", [2, 3, 4])
@pytest.mark.parametrize("name", ["ici", "hostile"])
def test_units_side_by_side_fit(
    sessions: dict[str, Session],
    name: str,
    marks: int,
    width: int,
) -> None:
    session = replace(sessions[name], marks=tuple(range(marks)))
    assert session.pack.ensemble is not None or not session.pack.has_ensemble  # read beforehand
    lines = compare_lines(session, width)
    assert too_wide(lines, width) == []
    told = " ".join(line.text for line in lines)
    assert ("Gap" in told) is (marks == 2)


@pytest.mark.parametrize("width", [60, 120])
def test_a_gap_to_a_unit_without_the_value_stands_in_brackets(
    sessions: dict[str, Session], width: int
) -> None:
    small = sessions["small"]
    alpha, beta, gamma = (small.pack.index.codes.index(c) for c in ("Alpha", "Beta", "Gamma"))
    lines = [line.text for line in compare_lines(replace(small, marks=(alpha, gamma)), width)]
    rails = next(text for text in lines if "Rails" in text)
    roads = next(text for text in lines if "Roads" in text)
    assert re.search(r" \(\+\d+\.\d\)$", rails)
    assert re.search(r" [+-]\d+\.\d$", roads)
    assert rails.rindex(".") == roads.rindex(".")
    assert "In brackets: only one of the two has the value" in " ".join(lines)
    whole = " ".join(line.text for line in compare_lines(replace(small, marks=(alpha, beta)), 120))
    assert "(" not in whole
    assert "In brackets" not in whole
    assert "the pillars' gaps sum to the whole" in whole


def test_gaps_that_do_not_add_up_do_not_say_that_they_do(sessions: dict[str, Session]) -> None:
    small = sessions["small"]
    options = small.options._replace(aggregate=("geometric",))
    session = replace(small.with_methods(options).settled(), marks=(0, 1))
    told = " ".join(line.text for line in compare_lines(session, 120))
    assert "sum to the whole" not in told
    assert "It is not split: the index is no weighted mean of its parts here." in told


def test_five_marks_are_not_cut_to_four_in_silence(sessions: dict[str, Session]) -> None:
    session = replace(sessions["ici"], marks=(0, 1, 2, 3, 4))
    told = " ".join(line.text for line in compare_lines(session, 120))
    left_out = session.pack.index.names[4]
    assert left_out in told or re.search(r"\b(four|first 4|5 marked|one more)\b", told)


@pytest.mark.parametrize("width", [60, 120])
@pytest.mark.parametrize("name", ["small", "hostile", "ici"])
def test_a_folded_cluster_is_one_line(sessions: dict[str, Session], name: str, width: int) -> None:
    session = sessions[name]
    lines = cluster_lines(session, width)
    keys = [line.key for line in lines if line.key.startswith("cluster:")]
    assert keys
    folded = session
    for key in keys:
        folded = folded.folded(key)
    after = cluster_lines(folded, width)
    assert [line.key for line in after if line.key] == keys
    assert len(after) < len(lines)
    assert too_wide(after, width) == []
    assert cluster_lines(session.folded(keys[0]).folded(keys[0]), width) == lines


def test_clusters_hold_every_unit_that_has_a_label(sessions: dict[str, Session]) -> None:
    told = "\n".join(line.text for line in cluster_lines(sessions["small"], 100))
    for name in ("Alpha", "Beta Éire", "Gamma", "武汉", "Twin"):
        assert name in told


def test_clusters_say_who_has_no_label(sessions: dict[str, Session]) -> None:
    told = "\n".join(line.text for line in cluster_lines(sessions["small"], 100))
    assert "D'Elta" in told


@pytest.mark.parametrize("name", ["small", "bare", "lone", "hostile"])
def test_only_the_pack_says_what_a_unit_is_called(sessions: dict[str, Session], name: str) -> None:
    for view in WRITERS:
        for width in (44, 120):
            told = " ".join(line.text for line in written(sessions[name], view, width))
            assert not re.search(r"\bcit(y|ies)\b", told, re.IGNORECASE)


@pytest.mark.parametrize("name", ["hostile", "ici"])
def test_no_control_character_is_on_a_page(sessions: dict[str, Session], name: str) -> None:
    session = sessions[name]
    for view in WRITERS:
        for unit in range(session.pack.index.size):
            told = "".join(line.text for line in written(session.at_unit(unit), view, 80))
            assert not {c for c in told if unicodedata.category(c) == "Cc"}
            assert not set(told) & set("\u202e\u2066\u2028")


def test_sources_fold_section_by_section(sessions: dict[str, Session]) -> None:
    session = sessions["ici"]
    lines = source_lines(session, 80)
    keys = [line.key for line in lines if line.key]
    named = "about statuses tables values statements assumptions editions addresses"
    assert keys == [f"section:{name}" for name in named.split()]
    for key in keys:
        session = session.folded(key)
    assert [line.key for line in source_lines(session, 80)] == keys


def test_the_profile_tells_what_the_pack_knows(sessions: dict[str, Session]) -> None:
    small = sessions["small"]
    told = [line.text for line in profile_lines(small, 80)]
    joined = "\n".join(told)
    for part in ("Alpha 阿尔法", "Rank 1 of 6", "76.3", "A country of the north.", "Rail & Road"):
        assert part in joined
    nobody = small.at_unit(small.pack.index.codes.index("Delta"))
    assert text_lines(nobody, 80) == []


def test_missing_values_are_dashes_and_counted(sessions: dict[str, Session]) -> None:
    bare = sessions["bare"]
    two = bare.at_unit(bare.pack.index.codes.index("Two"))
    told = "\n".join(line.text for line in profile_lines(two, 80))
    assert "Rank – of 4" in told
    assert "0 of 2 indicators" in told
    assert "nan" not in told.casefold()


def test_an_edit_shows_in_the_profile(sessions: dict[str, Session]) -> None:
    small = sessions["small"]
    beta = small.at_unit(small.pack.index.codes.index("Beta"))
    moved = beta.edited(beta.weights.with_points("State", 100.0)).settled()
    told = "\n".join(line.text for line in profile_lines(moved, 100))
    assert "▲2 against authors" in told


def test_estimates_are_marked_and_have_no_decimals(sessions: dict[str, Session]) -> None:
    for unit in range(sessions["ici"].pack.index.size):
        told = "\n".join(line.text for line in profile_lines(sessions["ici"].at_unit(unit), 100))
        assert "≈" in told
        assert not re.search(r"≈-?\d+\.\d", told)


def test_pages_of_a_pack_without_groups_say_so(sessions: dict[str, Session]) -> None:
    assert "This index has no groups" in cluster_lines(sessions["bare"], 80)[0].text
    assert "wo units are needed" in compare_lines(sessions["lone"], 80)[0].text


def test_a_catalogue_is_shared_by_all_sessions_of_a_pack(sessions: dict[str, Session]) -> None:
    moved = sessions["small"].edited(sessions["small"].weights.with_points("State", 90.0))
    assert isinstance(moved.catalogue, Catalogue)
    assert moved.settled().catalogue is sessions["small"].catalogue
