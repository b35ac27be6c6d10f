"""Texts of many units, a few bytes each, behind the sequences that an index promises.

They are held as UTF-8, one after the other, and looked through all at once with numpy. Nothing
here needs polars, which takes 60 MB of a process that would otherwise be done with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar, cast, overload

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Mask = npt.NDArray[np.bool_]
    Places = npt.NDArray[np.intp]

Text = TypeVar("Text", bound=str | None)

PORTION = 1 << 14
"""How many texts are made at once where all are gone through."""
END = "\0"
"""What follows every text; no cleaned text has it."""
STEP = 8
"""Bytes that are compared at once: as many as a whole number holds."""


class Texts(Sequence[Text], Generic[Text]):
    """Texts as UTF-8, each with `END` after it: a few bytes more than they are long."""

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
    def of(cls, texts: Iterable[Text]) -> Texts[Text]:
        """The same texts, however they are held."""
        if isinstance(texts, Texts):
            return texts
        found: list[str | None] = list(texts)
        absent = np.fromiter((text is None for text in found), dtype=bool, count=len(found))
        # What is no cleaned text may hold the mark: such texts are only compared and sorted.
        plain = [(text or "").replace(END, "\ufffd") for text in found]
        return cls(_joined(plain), absent if absent.any() else None)

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

    def __eq__(self, other: object) -> bool:
        return _equal(self, other)

    __hash__ = None  # type: ignore[assignment]

    def take(self, places: Sequence[int] | Places) -> Texts[Text]:
        """The texts at some places, in that order."""
        return Texts.of(self[place] for place in places)

    # All at once

    def holding(self, part: str) -> Mask:
        """Which texts have a part somewhere, n."""
        return self._marked(self._found(part.encode()))

    def equal(self, text: str) -> Mask:
        """Which texts are just this one, n."""
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

    def beginning(self, start: str) -> Mask:
        """Which texts begin so, n."""
        found = self._found(start.encode())
        begins = np.zeros(len(self._data), dtype=bool)
        begins[self.starts[:-1]] = True
        return self._marked(found[begins[found]])

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

    def mapped(self, table: bytes, drop: bytes) -> Texts[Text]:
        """Every text, byte by byte, as `bytes.translate` has it."""
        return Texts(self.data.translate(table, drop), self.absent)

    def replaced(self, places: Places, texts: Sequence[str]) -> Texts[Text]:
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
        return Texts(b"".join([*pieces, self._data[last:-STEP]]), absent)

    def lettered(self) -> Mask:
        """Which texts begin with a letter of ASCII, n."""
        first = self._raw[self.starts[:-1]] | 0x20
        found: Mask = (first >= ord("a")) & (first <= ord("z"))
        return found

    def empty(self) -> Places:
        """The places of texts that are empty or absent."""
        return np.flatnonzero(self._lengths == 0)

    # In order

    def order(self) -> Places:
        """The places of all n texts in the order of their characters, equal ones by place."""
        return self._sorted()[0]

    def repeated(self) -> Mask:
        """Which texts there are more than once, n; absent ones are as empty ones."""
        found = np.zeros(len(self), dtype=bool)
        if not self._ascend():
            order, same = self._sorted()
            found[order[1:][same]] = found[order[:-1][same]] = True
        return found

    def _ascend(self) -> bool:
        """Whether every text comes before the next: the usual case, and seen at a glance."""
        open_pairs, depth = np.arange(max(len(self) - 1, 0)), 0
        lengths = self._lengths
        every = self._keys(np.arange(len(self)), depth)
        one, next_one = every[:-1], every[1:]
        while len(open_pairs):
            if depth:
                one, next_one = self._keys(open_pairs, depth), self._keys(open_pairs + 1, depth)
            if (one > next_one).any():
                return False
            open_pairs = open_pairs[one == next_one]
            depth += STEP
            # The next one ends here: it is the same, or the beginning of this one.
            if (lengths[open_pairs + 1] <= depth).any():
                return False
        return True

    def _keys(self, places: Places, depth: int) -> npt.NDArray[np.uint64]:
        """Some texts' next bytes from a depth on, as whole numbers that sort as they do."""
        starts = self.starts[places].astype(np.int64)
        left = self.starts[places + 1].astype(np.int64) - 1 - starts - depth
        begin = starts + np.where(left > 0, depth, 0)
        found = np.lib.stride_tricks.sliding_window_view(self._raw, STEP)[begin]
        found[np.arange(STEP) >= left[:, None]] = 0
        return found.view(">u8")[:, 0].astype(np.uint64)

    def _sorted(self) -> tuple[Places, Mask]:
        """The places in order, n, and which of them, but for the last, equal the next one.

        Eight bytes are sorted by, then eight more of those texts that are still level.
        """
        count = len(self)
        order = np.arange(count)
        group = np.zeros(count, dtype=np.int64)
        tied, depth = order.copy(), 0
        lengths = self._lengths
        while len(tied):
            places = order[tied]
            keys, longer = self._keys(places, depth), lengths[places] > depth + STEP
            groups = group[tied]
            within = np.lexsort((longer, keys, groups))
            order[tied], keys, longer = places[within], keys[within], longer[within]
            same = (groups[1:] == groups[:-1]) & (keys[1:] == keys[:-1])
            begins = np.flatnonzero(np.append(True, ~same | (longer[1:] != longer[:-1])))
            sizes = np.diff(np.append(begins, len(tied)))
            group[tied] = np.repeat(tied[begins], sizes)
            depth += STEP
            # Those that end here and are level stay so.
            tied = tied[np.repeat(sizes > 1, sizes) & longer]
        return order, group[1:] == group[:-1]


def _joined(texts: Sequence[str]) -> bytes:
    return (END.join(texts) + END).encode() if texts else b""


class Labels(Sequence[str | None]):
    """A label per unit out of a few, as small numbers.

    `codes` holds n places among `levels`, -1 where a unit has no label; `levels` are in order.
    """

    __slots__ = ("codes", "levels")

    def __init__(self, codes: npt.NDArray[np.int32], levels: tuple[str, ...]) -> None:
        self.codes = codes
        self.levels = levels

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, place: int) -> str | None: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str | None]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str | None] | None:
        if isinstance(place, slice):
            return Labels(self.codes[place], self.levels)
        code = int(self.codes[place])
        return None if code < 0 else self.levels[code]

    def take(self, places: Sequence[int] | Places) -> Labels:
        """The labels at some places, in that order; those that no unit is left with are gone."""
        codes = self.codes[np.asarray(places, dtype=np.intp)]
        kept, found = np.unique(codes, return_inverse=True)
        without = int(len(kept) > 0 and kept[0] < 0)
        levels = tuple(self.levels[code] for code in kept[without:].tolist())
        return Labels((found - without).astype(np.int32), levels)

    def __iter__(self) -> Iterator[str | None]:
        named = (*self.levels, None)
        for start in range(0, len(self.codes), PORTION):
            for code in self.codes[start : start + PORTION].tolist():
                yield named[code]

    def __eq__(self, other: object) -> bool:
        return _equal(self, other)

    __hash__ = None  # type: ignore[assignment]


def _equal(one: Sequence[str | None], other: object) -> bool:
    """Whether both are the same texts, however they are held."""
    if isinstance(other, str) or not isinstance(other, Sequence) or len(one) != len(other):
        return False
    return all(a == b for a, b in zip(one, other, strict=True))
