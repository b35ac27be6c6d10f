"""`dataclass` as the standard library has it, except that a method is written when it is called.

The library compiles five or six methods for each class when its module is imported, most of which
are never called: a quarter of the time of a short answer. Here a class gets its fields from the
library, and its `__init__`, `__eq__` and `__hash__` at the first call of each.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from functools import partial
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

Method = Any
Decorator = Callable[[type], type]


def light(
    cls: type | None = None,
    /,
    *,
    frozen: bool = False,
    eq: bool = True,
    slots: bool = False,
    kw_only: bool = False,
) -> type | Decorator:
    """Make a class a dataclass; the options are those of `dataclasses.dataclass`.

    A field of the kind `InitVar` and methods of order are not known here.
    """
    if cls is None:
        told: Any = partial(light, frozen=frozen, eq=eq, slots=slots, kw_only=kw_only)
        return told  # type: ignore[no-any-return]
    if cls.__doc__ is None:
        cls.__doc__ = ""  # the library would put a signature there, which takes longest of all
    own = set(vars(cls))
    # A class with an `__eq__` of its own has None there, which stands for nothing.
    hashed = vars(cls).get("__hash__") is not None
    made: type = dataclasses.dataclass(
        init=False, repr=False, eq=False, slots=slots, kw_only=kw_only
    )(cls)  # fmt: skip
    methods: dict[str, Method] = {
        "__init__": _at_first(made, "__init__", partial(_init, frozen)),
        "__repr__": _repr,
    }
    if eq:
        methods["__eq__"] = _at_first(made, "__eq__", _eq)
    if frozen:
        methods |= {"__setattr__": _refuse, "__delattr__": _refuse}
        if slots:
            methods |= {"__getstate__": _state, "__setstate__": _restore}
    for name, method in methods.items():
        if name not in own:
            setattr(made, name, method)
    if eq and not hashed:
        hashing: Any = _at_first(made, "__hash__", _hash) if frozen else None
        made.__hash__ = hashing  # type: ignore[method-assign]
    return made


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = light


def _at_first(cls: type, name: str, write: Callable[[type], Method]) -> Method:
    """A method that puts the one that is written for the class in its own place, and calls it."""

    def first(self: Any, *given: Any, **named: Any) -> Any:  # noqa: ANN401
        method = write(cls)
        setattr(cls, name, method)
        return method(self, *given, **named)

    return first


def _written(cls: type, head: str, body: list[str], known: dict[str, Any]) -> Method:
    """The method of a class with such a head and body, which know these names."""
    exec("\n ".join([f"def {head}:", *(body or ["pass"])]), known)  # noqa: S102 - names of fields
    method = known[head.partition("(")[0]]
    method.__qualname__ = f"{cls.__qualname__}.{method.__name__}"
    method.__module__ = cls.__module__
    return method


def _init(frozen: bool, cls: type) -> Method:
    known: dict[str, Any] = {"_set": object.__setattr__, "_missing": MISSING}
    body, plain, named = [], ["self"], list[str]()
    for one in fields(cls):
        if one.init:
            (named if one.kw_only else plain).append(one.name + _default(one))
        value = _value(one, known)
        if value:
            body.append(
                f"_set(self, {one.name!r}, {value})" if frozen else f"self.{one.name} = {value}"
            )
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    head = ", ".join(plain + (["*", *named] if named else []))
    return _written(cls, f"__init__({head})", body, known)


def _default(one: Field[Any]) -> str:
    """What follows the name of a field among the parameters."""
    if one.default_factory is not MISSING:
        return "=_missing"
    return f"=_{one.name}_default" if one.default is not MISSING else ""


def _value(one: Field[Any], known: dict[str, Any]) -> str:
    """What a field becomes when an instance is made, if anything; what that needs becomes known."""
    if one.default_factory is not MISSING:
        known[f"_{one.name}_made"] = one.default_factory
        made = f"_{one.name}_made()"
        return f"{made} if {one.name} is _missing else {one.name}" if one.init else made
    if one.default is not MISSING:
        known[f"_{one.name}_default"] = one.default
        return one.name if one.init else f"_{one.name}_default"
    return one.name if one.init else ""


def _values(one: str, names: list[str]) -> str:
    return f"({''.join(f'{one}.{name}, ' for name in names)})"


def _eq(cls: type) -> Method:
    names = [one.name for one in fields(cls) if one.compare]
    return _written(
        cls,
        "__eq__(self, other)",
        [
            "if other.__class__ is self.__class__:",
            f" return {_values('self', names)} == {_values('other', names)}",
            "return NotImplemented",
        ],
        {},
    )


def _hash(cls: type) -> Method:
    names = [one.name for one in fields(cls) if (one.compare if one.hash is None else one.hash)]
    return _written(cls, "__hash__(self)", [f"return hash({_values('self', names)})"], {})


def _repr(self: Any) -> str:  # noqa: ANN401
    shown = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse(self: object, name: str, *_: object) -> None:
    raise FrozenInstanceError(f"{type(self).__qualname__} is immutable: {name!r} stays as it is")


def _state(self: Any) -> list[Any]:  # noqa: ANN401
    return [getattr(self, one.name) for one in fields(self)]


def _restore(self: Any, state: list[Any]) -> None:  # noqa: ANN401
    for one, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)
