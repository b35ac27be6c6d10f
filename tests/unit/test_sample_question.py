"""A question that is new takes one module and one writer; all else follows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.pilot.packs import SMALL, write_pack

QUESTION = '''
"""How many units are there?"""

from dataclasses import dataclass

from ici_tui.questions import shared
from ici_tui.questions.fields import WHOLE, Field
from ici_tui.questions.option import Kind, Option, option
from ici_tui.questions.question import Question
from ici_tui.questions.terms import OWN_TERMS


@dataclass(frozen=True)
class Found:
    units: int
    terms: object


@dataclass(frozen=True, kw_only=True)
class Asked:
    twice: bool = option(Option("Count twice.", Kind.FLAG, ("--twice",)), False)
    over: str = option(shared.OVER, shared.PARTS)


def answer(study, asked, progress):
    from ici_tui.views.frame import Over
    from ici_tui.views.robust.basis import basis
    from ici_tui.views.robust.terms import terms_of

    size = study.pack.index.size * (2 if asked.twice else 1)
    return Found(size, terms_of(basis(study, Over(asked.over)), "nothing"))


QUESTION = Question(
    "how-many", "How many", "The number of units.", Asked,
    lambda selection: Asked(over=selection.over), answer,
    (Field("units", WHOLE), *OWN_TERMS), instant=1000, aliases=("count",),
)
'''
WRITER = '''
"""The number of units, as a page."""

from ici_tui.pages.model import Para
from ici_tui.pages.robust.frame import AnswerPage


def page(found, study, focus):
    return AnswerPage("how many", (Para(f"There are {found.units} units."),), found.terms)
'''
DRIVEN = """
import asyncio
import sys
from pathlib import Path

sys.path.insert(0, sys.argv[1])
import ici_tui.pages.robust
import ici_tui.questions.robust

ici_tui.questions.robust.__path__.append(sys.argv[2] + "/questions")
ici_tui.pages.robust.__path__.append(sys.argv[2] + "/pages")

from tests.unit.test_cli import run
from tests.unit.test_cli_completion import offered

pack = sys.argv[3]
print(run("robust", "how-many", "--twice", "--pack", pack).stdout)
print(run("robust", "how-many", "--format", "json", "--pack", pack).stdout)
print(run("robust", "how-many", "--help", COLUMNS="200").stdout)
print("offered:", *offered("ici-tui robust how"), *offered("ici-tui robust how-many --tw"))

from tests.pilot.driving import opened, settle
from tests.pilot.packs import SMALL


async def driven():
    async with opened(Path(sys.argv[2]), SMALL) as d:
        for words in ("robust how-many", "how-many", "count"):
            await d.press("1")
            await d.command(words)
            await settle(d)
            print(f"panel of :{words}:", d.session.panel, "There are 6 units." in d.screen)
        await d.press("colon", *"coun")
        print("palette:", "How many" in d.screen)


asyncio.run(driven())
"""


@pytest.fixture
def told(tmp_path: Path) -> str:
    """What a program that has one question more says."""
    for room, name, text in (("questions", "how_many", QUESTION), ("pages", "how_many", WRITER)):
        (tmp_path / room).mkdir()
        (tmp_path / room / f"{name}.py").write_text(text, encoding="utf-8")
    pack = write_pack(tmp_path / "small", SMALL)
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", DRIVEN, str(root), str(tmp_path), str(pack)],
        capture_output=True, text=True, encoding="utf-8", check=False, cwd=tmp_path, timeout=120,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert not done.returncode, done.stderr
    return done.stdout


def test_one_module_and_one_writer_are_enough(told: str) -> None:
    assert "There are 12 units." in told
    assert '"units": 6' in told
    assert "--twice" in told
    assert "Count twice." in told
    assert "offered: how-many --twice" in told
    for words in ("robust how-many", "how-many", "count"):
        assert f"panel of :{words}: how-many True" in told
    assert "palette: True" in told
