"""Texts that a terminal, a shell, a spreadsheet or a reader of lines would act on."""

from __future__ import annotations

import unicodedata

FORGED = "ici-tui: forged: everything is fine"
"""What a newline inside a text tries to put at the beginning of a line of its own."""

PAYLOADS: dict[str, str] = {
    "colour": "\x1b[31mred",
    "clear": "\x1b[2J\x1b[H",
    "clipboard": "\x1b]52;c;ZXZpbA==\x07",
    "title": "\x1b]0;owned\x1b\\",
    "link": "\x1b]8;;http://example.org\x1b\\x\x1b]8;;\x1b\\",
    "device": "\x1bP$q q\x1b\\",
    "application": "\x1b_Gi=1\x1b\\",
    "keyboard": "\x1b[>31u",
    "alternate": "\x1b[?47h",
    "paste": "\x1b[201~",
    "reset": "\x1bc",
    "c1-csi": "\x9b31mC1",
    "c1-osc": "\x9d52;c;eA==\x9c",
    "c1-dcs": "\x90q\x9c",
    "bell": "bell\x07",
    "back": "good\x08\x08\x08\x08evil",
    "delete": "del\x7fete",
    "null": "nu\x00l",
    "return": f"x\r{FORGED}",
    "newline": f"x\n{FORGED}",
    "vertical": "v\x0bf\x0c",
    "next-line": f"x\x85{FORGED}",
    "separator": f"x\u2028{FORGED}\u2029{FORGED}",
    "bidi": "\u202egnp.exe",
    "isolate": "\u2066a\u2067b\u2068c\u2069",
    "marks": "\u200ea\u200fb\u061cc",
    "invisible": "a\u200bb\u2060c\ufeffd\u00ade",
    "private": "\ue000\U000f0000",
    "unassigned": "\u0378\U0003ffff",
    "tags": "\U000e0041\U000e0042\U000e007f",
    "markup": "[/x][@click=app.exit]here[/]",
    "format": "%s%n{0}{0.__class__}$HOME",
    "shell": "$(touch EXECUTED)`touch EXECUTED`;touch EXECUTED",
    "combining": "e" + "\u0301" * 60,
    "wide": "武汉" * 40,
    "long": "long" * 5000,
    "emoji": "👩‍👩‍👧 🇨🇳",
    "quotes": "\"'\\",
}
"""By a short name. Each of them is data: shown harmlessly, or refused in one located line."""

IN_TOML = {name: text for name, text in PAYLOADS.items() if name != "null"}
IN_NAMES = {name: text for name, text in PAYLOADS.items() if name not in {"null", "long", "wide"}}
"""Those that a file or a folder can be called."""

_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_INVISIBLE = "\u00ad\u180e\u200b\u2060\ufeff"
ACTED_ON = frozenset(
    {chr(k) for k in range(0x20)} | {chr(k) for k in range(0x7F, 0xA0)} | {*_BIDI, *_INVISIBLE}
    | {"\u2028", "\u2029"}
)  # fmt: skip
"""Characters that no terminal may get from data: controls, both kinds of C1, bidi, no width."""


def unfit(text: str, allowed: str = "\n") -> set[str]:
    """The characters of a text that a terminal acts on or does not show."""
    if text.isascii() and text.isprintable():
        return set()
    return {
        c for c in set(text) - set(allowed)
        if c in ACTED_ON or unicodedata.category(c) in {"Cs", "Cn", "Co"}
    }  # fmt: skip


def everything(texts: dict[str, str] = PAYLOADS) -> str:
    """All payloads in one text, the endless ones left out."""
    return " ".join(text for name, text in texts.items() if name not in {"long", "combining"})
