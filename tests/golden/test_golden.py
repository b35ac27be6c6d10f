"""One-shot output, word for word, on a small pack of fixed numbers with a hostile unit in it."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from ici_tui.cli import direct
from ici_tui.cli.app import run
from ici_tui.packs.pack import NOT_PUBLISHED
from tests.golden.cases import (
    EXPECTED,
    WIDTHS,
    WITHOUT_PACK,
    Case,
    alike,
    all_cases,
    transcript,
    typed,
)

if TYPE_CHECKING:
    from pathlib import Path

CASES = all_cases()
STANDING = "Made up: one score is published"


def of(kind: str) -> list[Case]:
    return [case for case in CASES if f".{kind}" in case.name]


def ids(case: Case) -> str:
    return case.name


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_output_is_what_it_was(case: Case, tmp_path: Path) -> None:
    """`python -m tests.golden.regenerate` accepts a change; the difference is then reviewed."""
    assert alike(transcript(case, tmp_path)) == alike(case.file.read_bytes().decode())


DIRECT = [case for case in CASES if direct.asked(typed(case)) is not None]
ONE_EACH = [case for case in DIRECT if f".table.{WIDTHS[0]}" in case.name or "." not in case.name]
"""A form of each command, and the mistakes: how a line is read does not depend on the form."""


@pytest.mark.parametrize("case", ONE_EACH, ids=ids)
def test_through_typer_it_is_the_same(case: Case, tmp_path: Path) -> None:
    assert alike(transcript(case, tmp_path, run)) == alike(case.file.read_bytes().decode())


def test_every_command_that_shows_numbers_is_answered_without_typer() -> None:
    """What is left to typer are robust, stats, settings, and mistakes of form."""
    left = {case.name.split(".")[0] for case in CASES} - {
        case.name.split(".")[0] for case in DIRECT
    }
    shown = {"rank", "city", "compare", "clusters", "scores", "check"}
    assert not {name for name in left if name.split("-")[0] in shown}
    assert {"wrong-unit", "wrong-weights", "wrong-time"} <= {case.name for case in DIRECT}


def test_every_kept_file_belongs_to_a_case() -> None:
    assert {file.name for file in EXPECTED.iterdir()} == {case.file.name for case in CASES}


@pytest.mark.parametrize("case", of("table"), ids=ids)
def test_a_table_fits_its_width(case: Case) -> None:
    text = case.file.read_text(encoding="utf-8").split("--- stderr")[0]
    assert max(cell_len(line) for line in text.splitlines()) <= case.width


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_no_control_character_gets_out(case: Case) -> None:
    text = case.file.read_text(encoding="utf-8")
    unseen = {c for c in text if unicodedata.category(c) in {"Cc", "Cf"}} - {"\n", "\t"}
    assert not unseen


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_only_the_pack_says_what_a_unit_is_called(case: Case) -> None:
    text = case.file.read_text(encoding="utf-8").replace("--city", "").replace("ici-tui city", "")
    assert not re.search(r"\bcit(y|ies)\b", text, re.IGNORECASE)


@pytest.mark.parametrize("case", of("table") + of("markdown"), ids=ids)
def test_the_standing_line_stands_below(case: Case) -> None:
    """A card has it right below the name; at other weights or methods it says something else."""
    words = case.file.read_text(encoding="utf-8").split("--- stderr")[0].split()
    card = case.name.startswith("city")
    shown = " ".join(words[:100] if card else words[-18:])
    said = [line for line in (STANDING, NOT_PUBLISHED) if line in shown]
    assert len(said) == (case.name.split(".")[0] not in WITHOUT_PACK)


@pytest.mark.parametrize("case", of("markdown"), ids=ids)
def test_markdown_rows_are_as_long_as_their_heads(case: Case) -> None:
    lengths = []
    for line in case.file.read_text(encoding="utf-8").splitlines():
        if line.startswith("|"):
            lengths.append(len(re.findall(r"(?<!\\)\|", line)))
        else:
            assert len(set(lengths)) <= 1
            lengths = []


@pytest.mark.parametrize("case", of("csv") + of("tsv"), ids=ids)
def test_rows_are_complete(case: Case) -> None:
    text = case.file.read_text(encoding="utf-8").split("--- stderr")[0]
    mark = "\t" if case.name.endswith("tsv") else ","
    rows = list(csv.reader(text.splitlines(), delimiter=mark))
    assert len(rows) > 1
    assert len({len(row) for row in rows}) == 1
    assert len(set(rows[0])) == len(rows[0])


@pytest.mark.parametrize("case", of("jsonl"), ids=ids)
def test_json_lines_hold_the_records_of_json(case: Case) -> None:
    lines = case.file.read_text(encoding="utf-8").split("--- stderr")[0].splitlines()
    whole = (EXPECTED / f"{case.name.removesuffix('l')}.txt").read_text(encoding="utf-8")
    records = json.loads(whole.split("--- stderr")[0])
    found = [json.loads(line) for line in lines]
    assert found == (records if isinstance(records, list) else [records])


def test_estimates_have_no_decimals_and_published_digits_stay() -> None:
    for case in of("table"):
        if case.name.startswith(("robust-clusters", "stats")):
            continue  # distances, agreements and correlations are no scores: they have a decimal
        text = case.file.read_text(encoding="utf-8")
        assert not re.search(r"≈-?\d+\.\d", text), case.name
    assert "76.3" in (EXPECTED / "rank.table.80.txt").read_text(encoding="utf-8")
    edited = (EXPECTED / "rank-edited.table.80.txt").read_text(encoding="utf-8")
    assert re.search(r"Alpha +≈68", edited)
