"""Countries by code and name (ISO 3166-1), to tell them from regions and from other words."""

from __future__ import annotations

from functools import cache

_COUNTRIES = """
AW ABW Aruba; AF AFG Afghanistan; AO AGO Angola; AI AIA Anguilla; AX ALA Åland;
AL ALB Albania; AD AND Andorra; AE ARE United Arab Emirates; AR ARG Argentina;
AM ARM Armenia; AS ASM American Samoa; AQ ATA Antarctica;
TF ATF French Southern Territories; AG ATG Antigua and Barbuda; AU AUS Australia;
AT AUT Austria; AZ AZE Azerbaijan; BI BDI Burundi; BE BEL Belgium; BJ BEN Benin;
BQ BES Bonaire, Sint Eustatius, and Saba; BF BFA Burkina Faso; BD BGD Bangladesh;
BG BGR Bulgaria; BH BHR Bahrain; BS BHS Bahamas; BA BIH Bosnia and Herzegovina;
BL BLM Saint Barthélemy; BY BLR Belarus; BZ BLZ Belize; BM BMU Bermuda; BO BOL Bolivia;
BR BRA Brazil; BB BRB Barbados; BN BRN Brunei; BT BTN Bhutan; BV BVT Bouvet Island;
BW BWA Botswana; CF CAF Central African Republic; CA CAN Canada;
CC CCK Cocos (Keeling) Islands; CH CHE Switzerland; CL CHL Chile; CN CHN China;
CI CIV Ivory Coast; CM CMR Cameroon; CD COD DR Congo; CG COG Congo Republic;
CK COK Cook Islands; CO COL Colombia; KM COM Comoros; CV CPV Cabo Verde; CR CRI Costa Rica;
CU CUB Cuba; CW CUW Curaçao; CX CXR Christmas Island; KY CYM Cayman Islands; CY CYP Cyprus;
CZ CZE Czechia; DE DEU Germany; DJ DJI Djibouti; DM DMA Dominica; DK DNK Denmark;
DO DOM Dominican Republic; DZ DZA Algeria; EC ECU Ecuador; EG EGY Egypt; ER ERI Eritrea;
EH ESH Western Sahara; ES ESP Spain; EE EST Estonia; ET ETH Ethiopia; FI FIN Finland;
FJ FJI Fiji; FK FLK Falkland Islands; FR FRA France; FO FRO Faroe Islands;
FM FSM Micronesia; GA GAB Gabon; GB GBR United Kingdom; GE GEO Georgia; GG GGY Guernsey;
GH GHA Ghana; GI GIB Gibraltar; GN GIN Guinea; GP GLP Guadeloupe; GM GMB Gambia;
GW GNB Guinea-Bissau; GQ GNQ Equatorial Guinea; GR GRC Greece; GD GRD Grenada;
GL GRL Greenland; GT GTM Guatemala; GF GUF French Guiana; GU GUM Guam; GY GUY Guyana;
HK HKG Hong Kong; HM HMD Heard and McDonald Islands; HN HND Honduras; HR HRV Croatia;
HT HTI Haiti; HU HUN Hungary; ID IDN Indonesia; IM IMN Isle of Man; IN IND India;
IO IOT British Indian Ocean Territory; IE IRL Ireland; IR IRN Iran; IQ IRQ Iraq;
IS ISL Iceland; IL ISR Israel; IT ITA Italy; JM JAM Jamaica; JE JEY Jersey; JO JOR Jordan;
JP JPN Japan; KZ KAZ Kazakhstan; KE KEN Kenya; KG KGZ Kyrgyzstan; KH KHM Cambodia;
KI KIR Kiribati; KN KNA St Kitts and Nevis; KR KOR South Korea; KW KWT Kuwait; LA LAO Laos;
LB LBN Lebanon; LR LBR Liberia; LY LBY Libya; LC LCA Saint Lucia; LI LIE Liechtenstein;
LK LKA Sri Lanka; LS LSO Lesotho; LT LTU Lithuania; LU LUX Luxembourg; LV LVA Latvia;
MO MAC Macao; MF MAF Saint Martin; MA MAR Morocco; MC MCO Monaco; MD MDA Moldova;
MG MDG Madagascar; MV MDV Maldives; MX MEX Mexico; MH MHL Marshall Islands;
MK MKD North Macedonia; ML MLI Mali; MT MLT Malta; MM MMR Myanmar; ME MNE Montenegro;
MN MNG Mongolia; MP MNP Northern Mariana Islands; MZ MOZ Mozambique; MR MRT Mauritania;
MS MSR Montserrat; MQ MTQ Martinique; MU MUS Mauritius; MW MWI Malawi; MY MYS Malaysia;
YT MYT Mayotte; NA NAM Namibia; NC NCL New Caledonia; NE NER Niger; NF NFK Norfolk Island;
NG NGA Nigeria; NI NIC Nicaragua; NU NIU Niue; NL NLD Netherlands; NO NOR Norway;
NP NPL Nepal; NR NRU Nauru; NZ NZL New Zealand; OM OMN Oman; PK PAK Pakistan;
PA PAN Panama; PN PCN Pitcairn Islands; PE PER Peru; PH PHL Philippines; PW PLW Palau;
PG PNG Papua New Guinea; PL POL Poland; PR PRI Puerto Rico; KP PRK North Korea;
PT PRT Portugal; PY PRY Paraguay; PS PSE Palestine; PF PYF French Polynesia; QA QAT Qatar;
RE REU Réunion; RO ROU Romania; RU RUS Russia; RW RWA Rwanda; SA SAU Saudi Arabia;
SD SDN Sudan; SN SEN Senegal; SG SGP Singapore;
GS SGS South Georgia and South Sandwich Islands; SH SHN Saint Helena;
SJ SJM Svalbard and Jan Mayen; SB SLB Solomon Islands; SL SLE Sierra Leone;
SV SLV El Salvador; SM SMR San Marino; SO SOM Somalia; PM SPM Saint Pierre and Miquelon;
RS SRB Serbia; SS SSD South Sudan; ST STP São Tomé and Príncipe; SR SUR Suriname;
SK SVK Slovakia; SI SVN Slovenia; SE SWE Sweden; SZ SWZ Eswatini; SX SXM Sint Maarten;
SC SYC Seychelles; SY SYR Syria; TC TCA Turks and Caicos Islands; TD TCD Chad; TG TGO Togo;
TH THA Thailand; TJ TJK Tajikistan; TK TKL Tokelau; TM TKM Turkmenistan;
TL TLS Timor-Leste; TO TON Tonga; TT TTO Trinidad and Tobago; TN TUN Tunisia;
TR TUR Türkiye; TV TUV Tuvalu; TW TWN Taiwan; TZ TZA Tanzania; UG UGA Uganda;
UA UKR Ukraine; UM UMI U.S. Outlying Islands; UY URY Uruguay; US USA United States;
UZ UZB Uzbekistan; VA VAT Vatican City; VC VCT St Vincent and Grenadines; VE VEN Venezuela;
VG VGB British Virgin Islands; VI VIR U.S. Virgin Islands; VN VNM Vietnam; VU VUT Vanuatu;
WF WLF Wallis and Futuna; WS WSM Samoa; XK XKX Kosovo; YE YEM Yemen; ZA ZAF South Africa;
ZM ZMB Zambia; ZW ZWE Zimbabwe
"""
_OTHER_NAMES = """
Czech Republic; Turkey; Viet Nam; Vietnam; Russian Federation; Iran, Islamic Rep.; Korea, Rep.;
Republic of Korea; Korea; Côte d'Ivoire; Cote d'Ivoire; Congo, Dem. Rep.; Congo, Rep.; Egypt, Arab Rep.;
Venezuela, RB; Bahamas, The; Gambia, The; Gambia; Yemen, Rep.; Slovak Republic; Lao PDR; Kyrgyz Republic;
Syrian Arab Republic; Hong Kong SAR, China; Macao SAR, China; Macau; Swaziland; Burma; Cape Verde; Macedonia;
Great Britain; England; Scotland; Wales; Northern Ireland; United States of America; USA; UK; UAE; Netherlands;
Deutschland; Frankreich; Spanien; Italien; Polen; Österreich; Schweiz; Belgien; Niederlande; Dänemark;
Schweden; Norwegen; Finnland; Griechenland; Türkei; Russland; Ungarn; Tschechien; Irland; Großbritannien;
Vereinigtes Königreich; Vereinigte Staaten; Indien; Brasilien; Mexiko; Kanada; Australien; Südafrika;
Allemagne; Espagne; Italie; Pologne; Autriche; Suisse; Belgique; Pays-Bas; Danemark; Suède; Norvège; Finlande;
Grèce; Turquie; Russie; Hongrie; Irlande; Royaume-Uni; États-Unis; Chine; Inde; Japon; Brésil; Mexique;
Alemania; Francia; España; Italia; Polonia; Suiza; Bélgica; Países Bajos; Dinamarca; Suecia; Noruega;
Finlandia; Grecia; Turquía; Rusia; Hungría; Irlanda; Reino Unido; Estados Unidos; Japón; Brasil; México;
Korea, Dem. People's Rep.; Democratic People's Republic of Korea; Korea, North; Korea, South; North Korea; South Korea;
Congo; Congo, Democratic Republic of the; Congo, Republic of; Democratic Republic of the Congo; Democratic Republic of Congo;
Dem. Rep. Congo; Republic of the Congo; Congo (Kinshasa); Congo (Brazzaville); Congo (Democratic Republic of the); Central African Rep.;
Micronesia, Fed. Sts.; Micronesia (Federated States of); Micronesia (country); Federated States of Micronesia;
West Bank and Gaza; State of Palestine; Palestine, State of; Palestinian Territories; Occupied Palestinian Territory;
Taiwan, China; Chinese Taipei; Taiwan Province of China; China, Taiwan Province of; China, mainland; China, Hong Kong SAR;
Hong Kong, China (SAR); Hong Kong, China; Hong Kong S.A.R. of China; China, Macao SAR; Macao, China; Macao SAR;
Bolivia (Plurinational State of); Plurinational State of Bolivia; Venezuela (Bolivarian Republic of); Iran (Islamic Republic of);
Islamic Republic of Iran; IR Iran; Tanzania, United Republic of; United Republic of Tanzania; Lao People's Democratic Republic;
Moldova (Republic of); Republic of Moldova; Moldova, Republic of; Republic of North Macedonia; TFYR of Macedonia; Macedonia, FYR;
Saint Vincent and the Grenadines; St. Vincent and the Grenadines; St. Lucia; St. Kitts and Nevis; Saint Kitts and Nevis; Holy See;
Netherlands (Kingdom of the); Netherlands Antilles; Serbia and Montenegro; Yugoslavia; USSR; East Germany; Czechoslovakia;
Northern Cyprus; North Cyprus; Somaliland; Somaliland region; Transnistria; Abkhazia; Channel Islands; Faeroe Islands; Curacao;
St. Martin (French part); Sint Maarten (Dutch part); Virgin Islands (U.S.); United States Virgin Islands; Belgium-Luxembourg;
Brunei Darussalam; Sao Tome and Principe; Sao Tome & Principe; Trinidad & Tobago; Bosnia & Herzegovina; Antigua & Barbuda;
Bosnia-Herzegovina; Reunion; Aland Islands; Åland Islands; U.S.A.; U.K.; U.S.; Timor Leste; East Timor; The Gambia; The Bahamas;
The Netherlands; Türkiye (Turkey); Cote d Ivoire; Guinea Bissau; Puerto Rico (US); Kyrgyz Rep.; Slovakia (Slovak Republic);
中国; 美国; 英国; 德国; 法国; 日本; 韩国; 印度; 俄罗斯; 巴西; 意大利; 西班牙; 加拿大; 澳大利亚; 墨西哥
"""
OTHER_CODES = frozenset(
    {
        "EL",
        "UK",
        "XK",
        "XKX",
        "XKO",
        "KSV",
        "CHI",
        "ROM",
        "TMP",
        "ZAR",
        "ANT",
        "SCG",
        "YUG",
        "CSK",
        "SUN",
        "DDR",
        "BUR",
        "AN",
        "CS",
        "YU",
        "SU",
        "DD",
        "UNK",
    }
)
"""Codes of countries that publishers write otherwise: Eurostat, the World Bank, Our World in Data."""
GAMES_CODES = frozenset(
    {
        "ALG", "ANG", "ARU", "ASA", "BAH", "BAN", "BAR", "BER", "BHU", "BIZ", "BOT", "BRU", "BUL", "CAM", "CAY",
        "CGO", "CHA", "CRC", "CRO", "DEN", "ESA", "FIJ", "GAM", "GBS", "GEQ", "GER", "GRE", "GRN", "GUA", "GUI",
        "HAI", "HON", "INA", "IRI", "ISV", "IVB", "KOS", "KSA", "KUW", "LAT", "LBA", "LES", "LIB", "MAD", "MAS",
        "MAW", "MGL", "MON", "MRI", "MTN", "MYA", "NCA", "NED", "NEP", "NGR", "NIG", "OMA", "PAR", "PHI", "PLE",
        "POR", "PUR", "ROC", "RSA", "SAM", "SEY", "SIN", "SKN", "SLO", "SOL", "SRI", "SUD", "SUI", "TAN", "TGA",
        "TOG", "TPE", "TRI", "UAE", "URS", "URU", "VAN", "VIE", "VIN", "ZAM", "ZIM", "EUN", "AIN", "OAR", "FRG",
        "GDR", "TCH", "ENG", "SCO", "WAL", "NIR",
    }
)  # fmt: skip
"""Codes of countries in games and in football that are not those of ISO 3166-1."""
STATE_CODES = frozenset(
    {
        "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS",
        "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC",
        "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY",
        "PR", "GU", "VI", "AS", "MP",
    }
)  # fmt: skip
"""The states of the United States: most of their codes are some country's too."""
UNION = frozenset({"AT", "BE", "DE", "FR", "IT", "ES", "NL", "AUT", "BEL", "DEU", "FRA", "ITA", "ESP", "NLD",
                   "Austria", "Belgium", "Germany", "France", "Italy", "Spain", "Netherlands"})  # fmt: skip
"""Members of the euro area by code or name: where none is listed, the area is a unit of its own."""


@cache
def two_letters() -> frozenset[str]:
    """The codes of two letters."""
    return frozenset(entry.split(" ", 2)[0] for entry in _entries()) | _of_length(2)


@cache
def three_letters() -> frozenset[str]:
    """The codes of three letters."""
    return frozenset(entry.split(" ", 2)[1] for entry in _entries()) | _of_length(3)


@cache
def country_names() -> frozenset[str]:
    """Names of countries in lower case."""
    names = {entry.split(" ", 2)[2] for entry in _entries()}
    lower = {name.strip().casefold() for name in (*names, *_OTHER_NAMES.split(";")) if name.strip()}
    return frozenset(lower | {name.replace("'", "’") for name in lower})


def _entries() -> list[str]:
    return [entry.strip() for entry in _COUNTRIES.replace("\n", " ").split(";") if entry.strip()]


def _of_length(length: int) -> frozenset[str]:
    return frozenset(code for code in OTHER_CODES if len(code) == length)
