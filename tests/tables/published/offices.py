"""Tables as statistical offices publish them."""

from __future__ import annotations

from tests.tables.published.case import Case

CASES = (
    Case(
        "eurostat_tsv",
        "freq,unit,geo\\TIME_PERIOD\t2019 \t2020 \t2021 \nA,PC,AT\t12.3 b\t12.5 \t12.9 p\nA,PC,BE\t10.0 \t: \t11.0 e\nA,PC,DE\t9.1 \t9.2 \t: c\nA,PC,EL\t15.0 bu\t15.2 \t14.9 \nA,PC,EU27_2020\t11.0 \t11.1 \t11.3 \n",
        units=["AT", "BE", "DE", "EL"],
        times=["2019", "2020", "2021"],
        totals=["EU27_2020"],
        values={
            ("EL", "eurostat tsv", "2019"): 15.0,
            ("BE", "eurostat tsv", "2020"): None,
            ("AT", "eurostat tsv", "2021"): 12.9,
        },
    ),
    Case(
        "eurostat_browser",
        """Data extracted on 12/03/2024 10:12:00 from [ESTAT],,,,,,
Dataset: ,Unemployment by sex and age - annual data [une_rt_a],,,,,
Last updated: ,08/03/2024 23:00,,,,,
,,,,,,
Time frequency,Annual,,,,,
Unit of measure,Percentage of population in the labour force,,,,,
,,,,,,
TIME,2021,,2022,,2023,
GEO (Labels),,,,,,
Belgium,6.3,,5.6,,5.5,
Bulgaria,5.3,b,4.2,,4.3,p
Czechia,2.8,,2.2,,2.6,
Euro area (20 countries),7.7,,6.8,,6.6,
Norway,4.4,,3.2,,:,
,,,,,,
Special value,,,,,,
:,not available,,,,,
Observation flags:,,,,,,
b,break in time series,,,,,
p,provisional,,,,,
""",
        units=["Belgium", "Bulgaria", "Czechia", "Norway"],
        times=["2021", "2022", "2023"],
        totals=["Euro area (20 countries)"],
        values={},
        layout="years-as-columns",
    ),
    Case(
        "oecd_long",
        """"LOCATION","Country","SUBJECT","Subject","MEASURE","Measure","TIME","Time","Unit Code","Unit","PowerCode Code","PowerCode","Value","Flag Codes","Flags"
"AUS","Australia","TOT","Total","PC","Percent","2019","2019","PC","Percentage","0","Units",5.1,,
"AUS","Australia","TOT","Total","PC","Percent","2020","2020","PC","Percentage","0","Units",6.4,"E","Estimated value"
"AUT","Austria","TOT","Total","PC","Percent","2019","2019","PC","Percentage","0","Units",4.8,,
"AUT","Austria","TOT","Total","PC","Percent","2020","2020","PC","Percentage","0","Units",6.0,,
"BEL","Belgium","TOT","Total","PC","Percent","2019","2019","PC","Percentage","0","Units",5.4,,
"BEL","Belgium","TOT","Total","PC","Percent","2020","2020","PC","Percentage","0","Units",5.8,"B","Break"
"OECD","OECD - Total","TOT","Total","PC","Percent","2019","2019","PC","Percentage","0","Units",5.4,,
"OECD","OECD - Total","TOT","Total","PC","Percent","2020","2020","PC","Percentage","0","Units",7.2,,
""",
        units=["Australia", "Austria", "Belgium"],
        times=["2019", "2020"],
        totals=["OECD - Total"],
        layout="long",
        code="LOCATION",
    ),
    Case(
        "who_gho",
        """IndicatorCode,Indicator,ValueType,ParentLocationCode,ParentLocation,Location type,SpatialDimValueCode,Location,Period type,Period,IsLatestYear,Dim1 type,Dim1,FactValueNumeric,FactValueNumericLow,FactValueNumericHigh,Value,DateModified
WHOSIS_000001,Life expectancy at birth (years),text,EUR,Europe,Country,FRA,France,Year,2019,true,Sex,Both sexes,82.5,82.3,82.7,82.5 [82.3-82.7],2020-12-04
WHOSIS_000001,Life expectancy at birth (years),text,EUR,Europe,Country,FRA,France,Year,2019,true,Sex,Female,85.1,84.9,85.3,85.1 [84.9-85.3],2020-12-04
WHOSIS_000001,Life expectancy at birth (years),text,EUR,Europe,Country,FRA,France,Year,2019,true,Sex,Male,79.8,79.6,80.0,79.8 [79.6-80.0],2020-12-04
WHOSIS_000001,Life expectancy at birth (years),text,AFR,Africa,Country,TCD,Chad,Year,2019,true,Sex,Both sexes,59.6,57,62,59.6 [57.0-62.0],2020-12-04
WHOSIS_000001,Life expectancy at birth (years),text,AFR,Africa,Country,TCD,Chad,Year,2019,true,Sex,Female,61.2,59,63,61.2 [59.0-63.0],2020-12-04
WHOSIS_000001,Life expectancy at birth (years),text,AFR,Africa,Country,TCD,Chad,Year,2019,true,Sex,Male,58.0,56,60,58.0 [56.0-60.0],2020-12-04
WHOSIS_000001,Life expectancy at birth (years),text,WPR,Western Pacific,Country,JPN,Japan,Year,2019,true,Sex,Both sexes,84.3,84.1,84.4,84.3 [84.1-84.4],2020-12-04
WHOSIS_000001,Life expectancy at birth (years),text,WPR,Western Pacific,Country,JPN,Japan,Year,2019,true,Sex,Female,86.9,86.8,87.1,86.9 [86.8-87.1],2020-12-04
WHOSIS_000001,Life expectancy at birth (years),text,WPR,Western Pacific,Country,JPN,Japan,Year,2019,true,Sex,Male,81.5,81.3,81.6,81.5 [81.3-81.6],2020-12-04
""",
        units=["France", "Chad", "Japan"],
        layout="long",
        off=["Life expectancy at birth (years), Female", "Life expectancy at birth (years), Male"],
    ),
    Case(
        "destatis",
        """Bevölkerung: Bundesländer, Stichtag;;;;
Fortschreibung des Bevölkerungsstandes;;;;
Bevölkerung (Anzahl);;;;
Bundesländer;31.12.2019;31.12.2020;31.12.2021;31.12.2022
Baden-Württemberg;11.100.394;11.103.043;11.124.642;11.280.257
Bayern;13.124.737;13.140.183;13.176.989;13.369.393
Berlin;3.669.491;3.664.088;3.677.472;3.755.251
Bremen;681.202;680.130;676.463;684.864
Hamburg;1.847.253;1.852.478;1.853.935;1.892.122
Hessen;6.288.080;6.293.154;6.295.017;6.391.360
__________
© Statistisches Bundesamt (Destatis), 2023
Stand: 20.06.2023 / 10:11:12
""".encode("cp1252"),
        units=6,
        times=["2019-12-31", "2020-12-31", "2021-12-31", "2022-12-31"],
        values={("Bremen", "Fortschreibung des Bevölkerungsstandes", "2020-12-31"): 680130},
    ),
    Case(
        "destatis2",
        """Tabelle 3: Haushalte und Einkommen 2021;;;;
Land;Haushalte 1);Ein­kommen;;Arbeitslosen-quote
;Anzahl;EUR je Monat;Veränderung in %;%
Bayern;6.512;4.012;+1,5;2,9
Hessen;3.012;3.911;-0,4;4,8
Saarland;/;3.512;0,2;6,2
Sachsen;2.199;3.011;.;5,7
Deutschland;41.000;3.711;0,9;5,3
1) Ergebnisse des Mikrozensus.;;;;
/ = keine Angabe, da Zahlenwert nicht sicher genug;;;;
""",
        units=["Bayern", "Hessen", "Saarland", "Sachsen"],
    ),
    Case(
        "insee",
        """\ufeffTaux de chômage par département;;;;
Code;Libellé;T1 2022;T2 2022;T3 2022
01;Ain;5,6;5,5;5,5
02;Aisne;10,6;10,6;10,7
2A;Corse-du-Sud;6,1;6,2;6,0
971;Guadeloupe;18,2;nd;18,6
F;France hors Mayotte;7,3;7,4;7,3
Source : Insee, taux de chômage localisés;;;;
""",
        units=["Ain", "Aisne", "Corse-du-Sud", "Guadeloupe"],
        totals=["France hors Mayotte"],
        times=["2022-Q1", "2022-Q2", "2022-Q3"],
        code="Code",
        values={("Guadeloupe", "Taux de chômage par département", "2022-Q2"): None},
    ),
    Case(
        "ine",
        """Provincias;Sexo;Periodo;Total
02 Albacete;Total;2022;386.464
02 Albacete;Hombres;2022;193.500
02 Albacete;Mujeres;2022;192.964
03 Alicante/Alacant;Total;2022;1.881.762
03 Alicante/Alacant;Hombres;2022;928.000
03 Alicante/Alacant;Mujeres;2022;953.762
04 Almería;Total;2022;731.792
04 Almería;Hombres;2022;373.000
04 Almería;Mujeres;2022;358.792
""",
        units=3,
        layout="long",
    ),
    Case(
        "nbs",
        """各地区主要指标,,,,
地区,地区生产总值(亿元),常住人口(万人),城镇登记失业率(%),森林覆盖率(%)
全国,1210207.2,141175,5.5,23.04
北京市,41610.9,2184.3,4.7,43.8
天津市,16311.3,1363,5.2,12.1
河北省,42370.4,7420,5.6,26.8
山西省,25642.6,3481.35,…,20.5
注：数据来源于国家统计局,,,,
""",
        units=["北京市", "天津市", "河北省", "山西省"],
        totals=["全国"],
        lower=["城镇登记失业率(%)"],
        values={("山西省", "城镇登记失业率(%)"): None},
    ),
    Case(
        "un_syb",
        """T29,Population density,,,,,
Region/Country/Area,,Year,Series,Value,Footnotes,Source
4,Afghanistan,2015,Population mid-year estimates (millions),33.75,,UN
4,Afghanistan,2015,Sex ratio (males per 100 females),102.9,,UN
4,Afghanistan,2020,Population mid-year estimates (millions),38.97,,UN
4,Afghanistan,2020,Sex ratio (males per 100 females),102.1,Projected,UN
8,Albania,2015,Population mid-year estimates (millions),2.89,,UN
8,Albania,2015,Sex ratio (males per 100 females),98.1,,UN
8,Albania,2020,Population mid-year estimates (millions),2.87,,UN
8,Albania,2020,Sex ratio (males per 100 females),99.0,,UN
12,Algeria,2015,Population mid-year estimates (millions),39.54,,UN
12,Algeria,2015,Sex ratio (males per 100 females),103.7,,UN
12,Algeria,2020,Population mid-year estimates (millions),43.45,,UN
12,Algeria,2020,Sex ratio (males per 100 females),103.9,,UN
1,"Total, all countries or areas",2015,Population mid-year estimates (millions),7426.6,,UN
1,"Total, all countries or areas",2015,Sex ratio (males per 100 females),101.4,,UN
1,"Total, all countries or areas",2020,Population mid-year estimates (millions),7840.9,,UN
1,"Total, all countries or areas",2020,Sex ratio (males per 100 females),101.2,,UN
""",
        units=["Afghanistan", "Albania", "Algeria"],
        indicators=[
            "Population mid-year estimates (millions)",
            "Sex ratio (males per 100 females)",
        ],
        times=["2015", "2020"],
        totals=["Total, all countries or areas"],
    ),
    Case(
        "wb_api_v2",
        """"Data Source","World Development Indicators",

"Last Updated Date","2023-05-10",

"Country Name","Country Code","Indicator Name","Indicator Code","2019","2020","2021",
"Aruba","ABW","Life expectancy at birth, total (years)","SP.DYN.LE00.IN","76.2","75.7","",
"Africa Eastern and Southern","AFE","Life expectancy at birth, total (years)","SP.DYN.LE00.IN","63.7","63.3","62.4",
"Afghanistan","AFG","Life expectancy at birth, total (years)","SP.DYN.LE00.IN","63.5","62.5","61.9",
"Angola","AGO","Life expectancy at birth, total (years)","SP.DYN.LE00.IN","62.4","62.2","61.6",
"Albania","ALB","Life expectancy at birth, total (years)","SP.DYN.LE00.IN","79.2","76.9","76.4",
"World","WLD","Life expectancy at birth, total (years)","SP.DYN.LE00.IN","72.9","72.2","71.3",
""",
        units=["Aruba", "Afghanistan", "Angola", "Albania"],
        indicators=["Life expectancy at birth, total (years)"],
        totals=["Africa Eastern and Southern", "World"],
        times=["2019", "2020", "2021"],
    ),
    Case(
        "undata",
        """"Country or Area","Year","Area","Sex","Value","Value Footnotes"
"Austria","2011","Total","Both Sexes","8401940","1"
"Austria","2001","Total","Both Sexes","8032926",""
"Belgium","2011","Total","Both Sexes","11000638",""
"Belgium","2001","Total","Both Sexes","10296350",""
"Chile","2012","Total","Both Sexes","16341929","2"
"Chile","2002","Total","Both Sexes","15116435",""

"footnoteSeqID","Footnote"
"1","De jure population."
"2","Provisional."
""",
        units=["Austria", "Belgium", "Chile"],
        times=["2001", "2002", "2011", "2012"],
    ),
    Case(
        "insee_dep",
        """CODGEO;LIBGEO;P18_POP;P18_CHOM1564;P18_ACT1564
01001;L'Abergement-Clémenciat;776;27;392
01002;L'Abergement-de-Varey;248;13;117
01004;Ambérieu-en-Bugey;14035;1019;6703
2A001;Afa;3000;120;1500
""",
        code="CODGEO",
        units=4,
        indicators=["P18_POP", "P18_CHOM1564", "P18_ACT1564"],
    ),
    Case(
        "sidra",
        """Tabela 6579 - População residente estimada;;
Variável - População residente estimada (Pessoas);;
Município;Ano;
;2020;2021
Porto Velho (RO);539354;548952
Rio Branco (AC);413418;419452
Manaus (AM);2219580;2255903
Boa Vista (RR);419652;...
Fonte: IBGE;;
""",
        units=4,
        times=["2020", "2021"],
    ),
    Case(
        "ons",
        """Mid-2021 population estimates,,,
This sheet contains a table,,,
Code,Name,Geography,All ages
K02000001,UNITED KINGDOM,Country,67026292
E92000001,ENGLAND,Country,56536419
E12000001,NORTH EAST,Region,2646772
E06000047,County Durham,Unitary Authority,522068
E06000005,Darlington,Unitary Authority,107798
E06000001,Hartlepool,Unitary Authority,92340
E12000002,NORTH WEST,Region,7422295
E06000008,Blackburn with Darwen,Unitary Authority,154748
E06000009,Blackpool,Unitary Authority,141106
""",
        units=["County Durham", "Darlington", "Hartlepool", "Blackburn with Darwen", "Blackpool"],
        code="Code",
    ),
    Case(
        "denmark",
        """Population at the first day of the quarter by region, sex and time,,,,
,,2023Q1,2023Q2,2023Q3
Region Hovedstaden,Men,936000,937000,938000
,Women,965000,966000,967000
Region Sjælland,Men,421000,421500,422000
,Women,427000,427500,428000
Region Syddanmark,Men,614000,614500,615000
,Women,616000,616500,617000
""",
        units=["Region Hovedstaden", "Region Sjælland", "Region Syddanmark"],
        times=["2023-Q1", "2023-Q2", "2023-Q3"],
    ),
    Case(
        "estat_jp",
        """都道府県,人口（千人）,面積（km²）,失業率（％）
全国,126146,377976,2.8
北海道,5225,83424,3.0
青森県,1238,9646,2.7
岩手県,1211,15275,***
""",
        units=["北海道", "青森県", "岩手県"],
        totals=["全国"],
        values={("岩手県", "失業率（％）"): None},
    ),
    Case(
        "england5",
        """Council,2019/20,2020/21,2021/22
A,45.1,44.0,46.2
B,33.3,30.1,31.0
C,55,56.1,[x]
D,50,51.1,49
E,35,36.1,38
England,43.8,42.3,44.1
""",
        units=5,
        totals=["England"],
        times=["2019/20", "2020/21", "2021/22"],
    ),
    Case(
        "espana",
        """Comunidad;Población;Paro (%)
Andalucía;8.472.407;19,0
Aragón;1.326.261;10,2
Cataluña;7.763.362;9,3
Galicia;2.695.645;11,0
Madrid;6.751.251;11,2
España;47.385.107;12,9
""".encode("latin-1"),
        units=5,
        totals=["España"],
        lower=["Paro (%)"],
        values={("Galicia", "Población"): 2695645},
    ),
    Case(
        "oecd_edu",
        """OECD average and partners: Table A1.1 Educational attainment (2021),,,,,
Percentage of adults with a given level of education as the highest level attained,,,,,
,,Below upper secondary,Upper secondary,Tertiary,Total
,Notes,,,,
OECD,,(1),(2),(3),(4)
Australia,,15,35,50,100
Austria,1,14,51,35,100
Belgium,,19,36,45,100
Chile,2,28,41,31,100
OECD average,,20,42,39,100
EU22 average,,18,45,37,100
Partners,,,,,
Argentina,,33,41,26,100
Brazil,1,43,37,20,100
""",
        units=["Australia", "Austria", "Belgium", "Chile", "Argentina", "Brazil"],
        indicators=["Below upper secondary", "Upper secondary", "Tertiary", "Total"],
    ),
    Case(
        "hdr_table",
        """Table 1. Human Development Index,,,,,,,
,,Human Development Index (HDI) ,,Life expectancy at birth,,Mean years of schooling,
,,Value,,(years),,(years),
HDI rank,Country,2021,,2021,a,2021,b
,VERY HIGH HUMAN DEVELOPMENT,,,,,,
1,Switzerland,0.962,,84.0,,13.9,
2,Norway,0.961,,83.2,,13.0,
3,Iceland,0.959,,82.7,,13.8,d
,HIGH HUMAN DEVELOPMENT,,,,,,
67,Albania,0.796,,76.5,,11.3,
68,Bulgaria,0.795,,71.8,,11.4,
,Human development groups,,,,,,
,Very high human development,0.896,,78.5,,12.3,
,World,0.732,,71.4,,8.6,
Notes,,,,,,,
a,For HDI see note,,,,,,
""",
        units=["Switzerland", "Norway", "Iceland", "Albania", "Bulgaria"],
        roles={"HDI rank": "rank"},
    ),
    Case(
        "bfs_pivot",
        """Kanton;Jahr;Geschlecht - Total;Geschlecht - Männer;Geschlecht - Frauen
Zürich;2020;1553423;772000;781423
Bern;2020;1043132;514000;529132
Luzern;2020;416347;207000;209347
""",
        units=["Zürich", "Bern", "Luzern"],
    ),
    Case(
        "imf_weo",
        """WEO Country Code\tISO\tWEO Subject Code\tCountry\tSubject Descriptor\tSubject Notes\tUnits\tScale\t2019\t2020\t2021\tEstimates Start After
512\tAFG\tNGDPD\tAfghanistan\tGross domestic product, current prices\tSee notes\tU.S. dollars\tBillions\t18.876\t20.136\tn/a\t2020
512\tAFG\tPCPIPCH\tAfghanistan\tInflation, average consumer prices\tSee notes\tPercent change\t\t2.3\t5.607\tn/a\t2020
914\tALB\tNGDPD\tAlbania\tGross domestic product, current prices\tSee notes\tU.S. dollars\tBillions\t15.400\t15.134\t17.940\t2020
914\tALB\tPCPIPCH\tAlbania\tInflation, average consumer prices\tSee notes\tPercent change\t\t1.411\t1.621\t2.041\t2020
612\tDZA\tNGDPD\tAlgeria\tGross domestic product, current prices\tSee notes\tU.S. dollars\tBillions\t"171,761"\t"145,656"\t"163,473"\t2020
612\tDZA\tPCPIPCH\tAlgeria\tInflation, average consumer prices\tSee notes\tPercent change\t\t1.952\t2.415\t7.226\t2020
""",
        units=["Afghanistan", "Albania", "Algeria"],
        times=["2019", "2020", "2021"],
        layout="years-as-columns",
    ),
    Case(
        "india_numbered",
        """State,Area,Population,Literacy
1,2,3,4
Kerala,38863,33406061,94.0
Goa,3702,1458545,88.7
Bihar,94163,104099452,61.8
""",
        units=["Kerala", "Goa", "Bihar"],
    ),
    Case(
        "edu",
        """Country,Lower secondary (%),Upper secondary (%),Tertiary (%)
A,1,2,3
B,2,3,4
C,3,4,5
""",
        indicators=["Lower secondary (%)", "Upper secondary (%)", "Tertiary (%)"],
    ),
    Case(
        "bilingual",
        """城市,人口（万人）,失业率（%）,绿地面积（公顷）
City,Population (10 000),Unemployment rate (%),Green area (ha)
北京 Beijing,2189,4.7,88000
上海 Shanghai,2487,4.0,160000
广州 Guangzhou,1868,3.9,150000
深圳 Shenzhen,1756,3.1,101000
""",
        units=["北京 Beijing", "上海 Shanghai", "广州 Guangzhou", "深圳 Shenzhen"],
    ),
    Case(
        "election",
        """Wahlkreis;Wahlberechtigte;Wahlbeteiligung (%);Ungültige (%);SPD;CDU;Grüne
001 Flensburg;227.000;77,5;0,8;26,1;22,0;28,1
002 Nordfriesland;186.384;79,2;0,9;30,1;26,0;18,1
003 Steinburg;176.636;77,9;1,0;31,0;23,3;15,2
Bundesgebiet;61.181.072;76,6;0,9;25,7;18,9;14,8
""",
        units=3,
        totals=["Bundesgebiet"],
    ),
    Case(
        "budget_fr",
        """Mission;CP 2022 (M€);CP 2023 (M€);Évolution
Défense;40 900;43 900;+7,3 %
Justice;8 900;9 600;+7,9 %
Culture;4 082;4 200;+2,9 %
Total;53 882;57 700;+7,1 %
""",
        units=["Défense", "Justice", "Culture"],
        totals=["Total"],
    ),
    Case(
        "us_states",
        """State,Abbr,Region,Population,Median income
Alabama,AL,South,5024279,52035
Alaska,AK,West,733391,77790
Arizona,AZ,West,7151502,61529
Georgia,GA,South,10711908,61224
United States,US,,331449281,64994
""",
        units=["Alabama", "Alaska", "Arizona", "Georgia"],
        code="Abbr",
        totals=["United States"],
    ),
    Case(
        "fips",
        """FIPS,County,State,Poverty,Uninsured
01001,Autauga,AL,15.4,7.1
01003,Baldwin,AL,10.6,10.2
01005,Barbour,AL,28.9,11.2
04001,Apache,AZ,35.0,18.0
""",
        code="FIPS",
        lower=["Poverty", "Uninsured"],
        units=4,
    ),
)
