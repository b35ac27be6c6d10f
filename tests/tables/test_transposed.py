"""Units as columns, where several columns name the rows."""

from __future__ import annotations

from tests.tables.reading import lines, seen


def test_statistics_of_rows_are_no_units() -> None:
    rows = ("lead,10,3,4,2,9", "nitrate,11,5,3,4,8", "acid,12,4,4,5,7")
    assert seen(lines("Parameter,N,Mean,SD,Min,Max", *rows)).units == ["lead", "nitrate", "acid"]
    sites = seen(lines("Parameter,Site A,Site B,Site C", *(row[:-4] for row in rows)))
    assert sites.units == ["Site A", "Site B", "Site C"]


def test_a_series_and_its_attribute_name_rows_and_ranks_are_none() -> None:
    rows = []
    for k, name in enumerate(("Overall", "1st pillar", "Crime")):
        rows.append(f"GCI,G.{k},{name},Value,{40 + k}.5,{50 + k}.25,{60 - k}.75")
        rows.append(f"GCI,G.{k},{name},Rank,{3 - k % 2},{2 + k % 2},1")
    found = seen(lines("Dataset,Series ID,Series,Attribute,Albania,Austria,Brazil", *rows))
    assert (found.layout, found.units) == ("transposed", ["Albania", "Austria", "Brazil"])
    assert found.indicators == ["Overall", "1st pillar", "Crime"]
    assert found.column("1st pillar") == [41.5, 51.25, 59.75]
    assert found.role("Crime, Rank") == "rank"


def test_indicators_of_several_groups_are_told_by_both() -> None:
    rows = [f"{name},{sex},{k}.5,{k + 1}.5,{k + 2}.5" for k, (name, sex) in enumerate((n, s) for n in ("Employment", "Unemployment") for s in ("Female", "Male"))]  # fmt: skip
    found = seen(lines("Indicator,Sex,AUT,BEL,DEU", *rows))
    assert found.indicators == ["Employment, Female", "Employment, Male", "Unemployment, Female", "Unemployment, Male"]  # fmt: skip
    assert found.value("BEL", "Unemployment, Male") == 4.5


def test_a_column_of_pillars_beside_the_indicators_makes_the_tree() -> None:
    rows = ["Stability,Petty crime,score,70,71,72", "Stability,Violent crime,score,73,74,75", "Health,Doctors,score,76,77,78", "Transport,Roads,score,79,80,81"]  # fmt: skip
    found = seen(lines("Dimension,Indicator,Unit,Vienna,Zurich,Calgary", *rows))
    assert (found.layout, found.units) == ("transposed", ["Vienna", "Zurich", "Calgary"])
    assert [m.pillars for m in found.reading.shaped.measures] == [("Stability",), ("Stability",), ("Health",), ("Transport",)]  # fmt: skip


def test_columns_called_as_codes_of_countries_beside_repeated_labels_are_no_units() -> None:
    rows = [f"{k},{'B' if k < 5 else 'O'},{'M' if k % 2 else 'F'},{k}.5,{k + 1}.5,{k + 2}.25,{k + 3}" for k in range(1, 10)]  # fmt: skip
    found = seen(lines('"",sp,sex,CL,CW,BD,FI', *rows))
    assert (found.layout, found.indicators) == ("wide", ["CL", "CW", "BD", "FI"])


def test_columns_of_two_letters_beside_players_are_no_countries() -> None:
    rows = [f"Player {k},{k},{k + 1},{k * 2},{9 - k},{k * 3}" for k in range(8)]
    players = seen(lines("Player,HR,BB,SO,SB,CS", *rows))
    assert (players.layout, players.indicators) == ("wide", ["HR", "BB", "SO", "SB", "CS"])
    clubs = seen(lines("Club,GF,GA,GD", *(f"Club {k},{k},{9 - k},{2 * k}" for k in range(8))))
    assert clubs.layout == "wide"
    rates = [f"{name},{k}.5,{k + 1}.5,{k + 2}.5,{k}.1" for k, name in enumerate(("Jobs", "Rents", "Noise"))]  # fmt: skip
    assert seen(lines("Series,AT,BE,DE,FR", *rates)).layout == "transposed"
