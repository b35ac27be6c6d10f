"""What the hostile tests share: one process that forks for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hostile.trial import Nursery

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """The process that forks once per command line."""
    with Nursery() as found:
        yield found
