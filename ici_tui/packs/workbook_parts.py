"""The parts of a workbook beside its sheets, as their XML is read: names, shared texts, dates.

Each part is a parser that is fed pieces and gives up as soon as a limit is passed.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from xml.parsers import expat

from ici_tui.packs.limits import (
    MOST_ELEMENTS,
    MOST_TAG,
    MOST_TEXT,
    past,
)
from ici_tui.packs.shape import ShapeError

DEEPEST = 100
"""Elements within each other."""
DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""Built-in formats of numbers that are dates or times (ECMA-376, part 1, 18.8.30)."""
LONGEST_DAYS = 1e5
CLOCKS, LENGTHS = frozenset(range(18, 22)), frozenset(range(45, 48))
"""Those of them that show a time of the day alone, or a length of time."""
LENGTH = re.compile(r"\[(?:h+|m+|s+)\]")
"""Hours, minutes or seconds that are counted beyond a day."""
NO_DATE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""The parts of a format's code whose letters do not make it one of a date."""


class Part:
    """An XML parser that calls `start`, `end` and `text`, by the names without their prefix."""

    kept = frozenset[str]()
    """The elements whose text is wanted."""

    def __init__(self) -> None:
        parser = self._parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.buffer_size = 1 << 16
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._add
        parser.StartDoctypeDeclHandler = self._refuse
        self._elements = self._depth = self._length = self._fed = 0
        self._pieces: list[str] = []
        self._wanted = False

    def feed(self, piece: bytes) -> None:
        """Go on with more of the part.

        Raises:
            ShapeError: it is no such part, or a limit is passed.
        """
        self._parse(piece, last=False)
        self._fed += len(piece)
        if self._fed - self._parser.CurrentByteIndex > MOST_TAG:
            raise ShapeError(*past("bytes in a tag", MOST_TAG))

    def close(self) -> None:
        """The part ends here.

        Raises:
            ShapeError: it should not.
        """
        self._parse(b"", last=True)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, name: str, text: str) -> None:
        """An element of those whose text is wanted has ended; this is its text."""

    def _parse(self, piece: bytes, *, last: bool) -> None:
        try:
            self._parser.Parse(piece, last)
        except (expat.ExpatError, LookupError, ValueError) as error:
            # A part may say that it is in an encoding that nobody has, or that does not fit.
            raise ShapeError(f"cannot be read: {error}", "expected a workbook (.xlsx)") from None

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        if self._elements > MOST_ELEMENTS:
            raise ShapeError(*past("XML elements", MOST_ELEMENTS))
        if self._depth > DEEPEST:
            raise ShapeError(*past("XML elements within each other", DEEPEST))
        name = tag.rpartition(":")[2]
        if name in self.kept:
            self._wanted, self._length = True, 0
            self._pieces.clear()
        self.start(name, attributes)

    def _end(self, tag: str) -> None:
        self._depth -= 1
        name = tag.rpartition(":")[2]
        if self._wanted and name in self.kept:
            self._wanted = False
            self.text(name, "".join(self._pieces))
        self.end(name)

    def _add(self, text: str) -> None:
        if self._wanted:
            self._length += len(text)
            if self._length > MOST_TEXT:
                raise ShapeError(*past("characters in a cell", MOST_TEXT))
            self._pieces.append(text)

    def _refuse(self, *_: object) -> None:
        raise ShapeError("cannot be read: it declares a document type", "save it anew as .xlsx")


class SheetNames(Part):
    """The workbook itself: which sheets there are."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: dict[str, str] = {}
        """The relation of each sheet, by the sheet's name."""
        self.hidden: set[str] = set()
        self.since_1904 = False
        self.uncomputed = False
        """Whether formulas are to be computed when it is opened: their values may be none."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take a sheet in."""
        if name == "workbookPr":
            self.since_1904 = attributes.get("date1904") in {"1", "true"}
        elif name == "calcPr":
            self.uncomputed = attributes.get("fullCalcOnLoad") in {"1", "true"}
        elif name == "sheet":
            key = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            self.keys.setdefault(attributes.get("name", ""), key)
            if attributes.get("state", "visible") != "visible":
                self.hidden.add(attributes.get("name", ""))


class Relations(Part):
    """Where the sheets are."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: dict[str, str] = {}
        """The part that each relation leads to, inside the workbook."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take a relation in."""
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")


class SharedTexts(Part):
    """The texts that cells refer to by number. Readings beside a text are no part of it."""

    kept = frozenset({"t"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._runs: list[str] = []
        self._reading = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A text, or a reading of one, begins."""
        if name == "si":
            self._runs = []
        elif name == "rPh":
            self._reading = True

    def text(self, name: str, text: str) -> None:
        """A run of a text."""
        if not self._reading:
            self._runs.append(text)

    def end(self, name: str) -> None:
        """A text is whole."""
        if name == "rPh":
            self._reading = False
        elif name == "si":
            self.found.append("".join(self._runs))


class Dates(Part):
    """The styles, of which some show a number as a date, a time of the day or a length of time."""

    def __init__(self, since_1904: bool = False) -> None:
        super().__init__()
        self._formats: dict[str, str] = {}
        self._styles: list[str] = []
        self._inside = False
        self._epoch = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A format, or a style."""
        number = attributes.get("numFmtId", "0")
        if name == "numFmt":
            self._formats[number] = _shows(attributes.get("formatCode", "").casefold())
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            built_in = int(number) if number.isdecimal() and len(number) < 5 else 0
            self._styles.append(self._formats.get(number, _built_in(built_in)))

    def end(self, name: str) -> None:
        """The list of styles ends."""
        if name == "cellXfs":
            self._inside = False

    def shown(self, style: str, number: str) -> str:
        """A number as it is shown in a style: a date where it is one."""
        if not style.isdecimal() or len(style) > 6 or int(style) >= len(self._styles):
            return number
        shows = self._styles[int(style)]
        if not shows:
            return number
        try:
            if shows != "date" and 0 <= float(number) < (1 if shows == "clock" else LONGEST_DAYS):
                return _time(float(number), shows)
            # Rounding the last second of all times leads beyond them.
            when = self._epoch + timedelta(days=float(number)) + timedelta(microseconds=500)
        except (ValueError, OverflowError):
            return number
        when = when.replace(microsecond=0)
        return str(when.date()) if when.hour == when.minute == when.second == 0 else str(when)


def _shows(code: str) -> str:
    """What a format's code shows of a number: `date`, `clock`, `length`; empty for a number."""
    letters = NO_DATE.sub("", code)
    if LENGTH.search(code) or ("s" in letters and not set(letters) & set("hyd")):
        return "length"
    if set(letters) & set("yd"):
        return "date"
    if "h" in letters:
        return "clock"
    return "date" if "m" in letters else ""


def _built_in(number: int) -> str:
    if number in LENGTHS:
        return "length"
    return "clock" if number in CLOCKS else "date" if number in DATES else ""


def _time(days: float, shows: str) -> str:
    """A part of a day as `09:30:00`, a length of time as `PT9H30M0S`."""
    whole = round(days * 86400, 3)
    hours, minutes = int(whole // 3600), int(whole // 60) % 60
    seconds = f"{whole - 3600 * hours - 60 * minutes:.3f}".rstrip("0").rstrip(".")
    if shows == "length":
        return f"PT{hours}H{minutes}M{seconds}S"
    return f"{hours:02}:{minutes:02}:{seconds.zfill(2)}"
