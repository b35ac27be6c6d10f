"""A terminal explorer for composite indices."""

__version__ = "0.1.0"
