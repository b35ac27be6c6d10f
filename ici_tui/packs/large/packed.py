"""Texts side by side in memory, a few bytes more than they are long, and looked through at once.

They are held as UTF-8 and looked through with numpy. Nothing here needs polars, which takes 60 MB
of a process that would otherwise be done with it.
"""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, TypeVar, cast, overload

import numpy as np

from ici_tui.packs.large.order import STEP, ascend, in_order
from ici_tui.packs.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import numpy.typing as npt
    import polars as pl

    from ici_tui.packs.texts import Mask, Order, Places

Text = TypeVar("Text", bound=str | None)

PORTION = 1 << 14
"""The number of texts that are made at once where all are gone through."""
END = "\0"
"""The mark after every text; no cleaned text has it."""
IN_CODES = (string.ascii_letters + string.digits + END).encode()
LOWER = bytes.maketrans(string.ascii_uppercase.encode(), string.ascii_lowercase.encode())
DROPPED = bytes(sorted({*range(1, 128)} - {*(string.ascii_letters + string.digits).encode()}))
"""The bytes of ASCII that a plain text leaves out; 0 ends a text, and stays."""


class PackedTexts(Texts[Text]):
    """Texts as UTF-8, each with `END` after it."""

    __slots__ = ("_data", "absent", "starts")

    def __init__(self, data: bytes, absent: Mask | None = None) -> None:
        """Texts by their bytes.

        Args:
            data: every text, in UTF-8, with `END` after it.
            absent: n, true where there is no text (and an empty one in `data`); None where
                every unit has one.
        """
        # What is read eight bytes at a time may read past the last text.
        self._data = data + bytes(STEP)
        self.absent = absent
        ends = np.flatnonzero(np.frombuffer(data, dtype=np.uint8) == 0)
        kind = np.int32 if len(data) <= np.iinfo(np.int32).max else np.int64
        self.starts: npt.NDArray[np.signedinteger] = np.zeros(len(ends) + 1, dtype=kind)
        """Where each text begins, n + 1: the last is where another one would."""
        np.add(ends, 1, out=self.starts[1:], casting="unsafe")

    @classmethod
    def of(cls, texts: Iterable[Text]) -> PackedTexts[Text]:
        """The same texts, however they are held."""
        if isinstance(texts, PackedTexts):
            return texts
        found: list[str | None] = list(texts)
        absent = None
        if None in found:
            absent = np.fromiter((text is None for text in found), dtype=bool, count=len(found))
        plain = cast("list[str]", found if absent is None else [text or "" for text in found])
        joined = _joined(plain)
        if joined.count(END.encode()) > len(plain):
            # What is no cleaned text may hold the mark: such texts are only compared and sorted.
            joined = _joined([text.replace(END, "\ufffd") for text in plain])
        return cls(joined, absent)

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def data(self) -> bytes:
        """Every text with `END` after it, as it was given."""
        return self._data[:-STEP]

    @property
    def _lengths(self) -> npt.NDArray[np.int64]:
        """Bytes of each text, n."""
        found: npt.NDArray[np.int64] = np.diff(self.starts).astype(np.int64) - 1
        return found

    @property
    def _raw(self) -> npt.NDArray[np.uint8]:
        return np.frombuffer(self._data, dtype=np.uint8)

    @overload
    def __getitem__(self, place: int) -> Text: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Text]: ...
    def __getitem__(self, place: int | slice) -> Text | Sequence[Text]:
        if isinstance(place, slice):
            start, stop, step = place.indices(len(self))
            if step == 1:
                return self._some(start, max(start, stop))
            return [self[k] for k in range(start, stop, step)]
        at = range(len(self))[place]
        if self.absent is not None and self.absent[at]:
            return cast("Text", None)
        return cast("Text", self._data[self.starts[at] : self.starts[at + 1] - 1].decode())

    def _some(self, start: int, stop: int) -> list[Text]:
        """The texts from one place to before another."""
        found: list[str | None] = []
        if stop > start:
            whole = self._data[self.starts[start] : self.starts[stop] - 1].decode()
            found = list(whole.split(END))
        if self.absent is not None:
            for place in np.flatnonzero(self.absent[start:stop]).tolist():
                found[place] = None
        return cast("list[Text]", found)

    def __iter__(self) -> Iterator[Text]:
        for start in range(0, len(self), PORTION):
            yield from self._some(start, min(start + PORTION, len(self)))

    def __contains__(self, text: object) -> bool:
        if text is None:
            return self.absent is not None and bool(self.absent.any())
        return isinstance(text, str) and bool(self.equal(text).any())

    def take(self, places: Sequence[int] | Places) -> PackedTexts[Text]:
        """The texts at some places, in that order."""
        return PackedTexts.of(self[place] for place in places)

    # All at once

    def holding(self, part: str) -> Mask:
        """The texts that hold a part, as a mask of n."""
        return self._marked(self._found(part.encode()))

    def equal(self, text: str) -> Mask:
        """The texts that are equal to this one, as a mask of n."""
        wanted = text.encode()
        # Few texts are as long, and mostly none.
        places = np.flatnonzero(np.diff(self.starts) == len(wanted) + 1)
        for step, byte in enumerate(wanted):
            places = places[self._raw[self.starts[places] + step] == byte]
        found = np.zeros(len(self), dtype=bool)
        found[places] = True
        if self.absent is not None:
            found &= ~self.absent
        return found

    def same_as(self, other: Texts[str | None]) -> Mask:
        """Where both hold the same text, as a mask of n; nowhere where a unit has none."""
        others = PackedTexts.of(other)
        found: Mask = self._lengths == others._lengths
        for texts in (self, others):
            if texts.absent is not None:
                found &= ~texts.absent
        places = np.flatnonzero(found & (self._lengths > 0))
        step = 0
        while len(places):  # the first letters tell most of them
            one, two = self.starts[places] + step, others.starts[places] + step
            differ = self._raw[one] != others._raw[two]
            found[places[differ]] = False
            step += 1
            places = places[~differ & (self._lengths[places] > step)]
        return found

    def beginning(self, start: str) -> Mask:
        """The texts that begin so, as a mask of n."""
        wanted = start.encode()
        found: Mask = self._lengths >= len(wanted)
        if self.absent is not None:
            found &= ~self.absent
        places = np.flatnonzero(found)
        for step, byte in enumerate(wanted):
            places = places[self._raw[self.starts[places] + step] == byte]
        found[:] = False
        found[places] = True
        return found

    def _found(self, part: bytes) -> Places:
        """Where in the bytes a part stands; where every text begins, if it is empty."""
        if not part:
            return self.starts[:-1].astype(np.intp)
        raw = self._raw
        count = max(len(raw) - len(part) + 1, 0)
        hit = raw[:count] == part[0]
        for step, byte in enumerate(part[1:], 1):
            hit &= raw[step : step + count] == byte
        return np.flatnonzero(hit)

    def _marked(self, found: Places) -> Mask:
        """The texts that places in the bytes belong to; those that are absent never do."""
        marked = np.zeros(len(self), dtype=bool)
        marked[np.searchsorted(self.starts, found, side="right") - 1] = True
        if self.absent is not None:
            marked &= ~self.absent
        return marked

    def beyond_ascii(self) -> Places:
        """The places of texts with other characters than those of ASCII."""
        return np.flatnonzero(self._marked(np.flatnonzero(self._raw >= 0x80)))

    def plain(self, plain: Callable[[str], str]) -> PackedTexts[Text]:
        """The texts that a search compares: ASCII all at once, others one by one.

        Args:
            plain: keeps the letters and digits of ASCII, in lower case, and drops all else of it.
        """
        found = PackedTexts[Text](self.data.translate(LOWER, DROPPED), self.absent)
        others = self.beyond_ascii()
        return found.replaced(others, [plain(self[k] or "") for k in others.tolist()])

    def replaced(self, places: Places, texts: Sequence[str]) -> PackedTexts[Text]:
        """Other texts at some places, which ascend."""
        pieces, last = [], 0
        for start, stop, text in zip(
            self.starts[places].tolist(), self.starts[places + 1].tolist(), texts, strict=True
        ):
            pieces += [self._data[last:start], text.encode(), END.encode()]
            last = stop
        absent = self.absent
        if absent is not None:
            absent = absent.copy()
            absent[places] = False
        return PackedTexts(b"".join([*pieces, self._data[last:-STEP]]), absent)

    def lettered(self) -> Mask:
        """The texts that begin with a letter of ASCII, as a mask of n."""
        first = self._raw[self.starts[:-1]] | 0x20
        found: Mask = (first >= ord("a")) & (first <= ord("z"))
        return found

    def empty(self) -> Places:
        """The places of texts that are empty or absent."""
        return np.flatnonzero(self._lengths == 0)

    # In order

    def order(self) -> Places:
        """The places of all n texts in the order of their characters, equal ones by place."""
        return in_order(self._raw, self.starts)[0]

    def repeated(self) -> Mask:
        """The texts that occur more than once, as a mask of n; absent ones count as empty."""
        found = np.zeros(len(self), dtype=bool)
        if not ascend(self._raw, self.starts):
            order, same = in_order(self._raw, self.starts)
            found[order[1:][same]] = found[order[:-1][same]] = True
        return found

    def name_order(self, plain: Callable[[str], str]) -> Order:
        """Each unit's place when the texts are sorted by their plain form, n; all differ.

        Args:
            plain: as for `plain`; a text of which nothing is left counts as it is.
        """
        keys = self.plain(plain)
        bare = keys.empty()
        order = keys.replaced(bare, [self[k] or "" for k in bare.tolist()]).order()
        found = np.empty(len(order), dtype=np.int64)
        found[order] = np.arange(len(order))
        return found

    def label_order(self) -> Order:
        """Each unit's place among the different texts in order, n; -1 where it has none."""
        order, same = in_order(self._raw, self.starts)
        found = np.empty(len(self), dtype=np.int64)
        found[order] = np.append(0, np.cumsum(~same))[: len(self)]
        if self.absent is not None:
            # An empty text and none are level in order.
            first = int(not (self._lengths[~self.absent] == 0).any())
            found -= first
            found[self.absent] = -1
        return found

    def hold_any(self, texts: Iterable[str]) -> bool:
        """Whether a unit has one of these texts."""
        lengths = {*np.flatnonzero(np.bincount(self._lengths)).tolist()}
        return any(text in self for text in texts if len(text.encode()) in lengths)

    def are_codes(self, longest: int) -> bool:
        """Whether each is a letter of ASCII with letters and digits behind it, and none is there twice.

        Args:
            longest: characters of a code.
        """
        if self.absent is not None or self.data.translate(None, IN_CODES) or not len(self):
            return False
        lengths = self._lengths
        if lengths.max() > longest or not lengths.all() or not self.lettered().all():
            return False
        return ascend(self._raw, self.starts) or len({*self}) == len(self)

    def series(self, name: str) -> pl.Series:
        """The texts as a column of polars."""
        import polars as pl

        if not len(self):
            return pl.Series(name, [], dtype=pl.String)
        found = pl.Series(name, [self.data[:-1].decode()]).str.split(END).explode()
        return found if self.absent is None else found.set(pl.Series(self.absent), None)


def _joined(texts: Sequence[str]) -> bytes:
    return (END.join(texts) + END).encode() if texts else b""
