"""What backs the numbers of a pack: its sources, cited figures, profiles and statements."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ici_tui.evidence.claims import Claim
    from ici_tui.evidence.records import Figure, Profile, Source

Told = TypeVar("Told")


def _nothing() -> dict[str, Told]:
    return {}


class Backing:
    """Each is found once, when it is first asked for: a ranking asks for none of them.

    Args:
        sources: finds the sources, by id.
        figures: finds the cited figures.
        profiles: finds the profiles, by unit.
        claims: finds the source's statements about its own results.
    """

    def __init__(
        self,
        sources: Callable[[], Mapping[str, Source]] = _nothing,
        figures: Callable[[], tuple[Figure, ...]] = tuple,
        profiles: Callable[[], Mapping[str, Profile]] = _nothing,
        claims: Callable[[], tuple[Claim, ...]] = tuple,
    ) -> None:
        self._sources = sources
        self._figures = figures
        self._profiles = profiles
        self._claims = claims

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The sources, by id."""
        return self._sources()

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The cited figures."""
        return self._figures()

    @cached_property
    def profiles(self) -> Mapping[str, Profile]:
        """The profiles, by unit."""
        return self._profiles()

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The source's statements about its own results."""
        return self._claims()

    def found(self) -> Backing:
        """The same, with everything found now, so that what is wrong with it is known."""
        _ = self.sources, self.figures, self.profiles, self.claims
        return self
