"""One cell as a number, however it was written: `€110.5M`, `(1.600,00)`, `12.3 b`, `< 10,000`.

A number is as it is written: 20.4 for `20.4 %`, −70 for `(70)`, 110500000 for `€110.5M`.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from ici_tui.tables.digits import APOSTROPHES, BLANKS, float_of, groups, value_of
from ici_tui.tables.durations import seconds
from ici_tui.tables.fraction import fraction_of
from ici_tui.tables.late import late
from ici_tui.tables.out_of import part_of
from ici_tui.tables.ranges import range_of

if TYPE_CHECKING:
    from collections.abc import Sequence

MINUS = "-−–‒﹣－‐‑"
CURRENCY = (
    r"(?:US\$|A\$|C\$|R\$|HK\$|NZ\$|S\$|NT\$|[$€£¥￥₹₩₽₺₫₦₱฿₴₪₡₲₵₸¢]"
    r"|(?:USD|EUR|GBP|CHF|CNY|RMB|JPY|INR|AUD|CAD|SEK|NOK|DKK|PLN|CZK|HUF|BRL|MXN|ZAR|TRY|KRW|RUB|SGD|HKD|NZD|THB|IDR|MYR|PHP|"
    r"VND|UAH|RON|BGN|ILS|AED|SAR|EGP|NGN|KES|ARS|CLP|COP|PEN|TWD|PKR|BDT|LKR|KZT)\b"
    r"|(?:[Ii]nt|PPP|I)\.? ?\$|kr\b\.?|zł|Rs\.?|Rp\.?|RM\b|S/\.?|Kč|Ft\b|лв|руб\.?|元)"
)
BOUND = late(
    r"^(?:<=|>=|[<>≤≥~≈±]|\+/[-−–]|(?:ca|approx|c|circa)\.?\s|"
    r"(?:about|(?:less|more|fewer|greater) than|under|over|at least|up to|unter|über|(?:mehr|weniger) als|moins de|plus de|"
    r"menos de|más de)\s(?=[$€£]?\s?\d[\d.,]*\s?(?:[%€$£]|[A-Z]{3}|[a-z]{1,3})?$))\s*",
    re.IGNORECASE,
)
CORE = late(rf"\d[\d.,{APOSTROPHES}{BLANKS}]*\d|\d|[.,]\d+")
EXPONENT = late(r"[eE][-+]?\d{1,3}(?![\d.])")
LED_NAME = late(r"0\d+ [^\W\d_]{2}")
BEHIND = late(r"^[\W\d_]+")
FEET = late(r"(\d{1,2})\s*['’′]\s*(\d{1,2})(?:\s*(?:\"|''|″|”))?")
_AMOUNT = r"[-+−]?\d[\d.,]*\s*%?"
ASIDE = late(
    r"(?<=\w|%|\.|\))\s*(?:"
    r"\((?:(?:19|20)\d\d)?\s*(?:est|estimate|estimated|prov|p|r|e)?\.?,?\s*(?:(?:19|20)\d\d)?\)"
    rf"|[\[(]\s*{_AMOUNT}\s*(?:[-–—,;]|to)\s*{_AMOUNT}\s*[\])]"
    rf"|[\[(]\s*(?:±|\+/[-−])?\s*{_AMOUNT}\s*[^\W\d_]{{0,6}}[²³]?\s*[\])]"
    rf"|\((?:=|tied?)\)"
    rf"|(?:±|\+/[-−])\s*{_AMOUNT})$",
    re.IGNORECASE,
)
"""What says when a number is of, or how sure it is: `(2005 est.)`, `[73.1-75.3]`, `± 0.4`, `(0.01)`."""
UP, DOWN = "▲△⬆↑↗➚🔼🟢", "▼▽⬇↓↘➘🔽🔻"
ARROW = late(rf"^[{UP}{DOWN}]\ufe0f?\s*|\s*[{UP}{DOWN}→➡]\ufe0f?$")
"""Which way a number went, before or behind it."""
STARS, NO_STARS = "★⭐✭🌟", "☆✩✰"
RATED = late(rf"([{STARS}]+)\ufe0f?([½⯨]?)[{NO_STARS}]*")
"""Stars, of which the last may be half a one: `★★★½☆`."""
ACCOUNTED = late(r"^([$€£¥])\s*\((.*)\)$")
"""A negative sum as accountants write it: `$(1,200)`."""
NO_CENTS = late(r"(?<=\d)[.,][-–—]{1,2}$")
"""A sum without cents as it is written on prices: `1'200.–`."""
AT_LEAST = late(r"(?<=[\dKMB%])\s?\+$")
RANGE_OR_DATE = late(rf"\d\s*[{MINUS}/:+x×]\s*\d")
MULTIPLIERS = MappingProxyType(
    {
        "k": 1e3, "thousand": 1e3, "tsd": 1e3, "tsd.": 1e3, "mille": 1e3, "千": 1e3,
        "万": 1e4, "萬": 1e4,
        "m": 1e6, "mn": 1e6, "mm": 1e6, "mio": 1e6, "mio.": 1e6, "mln": 1e6, "million": 1e6,
        "millions": 1e6, "millionen": 1e6, "millones": 1e6, "百万": 1e6,
        "亿": 1e8, "億": 1e8, "千万": 1e7, "千亿": 1e11, "万亿": 1e12, "兆": 1e12,
        "b": 1e9, "bn": 1e9, "bil": 1e9, "billion": 1e9, "billions": 1e9, "mrd": 1e9, "mrd.": 1e9,
        "md": 1e9, "mds": 1e9, "milliard": 1e9, "milliards": 1e9, "milliarden": 1e9,
        "lakh": 1e5, "lakhs": 1e5, "lac": 1e5, "crore": 1e7, "crores": 1e7, "cr": 1e7,
        "t": 1e12, "tn": 1e12, "trn": 1e12, "trillion": 1e12, "trillions": 1e12, "billionen": 1e12,
    }
)  # fmt: skip
MIL = "mil"
"""A million in English and a thousand in Spanish: a unit, and nothing beside other multipliers."""
SURE_WORDS = frozenset(word for word in MULTIPLIERS if len(word) > 2 or not word.isascii())
FLAG = late(r"(?:[a-z]{1,3}|[a-z](?:,[a-z])+|\*+|†|‡|§|\(?[a-z]{1,2}\)|\[[a-z0-9]{1,3}\])")
NOTE = late(r"(?:\^\w{1,2}|[=^#*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]+|\s?\[(?:note |nb |[a-z] )?\w{1,3}\]|\(\w\))+$")
SQUARED = late(r"(?<=[^\W\d_])[23](?![\d.,])")
"""The exponent of a unit that is written as a digit: `km2`, `m3`."""
PER = late(r"(?:per|je|pro|por|pour)\s+1[\d., ]*(?:[^\W\d_]+\s?){0,3}", re.IGNORECASE)
"""A unit that holds a number: `per 1,000 people`."""
UNIT = late(
    r"(?:%|‰|°[CF]?|\"|″|''|/[^\d]{1,16}|(?:[^\W\d_]|[°µμ★])[^\d]{0,24}[²³23]?(?:/[^\d]{1,16}[²³23]?)?|[^\W\d_]+/[^\W\d_]+\S*|★)"
)


LONGEST = 100
"""Characters of a cell that may be a number."""


@dataclass(frozen=True, slots=True)
class Style:
    """How numbers are written in a column."""

    decimal: str = "."
    multiplied: bool = False
    """Whether single letters behind numbers multiply (`565K`), and are no flags (`12.3 b`)."""
    timed: bool = False
    """Whether numbers are lengths of time in more than one part (`1:23:45`), to be read in seconds."""
    out_of: str = ""
    """Of how many all of them are (`8/10`), which is left out."""
    falls: str = ""
    """The arrows before a number that are a minus (`▼5.2`), and no sign beside it."""
    ranged: bool = False
    """Whether some numbers are ranges (`54.1–57.0`), to be read as their middle."""
    fractions: bool = False
    """Whether some numbers are fractions (`1 1/2`)."""


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Read:
    """A number, and what stood around it."""

    value: float
    kind: str = ""
    """`bound`, `flag`, `unit`, `percent`, `currency`, `multiplier`, `feet`, `duration`, `part`, `fraction`, `range`, `stars`, `arrow`, `fall`;
    empty for a bare one."""
    around: str = ""


def read_number(text: str, style: Style = PLAIN) -> Read | None:
    """A cell's number, or None where it holds none, or more than one.

    Args:
        text: the cell, stripped.
        style: how the numbers of its column are written.
    """
    if len(text) > LONGEST:
        return None
    if style.timed or style.out_of:
        return _in_parts(text, style)
    special = _special(text, style)
    if special is not None:
        return special
    if not text.isascii():
        text = _plain_digits(text)
    rest, kind = _alone(text)
    sign, rest = _signed(rest.strip())
    if RANGE_OR_DATE.search(rest) and not EXPONENT.search(rest):
        return None
    found = CORE.search(rest)
    if found is None:
        return None
    before, after = rest[: found.start()].strip(), rest[found.end() :]
    exponent = EXPONENT.match(after)
    value = value_of(found[0], style.decimal)
    if value is not None and exponent:
        value = float_of(
            found[0].replace(",", ".") + exponent[0]
        )  # a number with an exponent has no groups
        after = after[exponent.end() :]
    per = bool(PER.fullmatch(after.strip()))
    if value is None or (CORE.search(SQUARED.sub("", NOTE.sub("", after))) and not per):
        return None
    if before[-1:] and before[-1] in MINUS:
        sign, before = -sign, before[:-1].strip()
    if before and not re.fullmatch(CURRENCY, before):
        return None
    kind = kind or ("currency" if before else "")
    told = (1.0, "unit") if per else _suffix(after, style, money=bool(before))
    if told is None:
        return None
    factor, what = told
    value = sign * (value if factor == 1 else _scaled(value, round(math.log10(factor))))
    if not math.isfinite(value):
        return None
    return Read(value, what or kind, (before + " " + after.strip()).strip())


def _special(text: str, style: Style) -> Read | None:
    """A fraction, a range, a row of stars, a number beside an arrow, or feet and inches; None where it is none of them."""
    if style.fractions and (part := fraction_of(text)) is not None:
        return Read(part, "fraction", text)
    if style.ranged and (ends := range_of(text, style.decimal)) is not None:
        return Read((ends[0] + ends[1]) / 2, "range", text)
    if text and text[0] in STARS and (stars := RATED.fullmatch(text)) is not None:
        return Read(len(stars[1]) + 0.5 * len(stars[2]), "stars", text)
    arrow = None if text.isascii() else ARROW.search(text)
    if arrow is not None:
        return _with_arrow(text, arrow, style)
    feet = FEET.fullmatch(text)
    if feet and int(feet[2]) < 12:
        return Read(12.0 * int(feet[1]) + int(feet[2]), "feet", "feet and inches")
    return None


def _with_arrow(text: str, arrow: re.Match[str], style: Style) -> Read | None:
    """A number beside an arrow that says which way it went."""
    rest = (text[: arrow.start()] + text[arrow.end() :]).strip()
    read = read_number(rest, style) if rest and not ARROW.search(rest) else None
    if read is None:
        return None
    fell = arrow.start() == 0 and text[0] in style.falls and read.value > 0
    return Read(-read.value if fell else read.value, "fall" if fell else "arrow", read.around)


def _in_parts(text: str, style: Style) -> Read | None:
    """A cell of several numbers that are one, as its column has them."""
    if style.timed:
        length = seconds(text)
        return None if length is None else Read(length, "duration", text)
    part = part_of(text)
    return Read(part[0], "part", text) if part is not None and part[1] == style.out_of else None


def are_names(texts: Sequence[str]) -> bool:
    """Whether texts that begin with numbers are names: what stands behind differs in most.

    `01 Andalucía`, `02 Aragón` are; `12 kg`, `5 kg`, `€5M`, `12.3 b` are not.
    """
    behind = [
        word
        for text in texts
        if (word := BEHIND.sub("", ASIDE.sub("", text[:LONGEST]))) not in {"", text}
        and word.partition(" ")[0].casefold() not in SURE_WORDS
        and seconds(text) is None
    ]
    if len(behind) <= 0.5 * len(texts):
        return False
    led = any(map(LED_NAME.match, texts))  # `02 Albacete`: no amount begins with 0
    return len(set(behind)) > (1 if led else max(3, 0.3 * len(behind)))


def _alone(text: str) -> tuple[str, str]:
    """A number without what stands around it that is no sign or unit, and its kind by that."""
    found = ASIDE.sub("", text)
    kind = "flag" if found != text and found else ""
    if not found:
        found = text
    accounted = ACCOUNTED.match(found)
    if accounted is not None:
        found = f"-{accounted[1]}{accounted[2]}"
    found = NO_CENTS.sub("", found)
    bare = AT_LEAST.sub("", BOUND.sub("", found, count=1))
    return bare, "bound" if bare != found else kind


def _plain_digits(text: str) -> str:
    """Full-width digits and marks as those of ASCII; superscripts are notes, and stay."""
    return "".join(
        unicodedata.normalize("NFKC", c) if "\uff00" <= c <= "\uff5e" else c for c in text
    )


def _signed(text: str) -> tuple[int, str]:
    """The sign, and the number without it; parentheses are a sign too."""
    sign = 1
    if text.startswith("(") and text.endswith(")"):
        sign, text = -1, text[1:-1].strip()
    if text[:1] and text[0] in MINUS:
        return -sign, text[1:].strip()
    if text[:1] == "+":
        return sign, text[1:].strip()
    if len(text) > 1 and text[-1] in MINUS and text[-2].isdigit():
        return -sign, text[:-1]
    return sign, text


def _suffix(after: str, style: Style, *, money: bool) -> tuple[float, str] | None:
    """By how much what stands behind a number multiplies it, and what it is; None if nothing fits."""
    attached = not after[:1].isspace()
    text = NOTE.sub("", after.strip()).strip() if after.strip() else ""
    if not text:
        return 1.0, "flag" if after.strip() else ""
    if text[0] in "%‰":
        return (1.0, "percent") if len(text) == 1 or FLAG.fullmatch(text[1:].strip()) else None
    if re.fullmatch(CURRENCY, text):
        return 1.0, "currency"
    word, _, rest = text.partition(" ")
    factor = MULTIPLIERS.get(word.casefold())
    short = word.casefold() not in SURE_WORDS
    if word.casefold() == MIL and style.multiplied:
        return None
    if factor is not None and (
        not short or money or style.multiplied or (attached and word in "KMBT")
    ):
        if not rest or re.fullmatch(CURRENCY, rest) or UNIT.fullmatch(rest):
            return factor, "multiplier"
        return None
    if FLAG.fullmatch(text) and not attached:
        return 1.0, "flag"
    if UNIT.fullmatch(text) and len(text.split()) <= 4:
        return 1.0, "flag" if FLAG.fullmatch(text) and len(text) == 1 else "unit"
    return None


def _scaled(value: float, power: int) -> float:
    """A number times a power of ten, rounded once: 110.5 million is 110500000 exactly."""
    exact = float_of(f"{value!r}e{power}")
    return value * 10.0**power if exact is None else exact


def decimal_votes(text: str) -> tuple[int, int]:
    """What a cell says of the decimal mark: votes for the point, votes for the comma.

    `1,234` and `1.234` say nothing.
    """
    found = CORE.search(text)
    if found is None or RANGE_OR_DATE.search(text):
        return 0, 0
    core = found[0]
    points, commas = core.count("."), core.count(",")
    if points and commas:
        return (1, 0) if core.rfind(".") > core.rfind(",") else (0, 1)
    if points > 1 or commas > 1:
        return (0, 1) if points else (1, 0)
    if points == commas == 0:
        return 0, 0
    mark = "." if points else ","
    ambiguous = groups(core, mark) and not re.search(rf"[{BLANKS}]", core)
    if ambiguous:
        return 0, 0
    return (1, 0) if points else (0, 1)
