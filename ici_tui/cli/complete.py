"""What a shell offers at Tab. Imports no polars, numpy or rich: a shell waits for it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import typer  # noqa: TC002 - typer reads the annotations

from ici_tui.index.methods import STAGES
from ici_tui.index.methods import Kind as Methods
from ici_tui.index.weight_rules import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ici_tui.cli.glance import Glance


ENDINGS = frozenset(
    {"csv", "tsv", "tab", "txt", "xlsx", "parquet", "json", "jsonl", "ndjson", "gz", "zip"}
)
MOST_FILES = 200


def packs(incomplete: str) -> list[str]:
    """Names of installed packs; paths of those that were opened, once a path is begun."""
    from ici_tui.packs.find import installed_packs
    from ici_tui.settings.recent import recent_packs

    names = _named(incomplete, [place.name for place in installed_packs()])
    paths = [path for path in recent_packs() if _safe(path.replace("/", ""))]
    return names + (_beginning(incomplete, paths) if incomplete.startswith("/") else [])


def tables(incomplete: str) -> list[str]:
    """Tables of a folder, by their endings, and packs in it; none in a session that is closed."""
    from ici_tui.allowed import rights

    begun = incomplete.rpartition("/")[2]
    before = incomplete[: len(incomplete) - len(begun)]
    if rights.closed() or (begun.startswith(".") and not before):
        return []
    try:
        with os.scandir(Path(before or ".").expanduser()) as entries:
            found = [entry.name for entry in entries if _may_open(entry)]
    except OSError:
        return []
    names = sorted(name for name in found if _safe(name))[:MOST_FILES]
    return [before + name for name in _beginning(begun, names)]


def _may_open(entry: os.DirEntry[str]) -> bool:
    """Whether a file's ending is one of tables, or a folder holds a pack."""
    from ici_tui.packs.files import table_names

    try:
        if entry.is_dir():
            return bool(table_names(Path(entry.path), "iData"))
        return entry.name.rpartition(".")[2].casefold() in ENDINGS and entry.name[:1] != "."
    except OSError:
        return False


def themes(incomplete: str) -> list[str]:
    """Names of themes."""
    from ici_tui.settings.themes import theme_names

    return _named(incomplete, list(theme_names()))


def units(context: typer.Context, incomplete: str) -> list[str]:
    """Units by name, local name or code; names that a shell would split are left out."""
    found = _glance(context)
    offered = []
    for code, name, local in found.units if found else ():
        words = [word for word in (name, local, code) if word]
        offered += _named(incomplete, words)[:1]
    return offered


def nodes(context: typer.Context, incomplete: str) -> list[str]:
    """Codes of nodes."""
    found = _glance(context)
    return _named(incomplete, [code for code, _ in found.nodes] if found else [])


def weights(context: typer.Context, incomplete: str) -> list[str]:
    """The node that comes next in `enterprise=50,res`, with its equals sign; names of weights."""
    before, comma, last = incomplete.rpartition(",")
    if "=" in last:
        return []
    named = [] if comma else _beginning(incomplete, [*WORDS])
    return named + [f"{before}{comma}{code}=" for code in nodes(context, last.strip())]


def methods(stage: str) -> Callable[[typer.Context, str], list[str]]:
    """Offers the methods of a stage; a group's code after the colon, where it takes one."""

    def offered(context: typer.Context, incomplete: str) -> list[str]:
        before, comma, last = "", "", incomplete
        if STAGES[stage].kind is Methods.METHODS:
            before, comma, last = incomplete.rpartition(",")
        named = {form.name: form for form in STAGES[stage].forms}
        words = [f"{name}:" if f.tail and not f.defaults else name for name, f in named.items()]
        chosen = named.get(last.partition(":")[0])
        if chosen is not None and chosen.group and ":" in last:
            words = [f"{chosen.name}:{code}" for code in groups(context, "")]
        return [f"{before}{comma}{word}" for word in _beginning(last, words)]

    return offered


def groups(context: typer.Context, incomplete: str) -> list[str]:
    """Codes of groups."""
    found = _glance(context)
    return _named(incomplete, list(found.groups) if found else [])


def levels(context: typer.Context, incomplete: str) -> list[str]:
    """Levels that a tree of common depth has."""
    del context
    return _beginning(incomplete, ["all", "1", "2", "3", "4"])


def words(choices: tuple[str, ...]) -> Callable[[str], list[str]]:
    """Offers some words."""

    def offered(incomplete: str) -> list[str]:
        return _beginning(incomplete, [*choices])

    return offered


def commands(context: typer.Context, incomplete: str) -> list[str]:
    """The words that may stand next in a command's name: one that writes JSON, or any for help."""
    before = [str(word) for word in context.params.get("words") or ()]
    known = _topics() if context.info_name == "help" else _schemas()
    names = [name.split() for name in known]
    place = len(before)
    next_words = [name[place] for name in names if len(name) > place and name[:place] == before]
    return _beginning(incomplete, [*dict.fromkeys(next_words)])


def _schemas() -> Iterable[str]:
    from ici_tui.questions.records.by_command import schemas

    return schemas()


def _topics() -> Iterable[str]:
    from ici_tui.cli import commands as table
    from ici_tui.cli.help import TOPICS

    return [*(command.name for command in table.commands()), *TOPICS]


def _named(incomplete: str, words: list[str]) -> list[str]:
    """The names from outside that begin so, without those that a shell would not take as a word."""
    return _beginning(incomplete, [word for word in words if _safe(word)])


def _beginning(incomplete: str, words: list[str]) -> list[str]:
    """The words that begin so, in whatever case; what was typed stays as it was typed.

    typer passes on only what begins exactly so, and every name is found in any case.
    """
    begun = incomplete.casefold()
    return [
        incomplete + word[len(incomplete) :] for word in words if word.casefold().startswith(begun)
    ]


def _safe(word: str) -> bool:
    """Whether a shell takes a word as it stands: nothing in it is run, split or unfolded."""
    return bool(word) and all(c.isalnum() or c in "-_." for c in word)


def _glance(context: typer.Context) -> Glance | None:
    """The pack that the line names so far; None where there is none."""
    from ici_tui.cli.glance import glance
    from ici_tui.packs.faults import PackNotFoundError
    from ici_tui.packs.find import find_pack
    from ici_tui.settings.config import read_settings
    from ici_tui.settings.places import SettingsError

    named = context.params.get("pack")
    if named is None and context.parent is not None:
        named = context.parent.params.get("pack")
    try:
        return glance(find_pack(named or read_settings().pack))
    except (PackNotFoundError, SettingsError):
        return None
