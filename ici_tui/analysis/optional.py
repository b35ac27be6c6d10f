"""The optional dependencies of the heavier questions, asked for only where it is used."""

from __future__ import annotations

from importlib.util import find_spec

from ici_tui.analysis.inputs import AnalysisError


def need_scipy(question: str) -> None:
    """Say in one line that scipy is missing.

    Raises:
        AnalysisError: scipy is not installed.
    """
    _need("scipy", question)


def need_highs(question: str) -> None:
    """Say in one line that HiGHS is missing.

    Raises:
        AnalysisError: highspy is not installed.
    """
    _need("highspy", question)


def _need(name: str, question: str) -> None:
    if find_spec(name) is None:
        raise AnalysisError(f"{question} needs {name}; install ici-tui with its extra `robust`")
