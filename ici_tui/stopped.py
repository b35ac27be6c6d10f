"""What long work raises where the person has stopped it: so many know it that it stands alone."""

from __future__ import annotations


class Stopped(Exception):  # noqa: N818  (not an error: the person asked for it)
    """The person stopped a long work."""
