"""Copies of web pages, and data sets that many people share."""

from __future__ import annotations

from tests.tables.published.case import Case

CASES = (
    Case(
        "wiki_gdp",
        """Country/Territory	UN region	IMF[1][13]		World Bank[14]		United Nations[15]
		Forecast	Year	Estimate	Year	Estimate	Year
World	—	105,568,776	2023	100,562,011	2022	96,698,005	2021
United States	Americas	26,854,599	2023	25,462,700	2022	23,315,081	2021
China	Asia	19,373,586	[n 1]2023	17,963,171	[n 3]2022	17,734,131	[n 1]2021
Japan	Asia	4,409,738	2023	4,231,141	2022	4,940,878	2021
Germany	Europe	4,308,854	2023	4,072,192	2022	4,259,935	2021
""",
        units=["United States", "China", "Japan", "Germany"],
        totals=["World"],
        values={("Japan", "IMF Forecast"): 4409738},
    ),
    Case(
        "wiki_cities",
        """City[a],Nation,Population (2018)[5],Area (km²),Density (/km²)[b]
Tokyo,Japan,"37,468,000","13,452",2785
Delhi[c],India,"28,514,000","3,483",8186
Shanghai,China,"25,582,000","6,341[6]",4034
São Paulo,Brazil,"21,650,000","7,947",2724
""",
        units=["Tokyo", "Delhi", "Shanghai", "São Paulo"],
        indicators=["Population (2018)", "Area (km²)", "Density (/km²)"],
        values={("Shanghai", "Area (km²)"): 6341},
    ),
    Case(
        "wiki_index",
        """Rank	Country	HDI
2021 data (2022 report)[4]	Change since 2015[24]	2021 data (2022 report)[4]	Average annual growth (2010–2021)[24]
1	(3)	Switzerland	0.962	0.19%
2	–	Norway	0.961	0.19%
3	(9)	Iceland	0.959	0.56%
4	(1)	Hong Kong	0.952	0.44%
""",
        units=4,
    ),
    Case(
        "md",
        """| Model | Params | MMLU ↑ | Latency (ms) ↓ |
|---|---:|---:|---:|
| **Alpha** | 7B | 61.2 | 120 |
| [Beta](http://x.y) | 13B | 65.0 | 210 |
| Gamma | 70B | 71.3 | 900 |
""",
        units=["Alpha", "Beta", "Gamma"],
        values={("Alpha", "Params"): 7e9},
        lower=["Latency (ms) ↓"],
    ),
    Case(
        "html_entities",
        """Name,R&amp;D spending,Score
A &amp; B,1,2
C,2,3
D,3,4
""",
        units=["A & B", "C", "D"],
        indicators=["R&D spending", "Score"],
    ),
    Case(
        "stars",
        """Hotel,Stars,Rating,Reviews,Price
A,★★★★,4.5/5,"1,234",$120
B,★★★,4.1/5,980,$85
C,★★★★★,4.8/5,2.1k,$310
""",
        values={("A", "Rating"): 4.5, ("C", "Reviews"): 2100},
    ),
    Case(
        "names_comma",
        """"Country","GDP, current US$","Pop."
"Korea, Rep.","1,637,896","51.8"
"Congo, Dem. Rep.","47,320","86.8"
"Egypt, Arab Rep.","303,175","100.4"
""",
        values={("Korea, Rep.", "GDP, current US$"): 1637896},
    ),
    Case(
        "covid",
        """date,location,total_cases,new_cases,total_deaths
2021-01-01,France,2697014,19348,64921
2021-01-02,France,2700480,3466,65037
2021-01-01,Italy,2129376,22210,74621
2021-01-02,Italy,2141201,11825,74985
2021-01-01,World,84000000,500000,1830000
2021-01-02,World,84600000,600000,1838000
2021-01-01,Spain,1928265,0,50837
2021-01-02,Spain,1928265,0,50837
""",
        units=["France", "Italy", "Spain"],
        times=["2021-01-01", "2021-01-02"],
        totals=["World"],
    ),
    Case(
        "google_trends",
        """Category: All categories

Country,bitcoin: (1/1/23 - 12/31/23),gold: (1/1/23 - 12/31/23)
El Salvador,100,12
Nigeria,86,10
Austria,50,40
Switzerland,45,44
""",
        units=4,
    ),
    Case(
        "comments",
        """# Title: Air quality of stations
# Source: Agency
# Downloaded 2023-01-05
station,pm25,no2
A,10.1,20
B,12.2,30
C,9.9,25
""",
        units=["A", "B", "C"],
        indicators=["pm25", "no2"],
        lower=["pm25", "no2"],
    ),
    Case(
        "zillow",
        """RegionID,SizeRank,RegionName,RegionType,StateName,2023-01-31,2023-02-28,2023-03-31
394913,1,"New York, NY",msa,NY,600000.1,601000.2,602000
753899,2,"Los Angeles, CA",msa,CA,850000,851000.5,849000
394463,3,"Chicago, IL",msa,IL,290000,291000,292000
102001,0,United States,country,,340000,341000,342000
""",
        units=["New York, NY", "Los Angeles, CA", "Chicago, IL"],
        times=["2023-01-31", "2023-02-28", "2023-03-31"],
        totals=["United States"],
    ),
    Case(
        "kaggle_world",
        """Country,Region,Population,Area (sq. mi.),Pop. Density (per sq. mi.),Infant mortality (per 1000 births),GDP ($ per capita),Phones (per 1000),Climate
Afghanistan ,ASIA (EX. NEAR EAST)         ,31056997,647500,"48,0","163,07",700,"3,2",1
Albania ,EASTERN EUROPE                     ,3581655,28748,"124,6","21,52",4500,"71,2",3
Algeria ,NORTHERN AFRICA                    ,32930091,2381740,"13,8",31,6000,"78,1",1
American Samoa ,OCEANIA                            ,57794,199,"290,4","9,27",8000,"259,5",2
""",
        units=4,
        values={
            ("Albania", "Infant mortality (per 1000 births)"): 21.52,
            ("Algeria", "Infant mortality (per 1000 births)"): 31,
        },
        lower=["Infant mortality (per 1000 births)"],
    ),
    Case(
        "titanic",
        """PassengerId,Survived,Pclass,Name,Sex,Age,Fare
1,0,3,"Braund, Mr. Owen Harris",male,22,7.25
2,1,1,"Cumings, Mrs. John Bradley",female,38,71.2833
3,1,3,"Heikkinen, Miss. Laina",female,26,7.925
4,1,1,"Futrelle, Mrs. Jacques",female,35,53.1
""",
        units=4,
        unit_column="Name",
    ),
    Case(
        "iris",
        """Id,SepalLengthCm,SepalWidthCm,PetalLengthCm,PetalWidthCm,Species
1,5.1,3.5,1.4,0.2,Iris-setosa
2,4.9,3.0,1.4,0.2,Iris-setosa
3,7.0,3.2,4.7,1.4,Iris-versicolor
4,6.4,3.2,4.5,1.5,Iris-versicolor
5,6.3,3.3,6.0,2.5,Iris-virginica
6,5.8,2.7,5.1,1.9,Iris-virginica
""",
        units=6,
        indicators=["SepalLengthCm", "SepalWidthCm", "PetalLengthCm", "PetalWidthCm"],
    ),
    Case(
        "gapminder",
        """country,continent,year,lifeExp,pop,gdpPercap
Chad,Africa,2002,50.5,8835739,1156.2
Chad,Africa,2007,50.7,10238807,1704.1
Chile,Americas,2002,77.9,15497046,10778.8
Chile,Americas,2007,78.6,16284741,13171.6
China,Asia,2002,72.0,1280400000,3119.3
China,Asia,2007,73.0,1318683096,4959.1
""",
        units=["Chad", "Chile", "China"],
        times=["2002", "2007"],
        indicators=["lifeExp", "pop", "gdpPercap"],
        groups={"continent": ["Africa", "Americas", "Asia"]},
    ),
    Case(
        "yes_no",
        """Airline,On time,Free bag,Wi-Fi,Price
A,85%,Yes,No,100
B,80%,No,Yes,90
C,75%,Yes,Yes,120
D,70%,No,No,80
""",
        indicators=["On time", "Price"],
        roles={"Free bag": "group"},
    ),
    Case(
        "dates_col",
        """Company,Founded,IPO date,Employees,Revenue ($bn)
Apple,1976,12/12/1980,164000,394.3
Microsoft,1975,13/03/1986,221000,198.3
Amazon,1994,15/05/1997,1541000,514.0
""",
        indicators=["Employees", "Revenue ($bn)"],
        units=["Apple", "Microsoft", "Amazon"],
    ),
)
