"""Tables that are large in one direction, within what is promised or beyond it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hostile import base
from tests.hostile.draft import Case, Draft

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random


def cases() -> Iterator[Case]:
    """Many indicators, listed or not; many units; long texts; deep evidence."""
    yield Case("sizes", "indicators-1000", _indicators(1000))
    yield Case("sizes", "indicators-10000", _indicators(10_000), heavy=True)
    yield Case("sizes", "indicators-100000", _indicators(100_000), heavy=True)
    yield Case("sizes", "unlisted-100000", _unlisted, heavy=True)
    yield Case("sizes", "groups-2000", _groups, heavy=True)
    yield Case("sizes", "units-100000", _units, heavy=True)
    yield Case("sizes", "titles", _titles)
    yield Case("sizes", "evidence", _evidence, heavy=True)
    yield Case("sizes", "claims", _claims)
    yield Case("sizes", "presets", _presets)
    yield Case("sizes", "faults", _faults)


def _indicators(count: int):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        del random
        draft.only(base.small(count))

    return make


def _unlisted(draft: Draft, random: Random) -> None:
    del random
    draft.only(base.small(100_000))
    draft.table("iMeta.csv", base.flat_meta(["i0", "i1"]))


def _groups(draft: Draft, random: Random) -> None:
    del random
    names = [f"g{k}" for k in range(2000)]
    draft.only({})
    rows = [["uCode", "a", "b", *names]]
    rows += [[unit, "1", "2", *["x"] * 2000] for unit in ("A", "B")]
    draft.table("iData.csv", rows)
    meta = base.flat_meta(["a", "b"]) + [[n, n, "Group", "", "", "", ""] for n in names]
    draft.table("iMeta.csv", meta)


def _units(draft: Draft, random: Random) -> None:
    rows = [["uCode", "a", "b"], ["A", "1", "2"]]
    rows += [[f"U{k}", str(random.randrange(1000)), str(random.randrange(1000))]
             for k in range(100_000)]  # fmt: skip
    draft.only({})
    draft.table("iData.csv", rows)
    draft.table("iMeta.csv", base.flat_meta(["a", "b"]))


def _titles(draft: Draft, random: Random) -> None:
    del random
    draft.toml("pack.toml", ("title",), "t" * 1_000_000)
    draft.cell("iData.csv", 1, "uName", "n" * 1_000_000)


def _evidence(draft: Draft, random: Random) -> None:
    """A hundred thousand figures."""
    del random
    draft.table("figures.csv", [base.FIGURES[0], *[base.FIGURES[1]] * 100_000])


def _claims(draft: Draft, random: Random) -> None:
    del random
    test: dict[str, object] = base.TESTS[0]
    for _ in range(60):
        test = {"type": "all", "tests": [test, test]} if _ < 4 else {"type": "any", "tests": [test]}
    claim = base.CLAIMS["claim"][0] | {"test": test}
    draft.files["claims.toml"] = base.toml({"claim": [claim]})


def _presets(draft: Draft, random: Random) -> None:
    del random
    preset = base.PACK["presets"][0]
    presets = [preset | {"name": f"preset {k}"} for k in range(3000)]
    draft.toml("pack.toml", ("presets",), presets)


def _faults(draft: Draft, random: Random) -> None:
    """More faults than anybody reads."""
    del random
    rows = [["uCode", "a", "b"], *([f"A{k}", "much", "more"] for k in range(5000))]
    draft.only({}, "A0")
    draft.table("iData.csv", rows)
    draft.table("iMeta.csv", base.flat_meta(["a", "b"]))
