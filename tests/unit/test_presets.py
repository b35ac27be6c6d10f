"""The sets of weights that are offered: the pack's, plain ones, and the user's scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ici_tui.packs.faults import PackError
from ici_tui.settings.scenarios import add_scenario, scenarios_file
from ici_tui.tui.presets import offered
from tests.pilot.packs import HOSTILE, LONE, SMALL, session_on

if TYPE_CHECKING:
    from pathlib import Path

    from ici_tui.tui.session import Session


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))


@pytest.fixture
def small(tmp_path: Path) -> Session:
    return session_on(tmp_path / "small", SMALL)


def points(session: Session, name: str) -> list[float]:
    offer = next(offer for offer in offered(session) if offer.name == name)
    assert not offer.fault
    return [offer.weights.points(part.code) for part in session.catalogue.parts]


def test_what_every_pack_offers(small: Session) -> None:
    assert points(small, "authors") == pytest.approx([50, 30, 20])
    assert points(small, "equal") == pytest.approx([100 / 3] * 3)
    assert points(small, "State only") == pytest.approx([0, 0, 100])
    assert points(small, "half and half") == pytest.approx([50, 50, 0])


def test_the_packs_own_weights_are_exact_after_edits(small: Session) -> None:
    moved = small.edited(small.weights.with_points("State", 77.0)).settled()
    own = offered(moved)[0]
    assert own.weights == small.weights
    assert not own.weights.edited
    assert points(moved, "State only") == pytest.approx([0, 0, 100])


def test_a_scenario_is_offered_to_its_pack_only(small: Session, tmp_path: Path) -> None:
    add_scenario("small", "mine [/x] 武汉", "transport=10")
    assert points(small, "mine [/x] 武汉") == pytest.approx([10, 54, 36])
    other = session_on(tmp_path / "lone", LONE)
    assert all("mine" not in offer.name for offer in offered(other))


def test_what_cannot_be_taken_says_why(small: Session) -> None:
    add_scenario("small", "old", "Railways=10")
    offer = next(offer for offer in offered(small) if offer.name == "old")
    assert "Railways" in offer.fault
    scenarios_file().write_text("this is no TOML", encoding="utf-8")
    faulty = next(offer for offer in offered(small) if offer.fault)
    assert faulty.name == "scenarios"
    assert "not TOML" in faulty.fault


def test_a_preset_that_names_nothing_of_the_tree_is_a_fault_of_the_pack(tmp_path: Path) -> None:
    files = SMALL | {"pack.toml": SMALL["pack.toml"].replace("Transport = 50", "Nothing = 50")}
    with pytest.raises(PackError, match=r"pack\.toml, line \d+: presets\[\d\].*'Nothing'"):
        session_on(tmp_path / "wrong", files)


def test_hostile_names_are_offered_as_text(tmp_path: Path) -> None:
    names = [offer.name for offer in offered(session_on(tmp_path / "hostile", HOSTILE))]
    assert any("[@click=app.exit]" in name for name in names)
    assert not any("\x1b" in name or "\x9b" in name for name in names)


def test_where_there_are_no_parts_there_is_no_part_to_weigh_alone(tmp_path: Path) -> None:
    names = [offer.name for offer in offered(session_on(tmp_path / "lone", LONE))]
    assert names[:2] == ["original", "equal"]
    assert not any(name.endswith(" only") for name in names)
