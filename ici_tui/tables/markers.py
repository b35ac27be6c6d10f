"""Cells that say that a number is missing."""

from __future__ import annotations

from ici_tui.tables.late import late

MARKERS = frozenset(
    {
        "..", "...", "…", ":", ".", "-", "--", "---", "–", "—", "−", "‐", "‑", "/", "\\", "*", "?", "x",
        "na", "n/a", "n.a.", "n.a", "n/d", "nd", "n.d.", "n.d", "n.n.", "n.n", "n. n.", "n.v.", "k.w.", "bdl", "b.d.l.", "<lod", "<loq", "<dl", "tba", "tbd", "s/i",
        "s.d.", "s/d", "s.o.", "k.a.", "k. a.",
        "keine angabe", "keine angaben", "null", "none", "nan", "nil", "missing", "no data",
        "not available", "not applicable", "not reported", "not ranked", "not rated", "suppressed", "withheld", "confidential",
        "unknown", "unbekannt", "(na)", "(x)", "[x]",
        "[z]", "[c]", "#n/a", "#n/a n/a", "#div/0!", "#value!", "#ref!", "#name?", "#num!", "#null!",
        "#wert!", "#nv", "无", "缺失", "不详", "不适用", "暂无", "未知", "nicht verfügbar",
        "non disponible", "nc", "no disponible", "sin datos", "<na>", "-nan", "inf", "-inf", "+inf",
        "infinity", "-infinity", "†", "‡", "~", "=", "!", "//", "///", "\\n", "×", "・", "－", "‒", "―", "─", "nr", "n.r.", "n.c.",
        "unranked", "tbc", "pending", "empty", "(blank)", "<null>", "did not report", "data not available",
        "insufficient data", "dnf", "dns", "dsq", "dnp", "n/av", "n/ap", "nap", "ns", "n.s.", "na.", "#spill!", "#calc!",
        "too few to report", "low base", "sin dato", "s.i.", "b.d.", "ej tillämpligt", "нет данных", "н/д", "欠測", "不明", "無",
    }
)  # fmt: skip
"""Markers in lower case."""
FLAGGED_PATTERN = r"(:|\.\.|[-–—])\s*[a-z*†]{1,3}"
"""A marker with a flag behind it, as Eurostat writes what is confidential: `: c`."""
FLAGGED = late(FLAGGED_PATTERN)
SIGNS_PATTERN = r"[*#?_@–—-]{2,8}|\[(?:[a-z]{1,4}|[:.-]+)\]|\([A-Z]{1,2}\)|\.[a-z]"
"""Signs that statistical offices and programs put in the place of a number: `*****`, `[c]`, `(D)`, `.a`."""
SIGNS = late(SIGNS_PATTERN)
SENTINEL = late(r"-(9{2,6}|8{4}|7{4}|6{4}|5{4})(\.0+)?")
"""Numbers that often stand for a missing value."""
LEAST_SURE = 1000
"""From here on such a number stands for a missing value even beside small negative numbers."""


def is_marker(text: str) -> bool:
    """Whether a cell says that its number is missing."""
    if not text or text.casefold() in MARKERS:
        return True
    return FLAGGED.fullmatch(text) is not None or SIGNS.fullmatch(text) is not None


def without_flag(marker: str) -> str:
    """A marker without the flag behind it: `:` of `: c`."""
    found = FLAGGED.fullmatch(marker)
    return found[1] if found else marker


def sentinels(counts: dict[str, int], least: float, elsewhere: frozenset[str]) -> list[str]:
    """The numbers of a column that stand for missing values.

    Args:
        counts: how often each candidate (`SENTINEL`) stands in the column, by its text.
        least: the least of the column's other numbers.
        elsewhere: candidates that were found to be such in other columns.
    """
    found = []
    for text, count in counts.items():
        size = -float(text)
        beside_negatives = least < 0
        apart = size > 10 * max(-least, 1)
        enough = count > 1 or text in elsewhere or size > LEAST_SURE
        if apart and enough and (not beside_negatives or size > LEAST_SURE):
            found.append(text)
    return found
