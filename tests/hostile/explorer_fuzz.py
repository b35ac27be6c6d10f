"""Random keys, clicks, sizes and commands in the explorer, in this process. Same seed, same steps."""

from __future__ import annotations

import asyncio
import contextlib
import os
import tempfile
import traceback
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any
from unittest import mock

from tests.hostile import base
from tests.hostile.payloads import PAYLOADS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ici_tui.tui.app import Explorer
    from ici_tui.tui.session import Session

    Step = tuple[str, Any]

DATA = Path(__file__).parents[2] / "data"
SIZES = ((1, 1), (2, 2), (3, 3), (1, 40), (2, 40), (3, 40), (40, 1), (200, 1), (4, 4), (15, 3),
         (20, 4), (40, 10), (80, 24), (99, 24), (100, 30), (120, 40), (200, 60))  # fmt: skip
PATIENCE = 3.0
"""Seconds that work in the background gets before the next step, where steps wait for it."""
QUIT = {"ctrl+q", "ctrl+c", "ctrl+z"}


def _table(
    units: int, pillars: int, each: int, cell: Callable[[int, int], str]
) -> dict[str, bytes]:
    names = [f"i{p}x{k}" for p in range(pillars) for k in range(each)]
    rows = [["uCode", "uName", "Zone", *names]]
    for unit in range(units):
        cells = [cell(unit, k) for k in range(len(names))]
        rows.append([f"U{unit}", f"Unit {unit}", f"zone {unit % 5}", *cells])
    meta = [["iCode", "iName", "Type", "Level", "Parent", "Direction", "Weight"]]
    meta += [[n, n, "Indicator", "1", n.split("x")[0].replace("i", "p"), "1", "1"] for n in names]
    meta += [[f"p{p}", f"Pillar {p}", "Aggregate", "2", "top", "1", f"{p + 1}"]
             for p in range(pillars)]  # fmt: skip
    meta += [["top", "Top", "Aggregate", "3", "", "1", "1"], ["Zone", "Zone", "Group", *[""] * 4]]
    return {"iData.csv": base.csv(rows), "iMeta.csv": base.csv(meta)}


def _panel() -> dict[str, bytes]:
    rows = [["uCode", "Time", "a", "b"]]
    rows += [[f"U{u}", str(t), str(u * t % 17), str(u + t)]
             for t in range(2015, 2021) for u in range(9)]  # fmt: skip
    return {"iData.csv": base.csv(rows), "iMeta.csv": base.csv(base.flat_meta(["a", "b"]))}


def _one_component() -> dict[str, bytes]:
    return base.small(1)


def _one_unit() -> dict[str, bytes]:
    files = base.small(3)
    return files | {"iData.csv": b"uCode,i0,i1,i2\nA,1,2,3\n"}


PACKS: dict[str, Callable[[], dict[str, bytes] | Path]] = {
    "ici": lambda: DATA / "ici-cn-2020",
    "asem": lambda: DATA / "asem-2018",
    "one-unit": _one_unit,
    "one-component": _one_component,
    "ties": lambda: _table(12, 2, 2, lambda unit, k: str(unit % 3)),
    "missing": lambda: _table(9, 3, 2, lambda u, k: "" if u == 0 or (u + k) % 3 == 0 else str(u)),
    "panel": _panel,
    "many": lambda: _table(300, 10, 2, lambda unit, k: str((unit * 37 + k * 53) % 101)),
}
"""Eight kinds of pack."""


@dataclass(frozen=True)
class Crash:
    """What went wrong after some steps of a seed."""

    pack: str
    seed: int
    steps: tuple[Step, ...]
    what: str
    where: str

    def __str__(self) -> str:
        last = " ".join(_written(step) for step in self.steps[-8:])
        return f"{self.pack}:{self.seed} after {len(self.steps)} steps (… {last}): {self.what} [{self.where}]"  # fmt: skip


def _written(step: Step) -> str:
    act, value = step
    return value if act == "key" else f"{act}{value!r}".replace(" ", "")


