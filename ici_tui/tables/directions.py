"""Which way an indicator counts, guessed from its name: a small list of words in five languages.

Every such guess is shown as one until a person confirms it.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from ici_tui.tables.late import late
from ici_tui.tables.words import BETTER

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_LESS = (
    r"unemploy|underemploy|jobless|mortalit|death|fatal|suicid|homicid|murder|assault|crimes?\b|criminal|theft|violen|pollut|(?<!r)emission|co2|co₂|"
    r"carbon|greenhouse|ghg|pm ?2[. ]?5|pm ?10|particulate|ozone|no2|so2|waste(?!water treat)|landfill|deforest|forest loss|"
    r"poverty|poor\b|depriv|hunger|undernourish|malnutri|stunt|wasting|underweight|overweight|\bobes|diabet|"
    r"disease|illness|morbid|incidence|prevalence|\bhiv\b|malaria|tubercul|infection|disabilit|"
    r"\brisk|vulnerab|hazard|\bfragil|inequal|\bgini\b|\bgap\b|corrupt|bribe|debt|deficit|inflation|interest rate|"
    r"\bprices?\b|\bcosts?\b|cost of|grocer|\brents?\b|\bfees?\b|\btax(es)?\b|tariff|premiums?\b|expens|losses|"
    r"latency|delay|congest|commut|waiting|(travel|response|lap|race|finish(ing)?|loading) times?\b|errors?\b|defect|failure|accident|collision|crash|injur|"
    r"drop-?outs?|dropout|illitera|absentee|teen(age)? (birth|pregnan|concep)|adolescent (birth|fertility)|child marriage|"
    r"child labou?r|low birth ?weight|neet\b|overcrowd|homeless|uninsured|\baqi\b|air quality index|slum|dissatisf|unsatisf|unzufrieden|insatisf|mécontent|不满|anxiet|depress|stress|conflict|terror|displaced|refugees|"
    r"without (basic|access|qualif|electric|toilet|sanit)|no qualif|lack of|\blacking|shortage|out of work benefit|claimant|"
    r"working very long|long hours|student[_ -]?(staff|teacher)|pupil[_ -]?teacher|staff ratio|stillbirth|burglar|vandal|robber|robos?\b|brain drain|human flight|grievance|threats?\b|instabil|uneven|footprint|biodiversity loss|non-?revenue|"
    r"outages?\b|downtime|\bsai[df]i\b|\bdalys?\b|\byll|life lost|out[- ]of[- ]pocket|catastroph|shadow economy|informal employ|underutili[sz]|"
    r"married by|incarcerat|prison|killings?|divorc|binge|evict|insecurit|divide\b|perplex|hallucinat|toxic|\b(rmse|mae|mape|wer|cer)\b|\bloss\b|"
    r"(fuel|power) consumption|volatilit|churn|bounce rate|cancell|complain|turnovers\b|fouls?\b|(yellow|red) cards?|goals? (against|conceded)|"
    r"early leavers|early school|class size|dependency ratio|\b(new|confirmed|active|reported|covid\S*) cases|\bcases (per|of)\b|"
    r"\b(days|time|hours|procedures|documents) (required |needed )?to (start|import|export|register|enforce|resolve|obtain|get|open|build|pay|clear|"
    r"prepare|deliver|ship|hire|fill|complete|process|answer|respond|repair|market|decide|decision|approve|issue|licen[cs]e|connect|first)|"
    r"\bwait(s|times?)?\b|queu(e|es|ing)\b|lead times?\b|turnaround|processing times?\b|warteliste|wartezeit|bearbeitungs(dauer|zeit)|"
    r"(reaktions|antwort|fahr|liefer)zeit|\battente|\bdélais?\b|tiempos? de (espera|respuesta|trámite)|lista de espera|等待|等候|排队|"
    r"^(chip |net |gun |best |finish(ing)? |race |lap )?(time|pace|split)s?$|^(lauf|renn|end|ziel)?zeit$|^temps$|^tiempo$|^用时$|^time ?[\[(](calendar |working |business )?(days?|hours?|weeks?|months?|years?|minutes?|min|seconds?|sec|ms|h|s)[\])]$|speeding|alcohol|smok|tobacco|drug|"
    r"\bfires?\b|ambulance|noise|leakage|imports? dependen|energy intens|water stress|"
    r"arbeitslos|sterblich|sterbef|todesf|kriminal|straftat|verschmutz|emissionen|schadstoff|armut|ungleich|korrupt|"
    r"schulden|verschuld|preise?\b|kosten|miete|risiko|unfäll|verspät|krank|mindestsicherung|sgb ii|leistungsempf|lärm|abfall|sterbe|feinstaub|pendel|einbr[uü]ch|\bstau(s|stunden|zeit\w*|länge\w*)?\b|leerstand|"
    r"chômage|chomage|mortalité|décès|criminalit|pauvreté|inégalit|corruption|dette|déficit|\bprix\b|\bcoûts?\b|\bloyers?\b|risque|"
    r"accidents?|retard|maladie|déchets|bruit|délinquan|cambriol|vacants|"
    r"inflaci|inflaç|desempleo|paro\b|mortalidad|muertes|delito|crimen|contaminaci|emisiones|pobreza|desigualdad|corrupción|deuda|\bprecios?\b|"
    r"costes?\b|costos?\b|alquiler|riesgo|accidentes|retraso|enfermedad|residuos|ruido|homicidios|hurto|mortalidade|desemprego|dívida|poluição|"
    r"失业|死亡|犯罪|污染|排放|贫困|不平等|腐败|债务|赤字|通胀|通货膨胀|价格|成本|房价|租金|风险|事故|延迟|拥堵|疾病|能耗|废|负债|通货"
)
LESS = late(_LESS, re.IGNORECASE)
_LOOKS_AROUND = late(r"\(\?<?[!=][^()]*\)")
"""A part of a pattern that polars has no word for; without it more names match."""
MORE = late(
    r"^scores?\s?[-–:]|\btime to (failure|death|relapse|progression|recurrence|event|exhaustion)|\bmtbf|between failures|"
    r"(current|constant|market|basic) prices|purchas|purchasing power|\bfree(dom)? (from|of)|recycl|renewab|treatment|surviv|recover|reduction|resilien|"
    r"coverage|vaccin|immuni[sz]|protect|safety|(?<!in)security|clearance|abolish|risk-adjusted|(?<!in)stability|(repayment|adaptive) capacity|unemployment benefits|-free\b|prevention|relief|"
    r"(tax(es)?|charge) (revenue|collected)|resolution|\btolerance|(risk|waste) management|mitigation|abatement|storage|\bsinks?\b|carbon pricing|"
    r"affordab|productivity|gap clos|waived|alleviat|upgrad|(low|zero)-emission|perceptions? index|\bcontrol of|absence of|lack of (crime|corrupt)|"
    r"not (speeding|distracted|poor)|who were not|had not been|\banti|low[- ]carbon|(?<!co)efficien|cost[- ]effect|savings?\b|perform|(?<!dis)(?<!un)satisf|"
    r"trust|freedom|health (care|expend|score|life)|kaufkraft|recycling|erneuerbar|schutz|sicherheit|(?<!un)zufrieden|"
    r"pouvoir d'achat|renouvelab|sécurité|poder adquisitivo|renovable|seguridad|回收|可再生|安全|(?<!不)满意|处理率|达标",
    re.IGNORECASE,
)
"""Names that hold a word of the other list and mean the opposite."""
_TASK = (
    r"^(?!.*\bscores?\b).*?((?:starting (?:up )?a business|registering (?:a )?property|construction permits|getting (?:electricity|credit)|"
    r"enforcing contracts|trading across borders|resolving insolvency|paying taxes)\b.*\b(?:time|days|hours|procedures|documents|payments)|"
    r"\b(?:time|days|hours|procedures|documents|payments)\b.*\b(?:starting (?:up )?a business|registering (?:a )?property|"
    r"construction permits|getting electricity|enforcing contracts|trading across borders|resolving insolvency|paying taxes))\b"
)
TASK = late(_TASK, re.IGNORECASE)
"""What a task takes of whoever has it done, as Doing Business measures it."""


BESIDE = MappingProxyType(
    {
        "l": ("w",), "ga": ("gf",), "a": ("f", "w"), "lost": ("won",), "against": ("for",), "n": ("s", "u"), "niederlagen": ("siege",),
        "gegentore": ("tore",), "gc": ("gf",), "pp": ("pg",), "bc": ("bp",), "p": ("g", "n"),
        "opp pts": ("pts",), "pa": ("pf",), "conceded": ("scored",),
    }
)  # fmt: skip
"""Short names of what is lost in games, and of what stands beside them in a table of games."""


def less_beside(name: str, others: Collection[str]) -> str:
    """The name beside which another one says that less is better; empty where none does.

    Args:
        name: of a column.
        others: of all columns, in lower case, without points.
    """
    beside = BESIDE.get(name.casefold().strip(". "), ())
    return ", ".join(beside) if beside and set(beside) <= set(others) else ""


def directions_of(names: Sequence[str]) -> list[tuple[int, str]]:
    """`direction_of` each name; most say nothing, which polars sees of all at once."""
    import polars as pl

    may_say = f"(?i){BETTER.pattern}|{_LOOKS_AROUND.sub('', f'{_TASK}|{_LESS}')}"
    texts = pl.Series(names, dtype=pl.String).str.replace_all("[_.]+", " ")
    told = texts.str.contains(may_say).to_list()
    return [
        direction_of(name) if said or not name.isascii() else (1, "")
        for name, said in zip(names, told, strict=True)
    ]


def direction_of(name: str) -> tuple[int, str]:
    """1 where more is better, −1 where less is, and the word that says so; empty where none does."""
    arrow = name.strip()[:1] + name.strip()[-1:]
    if ("↑" in arrow) != ("↓" in arrow):
        return (1, "↑") if "↑" in arrow else (-1, "↓")
    text = re.sub(r"[_.]+", " ", name)
    said = BETTER.search(text)
    if said is not None:
        small = said[1].casefold() in {"lower", "less", "smaller", "fewer"}
        good = said[2].casefold() in {"better", "good"}
        return (1 if small != good else -1), said[0]
    task = TASK.match(text)
    if task is not None:
        return -1, task[1]
    less = LESS.search(text)
    if less is None:
        return 1, ""
    more = MORE.search(text)
    if more is not None:
        return 1, ""
    return -1, _whole_word(text, less.start(), less.end())


def _whole_word(text: str, start: int, stop: int) -> str:
    """The words that a part of a text stands in."""
    while start > 0 and text[start - 1].isalpha() and text[start - 1].isascii():
        start -= 1
    while stop < len(text) and text[stop].isalpha() and text[stop].isascii():
        stop += 1
    return text[start:stop].strip()
