"""Codecs of single bytes and of East Asia, told by the letters that they make of a text."""

from __future__ import annotations

import re

SAMPLE = 1 << 20
"""Bytes by which a codec is told."""
LEAST = 6
"""Signs beyond ASCII from which they tell anything."""
BEYOND = re.compile(r"[^\x00-\x7f]")
JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff\u3000-\u303f\uff01-\uff5e々〇]")
HALF_WIDTH = re.compile("[\uff61-\uff9f]")
KANA = re.compile("[\u3040-\u30ff]")
HANGUL = re.compile("[\uac00-\ud7a3]")
HAN = re.compile("[\u4e00-\u9fff]")
COMMON_BIG5 = re.compile(rb"[\xa4-\xc6][\x40-\x7e\xa1-\xfe]")
PAIRS = re.compile(rb"[\x80-\xff]+")
CHINESE_SIGNS = "…—–‘’“”·℃‰×÷→①②③④⑤⑥⑦⑧⑨⑩"
"""Other signs of Chinese texts that GB 18030 writes in pairs."""
LEAST_LIKE = 0.9
MOST_UNLIKE = 0.05
LEAST_KANA = 0.02
MIXED = re.compile(r"[A-Za-z][^\x00-\x7f]|[^\x00-\x7f][A-Za-z]")
MOST_MIXED = 0.15
"""Share of signs beyond ASCII that stand beside letters of ASCII where the script is no Latin one."""
LETTERS = {
    "cp1252": "äöüÄÖÜßéèêëàâáãçñíìîïóòôõúùûýøåæØÅÆÉÈÀÇÑÍÓÚÁ€£¥°²³¹½¼µ·•–—‘’“”„…«»©®±×§ª º†‡‰¿¡\u00a0",
    "cp1250": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňóřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽőűŐŰöüäÖÜÄßâăîșțĺľŕđ–—’“”„…°€\u00a0",
    "iso8859_2": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňóřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽőűŐŰöüäÖÜÄßâăî°\u00a0",
    "mac_roman": "äöüÄÖÜßéèêëàâáãçñíìîïóòôõúùûøåæØÅÆÉÀÇÑÁÍÓ–—’“”°…\u00a0",
    "cp850": "äöüÄÖÜßéèêëàâáãçñíìîïóòôõúùûøåæØÅÆÉÇÑÁÍÓ°",
    "cp1251": "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЭЮЯІЇЄ№«»–—’°\u00a0",
    "koi8_r": "абвгдежзийклмнопрстуфхцчшщъыьэюяёАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЭЮЯ",
    "cp1253": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΆΈΉΊΌΎΏ–—’°€\u00a0",
}
"""The letters of the languages that are written in a codec."""
FREQUENT = {"cp1251": "оеаинтсрвл", "koi8_r": "оеаинтсрвл", "cp1253": "αοιετνσηρπκίό"}
"""Letters that make much of a text, where its script is no Latin one."""
LEAST_FREQUENT = 0.4
INSIDE_WORDS = re.compile(
    r"(?<=[^\W\d_])[^\w\s\x00-\x7f‘’·–](?=[^\W\d_])|(?<=[^\W\d_])[¹²³](?=[^\W\d_])"
)
"""Signs inside words that are no letters, as in `Ko³o`."""
BEHIND_SMALL = re.compile(r"[^\W\d_](?=[^\W\d_a-zA-Z])")
"""Letters with one beyond ASCII behind them."""
IN_A_ROW = re.compile(r"[^\W\d_a-zA-Z]{4,}")
"""Letters beyond ASCII of which no Latin language has so many side by side."""
MARGIN = 0.15
"""How much likelier another codec must be than Windows-1252."""


def other_codec(content: bytes) -> str | None:
    """The codec of a text that is in no Unicode one; None where Windows-1252 or Latin-1 is likeliest.

    Tried are those of Japanese and Korean, GB 18030 and Big5 where nearly all bytes beyond ASCII
    make signs of their scripts, then those of single bytes by the words that they make.
    """
    asian = _japanese_or_korean(content)
    if asian is not None:
        return asian
    if _is_gb18030(content):
        return "gb18030"
    return "big5" if _is_big5(content) else _likelier_than_western(content)


