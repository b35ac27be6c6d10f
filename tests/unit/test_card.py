"""The card of a unit: two screens with what matters most, all of it on request."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from tests.unit.test_cli import run

PACK = load_pack(find_pack("ici-cn-2020"))
TWO_SCREENS = 48


@pytest.mark.parametrize("code", PACK.index.codes)
def test_a_card_fits_two_screens_and_says_early_what_it_rests_on(code: str) -> None:
    lines = run("city", code).stdout.splitlines()
    assert len(lines) <= TWO_SCREENS
    standing = PACK.index.info.standing_line
    assert standing in " ".join(line.strip() for line in lines[:8])
    assert " ".join(lines).count(standing[:20]) == 1
    assert "--full" in lines[-1]


@pytest.mark.parametrize("code", PACK.index.codes)
def test_nothing_is_lost_on_request_nor_in_records(code: str) -> None:
    own = [figure for figure in PACK.figures if figure.unit == code]
    done = run("city", code, "--full", "--format", "markdown")
    page = unescape(done.stdout.replace("\\", ""))
    for figure in own:
        url = PACK.sources[figure.source].url
        assert not url or url in page, url
    notes = [int(note) for note in re.findall(r"(?m)^- \[([0-9]+)\]", page)]
    assert notes == list(range(1, len({figure.source for figure in own}) + 1))
    record = json.loads(run("city", code, "--format", "json").stdout)
    assert [f["name"] for f in record["figures"]] == [figure.name for figure in own]
    assert record == json.loads(run("city", code, "--full", "--format", "json").stdout)


def test_figures_that_bind_come_first_and_later_ones_stand_apart() -> None:
    page = run("city", "Beijing", "--full", COLUMNS="200").stdout
    uses = re.findall(r"(binds|may pull|context|later) +\[[0-9]+\]", page)
    assert uses == sorted(uses, key=["binds", "may pull", "context", "later"].index)
    assert set(uses) == {"binds", "may pull", "context", "later"}
    before, after = page.split("Later than 2020")
    assert " later " not in before
    assert not re.search(r"(binds|may pull|context) +\[", after)


def test_a_value_from_a_rounded_figure_shows_its_range_and_no_decimals() -> None:
    record = json.loads(run("city", "Wuhan", "--format", "json").stdout)
    rounded = [i for i in record["indicators"] if i["status"] == "derived" and i["low"] < i["high"]]
    assert rounded
    page = run("city", "Wuhan", COLUMNS="120").stdout
    for one in rounded:
        low, high = f"{one['low']:.0f}", f"{one['high']:.0f}"
        assert re.search(rf" {one['value']:.0f} +[^ ]* +{low}–{high} ", page)
