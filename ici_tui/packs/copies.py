"""A compact copy of an ensemble, read in a few milliseconds: polars alone takes longer to import.

A copy belongs to the bytes of one ensemble.parquet and to the units and indicators of one index,
and its name is made of them. The bundled pack's is shipped beside the file; of any other pack one
is kept in the platform's cache folder when the file has been read. A copy that is of another
file, damaged, or not the user's own is not believed: the file is read then.
"""

from __future__ import annotations

import json
import os
import sys
import zlib
from typing import TYPE_CHECKING

import numpy as np

from ici_tui import lookup
from ici_tui.allowed.rights import closed
from ici_tui.digests import blake2b
from ici_tui.evidence.ensemble import MOST_COMPACT, Ensemble, compact
from ici_tui.files import bundled_folder
from ici_tui.packs.opening import ENSEMBLE, read_in_pack

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


SHIPPED = "ensemble.copy"
"""The name of a bundled pack's copy, in its folder."""
FORMAT = "1"
MOST_COPIES = 20
MOST_BYTES = 1 << 25
"""The most bytes that a copy may take in the cache folder."""


def name_of(folder: Path, units: Sequence[str], leaves: Sequence[str]) -> str:
    """The name of the copy of a pack's ensemble for these units and indicators, in this order.

    Raises:
        OSError: the ensemble cannot be opened, or is not there (see `opening`).
    """
    digest = blake2b(digest_size=24)
    digest.update(json.dumps([FORMAT, list(units), list(leaves)]).encode())
    digest.update(read_in_pack(folder, ENSEMBLE, "ensemble"))
    return digest.hexdigest()


def recall(name: str, folder: Path) -> Ensemble | None:
    """The ensemble kept under a name; None where no copy can be believed.

    Args:
        name: of `name_of`.
        folder: the pack's, which has a copy of its own where it is bundled.
    """
    body = None
    if folder.parent == bundled_folder("data"):
        try:
            body = lookup.opened(name, read_in_pack(folder, SHIPPED, "copy"))
        except OSError:
            body = None
    if body is None and _cached():
        body = lookup.recalled(name, lookup.folder("ensembles"))
    return None if body is None else unpacked(body)


def keep(name: str, ensemble: Ensemble) -> None:
    """Keep a copy in the cache folder, if there may be one and it is not too large."""
    if not _cached() or ensemble.size > MOST_BYTES:
        return
    body = packed(ensemble, level=1)
    if len(body) <= MOST_BYTES:
        lookup.keep_bytes(name, body, lookup.folder("ensembles"), MOST_COPIES)


def _cached() -> bool:
    return not os.environ.get(lookup.OFF) and not closed() and sys.platform != "win32"


def packed(ensemble: Ensemble, level: int = 9) -> bytes:
    """An ensemble as bytes: a line that says how, then the numbers, compressed."""
    numbers, scale = compact(ensemble.tables)
    kind = "<i2" if scale else "<f8"
    head = json.dumps({"shape": numbers.shape, "kind": kind, "scale": scale})
    # By unit and indicator, so that what resembles each other lies together.
    data = np.ascontiguousarray(np.moveaxis(numbers, 0, -1), dtype=kind).tobytes()
    return head.encode() + b"\n" + zlib.compress(data, level)


def unpacked(body: bytes) -> Ensemble | None:
    """The ensemble that `packed` wrote; None where these are not such bytes."""
    head, _, data = body.partition(b"\n")
    try:
        said = json.loads(head)
        count, units, leaves = said["shape"]
        numbers = np.frombuffer(zlib.decompress(data), dtype=said["kind"])
        moved = numbers.reshape(units, leaves, count).transpose(1, 2, 0)
        scale = said["scale"]
    except (ValueError, KeyError, TypeError, zlib.error):
        return None
    # In memory by indicator, as polars hands them over: sums are then rounded alike.
    numbers = np.array(moved, dtype=np.int16 if scale else np.float64, order="C")
    found = Ensemble(numbers.transpose(1, 2, 0), scale)
    return Ensemble(found.tables) if found.size > MOST_COMPACT else found
