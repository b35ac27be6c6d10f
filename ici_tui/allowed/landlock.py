"""Linux's Landlock: a process gives up writing to files, for good, whatever asks for it.

Rights and calls are those of linux/landlock.h; see landlock(7). Where the kernel has none of it,
nothing happens.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

WRITABLE = (os.devnull, "/dev/tty", "/dev/pts")
"""Devices that keep nothing."""
_CREATE, _ADD, _RESTRICT = 444, 445, 446
"""Numbers of the calls, on every architecture."""
_VERSION = 1
_PATH_BENEATH = 1
_NO_NEW_PRIVILEGES = 38
_WRITE_FILE = 1 << 1
_CHANGES = sum(1 << bit for bit in (1, *range(4, 13)))
"""Writing, removing, and making of every kind."""
_SINCE = {2: 1 << 13, 3: 1 << 14}
"""What later versions refuse besides: moving between folders, cutting short."""


def _system_call() -> Any:  # noqa: ANN401 - a function of the C library
    """The C library's `syscall`; None where there is none."""
    import ctypes

    try:
        call = ctypes.CDLL(None, use_errno=True).syscall
    except (OSError, AttributeError):
        return None
    call.restype = ctypes.c_long
    return call


def version() -> int:
    """The kernel's version of Landlock; below 1 where it has none, or has it switched off."""
    import ctypes

    call = _system_call() if sys.platform.startswith("linux") else None
    if call is None:
        return 0
    asked = (ctypes.c_long(_CREATE), None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION))
    return int(call(*asked))


def forbid_writing() -> bool:
    """Give up writing to any file; whether the kernel holds to it."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes

    call = _system_call()
    known = 0 if call is None else version()
    if call is None or known < 1:
        return False
    changes = _CHANGES | sum(bit for since, bit in _SINCE.items() if known >= since)
    handled = ctypes.c_uint64(changes)
    rules = call(
        ctypes.c_long(_CREATE), ctypes.byref(handled), ctypes.c_size_t(8), ctypes.c_uint32(0)
    )
    if rules < 0:
        return False
    try:
        for path in WRITABLE:
            _allow(call, rules, path)
        ctypes.CDLL(None).prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        return int(call(ctypes.c_long(_RESTRICT), ctypes.c_int(rules), ctypes.c_uint32(0))) == 0
    finally:
        os.close(rules)


def _allow(call: Callable[..., int], rules: int, path: str) -> None:
    """Allow writing to a device, or to those in a folder."""
    import ctypes

    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        # struct landlock_path_beneath_attr is packed: a u64 of rights, then a descriptor.
        rule = _WRITE_FILE.to_bytes(8, sys.byteorder) + place.to_bytes(4, sys.byteorder)
        call(
            ctypes.c_long(_ADD), ctypes.c_int(rules), ctypes.c_int(_PATH_BENEATH),
            ctypes.c_char_p(rule), ctypes.c_uint32(0),
        )  # fmt: skip
    finally:
        os.close(place)
