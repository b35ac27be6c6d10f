"""The line that stands wherever the numbers of a table are shown."""

from __future__ import annotations


def standing_line(file: str, guessed: int, indicators: int) -> str:
    """What was read, and how many directions are guesses.

    Args:
        file: the file's name.
        guessed: indicators that count and whose direction is a guess.
        indicators: all that count.
    """
    shown = file.replace(";", ",")  # pieces of a line are told apart by it
    if not guessed:
        return f"Read from {shown}."
    return f"Read from {shown}; the direction of {guessed} of {indicators} indicators is a guess."
