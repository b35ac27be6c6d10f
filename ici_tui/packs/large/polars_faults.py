"""Errors of polars, as messages about the file that it read."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from ici_tui.packs.quiet import quiet_stderr
from ici_tui.packs.shape import ShapeError
from ici_tui.sanitise import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

PARQUET = "expected a table in Parquet, whole"
TEXT = "expected a table in UTF-8"


@contextmanager
def polars_faults(fix: str) -> Iterator[None]:
    """Turn what polars or the system raises into what is wrong with a file.

    Args:
        fix: what would be right.

    Raises:
        ShapeError: in their place.
    """
    from polars.exceptions import PolarsError

    try:
        with quiet_stderr():
            yield
    except (PolarsError, OSError, UnicodeDecodeError) as error:
        told = clean(str(error)).split(". ")[0][:160]
        raise ShapeError(f"cannot be read: {told}", fix) from None
    except BaseException as error:
        # A fault of the library itself, which is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise ShapeError("cannot be read: the file is damaged") from None
