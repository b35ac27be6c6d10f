"""Mutations of sound packs: bytes, cells, keys, columns. Every outcome is an index or located faults.

A case is a base and a number: `mutated("whole", 17)` is the same pack on every machine.
"""

from __future__ import annotations

import io
import os
import tempfile
import tomllib
import traceback
import warnings
import zipfile
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from tests.hostile import base
from tests.hostile.base import Raw
from tests.hostile.kinds.csv_shapes import SPOILT as CSV_SPOILT
from tests.hostile.kinds.numbers import ODD
from tests.hostile.kinds.toml_shapes import SPOILT as TOML_SPOILT
from tests.hostile.kinds.toml_shapes import WRONG
from tests.hostile.payloads import PAYLOADS, unfit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Files = dict[str, bytes]

DATA = Path(__file__).parents[2] / "data"
BASES = (
    *(("whole", "plain", "panel", "workbook", "workbook", "whole", "plain", "whole", "asem") * 4),
    "ici", "ici", "parquet",
)  # fmt: skip
"""Which pack is mutated, by the number of the case: those that take long less often."""
RARE = ".parquet"
"""Files that are read in a process of their own, so that a mutant of them takes long."""
LEAST = ("", "NA", "x", "0", "-1", "1", "9" * 30)


@lru_cache(maxsize=8)
def sound(name: str) -> Files:
    """The files of a base."""
    if name in {"ici", "asem"}:
        folder = DATA / {"ici": "ici-cn-2020", "asem": "asem-2018"}[name]
        return {p.name: p.read_bytes() for p in sorted(folder.iterdir())
                if p.is_file() and p.suffix in {".csv", ".toml", ".parquet"}}  # fmt: skip
    if name == "panel":
        rows = [["uCode", "Time", "a", "b"]]
        rows += [[u, t, f"{len(u + t)}", "2"] for t in ("2018", "2019") for u in ("A", "B", "C")]
        return {"iData.csv": base.csv(rows), "iMeta.csv": base.csv(base.flat_meta(["a", "b"]))}
    if name == "parquet":
        from tests.hostile.kinds.parquet import as_parquet

        files = base.whole()
        return {"iData.parquet": as_parquet()} | {
            k: files[k] for k in ("iMeta.csv", "ensemble.parquet")
        }
    if name == "workbook":
        from tests.hostile.kinds.names import workbook

        return {"book.xlsx": workbook()}
    return base.whole() if name == "whole" else base.plain()


@dataclass(frozen=True)
class Mutant:
    """A mutated pack: which base, which number, what was done, and the files that differ."""

    base: str
    number: int
    done: tuple[str, ...]
    changed: dict[str, bytes | None]

    @property
    def id(self) -> str:
        """How the case is called on the command line."""
        return f"{self.base}:{self.number}"


def mutated(name: str, number: int, seed: int = 0) -> Mutant:
    """A pack with one to three mutations."""
    random = Random(f"{name}:{number}:{seed}")
    files = dict(sound(name))
    changed: dict[str, bytes | None] = {}
    done = []
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        wanted = sorted(files)
        if name != "parquet" and random.random() < 0.9:
            wanted = [file for file in wanted if not file.endswith(RARE)]
        file = random.choice(wanted)
        told, content = _mutation(random, file, files[file], files)
        done.append(f"{file}: {told}")
        changed[file] = content
        if content is None:
            del files[file]
            if not files:
                break
        else:
            files[file] = content
    return Mutant(name, number, tuple(done), changed)


def _mutation(random: Random, file: str, raw: bytes, files: Files) -> tuple[str, bytes | None]:
    """What is done to one file, and the file then; None where it is gone."""
    choice = random.random()
    if choice < 0.01:
        return "gone", None
    if choice < 0.16:
        return _bytes(random, raw, files)
    if file.endswith(".csv"):
        return _cells(random, raw)
    if file.endswith(".toml"):
        return _keys(random, raw)
    if file.endswith(".xlsx"):
        return _parts(random, raw)
    return _columns(random, raw) if random.random() < 0.3 else _bytes(random, raw, files)


