"""TOML of another shape than expected: every key with every wrong type, and texts that are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hostile import base
from tests.hostile.base import Raw
from tests.hostile.draft import Case, Draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

WRONG: dict[str, object] = {
    "number": 5, "negative": -1, "zero": 0, "float": 1.5, "text": "x", "empty": "", "true": True,
    "list": [], "numbers": [5], "texts": ["x", "x"], "lists": [[]], "table": {}, "tables": [{}],
    "id": {"id": "a"}, "nan": Raw("nan"), "inf": Raw("-inf"), "date": Raw("2020-01-01"),
    "clock": Raw("07:32:00"), "huge": Raw("9" * 400), "digits": Raw("9" * 5000),
    "exponent": Raw("1e400"), "hex": Raw("0xffffffffffffffffffff"), "mixed": ["x", 5, {}],
    "long": "x" * 100_000, "blank": " ", "nested": [[[[[]]]]],
}  # fmt: skip
"""Values that some key or other does not take."""


def cases() -> Iterator[Case]:
    """Every place with some wrong value, the first places with each; and texts at fault."""
    for file, document in base.TOMLS.items():
        for path in base.paths(document):
            name = f"{file}/{'.'.join(map(str, path))}"
            yield Case("toml", name, _any(file, path))
            if len(path) == 1 and file != "pack.toml":
                for wrong, value in WRONG.items():
                    yield Case("toml", f"{name}={wrong}", _wrong(file, path, value))
        yield Case("toml", f"{file}/unknown", _unknown(file))
        for name, spoil in SPOILT.items():
            yield Case("toml", f"{file}/{name}", _spoilt(file, name, spoil))
    for name, lines in SINGLE.items():
        yield Case("toml", f"single/{name}", _lines(*lines))


def _any(file: str, path: tuple[object, ...]):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        draft.toml(file, path, WRONG[random.choice(sorted(WRONG))])

    return make


def _wrong(file: str, path: tuple[object, ...], value: object):  # type: ignore[no-untyped-def]
    return lambda draft, random: draft.toml(file, path, value)


def _unknown(file: str):  # type: ignore[no-untyped-def]
    """A key that nobody knows, at any depth; another is missing."""

    def make(draft: Draft, random: Random) -> None:
        document = base.TOMLS[file]
        tables = [()] + [p for p in base.paths(document) if isinstance(_at(document, p), dict)]
        path = random.choice(tables)
        table = dict(_at(document, path))
        if random.random() < 0.5 and table:
            table[f"{next(iter(table))}s"] = table.pop(next(iter(table)))
        table["surprise"] = 1
        draft.files[file] = base.toml(base.exchanged(document, path, table) if path else table)

    return make


def _at(document: object, path: tuple[object, ...]) -> dict[str, object]:
    for key in path:
        document = document[key]  # type: ignore[index]
    return document  # type: ignore[return-value]


SPOILT: dict[str, Callable[[bytes, Random], bytes]] = {
    "bom": lambda raw, r: b"\xef\xbb\xbf" + raw,
    "crlf": lambda raw, r: raw.replace(b"\n", b"\r\n"),
    "cr": lambda raw, r: raw.replace(b"\n", b"\r"),
    "latin-1": lambda raw, r: raw + b'x = "\xe9"\n',
    "utf-16": lambda raw, r: raw.decode().encode("utf-16"),
    "nul": lambda raw, r: raw + b"\0",
    "escape": lambda raw, r: raw + b'x = "\x1b]0;t\x07"\n',
    "binary": lambda raw, r: r.randbytes(2000),
    "empty": lambda raw, r: b"",
    "cut": lambda raw, r: raw[: r.randrange(len(raw))],
    "twice": lambda raw, r: raw + raw,
    "lists": lambda raw, r: b"a = " + b"[" * 5000 + b"]" * 5000 + b"\n",
    "lists-open": lambda raw, r: b"a = " + b"[" * 100_000 + b"\n",
    "tables": lambda raw, r: b"a = " + b"{a=" * 2000 + b"1" + b"}" * 2000 + b"\n",
    "dotted": lambda raw, r: b".".join([b"a"] * 20_000) + b" = 1\n",
    "headers": lambda raw, r: b"[" + b".".join([b"a"] * 3000) + b"]\nb = 1\n",
    "keys": lambda raw, r: b"".join(b"k%d = 1\n" % k for k in range(20_000)),
    "string": lambda raw, r: b'a = "' + b"x" * 3_000_000,
    "comment": lambda raw, r: raw + b"# \xe2\x80\xae evil\n",
    "digits": lambda raw, r: raw + b"x = " + b"9" * 5000 + b"\n",
    "half-pair": lambda raw, r: raw + b'x = "\\ud800"\n',
    "json": lambda raw, r: b'{"source": []}',
    "yaml": lambda raw, r: b"source:\n  - id: a\n",
}
SINGLE = {
    "source": ("sources.toml", '[source]\nid = "s1"\ntitle = "t"\n'),
    "claim": ("claims.toml", '[claim]\nid = "C"\ntext = "t"\n'),
    "claim-test": ("claims.toml", '[[claim]]\nid = "C"\ntext = "t"\nkind = "hard"\n'
                                  'class = "result"\n[[claim.test]]\ntype = "rank"\n'),
    "claim-all": ("claims.toml", '[[claim]]\nid = "C"\ntext = "t"\nkind = "hard"\n'
                                 'class = "result"\ntest = {type = "all", tests = []}\n'),
    "firms": ("profiles.toml", '[Alpha.firms]\nname = "x"\n'),
    "profiles": ("profiles.toml", '[[Alpha]]\nsummary = "x"\n'),
    "unit": ("pack.toml", '[[unit]]\nsingular = "x"\n'),
    "unit-number": ("pack.toml", "unit = {singular = 5}\n"),
    "presets": ("pack.toml", '[presets]\nname = "x"\n'),
    "preset-huge": ("pack.toml", f'[[presets]]\nname = "x"\nweights = {{Transport = {"9" * 400}}}\n'),
    "pipeline": ("pack.toml", '[[pipeline]]\nnormalise = "none"\n'),
    "assumption-number": ("pack.toml", '[[assumptions]]\nid = 5\ntext = 7\n'),
    "assumption-list": ("pack.toml", '[[assumptions]]\nid = [1]\ntext = {}\n'),
}  # fmt: skip
"""A single table where there should be several, and the other way round."""


def _spoilt(file: str, name: str, spoil: Callable[[bytes, Random], bytes]):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        draft.files[file] = spoil(draft.files[file], random)
        if name in {"bom", "crlf"}:
            draft.sound = True
        elif name not in {"comment", "empty", "cr"}:
            draft.sound = False

    return make


def _lines(file: str, text: str):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        del random
        draft.files[file] = text.encode()
        if file == "sources.toml":
            for name in ("cells.csv", "published.csv", "figures.csv"):
                del draft.files[name]

    return make
