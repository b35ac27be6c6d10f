"""Arrays that are worked in again: what each thread and each purpose gets."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from ici_tui.analysis import buffers as module
from ici_tui.analysis.buffers import Buffers


def test_the_same_purpose_gets_the_same_memory_and_another_does_not() -> None:
    buffers = Buffers()
    first = buffers.take("place", (300, 100), np.float64)
    first[:] = 1.0
    other = buffers.take("gaps", (300, 100), np.uint32)
    other[:] = 7
    assert (first == 1.0).all()
    again = buffers.take("place", (100, 100), np.float64)
    assert np.shares_memory(again, first)
    assert not np.shares_memory(again, other)
    assert again.shape == (100, 100)
    assert again.dtype == np.float64


def test_an_array_that_is_too_small_is_replaced_and_the_old_one_stays_readable() -> None:
    buffers = Buffers()
    small = buffers.take("place", (3,), np.int64)
    small[:] = 5
    large = buffers.take("place", (module.PIECE // 8 + 1,), np.int64)
    large[-1] = 6
    assert small.tolist() == [5, 5, 5]
    assert large.flags.aligned
    assert large.flags.c_contiguous


def test_arrays_cut_from_one_piece_do_not_overlap() -> None:
    buffers = Buffers()
    taken = [buffers.take(str(size), (size,), np.uint8) for size in range(140_000, 190_000, 7001)]
    for number, array in enumerate(taken):
        array[:] = number
    assert [set(array.tolist()) for array in taken] == [{number} for number in range(len(taken))]
    assert all(
        array.ctypes.data % module.LINE == taken[0].ctypes.data % module.LINE for array in taken
    )


def test_no_array_at_all_for_nothing() -> None:
    assert Buffers().take("place", (0, 12), np.float64).shape == (0, 12)


def test_every_thread_has_its_own() -> None:
    buffers = Buffers()
    mine = buffers.take("place", (1000,), np.float64)
    with ThreadPoolExecutor(1) as pool:
        theirs = pool.submit(buffers.take, "place", (1000,), np.float64).result()
    assert not np.shares_memory(mine, theirs)
