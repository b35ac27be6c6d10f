"""Panels: many times, times of several kinds, times that are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hostile import base
from tests.hostile.draft import Case, Draft
from tests.hostile.payloads import PAYLOADS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

TIMES: dict[str, list[str]] = {
    "years": ["2018", "2019", "2020"],
    "mixed": ["2018", "spring", "2020.5", "-1"],
    "numbers": ["1e308", "-1e308", "5e-324", "0", "-0"],
    "equal": ["2018", "2018.0", "02018", "2.018e3"],
    "nan": ["nan", "inf", "-inf"],
    "empty": ["2018", "", "2020"],
    "long": ["9" * 5000, "8" * 5000],
    "digits": ["٢٠١٨", "２０１８", "²"],
    "payloads": ["x\x1b]0;t\x07", "x\u202ey", "x\nici-tui: forged"],
    "same-when-clean": ["a", "a\u200b", " a"],
    "options": ["--help", "-1", "=1+1"],
}


def cases() -> Iterator[Case]:
    """Sets of times; a hundred, and a thousand and a half; units that come and go."""
    for name, times in TIMES.items():
        yield Case("panels", name, _panel(times))
    yield Case("panels", "hundred", _panel([str(k) for k in range(100)]))
    yield Case("panels", "many", _panel([str(k) for k in range(1500)]), heavy=True)
    yield Case("panels", "gaps", _gaps)
    yield Case("panels", "fault-in-one", _fault)
    for name in ("newline", "clipboard", "long"):
        yield Case("panels", f"time/{name}", _panel(["2018", PAYLOADS[name]]))


def _panel(times: list[str]):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        rows = [["uCode", "Time", "a", "b"]]
        rows += [
            [unit, time, str(random.randrange(100)), str(random.randrange(9))]
            for time in times
            for unit in ("A", "B", "C")
        ]
        draft.only({})
        draft.table("iData.csv", rows)
        draft.table("iMeta.csv", base.flat_meta(["a", "b"]))
        draft.words = (("rank", "--time", times[0]), ("rank", "--time", "nothing"))

    return make


def _gaps(draft: Draft, random: Random) -> None:
    del random
    rows = [["uCode", "Time", "a", "b"], ["A", "1", "1", "2"], ["B", "2", "3", ""],
            ["C", "3", "", ""], ["A", "3", "", ""]]  # fmt: skip
    draft.only({})
    draft.table("iData.csv", rows)
    draft.table("iMeta.csv", base.flat_meta(["a", "b"]))
    draft.may_lack_unit = True


def _fault(draft: Draft, random: Random) -> None:
    """What is wrong is wrong at one time alone, and not at the newest."""
    del random
    rows = [["uCode", "Time", "a", "b"], ["A", "1", "much", "2"], ["A", "1", "2", "2"],
            ["A", "2", "3", "1"], ["B", "2", "1", "5"]]  # fmt: skip
    draft.only({})
    draft.table("iData.csv", rows)
    draft.table("iMeta.csv", base.flat_meta(["a", "b"]))
