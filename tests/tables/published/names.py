"""What columns are called: years, dimensions, pillars, directions."""

from __future__ import annotations

from tests.tables.published.case import Case

CASES = (
    Case(
        "year_names",
        """Municipality,Farms 2010,Farms 2015,Farms 2020,Area 2020 (ha)
A,10,9,8,100
B,20,18,15,200
C,30,31,29,300
""",
        times=["2010", "2015", "2020"],
    ),
    Case(
        "year_lone",
        """City,Rank,Score 2023,Population,Rent
A,1,90,1000,5
B,2,80,2000,6
C,3,70,1500,7
""",
        indicators=["Score 2023", "Population", "Rent"],
        times=[],
    ),
    Case(
        "year_const",
        """Country,Year,GDP,Pop
A,2021,1,2
B,2021,3,4
C,2021,5,6
""",
        times=["2021"],
        indicators=["GDP", "Pop"],
        units=3,
    ),
    Case(
        "year_own",
        """Country,Year,Literacy,Pop
A,2011,90,2
B,2018,80,4
C,2015,85,6
""",
        indicators=["Literacy", "Pop"],
        units=3,
        times=[],
    ),
    Case(
        "farms_names",
        """Area,2010 farms,2015 farms,2020 farms,2010 hectares,2015 hectares,2020 hectares
A,1,2,3,10,20,30
B,2,3,4,20,30,40
C,3,4,5,30,40,50
""",
        times=["2010", "2015", "2020"],
        indicators=["farms", "hectares"],
    ),
    Case(
        "fiscal",
        """Agency,FY2019,FY2020,FY2021
A,10,12,13
B,20,22,21
C,5,6,7
""",
        times=["2019", "2020", "2021"],
    ),
    Case(
        "quarter",
        """Region,2021Q1,2021Q2,2021Q3,2021Q4
A,1,2,3,4
B,2,3,4,5
C,3,4,5,6
""",
        times=["2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4"],
    ),
    Case(
        "panel",
        """country,year,gdp,pop
A,2018,1,10
A,2019,2,11
A,2020,3,12
B,2018,4,20
B,2019,5,21
B,2020,6,22
C,2018,7,30
C,2019,8,31
C,2020,,32
""",
        units=["A", "B", "C"],
        times=["2018", "2019", "2020"],
        indicators=["gdp", "pop"],
        values={("C", "gdp", "2019"): 8},
    ),
    Case(
        "panel_months",
        """Stadt;Monat;Miete;Index
Berlin;Jan 2023;12,5;101
Berlin;Feb 2023;12,6;102
Köln;Jan 2023;11,5;99
Köln;Feb 2023;11,7;100
Ulm;Jan 2023;10,0;98
Ulm;Feb 2023;10,2;99
""",
        units=["Berlin", "Köln", "Ulm"],
        times=["2023-01", "2023-02"],
    ),
    Case(
        "long_2dims",
        """geo,sex,age,unit,time,value
FR,T,TOTAL,PC,2020,8.0
FR,M,TOTAL,PC,2020,8.1
FR,F,TOTAL,PC,2020,8.0
DE,T,TOTAL,PC,2020,3.8
DE,M,TOTAL,PC,2020,4.1
DE,F,TOTAL,PC,2020,3.5
IT,T,TOTAL,PC,2020,9.2
IT,M,TOTAL,PC,2020,8.4
IT,F,TOTAL,PC,2020,10.2
EU27_2020,T,TOTAL,PC,2020,7.1
EU27_2020,M,TOTAL,PC,2020,7.0
EU27_2020,F,TOTAL,PC,2020,7.3
""",
        units=["FR", "DE", "IT"],
        layout="long",
        totals=["EU27_2020"],
    ),
    Case(
        "unpivoted_survey",
        """Respondent region;Question;Answer;Percent
Nord;Q1;Ja;45,2
Nord;Q1;Nein;54,8
Nord;Q2;Ja;33,1
Nord;Q2;Nein;66,9
Süd;Q1;Ja;40,0
Süd;Q1;Nein;60,0
Süd;Q2;Ja;31,5
Süd;Q2;Nein;68,5
West;Q1;Ja;41,0
West;Q1;Nein;59,0
West;Q2;Ja;35,5
West;Q2;Nein;64,5
""",
        units=["Nord", "Süd", "West"],
        indicators=["Q1, Ja", "Q1, Nein", "Q2, Ja", "Q2, Nein"],
        layout="long",
    ),
    Case(
        "units_hidden",
        """Area;Unit;2019;2020;2021
Vienna;EUR;10;11;12
Vienna;PPS;9;10;11
Graz;EUR;8;9;9
Graz;PPS;7;8;8
Linz;EUR;9;9;9
Linz;PPS;8;8;8
""",
        units=["Vienna", "Graz", "Linz"],
        times=["2019", "2020", "2021"],
    ),
    Case(
        "precinct_sex",
        """Country,Sex,Life expectancy,Smoking
A,Male,70,30
A,Female,75,20
B,Male,71,31
B,Female,76,21
C,Male,72,32
C,Female,77,22
""",
        units=["A", "B", "C"],
    ),
    Case(
        "dup_names",
        """Country,Score,Score,Rank,Rank
A,1,2,1,2
B,3,4,2,1
C,5,6,3,3
""",
        indicators=["Score", "Score (2)"],
    ),
    Case(
        "dup_units",
        """City,State,Rent,Parks
Springfield,IL,700,10
Springfield,MO,650,12
Portland,OR,1200,30
Portland,ME,1100,20
Salem,OR,900,11
""",
        units=["Springfield, IL", "Springfield, MO", "Portland, OR", "Portland, ME", "Salem"],
    ),
    Case(
        "pillar_names",
        """Country,Health: doctors per 1000,Health: beds per 1000,Education: years of schooling,Education: PISA,Environment: PM2.5,Environment: protected areas
A,1,2,3,4,5,6
B,2,3,4,5,6,7
C,3,4,5,6,7,8
""",
        pillars={"Health: beds per 1000": ("Health",), "Environment: PM2.5": ("Environment",)},
        lower=["Environment: PM2.5"],
    ),
    Case(
        "geo",
        """city,lat,lng,population,capital
Tokyo,35.68,139.69,37977000,primary
Jakarta,-6.2,106.8,34540000,primary
Delhi,28.66,77.23,29617000,admin
Mumbai,18.96,72.82,23355000,admin
""",
        indicators=["population"],
        roles={"lat": "coordinate", "lng": "coordinate"},
    ),
    Case(
        "se",
        """State,Estimate,Margin of Error,SE income,Income
A,10,1,0.5,100
B,20,2,0.6,200
C,30,3,0.7,300
D,40,4,0.8,400
""",
        indicators=["Estimate", "Income"],
        roles={"Margin of Error": "se", "SE income": "se"},
    ),
    Case(
        "ci_cols",
        """Country,Prevalence,Prevalence lower 95% CI,Prevalence upper 95% CI,Deaths,Deaths_lower,Deaths_upper
A,10,9,11,100,90,110
B,20,19,21,200,190,210
C,30,29,31,300,290,310
D,40,39,41,400,390,410
""",
        indicators=["Prevalence", "Deaths"],
        lower=["Prevalence", "Deaths"],
    ),
    Case(
        "cost_trap",
        """City,Cost effectiveness,Crime prevention programmes,Low-emission vehicles (%),Tax revenue,Poverty reduction score
A,1,2,3,4,5
B,2,3,4,5,6
C,3,4,5,6,7
""",
        lower=[],
    ),
    Case(
        "german_dirs",
        """Stadt;Mietpreis je m²;Luftqualität;Stau-Stunden;Einbruchsrate;Betreuungsquote;Pendelzeit (min);Wartezeit Bürgeramt (Tage)
A;1;2;3;4;5;6;7
B;2;3;4;5;6;7;8
C;3;4;5;6;7;8;9
""",
        lower=[
            "Mietpreis je m²",
            "Stau-Stunden",
            "Einbruchsrate",
            "Pendelzeit (min)",
            "Wartezeit Bürgeramt (Tage)",
        ],
    ),
    Case(
        "es_dirs",
        """País;Esperanza de vida;Tasa de homicidios;Gasto en educación;Inflación;Emisiones;Tiempo de espera
A;1;2;3;4;5;6
B;2;3;4;5;6;7
C;3;4;5;6;7;8
""",
        lower=["Tasa de homicidios", "Inflación", "Emisiones", "Tiempo de espera"],
    ),
    Case(
        "fr_dirs",
        """Pays;Espérance de vie;Taux de suicide;Dépenses de santé;Inflation;Émissions de CO2;Délai d'attente;Accès à l'eau
A;1;2;3;4;5;6;7
B;2;3;4;5;6;7;8
C;3;4;5;6;7;8;9
""",
        lower=["Taux de suicide", "Inflation", "Émissions de CO2", "Délai d'attente"],
    ),
    Case(
        "zh_dirs",
        """城市,空气污染指数,人均寿命,犯罪率,房价收入比,就业率,等待时间
A,1,2,3,4,5,6
B,2,3,4,5,6,7
C,3,4,5,6,7,8
""",
        lower=["空气污染指数", "犯罪率", "房价收入比", "等待时间"],
    ),
)
