"""Tables as portals of data hand them out, and more rankings."""

from __future__ import annotations

from tests.tables.published.case import Case
from tests.tables.workbooks import workbook

CASES = (
    Case(
        "sdmx_csv",
        """DATAFLOW,LAST UPDATE,freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG
ESTAT:TEC00114(1.0),01/06/24 23:00:00,A,PPS_EU27_2020_HAB=100,AT,2021,123,
ESTAT:TEC00114(1.0),01/06/24 23:00:00,A,PPS_EU27_2020_HAB=100,AT,2022,125,p
ESTAT:TEC00114(1.0),01/06/24 23:00:00,A,PPS_EU27_2020_HAB=100,BE,2021,120,
ESTAT:TEC00114(1.0),01/06/24 23:00:00,A,PPS_EU27_2020_HAB=100,BE,2022,120,p
ESTAT:TEC00114(1.0),01/06/24 23:00:00,A,PPS_EU27_2020_HAB=100,DE,2021,119,
ESTAT:TEC00114(1.0),01/06/24 23:00:00,A,PPS_EU27_2020_HAB=100,DE,2022,117,
ESTAT:TEC00114(1.0),01/06/24 23:00:00,A,PPS_EU27_2020_HAB=100,EU27_2020,2021,100,
ESTAT:TEC00114(1.0),01/06/24 23:00:00,A,PPS_EU27_2020_HAB=100,EU27_2020,2022,100,
""",
        units=["AT", "BE", "DE"],
        times=["2021", "2022"],
        totals=["EU27_2020"],
        layout="long",
    ),
    Case(
        "oecd_explorer",
        """STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,Reference area,MEASURE,Measure,UNIT_MEASURE,Unit of measure,SEX,Sex,TIME_PERIOD,Time period,OBS_VALUE,Observation value,OBS_STATUS,Observation status,DECIMALS,Decimals
DATAFLOW,OECD.ELS:DF_HEALTH(1.0),I,AUS,Australia,LFEXP,Life expectancy,Y,Years,_T,Total,2020,,83.2,,A,Normal value,1,One
DATAFLOW,OECD.ELS:DF_HEALTH(1.0),I,AUS,Australia,LFEXP,Life expectancy,Y,Years,_T,Total,2021,,83.3,,A,Normal value,1,One
DATAFLOW,OECD.ELS:DF_HEALTH(1.0),I,AUS,Australia,INFMORT,Infant mortality,DEATHS,Deaths per 1000,_T,Total,2020,,3.2,,A,Normal value,1,One
DATAFLOW,OECD.ELS:DF_HEALTH(1.0),I,AUS,Australia,INFMORT,Infant mortality,DEATHS,Deaths per 1000,_T,Total,2021,,3.3,,A,Normal value,1,One
DATAFLOW,OECD.ELS:DF_HEALTH(1.0),I,AUT,Austria,LFEXP,Life expectancy,Y,Years,_T,Total,2020,,81.3,,A,Normal value,1,One
DATAFLOW,OECD.ELS:DF_HEALTH(1.0),I,AUT,Austria,LFEXP,Life expectancy,Y,Years,_T,Total,2021,,81.3,,A,Normal value,1,One
DATAFLOW,OECD.ELS:DF_HEALTH(1.0),I,AUT,Austria,INFMORT,Infant mortality,DEATHS,Deaths per 1000,_T,Total,2020,,3.1,,A,Normal value,1,One
DATAFLOW,OECD.ELS:DF_HEALTH(1.0),I,AUT,Austria,INFMORT,Infant mortality,DEATHS,Deaths per 1000,_T,Total,2021,,2.7,,A,Normal value,1,One
DATAFLOW,OECD.ELS:DF_HEALTH(1.0),I,BEL,Belgium,LFEXP,Life expectancy,Y,Years,_T,Total,2020,,80.8,,A,Normal value,1,One
DATAFLOW,OECD.ELS:DF_HEALTH(1.0),I,BEL,Belgium,LFEXP,Life expectancy,Y,Years,_T,Total,2021,,81.9,,B,Break,1,One
DATAFLOW,OECD.ELS:DF_HEALTH(1.0),I,BEL,Belgium,INFMORT,Infant mortality,DEATHS,Deaths per 1000,_T,Total,2020,,3.3,,A,Normal value,1,One
DATAFLOW,OECD.ELS:DF_HEALTH(1.0),I,BEL,Belgium,INFMORT,Infant mortality,DEATHS,Deaths per 1000,_T,Total,2021,,2.9,,A,Normal value,1,One
""",
        units=["Australia", "Austria", "Belgium"],
        indicators=["Life expectancy", "Infant mortality"],
        times=["2020", "2021"],
        lower=["Infant mortality"],
    ),
    Case(
        "ilo",
        """ref_area.label,source.label,indicator.label,sex.label,classif1.label,time,obs_value,obs_status.label,note_source.label
Afghanistan,LFS - Survey,Unemployment rate by sex and age (%),Sex: Total,Age (Youth): 15+,2020,11.7,,Repository: ILO
Afghanistan,LFS - Survey,Unemployment rate by sex and age (%),Sex: Male,Age (Youth): 15+,2020,10.4,,Repository: ILO
Afghanistan,LFS - Survey,Unemployment rate by sex and age (%),Sex: Female,Age (Youth): 15+,2020,16.8,Unreliable,Repository: ILO
Albania,LFS - Survey,Unemployment rate by sex and age (%),Sex: Total,Age (Youth): 15+,2020,12.1,,Repository: ILO
Albania,LFS - Survey,Unemployment rate by sex and age (%),Sex: Male,Age (Youth): 15+,2020,11.8,,Repository: ILO
Albania,LFS - Survey,Unemployment rate by sex and age (%),Sex: Female,Age (Youth): 15+,2020,12.4,,Repository: ILO
Algeria,LFS - Survey,Unemployment rate by sex and age (%),Sex: Total,Age (Youth): 15+,2020,14.0,,Repository: ILO
Algeria,LFS - Survey,Unemployment rate by sex and age (%),Sex: Male,Age (Youth): 15+,2020,12.0,,Repository: ILO
Algeria,LFS - Survey,Unemployment rate by sex and age (%),Sex: Female,Age (Youth): 15+,2020,21.0,,Repository: ILO
""",
        units=["Afghanistan", "Albania", "Algeria"],
        layout="long",
        off=[
            "Unemployment rate by sex and age (%), Sex: Male",
            "Unemployment rate by sex and age (%), Sex: Female",
        ],
    ),
    Case(
        "faostat",
        """Domain Code,Domain,Area Code (M49),Area,Element Code,Element,Item Code (CPC),Item,Year Code,Year,Unit,Value,Flag,Flag Description
QCL,Crops,004,Afghanistan,5419,Yield,0111,Wheat,2021,2021,100 g/ha,18000,A,Official figure
QCL,Crops,004,Afghanistan,5510,Production,0111,Wheat,2021,2021,t,3900000,A,Official figure
QCL,Crops,008,Albania,5419,Yield,0111,Wheat,2021,2021,100 g/ha,41000,A,Official figure
QCL,Crops,008,Albania,5510,Production,0111,Wheat,2021,2021,t,225000,A,Official figure
QCL,Crops,012,Algeria,5419,Yield,0111,Wheat,2021,2021,100 g/ha,12000,E,Estimated
QCL,Crops,012,Algeria,5510,Production,0111,Wheat,2021,2021,t,2168386,A,Official figure
""",
        units=["Afghanistan", "Albania", "Algeria"],
        indicators=["Yield", "Production"],
    ),
    Case(
        "wgi",
        """Worldwide Governance Indicators,,,,,,,
,,,,,,,
,,2020,2020,2020,2021,2021,2021
Country/Territory,Code,Estimate,StdErr,Rank,Estimate,StdErr,Rank
Aruba,ABW,1.21,0.25,86.7,1.18,0.24,85.5
Andorra,ADO,1.21,0.25,86.7,1.26,0.23,87.9
Afghanistan,AFG,-1.49,0.15,5.2,-1.15,0.15,12.9
Angola,AGO,-0.94,0.13,18.1,-0.61,0.13,30.9
""",
        units=["Aruba", "Andorra", "Afghanistan", "Angola"],
    ),
    Case(
        "hdi_ts",
        """iso3,country,hdicode,region,hdi_rank_2021,hdi_2019,hdi_2020,hdi_2021,le_2019,le_2020,le_2021
AFG,Afghanistan,Low,SA,180,0.488,0.483,0.478,63.6,62.6,62.0
AGO,Angola,Medium,SSA,148,0.595,0.590,0.586,62.4,62.3,61.6
ALB,Albania,High,ECA,67,0.810,0.794,0.796,79.3,77.0,76.5
""",
        units=3,
        indicators=["hdi", "le"],
        times=["2019", "2020", "2021"],
        code="iso3",
    ),
    Case(
        "statcan",
        """"REF_DATE","GEO","DGUID","Sex","UOM","UOM_ID","SCALAR_FACTOR","SCALAR_ID","VECTOR","COORDINATE","VALUE","STATUS","SYMBOL","TERMINATED","DECIMALS"
"2021","Canada","2016A000011124","Both sexes","Persons","249","units","0","v466668","1.1.1","38226498","","","","0"
"2021","Newfoundland and Labrador","2016A000210","Both sexes","Persons","249","units","0","v466983","2.1.1","521854","","","","0"
"2021","Prince Edward Island","2016A000211","Both sexes","Persons","249","units","0","v467298","3.1.1","162000","","","","0"
"2021","Nova Scotia","2016A000212","Both sexes","Persons","249","units","0","v467613","4.1.1","992055","p","","","0"
"2022","Canada","2016A000011124","Both sexes","Persons","249","units","0","v466668","1.1.1","38929902","","","","0"
"2022","Newfoundland and Labrador","2016A000210","Both sexes","Persons","249","units","0","v466983","2.1.1","525972","","","","0"
"2022","Prince Edward Island","2016A000211","Both sexes","Persons","249","units","0","v467298","3.1.1","170688","","","","0"
"2022","Nova Scotia","2016A000212","Both sexes","Persons","249","units","0","v467613","4.1.1","1019725","","","","0"
""",
        units=["Newfoundland and Labrador", "Prince Edward Island", "Nova Scotia"],
        times=["2021", "2022"],
        totals=["Canada"],
    ),
    Case(
        "gus",
        """Kod;Nazwa;ogółem;;;
;;2019;2020;2021;
;;[osoba];[osoba];[osoba];
0000000;POLSKA;38382576;38265013;38080411;
0200000;DOLNOŚLĄSKIE;2900163;2891321;2897737;
0400000;KUJAWSKO-POMORSKIE;2072373;2061942;2027261;
0600000;LUBELSKIE;2108270;2095258;2052340;
0800000;LUBUSKIE;1011592;1007145;991213;
""",
        units=["DOLNOŚLĄSKIE", "KUJAWSKO-POMORSKIE", "LUBELSKIE", "LUBUSKIE"],
        times=["2019", "2020", "2021"],
        totals=["POLSKA"],
        code="Kod",
    ),
    Case(
        "kosis",
        """시도별,총인구 (명),고령화율 (%),실업률 (%)
전국,51738071,17.1,3.7
서울특별시,9472127,16.8,4.6
부산광역시,3324335,20.6,3.8
대구광역시,2387911,17.9,3.9
""",
        units=["서울특별시", "부산광역시", "대구광역시"],
        totals=["전국"],
    ),
    Case(
        "rosstat",
        """Регион;Население, тыс.;Безработица, %
Российская Федерация;146 171,0;4,8
Белгородская область;1 541,3;4,2
Брянская область;1 182,7;3,6
Воронежская область;2 305,6;3,8
""",
        units=3,
        totals=["Российская Федерация"],
    ),
    Case(
        "democracy",
        """Rank,.mw-parser-output .tooltip-dotted{border-bottom:1px dotted}Δ Rank,Country,Regime type,Overall score,Δ Score,Electoral process,Civil liberties
Full democracies,Full democracies,Full democracies,Full democracies,Full democracies,Full democracies,Full democracies,Full democracies
1,,Norway,Full democracy,9.81,,10.00,9.71
2,,New Zealand,Full democracy,9.61,,10.00,10.00
3,2,Finland,Full democracy,9.30,0.03,10.00,9.71
Flawed democracies,Flawed democracies,Flawed democracies,Flawed democracies,Flawed democracies,Flawed democracies,Flawed democracies,Flawed democracies
25,,Chile,Flawed democracy,7.98,,9.58,8.53
26,1,Spain,Flawed democracy,7.94,,9.58,8.53
""",
        units=["Norway", "New Zealand", "Finland", "Chile", "Spain"],
    ),
    Case(
        "sdg",
        workbook(
            {
                "SDR2023": [
                    [
                        "Country Code ISO3",
                        "Country",
                        "2023 SDG Index Score",
                        "2023 SDG Index Rank",
                        "Goal 1 Dash",
                        "Goal 1 Trend",
                        "Goal 1 Score",
                        "Goal 2 Score",
                        "Population in 2023",
                    ],
                    ["FIN", "Finland", 86.76, 1, "green", "↑", 99.6, 60.9, 5545475],
                    ["SWE", "Sweden", 85.98, 2, "green", "↑", 98.9, 63.1, 10612086],
                    ["DNK", "Denmark", 85.68, 3, "green", "→", 99.3, 71.0, 5910913],
                    ["TCD", "Chad", 43.8, 165, "red", "→", 20.1, 45.2, 18278568],
                    ["_OECD", "OECD members", 77.8, "", "yellow", "→", 95.1, 60.5, 1380000000],
                ]
            }
        ),
        units=["Finland", "Sweden", "Denmark", "Chad"],
        totals=["OECD members"],
        code="Country Code ISO3",
    ),
    Case(
        "rsf",
        """ISO;Score;Rank;Political Context;Rank_Pol;Economic Context;Rank_Eco;Country_EN;Country_FR;Zone
NOR;91,89;1;91,18;1;92,50;1;Norway;Norvège;UE Balkans
IRL;89,91;2;88,26;3;86,08;5;Ireland;Irlande;UE Balkans
DNK;89,48;3;88,00;4;87,34;3;Denmark;Danemark;UE Balkans
TUR;33,97;165;32,58;161;35,29;145;Türkiye;Turquie;EAC
""",
        units=["Norway", "Ireland", "Denmark", "Türkiye"],
        code="ISO",
        values={("Norway", "Score"): 91.89},
    ),
    Case(
        "passport",
        """Rank,Passport,Visa-free destinations
1,Singapore,195
2,"France
Germany
Italy",192
2,Japan,192
3,Spain,191
""",
        units=4,
    ),
    Case(
        "cbs_nl",
        """"Bevolking; kerncijfers per regio"
"Onderwerp";"Bevolking";"Bevolking"
"Regio's";"Perioden";"aantal"
"Groningen (PV)";"2022";"590170"
"Groningen (PV)";"2023";"596075"
"Fryslân (PV)";"2022";"654019"
"Fryslân (PV)";"2023";"659551"
"Drenthe (PV)";"2022";"497743"
"Drenthe (PV)";"2023";"502051"
"Bron: CBS"
""",
        units=["Groningen (PV)", "Fryslân (PV)", "Drenthe (PV)"],
        times=["2022", "2023"],
    ),
    Case(
        "erst_zweit",
        """Nr;Gebiet;Wahlberechtigte;SPD;;CDU;
;;;Erststimmen;Zweitstimmen;Erststimmen;Zweitstimmen
1;Flensburg;227000;40000;42000;38000;37000
2;Steinburg;176000;41000;43000;39000;36000
3;Pinneberg;240000;62000;60000;58000;55000
99;Land insgesamt;643000;143000;145000;135000;128000
""",
        units=["Flensburg", "Steinburg", "Pinneberg"],
        totals=["Land insgesamt"],
        indicators=[
            "Wahlberechtigte",
            "SPD Erststimmen",
            "SPD Zweitstimmen",
            "CDU Erststimmen",
            "CDU Zweitstimmen",
        ],
    ),
    Case(
        "police",
        """Offence,2021,2022,Change %
Burglary,100,90,-10
Theft,200,220,10
Robbery,10,12,20
TOTAL,310,322,4
""",
        totals=["TOTAL"],
        times=["2021", "2022"],
    ),
    Case(
        "restaurants",
        """Restaurant,Cuisine,Price range,Rating (out of 5),Distance,Open
Da Vinci,Italian,€€,4.5,1.2 km,yes
Sakura,Japanese,€€€,4.7,800 m,yes
Taj,Indian,€,4.1,2 km,no
Rex,French,€€€€,4.9,3.5 km,yes
""",
        units=["Da Vinci", "Sakura", "Taj", "Rex"],
    ),
    Case(
        "phones",
        '''Model,Screen,Battery,Weight,Storage,Price
A1,"6.1""",3200 mAh,174 g,128 GB,€799
B2,"6.7""",4500 mAh,203 g,256 GB,"€1,099"
C3,"5.8""",2800 mAh,148 g,64 GB,€499
''',
        values={
            ("A1", "Battery"): 3200,
            ("B2", "Price"): 1099,
            ("A1", "Screen"): 6.1,
            ("B2", "Storage"): 256,
        },
    ),
    Case(
        "index_long_header",
        """Rank;Country;Global Peace Index (1 = most peaceful, 5 = least peaceful);Homicides per 100,000;Access to small arms
1;Iceland;1.124;1.0;2
2;Denmark;1.31;1.2;1
3;Ireland;1.312;1.1;2
""",
        units=3,
    ),
)
