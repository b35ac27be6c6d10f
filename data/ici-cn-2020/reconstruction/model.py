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
    ("Xian", "Government"): 9,  # C52
    ("Chengdu", "Government"): 9,
    ("Shanghai", "Agility"): 6,  # C50
    ("Beijing", "Investment"): 3,  # C51
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
NOT_BELOW = ("Researchers", "Hangzhou", "Harbin")
"""C37: on an indicator, a unit that is not below another."""
WEAKEST = (
    ("Shenzhen", "Research", ("Enterprise", "Infrastructure", "Government")),  # C19
    ("Guangzhou", "Research", ("Enterprise", "Infrastructure", "Government")),
)
CORRELATION = 0.6
"""C21: Pearson's correlation of Infrastructure and Government, at least."""
AGILE = 4
"""C28: at most so many units with Agility of 50 or more."""

PINNED: dict[tuple[str, str], int] = {
    ("Beijing", "Companies"): 1000,  # 395 of 1,011 in June 2018, first in China
    ("Shenzhen", "Stations5G"): 1000,  # 14,300 per 13.4388 million
    ("Guangzhou", "Stations5G"): 896,  # 14,600 per 15.3059 million
    ("Wuhan", "Stations5G"): 838,  # 10,000 per 11.212 million
    ("Beijing", "Stations5G"): 655,  # 15,000 per 21.536 million
}
"""Derived from cited figures; the table that is shown has exactly these.

Shenzhen's 100 assumes that none of the six cities without a known plan has more per head.
"""


def bounds() -> dict[tuple[str, str], tuple[int, int]]:
    """The lowest and highest tenth of every cell: 0 … 1000 where nothing binds."""
    found = {(unit, node): (0, FULL) for unit in UNITS for node in INDICATORS}
    found["Beijing", "Companies"] = (FULL, FULL)
    found["Shenzhen", "Stations5G"] = (FULL, FULL)
    for unit in ("Guangzhou", "Wuhan", "Beijing"):
        derived = PINNED[unit, "Stations5G"]
        found[unit, "Stations5G"] = (round(derived * 0.95), round(derived * 1.05))
    found["Shanghai", "Stations5G"] = (387, 503)  # 10,000 to 13,000 stations: the plans conflict
    found["Nanjing", "Policies"] = (FULL, FULL)
    for unit in ("Shanghai", "Wuhan", "Beijing"):
        found[unit, "Policies"] = (1, FULL)  # C44
    return found


HUNDRED = 100
"""Companies in the Top 100: whole, and the eleven cities have at most so many between them."""
HOSTS = 10
"""C24: so many cities host them all, so at least one of the eleven has none.

Hosts outside the eleven have a company each at least, and without such hosts the eleven have all.
"""
LEAST_LEADER = HUNDRED // HOSTS
"""The first of ten hosts has at least ten companies; it is taken to be one of the eleven."""

EMPLOYED = ("Xian", 7, 400)
"""National employment: a unit, and `7 · sum of all <= 400 · its value`.

CCID gives the unit 1.8 % of the country (2018), at least 1.75 before rounding, and all eleven
together have at most 100 %: sum / value <= 100 / 1.75 = 400 / 7.
"""

PROXIES: dict[tuple[str, str], int] = {
    ("Shanghai", "Companies"): 473,  # shares of 2,205 companies in 2020: 14.07 of Beijing's 29.73
    ("Shenzhen", "Companies"): 471,  # 13.99
    ("Guangzhou", "Companies"): 274,  # 8.14
    ("Hangzhou", "Companies"): 254,  # 7.56
    ("Beijing", "Employment"): 1000,  # Maimai's talent pool of 2018: about 60 %
    ("Shanghai", "Employment"): 167,  # about 10 % each
    ("Shenzhen", "Employment"): 167,
    ("Hangzhou", "Employment"): 167,
    ("Xian", "Employment"): 30,  # CCID's 1.8 % against Maimai's 60
    ("Hangzhou", "Patents"): 1000,  # patents in all fields, 1990 to 2018: Zhejiang University
    ("Beijing", "Patents"): 752,  # Tsinghua
    ("Nanjing", "Patents"): 672,  # Southeast University
    ("Xian", "Stations5G"): 368,  # built by the end of 2019, not planned
    ("Harbin", "Stations5G"): 194,  # plan of 2020 against Shenzhen's of 2020
}
"""Figures of another year or definition: they pull the sampler, they never bind."""
PROXY_BELOW: dict[tuple[str, str], int] = {
    # Under 2 % of Maimai's pool against Beijing's 60: only what lies above is pulled.
    (unit, "Employment"): 33
    for unit in ("Nanjing", "Guangzhou", "Wuhan", "Harbin", "Chengdu", "Shenyang")
}
PROXY_FACTOR = 2.0
"""One standard deviation of the pull, as a factor."""

FIRST_TIER = ("Beijing", "Shanghai", "Guangzhou", "Shenzhen")
SMART_CITY_LISTS = {
    # Pairs that both lists of the undated article order the same way; unlisted is below listed.
    "Beijing": ("Shanghai", "Hangzhou", "Shenzhen", "Nanjing", "Wuhan", "Xian", "Guangzhou"),
    "Shanghai": ("Hangzhou", "Shenzhen", "Nanjing", "Wuhan", "Xian", "Guangzhou"),
    "Hangzhou": ("Shenzhen", "Nanjing", "Xian", "Guangzhou"),
    "Shenzhen": ("Xian", "Guangzhou"),
}
NAMED_FOR_PAPERS = ("Beijing", "Shanghai", "Hangzhou", "Harbin")
"""Universities in the order named for AI papers and patents of 2008 to 2018, by their cities."""


def proxy_orders() -> dict[str, dict[tuple[str, str], int]]:
    """By indicator: pairs of cities, and how many more sources put the first above the second.

    A table that orders a pair the other way has half the density for each such source (a Mallows
    model of rankings). Sources that contradict each other cancel out.
    """
    smart = [(high, low) for high, lows in SMART_CITY_LISTS.items() for low in lows]
    smart += [(h, low) for h in SMART_CITY_LISTS for low in ("Harbin", "Chengdu", "Shenyang")]
    smart += [("Shenzhen", low) for low in UNITS if low != "Shenzhen"]  # Deloitte, 2018
    smart += [(h, low) for h in FIRST_TIER for low in UNITS if low not in FIRST_TIER]
    papers = [(h, low) for k, h in enumerate(NAMED_FOR_PAPERS) for low in NAMED_FOR_PAPERS[k + 1 :]]
    talent = [("Hangzhou", low) for low in UNITS if low != "Hangzhou"]  # C37: Zhejiang University,
    talent += [("Harbin", low) for low in UNITS if low not in ("Hangzhou", "Harbin")]  # then HIT
    first = [("Beijing", low) for low in UNITS if low != "Beijing"]  # C08, C51: said of a whole
    found: dict[str, dict[tuple[str, str], int]] = {}
    for node, pairs in (
        ("Startups", first),
        ("Investment", first),
        ("Papers", papers),
        ("Researchers", talent),
        ("SmartCity", smart),
    ):
        votes = {pair: pairs.count(pair) - pairs.count(pair[::-1]) for pair in pairs}
        found[node] = {pair: count for pair, count in votes.items() if count > 0}
    return found
