"""The judge sees what it is there for: each rule fails an outcome that breaks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hostile import explorer_fuzz, loader_fuzz
from tests.hostile.draft import Case, build
from tests.hostile.judge import faults_of, try_pack
from tests.hostile.kinds import cases
from tests.hostile.payloads import PAYLOADS, unfit
from tests.hostile.trial import Outcome

if TYPE_CHECKING:
    from pathlib import Path

    from tests.hostile.trial import Nursery

SOUND = Case("sound", "whole", lambda draft, random: setattr(draft, "sound", True))


def outcome(
    code: int = 0,
    out: str = "",
    err: str = "",
    words: tuple[str, ...] = ("rank",),
    killed: str = "",
) -> Outcome:
    return Outcome(words, code, killed, out.encode(), err.encode(), 0.1, 0.1, 0)


def test_what_is_right_passes() -> None:
    assert not faults_of(outcome(out="#  City\n1  武汉\n"))
    assert not faults_of(outcome(1, err="ici-tui: iData.csv: there are no units\n"))
    assert not faults_of(outcome(out="a,b\n-1.5e-3,'=x\n", words=("scores", "--format", "csv")))
    assert not faults_of(outcome(out="a\tb\n1\t2\n", words=("scores", "--format", "tsv")))


@pytest.mark.parametrize(
    "found",
    [
        outcome(3, err="ici-tui: x\n"),
        outcome(-6, err="ici-tui: x\n"),
        outcome(-9, killed="time"),
        outcome(1),
        outcome(1, err="Traceback (most recent call last):\n  x\n"),
        outcome(0, err="/x/y.py:3: RuntimeWarning: overflow\n"),
        outcome(0, out="thread 'x' panicked at y\n"),
        outcome(1, err="iData.csv: there are no units\n"),
        outcome(1, err="ici-tui: one\ntwo\n"),
        outcome(1, err="ici-tui: one\nici-tui: forged: everything is fine\n"),
        outcome(1, err="ici-tui: one\tpart\n"),
        outcome(0, out="a\tb\n"),
        outcome(0, out="a,b\n1,2,3\n", words=("scores", "--format", "csv")),
        outcome(0, out="a,b\n1,=2\n", words=("scores", "--format", "csv")),
        outcome(0, out="a,b\n1,-2+3\n", words=("scores", "--format", "csv")),
        *(outcome(out=PAYLOADS[name]) for name in
          ("clipboard", "c1-csi", "bidi", "bell", "return", "separator", "invisible", "private")),
        *(outcome(1, err=f"ici-tui: {PAYLOADS[name]}\n") for name in ("title", "newline")),
    ],
    ids=lambda found: f"{found.code}-{found.out[:12]!r}-{found.err[:20]!r}",
)  # fmt: skip
def test_what_is_wrong_is_seen(found: Outcome) -> None:
    assert faults_of(found)


def test_names_and_joined_characters_are_fit_to_be_seen() -> None:
    assert not unfit("武汉 Beta Éire 👩‍👩‍👧 e\u0301\n")


def test_the_sound_pack_is_sound(tmp_path: Path, nursery: Nursery) -> None:
    assert not try_pack(build(SOUND, 0, tmp_path), nursery, sample=True)


def test_a_pack_that_is_taken_for_sound_is_told(tmp_path: Path, nursery: Nursery) -> None:
    unsound = Case("sound", "not", lambda draft, random: setattr(draft, "sound", False))
    assert try_pack(build(unsound, 0, tmp_path), nursery, only=())


def test_a_file_that_comes_into_the_pack_is_told(tmp_path: Path, nursery: Nursery) -> None:
    pack = build(SOUND, 0, tmp_path)
    words = ("-o", str(pack.folder / "new"))
    pack.draft.words = (("rank", *words),)
    found = try_pack(pack, nursery, only=("rank",))
    assert any("came or went" in wrong.what for wrong in found)


def test_a_command_that_hangs_is_ended(tmp_path: Path, nursery: Nursery) -> None:
    pack = build(SOUND, 0, tmp_path)
    found = nursery.run(
        ("rank", "--pack", pack.target), home=tmp_path / "home", cwd=tmp_path, seconds=0.0
    )
    assert found.killed == "time"
    assert faults_of(found)


def test_a_command_that_grows_is_ended(tmp_path: Path, nursery: Nursery) -> None:
    pack = build(SOUND, 0, tmp_path)
    found = nursery.run(
        ("rank", "--pack", pack.target), home=tmp_path / "home", cwd=tmp_path, most=1
    )
    assert found.killed == "memory"


def test_mutants_and_steps_are_the_same_for_the_same_seed() -> None:
    for number in range(40):
        base = loader_fuzz.BASES[number % len(loader_fuzz.BASES)]
        assert loader_fuzz.mutated(base, number) == loader_fuzz.mutated(base, number)
    assert explorer_fuzz.steps_of("ici", 3, 50)[:20] == explorer_fuzz.steps_of("ici", 3, 20)


def test_every_case_has_a_name_of_its_own() -> None:
    assert all(case.id == name for name, case in cases().items())
