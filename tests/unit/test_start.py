"""What the explorer needs before it opens; what is wrong is one line and an exit code."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from ici_tui.tui.run import run_explorer
from ici_tui.tui.start import StartError, prepared
from ici_tui.tui.view import View
from tests.pilot.packs import SMALL, write_pack

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    (folder / "ici-tui").mkdir(parents=True)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    monkeypatch.delenv("NO_COLOR", raising=False)
    return folder / "ici-tui"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "small", SMALL)


def test_without_anything_it_is_the_bundled_index_in_the_default_theme() -> None:
    ready = prepared(None, None, None, False)
    assert ready.session.pack.index.info.name == "ici-cn-2020"
    assert (ready.theme.name, ready.session.view) == ("dark", View.RANKING)
    assert "NO_COLOR" not in os.environ


def test_what_is_given_goes_before_the_configuration(small: Path, home: Path) -> None:
    (home / "config.toml").write_text('theme = "light"\nview = "clusters"\n', encoding="utf-8")
    ready = prepared(str(small), "state=90", None, False)
    assert (ready.theme.name, ready.session.view) == ("light", View.CLUSTERS)
    assert ready.session.weights.points("State") == pytest.approx(90)
    assert not ready.session.due
    assert prepared(str(small), None, "paper", False).theme.name == "paper"


def test_no_colour_is_known_before_the_app_is_made(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    prepared(str(small), None, None, True)
    assert os.environ["NO_COLOR"] == "1"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("nowhere", None, None), 2, "no pack is called 'nowhere'"),
        (("small", "state=101", None), 2, "101"),
        (("small", "stat=x", None), 2, "x"),
        (("small", "nothing=5", None), 2, "nothing"),
        (("small", None, "drak"), 2, "did you mean dark"),
    ],
)
def test_wrong_use_is_exit_code_2(
    small: Path, arguments: tuple[str, str | None, str | None], code: int, told: str
) -> None:
    pack, weights, theme = arguments
    with pytest.raises(StartError) as error:
        prepared(str(small) if pack == "small" else pack, weights, theme, False)
    assert error.value.code == code
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("config.toml", "theme = 5\n"),
        ("config.toml", "themes = 'dark'\n"),
        ("config.toml", "not toml"),
        ("config.toml", '[keys]\n"no.command" = "x"\n'),
        ("themes/dark.toml", "title = 1\n"),
    ],
)
def test_a_faulty_file_of_the_users_is_exit_code_1(home: Path, file: str, text: str) -> None:
    target = home / file
    target.parent.mkdir(exist_ok=True)
    target.write_text(text, encoding="utf-8")
    with pytest.raises(StartError) as error:
        prepared(None, None, None, False)
    assert error.value.code == 1
    assert target.name in str(error.value)
    assert "\n" not in str(error.value)


def test_a_faulty_pack_is_exit_code_1_with_every_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = SMALL | {
        "iData.csv": SMALL["iData.csv"].replace("Alpha,", "1Alpha,", 1).replace("Twin,", "Beta,", 1)
    }
    folder = write_pack(tmp_path / "wrong", files)
    assert run_explorer(str(folder), None, None, False) == 1
    told = capsys.readouterr().err
    assert "'1Alpha' is not a code" in told
    assert "Beta is used twice" in told
    assert all(line.startswith("ici-tui: ") for line in told.splitlines())
