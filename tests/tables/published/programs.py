"""What programs write, and whoever feeds them."""

from __future__ import annotations

from tests.tables.published.case import Case

CASES = (
    Case(
        "pandas_idx",
        """Unnamed: 0.1,Unnamed: 0,name,score,time_s
0,5,alpha,3.5,10
1,7,beta,2.5,12
2,9,gamma,1.5,14
""",
        units=["alpha", "beta", "gamma"],
        indicators=["score", "time_s"],
    ),
    Case(
        "r_table",
        """"mpg" "cyl" "disp"
"Mazda RX4" 21 6 160
"Datsun 710" 22.8 4 108
"Hornet 4 Drive" 21.4 6 258
""",
        units=["Mazda RX4", "Datsun 710", "Hornet 4 Drive"],
        indicators=["mpg", "cyl", "disp"],
    ),
    Case(
        "stata",
        """idstd,country,b7,sector,sales,d2
1,Kenya,5,.,.a,12.5
2,Ghana,7,1.2,34,.
3,Mali,9,1.9,44,13
4,Niger,11,2.2,50,14
""",
        units=["Kenya", "Ghana", "Mali", "Niger"],
        values={("Kenya", "sales"): None, ("Ghana", "d2"): None},
    ),
    Case(
        "pandas_multi",
        """,GDP,GDP,Pop,Pop
,2019,2020,2019,2020
Country,,,,
A,1,2,3,4
B,5,6,7,8
C,9,10,11,12
""",
        units=["A", "B", "C"],
        times=["2019", "2020"],
        indicators=["GDP", "Pop"],
        values={("B", "Pop", "2019"): 7},
    ),
    Case(
        "qualtrics",
        """ResponseId,Region,Q1,Q2
Response ID,In which region do you live?,How satisfied are you with your life these days overall?,How much do you trust the police in your area?
"{""ImportId"":""_recordId""}","{""ImportId"":""QID3""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2""}"
R_1,North,7,5
R_2,South,8,6
R_3,East,4,7
R_4,West,5,5
""",
        units=4,
        indicators=["Q1", "Q2"],
    ),
    Case(
        "jsonrec",
        '[{"city":"A","scores":{"health":1,"edu":2},"ok":true},{"city":"B","scores":{"health":2,"edu":3},"ok":false},{"city":"C","scores":{"health":3,"edu":null},"ok":true}]',
        units=["A", "B", "C"],
        indicators=["scores.health", "scores.edu"],
        file="x.json",
    ),
    Case(
        "jsonl",
        '{"n":"A","x":1.5,"tags":["a","b"]}\n{"n":"B","x":2.5,"tags":[]}\n{"n":"C","x":3.5}\n',
        units=["A", "B", "C"],
        indicators=["x"],
        file="x.jsonl",
    ),
    Case(
        "utf16",
        "Land\tWert A\tWert B\nÖsterreich\t1,5\t2\nSchweiz\t2,5\t3\nUngarn\t3,5\t4\n".encode(
            "utf-16"
        ),
        units=["Österreich", "Schweiz", "Ungarn"],
        values={("Schweiz", "Wert A"): 2.5},
    ),
    Case(
        "types_row",
        """name,score,age
string,float,int
A,1.5,20
B,2.5,30
C,3.5,40
""",
        units=["A", "B", "C"],
        indicators=["score", "age"],
    ),
    Case(
        "na_label",
        """iso2,name,x
NO,Norway,1
NA,Namibia,2
NE,Niger,3
NG,Nigeria,4
NI,Nicaragua,5
""",
        units=["Norway", "Namibia", "Niger", "Nigeria", "Nicaragua"],
        code="iso2",
    ),
    Case(
        "na_only",
        """cc,x,y
NO,1,2
NA,2,3
NE,3,NA
NG,4,5
NI,5,6
""",
        units=["NO", "NA", "NE", "NG", "NI"],
        values={("NE", "y"): None},
    ),
    Case(
        "sentinel",
        """Site,DO,Temp,pH
S1,8.1,12,7.0
S2,-9999,13,7.1
S3,7.9,-9999,7.2
S4,8.5,14,-9999
S5,8.2,13,7.0
""",
        values={("S2", "DO"): None, ("S3", "Temp"): None, ("S4", "pH"): None},
    ),
    Case(
        "sentinel_neg",
        """Station,Anomaly
A,-5.5
B,-99
C,-120
D,30
E,12
""",
        values={("B", "Anomaly"): -99},
    ),
    Case(
        "error_cells",
        """Branch,Sales,Margin,Growth
A,100,0.2,#DIV/0!
B,200,#N/A,5%
C,#REF!,0.3,7%
D,150,0.25,-2%
E,160,0.22,3%
""",
        values={
            ("A", "Growth"): None,
            ("B", "Margin"): None,
            ("C", "Sales"): None,
            ("E", "Growth"): 3,
        },
    ),
    Case(
        "no_header",
        """A,1,2.5
B,2,3.5
C,3,4.5
D,4,5.5
""",
        units=["A", "B", "C", "D"],
    ),
    Case(
        "dup_header_body",
        """City,Rent,Parks
A,5,1
B,6,2
City,Rent,Parks
C,7,3
D,8,4
""",
        units=["A", "B", "C", "D"],
    ),
    Case(
        "wide_spaces",
        """Country        GDP     Pop    Rate
Austria        446.3   8.9    4.5%
Belgium        533.1   11.5   5.4%
Costa Rica     63.2    5.1    15.9%
""",
        units=["Austria", "Belgium", "Costa Rica"],
    ),
    Case(
        "tests_ab",
        """Student ID;Name;Math;Physics;Grade
001;Ann;95;88;A*
002;Bob;75;78;B
003;Cid;85;58;B
004;Dan;65;98;C
""",
        units=["Ann", "Bob", "Cid", "Dan"],
        indicators=["Math", "Physics"],
        code="Student ID",
    ),
    Case(
        "plz",
        """PLZ;Ort;Miete;Kaufpreis
01067;Dresden;9,5;3100
04103;Leipzig;8,9;2900
10115;Berlin;14,2;6100
80331;München;19,1;9900
""",
        units=["Dresden", "Leipzig", "Berlin", "München"],
        lower=["Miete", "Kaufpreis"],
    ),
    Case(
        "wards",
        """Ward,Crime rate,Median rent,Parks
1,5.5,900,4
2,6.6,1000,5
3,4.1,1100,2
4,7.0,800,1
""",
        units=["1", "2", "3", "4"],
        indicators=["Crime rate", "Median rent", "Parks"],
        lower=["Crime rate", "Median rent"],
    ),
)
