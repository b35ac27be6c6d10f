"""Property tests take the same examples on every run; the profile `long` searches at random.

`--hypothesis-profile=long` (or `HYPOTHESIS_PROFILE=long`) chooses it: as many random examples per
property as ICI_TUI_EXAMPLES says.
"""

from __future__ import annotations

import atexit
import gc
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("same", derandomize=True, deadline=None, print_blob=True, max_examples=30)
settings.register_profile(
    "long",
    deadline=None,
    print_blob=True,
    max_examples=int(os.environ.get("ICI_TUI_EXAMPLES", "2000")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

TERMINALS = Path(__file__).parent / "pty"
_OF_A_TERMINAL = re.compile(
    r"(?!ICI_TUI_EXAMPLES$)_?(ALACRITTY|CLICOLOR|GHOSTTY|ICI_TUI|ITERM|JUPYTER|KITTY|KONSOLE|LC|SSH"
    r"|TERM|TERMINAL|TEXTUAL(?!_SNAPSHOT_)|TMUX|TTY|TYPER|VSCODE|VTE|WEZTERM|WT|ZELLIJ)(_.*)?"
    r"|COLORTERM|COLUMNS|FORCE_COLOR|GITHUB_ACTIONS|LANG|LANGUAGE|LESS|LINES|NO_COLOR|PAGER"
    r"|PYTHONIOENCODING|PYTHONUTF8|ROWS|STY|UNICODE_VERSION"
)
"""Variables that a developer's own terminal, locale or session of this program may have set."""


@pytest.hookimpl(tryfirst=True)  # before workers are started, which have the environment from here
def pytest_sessionstart() -> None:
    """Have every test, and every child, in one terminal and one locale: no other changes a result."""
    for name in filter(_OF_A_TERMINAL.fullmatch, list(os.environ)):
        del os.environ[name]
    os.environ |= {"TERM": "xterm-256color", "LANG": "C.UTF-8"}
    # Without it every one of a thousand children compiles the program anew: no user has it so.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


# What thousands of tests are made of stays to the end: it is looked through for garbage neither
# while it grows nor ever after.
gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have half of the workers begin with the terminals, which are mostly waited for.

    At the end all would wait for them together. Each worker is given as many tests, in this order.
    """
    part = len(items) // int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    waiting = [item for item in items if TERMINALS in item.path.parents]
    rest = [item for item in items if TERMINALS not in item.path.parents]
    half = len(waiting) // 2
    while 0 < half < len(waiting) and waiting[half - 1].path == waiting[half].path:
        half += 1  # what a module has made is used by all of its tests
    own = max(part - half, 0)
    items[:] = [*waiting[:half], *rest[:own], *waiting[half:], *rest[own:]]


def pytest_collection_finish() -> None:
    """Look for garbage from here on, among what tests make."""
    gc.freeze()
    gc.enable()


# Nothing of a developer's own cache or state is read or thrown out by a test.
for _name in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
    os.environ[_name] = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, os.environ[_name], ignore_errors=True)
