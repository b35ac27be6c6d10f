"""The bundled themes: whether they can be read, by every kind of colour vision; what is a fault."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest

from ici_tui.files import bundled_folder
from ici_tui.settings.places import SettingsError
from ici_tui.settings.themes import (
    ANSI,
    COLOURS,
    DEFAULT,
    KEYS,
    LEAST_PARTS,
    Theme,
    ThemeNotFoundError,
    find_theme,
    read_theme,
    read_themes,
    theme_names,
)

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

    Vector = npt.NDArray[np.float64]

BUNDLED = {file.stem: read_theme(file) for file in bundled_folder("themes").glob("*.toml")}
FULL = {name: theme for name, theme in BUNDLED.items() if not theme.ansi}

# G. M. Machado, M. M. Oliveira, L. A. F. Fernandes: A Physiologically-based Model for Simulation
# of Color Vision Deficiency. IEEE Transactions on Visualization and Computer Graphics 15 (2009),
# severity 1.0, on linear RGB: protanopia, deuteranopia, tritanopia.
DICHROMATS = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                   [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                     [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                   [0.004733, 0.691367, 0.303900]],
}  # fmt: skip
SAFE = 40.0
"""CIELAB distance (CIE 1976) of neighbouring parts that the colour-blind theme keeps for every
kind of colour vision; about 2.3 is a just noticeable difference."""
TOLD_APART = 25.0
"""What the other themes keep."""


def linear(colour: str) -> Vector:
    """sRGB (IEC 61966-2-1) as linear RGB from 0 to 1."""
    values = np.array([int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)])
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.1."""
    weights = np.array([0.2126, 0.7152, 0.0722])
    low, high = sorted((float(linear(one) @ weights), float(linear(other) @ weights)))
    return (high + 0.05) / (low + 0.05)


def lab(rgb: Vector) -> Vector:
    """Linear RGB as CIELAB under D65."""
    to_xyz = np.array(
        [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
         [0.0193339, 0.1191920, 0.9503041]]
    )  # fmt: skip
    xyz = to_xyz @ np.clip(rgb, 0, 1) / np.array([0.95047, 1.0, 1.08883])
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(one: str, other: str, sight: str) -> float:
    matrix = np.array(DICHROMATS[sight]) if sight in DICHROMATS else np.eye(3)
    return float(np.linalg.norm(lab(matrix @ linear(one)) - lab(matrix @ linear(other))))


def test_the_measures_are_right() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert lab(linear("#ff0000")) == pytest.approx([53.24, 80.09, 67.20], abs=0.05)
    red_and_green = ("#c00000", "#507000")
    assert distance(*red_and_green, "deuteranopia") < distance(*red_and_green, "all") / 2


def test_the_themes_that_are_promised_are_there() -> None:
    assert {"dark", "light", "high-contrast", "colour-blind", "sixteen", "sixteen-light"} <= set(
        BUNDLED
    )
    assert theme_names()[0] == DEFAULT == "dark"


@pytest.mark.parametrize("theme", FULL.values(), ids=FULL)
def test_text_can_be_read(theme: Theme) -> None:
    ground = theme.background
    assert contrast(theme.foreground, ground) >= (12 if theme.name == "high-contrast" else 7)
    for key in ("muted", "estimated", "accent", "up", "down", "warning", "error", "reported"):
        assert contrast(getattr(theme, key), ground) >= 4.5, key
    for key in ("foreground", "muted", "accent"):
        assert contrast(getattr(theme, key), theme.panel) >= 4.5, key
    for key in ("foreground", "estimated"):
        assert contrast(getattr(theme, key), theme.mark) >= 4.5, key
    assert contrast(theme.cursor_foreground, theme.cursor_background) >= 4.5
    lighter = contrast(theme.foreground, "#000000") > contrast(ground, "#000000")
    assert lighter is theme.dark


@pytest.mark.parametrize("theme", FULL.values(), ids=FULL)
def test_parts_are_told_apart(theme: Theme) -> None:
    for part in theme.parts:
        assert contrast(part, theme.background) >= 3, part
    for pair in pairwise(theme.parts):
        assert contrast(*pair) >= 1.4, pair
        for sight in ("all", *DICHROMATS):
            assert distance(*pair, sight) >= TOLD_APART, (pair, sight)


