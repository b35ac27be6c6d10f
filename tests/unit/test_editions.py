"""Editions of a pack's data, and figures that bind, pull, are context, or came later."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.questions.records.card import card_record
from ici_tui.tui.documents.sources import source_lines
from ici_tui.tui.session import Session
from ici_tui.views.study import Study
from tests.unit.test_cli import run

if TYPE_CHECKING:
    from pathlib import Path

PACK = load_pack(find_pack("ici-cn-2020"))


def test_the_newest_edition_of_the_data_is_in_json_and_on_the_sources_page() -> None:
    newest = PACK.index.info.editions[-1]
    assert PACK.index.info.data_edition == newest.name
    card = card_record(Study.of(PACK), 0)
    assert card["data_edition"] == newest.name
    stamped = json.loads(run("audit", "--format", "json").stdout)
    assert newest.name in json.dumps(stamped)
    lines = source_lines(Session.of(PACK), 100)
    written = " ".join(span.text for line in lines for span in line.spans)
    for edition in PACK.index.info.editions:
        assert edition.text.split(".")[0] in " ".join(written.split())


def test_a_figure_says_whether_it_binds_pulls_or_is_context_and_whether_it_came_later() -> None:
    figures = card_record(Study.of(PACK), 0)["figures"]
    assert {figure["relation"] for figure in figures} == {"same", "proxy", "context"}
    for figure in figures:
        year = str(figure["year"])
        assert figure["later"] == (year.isdigit() and int(year) > 2020), figure
    assert any(figure["later"] for figure in figures)
    assert not any(figure["later"] and figure["relation"] == "same" for figure in figures)


def test_an_undated_figure_never_binds() -> None:
    for figure in PACK.figures:
        assert figure.year or figure.relation != "same", figure


def test_a_licensee_or_an_investor_is_no_firm_of_the_city() -> None:
    for unit, profile in PACK.profiles.items():
        for firm in profile.firms:
            assert not {"licensee", "investor", "agreement"} & set(firm.text.split()), (unit, firm)


def test_what_is_exported_keeps_its_editions(tmp_path: Path) -> None:
    done = run("export", str(tmp_path / "copy"))
    assert done.returncode == 0, done.stderr
    copy = load_pack(tmp_path / "copy")
    assert copy.index.info.editions == PACK.index.info.editions


def test_an_edition_without_a_name_is_a_fault(tmp_path: Path) -> None:
    assert run("pack", "new", str(tmp_path / "new")).returncode == 0
    with (tmp_path / "new" / "pack.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[editions]]\ntext = "all new"\n')
    done = run("pack", "check", str(tmp_path / "new"))
    assert done.returncode == 1
    assert "editions[1]" in done.stdout + done.stderr
