"""The one error of the Python interface: whatever was wrong, in lines that say what would be right."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from ici_tui.sanitise import visible

if TYPE_CHECKING:
    from collections.abc import Iterator


class AskError(ValueError):
    """There is no answer: the message says why, and what would be right; a line for each reason."""

    def __init__(self, *reasons: str) -> None:
        super().__init__("\n".join(map(visible, reasons)))


@contextmanager
def asking() -> Iterator[None]:
    """What the package says of a fault becomes an `AskError`."""
    from ici_tui.analysis.inputs import AnalysisError
    from ici_tui.evidence.claims import ClaimError
    from ici_tui.index.errors import PipelineError
    from ici_tui.index.weights import WeightError
    from ici_tui.packs.faults import PackError, PackNotFoundError
    from ici_tui.questions.named_weights import RefusedError
    from ici_tui.questions.question import NoAnswerError
    from ici_tui.questions.shared import UsageError
    from ici_tui.tables.errors import TableError
    from ici_tui.views.names import NameNotFoundError
    from ici_tui.views.statement_text import StatementError

    plain = (
        AnalysisError, ClaimError, PipelineError, WeightError, PackNotFoundError, NoAnswerError,
        UsageError, TableError, NameNotFoundError, StatementError, RefusedError,
    )  # fmt: skip
    try:
        yield
    except PackError as error:
        raise AskError(*error.texts) from None
    except plain as error:
        raise AskError(str(error)) from None
    except OSError as error:
        raise AskError(f"{error.filename or 'the file'}: {error.strerror or error}") from None
