"""What totals, averages, regions and groups of countries are called."""

from __future__ import annotations

import re

from ici_tui.tables.late import late

WORDS = (
    r"(the )?(grand |sub-?|over)?totals?( (population|countries|all|general|général|nacional|regions?|units?|world|eu|oecd|(of|for) .{2,40}|\(.*\)|[–-].*))?|total,.*|.* - total|all|all (countries|units|states|regions|districts|cities|areas|schools|"
    r"groups|areas and territories|india|others?).*|overall|sum|averages?|mean|median|minimum|maximum|standard deviation|std\.? ?dev\.?|(world|global|national|country|regional|weighted|simple|"
    r"group|oecd|eu|europe(an)?|sample|overall) (total|average|mean|median)|.{2,40} (average|total|mean|median)|average (of|for|across|over|in|all|total|world|global|oecd|eu|lac|europe|asia|africa|latin|national|regional|score|value|index|rate|"
    r"regions?|countr|cit(y|ies)|states?|districts?|schools?|units?|group|sample|income|performance).{0,30}|mean of .*|"
    r"world|global|globe|earth|international|national|whole country|"
    r"summe|insgesamt|gesamt|gesamtsumme|zusammen|durchschnitt|mittelwert|mittel|welt|bund|bundesgebiet|bundesdurchschnitt|deutschland gesamt|"
    r"ensemble|moyenne|somme|monde|total général|france (entière|métropolitaine|hors .*)|"
    r"promedio|media|suma|mundo|total nacional|total general|nacional|"
    r"deutschland insgesamt|früheres bundesgebiet.*|(neue|alte) (bundes)?länder.*|(west|ost)deutschland.*|bundesrepublik( deutschland)?|"
    r"media (nacional|nazionale)|média( nacional)?|total geral|totaal|totale|ogółem|razem|celkem|hela riket|hele landet|koko maa|"
    r"yhteensä|i alt|(genel )?toplam|összesen|итого|всего|среднее|métropole|"
    r"合计|总计|小计|全国|平均|平均值|均值|全国(平均|合计|均值|計|総数|平均值)|世界|总体|合 计|总 计|全 国|総数|総計|合計|計|합계|총계|전국|전체|평균"
)
"""What totals are called, in any case."""
REGIONS = (
    r"africa|americas?|asia|europe|oceania|australia and new zealand|antarctica|eurasia|"
    r"(northern|north|southern|eastern|western|central|middle|sub-?saharan|south-?eastern|south-?central|south ?east|northeast|south|east|west|"
    r"latin|middle east( and| &) north|south-west) (africa|america|asia|europe)"
    r"|south-central asia|south-eastern asia|southeast asia|asia[- ](and (the )?)?pacific|pacific|africa (eastern|western).*|"
    r"latin america( (&|and)( the)? caribbean)?( \(.*\))?|caribbean|the caribbean|middle east.*|arab (world|states|league)|"
    r"east asia( (&|and)( the)? pacific)?( \(.*\))?|europe( (&|and)( the)? central asia)?( \(.*\))?|"
    r"middle east( (&|and) north africa)?( \(.*\))?|north america|sub-saharan africa( \(.*\))?|south asia( \(.*\))?|"
    r"central europe (&|and)( the)? (baltics|eastern europe).*|melanesia|micronesia \(region\)|polynesia|"
    r"caribbean small states|pacific islands? small states|other small states|small (island )?(developing )?states|"
    r".*(small island developing|least developed|landlocked developing|developing|developed|emerging|advanced|heavily indebted) "
    r"(countries|economies|states|regions).*|fragile (and|&) conflict.*|"
    r"(very )?(high|low|medium|middle|upper|lower)([ -]and[ -]|[ -]?[&/] ?|[ -])?(middle|low|high|upper)?[ -]?(middle)?[ -]?(income|human development)"
    r"( (countries|economies|group))?|not classified|ibrd only|ida (&|and) ibrd total|ida (blend|only|total)|"
    r"(early|late|post|pre)-demographic dividend|oecd( members| countries| - .*)?|organi[sz]ation for economic co-?operation and development|"
    r"g-?(7|8|20)|brics|asean|nato|efta|commonwealth|"
    r"european union.*|eu[- ]?\d\d.*|eu|eea\d*.*|ea[- ]?\d\d|ea|euro ?(area|zone).*|eurozone.*|"
    r"afrika|amerika|asien|europa|ozeanien|europäische union|euroraum|afrique|amérique( du nord| du sud| latine)?|asie|océanie|union européenne|"
    r"zone euro|áfrica|américa( latina.*)?|oceanía|unión europea|非洲|亚洲|欧洲|美洲|大洋洲|北美洲|南美洲|东部|中部|西部|东部地区|中部地区|西部地区"
)
_PART = (
    r"(?:african?|americas?|asian?|europe(?:an)?|oceania|pacific|caribbean|mediterranean|saharan|"
    r"(?:north|south|east|west|sub|latin|middle|central|mid)(?:ern|[- ]?east(?:ern)?|[- ]?west(?:ern)?|[- ]?central)?|"
    r"total|other|rest|emerging|developing|developed|advanced|least|less|more|non|and|of|the|&|regions?|subregions?|economies|countries|territories)"
)
COMPOSED = rf"{_PART}(?:[\s,/-]+{_PART})*"
"""Regions by the words that they are made of: `Eastern and South-Eastern Asia`, `Total Africa`."""
CONTINENT = late(
    r"africa|america|asia|europe|oceania|caribbean|mediterranean|middle east|.pacific|pacific.",
    re.IGNORECASE,
)
"""What such a region must hold."""
GROUPS = (
    r"cis|commonwealth of independent states|sids|l?ldcs?|briics.*|brics.*|nafta|usmca|mercosur|african union|(non-?)?opec( members)?|"
    r"apec|schengen.*|visegrad.*|nordics?( countries)?|baltics?( states)?|benelux|(western )?balkans|(non-?)?oecd( europe|-total)?|"
    r"asean-?\d*|gcc|maghreb|eap|eca|lac|mena|ssa|afro|emro|euro|searo|wpro|amro|paho|who (region|africa|europe|americas).*|"
    r"region of the americas|(world bank )?(very )?(low|lower|upper|high|middle)[- ]?(middle)?[- ]?(income|sdi).*|united states and canada|"
    r"heavily indebted poor countries|pacific islands|africa(n)? regions?|"
    r"rest of( the)? .{2,40}|others?|(all )?other (countries|economies|regions|states)|unknown|unspecified|not (specified|stated|classified)|international (transport|shipping|aviation|bunkers)"
)
"""Groups of countries, and what is left of them: totals among countries, and names of anything elsewhere."""
BEHIND = r"(?: \([^()\d][^()]{1,60}\))?"
"""Whose region it is, or without whom: `Africa (UN)`, `Asia (excl. China)`."""
MACRO_REGIONS = (
    frozenset(
        {
            "northeast", "midwest", "south", "west", "new england", "middle atlantic", "mid-atlantic", "east north central",
            "west north central", "south atlantic", "east south central", "west south central", "mountain", "pacific",
        }
    ),
    frozenset({"norte", "nordeste", "sudeste", "sul", "centro-oeste"}),
    frozenset({"nord", "nord-ovest", "nord-est", "centro", "centro-nord", "mezzogiorno", "sud", "isole"}),
    frozenset(
        {
            "north east", "north west", "yorkshire and the humber", "yorkshire and humber", "east midlands", "west midlands",
            "east of england", "east", "london", "south east", "south west", "inner london", "outer london", "england",
            "wales", "scotland", "northern ireland", "united kingdom", "great britain", "england and wales",
        }
    ),
)  # fmt: skip
"""Large regions of one country each: several of them among smaller places are totals."""
LEAST_REGIONS = 3
"""So many of them at least."""
LEAST_REGIONAL = 0.01
"""Share of names that are those of regions, where units are no countries."""
MOST_REGIONS = 0.4
"""The share of all names that they are at most."""
NAMESAKES = frozenset(
    {"media", "national", "international", "global", "pacific", "commonwealth", "ensemble", "caribbean"}
)  # fmt: skip
"""Names of totals that are also those of banks, papers, teams and counties."""
NATIONS = frozenset(
    {
        "us", "u.s.", "u.s.a.", "great britain", "中国", "日本", "brasil", "polska", "nederland", "italia",
        "российская федерация", "россия", "україна", "česká republika", "magyarország", "norge", "sverige",
        "danmark", "suomi", "ελλάδα", "românia", "eesti", "slovensko", "slovenija", "hrvatska", "대한민국",
    }
)  # fmt: skip
"""Countries by their letters."""
ALSO_PLACES = frozenset(
    {
        "singapore", "monaco", "luxembourg", "djibouti", "panama", "guatemala", "kuwait", "san marino", "mexico",
        "georgia", "jordan", "chad", "jersey", "malta", "guinea", "niger", "andorra", "macau", "macao", "hong kong",
        "gibraltar", "cuba", "peru", "lebanon", "dominica", "granada", "grenada", "israel", "togo", "mali", "oman",
    }
)  # fmt: skip
"""Countries whose names are also those of cities, states, or people."""
