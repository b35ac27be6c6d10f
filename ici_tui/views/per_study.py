"""Results that are kept as long as the study that they are of, and no longer."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable

    from ici_tui.views.study import Study

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def per_study(
    function: Callable[Concatenate[Study, Arguments], Result],
) -> Callable[Concatenate[Study, Arguments], Result]:
    """Compute once for each study and further arguments, which must be hashable.

    An edit makes a new study, and its results take the place of the old ones': a cache that
    keeps the newest so many would hold the arrays of that many edits. The result must not hold
    the study itself.
    """
    known: WeakKeyDictionary[Study, dict[object, Result]] = WeakKeyDictionary()

    @wraps(function)
    def once(study: Study, /, *args: Arguments.args, **named: Arguments.kwargs) -> Result:
        found = known.setdefault(study, {})
        key = (args, tuple(sorted(named.items())))
        if key not in found:
            found[key] = function(study, *args, **named)
        return found[key]

    return once
