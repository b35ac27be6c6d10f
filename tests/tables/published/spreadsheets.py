"""Sheets that people write: titles, merged cells, totals, rows of weights."""

from __future__ import annotations

from tests.tables.published.case import Case
from tests.tables.workbooks import workbook

CASES = (
    Case(
        "budget",
        """City of X — Budget 2023 (in $ thousands),,,,
,,,,
Department,2021 Actual,2022 Actual,2023 Budget,% change
Police,"12,345","12,999","13,500",3.9%
Fire,"8,100","8,050","(8,300)",n/a
Parks,"1,200",-,"1,350",12.5%
Libraries,900,950,"1,000",5.3%
Total,"22,545","21,999","24,150",9.8%
""",
        units=["Police", "Fire", "Parks", "Libraries"],
        totals=["Total"],
        values={("Fire", "City of X — Budget 2023 (in $ thousands)", "2023"): -8300},
    ),
    Case(
        "survey",
        """Question: How satisfied are you with...,,,,
Base: all respondents,,,,
Region,Unweighted base,Very satisfied,Fairly satisfied,Dissatisfied
North,212,35%,40%,25%
South,198,30%,44%,26%
East,*,12%,60%,28%
West,205,41%,39%,20%
All,820,32%,42%,26%
""",
        units=["North", "South", "East", "West"],
        totals=["All"],
        lower=["Dissatisfied"],
    ),
    Case(
        "lab",
        """Sample ID,Pb (µg/L),Cd (µg/L),pH,E. coli (CFU/100 mL)
W-01,<0.5,0.12,7.1,<1
W-02,1.2,<0.05,6.9,120
W-03,3.4,0.08,7.4,>2419.6
W-04,ND,0.2,7.0,34
""",
        units=["W-01", "W-02", "W-03", "W-04"],
        indicators=["Pb (µg/L)", "Cd (µg/L)", "pH", "E. coli (CFU/100 mL)"],
        values={
            ("W-01", "Pb (µg/L)"): 0.5,
            ("W-04", "Pb (µg/L)"): None,
            ("W-03", "E. coli (CFU/100 mL)"): 2419.6,
        },
    ),
    Case(
        "lab_params",
        """Parameter,Unit,Site A,Site B,Site C,Guideline
Lead,µg/L,0.5,1.2,3.4,10
Cadmium,µg/L,0.12,0.05,0.08,5
Nitrate,mg/L,12,30,22,50
pH,-,7.1,6.9,7.4,6.5-9.5
""",
        layout="transposed",
    ),
    Case(
        "xlsx_merged",
        workbook(
            {
                "Data": [
                    ["Hospital indicators by district, 2022", "", "", "", "", ""],
                    ["", "", "", "", "", ""],
                    ["Province", "District", "Capacity", "", "Quality", ""],
                    ["", "", "Beds", "Doctors", "Mortality", "Satisfaction"],
                    ["North", "A", 100, 10, 2.5, 80],
                    ["", "B", 150, 12, 3.1, 75],
                    ["", "C", 90, 8, 1.9, 88],
                    ["South", "D", 200, 30, 2.2, 79],
                    ["", "E", 120, 14, 4.0, 60],
                    ["", "F", 80, 9, 2.8, 70],
                    ["", "", "", "", "", ""],
                    ["Source: Ministry of Health", "", "", "", "", ""],
                ]
            }
        ),
        units=["A", "B", "C", "D", "E", "F"],
        indicators=["Beds", "Doctors", "Mortality", "Satisfaction"],
        pillars={"Beds": ("Capacity",), "Mortality": ("Quality",)},
        lower=["Mortality"],
        groups={"Province": ["North"] * 3 + ["South"] * 3},
        title="Hospital indicators by district, 2022",
    ),
    Case(
        "xlsx_subtotals",
        workbook(
            {
                "S": [
                    ["Region", "Office", "Cases", "Cost"],
                    ["East", "E1", 10, 100],
                    ["East", "E2", 20, 150],
                    ["East total", "", 30, 250],
                    ["West", "W1", 5, 60],
                    ["West", "W2", 15, 90],
                    ["West total", "", 20, 150],
                    ["Grand total", "", 50, 400],
                ]
            }
        ),
        units=["E1", "E2", "W1", "W2"],
        lower=["Cost"],
    ),
    Case(
        "xlsx_two_years",
        workbook(
            {
                "T": [
                    ["Table 2", "", "", "", ""],
                    ["", "Employment rate", "", "Unemployment rate", ""],
                    ["Region", "2020", "2021", "2020", "2021"],
                    ["A", 70, 71, 5, 6],
                    ["B", 60, 61, 7, 8],
                    ["C", 65, 66, 6, 6],
                    ["Total", 65, 66, 6, 7],
                ]
            }
        ),
        times=["2020", "2021"],
        indicators=["Employment rate", "Unemployment rate"],
        units=["A", "B", "C"],
        lower=["Unemployment rate"],
    ),
    Case(
        "xlsx_years_numeric",
        workbook(
            {
                "T": [
                    ["Region", 2019, 2020, 2021],
                    ["A", 70.5, 71, 5],
                    ["B", 60, 61, 7],
                    ["C", 65, 66, 6],
                ]
            }
        ),
        times=["2019", "2020", "2021"],
    ),
    Case(
        "xlsx_dates",
        workbook(
            {
                "Sheet1": [
                    ["Region", "", "Jan-22", "Feb-22", "Mar-22"],
                    ["A", "", 1, 2, 3],
                    ["B", "", 2, 3, 4],
                    ["C", "", 3, 4, 5],
                ]
            }
        ),
        times=["2022-01", "2022-02", "2022-03"],
        units=["A", "B", "C"],
    ),
    Case(
        "merged_left",
        """Region,City,Rent,Parks
North,A,5,2
,B,6,3
,C,7,1
South,D,4,5
,E,8,4
,F,9,2
""",
        units=["A", "B", "C", "D", "E", "F"],
        groups={"Region": ["North", "North", "North", "South", "South", "South"]},
    ),
    Case(
        "group_headings",
        """Country,Population (millions),GDP per capita,Unemployment
EUROPE,,,
France,67,40494,8.0
Germany,83,46208,3.8
ASIA,,,
Japan,126,40193,2.8
India,1380,1901,7.1
AFRICA,,,
Kenya,53,1838,2.6
Egypt,102,3548,7.9
""",
        units=["France", "Germany", "Japan", "India", "Kenya", "Egypt"],
        groups={"group (heading rows)": ["EUROPE", "EUROPE", "ASIA", "ASIA", "AFRICA", "AFRICA"]},
        lower=["Unemployment"],
    ),
    Case(
        "group_headings2",
        """State / District,Literacy,Hospitals
Andhra Pradesh,,
Anantapur,63.6,12
Chittoor,71.5,15
Kerala,,
Idukki,91.9,11
Kannur,95.1,19
Wayanad,89.0,7
Punjab,,
Amritsar,76.3,22
Ludhiana,82.2,31
""",
        units=["Anantapur", "Chittoor", "Idukki", "Kannur", "Wayanad", "Amritsar", "Ludhiana"],
    ),
    Case(
        "three_rows_header",
        """,Economy,Economy,Economy,Society,Society
,Output,Output,Jobs,Health,Health
Country,GDP,Growth,Unemployment,Doctors,Deaths
A,1,2,3,4,5
B,2,3,4,5,6
C,3,4,5,6,7
""",
        pillars={
            "GDP": ("Economy", "Output"),
            "Deaths": ("Society", "Health"),
            "Unemployment": ("Economy", "Jobs"),
        },
        lower=["Unemployment", "Deaths"],
    ),
    Case(
        "five_rows",
        """Report,,,,,
,Part A,,,Part B,
,Health,,Schools,Work,
,Care,,Staff,Jobs,
Place,Doctors,Beds,Teachers,Income,Strikes
,per 1000,per 1000,per 100,EUR,days
A,1,2,3,4,5
B,2,3,4,5,6
C,3,4,5,6,7
""",
        units=["A", "B", "C"],
    ),
    Case(
        "units_row",
        """Country;Population;GDP;Area
;million;billion US$;1000 km²
Austria;8,9;446;83,9
Belgium;11,5;533;30,7
Chile;19,1;282;756,1
""",
        units=["Austria", "Belgium", "Chile"],
        indicators=["Population million", "GDP billion US$", "Area 1000 km²"],
    ),
    Case(
        "sex_rows_header",
        """,Life expectancy,,Healthy life years,
Country,Men,Women,Men,Women
A,70,75,60,62
B,71,76,61,63
C,72,77,62,64
""",
        indicators=[
            "Life expectancy Men",
            "Life expectancy Women",
            "Healthy life years Men",
            "Healthy life years Women",
        ],
        pillars={"Life expectancy Men": ("Life expectancy",)},
    ),
    Case(
        "unemp_sex",
        """,Unemployment rate,,Employment rate,
Country,Men,Women,Men,Women
A,7,5,60,62
B,1,6,61,63
C,2,7,62,64
""",
        lower=["Unemployment rate Men", "Unemployment rate Women"],
    ),
    Case(
        "compare_cars",
        """,Golf,Polo,Passat
Price (€),"29,000","20,000","38,000"
Consumption (l/100km),5.4,5.1,5.9
Power (PS),130,95,150
Trunk (l),380,351,650
""",
        units=["Golf", "Polo", "Passat"],
        layout="transposed",
    ),
    Case(
        "transposed_ind",
        """Indicator,Austria,Belgium,Chile,Denmark
Population (m),8.9,11.5,19.1,5.8
Unemployment (%),4.5,5.4,7.0,5.0
GDP per head,50.1,46.4,14.8,60.2
""",
        units=["Austria", "Belgium", "Chile", "Denmark"],
        indicators=["Population (m)", "Unemployment (%)", "GDP per head"],
        lower=["Unemployment (%)"],
    ),
    Case(
        "matrix",
        """Criteria,Weight,Car A,Car B,Car C
Price,5,3,4,2
Safety,4,5,3,4
Comfort,3,4,4,5
""",
        layout="transposed",
    ),
    Case(
        "pivot_blank_corner",
        """;Kriterium A;Kriterium B;Kriterium C
Variante 1;3;4;5
Variante 2;2;5;4
Variante 3;5;1;3
Gewichtung;40%;35%;25%
""",
        units=["Variante 1", "Variante 2", "Variante 3"],
        totals=["Gewichtung"],
    ),
    Case(
        "weights_row",
        """City,Health,Safety,Cost
Weight,0.5,0.3,0.2
A,5,6,7
B,6,7,8
C,1,2,9
""",
        units=["A", "B", "C"],
        totals=["Weight"],
    ),
    Case(
        "stats_rows",
        """City,Health,Safety
A,5,6
B,6,7
C,1,2
D,4,4
Mean,4,4.75
Median,4.5,5
SD,2.2,2.2
Min,1,2
Max,6,7
N,4,4
""",
        units=["A", "B", "C", "D"],
    ),
    Case(
        "group_totals",
        """Region,Province,Pop
North,A,10
North,B,20
North,Total,30
South,C,5
South,D,6
South,Total,11
All,Total,41
""",
        units=["A", "B", "C", "D"],
    ),
    Case(
        "blank_cols",
        """,Country,,GDP,,Jobs,
,Austria,,1,,4,
,Belgium,,2,,5,
,Chile,,3,,6,
""",
        units=["Austria", "Belgium", "Chile"],
        indicators=["GDP", "Jobs"],
    ),
    Case(
        "two_side",
        """City,Rent,,City,Parks
A,5,,D,1
B,6,,E,2
C,7,,F,3
""",
        units=["A", "B", "C"],
    ),
    Case(
        "nl_header",
        '"Country","GDP\n(billion US$)","Life expectancy\nat birth"\nA,1,80\nB,2,70\nC,3,60\n',
        indicators=["GDP (billion US$)", "Life expectancy at birth"],
    ),
    Case(
        "trailing_text_total",
        """Borough,Crimes,Population
Camden,100,1000
Hackney,120,1100
Islington,90,900
Lambeth,130,1200
Inner London total,440,4200
Notes: figures are rounded,,
""",
        units=4,
        totals=["Inner London total"],
        lower=["Crimes"],
    ),
    Case(
        "not_numbered",
        """Name,a,b,c
X,1,2,3
Y,2,2,2
Z,5,1,1
""",
        units=["X", "Y", "Z"],
    ),
)
