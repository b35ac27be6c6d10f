"""Rows that are no units: totals, averages, regions, groups of countries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.packs.texts import texts_of
from ici_tui.tables.countries import (
    GAMES_CODES,
    STATE_CODES,
    UNION,
    country_names,
    three_letters,
    two_letters,
)
from ici_tui.tables.late import late
from ici_tui.tables.total_words import (
    ALSO_PLACES,
    BEHIND,
    COMPOSED,
    CONTINENT,
    GROUPS,
    LEAST_REGIONAL,
    LEAST_REGIONS,
    MACRO_REGIONS,
    MOST_REGIONS,
    NAMESAKES,
    NATIONS,
    REGIONS,
    WORDS,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt
    import polars as pl

    from ici_tui.packs.texts import Texts

STATISTICS = late(
    r"(no\.?|number|count|n|obs\.?|observations|s\.?d\.?|std\.?|st\.? ?dev\.?|stdev|variance|min\.?|max\.?|range|cv|iqr|"
    r"(lower|upper|first|third) quartile|q[1-4]|p\d\d?|\d\d?th percentile|coefficient of variation)",
    re.IGNORECASE,
)
"""What stands below a table beside a mean or a total."""
WEIGHTS = late(
    r"weights?|weighting|weightings?|gewichte?|gewichtung|poids|pesos|权重", re.IGNORECASE
)
"""What a row of weights at an end of a table is called."""
OF_ALL = r"(?:all|(?:sub-?)?(?:total|sum|summe|.nsgesamt),?) "
"""How names of totals begin, those of groups and those in capitals among them."""
UNION_AREA = late(
    r"(ea|euro ?(area|zone)|eurozone|european union|eu)\b.*|euroraum|zone euro|europäische union",
    re.IGNORECASE,
)
AGGREGATE_CODES = late(
    r"(EU|EA|EEA|EFTA|EURO?|G)[-_]?(\d{1,2})?([-_]?\d{4})?|OWID_.*|WLD|OECD.*|[A-Z]{2}_TOT|[A-Z]{2,5}_(TOT|AVG|MEAN)|FX|TOTAL|TOT|_T|WORLD",
)
BRITISH_WHOLE = late(r"(?:E12|E13|[EWSN]92|K0[1-5])\d{6}")
"""Codes of regions, nations and kingdoms among those of British places (GSS)."""
BRITISH_LETTERS = "EWSNK"
"""What those begin with."""
MOST = 0.5
"""Where more of the units than this would be totals, their names mean something else."""
LEAST_PARTS = 4
MOST_PLACES = 5_000
"""Places among which the large regions of a country are looked for."""
CLOSE = 0.005
"""How far a sum may be from a total, since parts are rounded or held back."""


def called_as_totals(names: Sequence[str]) -> list[int]:
    """The places of names among which all are that begin or stand as those of totals and regions do."""
    # All at once: there may be a hundred thousand.
    named = texts_of(names).series("name")
    return named.str.contains(f"(?i)^(?:{OF_ALL}|(?:{WORDS}|{REGIONS}):?$)").arg_true().to_list()


def named_totals(
    names: Sequence[str], codes: Sequence[str | None], called: Sequence[int] | None = None
) -> list[int]:
    """The places of units whose name, or code, is that of an aggregate.

    Args:
        names: of the units.
        codes: of the units, None where they have none.
        called: `called_as_totals` of the names, where it is known.
    """
    called = called_as_totals(names) if called is None else called
    countries = _countries(texts_of(names), texts_of(codes))
    found = _odd_codes(codes) if countries else set()
    found |= _british_wholes(texts_of(codes)) | _macro_regions(names)
    if countries:  # they are no more than a few hundred
        called = sorted({*called, *_groups_of_countries(names)})
    if called:
        found |= _among_called(called, names, codes, countries=countries)
    found = _without_namesakes(names, found)
    found |= {k for k in (0, len(names) - 1) if WEIGHTS.fullmatch(names[k])}
    if len(found) > MOST * len(names):
        found = {k for k in found if re.fullmatch(WORDS, names[k], re.IGNORECASE)}
    return sorted(found | _statistics_below(names, found))


def nation_among(names: Sequence[str]) -> int | None:
    """The place of the one country among its parts: `Deutschland` below the Länder.

    It stands first or last, and nothing else there is called as a country is.
    """
    if len(names) < LEAST_PARTS:
        return None
    nations = [
        place
        for place, name in enumerate(names)
        if name.casefold() in country_names() or name.casefold() in NATIONS
    ]
    whole = [place for place in nations if names[place].casefold() not in ALSO_PLACES]
    if len(whole) != 1 or len(nations) > 2 or whole[0] not in {0, len(names) - 1}:
        return None
    return whole[0]


def _groups_of_countries(names: Sequence[str]) -> list[int]:
    """The places of names that are those of groups among countries: `Total Africa`, `Asia (UN)`."""
    named = texts_of(names).series("name")
    sure = named.str.contains(f"(?i)^(?:{WORDS}|{REGIONS}|(?:total )?(?:{GROUPS})){BEHIND}:?$")
    composed = named.str.contains(f"(?i)^(?:{COMPOSED}){BEHIND}$")
    return [
        place
        for place in (sure | composed).arg_true().to_list()
        if sure[place] or CONTINENT.search(names[place])
    ]


def _among_called(
    called: Sequence[int], names: Sequence[str], codes: Sequence[str | None], *, countries: bool
) -> set[int]:
    """The totals and regions among the units that are called as such.

    Args:
        called: their places, and those of others whose names begin so.
        names: of all units.
        codes: of all units.
        countries: whether units are countries.
    """
    import polars as pl

    series = (texts_of(texts).series("") for texts in (names, codes))
    members = any(texts.is_in(sorted(UNION)).any() for texts in series)
    few = pl.Series([names[place] for place in called], dtype=pl.String)
    worded = {called[k] for k in few.str.contains(f"(?i)^(?:{WORDS}):?$").arg_true()}
    regions = {called[k] for k in few.str.contains(f"(?i)^(?:{REGIONS})$").arg_true()} - worded
    if countries:
        regions = {*_groups_of_countries(names)} - worded
    elif len(regions) < LEAST_REGIONAL * len(names) or (len(regions) == 1 and not worded):
        regions &= {0, len(names) - 1}  # a few among others are called so: a paper, a team, films
    found = set()
    for place in worded | regions:
        name, code = names[place], codes[place] or ""
        if name.casefold() in country_names() or code in three_letters() | GAMES_CODES:
            continue
        if members or not UNION_AREA.fullmatch(name):
            found.add(place)
    found |= {k for k in called if _total_of(names[k]) in country_names() | NATIONS}
    return found | {k for k in called if names[k].isupper() and _shouted(names[k], names)}


def _total_of(name: str) -> str:
    """Whose total a name says to be: `france` of `Total France`; empty where it says none."""
    lower = name.casefold()
    return lower.removeprefix("total ") if lower.startswith("total ") else ""


def _macro_regions(names: Sequence[str]) -> set[int]:
    """The places of the large regions of a country among smaller places."""
    if len(names) > MOST_PLACES:
        return set()
    lower = [name.casefold().removesuffix(" region") for name in names]
    for regions in MACRO_REGIONS:
        found = {place for place, name in enumerate(lower) if name in regions}
        if LEAST_REGIONS <= len(found) <= MOST_REGIONS * len(names):
            return found
    return set()


def _british_wholes(codes: Texts[str | None]) -> set[int]:
    """The places of codes of regions and nations among British ones."""
    if not any(codes.beginning(letter).any() for letter in BRITISH_LETTERS):
        return set()
    series = codes.series("code").str.contains(f"^(?:{BRITISH_WHOLE.pattern})$")
    return {*series.fill_null(False).arg_true()}


def _countries(names: Texts[str], codes: Texts[str | None]) -> bool:
    """Whether units are countries: by their names, or all that is known of them is codes."""
    only_codes = int(np.count_nonzero(names.same_as(codes)))
    known = 0
    if 0.3 * len(names) <= len(country_names()):  # of more units they cannot be so large a part
        known = sum(name.casefold() in country_names() for name in names)
    return max(only_codes, known) >= 0.3 * len(names)


def _statistics_below(names: Sequence[str], found: set[int]) -> set[int]:
    """The rows of statistics that stand at the end among totals and means."""
    if not found:
        return set()
    last = len(names)
    while last and (last - 1 in found or STATISTICS.fullmatch(names[last - 1])):
        last -= 1
    below = set(range(last, len(names)))
    return below if below & found else set()


def _without_namesakes(names: Sequence[str], found: set[int]) -> set[int]:
    """The totals without units that are called like one: such a name alone says so at an end only."""
    unsure = {place for place in found if names[place].casefold() in NAMESAKES}
    if len(unsure) != len(found):  # another total stands beside it
        return found
    return unsure & {0, len(names) - 1}


def are_totals(names: pl.Series) -> pl.Series:
    """Which texts are called as totals and averages are."""
    return names.str.contains(f"(?i)^(?:{WORDS}):?$")


def _shouted(name: str, names: Sequence[str]) -> bool:
    """Whether `ALL INDIA` stands in capitals among names that do not."""
    if not name.casefold().startswith(("all ", "total ")):
        return False
    return sum(other.isupper() for other in names) <= max(1, len(names) // 20)


def _odd_codes(codes: Sequence[str | None]) -> set[int]:
    """The places of codes that are no country's, where nearly all are."""
    present = [code for code in codes if code]
    if len(present) < 5:
        return set()
    known_states = sum(code in STATE_CODES or code == "US" for code in present)
    if known_states > 0.9 * len(present):  # the whole of them has a code as well
        return set()
    for known in (two_letters(), three_letters() | GAMES_CODES):
        share = sum(code in known for code in present) / len(present)
        if share >= 0.75:
            members = bool(UNION & set(present))
            return {
                k
                for k, code in enumerate(codes)
                if code
                and code not in known
                and not code.startswith("OWID_")  # a country's or not: its name says it
                and (members or not code.startswith("EU"))
            }
        if share >= 0.5:
            return {k for k, code in enumerate(codes) if code and AGGREGATE_CODES.fullmatch(code)}
    return set()


