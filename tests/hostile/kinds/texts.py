"""Payloads in every text that a pack can hold: cells, headers, codes, keys, values of TOML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hostile import base
from tests.hostile.draft import Case, Draft
from tests.hostile.payloads import IN_TOML, PAYLOADS, everything

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

HEADERS = {"iData.csv": "Roads", "iMeta.csv": "Unit", "cells.csv": "note", "published.csv": "note",
           "figures.csv": "note"}  # fmt: skip


def _payload(random: Random, texts: dict[str, str] = PAYLOADS) -> str:
    """One payload, or three, or all that there are."""
    choice = random.randrange(4)
    if choice == 0:
        return everything(texts)
    names = random.sample(sorted(texts), 3 if choice == 1 else 1)
    return " ".join(texts[name] for name in names)


def cases() -> Iterator[Case]:
    """A case per column of a table, per header, per text and per key of a TOML file."""
    for file, rows in base.TABLES.items():
        for column in rows[0]:
            yield Case("text", f"{file}/{column}", _in_column(file, column))
        yield Case("text", f"{file}/header", _in_header(file))
    for file, document in base.TOMLS.items():
        for path in base.paths(document):
            at = _at(document, path)
            name = f"{file}/{'.'.join(map(str, path))}"
            if isinstance(at, str):
                yield Case("text", name, _in_toml(file, path))
            if isinstance(path[-1], str) and len(path) < 4:
                yield Case("text", f"{name}=", _as_key(file, path))
    for name, text in PAYLOADS.items():
        yield Case("text", f"everywhere/{name}", _everywhere(text))
        yield Case("text", f"typed/{name}", _typed(text))


def _at(document: object, path: tuple[object, ...]) -> object:
    for key in path:
        document = document[key]  # type: ignore[index]
    return document


def _in_column(file: str, column: str):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        row = random.randrange(1, len(base.TABLES[file]))
        draft.cell(file, row, column, _payload(random))
        draft.may_lack_unit = True

    return make


def _in_header(file: str):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        draft.cell(file, 0, HEADERS[file], _payload(random))

    return make


def _in_toml(file: str, path: tuple[object, ...]):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        draft.toml(file, path, _payload(random, IN_TOML))

    return make


def _as_key(file: str, path: tuple[object, ...]):  # type: ignore[no-untyped-def]
    """A key that is not what it should be: the payload follows it, or stands alone."""

    def make(draft: Draft, random: Random) -> None:
        document = base.exchanged(base.TOMLS[file], path, None)
        at = _at(document, path[:-1])
        value = _at(base.TOMLS[file], path)
        assert isinstance(at, dict)
        del at[path[-1]]
        start = str(path[-1]) if random.random() < 0.5 else ""
        at[start + _payload(random, IN_TOML)] = value
        draft.files[file] = base.toml(document)

    return make


def _everywhere(text: str):  # type: ignore[no-untyped-def]
    """A payload in every text at once that may be any text."""

    def make(draft: Draft, random: Random) -> None:
        del random
        rows = [list(row) for row in base.DATA]
        for row in rows[1:]:
            row[1:4] = [f"{row[0]} {text}", text, f"{row[3]}{text}"]
        draft.table("iData.csv", rows)
        meta = [list(row) for row in base.META]
        for row in meta[1:]:
            row[1] = f"{row[0]} {text}"
            row[7] = f"{text}" if row[2] == "Indicator" else ""
        draft.table("iMeta.csv", meta)
        short = text.replace("\0", "")
        document = base.PACK
        for key in ("title", "short_title", "standing_line", "weights_name", "disclaimer",
                    "citation", "licence", "publisher", "edition"):  # fmt: skip
            document = base.exchanged(document, (key,), f"{key} {short}")
        for path in (("unit", "singular"), ("unit", "plural"), ("presets", 0, "name"),
                     ("presets", 0, "note"), ("assumptions", 0, "text"),
                     ("assumptions", 0, "id"), ("authors", 0)):  # fmt: skip
            document = base.exchanged(document, path, f"w {short}")
        draft.files["pack.toml"] = base.toml(document)
        for file, paths in (
            ("sources.toml", (("source", 0, "title"), ("source", 0, "note"))),
            ("profiles.toml", (("Alpha", "summary"), ("Alpha", "firms", 0, "name"))),
            ("claims.toml", (("claim", 0, "text"), ("claim", 0, "section"))),
        ):
            document = base.TOMLS[file]
            for path in paths:
                document = base.exchanged(document, path, f"t {short}")
            draft.files[file] = base.toml(document)
        draft.files["claims.toml"] = draft.files["claims.toml"].replace(
            b'"North"', base.toml({"x": f"North{short}".strip()})[6:-1]
        )
        for file in ("cells.csv", "figures.csv"):
            draft.cell(file, 1, "note", text)

    return make


def _typed(text: str):  # type: ignore[no-untyped-def]
    """A payload among the words that the user typed, or that a script passed on."""
    word = text.replace("\0", "")[:2000]

    def make(draft: Draft, random: Random) -> None:
        del random
        draft.words = (
            ("rank", "--by", word),
            ("rank", "--time", word),
            ("rank", "--weights", f"{word}=1"),
            ("city", word),
            ("clusters", "--by", word),
            ("compare", word, "Alpha"),
            ("rank", "--normalise", word),
            ("rank", "--level", word),
            ("rank", "--format", word),
            ("robust", "overtake", word, "Alpha"),
            (f"x{word}",),
        )

    return make
