"""Tables of several kinds at once: units of measure, months, notes, dimensions."""

from __future__ import annotations

from tests.tables.published.case import Case
from tests.tables.workbooks import workbook

CASES = (
    Case(
        "unesco",
        """country,year,Primary completion (%),Out of school,,Note
Chad,2019,41.2,700000,,1
Mali,2018,50.1,800000,,
Niger,2020,61.0,,,2
Togo,2020,88.0,20000,,
""",
        units=["Chad", "Mali", "Niger", "Togo"],
    ),
    Case(
        "grp_cols",
        """Sector;Firma;2021;2022;2023
Energie;A AG;1,2;1,3;1,4
Energie;B AG;2,2;2,3;2,4
Bau;C AG;3,2;3,3;3,4
Bau;D AG;4,2;4,3;4,4
""",
        units=["A AG", "B AG", "C AG", "D AG"],
        times=["2021", "2022", "2023"],
        groups={"Sector": ["Energie", "Energie", "Bau", "Bau"]},
    ),
    Case(
        "spss",
        """V1,V2,V3,V4
1,Norway,7.5,3
2,Spain,6.4,4
3,Chile,6.1,5
""",
        units=["Norway", "Spain", "Chile"],
    ),
    Case(
        "tab_in_title",
        """Tabelle 12411-0010;;;
Bevölkerung: Bundesländer, Stichtag;;;
;;31.12.2021;31.12.2022
Schleswig-Holstein;Anzahl;2922005;2953270
Hamburg;Anzahl;1853935;1892122
Bremen;Anzahl;676463;684864
Berlin;Anzahl;3677472;3755251
""",
        units=["Schleswig-Holstein", "Hamburg", "Bremen", "Berlin"],
        times=["2021-12-31", "2022-12-31"],
    ),
    Case(
        "bold_totals",
        """Area,Households,Share of all (%)
**Total**,1000,100
North,400,40
South,350,35
West,250,25
""",
        units=["North", "South", "West"],
        totals=["Total"],
    ),
    Case(
        "colon_total",
        """Country:,Exports:,Imports:
France,10,20
Spain,5,9
Italy,7,8
Total:,22,37
""",
        units=["France", "Spain", "Italy"],
    ),
    Case(
        "q_marks",
        """Team,P,W,D,L,Pts.
A,10,6,2,2,20
B,10,5,2,3,17
C,10,1,1,8,4
""",
        lower=["L"],
    ),
    Case(
        "per_cols",
        """Country,Cases per million,Tests per case,Vaccinated per hundred,ICU beds per 100k
A,100,20,80,10
B,200,10,70,12
C,300,5,60,8
""",
        lower=["Cases per million"],
    ),
    Case(
        "hier_indent",
        """Region,Population,Income
Germany,83,50
  Bayern,13,55
  Berlin,4,45
France,67,42
  Bretagne,3,40
  Corse,0.3,35
""",
        units=6,
    ),
    Case(
        "sept",
        """Location,Sep-2023,Oct-2023,Nov-2023
A,1,2,3
B,2,3,4
C,3,4,5
""",
        times=["2023-09", "2023-10", "2023-11"],
    ),
    Case(
        "hyphen_year",
        """Ort,Wert-2019,Wert-2020,Wert-2021
A,1,2,3
B,2,3,4
C,3,4,5
""",
        times=["2019", "2020", "2021"],
        indicators=["Wert"],
    ),
    Case(
        "two_pop",
        """Ville,Pop. 2015,Pop. 2020,Superficie (km²)
A,1,2,3
B,2,3,4
C,3,4,5
""",
        times=["2015", "2020"],
    ),
    Case(
        "dotnames",
        """city,econ.gdp,econ.jobs,env.pm25,env.trees,soc.crime,soc.trust
A,1,2,3,4,5,6
B,2,3,4,5,6,7
C,3,4,5,6,7,8
""",
        pillars={"econ.gdp": ("econ",), "env.pm25": ("env",)},
        lower=["env.pm25", "soc.crime"],
    ),
    Case(
        "xlsx_text_numbers",
        workbook(
            {
                "S": [
                    ["Name", "Wert", "Anteil"],
                    ["A", "1.234,5", "12,5 %"],
                    ["B", "2.345,6", "13,5 %"],
                    ["C", "999,0", "9 %"],
                ]
            }
        ),
        values={("A", "Wert"): 1234.5, ("B", "Anteil"): 13.5},
    ),
    Case(
        "long_metric",
        """metric;entity;value
latency_ms;svc-a;12
latency_ms;svc-b;15
latency_ms;svc-c;9
uptime;svc-a;99.9
uptime;svc-b;99.5
uptime;svc-c;99.99
""",
        units=["svc-a", "svc-b", "svc-c"],
        indicators=["latency_ms", "uptime"],
        lower=["latency_ms"],
    ),
    Case(
        "long_metric_year",
        """Jahr;Kreis;Merkmal;Wert
2021;Ahrweiler;Einwohner;130000
2021;Ahrweiler;Arbeitslose;2500
2021;Cochem;Einwohner;61000
2021;Cochem;Arbeitslose;1100
2022;Ahrweiler;Einwohner;131000
2022;Ahrweiler;Arbeitslose;2600
2022;Cochem;Einwohner;61500
2022;Cochem;Arbeitslose;1000
""",
        units=["Ahrweiler", "Cochem"],
        indicators=["Einwohner", "Arbeitslose"],
        times=["2021", "2022"],
        lower=["Arbeitslose"],
    ),
    Case(
        "note_col",
        """Country,Value 2022,Note,Confidence
A,10,est.,high
B,12,,high
C,9,prov.,low
D,7,,low
""",
        units=4,
        indicators=["Value 2022"],
    ),
    Case(
        "range_mixed",
        """Uni,Overall,Teaching
A,98.5,97
B,54.1–57.0,60
C,50.2–54.0,55
D,80.1,81
""",
        values={("B", "Overall"): 55.55},
    ),
)
