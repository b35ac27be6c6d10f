"""The optional dependency of the heavier questions, asked for only where it is used."""

from __future__ import annotations

from importlib.util import find_spec

from ici_tui.analysis.inputs import AnalysisError


def need_scipy(question: str) -> None:
    """Say in one line what is missing.

    Raises:
        AnalysisError: scipy is not installed.
    """
    if find_spec("scipy") is None:
        raise AnalysisError(f"{question} needs scipy; install ici-tui with its extra `robust`")
