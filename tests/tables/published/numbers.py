"""How numbers are written."""

from __future__ import annotations

from tests.tables.published.case import Case

CASES = (
    Case(
        "percent_mixed",
        """School,Attendance,Pass rate
A,95%,0.91
B,93.5 %,0.88
C,97,0.95
D,90%,0.79
""",
        values={("B", "Attendance"): 93.5},
    ),
    Case(
        "bounds",
        """District,Obesity,Smoking
A,<2.5,10
B,3.1,>40
C,≤1.0,12
D,4.4,~15
""",
        values={("A", "Obesity"): 2.5, ("B", "Smoking"): 40, ("D", "Smoking"): 15},
        lower=["Obesity", "Smoking"],
    ),
    Case(
        "neg_paren_total",
        """Firm;Umsatz (Mio. €);Gewinn (Mio. €);Mitarbeiter
Alpha AG;1.234,5;(12,3);4.500
Beta SE;987,0;45,1;3.200
Gamma KG;12,5;−1,2;120
Delta GmbH;2.345,75;0,0;8.950
Summe;4.579,75;31,6;16.770
""",
        units=["Alpha AG", "Beta SE", "Gamma KG", "Delta GmbH"],
        values={
            ("Alpha AG", "Gewinn (Mio. €)"): -12.3,
            ("Gamma KG", "Gewinn (Mio. €)"): -1.2,
            ("Delta GmbH", "Umsatz (Mio. €)"): 2345.75,
        },
        totals=["Summe"],
    ),
    Case(
        "swiss",
        """Kanton;Einwohner;Fläche;Steuerfuss
Zürich;1’553’423;1’728.9;98.5
Bern;1’043’132;5’959.5;120.1
Luzern;416’347;1’493.5;
Uri;36’819;1’076.6;95.0
""",
        values={
            ("Uri", "Einwohner"): 36819,
            ("Bern", "Fläche"): 5959.5,
            ("Luzern", "Steuerfuss"): None,
        },
    ),
    Case(
        "french_spaces",
        "Commune;Population;Revenu médian (€);Part\nParis;2 165 423;28 790;12,4 %\nLyon;522 250;24 090;13,1 %\nMarseille;870 321;19 480;9,0 %\nNice;342 669;20 660;n.d.\n".encode(),
        values={("Paris", "Population"): 2165423, ("Lyon", "Part"): 13.1, ("Nice", "Part"): None},
    ),
    Case(
        "indian",
        """State,Population,Budget (₹),Area
Kerala,"3,34,06,061","₹1,45,000 cr",38863
Goa,"14,58,545","₹21,056 cr",3702
Bihar,"10,40,99,452","₹2,37,691 cr",94163
""",
        values={("Kerala", "Population"): 33406061, ("Goa", "Budget (₹)"): 210560000000},
    ),
    Case(
        "mixed_decimals",
        """Stadt;Miete;Fläche
A;10,5;1.234,5
B;9.75;987.6
C;11,25;2.345,75
D;8,0;123,4
""",
        values={("B", "Miete"): 9.75, ("A", "Fläche"): 1234.5, ("B", "Fläche"): 987.6},
    ),
    Case(
        "thousand_ambiguous",
        """Ort;Einwohner;Rate
A;1.234;1,5
B;12.345;2,25
C;999;3,1
D;4.001;0,9
""",
        values={("A", "Einwohner"): 1234, ("C", "Einwohner"): 999},
    ),
    Case(
        "pct_points",
        """Land,Share 2010 (%),Share 2020 (%),Change (pp)
A,10.1,12.2,+2.1
B,20.0,18.5,–1.5
C,30.3,31.0,+0.7
""",
        values={("B", "Change (pp)"): -1.5},
    ),
    Case(
        "latin_pct",
        """Pays;PIB (Md€);Croissance;Dette (% PIB)
France;2 639,1;+2,5 %;111,6
Allemagne;3 876,8;+1,8 %;66,3
Italie;1 946,5;+3,7 %;144,4
Espagne;1 346,4;+5,8 %;112,5
""",
        values={("France", "PIB (Md€)"): 2639.1, ("Italie", "Croissance"): 3.7},
        lower=["Dette (% PIB)"],
    ),
    Case(
        "yesterday_flags",
        """Land;2020;2021;2022
DE;1,2p;1,3e;1,4
FR;2,1;2,2b;2,3
IT;3,0;:;3,2u
ES;1,0;1,1;1,2
""",
        times=["2020", "2021", "2022"],
        values={("DE", "yesterday flags", "2020"): 1.2, ("IT", "yesterday flags", "2022"): 3.2},
    ),
    Case(
        "zh_units",
        """省份,GDP(万亿元),人均可支配收入,增速
广东,12.91万亿,47065元,1.9%
江苏,12.29万亿,49862元,2.8%
山东,8.74万亿,37560元,3.9%
""",
        values={("江苏", "人均可支配收入"): 49862},
    ),
    Case(
        "mixed_missing",
        """Land;a;b;c;d
A;–;1;x;n.v.
B;2;.;3;4
C;...;5;k.A.;6
D;1;2;3;/
E;3;4;5;5
""",
        values={
            ("A", "a"): None,
            ("B", "b"): None,
            ("C", "c"): None,
            ("A", "d"): None,
            ("D", "d"): None,
        },
    ),
    Case(
        "value_ci_cell",
        """Country,Life expectancy,HALE
France,82.5 [82.3-82.7],72.1 (71.5 to 72.7)
Chad,59.6 [57.0-62.0],52.0 (50.1 to 54.0)
Japan,84.3 [84.1-84.4],74.1 (73.2 to 75.0)
""",
        values={("France", "Life expectancy"): 82.5, ("Chad", "HALE"): 52.0},
    ),
)