def steps_of(pack: str, seed: int, count: int) -> list[Step]:
    """The steps of a seed; a shorter run of it is their beginning."""
    from ici_tui.tui.commands.registry import commands

    random = Random(f"{pack}:{seed}")
    keys = sorted({key for c in commands().values() for key in c.keys} - QUIT)
    words = sorted({c.word for c in commands().values() if c.word} - {"q", "quit"})
    return [_step(random, keys, words) for _ in range(count)]


def _step(random: Random, keys: list[str], words: list[str]) -> Step:
    choice = random.random()
    if choice < 0.45:
        return "key", random.choice(keys)
    if choice < 0.53:
        return "key", random.choice("12345678")
    if choice < 0.57:
        return "type", random.choice(("alp", "5", "99999999999", "x\u202e", "武", "[/]", "e", "-1"))
    if choice < 0.62:
        argument = random.choice(ARGUMENTS)
        return "command", f"{random.choice(words)} {argument}".strip()
    if choice < 0.86:
        where = (random.random(), random.random())
        return random.choice(("click", "click", "click", "double", "drag", "wheel", "hover")), where
    if choice < 0.88:
        return "key", random.choice(("ctrl+z", "f5", "delete", "ctrl+@", "alt+x", "insert"))
    if choice < 0.93:
        return "size", (random.randrange(1, 201), random.randrange(1, 61))
    return "size", random.choice(SIZES)


ARGUMENTS = ("", "Unit 3", "U1, U2", "U1", "Beijing", "nothing", "1", "0", "-5", "9" * 30, "all",
             "equal", "p1=50", "i0=1e308", "p0=-1", "p0=nan", "normalise=zscore", "treat=winsorise",
             "aggregate=geometric", "impute=mean", "normalise=minmax:0,100", "screen=1",
             "aggregate=copeland", "dark", "light", "uncertainty", "reach", "sweep", "pair", "score",
             "Zone", "indicators", "contributions", "out.txt", PAYLOADS["clipboard"],
             PAYLOADS["bidi"], "x" * 300, "=", ",", "武汉")  # fmt: skip


def session_on(name: str, folder: Path) -> Session:
    """A session on one of the packs."""
    from ici_tui.packs.load import load_pack
    from ici_tui.tui.session import Session
    from tests.hostile.loader_fuzz import write

    made = PACKS[name]()
    if isinstance(made, Path):
        return Session.of(load_pack(made))
    write(folder / name, made)
    return Session.of(load_pack(folder / name))


