"""Text made fit for a terminal: once where data come in, and once where anything goes out.

`clean` is for data: what a terminal would act on is taken away, so that names compare and sort
as they read. `visible` is for the way out: names of files, words that were typed and messages of
libraries keep every character, and what a terminal would act on is written as an escape.
"""

from __future__ import annotations

_SEEN = frozenset(
    "\u200c\u200d\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
"""What Unicode calls format characters and is seen: signs of Arabic, Syriac and Kaithi, and the
joiners, which join or part the letters and emoji beside them."""
_BLANKS = frozenset("\t\n\r\v\f\u0085\u2028\u2029")
_UNFIT = frozenset({"Cc", "Cf", "Cs", "Cn", "Co"})
LONG = 300
"""Characters: no path or name that people meant is so long."""
_BYTES = range(0xDC80, 0xDD00)
"""Where Python keeps the bytes of a name that is not UTF-8."""


def clean(text: str) -> str:
    """Text without control bytes, bidirectional controls, or invisible padding.

    Tabs and line ends become a space. Markup characters are data and stay.
    """
    if text.isprintable():
        return text
    return "".join(" " if c in _BLANKS else "" if _unfit(c) else c for c in text)


def visible(text: str) -> str:
    r"""Text as one line in which every character is seen.

    What a terminal acts on or does not show becomes an escape: `\x1b`, `\n`, `\u202e`; a byte
    of a name that is not UTF-8 is shown as `\xff`. Clean text comes back as it is.
    """
    if text.isprintable():
        return text
    return "".join(_escape(c) if c in _BLANKS or _unfit(c) else c for c in text)


def one_line(message: str) -> str:
    """A message as one line that somebody reads: a word or a quoted name of any length is cut."""
    shown = visible(message)
    return shown if len(shown) < LONG else _cut(shown)


def _cut(text: str) -> str:
    import re  # a library to load, which messages of a usual length need nothing of

    def shorter(found: re.Match[str]) -> str:
        return f"{found[0][: LONG // 2]}…{found[0][-LONG // 6 :]}"

    return re.sub(rf"(?<=')[^']{{{LONG},}}(?=')|[^\s']{{{LONG},}}", shorter, text)


def unseen(text: str) -> bool:
    """Whether a text holds what `clean` takes away: what is not shown, or ends a line."""
    return not text.isprintable() and any(c in _BLANKS or _unfit(c) for c in text)


def _unfit(character: str) -> bool:
    from unicodedata import category  # a library to load, which plain text needs nothing of

    return category(character) in _UNFIT and character not in _SEEN


def _escape(character: str) -> str:
    number = ord(character)
    if number in _BYTES:
        return f"\\x{number - 0xDC00:02x}"
    return character.encode("unicode_escape").decode()
