"""The options that every command takes, and how a command says something or ends."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from ici_tui.allowed import rights
from ici_tui.cli.output import PAGES, Format
from ici_tui.cli.table import Parameter, parameters_of
from ici_tui.index.weight_rules import listed
from ici_tui.pages.endings import format_of
from ici_tui.questions.option import Kind, Option, option
from ici_tui.sanitise import one_line
from ici_tui.streams import let_go, of_output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

_QUOTED_BYTE = re.compile(r"(?<!\\)\\udc([89a-f][0-9a-f])")


PIPELINE, TABLE, OUTPUT, HOST = "pipeline", "table", "output", "host"
"""What the options of every command are about: the topics of help."""


def _data(
    meaning: str, kind: Kind, flag: str, metavar: str = "", default: Any = None, **more: Any
) -> Any:
    return option(Option(meaning, kind, (flag,), metavar, topic=PIPELINE, **more), default)


def _host(meaning: str, kind: Kind, flag: str, metavar: str = "", **more: Any) -> Any:
    return option(Option(meaning, kind, (flag,), metavar, topic=HOST, **more))


def _table(meaning: str, kind: Kind, flag: str, metavar: str = "", **more: Any) -> Any:
    return option(Option(meaning, kind, (flag,), metavar, topic=TABLE, **more))


def _output(meaning: str, kind: Kind, *flags: str, default: Any = None, **more: Any) -> Any:
    return option(Option(meaning, kind, flags, topic=OUTPUT, **more), default)


@dataclass(frozen=True, slots=True)
class Common:
    """The options that every command takes, before or after its name, each declared once."""

    pack: str | None = _data(
        "A pack's name or folder, any table, - for standard input.",
        Kind.PACK,
        "--pack",
        "NAME|PATH",
    )
    time: str | None = _data(
        "The time of a panel; the newest by default.", Kind.TEXT, "--time", "TIME"
    )
    weights: str | None = _data(
        'Points of 100: "enterprise=50,research=30"; or by name: equal; '
        f"{listed()}: for the children of the index, or pca:NODE, pca:all; NODE-only; a preset of "
        "the pack; a scenario of yours.",
        Kind.WEIGHTS, "--weights", "POINTS|NAME",
    )  # fmt: skip
    among: str | None = _data(
        "Rank some units among themselves: words, or conditions such as 'region=Asia score>40'.",
        Kind.TEXT, "--among", "FILTER",
    )  # fmt: skip
    prefer: str | None = _data(
        "The nearest weights at which units are in this order: wuhan>xian,xian>harbin.",
        Kind.TEXT, "--prefer", "A>B,…",
    )  # fmt: skip
    order: str | None = _data(
        "The nearest weights in this order of importance: enterprise>research>=infrastructure.",
        Kind.TEXT, "--order", "A>B>=C",
    )  # fmt: skip
    nearest: str | None = _data(
        "What is nearest for --prefer and --order: l1 (points moved), l2 or linf (largest change).",
        Kind.CHOICE, "--nearest", "NORM", choices=("l1", "l2", "linf"),
    )  # fmt: skip
    denominate: bool | None = _data(
        "Divide indicators by their denominators.", Kind.FLAG, "--denominate", off="--no-denominate"
    )
    screen: str | None = _data(
        "Only units with this share of indicators, such as 0.95.", Kind.TEXT, "--screen", "SHARE"
    )
    impute: str | None = _data("", Kind.METHOD, "--impute", "METHOD")
    treat: str | None = _data("", Kind.METHOD, "--treat", "METHOD")
    normalise: str | None = _data("", Kind.METHOD, "--normalise", "METHOD")
    aggregate: str | None = _data(
        "one, or one per level from the bottom up.", Kind.METHOD, "--aggregate", "METHOD,…"
    )
    min_available: str | None = _data(
        "An aggregate needs this share of its children.", Kind.TEXT, "--min-available", "SHARE"
    )
    rank_decimals: str | None = _data(
        "Rank scores rounded to N decimals.", Kind.TEXT, "--rank-decimals", "N"
    )
    set: tuple[str, ...] = _data(
        "A raw value of yours in the place of the data's, as in wuhan.startups=50; may be given "
        "again.",
        Kind.TEXT, "--set", "UNIT.INDICATOR=VALUE", many=True, default=(),
    )  # fmt: skip
    id: str | None = _table("The column that names the units.", Kind.TEXT, "--id", "COLUMN")
    lower_is_better: str | None = _table(
        "Indicators of which less is better.", Kind.TEXT, "--lower-is-better", "A,B"
    )
    only: str | None = _table("The indicators that count.", Kind.TEXT, "--only", "A,B")
    leave_out: str | None = _table("Indicators that do not count.", Kind.TEXT, "--leave-out", "A,B")
    sheet: str | None = _table(
        "The sheet of a workbook; or the file in an archive.", Kind.TEXT, "--sheet", "NAME"
    )
    header_rows: int | None = _table(
        "Rows of the header.", Kind.WHOLE, "--header-rows", "N", least=0, most=5
    )
    decimal: str | None = _table(
        "The decimal mark, . or ,", Kind.CHOICE, "--decimal", "MARK", choices=(".", ",")
    )
    totals: str | None = _table(
        "Rows that look like totals: out, or in as units.", Kind.CHOICE, "--totals", "out|in",
        choices=("out", "in"),
    )  # fmt: skip
    layout: str | None = _table(
        "wide, long, years-as-columns, transposed or records.", Kind.TEXT, "--layout", "LAYOUT"
    )
    set_indicator: tuple[str, ...] = _data(
        'What one indicator has of its own: "gnipc: log, goalposts 100..75000"; may be given '
        "again.",
        Kind.TEXT, "--set-indicator", "CODE: PART,…", many=True, default=(),
    )  # fmt: skip
    format: Format | None = _output(
        f"One of {', '.join(Format)}.", Kind.CHOICE, "--format",
        metavar="FORMAT", choices=tuple(map(str, Format)),
    )  # fmt: skip
    output: Path | None = _output(
        "Write to a file, whole or not at all; .md, .html, .csv, .tsv, .json, .jsonl and .xlsx choose "
        "the format.",
        Kind.PATH, "-o", "--output", metavar="FILE", private=True,
    )  # fmt: skip
    quiet: bool = _output(
        "Do not say what was guessed of a table.", Kind.FLAG, "--quiet", default=False
    )
    raw_text: bool = _output(
        "CSV and TSV: no ' before what a spreadsheet computes.", Kind.FLAG, "--raw-text", default=False
    )  # fmt: skip
    no_color: bool = _output("No colour.", Kind.FLAG, "--no-color", default=False)
    ascii_only: bool = _output(
        "Draw with ASCII alone, where no other signs can be shown.", Kind.FLAG, "--ascii",
        default=False,
    )  # fmt: skip
    no_state: bool = _output(
        "Keep nothing that was not asked for.", Kind.FLAG, "--no-state", default=False
    )
    max_seconds: str | None = _host(
        "A question may take no longer, such as 60 or 5m.", Kind.TEXT, "--max-seconds", "TIME"
    )
    idle: str | None = _host(
        "Leave the explorer after this time without a key, such as 30m.", Kind.TEXT, "--idle",
        "TIME",
    )  # fmt: skip
    max_memory: str | None = _host(
        "A process may ask for no more memory, such as 600MB.", Kind.TEXT, "--max-memory", "SIZE"
    )
    pack_root: str | None = _host(
        "Before --read-only: a folder whose packs may be opened.", Kind.TEXT, "--pack-root", "DIR",
        private=True,
    )  # fmt: skip
    read_only: bool = option(
        Option(
            "For visitors: nothing is written, and nothing read but packs; what follows on the "
            "line can open no more.",
            Kind.FLAG, ("--read-only",), topic=HOST,
        ),
        default=False,
    )  # fmt: skip
    words: tuple[str, ...] = ()
    """The command line as it was typed, without the program's name."""

    @classmethod
    def of(cls, given: Mapping[str, Any], words: tuple[str, ...] = ()) -> Common:
        """The options that were given, by name, as a parser reads them."""
        form = given.get("format")
        many = {"set_indicator": tuple(given.get("set_indicator") or ())}
        kept = {"format": None if form is None else Format(form)}
        return cls(**{**given, **many, **kept}, words=words)

    def merged(self, later: Common) -> Common:
        """These options, with those given after the command in front."""
        given = {
            own.name: getattr(later, own.name)
            for own in fields(self)
            if getattr(later, own.name) != own.default
        }
        given["set"] = (*self.set, *later.set)
        given["set_indicator"] = (*self.set_indicator, *later.set_indicator)
        return replace(self, **given)

    @property
    def asked_format(self) -> Format | None:
        """The format that was asked for, by its name or by the ending of the file."""
        if self.format is not None or self.output is None:
            return self.format
        kind = format_of(self.output)
        return None if kind is None else Format(kind)

    @property
    def chosen(self) -> Format:
        """The format, a table where none is asked for."""
        return self.asked_format or Format.TABLE

    @property
    def paged(self) -> bool:
        """Whether people read the output."""
        return self.chosen in PAGES

    @property
    def colour(self) -> bool:
        """Whether to colour: a terminal, and nobody said no."""
        return sys.stdout.isatty() and self.output is None and not self.plain

    @property
    def plain(self) -> bool:
        """Whether somebody said no to colour."""
        return self.no_color or bool(os.environ.get("NO_COLOR"))


