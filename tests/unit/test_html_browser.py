"""A page as HTML in a browser, where there is one: it is drawn, in its colours, without a script."""

from __future__ import annotations

import shutil
import struct
import subprocess
import zlib
from typing import TYPE_CHECKING

import pytest

from ici_tui.pages.html import LIGHT, PARTS
from tests.golden.cases import PACK
from tests.unit.test_cli import run

if TYPE_CHECKING:
    from pathlib import Path

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
Colour = tuple[int, int, int]


def looked_at(file: Path, picture: Path, size: tuple[int, int]) -> set[Colour]:
    """The colours of a page as a headless browser draws it."""
    assert BROWSER is not None
    subprocess.run(
        [
            BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            f"--user-data-dir={picture.parent / 'browser'}", f"--window-size={size[0]},{size[1]}",
            f"--screenshot={picture}", file.as_uri(),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return colours(picture.read_bytes())


def colours(png: bytes) -> set[Colour]:
    """Every colour of a PNG of eight bits a channel."""
    width, _, _, kind = struct.unpack(">IIBB", png[16:26])
    each = {2: 3, 6: 4}[kind]
    raw, place = b"", 8
    while place < len(png):
        length, name = struct.unpack(">I4s", png[place : place + 8])
        raw += png[place + 8 : place + 8 + length] if name == b"IDAT" else b""
        place += 12 + length
    pixels = zlib.decompress(raw)
    above, found = bytearray(width * each), set[Colour]()
    for start in range(0, len(pixels), width * each + 1):
        line = bytearray(pixels[start + 1 : start + 1 + width * each])
        unfilter(pixels[start], line, above, each)
        found |= {(line[k], line[k + 1], line[k + 2]) for k in range(0, len(line), each)}
        above = line
    return found


def unfilter(kind: int, line: bytearray, above: bytearray, each: int) -> None:
    """Undo a row's filter (PNG, 9.2)."""
    for k in range(len(line)):
        left = line[k - each] if k >= each else 0
        corner = above[k - each] if k >= each else 0
        up = above[k]
        by = (0, left, up, (left + up) // 2, paeth(left, up, corner))[kind]
        line[k] = (line[k] + by) & 0xFF


def paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda near: abs(guess - near))


def colour(text: str) -> Colour:
    return (int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16))


@pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")
def test_a_browser_draws_text_and_bars(tmp_path: Path) -> None:
    file = tmp_path / "rank.html"
    assert run("rank", "--pack", str(PACK), "-o", str(file)).returncode == 0
    seen = looked_at(file, tmp_path / "rank.png", (700, 420))
    assert {colour(LIGHT["ground"]), colour(PARTS[0]), colour(PARTS[1])} <= seen
    assert len(seen) > 20, "text is drawn with soft edges"
