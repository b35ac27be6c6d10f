"""The dataclasses of the program behave as the library's, and their methods wait for a call."""

from __future__ import annotations

import ast
import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, field, fields, replace
from pathlib import Path
from typing import Any, ClassVar

import pytest

import ici_tui
from ici_tui import light
from ici_tui.light import dataclass as quick

PROGRAM = Path(ici_tui.__file__).parent


@quick(frozen=True, slots=True)
class Slotted:
    a: int
    b: list[int] = field(default_factory=list)
    kind: ClassVar[str] = "one"


@quick(frozen=True, slots=True)
class Longer(Slotted):
    c: str = "c"
    hidden: int = field(default=3, repr=False, compare=False)


def both(**options: Any) -> tuple[type, type]:
    """One class, made by the library and by the program."""

    def made(decorate: Any) -> type:
        class Thing:
            first: int
            second: str = "b"
            third: list[int] = field(default_factory=list)
            apart: int = field(default=7, compare=False, repr=False)
            counted: int = field(init=False, default=1)

        return decorate(**options)(Thing)  # type: ignore[no-any-return]

    return made(dataclasses.dataclass), made(quick)


@pytest.mark.parametrize("frozen", [False, True])
@pytest.mark.parametrize("slots", [False, True])
@pytest.mark.parametrize("eq", [False, True])
@pytest.mark.parametrize("kw_only", [False, True])
def test_they_are_what_the_library_makes(
    frozen: bool, slots: bool, eq: bool, kw_only: bool
) -> None:
    theirs, ours = both(frozen=frozen, slots=slots, eq=eq, kw_only=kw_only)
    told = []
    for cls in (theirs, ours):
        one, other = cls(first=1, third=[2]), cls(first=1, third=[2], apart=8)
        told.append((
            repr(one), one == other, one == cls(first=2), one.counted, one.apart, other.apart,
            replace(one, second="x").second, cls(first=1).third is cls(first=1).third,
            [f.name for f in fields(cls)], cls.__match_args__, hasattr(one, "__dict__"),
            cls.__hash__ is None, one == 1,
        ))  # fmt: skip
        if not kw_only:
            assert cls(3, "z").second == "z"
    assert told[0] == told[1]


@pytest.mark.parametrize("wrong", [{}, {"first": 1, "fourth": 2}, {"first": 1, "counted": 2}])
def test_what_does_not_fit_is_refused_as_there(wrong: dict[str, int]) -> None:
    said = []
    for cls in both():
        with pytest.raises(TypeError) as error:
            cls(**wrong)
        said.append(str(error.value))
    assert said[0] == said[1]


def test_a_frozen_one_stays_as_it_is() -> None:
    one = Slotted(1)
    for change in (lambda: setattr(one, "a", 2), lambda: delattr(one, "a")):
        with pytest.raises(FrozenInstanceError):
            change()
    assert one.a == 1
    assert (hash(one.a), Slotted.kind) == (hash(1), "one")


def test_children_copies_and_pickles() -> None:
    one = Longer(1, [2], "d", 9)
    for other in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):
        assert other == one
        assert other.hidden == 9
    assert one == replace(one, hidden=10)
    assert one != Slotted(1, [2])


def test_a_method_is_written_at_its_first_call() -> None:
    @quick(frozen=True)
    class Thing:
        """A thing."""

        a: int

    waiting = Thing.__init__, Thing.__eq__, Thing.__hash__
    one = Thing(1)
    assert Thing.__init__ is not waiting[0]
    assert (Thing.__eq__, Thing.__hash__) == waiting[1:]
    assert len({one, Thing(1)}) == 1
    assert Thing.__eq__ is not waiting[1]
    assert Thing.__hash__ is not waiting[2]


def test_what_a_class_says_itself_stays() -> None:
    @quick(frozen=True)
    class Own:
        a: int

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Own)

        def __hash__(self) -> int:
            return 5

        def __repr__(self) -> str:
            return "own"

        def __post_init__(self) -> None:
            object.__setattr__(self, "a", self.a + 1)

    assert Own(1) == Own(2)
    assert (hash(Own(1)), repr(Own(1)), Own(1).a) == (5, "own", 2)


def test_no_module_of_the_program_makes_them_otherwise() -> None:
    """One that did would compile six methods for each at every start."""
    found = []
    for file in PROGRAM.rglob("*.py"):
        if file == Path(light.__file__):
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "dataclasses":
                found += [file.name for name in node.names if name.name == "dataclass"]
    assert not found, "take `dataclass` from ici_tui.light"
