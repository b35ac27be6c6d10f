"""Words by which a column's role is known, in English, German, French, Spanish and Chinese."""

from __future__ import annotations

import re
from functools import lru_cache

from ici_tui.tables.late import late

NAME = late(
    r"\b(country(?:name)?|countries|nation|economy|entity|name|city|cities|town|municipality|borough|district|province|county|"
    r"canton|state|states|territory|university|institution|institute|school|hospital|company|firm|bank|team|player|hotel|restaurant|airline|airport|museum|council|agency|village|suburb|"
    r"organi[sz]ation|area|geo|geography|location|place|land|\w*länder|bundesland|\w*stadt|\w*städte|\w*gemeinden?|\w*kreise?|"
    r"\w*gebiete?|\w*stadtteile?|\w*bezirke?|hochschule|unternehmen|name|bezeichnung|libell\w*|denominaci\w*|pays|villes?|communes?|départements?|nom|établissement|"
    r"entreprise|país|paises|países|ciudad|ciudades|municipios?|provincias?|nombre|comunidad(es)?|entidad|empresa|universidad|teamcountry|"
    r"uname|label|title|product|model|local authority|ward|constituency|neighbou?rhood|metro area|\w*regionen?|ort|orte|kommuner?n?|"
    r"localidad|município|estado|cidade|concelho|comune|comuni|provincia|regione|gemeente|obec|kraj|powiat|województwo|nazwa|"
    r"college|athlete|driver|club|squad|method|algorithm|repo|repository|project|song|film|movie|game|artist|species)\b|"
    r"^(libgeo|nom_\w+|lib_\w+|\w*\d\d ?nm|ccaa|uf)$|国家|城市|省份|省|市|名称|地区|学校|企业|单位|都道府県|市区町村|область|регион|страна|город|시도",
    re.IGNORECASE,
)
PLACE = late(
    r"\b(region|continent|group|subregion|zone|gruppe|région|groupe|grupo|región|continente|class|category|type|sector)\b|区域|洲|类别",
    re.IGNORECASE,
)
CODE = late(
    r"(^|[\s_.-])(code|codes|iso|iso[\s_-]?\d?|iso[\s_-]?a?(alpha)?[\s_-]?[23]|iso3v?\d*|id|ids|key|fips|nuts|lau|gss|abbr|abbreviation|"
    r"kürzel|schlüssel|kennziffer|ags|plz|codigo|código|clave|insee|siren|ucode|symbol|ticker|alpha[\s_-]?[23]|numeric|zip|"
    r"postcode|phone|tel|isbn|fid|uid|gid|objectid|geoid|statefp|mnemonic|codgeo|cód|cod(?=[\s_]\w)|cd(?=[\s_]\w)|cve|codice|kod|istat|teryt|ubigeo|dane|"
    r"m49|iata|icao|isin|cusip|lei|ukprn|urn|ipeds|unitid|opeid|sku|cca[23n]\d?|cioc|noc|ioc|usps|slug|\w+schlüssel\w*|"
    r"\w+(?:code|codes)|schoolid|geonameid|kommunenr|kommunnr|kreis-?nr|krs|ars|lkr-?nr|iso[\s_]?num|num[\s_]?code)($|[\s_.\d-])|"
    r"^\w*\d\d ?cd$|代码|编码|编号|邮编|コード",
    re.IGNORECASE,
)
TIME = late(
    r"^(?!.*\b(per|an?|each|je|par|por|pro)[\s_]+(year|jahr|an|année|año)\b)(.*[\s_.])?(year|yr|month|quarter|week|monat|quartal|mois|trimestre|mes|time|time[\s_]period|timeperiod|date|period|jahr|zeit|zeitraum|datum|berichtsjahr|année|annee|an|"
    r"période|año|ano|anio|fecha|periodo|período|edition|season|stichtag|anno|rok|jaar|vuosi|år|год|timestamp|semester|halbjahr|fy|qtr)"
    r"([\s_.].*)?$|年份|年度|^年$|年次|月份|季度|时间|日期",
    re.IGNORECASE,
)
INDICATOR = late(
    r"\b(indicator|indicators|series|variable|measure|metric|item|subject|concept|question|topic|component|kennzahl|indikator|merkmal|"
    r"indicateur|variable|série|mesure|gho|indicador|serie|medida|indic|indic[\s_]\w+|indicatorname|seriesname)\b|指标|变量|项目",
    re.IGNORECASE,
)
INDICATORS_ALONE = late(
    r"(indicators?|variables?|metrics?|parameters?|analytes?|parametros?|parámetros?|paramètres?|specifications?|specs?|criterion|criteria|kriterium|kriterien|critères?|criterios?|kennzahl(en)?|indikator(en)?|indicateurs?|indicador(es)?)"
    r"([\s_]?(name|label|title))?|指标(名称)?",
    re.IGNORECASE,
)
"""Headers of columns that hold indicators, and never the names of units."""
DIMENSION = late(
    r"\b(sex|gender|age|element|dimension|inequality|scenario|unit|units|freq|frequency|breakdown|nace|isced|quantile|sexe|âge|sexo|"
    r"edad|geschlecht|alter|altersgruppe|ind[\s_]type)\b|性别|年龄",
    re.IGNORECASE,
)
MEASURED_IN = late(
    r"^(unit|units|unit[\s_]code|unit[\s_]of[\s_]measure|unit[\s_]measure|measure[\s_]?unit|uom|einheit|maßeinheit|unité|unidad|"
    r"unidades|powercode.*|unit[\s_]mult|multiplier|scale|单位)$",
    re.IGNORECASE,
)
WRITTEN_WITH = late(
    r"(decimals?|power[\s_]?code([\s_]code)?|unit[\s_]?mult(iplier)?|multiplier)", re.IGNORECASE
)
"""Headers of numbers that say how other numbers are written."""
BETTER = late(
    r"\b(lower|less|smaller|fewer|higher|more|greater)\b[\s:=]*(?:is|are|means?)?[\s:=]*(better|worse|good|bad)\b",
    re.IGNORECASE,
)
"""A name that says itself which way it counts, such as `(lower is better)`."""
ASIDE = late(
    r"\b(flag|flags|footnote|footnotes|note|notes|comment|comments|source|sources|status|obs[\s_]status|remark|remarks|anmerkung|"
    r"hinweis|fußnote|quelle|bemerkung|remarque|commentaire|observaciones|nota|notas|fuente|link|url|website|image|logo|photo|"
    r"description)\b|备注|来源|注释|说明",
    re.IGNORECASE,
)
VALUE = late(
    r"^(value|values|val|obs[\s_]?value|observation|observation[\s_]value|amount|figure|data|number|score|indicator[\s_]?score|"
    r"indicator[\s_]?value|wert|werte|messwert|betrag|valeur|valeurs|montant|valor|valores|importe|numeric|numericvalue|"
    r"(fact[\s_]?)?value[\s_]?numeric|numeric[\s_]?value|display[\s_]?value|数值|值|数据)$",
    re.IGNORECASE,
)
ATTRIBUTE = late(r"attributes?|obs[\s_]attribute", re.IGNORECASE)
"""Headers of what rows hold of an indicator: its values, their status."""
MEASURE_TOO = late(r"scores?|amount|figure|number|data|betrag|montant|importe", re.IGNORECASE)
"""Headers of values that are those of one measure where others stand beside it."""
UNSAID = late(
    r"values?|val|obs[\s_]?value|data|wert|werte|valeurs?|valor|valores|数值|值|数据", re.IGNORECASE
)
"""Headers of numbers that never name an indicator, even where it is the only one."""
RANK = late(
    r"(^|[\s_.(-])(rank|ranks|ranking|rk|rnk|rang|platz|platzierung|classement|puesto|posición|posizione|posição)"
    r"($|[\s_.:)(*#†-]|\d)|^(position|pos\.?|place|standing|(national |state )?(quartile|quintile|decile))$|排名|名次|位次|順位",
    re.IGNORECASE,
)
LATITUDE = late(
    r"^((?:centroid|cent|center|centre|point|geo|gps|start|end|intpt|mean|avg)[\s_]?)?(lat|latitude|breitengrad|latitud|纬度|y[\s_]?coord\w*)([\s_.]*(\(.*\)|deg\w*|wgs\w*|decimal))?$",
    re.IGNORECASE,
)
LONGITUDE = late(
    r"^((?:centroid|cent|center|centre|point|geo|gps|start|end|intpt|mean|avg)[\s_]?)?(lng|lon|long|longitude|längengrad|longitud|经度|x[\s_]?coord\w*)([\s_.]*(\(.*\)|deg\w*|wgs\w*|decimal))?$",
    re.IGNORECASE,
)
ERROR = late(
    r"(^|[\s_.(-])(se|s[. ]e|std\.?[\s_]?err\w*|stderr|standard[\s_.-]?errors?|standardfehler|erreur[\s_]type|error[\s_]estándar|moe|"
    r"margin[\s_]of[\s_]error|lcl|ucl|ci[\s_]?(low\w*|up\w*|high)|lower[\s_]?(bound|ci)|upper[\s_]?(bound|ci)|whisker[\s_-]?(low|high)|value[\s_]?(numeric[\s_]?)?(low|high)|"
    r"low ci|high ci|(?:\w+[\s_])*code(low|high)|pctrank(lower|upper)|(low|high|lower|upper)[\s_](estimate|confidence[\s_]limit|limit|\d\d ?%?)|(upper|lower)[\s_]?whisker|confidence[\s_]interval|conf|conf\.? ?int\.?|"
    r"(95 ?%? )?ci( -)? (low|high)|uncertainty[\s_](?:interval|range|low|high|upper|lower|bound)\w*|std|sd|std\.? ?dev\.?|stddev|standard[\s_]deviation|variance|cv|coefficient of variation|"
    r"p[\s_-]?value|标准误)($|[\s_.)-])|^±$",
    re.IGNORECASE,
)
PILLAR = late(
    r"(sub-?)?(dimensions?|pillars?|domains?|themes?|categor(y|ies)|sub-?ind(ex|ices)|components?|groups?|areas?|topics?|bereiche?|"
    r"dimensionen|dimensiones|dimensión|dominios?|catégories?|thèmes?)([\s_](name|label))?|维度|领域|类别",
    re.IGNORECASE,
)
"""Headers of what indicators are sorted into, where rows are indicators."""
INDEX_COLUMN = late(
    r"^(|#|no\.?|nr\.?|n°|nº|sl\.?\s*no\.?|sr?\.?\s*no\.?|serial|serial[\s_]no\.?|row|row[\s_]?(id|number|no)|index|unnamed:? ?[\d .]*|lfd\.?\s*nr\.?|"
    r"fid|id|objectid|sn|s/n|rownames?|idx|\.\.\.1|level_0|index level \d|seq|lp\.?|l\.p\.?|№|№ п/п|п/п|序号|编号|番号|번호)$",
    re.IGNORECASE,
)
IDENTIFIER = late(
    r"(^|[\s_.-])(id|ids|code|codes|\w+code|cód|geoid|m49|iso[\s_]?num|num[\s_]?code|fips|zip|zipcode|plz|postcode|postal[\s_]code|phone|tel|isbn|jersey[\s_]number|ags|insee|gid|uid|"
    r"objectid|numeric|(unit|ope|player|person|user|app|loc|site|record|case|store|client|customer|product|order|student|employee|"
    r"school|country|city|state|region)id)$|代码|邮编|编号",
    re.IGNORECASE,
)
PUBLISHED = late(
    r"^(total|totals|overall|overall[\s_](score|index|rating|total)|total[\s_](score|index|points)|score|composite|composite[\s_](score|index)|"
    r"index|final[\s_]score|gesamt|gesamtwert|gesamtpunktzahl|gesamtindex|insgesamt|score[\s_]total|score[\s_]global|indice[\s_]global|"
    r"puntuación[\s_]total|puntaje[\s_]total|índice[\s_]global|总分|综合得分|总得分|综合指数|得分)$",
    re.IGNORECASE,
)
YEAR_COLUMN = late(
    r"\b(until|valid|start(s|ed)?[\s_]after|founded|established|since|born|built|opened|started|launched|released|debut|joined|inception|"
    r"birth year|year of birth|gegründet|baujahr|fondé|fundado)\b",
    re.IGNORECASE,
)
GENERIC = late(
    r"^(name|names|value|values|data|index|id|label|item|items|total|totals|column \d+|)$",
    re.IGNORECASE,
)
"""Headers of which nobody learns what is measured."""


def names_keys(header: str) -> bool:
    """Whether a header is one of names, codes, groups or units of measure."""
    words = spaced(header)
    kinds = (NAME, PLACE, CODE, DIMENSION, INDICATOR)
    return any(kind.search(words) for kind in kinds) or MEASURED_IN.match(words) is not None


def is_time_name(header: str) -> bool:
    """Whether a header is one of times."""
    return TIME.match(spaced(header)) is not None


@lru_cache(maxsize=1 << 15)
def spaced(name: str) -> str:
    """A header with blanks where words meet: `TIME_PERIOD`, `CountryName`, `obs.value`."""
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)
    return re.sub(r"[_./\\]+", " ", text).strip()
