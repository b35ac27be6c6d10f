"""Weights from statements: against scipy, and against every subset one by one."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from scipy.optimize import linprog, minimize

from ici_tui.analysis.moves import furthest, limits
from ici_tui.analysis.statements import Asked, conflict_among, satisfy


def asked_of(seed: int, count: int, m: int = 4) -> tuple[Asked, np.ndarray]:
    """Random statements about units, and one about weights."""
    rng = np.random.default_rng(seed)
    table = rng.uniform(0, 100, (12, m))
    pairs = [rng.choice(12, 2, replace=False) for _ in range(count)]
    rows = np.array([table[a] - table[b] for a, b in pairs])
    rows[-1] = np.eye(m)[0] - np.eye(m)[1]
    margins = np.append(np.full(count - 1, 1e-4), 1e-6)
    now = rng.dirichlet(np.ones(m))
    return Asked(rows, margins, limits(now)), now


def feasible(asked: Asked, some: tuple[int, ...]) -> bool:
    """Whether some statements can hold together, by scipy alone."""
    m = asked.rows.shape[1]
    found = linprog(
        np.zeros(m), A_ub=-asked.rows[list(some)], b_ub=-asked.margins[list(some)],
        A_eq=np.ones((1, m)), b_eq=[1.0],
        bounds=list(zip(asked.allowed.low, asked.allowed.high, strict=True)),
    )  # fmt: skip
    return found.status == 0


@pytest.mark.parametrize("seed", range(30))
def test_the_fewest_are_given_up(seed: int) -> None:
    asked, now = asked_of(seed, 3 + seed % 5)
    found = satisfy(asked, now)
    every = range(len(asked.rows))
    fewest = next(
        size for size in range(len(asked.rows) + 1)
        if any(feasible(asked, tuple(k for k in every if k not in set(gone)))
               for gone in combinations(every, size))
    )  # fmt: skip
    assert len(found.given_up) == fewest
    assert found.fewest
    kept = [k for k in every if k not in found.given_up]
    assert (asked.rows[kept] @ found.weights >= asked.margins[kept]).all()
    assert found.weights.sum() == pytest.approx(1, abs=1e-12)
    assert bool(found.conflicts) == bool(fewest)
    for conflict in found.conflicts:
        assert not feasible(asked, conflict.statements)
        for member in conflict.statements:
            fewer = tuple(k for k in conflict.statements if k != member)
            assert not fewer or feasible(asked, fewer)
        mixed = conflict.shares @ asked.scaled(conflict.statements)
        assert furthest(mixed[None, :], asked.allowed)[0] == pytest.approx(-conflict.short)


@pytest.mark.parametrize("norm", ["l1", "l2", "linf"])
@pytest.mark.parametrize("seed", range(10))
def test_no_nearer_weights_satisfy_them(seed: int, norm: str) -> None:
    rng = np.random.default_rng(seed)
    m = 5
    goal = rng.dirichlet(np.ones(m))
    rows = rng.normal(size=(6, m))
    rows *= np.sign(rows @ goal)[:, None]  # all hold at one point at least
    now = rng.dirichlet(np.ones(m))
    asked = Asked(rows, np.zeros(6), limits(now))
    found = satisfy(asked, now, norm=norm)  # type: ignore[arg-type]
    assert not found.given_up
    order = {"l1": 1, "l2": 2, "linf": np.inf}[norm]
    if norm == "l2":
        solved = minimize(
            lambda w: float(((w - now) ** 2).sum()), goal, jac=lambda w: 2 * (w - now),
            bounds=[(0, 1)] * m, method="SLSQP", options={"ftol": 1e-14, "maxiter": 500},
            constraints=[
                {"type": "eq", "fun": lambda w: w.sum() - 1},
                {"type": "ineq", "fun": lambda w: rows @ w},
            ],
        )  # fmt: skip
        least = float(np.sqrt(solved.fun))
    else:
        extra = m if norm == "l1" else 1
        reach = np.eye(m) if norm == "l1" else np.ones((m, 1))
        upper = np.vstack([
            np.hstack([-rows, np.zeros((6, extra))]),
            np.hstack([np.eye(m), -reach]), np.hstack([-np.eye(m), -reach]),
        ])  # fmt: skip
        solved = linprog(
            np.append(np.zeros(m), np.ones(extra)), A_ub=upper,
            b_ub=np.concatenate([np.zeros(6), now, -now]),
            A_eq=np.append(np.ones(m), np.zeros(extra))[None, :], b_eq=[1.0], bounds=(0, 1),
        )  # fmt: skip
        least = float(solved.fun)
    # On the editor's grid of a thousandth of a point.
    assert np.linalg.norm(found.weights - now, order) <= least + 2e-4
    assert found.distance >= least - 1e-7


def test_what_holds_already_moves_nothing() -> None:
    now = np.array([0.5, 0.3, 0.2])
    found = satisfy(Asked(np.array([[1.0, -1.0, 0.0]]), np.array([1e-6]), limits(now)), now)
    assert found.points_moved == 0
    assert found.weights.tolist() == now.tolist()


def test_locks_are_kept() -> None:
    now = np.array([0.5, 0.3, 0.2])
    rows = np.array([[-1.0, 1.0, 0.0]])
    asked = Asked(rows, np.array([1e-6]), limits(now, locked=[1]))
    found = satisfy(asked, now)
    assert found.weights[1] == pytest.approx(0.3)
    assert found.weights[0] < 0.3
    impossible = Asked(rows, np.array([1e-6]), limits(now, locked=[0, 1]))
    assert satisfy(impossible, now).given_up == (0,)


def test_a_contradiction_is_named_whole() -> None:
    now = np.array([0.5, 0.5])
    rows = np.array([[1.0, -1.0], [3.0, 2.0], [-1.0, 1.0]])
    found = conflict_among(Asked(rows, np.full(3, 1e-6), limits(now)), [0, 1, 2])
    assert found is not None
    assert found.statements == (0, 2)