def _bytes(random: Random, raw: bytes, files: Files) -> tuple[str, bytes]:
    found = bytearray(raw)
    at = random.randrange(len(found) + 1)
    act = random.randrange(7)
    if act == 0 and found:
        for _ in range(random.choice((1, 2, 8))):
            found[random.randrange(len(found))] = random.randrange(256)
        return "bytes exchanged", bytes(found)
    if act == 1:
        return f"cut at {at}", bytes(found[:at])
    if act == 2:
        length = random.randrange(1, 40)
        return f"{length} bytes out at {at}", bytes(found[:at] + found[at + length :])
    if act == 3:
        piece = found[at : at + random.randrange(1, 200)]
        return f"a piece twice at {at}", bytes(found[:at] + piece + found[at:])
    if act == 4:
        other = files[random.choice(sorted(files))]
        start = random.randrange(len(other) + 1)
        return f"a piece of another at {at}", bytes(found[:at] + other[start : start + 300])
    if act == 5 and found:
        place = random.randrange(len(found))
        found[place] ^= 1 << random.randrange(8)
        return f"a bit at {place}", bytes(found)
    text = random.choice((*PAYLOADS.values(), *LEAST, "\n", '"', ",", "[", "]", "=", "\0"))[:300]
    return f"{text[:20]!r} at {at}", bytes(found[:at] + text.encode() + found[at:])


def _cells(random: Random, raw: bytes) -> tuple[str, bytes]:
    """Cells, rows and columns of a table."""
    if random.random() < 0.2:
        name = random.choice(sorted(CSV_SPOILT))
        try:
            return name, CSV_SPOILT[name](raw, random)
        except (ValueError, IndexError, UnicodeDecodeError):
            return "nothing", raw
    rows = [line.split(",") for line in raw.decode("utf-8", "replace").split("\n") if line]
    if len(rows) < 2:
        return "nothing", raw
    row, other = random.randrange(len(rows)), random.randrange(len(rows))
    column = random.randrange(max(len(rows[row]), 1))
    act = random.randrange(9)
    if act <= 3:
        text = random.choice((*ODD, *PAYLOADS.values(), *LEAST))[:400]
        if column < len(rows[row]):
            rows[row][column] = base._cell(text)
        told = f"row {row + 1}, cell {column + 1} is {text[:30]!r}"
    elif act == 4:
        source = random.choice(rows[other])
        rows[row][min(column, len(rows[row]) - 1)] = source
        told = f"row {row + 1}, cell {column + 1} is {source[:30]!r}"
    elif act == 5:
        rows.insert(row, list(rows[other]))
        told = f"row {other + 1} again before {row + 1}"
    elif act == 6:
        del rows[row]
        told = f"row {row + 1} is gone"
    elif act == 7:
        for cells in rows:
            if column < len(cells):
                del cells[column]
        told = f"column {column + 1} is gone"
    else:
        rows[row].insert(column, random.choice(rows[other]))
        told = f"row {row + 1} has another cell at {column + 1}"
    return told, "\n".join(",".join(cells) for cells in rows).encode() + b"\n"


def _keys(random: Random, raw: bytes) -> tuple[str, bytes]:
    """Keys and values of a TOML file."""
    if random.random() < 0.1:
        name = random.choice(sorted(TOML_SPOILT))
        return name, TOML_SPOILT[name](raw, random)
    try:
        document, places = _document(raw)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, ValueError):
        return "nothing", raw
    if not places:
        return "nothing", raw
    path = random.choice(places)
    act = random.randrange(8)
    if act <= 3:
        name = random.choice(sorted(WRONG))
        value, told = WRONG[name], name
    elif act == 4:
        other = random.choice(places)
        value, told = _at(document, other), f"what is at {_dotted(other)}"
    elif act == 5:
        text = random.choice((*PAYLOADS.values(), *ODD))[:300].replace("\0", "")
        value, told = text, repr(text[:30])
    else:
        return _other_key(random, document, path, gone=act == 6)
    return f"{_dotted(path)} is {told}", base.toml(base.exchanged(document, path, value))


