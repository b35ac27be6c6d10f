"""Small packs with fixed numbers, written where a test wants them, and sessions on them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.index.model import Index, Info
from ici_tui.index.tree import Node, Tree
from ici_tui.packs.load import load_pack
from ici_tui.packs.pack import Pack
from ici_tui.tui.session import Session

if TYPE_CHECKING:
    from pathlib import Path

LONG = "long" * 75
"""A name of 300 characters."""
AS_IT_IS = '[pipeline]\nnormalise = "none"\n'
"""pack.toml of packs whose numbers are read as they stand."""

SMALL = {
    "iData.csv": """\
uCode,uName,NameLocal,Zone,Kind,Roads,Rails,Schools,Rules
Alpha,Alpha,阿尔法,North,Big,90,80,70,60
Beta,Beta Éire,,North,Small,55,66,30,44
Gamma,Gamma,,South,Small,40,,20,20
Delta,D'Elta,,,Big,20,50,25,12.5
Wuhan,武汉,武汉市,South,Big,60,50,60,44
Twin,Twin,,South,Small,60,50,60,44
""",
    "iMeta.csv": """\
iCode,iName,Type,Level,Parent,Direction,Weight
Roads,Roads,Indicator,1,Transport,1,2
Rails,Rails,Indicator,1,Transport,1,1
Schools,Schools,Indicator,1,Learning,1,1
Rules,Rules,Indicator,1,State,1,1
Transport,Transport,Aggregate,2,Whole,1,50
Learning,Learning,Aggregate,2,Whole,1,30
State,State,Aggregate,2,Whole,1,20
Whole,Whole index,Aggregate,3,,1,1
NameLocal,Local name,Other,,,,
Zone,Zone,Group,,,,
Kind,Kind,Group,,,,
""",
    "pack.toml": """\
format = 1
name = "small"
title = "A small index with fixed numbers"
short_title = "Small index"
standing_line = "Made up for tests"
weights_name = "authors"
local_name = "NameLocal"
default_group = "Zone"
[unit]
singular = "country"
plural = "countries"
[pipeline]
normalise = "none"
[[presets]]
name = "half and half"
weights = { Transport = 50, Learning = 50, State = 0 }
""",
    "profiles.toml": """\
[Alpha]
summary = "A country of the north."
ai = "It leads in roads and rails."
industries = ["roads", "rails"]
[[Alpha.firms]]
name = "Rail & Road"
text = "lays rails beside roads"
""",
}
"""Six units: one without a value, one without a label, a local name, and two that are tied."""

HOSTILE_NAMES = (
    "[/x]",
    "[@click=app.exit]here[/]",
    "Xi[an]",
    "\x1b[31mred\x1b[2J",
    "\x9b31mC1\x9d52;c;eA==\x9c",
    "bell\x07tab\tback\x08",
    "\u202egnp.exe\u2066",
    "武汉" * 20,
    LONG,
    "e\u0301\u0301\u0301 👩‍👩‍👧 🇨🇳",
)
"""Markup, controls, wide and combining characters, and no end."""


def _hostile() -> dict[str, str]:
    rows = [
        f'U{place},"{name}","{name[:40]}",{10 * place + 5},{95 - 9 * place},"{name}"'
        for place, name in enumerate(HOSTILE_NAMES)
    ]
    name = "[/b]\x1b[5m武汉\x9b1m[@click=app.exit]"
    escaped = "[/b]\\u001b[5m武汉\\u009b1m[@click=app.exit]"
    meta = f"""\
iCode,iName,Type,Level,Parent,Direction,Weight
one,"{name} one",Indicator,1,top,1,1
two,"{name} {LONG}",Indicator,1,top,1,2
top,"{name}",Aggregate,2,,1,1
Local,"{name}",Other,,,,
Label,"{name} {LONG}",Group,,,,
"""
    toml = f"""\
format = 1
title = "{escaped} {LONG}"
short_title = "{escaped}"
standing_line = "{escaped} {LONG}"
weights_name = "{escaped}"
disclaimer = "{escaped} {LONG}"
authors = ["{escaped}"]
local_name = "Local"
[unit]
singular = "{escaped}"
plural = "{escaped}"
[pipeline]
normalise = "none"
[[presets]]
name = "{escaped}"
weights = {{ one = 10, two = 90 }}
note = "{escaped} {LONG}"
[[assumptions]]
id = "{escaped}"
text = "{escaped} {LONG}"
"""
    told = f"""\
[U0]
summary = "{escaped} {LONG}"
ai = "{escaped}"
industries = ["{escaped}", "{LONG}"]
[[U0.firms]]
name = "{escaped}"
text = "{escaped} {LONG}"
"""
    return {
        "iData.csv": "uCode,uName,Local,one,two,Label\n" + "\n".join(rows) + "\n",
        "iMeta.csv": meta,
        "pack.toml": toml,
        "profiles.toml": told,
    }


HOSTILE = _hostile()

WIDE = {
    "iData.csv": "uCode,"
    + ",".join(f"i{k}" for k in range(14))
    + "\n"
    + "".join(
        f"U{row}," + ",".join(str((row * 37 + k * 53) % 101) for k in range(14)) + "\n"
        for row in range(6)
    ),
    "iMeta.csv": "iCode,iName,Type,Level,Parent,Direction,Weight\n"
    + "".join(f"i{k},Part {k},Indicator,1,top,1,{k + 1}\n" for k in range(14))
    + "top,Top,Aggregate,2,,1,1\n",
    "pack.toml": AS_IT_IS,
}
"""Fourteen parts: more than any theme has colours."""

LONE = {
    "iData.csv": "uCode,only\nOne,5\n",
    "iMeta.csv": "iCode,iName,Type,Level,Parent,Direction,Weight\n"
    "only,Only,Indicator,1,top,1,1\ntop,Top,Aggregate,2,,1,1\n",
    "pack.toml": AS_IT_IS,
}
"""One unit, one indicator, and nothing else."""

BARE = {
    "iData.csv": "uCode,a,b\nOne,5,1\nTwo,,\nThree,2,\nFour,,4\n",
    "iMeta.csv": "iCode,iName,Type,Level,Parent,Direction,Weight\n"
    "a,A,Indicator,1,top,1,1\nb,B,Indicator,1,top,1,1\ntop,Top,Aggregate,2,,1,1\n",
}
"""No groups, no profiles, no pack.toml; missing values, and a unit that has none at all."""


def write_pack(folder: Path, files: dict[str, str]) -> Path:
    """Write a pack into a folder that is made for it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    return folder


def many(size: int, seed: int = 1) -> Pack:
    """A pack of `size` units in memory: two parts, random scores, names from their numbers."""
    tree = Tree.build(
        [
            Node("top", "Top", 2, None),
            Node("a", "Part a", 1, "top", 2.0),
            Node("b", "Part b", 1, "top", 1.0),
        ]
    )
    codes = tuple(f"u{place}" for place in range(size))
    data = np.random.default_rng(seed).uniform(0, 100, (size, 2)).round(1)
    index = Index(Info("many", "Many", "Many"), tree, codes, codes, (None,) * size, {}, data)
    from pathlib import Path as Folder

    return Pack(index, Folder("nowhere"))


def session_on(folder: Path, files: dict[str, str]) -> Session:
    """A session on a pack that is written first; as the explorer opens one."""
    return Session.of(replace(load_pack(write_pack(folder, files)), kept_faults=[]))
