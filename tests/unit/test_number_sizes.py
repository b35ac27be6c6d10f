"""Numbers at the ends of their range: an answer or one located line, and never a warning."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from ici_tui.analysis.data_weights import weights_by_data
from ici_tui.analysis.explain import influence
from ici_tui.index.bounds import LARGEST
from ici_tui.index.weight_rules import RULES
from ici_tui.index.weights import Siblings
from ici_tui.packs.load import load_pack
from ici_tui.views.study import Study
from tests.unit.robust_packs import plain_pack
from tests.unit.test_cli import Done, run
from tests.unit.tie_packs import TiePack, tie_packs

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("rank",),
    ("scores",),
    ("--unit", "U0"),
    ("stats",),
    ("stats", "--correlations"),
    ("compare", "U0", "U1"),
    ("check",),
    ("rank", "--weights", "pca"),
    ("rank", "--weights", "critic"),
    ("rank", "--weights", "entropy"),
    ("robust", "sweep", "--weight", "c0"),
    ("robust", "overtake", "U1", "U0"),
    ("robust", "overtake", "U1", "--to", "first"),
    ("robust", "pair", "U0", "U1"),
    ("robust", "radius"),
    ("robust", "acceptability", "--draws", "50"),
    ("robust", "ranks", "U0"),
    ("robust", "uncertainty", "--draws", "50"),
    ("robust", "leave-one-out"),
    ("robust", "clusters"),
)
FIVE: dict[str, list[list[float]]] = {
    "huge": [[1e308, 1e308, -1e308], [-1e308, 1e308, 1e308], [1e308, -1e308, 0], [5, 6, 7]],
    "beyond squares": [[1e200, 2e200, 3], [2e200, 1e200, 5], [3e200, 1e199, 1]],
    "largest": [[1e99, 9e99, -1e100], [-1e100, 1e99, 1e98], [1e97, -1e96, 0], [5, 6, 7]],
    "least": [[1e-320, 2e-320, 3e-320], [2e-320, 1e-320, 0], [5e-324, 1e-310, 1e-309]],
    "tiny": [[1e-200, 2e-200, 3e-200], [2e-200, 1e-200, 0], [5e-204, 1e-200, 1e-209]],
    "far apart": [[1e100, 1e-320, 3], [1e-100, 1e-300, 5], [-1e100, 1e-200, 1], [0, 0, 0]],
    "constant": [[7, 7, 7], [7, 7, 7], [7, 7, 7]],
    "square": [[3, 1, 2], [3, 1, 2], [3, 1, 2]],
}


def ran(*words: str) -> Done:
    """A command that may refuse, in whole lines of its own, and that warns of nothing."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        warnings.simplefilter("ignore", ResourceWarning)
        done = run(*words)
    assert [str(warning.message) for warning in caught] == []
    assert done.returncode in {0, 1, 2}, done.stderr
    assert all(line.startswith("ici-tui: ") for line in done.stderr.splitlines())
    assert "-0.0," not in done.stdout
    return done


@pytest.mark.parametrize("normalise", ["none", "minmax:0,100", "zscore"])
@pytest.mark.parametrize("kind", FIVE)
def test_every_command_answers_or_says_why_not(tmp_path: Path, kind: str, normalise: str) -> None:
    pack = plain_pack(tmp_path / "p", FIVE[kind], f'normalise = "{normalise}"')
    for words in COMMANDS:
        done = ran(*words, "--pack", pack, *(["--format", "json"] if words[0] == "robust" else []))
        assert "NaN" not in done.stdout
        assert "Infinity" not in done.stdout


@pytest.mark.parametrize("kind", ["huge", "beyond squares"])
def test_a_value_that_is_too_large_is_named_with_its_unit_and_indicator(
    tmp_path: Path, kind: str
) -> None:
    pack = plain_pack(tmp_path / "p", FIVE[kind])
    for words in COMMANDS:
        done = ran(*words, "--pack", pack)
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1
        assert "c0 of U0 is 1e+" in done.stderr


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tie_packs(units=(2, 5)))
def test_ties_of_every_kind_are_answered_by_every_command(tmp_path: Path, pack: TiePack) -> None:
    folder = tmp_path / str(abs(hash(pack)))
    path = plain_pack(folder, pack.table.tolist(), weights=pack.parts)
    for words in COMMANDS:
        ran(*words, "--pack", path)


def test_an_aggregate_that_is_too_large_is_refused_as_well(tmp_path: Path) -> None:
    pack = plain_pack(tmp_path / "p", [[1e-60, -1e-60, 1], [1, 2, 3]])
    done = ran("rank", "--pack", pack, "--normalise", "minmax:0,1e99")
    assert done.returncode == 0
    done = ran("rank", "--pack", pack, "--normalise", "minmax:0,1e200")
    assert done.returncode == 1
    assert "normalise: c0 of U" in done.stderr