@lru_cache(maxsize=16)
def _document(raw: bytes) -> tuple[dict[str, Any], list[tuple[Any, ...]]]:
    document = tomllib.loads(raw.decode())
    return document, base.paths(document)


def _other_key(
    random: Random, document: dict[str, Any], path: tuple[Any, ...], *, gone: bool
) -> tuple[str, bytes]:
    value = _at(document, path)
    copied = base.exchanged(document, path, Raw("0"))
    at = _at(copied, path[:-1])
    del at[path[-1]]
    if gone or isinstance(at, list):
        return f"{_dotted(path)} is gone", base.toml(copied)
    name = random.choice((f"{path[-1]}s", str(path[-1]).upper(), "", "\x1b]0;t\x07", "a.b"))
    at[name] = value
    return f"{_dotted(path)} is called {name!r}", base.toml(copied)


def _dotted(path: Iterable[Any]) -> str:
    return ".".join(map(str, path))


def _at(document: Any, path: Iterable[Any]) -> Any:
    for key in path:
        document = document[key]
    return document


def _parts(random: Random, raw: bytes) -> tuple[str, bytes]:
    """A part of a workbook: its bytes, or the part gone or exchanged."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as book:
            parts = {name: book.read(name) for name in book.namelist()}
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError):
        return "nothing", raw
    wanted = [n for n in parts if "sheet" in n.lower() or "shared" in n or "workbook" in n]
    name = random.choice(wanted or sorted(parts))
    content = parts[name]
    act = random.randrange(6)
    if act == 0:
        del parts[name]
        told = "gone"
    elif act == 1:
        parts[name] = content[: random.randrange(len(content) + 1)]
        told = "cut"
    elif act == 2:
        told, parts[name] = _bytes(random, content, parts)
    else:
        told, parts[name] = _numerals(random, content)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for key, value in parts.items():
            # A time of its own, as the same seed is to give the same bytes.
            book.writestr(zipfile.ZipInfo(key), value, zipfile.ZIP_DEFLATED)
    return f"{name}: {told}", out.getvalue()


def _numerals(random: Random, content: bytes) -> tuple[str, bytes]:
    """A number or a quoted word of a part becomes another."""
    import re

    places = [m.span() for m in re.finditer(rb'(?<=")[^"<>]{1,30}(?=")|(?<=>)[^<>]+(?=<)', content)]
    if not places:
        return "nothing", content
    start, end = random.choice(places)
    texts = (*ODD, "XFD1048576", "ZZZZ99999999", "-1", "0", "A0", "999999", "str", "e", "b",
             "inlineStr", "&#27;", "&lt;", "&x;")  # fmt: skip
    text = random.choice(texts)[:60]
    return f"{content[start:end][:20]!r} is {text!r}", content[:start] + text.encode() + content[
        end:
    ]


def _columns(random: Random, raw: bytes) -> tuple[str, bytes]:
    """A column of a Parquet file with another type, another name, or other rows."""
    import polars as pl

    from tests.hostile.kinds.parquet import columns_of_kinds, written

    try:
        table = pl.read_parquet(io.BytesIO(raw))
        column = random.choice(table.columns)
        kind = random.choice(sorted(columns_of_kinds()))
        act = random.randrange(4)
        if act == 0:
            return f"{column} is gone", written(table.drop(column))
        if act == 1:
            return f"{column} is called x", written(table.rename({column: "x\u200b"}))
        if act == 2:
            rows = random.randrange(table.height + 1)
            return f"{rows} rows", written(pl.concat([table.head(rows), table.head(1)]))
        six = table.head(6).with_columns(columns_of_kinds()[kind]().alias(column))
        return f"{column} is {kind}", written(six)
    except Exception:  # noqa: BLE001 - a file that was spoilt before cannot be changed so
        return "nothing", raw


# The outcome


@dataclass(frozen=True)
class Flaw:
    """An outcome that is neither an index nor located faults."""

    mutant: Mutant
    what: str
    where: str
    """The line of the program that it comes from, so that flaws can be counted by cause."""

    def __str__(self) -> str:
        return f"{self.mutant.id} ({'; '.join(self.mutant.done)}): {self.what} [{self.where}]"


class Bench:
    """A folder per base where mutants are laid out and loaded, one after the other."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._laid: dict[str, Path] = {}

    def lay(self, mutant: Mutant) -> Path:
        """The pack's folder with the mutant's files."""
        place = self._laid.get(mutant.base)
        if place is None:
            place = self._laid[mutant.base] = self._folder / mutant.base
            write(place, sound(mutant.base))
        for name, content in mutant.changed.items():
            if content is None:
                (place / name).unlink()
            else:
                (place / name).write_bytes(content)
        return place

    def clear(self, mutant: Mutant) -> None:
        """The base's own files again."""
        write(self._laid[mutant.base], {n: sound(mutant.base)[n] for n in mutant.changed})

    def tried(self, mutant: Mutant) -> Flaw | None:
        """What is wrong with the outcome of a mutant."""
        place = self.lay(mutant)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                what = verdict(place)
        except MemoryError:
            raise
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            return Flaw(mutant, f"{type(error).__name__}: {str(error)[:200]!r}", _origin(error))
        finally:
            self.clear(mutant)
        return None if what is None else Flaw(mutant, what, "")


