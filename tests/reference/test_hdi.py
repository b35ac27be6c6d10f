"""The HDI from its raw columns, against what UNDP printed (source: `hdi/README.md`)."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import pytest

from ici_tui.packs.check import check_pack
from ici_tui.packs.load import load_pack
from ici_tui.views.study import Study

HERE = Path(__file__).parent / "hdi"


@pytest.fixture(scope="module")
def study() -> Study:
    return Study.of(load_pack(HERE))


@pytest.fixture(scope="module")
def printed() -> dict[str, dict[str, str]]:
    with (HERE / "printed.csv").open(encoding="utf-8") as file:
        return {row["iso3"]: row for row in csv.DictReader(file)}


def test_the_pack_has_no_fault() -> None:
    assert check_pack(HERE) == ()


def test_every_score_is_the_published_one(study: Study, printed: dict[str, dict[str, str]]) -> None:
    scores = study.scores.of("HDI").tolist()
    found = dict(zip(study.pack.index.codes, scores, strict=True))
    wrong = {
        code: (found[code], row["hdi"])
        for code, row in printed.items()
        if (row["hdi"] or "nan")
        != ("nan" if math.isnan(found[code]) else f"{found[code]:.3f}".rstrip("0"))
        and not (row["hdi"] and abs(float(row["hdi"]) - found[code]) <= 5e-4 + 1e-12)
    }
    assert wrong == {}
    assert sum(bool(row["hdi"]) for row in printed.values()) == 193


def test_every_rank_is_the_published_one(study: Study, printed: dict[str, dict[str, str]]) -> None:
    ranks = study.scores.ranks("HDI").tolist()
    found = dict(zip(study.pack.index.codes, ranks, strict=True))
    assert found == {code: int(float(row["rank"] or 0)) for code, row in printed.items()}
