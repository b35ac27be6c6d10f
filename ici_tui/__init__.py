"""A terminal explorer for composite indices.

In Python: `from ici_tui import open_index` (see docs/python.md). It is loaded where it is asked
for, so that the command line, which needs none of it, starts at once.
"""

TYPE_CHECKING = False
"""What type checkers take for true; `typing` alone takes longer than a kept card."""

if TYPE_CHECKING:
    from ici_tui.api import Answer, AskError, OpenIndex, open_index

__all__ = ["Answer", "AskError", "OpenIndex", "__version__", "open_index"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """The Python interface, imported where one of its names is asked for."""
    if name not in __all__:
        raise AttributeError(f"module 'ici_tui' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - nobody else pays for it

    return getattr(import_module("ici_tui.api"), name)


def __dir__() -> list[str]:
    """The names of the Python interface."""
    return sorted(__all__)
