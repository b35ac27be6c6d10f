"""Times in headers and cells: years, fiscal years, quarters, months, dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ici_tui.tables.day_order import NUMBERED
from ici_tui.tables.late import late

YEAR = r"(?:1[0-9]{3}|20[0-9]{2}|2100)"
PATTERNS = (
    (late(rf"({YEAR})(?:\.0)?"), "{0}"),
    (late(rf"({YEAR}) ?[\[(] ?YR ?({YEAR}) ?[\])]"), "{0}"),
    (late(rf"(?:YR|Y|X|FY|CY|year|año|ano|Jahr|année)[ _.]?({YEAR})", re.IGNORECASE), "{0}"),
    (late(rf"({YEAR}) ?年(?:度|末|底)?"), "{0}"),
    (late(rf"({YEAR}) ?年 ?(1[0-2]|[1-9]) ?月"), "{0}-{1:0>2}"),
    (late(rf"\(({YEAR})\)"), "{0}"),
    (late(rf"({YEAR}) ?(?:\[\w{{1,3}}\]|[¹²³⁴⁵⁶⁷⁸⁹]|\d/)"), "{0}"),
    (
        late(
            rf"({YEAR}) ?\(?(?:est\.?|estimates?|estimated|proj\.?|projected|projections?|prov\.?|provisional|prelim\.?|"
            r"preliminary|forecast|actual|budget|census|season|A|E|F|P)\)?",
            re.IGNORECASE,
        ),
        "{0}",
    ),
    (late(rf"(?:census|est\.?|season|in|as of) ({YEAR})", re.IGNORECASE), "{0}"),
    (late(rf"(?:season )({YEAR})[-/–]([0-9]{{2}}|{YEAR})", re.IGNORECASE), "{0}/{1}"),
    (late(rf"({YEAR})[-/–]([0-9]{{2}}|{YEAR}) season", re.IGNORECASE), "{0}/{1}"),
    (late(rf"([1-4])[QqTt]({YEAR})"), "{1}-Q{0}"),
    (late(rf"({YEAR}):[QqTt]?([1-4])"), "{0}-Q{1}"),
    (late(rf"([12])[HhSs]({YEAR})"), "{1}-S{0}"),
    (late(rf"(0[1-9]|1[0-2])[/.]({YEAR})"), "{1}-{0}"),
    (late(rf"({YEAR}) ?(?:\(?[a-z*]{{1,2}}\)?|\*)"), "{0}"),
    (
        late(rf"(?:(?:FY|CY|SY|AY)[ _.]?)?({YEAR}) ?[-/–] ?([0-9]{{2}}|{YEAR})", re.IGNORECASE),
        "{0}/{1}",
    ),
    (late(rf"({YEAR})[-_ .]?[QqTt]([1-4])"), "{0}-Q{1}"),
    (late(rf"[QqTt]([1-4])[-_ /]?({YEAR})"), "{1}-Q{0}"),
    (late(rf"({YEAR})[-_ .]?[SsHh]([12])"), "{0}-S{1}"),
    (late(rf"[SsHh]([12])[-_ /]?({YEAR})"), "{1}-S{0}"),
    (late(rf"({YEAR})[-_ .]?[Ww]([0-4][0-9]|5[0-3])"), "{0}-W{1}"),
    (late(rf"({YEAR})[Mm](0[1-9]|1[0-2])"), "{0}-{1}"),
    (late(rf"({YEAR})-(0[1-9]|1[0-2])-([0-3][0-9])(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?"), "{0}-{1}-{2}"),
    (
        late(rf"({YEAR})-(0[1-9]|1[0-2])-([0-3][0-9])[T ]([0-2][0-9]:[0-5][0-9])(?::[0-9.]+)?(?:Z|[-+][0-9:]+)?"),
        "{0}-{1}-{2} {3}",
    ),
    (late(rf"({YEAR})[/.](0[1-9]|1[0-2])[/.]([0-3][0-9])"), "{0}-{1}-{2}"),
)  # fmt: skip
SHORT = (
    (late(r"FY ?'?([0-4][0-9])", re.IGNORECASE), "20{0}"),
    (late(r"[QqTt]([1-4])[ /]?['’]?([0-4][0-9])"), "20{1}-Q{0}"),
    (late(r"([1-4])[QqTt](?:FY)?([0-4][0-9])"), "20{1}-Q{0}"),
)
"""Years of two digits behind letters that say so: `FY20`, `1Q20`."""
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janv janvier ene enero", "feb february februar févr février febrero",
            "mar march mär märz mrz mars marzo", "apr april avr avril abr abril", "may mai mayo",
            "jun june juni juin junio", "jul july juli juil juillet julio",
            "aug august août ago agosto", "sep sept september septembre septiembre",
            "oct october okt oktober octobre octubre", "nov november novembre noviembre",
            "dec december dez dezember déc décembre dic diciembre",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
MONTH = late(rf"([^\W\d_]{{3,10}})\.?[-_ /']*({YEAR}|[0-9]{{2}})")
MONTH_LAST = late(rf"({YEAR})[-_ /]*([^\W\d_]{{3,10}})\.?")
LONGEST = 32
"""Characters of a time."""
NEW_CENTURY = 50
"""Years of two digits below this are of this century."""
TWO_DIGITS = late(r"[0-9]{2}")
"""Every time holds them side by side."""
TWO_WORDS = late(r"[^\W\d_]{3}[^\w/-]+[^\W\d_]{3}")
"""No time does: names are told from times at once."""
DAY_MONTH = late(
    rf"([0-3]?[0-9])\.?[-_ /]+(?:de )?([^\W\d_]{{3,10}})\.?[-_ ,/']+(?:de )?({YEAR}|[0-9]{{2}})"
)
MONTH_DAY = late(rf"([^\W\d_]{{3,10}})\.? ([0-3]?[0-9])(?:st|nd|rd|th)?,? ({YEAR})")
OF_A_YEAR = late(YEAR)
"""Every time of `PATTERNS` holds one."""
COMPACT = late(rf"({YEAR})(0[1-9]|1[0-2])([0-2][0-9]|3[01])?")
IN_NAME = late(rf"(?<![0-9])((?:19|20)[0-9]{{2}}(?:[-/_–](?:[0-9]{{2}}|{YEAR}))?)(?![0-9])")


@lru_cache(maxsize=1 << 14)
def period(text: str, month_first: bool | None = None) -> str | None:
    """A time as it is compared and shown, or None: `2008 [YR2008]` is `2008`.

    Args:
        text: the cell or header.
        month_first: whether months stand before days in dates such as `4/2/2020`; where None,
            they do if such a date is one in no other way, or has a year of two digits.
    """
    text = text.strip()
    if not 4 <= len(text) <= LONGEST or not TWO_DIGITS.search(text) or TWO_WORDS.search(text):
        return None
    for pattern, form in PATTERNS if OF_A_YEAR.search(text) else SHORT:
        found = pattern.fullmatch(text)
        if found:
            if form == "{0}/{1}" and not _follows(found[1], found[2]):
                return f"{found[1]}-{found[2]}" if int(found[2]) <= 12 else None
            return form.format(*found.groups())
    numbered = NUMBERED.fullmatch(text)
    if numbered:
        return _numbered(numbered, month_first)
    return _of_day(text) or _month(text)


def compact(text: str) -> str | None:
    """`202003` and `20200315`, which are times only in a column that is called one; else None."""
    found = COMPACT.fullmatch(text)
    return "-".join(part for part in found.groups() if part) if found else None


def _numbered(found: re.Match[str], month_first: bool | None) -> str | None:
    """`4/2/2020`, `04.02.20`."""
    short = len(found[4]) == 2
    if short and found[2] == "-":
        return None  # 20-10-15 may as well begin with its year
    day, month = int(found[1]), int(found[3])
    if month_first or (month_first is None and (month > 12 or (short and found[2] == "/"))):
        day, month = month, day
    if month_first is None and month > 12:
        day, month = month, day
    return _dated(found[4], month, day)


def _of_day(text: str) -> str | None:
    """`4 Feb 2020`, `February 4, 2020`: a day of a month that is written as a word."""
    first, last = DAY_MONTH.fullmatch(text), MONTH_DAY.fullmatch(text)
    if first is not None:
        day, month, year = first.groups()
    elif last is not None:
        month, day, year = last.groups()
    else:
        return None
    number = MONTHS.get(month.casefold())
    return _dated(year, number, int(day)) if number else None


def _dated(year: str, month: int, day: int) -> str | None:
    right = 1 <= month <= 12 and 1 <= day <= 31
    return f"{_century(year)}-{month:02}-{day:02}" if right else None


def _month(text: str) -> str | None:
    """`Jan-23`, `März 2020`, `2020 Dec`: a month of a year."""
    first, last = MONTH.fullmatch(text), MONTH_LAST.fullmatch(text)
    if first is not None:
        month, year = MONTHS.get(first[1].casefold()), first[2]
    elif last is not None:
        month, year = MONTHS.get(last[2].casefold()), last[1]
    else:
        return None
    if month is None:
        return None
    return f"{_century(year)}-{month:02}"


def _century(year: str) -> str:
    """A year of two digits in four."""
    return year if len(year) > 2 else f"{20 if int(year) < NEW_CENTURY else 19}{year}"


def _follows(first: str, second: str) -> bool:
    """Whether `2014/15`, `2014/2016` is a span of a few years, and no month."""
    last = int(first[: 4 - len(second)] + second)
    return 0 < last - int(first) <= 10


@dataclass(frozen=True, slots=True)
class Dated:
    """A name that holds one year: without it, and the year."""

    base: str
    time: str


def dated(name: str) -> Dated | None:
    """`CPI score 2019` is `CPI score` of 2019; None where a name holds no year, or several."""
    found = IN_NAME.findall(name)
    if len(found) != 1:
        return None
    before, after = name.split(found[0], 1)
    if re.search(r"[\w.][._-]$", before) and after[:1] in "._-" and after[1:2]:
        joined = before + after[1:]  # gdp_2010_usd: one mark is enough
    else:
        joined = before + after
    base = re.sub(r"\(\s*\)|\[\s*\]|\{\s*\}", "", joined)
    base = re.sub(r"\s{2,}", " ", base).strip(" _-–,.:;/")
    return Dated(base, found[0].replace("_", "/").replace("–", "/")) if base else None


def sorted_times(times: set[str] | frozenset[str]) -> list[str]:
    """Times, the oldest first: by number where all are numbers, else by text."""
    if all(time.isdigit() for time in times):
        return sorted(times, key=int)
    return sorted(times)
