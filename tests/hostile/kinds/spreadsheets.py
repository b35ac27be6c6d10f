"""Cells that a spreadsheet would run where they are written out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hostile import base
from tests.hostile.draft import Case, Draft

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

FORMULAS = {
    "command": "=cmd|'/C calc'!A0", "sum": "@SUM(1+1)*cmd|'/C calc'!A0", "plus": "+1+1",
    "minus": "-2+3", "tab": "\t=1+1", "return": "\r=1+1", "link": '=HYPERLINK("http://x","y")',
    "dde": "=DDE(\"cmd\";\"/C calc\";\"x\")", "wide": "＝1+1", "blank": " =1+1",
}  # fmt: skip


def cases() -> Iterator[Case]:
    """Every formula as a name, a label and a code."""
    for name, text in FORMULAS.items():
        yield Case("spreadsheets", name, _with(text))
        yield Case("spreadsheets", f"{name}/code", _as_code(text))


def _with(text: str):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        del random
        rows = [list(row) for row in base.DATA]
        rows[1][1] = rows[2][2] = rows[3][3] = text
        draft.table("iData.csv", rows)
        draft.cell("iMeta.csv", 1, "iName", text)
        draft.words = (
            ("rank", "--format", "csv"), ("rank", "--format", "tsv"),
            ("rank", "--format", "markdown"), ("clusters", "--format", "csv"),
        )  # fmt: skip

    return make


def _as_code(text: str):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        del random
        draft.files = {k: v for k, v in draft.files.items() if k in {"iData.csv", "iMeta.csv"}}
        rows = [list(row) for row in base.DATA]
        rows[1][0] = text.replace(" ", "")
        draft.table("iData.csv", rows)
        draft.unit = "Beta"

    return make