def _japanese_or_korean(content: bytes) -> str | None:
    """The Japanese or Korean codec of a text; None where it is in none of them."""
    for codec, like, unlike in (
        ("cp932", JAPANESE, HALF_WIDTH),
        ("euc_jp", JAPANESE, HALF_WIDTH),
        ("cp949", HANGUL, HAN),
    ):
        signs = _signs(content, codec)
        if len(signs) < LEAST or len(unlike.findall(signs)) > MOST_UNLIKE * len(signs):
            continue
        if codec == "euc_jp" and len(KANA.findall(signs)) < LEAST_KANA * len(signs):
            continue  # Chinese texts have the same pairs
        if len(like.findall(signs)) >= LEAST_LIKE * len(signs):
            return codec
    return None


def _is_gb18030(content: bytes) -> bool:
    """Whether the bytes beyond ASCII are pairs, and those pairs Chinese."""
    runs = PAIRS.findall(content[:SAMPLE])
    even = sum(len(run) % 2 == 0 for run in runs)
    if not runs or even < 0.98 * len(runs) or sum(map(len, runs)) < 3 * len(runs):
        return False
    try:
        text = content.decode("gb18030")[:SAMPLE]
    except UnicodeDecodeError:
        return False
    beyond = BEYOND.findall(text)
    chinese = sum(
        "\u4e00" <= c <= "\u9fff" or "\u3000" <= c <= "\u303f" or c > "\uff00" or c in CHINESE_SIGNS
        for c in beyond
    )
    return bool(chinese > 0.95 * len(beyond))


def _is_big5(content: bytes) -> bool:
    """Whether a text is in Big5: its pairs of bytes are Chinese, and common ones."""
    signs = _signs(content, "big5")
    if len(signs) < LEAST or len(HAN.findall(signs)) < LEAST_LIKE * len(signs):
        return False
    return len(COMMON_BIG5.findall(content[:SAMPLE])) >= LEAST_LIKE * len(signs)


def _likelier_than_western(content: bytes) -> str | None:
    """A codec of single bytes that makes likelier words of a text than Windows-1252; else None."""
    western = _score(content, "cp1252")
    if western >= 1 - MARGIN:  # none is likelier
        return None
    scores = {codec: _score(content, codec) for codec in LETTERS}
    best = max(scores, key=lambda codec: scores[codec])
    return best if scores[best] > western + MARGIN else None


def _signs(content: bytes, codec: str) -> str:
    """The signs beyond ASCII of a text; empty where it is none in a codec, or they join letters."""
    try:
        text = _sample(content).decode(codec)
    except UnicodeDecodeError:
        return ""
    found = "".join(BEYOND.findall(text))
    return "" if len(MIXED.findall(text)) > MOST_MIXED * len(found) else found


def _sample(content: bytes) -> bytes:
    """The first lines of a text."""
    if len(content) <= SAMPLE:
        return content
    head = content[:SAMPLE]
    return head[: head.rfind(b"\n") + 1] or head


def _score(content: bytes, codec: str) -> float:
    """The share of signs beyond ASCII that are letters of the codec's languages where they stand."""
    text = content[:SAMPLE].decode(codec, "replace")
    beyond = BEYOND.findall(text)
    if len(beyond) < LEAST:
        return 0.0
    frequent = FREQUENT.get(codec)
    if frequent is not None:
        often = sum(sign.lower() in frequent for sign in beyond) >= LEAST_FREQUENT * len(beyond)
        if not often or len(MIXED.findall(text)) > MOST_MIXED * len(beyond):
            return 0.0
    likely = sum(sign in LETTERS[codec] for sign in beyond)
    odd = len(INSIDE_WORDS.findall(text)) + sum(
        found[0].islower() and text[found.end()].isupper() for found in BEHIND_SMALL.finditer(text)
    )
    if frequent is None:
        odd += len("".join(IN_A_ROW.findall(text)))
    return (likely - odd) / len(beyond)
