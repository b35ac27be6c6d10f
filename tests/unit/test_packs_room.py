"""What a library may take while it reads a file: memory that it writes to, not addresses."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

TAKES = """
import mmap, sys
from pathlib import Path
from ici_tui.packs.large.room import ROOM, limited_memory
addresses, memory = 8 * ROOM, ROOM * 3 // 4 if sys.argv[2] == "within" else 4 * ROOM
with limited_memory(Path(sys.argv[1])):
    set_aside = mmap.mmap(-1, addresses, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=0)
    try:
        taken = bytearray(memory)
    except MemoryError:
        print("refused")
    else:
        print("given")
print(len(bytearray(1 << 20)))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the system does not count it")
@pytest.mark.parametrize(("size", "answer"), [("within", "given"), ("beyond", "refused")])
def test_memory_is_limited_and_addresses_are_not(size: str, answer: str, tmp_path: Path) -> None:
    """glibc sets 64 MB of addresses aside for each thread: a million rows could not be read."""
    file = tmp_path / "iData.parquet"
    file.write_bytes(b"x")
    words = [sys.executable, "-c", TAKES, str(file), size]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [answer, str(1 << 20)]