@pytest.mark.parametrize("sight", ["all", *DICHROMATS])
def test_the_colour_blind_theme_is_safe_for_every_sight(sight: str) -> None:
    theme = BUNDLED["colour-blind"]
    for pair in pairwise(theme.parts):
        assert distance(*pair, sight) >= SAFE, pair
    for pair in ((theme.up, theme.down), (theme.up, theme.error)):
        assert distance(*pair, sight) >= SAFE, pair


@pytest.mark.parametrize("name", ["sixteen", "sixteen-light"])
def test_sixteen_names_only_the_terminals_colours(name: str) -> None:
    theme = BUNDLED[name]
    assert theme.ansi
    assert {getattr(theme, key) for key in COLOURS} | set(theme.parts) <= set(ANSI)
    assert all(one != other for one, other in pairwise(theme.parts))
    assert theme.cursor_foreground != theme.cursor_background


GOOD = (bundled_folder("themes") / "dark.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("muted =", "mutd =", "line 9: there is no key 'mutd'; did you mean muted?"),
        (
            "muted = ",
            "[muted]\nx = ",
            "line 9: muted: a table is not a text; write a colour in quotes, such as #3a7bd5",
        ),
        ("#98a3b3", "#98a3b", "line 9: muted: '#98a3b' is not a colour; write #rrggbb"),
        (
            "#98a3b3",
            "ansi_blu",
            "line 9: muted: 'ansi_blu' is not a colour; did you mean ansi_blue?",
        ),
        ("#98a3b3", "\\u001b[31m", "line 9: muted: '\\x1b[31m' is not a colour"),
        ("ansi = false", "ansi = true", "with ansi = true a colour is one of"),
        (
            "dark = true",
            'dark = "yes"',
            "line 3: dark: 'yes' is neither true nor false; write true or false",
        ),
        (
            'title = "Dark"',
            'title = ""',
            "line 2: title: the text is empty; write a text in quotes",
        ),
        (
            '    "#4f7fd0",\n    "#f3a6b5",\n    "#8fd6c4",\n',
            "",
            "line 21: parts: the list has 5 items, and 6 or more are needed; write a list",
        ),
        ("#f3a6b5", "pink", "line 28: parts[7]: 'pink' is not a colour"),
        ('up = "#7bd88f"\n', "", "up is missing; give title, dark, ansi, foreground"),
        ("title =", "title", "line 2: this is not TOML"),
    ],
)
def test_a_fault_is_one_line_with_its_place(old: str, new: str, says: str, tmp_path: Path) -> None:
    text = GOOD.replace('    "#8fd6c4",\n    "#4f7fd0",\n    "#f3a6b5",\n',
                        '    "#4f7fd0",\n    "#f3a6b5",\n    "#8fd6c4",\n')  # fmt: skip
    assert old in text
    changed = text.replace(old, new)
    if "write a list" in says:
        changed = changed.replace('    "#e07a5f",\n    "#f2c14e",\n', "")
    file = tmp_path / "mine.toml"
    file.write_text(changed, encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        read_theme(file)
    told = str(error.value)
    assert told.startswith(str(file))
    assert says in told
    assert "\n" not in told


def test_a_users_theme_wins_and_a_faulty_one_is_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    folder = tmp_path / "ici-tui" / "themes"
    folder.mkdir(parents=True)
    (folder / "dark.toml").write_text(GOOD.replace('"Dark"', '"Mine"'), encoding="utf-8")
    (folder / "light.toml").write_text("nonsense", encoding="utf-8")
    (folder / "sea.toml").write_text(GOOD, encoding="utf-8")
    (folder / "bad\x1b.toml").write_text(GOOD, encoding="utf-8")
    themes, faults = read_themes()
    found = {theme.name: theme for theme in themes}
    assert (found["dark"].title, found["dark"].kind) == ("Mine", "user")
    assert found["light"] == BUNDLED["light"]
    assert found["sea"].kind == "user"
    assert set(found) == {*BUNDLED, "sea"}
    assert len(faults) == 1
    assert "light.toml, line 1" in faults[0]
    assert find_theme("sea").parts == BUNDLED["dark"].parts
    with pytest.raises(ThemeNotFoundError, match="did you mean sea"):
        find_theme("seas")


def test_the_keys_are_those_of_a_theme() -> None:
    assert len(KEYS) == len(set(KEYS))
    assert all(len(theme.parts) >= LEAST_PARTS for theme in BUNDLED.values())
