"""Weights by name: what each name stands for, and what is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest

from ici_tui.settings.scenarios import add_scenario
from tests.golden.cases import PACK
from tests.pilot.packs import AS_IT_IS
from tests.unit.test_cli import run
from tests.unit.test_packs import DATA, META, write

if TYPE_CHECKING:
    from pathlib import Path

PILLARS = ("Enterprise", "Research", "Infrastructure", "Government")


def pillars_of(name: str, *more: str, **env: str) -> dict[str, float]:
    """The shares of the ICI's pillars at some weights, as the card's JSON gives them."""
    done = run("city", "Wuhan", "--weights", name, "--format", "json", *more, **env)
    assert done.returncode == 0, done.stderr
    return {pillar["code"]: pillar["weight"] for pillar in json.loads(done.stdout)["pillars"]}


def columns() -> np.ndarray:
    """The pillars' scores, units by pillars."""
    records = json.loads(run("scores", "--format", "json").stdout)
    return np.array([[record[code] for code in PILLARS] for record in records])


def test_names_stand_for_weights() -> None:
    own = dict(zip(PILLARS, (0.4, 0.3, 0.2, 0.1), strict=True))
    assert pillars_of("report") == pytest.approx(own)
    assert pillars_of("REPORT") == pytest.approx(own)
    assert pillars_of("equal") == pytest.approx(dict.fromkeys(PILLARS, 0.25))
    only = dict.fromkeys(PILLARS, 0.0) | {"Research": 1.0}
    for name in ("research-only", "Research only", "RESEARCH_ONLY"):
        assert pillars_of(name) == pytest.approx(only)
    assert pillars_of("equal:enterprise") == pytest.approx(own)


def test_rules_look_at_the_data() -> None:
    values = columns()
    spans = (values - values.min(axis=0)) / np.ptp(values, axis=0)
    deviation = spans.std(axis=0, ddof=1)
    assert [*pillars_of("sd").values()] == pytest.approx(deviation / deviation.sum())
    apart = deviation * (1 - np.corrcoef(values.T)).sum(axis=0)
    assert [*pillars_of("critic").values()] == pytest.approx(apart / apart.sum())
    shares = values / values.sum(axis=0)
    logs = np.log(np.where(shares > 0, shares, 1))
    spread = 1 + (shares * logs).sum(axis=0) / np.log(len(values))
    assert [*pillars_of("entropy").values()] == pytest.approx(spread / spread.sum())
    vector = np.linalg.eigh(np.corrcoef(values.T))[1][:, -1]
    assert [*pillars_of("PCA").values()] == pytest.approx(vector**2)


def test_a_rule_says_what_it_means() -> None:
    done = run("rank", "--weights", "pca")
    assert done.stderr.count("\n") == 1
    assert "weights by PCA for the children of ICI: squared loadings" in done.stderr
    assert "explains" in done.stderr
    assert "in every family" in run("rank", "--weights", "equal:all").stderr


def test_presets_of_the_pack_and_scenarios_of_the_user(tmp_path: Path) -> None:
    info = AS_IT_IS + '[[presets]]\nname = "Mostly x"\nweights = { x = 75, y = 25 }\n'
    folder = str(write(tmp_path / "mine", DATA, META, pack__toml=info))
    add_scenario("mine", "Only Y!", "x=0,y=100", tmp_path / "ici-tui" / "scenarios.toml")
    home = {"XDG_CONFIG_HOME": str(tmp_path)}
    for name, score in (("mostly x", 1.25), ("only y", 2.0), ("original", 1.75)):
        done = run("scores", "--pack", folder, "--weights", name, "--format", "json", **home)
        assert json.loads(done.stdout)[0]["I"] == pytest.approx(score), name
    wrong = run("scores", "--pack", folder, "--weights", "mostly z", **home)
    assert (wrong.returncode, wrong.stderr.count("\n")) == (2, 1)
    assert "did you mean Mostly x" in wrong.stderr


@pytest.mark.parametrize(
    ("name", "pack", "code", "says"),
    [
        ("eqal", "ici-cn-2020", 2, "nothing is called 'eqal'; did you mean equal?"),
        ("entreprise-only", "ici-cn-2020", 2, "no node is called 'entreprise'; did you mean"),
        ("ici-only", "ici-cn-2020", 2, "ICI is the index itself"),
        ("pca:policies", "ici-cn-2020", 2, "is an indicator and has no children"),
        ("", "ici-cn-2020", 2, "no weights given"),
        ("pca:physical", "asem-2018", 1, "--weights pca:physical: PCA: Ship pulls against"),
        ("pca", str(PACK), 0, ""),
    ],
)
def test_what_cannot_be_had_is_one_line(name: str, pack: str, code: int, says: str) -> None:
    done = run("rank", "--weights", name, "--pack", pack)
    assert done.returncode == code
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert bool(done.stdout) is (code == 0)


def test_a_rule_that_needs_values_above_0_says_so() -> None:
    done = run("rank", "--weights", "entropy", "--normalise", "zscore")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "has values below 0" in done.stderr
    assert "minmax:0,100" in done.stderr


def test_a_fault_in_the_scenarios_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "ici-tui" / "scenarios.toml"
    file.parent.mkdir()
    file.write_text("= nonsense\n", encoding="utf-8")
    done = run("rank", "--weights", "something", XDG_CONFIG_HOME=str(tmp_path))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "scenarios.toml" in done.stderr
    assert run("rank", "--weights", "equal", XDG_CONFIG_HOME=str(tmp_path)).returncode == 0
