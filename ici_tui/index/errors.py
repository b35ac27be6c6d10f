"""The one way in which a pipeline says that it cannot do what it was asked."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator


class PipelineError(ValueError):
    """A request that cannot be met.

    The message is one line: the stage, the indicator, unit and value where there are such,
    and what to do instead.
    """


@contextmanager
def strict_numbers(stage: str, code: str) -> Iterator[None]:
    """Turn an overflow, or a division that slipped through, into a `PipelineError`.

    Args:
        stage: what is being done, for the message.
        code: the indicator or aggregate it is done to.

    Raises:
        PipelineError: the arithmetic inside leaves the range of a double.
    """
    try:
        with np.errstate(over="raise", divide="raise", invalid="raise"):
            yield
    except FloatingPointError:
        raise PipelineError(
            f"{stage}: the values of {code} are too large or too small to compute with; "
            "give them in another unit"
        ) from None
