"""A few hundred mutants of the loader and a short run of the explorer; the long form has the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hostile import explorer_fuzz, loader_fuzz

if TYPE_CHECKING:
    from tests.hostile.explorer_fuzz import Step


@pytest.mark.parametrize("start", range(0, 300, 100))
def test_every_mutant_is_an_index_or_located_faults(start: int) -> None:
    flaws = [flaw for flaw in loader_fuzz.run(range(start, start + 100)) if flaw is not None]
    assert not flaws, "\n".join(map(str, flaws))


def test_the_loader_says_the_same_of_a_flaw(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(folder: object) -> None:
        raise KeyError(folder)

    monkeypatch.setattr(loader_fuzz, "verdict", broken)
    flaws = list(loader_fuzz.run(range(2)))
    assert all(flaw is not None and "KeyError" in flaw.what for flaw in flaws)


@pytest.mark.parametrize("pack", explorer_fuzz.PACKS)
def test_the_explorer_survives_random_keys_clicks_and_sizes(pack: str) -> None:
    steps, crash = explorer_fuzz.run(pack, 1, 25)
    assert crash is None, crash
    assert steps == 25


PINNED: dict[str, tuple[str, list[Step]]] = {
    "F6-one-component": (
        "one-component",
        [("click", (x / 40, y / 40)) for y in (36, 37, 38, 39) for x in (1, 20)]
        + [("key", key) for key in ("w", "h", "l", "H", "L", "left", "x", "j", "k", "5", "enter")],
    ),
    "F6b-narrow-map": (
        "ici",
        [("key", "5"), *(("size", size) for size in
         ((1, 1), (2, 2), (3, 3), (1, 40), (2, 40), (3, 40), (4, 4), (80, 24), (2, 24)))],
    ),
    "one-unit": ("one-unit", [("key", key) for key in "12345678jkcbvaGgsyYw"]),
}  # fmt: skip


@pytest.mark.parametrize("name", PINNED)
def test_what_broke_the_explorer_breaks_it_no_more(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack, steps = PINNED[name]
    if name == "F6-one-component":  # a click on the weights, and then each of the keys
        steps = [s for step in steps[8:] for s in (*steps[:8], step)]
    monkeypatch.setattr(explorer_fuzz, "steps_of", lambda *_: steps)
    made, crash = explorer_fuzz.run(pack, 1, len(steps))
    assert crash is None, crash
    assert made == len(steps)


def test_a_crash_of_the_explorer_is_found_with_its_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    from ici_tui.tui.app import Explorer

    def broken(self: Explorer, identifier: str, argument: str = "") -> None:
        del self, identifier, argument
        raise LookupError("broken")

    monkeypatch.setattr(Explorer, "run_command", broken)
    monkeypatch.setattr(explorer_fuzz, "steps_of", lambda *_: [("key", "f5"), ("key", "j")] * 3)
    _, crash = explorer_fuzz.run("one-unit", 1, 6)
    assert crash is not None
    assert "LookupError" in crash.what
    assert len(crash.steps) == 2