def begin(common: Common) -> None:
    """What holds for every command: what is closed is refused, limits hold, nothing is kept.

    Raises:
        End: something was asked for that this session may not do, or a limit cannot be read.
    """
    if common.output is not None and rights.closed():
        raise fail(rights.refusal("-o"), 2)
    if common.no_state:
        os.environ["ICI_TUI_NO_STATE"] = "1"
    if (common.pack_root is not None or common.read_only) and not rights.closed():
        raise fail("--pack-root belongs to --read-only, and stands before it", 2)
    _narrow(common)


def _narrow(common: Common) -> None:
    """Have the limits hold that the settings say, or that were given."""
    from ici_tui.folders import folder_for

    own = os.path.join(folder_for("config"), "config.toml")  # noqa: PTH118 - pathlib takes long
    if not rights.closed() and os.path.exists(own):  # noqa: PTH110
        from ici_tui.allowed.limits import narrow
        from ici_tui.settings.config import read_settings
        from ici_tui.settings.places import SettingsError

        # A fault in the settings is told by who needs them.
        with suppress(SettingsError):
            narrow(read_settings().limits)
    given = {name: getattr(common, name) for name in ("max_seconds", "idle", "max_memory")}
    if any(text is not None for text in given.values()):
        from ici_tui.allowed.limits import narrow
        from ici_tui.settings.host import limits_of

        try:
            narrow(limits_of(given))
        except ValueError as error:
            raise fail(str(error), 2) from None


