"""Encodings of single bytes and of East Asia, known by the words that they make."""

from __future__ import annotations

import pytest

from ici_tui.tables.encoding import in_utf_8

GERMAN = "Stadt;Einwohner\nKöln;1\nMünchen;2\nDüsseldorf;3\nGießen;4\nSaarbrücken;5\nLübeck;3"
FRENCH = "Région;Taux de chômage\nÎle-de-France;3\nRhône-Alpes;4\nProvence-Alpes-Côte d’Azur;5\nMidi-Pyrénées;6"
SPANISH = "Municipio;Población\nMálaga;1\nCórdoba;2\nLeón;3\nCádiz;4\nÁvila;5\nLogroño;6"
POLISH = (
    "Województwo;Ludność\nŁódzkie;2\nŚląskie;4\nDolnośląskie;1\nMałopolskie;3\nświętokrzyskie;1"
)
RUSSIAN = "Субъект РФ;Индекс\nБелгородская область;1\nБрянская область;2\nМосква;3"
GREEK = "Νομός;Πληθυσμός\nΑττική;1\nΘεσσαλονίκη;2\nΑχαΐα;3\nΚρήτη;4"
JAPANESE = "都道府県,総人口（人）,面積\n北海道,1,2\nアメリカ,3,4\n東京都,3,4"
KOREAN = "시도,인구\n서울특별시,1\n부산광역시,2\n대구광역시,3"
SIMPLE = "地区,人口\n北京市,1\n新疆维吾尔自治区,2\n河北省,3"
TRADITIONAL = "縣市,人口\n臺北市,1\n高雄市,2\n新北市,3\n桃園市,4"


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (GERMAN, "mac_roman", "mac_roman"), (FRENCH, "mac_roman", "mac_roman"), (SPANISH, "mac_roman", "mac_roman"),
        (GERMAN, "cp850", "cp850"), (POLISH, "cp1250", "cp1250"), (POLISH, "iso8859_2", "iso8859_2"),
        (RUSSIAN, "cp1251", "cp1251"), (RUSSIAN, "koi8_r", "koi8_r"), (GREEK, "cp1253", "cp1253"),
        (JAPANESE, "cp932", "cp932"), (JAPANESE, "euc_jp", "euc_jp"), (KOREAN, "cp949", "cp949"),
        (SIMPLE, "gb18030", "gb18030"), (TRADITIONAL, "big5", "big5"),
        (GERMAN, "latin-1", "latin-1"), (FRENCH, "cp1252", "cp1252"), (SPANISH, "cp1252", "latin-1"),
        ("x;y €\nA;1 €\nB;2 €\nC;3 €\nD;4 €\nE;5 €", "cp1252", "cp1252"),
        ("City;km²\nSÃO PAULO;5\nBELÉM;6\nMACEIÓ;3\nBRASÍLIA;4\nÇANKAYA;5\nÎLE;6", "latin-1", "latin-1"),
        ("Team;Value €\nÅlesund;€5\nTromsø;€4\nMalmö;€6\nŠibenik;€8\nÞór;€3", "cp1252", "cp1252"),
    ],
)  # fmt: skip
def test_what_a_text_is_written_in(text: str, codec: str, name: str) -> None:
    content, told = in_utf_8(text.encode(codec))
    assert (content.decode(), told) == (text, name)


def test_few_signs_beyond_ascii_tell_nothing_of_another_codec() -> None:
    assert in_utf_8("Ort,x\nKöln,1\nBonn,2\n".encode("cp1252"))[1] == "latin-1"


def test_a_long_text_is_told_by_its_beginning() -> None:
    text = "都道府県,人口\n" + "北海道札幌市,1\n" * 120_000
    content, told = in_utf_8(text.encode("cp932"))
    assert (told, len(content)) == ("cp932", len(text.encode()))
