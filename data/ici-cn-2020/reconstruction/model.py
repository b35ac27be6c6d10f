"""What an admissible table is made of: names, weights, bounds, readings, proxies.

Values are held as whole tenths of a share of the leader: 0 … 1000. Sums of tenths with whole
weights keep every comparison exact; the index score is `score / 6000` points.
"""

from __future__ import annotations

UNITS = (
    "Beijing",
    "Shanghai",
    "Nanjing",
    "Guangzhou",
    "Shenzhen",
    "Hangzhou",
    "Wuhan",
    "Harbin",
    "Xian",
    "Chengdu",
    "Shenyang",
)
"""In the published order; the last two are tied."""

INDICATORS = (
    "Companies",
    "Employment",
    "Top100",
    "Startups",
    "Investment",
    "Papers",
    "Researchers",
    "TopCited",
    "Patents",
    "SmartCity",
    "Stations5G",
    "Policies",
)
PILLARS = ("Enterprise", "Research", "Infrastructure", "Government")
MEASURES = {
    "Breadth": ("Companies", "Employment"),
    "Depth": ("Top100",),
    "Agility": ("Startups", "Investment"),
    "Proficiency": ("Papers",),
    "Capacity": ("Researchers",),
    "Quality": ("TopCited",),
    "Applicability": ("Patents",),
    "SmartCityProficiency": ("SmartCity",),
    "RollOut": ("Stations5G",),
    "PolicyActivity": ("Policies",),
}
WEIGHTS = (40, 40, 80, 40, 40, 45, 45, 45, 45, 60, 60, 60)
"""Effective weights of 600: 40/30/20/10, equal among measures, equal inside a measure."""
POINT = 6000
"""Score units in one point of the index."""