@cache
def shared() -> tuple[Parameter, ...]:
    """The options that every command takes."""
    return parameters_of(Common)


class End(Exception):  # noqa: N818 - not always an error
    """The command is over, with this exit code; what there was to say has been said."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def tell(message: str) -> None:
    """Say something on stderr, where it is in nobody's way: always one line."""
    stream = sys.stderr
    try:
        stream.write(f"ici-tui: {_seen(rights.message(message))}\n")
        stream.flush()
    except OSError:  # nobody listens
        let_go(stream)


def _seen(message: str) -> str:
    """A message as one line; a byte that is not UTF-8 reads the same in a name that is quoted."""
    shown = one_line(message)
    return _QUOTED_BYTE.sub(r"\\x\1", shown) if "\\udc" in shown else shown


def fail(messages: str | Iterable[str], code: int) -> End:
    """Say what is wrong on stderr, a line per message; raise what comes back."""
    for message in (messages,) if isinstance(messages, str) else messages:
        tell(message)
    return End(code)


def code_of(run: Callable[[], int]) -> int:
    """The exit code of what is run, by whichever parser: what ends it has been said, or is said here."""
    from ici_tui.packs.faults import PackError

    try:
        return run()
    except End as end:
        return end.code
    except PackError as error:  # an ensemble, which is read where it is asked for
        return fail(error.texts, 1).code
    except OSError as error:
        return unforeseen(error)


def lost_output(error: OSError) -> int:
    """The exit code where standard output cannot be written; a reader that left is no error."""
    let_go(sys.stdout)
    if isinstance(error, BrokenPipeError):
        return 0
    tell(f"standard output cannot be written: {error.strerror}")
    return 1


def told_by_system(error: OSError, place: object = "") -> str:
    """What the system said of a file, with its name.

    Args:
        error: what it said.
        place: what was asked for, for where the system names no file.
    """
    named = error.filename if error.filename is not None else place
    shown = os.fsdecode(named) if isinstance(named, bytes) else str(named)
    reason = error.strerror or str(error) or type(error).__name__
    return f"{shown}: {reason}" if shown else reason


def unforeseen(error: OSError) -> int:
    """Tell an error of the system that nobody expected as what it is; the exit code."""
    if of_output(error):
        return lost_output(error)
    tell(told_by_system(error))
    return 1
