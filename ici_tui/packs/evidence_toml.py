"""The optional TOML files of a pack: sources, claims, profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.evidence.records import Firm, Profile, Source
from ici_tui.packs.checked import read_checked
from ici_tui.schema import (
    Flag,
    ListOf,
    Number,
    Printed,
    TableOf,
    Text,
    Word,
    shown,
)
from ici_tui.schema import Table as Fields

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ici_tui.evidence.claims import Claim
    from ici_tui.index.model import Index
    from ici_tui.packs.faults import Faults
    from ici_tui.schema import Shape

SOURCE_KINDS = ("report", "press", "news", "statistics", "data", "other")
_NAME = Text(empty=False)
_WORDS = Text()


def _refused_id(text: str) -> tuple[str, str] | None:
    """Ids are listed with a semicolon between them."""
    if ";" not in text:
        return None
    return f"{shown(text)} has a semicolon", "write an id without one"


SOURCES = Fields(
    {
        "source": ListOf(
            Fields(
                {
                    "id": Text(empty=False, refused=_refused_id),
                    "title": _NAME,
                    "publisher": _WORDS,
                    "url": _WORDS,
                    "year": Printed(),
                    "kind": Word(SOURCE_KINDS, "kind of source"),
                    "note": _WORDS,
                },
                ("id", "title"),
            ),
            fix="write a table [[source]] for each",
        )
    }
)
"""The shape of sources.toml."""


def read_sources(folder: Path, faults: Faults) -> dict[str, Source]:
    """The sources, by id."""
    file = read_checked(folder, "sources.toml", SOURCES, faults)
    found: dict[str, Source] = {}
    for place, entry in enumerate(file.values.get("source", ())):
        source = Source(**entry)
        if source.id in found:
            file.tell(
                faults, ("source", place, "id"), f"{shown(source.id)} is there twice", "use another"
            )
        found[source.id] = source
    return found


def read_claims(folder: Path, index: Index, faults: Faults) -> tuple[Claim, ...]:
    """claims.toml: the source's claims about its own results."""
    from ici_tui.evidence.claims import TESTED, Claim

    file = read_checked(folder, "claims.toml", lambda: _claims(index), faults)
    found: dict[str, Claim] = {}
    for place, entry in enumerate(file.values.get("claim", ())):
        fields = dict(entry)
        made = Claim(klass=fields.pop("class"), **fields)
        if made.id in found:
            file.tell(
                faults, ("claim", place, "id"), f"{shown(made.id)} is there twice", "use another"
            )
        if made.klass in TESTED and not made.test:
            fix = f"a {made.klass} claim needs a table [claim.test]"
            file.tell(faults, ("claim", place), "test is missing", fix)
        found[made.id] = made
    return tuple(found.values())


def read_profiles(
    folder: Path, index: Index, sources: Mapping[str, Source], faults: Faults
) -> dict[str, Profile]:
    """The profiles, by unit."""
    file = read_checked(folder, "profiles.toml", lambda: _profiles(index, sources), faults)
    return {
        unit: Profile(
            **(entry | {"firms": tuple(Firm(f["name"], f.get("text", "")) for f in firms)})
        )
        for unit, entry in file.values.items()
        for firms in [entry.get("firms", ())]
    }


def _claims(index: Index) -> Shape:
    """The shape of claims.toml."""
    from ici_tui.evidence.claims import KINDS, KLASSES
    from ici_tui.evidence.vocabulary import Test

    claim = Fields(
        {
            "id": _NAME,
            "text": _NAME,
            "kind": Word(KINDS, "kind of claim"),
            "class": Word(KLASSES, "class of claim"),
            "imposed": Flag(),
            "line": Number(1, whole=True),
            "section": _WORDS,
            "reading": _WORDS,
            "test": Test(index),
        },
        ("id", "text", "kind", "class"),
    )
    return Fields({"claim": ListOf(claim, fix="write a table [[claim]] for each")})


def _profiles(index: Index, sources: Mapping[str, Source]) -> Shape:
    """The shape of profiles.toml."""
    firm = Fields({"name": _NAME, "text": _WORDS}, ("name",))
    profile = Fields(
        {
            **dict.fromkeys(("summary", "ai", "note"), _WORDS),
            "source": Word(sources, "source"),
            "industries": ListOf(_NAME),
            "firms": ListOf(firm, fix="write a table [[UNIT.firms]] for each"),
        },
        fix="write a table, [UNIT]",
    )
    # A dictionary is quick to look in, and keeps the order.
    return TableOf(profile, Word(dict.fromkeys(index.codes), "unit"))