def write(folder: Path, files: Files) -> None:
    """Write files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _origin(error: BaseException) -> str:
    """The program's own line nearest to where an exception comes from."""
    own = [f for f in traceback.extract_tb(error.__traceback__) if "/ici_tui/" in f.filename]
    return f"{own[-1].filename.split('/ici_tui/')[1]}:{own[-1].name}" if own else ""


def verdict(folder: Path) -> str | None:
    """What is wrong with how a pack is taken; None where it is an index or located faults.

    Every exception that comes out of here is a flaw.
    """
    from ici_tui.evidence.claims import ClaimError, check_claims
    from ici_tui.index.errors import PipelineError
    from ici_tui.packs.check import check_pack
    from ici_tui.packs.faults import PackError
    from ici_tui.packs.load import load_pack
    from ici_tui.views.study import Study

    faults = check_pack(folder)
    for fault in faults:
        text = fault.text()
        if not fault.file or unfit(text, "") or not fault.message:
            return f"a fault that is not one located line: {text[:160]!r}"
    try:
        study = Study.of(load_pack(folder))
        wrong = _unsound(study)
        _ = study.pack.ensemble
        check_claims(study.pack.claims, study.pack.index, study.scores, study.weights,
                     study.pack.ensemble)  # fmt: skip
    except PackError as error:
        if not faults:
            return f"called fine, and refused: {error}"
        return next((f"a fault without its file: {f}" for f in error.faults if not f.file), None)
    except (PipelineError, ClaimError) as error:
        return None if faults else f"called fine, and refused: {type(error).__name__}: {error}"
    return wrong


def _unsound(study: Any) -> str | None:
    import numpy as np

    if not study.pack.index.size:
        return "an index without units"
    for node in study.pack.index.tree.nodes:
        if np.isinf(study.scores.of(node.code)).any():
            return f"an infinite score on {node.code!r}"
    return None


def run(
    numbers: Iterable[int], seed: int = 0, at: Callable[[int], None] = lambda _: None
) -> Iterator[Flaw | None]:
    """Try mutants by their numbers; the flaw of each, or None.

    Args:
        numbers: which cases; each decides its base.
        seed: another seed is another set of cases.
        at: told every number before it is tried.
    """
    with tempfile.TemporaryDirectory(dir=_quick()) as folder:
        bench = Bench(Path(folder))
        for number in numbers:
            at(number)
            yield bench.tried(mutated(BASES[number % len(BASES)], number, seed))


def _quick() -> str | None:
    """A file system in memory, where there is one."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
