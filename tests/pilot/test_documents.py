"""The documents in the explorer: they are jobs, shown on a page and written by `:write`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ici_tui.tui.view import View
from tests.pilot.driving import opened, settle
from tests.pilot.packs import SMALL

if TYPE_CHECKING:
    from pathlib import Path


def told(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())


@pytest.mark.parametrize("size", [(80, 24), (40, 10)])
async def test_an_audit_is_a_job_on_a_page(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(tmp_path, SMALL, size=size) as d:
        await d.command("audit")
        assert (d.session.view, d.session.panel) == (View.ROBUSTNESS, "audit")
        await settle(d)
        page = told([line.text for line in d.app.main.page.lines])
        assert "Data coverage" in page
        assert "ici-tui robust leave-one-out --pack" in page
        await d.command("command")
        assert d.answer.startswith("ici-tui audit --pack ")
        await d.command("write x.html")
        assert "Data coverage" in (tmp_path / "x.html").read_text(encoding="utf-8")
        await d.press("b")
        assert d.session.panel == "sweep"


async def test_a_report_is_on_the_unit_that_is_named_or_at_the_cursor(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.command("report gamma")
        await settle(d)
        assert d.unit == "Gamma"
        assert "Gamma" in told([line.text for line in d.app.main.page.lines[:4]])
        await d.command("command")
        assert d.answer.startswith("ici-tui report Gamma --pack ")
        await d.press("1", "g")
        await d.command("report")
        await settle(d)
        assert d.unit == d.codes[0]
        await d.command("write x.md")
        written = (tmp_path / "x.md").read_text(encoding="utf-8")
        assert written.startswith(f"## {d.session.pack.index.names[d.session.unit]}")
        assert "| Seed | 1 |" in written
