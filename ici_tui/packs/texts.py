"""Texts of all units, asked all at once: to find the units that words name, and to sort by a name.

An index holds its texts as sequences. `texts_of` gives any sequence the questions below, however
it is held: few texts are gone through one by one, more are put side by side in memory first.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar, cast, overload

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt
    import polars as pl

    Mask = npt.NDArray[np.bool_]
    Places = npt.NDArray[np.intp]
    Order = npt.NDArray[np.int64]

Text = TypeVar("Text", bound=str | None)

FEW = 50
"""Texts from which on all are looked through sooner side by side than one by one, as measured."""


class Texts(Sequence[Text], Generic[Text]):
    """A text for each of n units, None where a unit has none."""

    __slots__ = ()

    @abstractmethod
    def holding(self, part: str) -> Mask:
        """The texts that hold a part, as a mask of n."""

    @abstractmethod
    def equal(self, text: str) -> Mask:
        """The texts that are equal to this one, as a mask of n."""

    def same_as(self, other: Texts[str | None]) -> Mask:
        """Where both hold the same text, as a mask of n; nowhere where a unit has none."""
        pairs = zip(self, other, strict=True)
        return np.array([one is not None and one == two for one, two in pairs], dtype=bool)

    @abstractmethod
    def beginning(self, start: str) -> Mask:
        """The texts that begin so, as a mask of n."""

    @abstractmethod
    def beyond_ascii(self) -> Places:
        """The places of texts with other characters than those of ASCII."""

    @abstractmethod
    def plain(self, plain: Callable[[str], str]) -> Texts[Text]:
        """The texts that a search compares: `plain` of each; a unit without one stays so.

        Args:
            plain: keeps the letters and digits of ASCII, in lower case, and drops all else of it.
        """

    @abstractmethod
    def name_order(self, plain: Callable[[str], str]) -> Order:
        """Each unit's place when the texts are sorted by their plain form, n; all differ.

        Args:
            plain: as for `plain`; a text of which nothing is left counts as it is.
        """

    @abstractmethod
    def label_order(self) -> Order:
        """Each unit's place among the different texts in order, n; -1 where it has none."""

    @abstractmethod
    def series(self, name: str) -> pl.Series:
        """The texts as a column of polars."""

    def hold_any(self, texts: Iterable[str]) -> bool:
        """Whether a unit has one of these texts."""
        return not set(texts).isdisjoint(self)

    def are_codes(self, longest: int) -> bool:
        """Whether each is a letter of ASCII with letters and digits behind it, and none is there twice.

        Args:
            longest: characters of a code.
        """
        texts = [str(text or "") for text in self]
        plain = all(
            text.isascii() and text.isalnum() and text[0].isalpha() and len(text) <= longest
            for text in texts
        )
        return plain and len({*texts}) == len(texts)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, str) or not isinstance(other, Sequence) or len(self) != len(other):
            return False
        return all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]


class PlainTexts(Texts[Text]):
    """A few texts, gone through one by one."""

    __slots__ = ("_texts",)

    def __init__(self, texts: Iterable[Text]) -> None:
        self._texts = tuple(texts)

    def __len__(self) -> int:
        return len(self._texts)

    @overload
    def __getitem__(self, place: int) -> Text: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Text]: ...
    def __getitem__(self, place: int | slice) -> Text | Sequence[Text]:
        return self._texts[place]

    def __iter__(self) -> Iterator[Text]:
        return iter(self._texts)

    def _where(self, test: Callable[[str], bool]) -> Mask:
        return np.array([text is not None and test(text) for text in self._texts], dtype=bool)

    def holding(self, part: str) -> Mask:
        """The texts that hold a part, as a mask of n."""
        return self._where(lambda text: part in text)

    def equal(self, text: str) -> Mask:
        """The texts that are equal to this one, as a mask of n."""
        return self._where(text.__eq__)

    def beginning(self, start: str) -> Mask:
        """The texts that begin so, as a mask of n."""
        return self._where(lambda text: text.startswith(start))

    def beyond_ascii(self) -> Places:
        """The places of texts with other characters than those of ASCII."""
        return np.flatnonzero(self._where(lambda text: not text.isascii()))

    def plain(self, plain: Callable[[str], str]) -> PlainTexts[Text]:
        """`plain` of every text; a unit without one stays so."""
        texts = (None if text is None else plain(text) for text in self._texts)
        return PlainTexts(cast("Iterable[Text]", texts))

    def name_order(self, plain: Callable[[str], str]) -> Order:
        """Each unit's place when the texts are sorted by their plain form, n; all differ."""
        given = [str(text or "") for text in self._texts]
        keys = [plain(text) or text for text in given]
        found = np.empty(len(keys), dtype=np.int64)
        found[sorted(range(len(keys)), key=lambda k: keys[k])] = np.arange(len(keys))
        return found

    def label_order(self) -> Order:
        """Each unit's place among the different texts in order, n; -1 where it has none."""
        levels = sorted({text for text in self._texts if text is not None})
        places: dict[str | None, int] = {text: place for place, text in enumerate(levels)}
        return np.array([places.get(text, -1) for text in self._texts], dtype=np.int64)

    def series(self, name: str) -> pl.Series:
        """The texts as a column of polars."""
        import polars as pl

        return pl.Series(name, self._texts, dtype=pl.String)


def texts_of(texts: Sequence[Text]) -> Texts[Text]:
    """The same texts with all that can be asked of them at once."""
    if isinstance(texts, Texts):
        return texts
    if len(texts) < FEW:
        return PlainTexts(texts)
    from ici_tui.packs.large import packed_texts

    return cast("Texts[Text]", packed_texts(texts))


def texts_in(series: pl.Series, *, differ: bool = False) -> Texts[str | None]:
    """The clean texts of a column of polars, with all that can be asked of them at once.

    Args:
        series: n texts, null where there is none.
        differ: whether most of them are known to differ.
    """
    if len(series) < FEW:
        return PlainTexts(series.to_list())
    from ici_tui.packs.large import held_texts

    return held_texts(series, differ=differ)
