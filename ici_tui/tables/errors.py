"""What cannot be: a file that is no table, a column that is not what it is said to be."""

from __future__ import annotations


class TableError(Exception):
    """Why a file is no table that can be ranked, and what would be right. One line."""

    def __init__(self, message: str, fix: str = "") -> None:
        super().__init__(f"{message}; {fix}" if fix else message)
        self.message = message
        self.fix = fix


class SaidError(TableError):
    """What a person said of a table, or of a pack, is wrong, and not the file."""


class EditError(ValueError):
    """A column cannot be what it is said to be; the message says why."""