@contextmanager
def own_home() -> Iterator[Path]:
    """A home and a current folder of the run's own."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as place:
        names = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
        with mock.patch.dict(os.environ, dict.fromkeys(names, place)):
            os.environ.pop("NO_COLOR", None)
            os.chdir(place)
            try:
                yield Path(place)
            finally:
                os.chdir(before)


async def _turns(_: float = 0, __: float = 1) -> None:
    """Let messages be processed: the pilot would wait until the processor is idle."""
    for _turn in range(20):
        await asyncio.sleep(0)


def run(
    pack: str, seed: int, count: int, at: Callable[[int], None] = lambda _: None
) -> tuple[int, Crash | None]:
    """Run the explorer on a pack; how many steps were made, and what went wrong.

    Args:
        pack: one of `PACKS`.
        seed: decides the steps. After each step of an even one, work in the background ends.
        count: how many steps.
        at: told every step before it is made.
    """
    with (
        own_home() as folder,
        mock.patch("textual.app.wait_for_idle", _turns),
        mock.patch("textual.pilot.wait_for_idle", _turns),
    ):
        return asyncio.run(_run(pack, folder, steps_of(pack, seed, count), seed, at))


async def _run(
    pack: str, folder: Path, steps: list[Step], seed: int, at: Callable[[int], None]
) -> tuple[int, Crash | None]:
    """All steps; where one of them leaves the explorer it is opened again."""
    from ici_tui.settings.themes import find_theme
    from ici_tui.tui.app import Explorer

    made = 0
    while made < len(steps):
        app = Explorer(session_on(pack, folder), find_theme("dark"), None)
        try:
            async with app.run_test(size=(120, 40)) as pilot:
                await pilot.pause()
                while made < len(steps) and app.is_running and app._exception is None:
                    at(made)
                    made += 1
                    await _made(app, pilot, steps[made - 1])
                    await _settled(app, pilot, waits=seed % 2 == 0)
                    if app.is_running and app._exception is None and not app._exit:
                        check(app)
                        await _filled(app, pilot)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            what = f"{type(error).__name__}: {str(error)[:200]!r}"
            return made, Crash(pack, seed, tuple(steps[:made]), what, _origin(error))
        if app.return_code:
            what = f"it left with {app.return_code}"
            return made, Crash(pack, seed, tuple(steps[:made]), what, "")
    return made, None


def _origin(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    own = [f for f in frames if "/ici_tui/" in f.filename] or frames[-1:]
    return f"{Path(own[-1].filename).name}:{own[-1].lineno} {own[-1].name}"


async def _made(app: Explorer, pilot: Any, step: Step) -> None:
    act, value = step
    if act == "key":
        await pilot.press(value)
    elif act == "type":
        await pilot.press(*value)
    elif act == "command":
        await _command(app, pilot, value)
    elif act == "size":
        await pilot.resize_terminal(*value)
    else:
        await _pointed(app, pilot, act, value)


async def _command(app: Explorer, pilot: Any, text: str) -> None:
    from textual.widgets import Input

    await pilot.press("colon")
    await pilot.pause()
    prompts = app.screen.query(Input)
    if prompts:
        prompts.first().value = text
        await pilot.press("enter")


async def _pointed(app: Explorer, pilot: Any, act: str, where: tuple[float, float]) -> None:
    from textual import events

    width, height = app.size
    at = (int(where[0] * width), int(where[1] * height))
    if act == "hover":
        await pilot.hover(offset=at)
    elif act == "drag":
        await pilot.mouse_down(offset=at)
        for share in (0.9, 0.5, 0.1):
            await pilot.hover(offset=(int(share * width), at[1]))
        await pilot.mouse_up(offset=(int(0.1 * width), at[1]))
    elif act == "wheel":
        for kind in (events.MouseScrollDown, events.MouseScrollDown, events.MouseScrollUp):
            await pilot._post_mouse_events([kind], offset=at)
    else:
        await pilot.click(offset=at, times=2 if act == "double" else 1)


async def _settled(app: Explorer, pilot: Any, *, waits: bool) -> None:
    await pilot.pause()
    if waits:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await app.workers.wait_for_complete()
    await pilot.pause()


def check(app: Explorer) -> None:
    """What holds at every moment: the session is whole."""
    import numpy as np

    session = app.session
    size = session.pack.index.size
    assert 0 <= session.unit < size, "the cursor is on no unit"
    order = np.asarray(session.board.order)
    assert len(set(order.tolist())) == len(order), "a unit is there twice"
    assert len(set(session.marks)) == len(session.marks), "a unit is marked twice"
    assert all(0 <= place < size for place in session.marks), "what is marked is no unit"
    for family in session.weights.families.values():
        relative = np.asarray(family.relative, dtype=float)
        assert np.isfinite(relative).all(), "a weight is not finite"
        assert (relative >= 0).all(), "a weight is negative"
        assert relative.sum() > 0, "all weights are zero"


async def _filled(app: Explorer, pilot: Any) -> None:
    """The screen is filled, once what was asked of it is shown."""
    for _ in range(200):
        if app._exit or app._exception is not None:
            return
        width, height = app.size
        lines = [
            sum(s.cell_length for s in line) for line in app.screen._compositor.render_strips()
        ]
        if lines == [width] * height:
            return
        await pilot.pause(0.01)
    raise AssertionError(
        f"the screen of {app.size} is not filled: {len(lines)} lines, {set(lines)}"
    )