PILLAR_SUMS = (
    (1, 1, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0),
    (0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0),
    (0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0),
    (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
)
PILLAR_SIZES = (6, 4, 2, 1)
"""A pillar's score is its sum divided by its size; times 12 all four are whole."""

FULL = 1000
SCORES = {"Beijing": 90, "Shanghai": 53, "Nanjing": 40}
"""Published scores; a score rounds to its figure."""

RANK_AT_MOST: dict[tuple[str, str], int] = {
    ("Shanghai", "Enterprise"): 3,  # C14 (C12 asks for 6)
    ("Shanghai", "Research"): 6,  # C12
    ("Shanghai", "Infrastructure"): 6,
    ("Shanghai", "Government"): 6,
    ("Hangzhou", "Enterprise"): 6,
    ("Hangzhou", "Research"): 6,
    ("Hangzhou", "Infrastructure"): 6,
    ("Hangzhou", "Government"): 6,
    ("Nanjing", "Enterprise"): 8,  # C13
    ("Nanjing", "Research"): 6,  # C14
    ("Nanjing", "Infrastructure"): 8,  # C13
    ("Wuhan", "Research"): 6,  # C15
    ("Wuhan", "Infrastructure"): 6,  # C15
    ("Wuhan", "Government"): 6,  # C15 and C16
    ("Shenzhen", "Enterprise"): 6,  # C17, C18
    ("Shenzhen", "Infrastructure"): 6,
    ("Shenzhen", "Government"): 6,
    ("Guangzhou", "Enterprise"): 6,
    ("Guangzhou", "Infrastructure"): 6,
    ("Guangzhou", "Government"): 6,
    ("Harbin", "Researchers"): 6,  # C37
    ("Guangzhou", "Stations5G"): 3,  # C45
    ("Guangzhou", "SmartCity"): 7,  # C46
    ("Shenyang", "SmartCity"): 10,  # C49
}
"""Competition rank of a unit on a node, at most."""
RANK_AT_LEAST: dict[tuple[str, str], int] = {
    ("Wuhan", "Enterprise"): 7,  # C15 with C16
    ("Wuhan", "Agility"): 5,  # C16
    ("Shenzhen", "Research"): 7,  # C19
    ("Guangzhou", "Research"): 7,
}
LEADS_ALONE = (
    ("Beijing", "Enterprise"),
    ("Beijing", "Research"),
    ("Beijing", "Agility"),
    ("Nanjing", "Government"),
)
"""C06, C08, and the published government ranking."""
STRONGEST = (
    ("Harbin", "Research", ("Enterprise", "Infrastructure", "Government")),  # C35
    ("Shenyang", "Research", ("Enterprise", "Infrastructure", "Government")),
    ("Xian", "Research", ("Enterprise", "Infrastructure", "Government")),  # C39
    ("Chengdu", "Research", ("Enterprise", "Infrastructure")),
)
"""The unit's score on the first pillar is at least its score on each of the others."""
WEAKEST = (
    ("Shenzhen", "Research", ("Enterprise", "Infrastructure", "Government")),  # C19
    ("Guangzhou", "Research", ("Enterprise", "Infrastructure", "Government")),
)
CORRELATION = 0.6
"""C21: Pearson's correlation of Infrastructure and Government, at least."""
AGILE = 4
"""C28: at most so many units with Agility of 50 or more."""

SMART_CITY_ABOVE = {
    # Pairs that both of the Deloitte lists order the same way; unlisted is below listed.
    "Beijing": ("Shanghai", "Hangzhou", "Shenzhen", "Nanjing", "Wuhan", "Xian", "Guangzhou"),
    "Shanghai": ("Hangzhou", "Shenzhen", "Nanjing", "Wuhan", "Xian", "Guangzhou"),
    "Hangzhou": ("Shenzhen", "Nanjing", "Xian", "Guangzhou"),
    "Shenzhen": ("Xian", "Guangzhou"),
}
SMART_CITY_TAIL = ("Harbin", "Chengdu", "Shenyang")
"""In neither list: below the four that are in both."""


def smart_city_pairs() -> tuple[tuple[str, str], ...]:
    """The agreed pairs, the better one first."""
    named = [(high, low) for high, lows in SMART_CITY_ABOVE.items() for low in lows]
    return tuple(named + [(high, low) for high in SMART_CITY_ABOVE for low in SMART_CITY_TAIL])


PINNED: dict[tuple[str, str], int] = {
    ("Beijing", "Employment"): 1000,
    ("Shanghai", "Employment"): 167,  # 10 of Beijing's 60 per cent
    ("Shenzhen", "Employment"): 167,
    ("Hangzhou", "Employment"): 167,
    ("Xian", "Employment"): 30,  # 1.8 of Beijing's 60 per cent
    ("Shenzhen", "Stations5G"): 1000,  # 14,300 per 13.4388 million
    ("Guangzhou", "Stations5G"): 896,  # 14,600 per 15.3059 million
    ("Wuhan", "Stations5G"): 838,  # 10,000 per 11.212 million
    ("Beijing", "Stations5G"): 655,  # 15,000 per 21.536 million
}
"""Derived from cited figures; the table that is shown has exactly these."""


def bounds() -> dict[tuple[str, str], tuple[int, int]]:
    """The lowest and highest tenth of every cell: 0 … 1000 where nothing binds."""
    found = {(unit, node): (0, FULL) for unit in UNITS for node in INDICATORS}
    for unit in UNITS:
        # Every city that the 2018 figures do not name has less than 2 per cent, of Beijing's 60.
        found[unit, "Employment"] = (0, 33)
    found["Beijing", "Employment"] = (FULL, FULL)
    for unit in ("Shanghai", "Shenzhen", "Hangzhou"):
        found[unit, "Employment"] = (142, 192)  # "around 10", ± 1.5 of 60
    found["Xian", "Employment"] = (27, 33)
    found["Shenzhen", "Stations5G"] = (FULL, FULL)
    for unit in ("Guangzhou", "Wuhan", "Beijing"):
        derived = PINNED[unit, "Stations5G"]
        found[unit, "Stations5G"] = (round(derived * 0.95), round(derived * 1.05))
    found["Shanghai", "Stations5G"] = (387, 503)  # 10,000 to 13,000 stations: the plans conflict
    found["Nanjing", "Policies"] = (FULL, FULL)
    found["Beijing", "SmartCity"] = (FULL, FULL)
    for unit in ("Shanghai", "Wuhan", "Beijing"):
        found[unit, "Policies"] = (1, FULL)  # C44
    return found


LEAST_SHARE_OF_TOP100 = 11
"""One company against at most 91 at the leader: a share of the Top 100 is 0 or at least 1.1."""

PROXIES: dict[tuple[str, str], int] = {
    ("Shanghai", "Companies"): 473,  # shares of 2,205 companies in 2020: 14.07 of 29.73
    ("Shenzhen", "Companies"): 471,
    ("Guangzhou", "Companies"): 274,
    ("Hangzhou", "Companies"): 254,
    ("Xian", "Stations5G"): 368,  # built by the end of 2019, not planned
    ("Harbin", "Stations5G"): 194,  # plan of 2020 against Shenzhen's of 2020
}
"""Figures of another year or definition: they pull the sampler, they never bind."""
PROXY_FACTOR = 2.0
"""One standard deviation of the pull, as a factor."""