def summed_totals(values: npt.NDArray[np.float64]) -> list[int]:
    """The places of rows at the end, or the first row, that are sums of the others.

    Found are a last row that is the sum of all before it; rows before that which are sums of
    parts, so that they add up to it as well; and a first row that is the sum of all after it.

    Args:
        values: n × m, NaN where missing.
    """
    height = len(values)
    if height < 4:
        return []
    whole = ~np.isnan(values).all(axis=0) & (np.nansum(np.abs(values), axis=0) > 0)
    columns = np.nan_to_num(values[:, whole])
    if not columns.shape[1]:
        return []
    for table, places in ((columns, np.arange(height)), (columns[::-1], np.arange(height)[::-1])):
        split = _split(table)
        if split is not None:
            return sorted(places[split:].tolist())
    return []


def _split(columns: npt.NDArray[np.float64]) -> int | None:
    """Where the totals at the end begin; None where the last row is no sum of the others."""
    last = columns[-1]
    usable = np.abs(last) > 0
    if usable.sum() < 1:
        return None
    last = last[usable]
    before = np.cumsum(columns[:-1][:, usable], axis=0)  # after row k: the sum of rows 0 … k
    near = CLOSE * np.abs(last)
    fits = np.abs(before - last) <= near
    parts = np.abs(before[-1] - before - last) <= near
    parts[-1] = True  # nothing stands between the units and the total
    votes = (fits & parts).sum(axis=1)
    start = len(votes) - int(votes[::-1].argmax())
    most = int(votes[start - 1])
    enough = max(1, 0.25 * len(last)) if len(last) > 2 else len(last)
    tiny = len(columns) - start
    if most < enough or start < 3 or tiny > 0.4 * len(columns):
        return None
    return start if most > 1 or len(columns) > 5 else None
