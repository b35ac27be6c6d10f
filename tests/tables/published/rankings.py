"""Rankings and tables of games."""

from __future__ import annotations

from tests.tables.published.case import Case

CASES = (
    Case(
        "league",
        """Pos,Team,Pld,W,D,L,GF,GA,GD,Pts,Qualification or relegation
1,Manchester City (C),38,28,5,5,94,33,+61,89,Qualification for the Champions League group stage
2,Arsenal,38,26,6,6,88,43,+45,84,Qualification for the Champions League group stage
3,Manchester United,38,23,6,9,58,43,+15,75,Qualification for the Champions League group stage
4,Southampton (R),38,6,7,25,36,73,−37,25,Relegation to the EFL Championship
""",
        units=4,
        roles={"Pos": "rank"},
        values={("Arsenal", "GD"): 45, ("Southampton (R)", "GD"): -37},
        lower=["L", "GA"],
    ),
    Case(
        "bundesliga",
        """Platz;Verein;Sp.;S;U;N;Tore;Diff.;Pkt.
1.;FC Bayern München (M);34;21;8;5;92:38;+54;71
2.;Borussia Dortmund;34;22;5;7;83:44;+39;71
3.;RB Leipzig (P);34;20;6;8;64:41;+23;66
4.;Hertha BSC;34;7;8;19;42:69;−27;29
""",
        units=4,
        values={("RB Leipzig (P)", "Pkt."): 66},
        roles={"Platz": "rank"},
    ),
    Case(
        "the_ranking",
        """rank,name,scores_overall,scores_overall_rank,scores_teaching,scores_research,location,stats_number_students,stats_student_staff_ratio,stats_pc_intl_students,stats_female_male_ratio
1,University of Oxford,96.4,10,92.3,99.7,United Kingdom,"20,965",10.6,42%,48 : 52
=2,Harvard University,95.2,20,94.8,99.0,United States,"21,887",9.6,25%,50 : 50
=2,University of Cambridge,95.2,30,90.9,99.5,United Kingdom,"20,185",11.3,39%,47 : 53
4,Stanford University,94.9,40,94.2,96.7,United States,"16,164",7.1,24%,46 : 54
401–500,University of Somewhere,39.4–43.9,50,22.1,20.0,Chile,"30,000",18.2,1%,n/a
1001+,University X,10.3–25.0,60,12.1,11.0,Peru,"3,000",28.2,%,n/a
""",
        units=6,
        roles={"rank": "rank"},
        values={
            ("Stanford University", "stats_pc_intl_students"): 24,
            ("University X", "stats_pc_intl_students"): None,
        },
        lower=["stats_student_staff_ratio"],
    ),
    Case(
        "kaggle_happiness",
        """Overall rank,Country or region,Score,GDP per capita,Social support,Healthy life expectancy,Freedom to make life choices,Generosity,Perceptions of corruption
1,Finland,7.769,1.340,1.587,0.986,0.596,0.153,0.393
2,Denmark,7.600,1.383,1.573,0.996,0.592,0.252,0.410
3,Norway,7.554,1.488,1.582,1.028,0.603,0.271,0.341
4,Iceland,7.494,1.380,1.624,1.026,0.591,0.354,0.118
""",
        units=4,
        roles={"Overall rank": "rank"},
        off=["Score"],
    ),
    Case(
        "cpi_ti",
        """Corruption Perceptions Index 2023: Global scores,,,,,,,,
,,,,,,,,
Country / Territory,ISO3,Region,CPI score 2023,Rank,Standard error,Number of sources,Lower CI,Upper CI
Denmark,DNK,WE/EU,90,1,0.98,8,88,92
Finland,FIN,WE/EU,87,2,1.19,8,85,89
New Zealand,NZL,AP,85,3,1.55,8,82,88
Norway,NOR,WE/EU,84,4,1.93,7,81,87
""",
        units=4,
        roles={"Rank": "rank", "Standard error": "se", "Lower CI": "se", "Upper CI": "se"},
        code="ISO3",
    ),
    Case(
        "heritage",
        """CountryID,Country Name,WEBNAME,Region,World Rank,Region Rank,2019 Score,Property Rights,Tax Burden,Tariff Rate (%),Population (Millions),"GDP (Billions, PPP)",Unemployment (%),FDI Inflow (Millions)
1,Afghanistan,Afghanistan,Asia-Pacific,152,39,51.5,19.6,91.8,7.0,35.5,$69.6 ,8.8,53.9
2,Albania,Albania,Europe,52,27,66.5,54.8,85.1,1.1,2.9,$36.0 ,13.9,"1,119.1"
3,Algeria,Algeria,Middle East and North Africa,171,14,46.2,31.6,76.4,8.8,41.5,$632.9 ,10.0,"1,203.0"
4,Angola,Angola,Sub-Saharan Africa,156,33,50.6,35.9,85.3,9.4,28.2,$190.3 ,8.2,"-2,254.5"
5,Iraq,Iraq,Middle East and North Africa,,,N/A,37.0,N/A,N/A,38.9,$658.8 ,N/A,"-5,032.4"
""",
        units=["Afghanistan", "Albania", "Algeria", "Angola", "Iraq"],
        values={
            ("Albania", "GDP (Billions, PPP)"): 36.0,
            ("Angola", "FDI Inflow (Millions)"): -2254.5,
        },
        roles={"World Rank": "rank", "Region Rank": "rank", "CountryID": "code"},
    ),
    Case(
        "fifa_rank",
        """Rank,Team,Total points,Previous points,+/−
1,Argentina,1855.2,1855.2,0
2,France,1845.44,1845.44,0
3,England,1800.05,1797.39,+2.66
4,Belgium,1798.46,1794.9,+3.56
""",
        units=4,
        roles={"Rank": "rank"},
    ),
    Case(
        "golf",
        """POS,PLAYER,TOT,R1,R2,R3,R4,PRIZE
1,Scheffler,-10,69,67,71,71,"$2,700,000"
2,McIlroy,-7,73,73,71,64,"$1,620,000"
T3,Lowry,-5,73,68,73,69,"$870,000"
T3,Smith,-5,68,74,68,73,"$870,000"
""",
        units=4,
        roles={"POS": "rank"},
        values={("Lowry", "PRIZE"): 870000},
    ),
    Case(
        "medals",
        """Rank,NOC,Gold,Silver,Bronze,Total
1,United States (USA),39,41,33,113
2,China (CHN),38,32,19,89
3,Japan (JPN)*,27,14,17,58
4,Great Britain (GBR),22,20,22,64
Totals (4 entries),126,107,91,324,
""",
        units=4,
        off=["Total"],
    ),
    Case(
        "medals2",
        """Rank,Nation,Gold,Silver,Bronze,Total
1,United States,39,41,33,113
2,China,38,32,19,89
3,Japan*,27,14,17,58
Totals (3 entries),Totals (3 entries),104,87,69,260
""",
        units=["United States", "China", "Japan"],
        off=["Total"],
        roles={"Rank": "rank"},
    ),
    Case(
        "marathon",
        """Rank,Athlete,Country,Time,Pace
1,A. Kip,KEN,2:01:39,2:53
2,B. Bek,ETH,2:01:41,2:53
3,C. Leg,ETH,2:02:48,2:55
4,D. Far,GBR,2:05:11,2:58
""",
        values={("A. Kip", "Time"): 7299, ("D. Far", "Pace"): 178},
        lower=["Time", "Pace"],
        units=["A. Kip", "B. Bek", "C. Leg", "D. Far"],
    ),
    Case(
        "decathlon",
        """Athlete;100m;Long jump;Shot put;1500m
Mayer;10,55;7,80;16,00;276,3
Warner;10,15;8,24;14,80;271,1
Moloney;10,34;7,64;14,49;279,4
""",
        lower=[],
        units=3,
    ),
    Case(
        "nba",
        """Rk,Player,Pos,Age,Tm,G,FG%,3P%,TOV,PTS
1,Curry*,PG,33,GSW,64,.437,.380,3.2,25.5
2,James*,SF,37,LAL,56,.524,.359,3.5,30.3
3,Durant,PF,33,BRK,55,.518,.383,3.5,29.9
4,Embiid,C,27,PHI,68,.499,.371,3.1,30.6
""",
        units=["Curry", "James", "Durant", "Embiid"],
        roles={"Rk": "rank"},
        values={("Curry", "FG%"): 0.437},
    ),
    Case(
        "numbeo",
        """Rank	City	Cost of Living Index	Rent Index	Groceries Index	Local Purchasing Power Index
1	Hamilton, Bermuda	141.8	98.6	148.9	93.1
2	Basel, Switzerland	130.0	48.7	127.9	115.1
3	Zurich, Switzerland	128.5	63.1	129.1	118.9
""",
        lower=["Cost of Living Index", "Rent Index", "Groceries Index"],
        roles={"Rank": "rank"},
    ),
    Case(
        "ranking_with_change",
        """Rank 2023,Rank 2022,Change,City,Score,Safety,Cost of Living Index
1,3,▲2,Vienna,99.1,95,70.1
2,1,▼1,Copenhagen,98.0,94,80.2
3,2,▼1,Zurich,97.1,96,120.5
4,4,—,Calgary,96.8,93,66.0
""",
        units=["Vienna", "Copenhagen", "Zurich", "Calgary"],
        roles={"Rank 2023": "rank", "Rank 2022": "rank"},
        lower=["Cost of Living Index"],
        off=["Score"],
    ),
    Case(
        "cn_rank",
        """排名,学校名称,省市,类型,总分,办学层次
1,清华大学,北京,综合,969.2,38.2
2,北京大学,北京,综合,855.3,36.1
3,浙江大学,浙江,综合,768.7,33.9
4,上海交通大学,上海,综合,723.4,35.4
""",
        units=["清华大学", "北京大学", "浙江大学", "上海交通大学"],
        roles={"排名": "rank"},
        off=[],
    ),
    Case(
        "players",
        """Name,Club,Age,Height,Weight,Value,Wage,Release Clause,Foot
L. Messi,FC Barcelona,31,5'7,159lbs,€110.5M,€565K,€226.5M,Left
Neymar Jr,PSG,26,5'9,150lbs,€118.5M,€290K,€228.1M,Right
De Gea,Man Utd,27,6'4,168lbs,€72M,€260K,€138.6M,Right
K. De Bruyne,Man City,27,5'11,154lbs,€102M,€355K,€196.4M,Right
""",
        units=4,
        values={
            ("L. Messi", "Value"): 110500000,
            ("De Gea", "Wage"): 260000,
            ("Neymar Jr", "Height"): 69,
            ("De Gea", "Weight"): 168,
        },
    ),
    Case(
        "season",
        """Season,Team,GP,W,L,PTS
2021-22,A,82,50,20,112
2022-23,A,82,45,30,97
2021-22,B,82,40,35,87
2022-23,B,82,42,31,93
""",
        units=["A", "B"],
        times=["2021/22", "2022/23"],
        lower=["L"],
    ),
    Case(
        "bench",
        """Method,Acc.↑,FLOPs (G)↓,#Params,Year
ResNet-50 [12],76.1,4.1,25.6M,2016
EfficientNet-B0 [41]†,77.1,0.39,5.3M,2019
ViT-B/16 [9],77.9,55.4,86M,2020
Ours,81.2±0.1,4.5,28M,2021
""",
        units=["ResNet-50", "EfficientNet-B0", "ViT-B/16", "Ours"],
        lower=["FLOPs (G)↓"],
        values={("Ours", "Acc.↑"): 81.2, ("ViT-B/16", "#Params"): 86e6},
    ),
    Case(
        "ranks_many",
        """Country,Economy (Rank),Economy (Score),Health rank,Health,Rank,Quintile,Band
A,1,90,3,70,1,5,A
B,2,80,2,75,2,4,A
C,3,70,1,80,3,3,B
""",
        indicators=["Economy (Score)", "Health"],
    ),
    Case(
        "names_total_inc",
        """Company,Country,Revenue
TotalEnergies,France,200
World Fuel Services,USA,60
Global Payments,USA,9
Average Joe Ltd,UK,1
""",
        units=4,
    ),
    Case(
        "rank_change_text",
        """#,Name,Score,Last year
1,A,90,↑ 3
2,B,80,↓ 1
3,C,70,new
4,D,60,= 4
""",
        units=["A", "B", "C", "D"],
    ),
)