@pytest.mark.parametrize("given", ["c0=1e308,c1=1e308", "c0=1e308", "c0=nan", "c0=inf"])
def test_points_are_numbers_that_can_be_summed(tmp_path: Path, given: str) -> None:
    pack = plain_pack(tmp_path / "p", [[1, 2, 3], [3, 1, 2]])
    done = ran("rank", "--pack", pack, "--weights", given)
    assert done.returncode == 2
    assert "c0" in done.stderr


def test_weights_of_any_size_keep_their_proportions(tmp_path: Path) -> None:
    pack = plain_pack(tmp_path / "p", [[1, 2, 3], [3, 1, 2]])
    tiny = ran("rank", "--pack", pack, "--weights", "c0=1e-320,c1=2e-320,c2=1e-320")
    plain = ran("rank", "--pack", pack, "--weights", "c0=25,c1=50,c2=25")
    assert tiny.stdout == plain.stdout
    for size in (1e308, 1e-320, 1.0):
        family = Siblings.from_pack(["a", "b"], [size, size])
        assert family.shares == (0.5, 0.5)
        assert family.with_all({"a": size, "b": size}).shares == (0.5, 0.5)


def test_zero_has_no_sign_in_any_output(tmp_path: Path) -> None:
    rows = [[0.0, -0.0, 0], [-3, 0, 2], [5, 1, -1]]
    pack = plain_pack(tmp_path / "p", rows, directions=(-1, 1, -1))
    for words in (("rank", "--level", "all"), ("scores",), ("compare", "U0", "U1")):
        for form in ("csv", "json") if words[0] != "scores" else ("csv",):
            done = run(*words, "--pack", pack, "--format", form)
            assert done.returncode == 0
            assert "-0.0" not in done.stdout.replace("-0.00", "")


def test_influence_does_not_depend_on_the_size_of_values() -> None:
    values = np.array([[1.0, 2, 5], [2, 5, 3], [4, 4, 9], [3, 8, 6]])
    usual = influence(values, np.full(3, 1 / 3))
    for scale in (1e-250, 1e-160, 1e99):
        found = influence(values * scale, np.full(3, 1 / 3))
        np.testing.assert_allclose(found.share, usual.share)
        np.testing.assert_allclose(found.correlation, usual.correlation)


def test_weights_by_data_do_not_depend_on_the_size_of_values(tmp_path: Path) -> None:
    values = np.array([[1.0, 2, 5], [2, 5, 3], [4, 4, 9], [3, 8, 6]])
    found = {}
    for scale in (1.0, 1e-250, 1e-160, 1e99):
        folder = tmp_path / f"{scale:g}"
        study = Study.of(load_pack(Path(plain_pack(folder, (values * scale).tolist()))))
        tree = study.pack.index.tree
        found[scale] = [weights_by_data(rule, tree, study.scores, "Index").shares for rule in RULES]
    for scale in (1e-250, 1e-160, 1e99):
        np.testing.assert_allclose(found[scale], found[1.0], rtol=1e-6)


def test_the_largest_number_squared_and_summed_is_a_number() -> None:
    assert np.isfinite(LARGEST**2 * 1e9)


def test_a_column_that_tells_nobody_apart_leaves_answers_exact_and_is_named(
    tmp_path: Path,
) -> None:
    values = [[1, 5, 2], [2, 3, 9], [3, 4, 4], [2.5, 1, 7]]
    pipeline = 'normalise = "minmax:0,1"'
    without = plain_pack(tmp_path / "without", values, pipeline)
    constant = plain_pack(tmp_path / "with", [[*row, 7] for row in values], pipeline)
    ranks = ("rank_x", "rank_y", "gap", "beats", "best", "worst", "acceptability", "expected_rank")
    for question in (
        ("pair", "u1", "u2"), ("ranks", "--within", "100"), ("radius",), ("overtake", "u1", "u3"),
        ("acceptability",),
    ):  # fmt: skip
        one, other = (
            json.loads(ran("robust", *question, "--format", "json", "--pack", pack).stdout)
            for pack in (without, constant)
        )
        listed = [found if isinstance(found, list) else [found] for found in (one, other)]
        for expected, found in zip(*listed, strict=True):
            assert not found["sampled"]
            assert any("c3" in varied for varied in found["varied"])
            # A weight that changes nothing takes nothing from what the others can do.
            for key in expected.keys() & ranks:
                assert found[key] == pytest.approx(expected[key]), key
