"""Property tests take the same examples on every run; the profile `long` searches at random.

`--hypothesis-profile=long` (or `HYPOTHESIS_PROFILE=long`) chooses it: as many random examples per
property as ICI_TUI_EXAMPLES says.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

from hypothesis import HealthCheck, settings

settings.register_profile("same", derandomize=True, deadline=None, print_blob=True, max_examples=50)
settings.register_profile(
    "long",
    deadline=None,
    print_blob=True,
    max_examples=int(os.environ.get("ICI_TUI_EXAMPLES", "2000")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

# A developer's own multiplexer changes what is said of the clipboard, and how bytes are sent.
for _name in ("TMUX", "STY"):
    os.environ.pop(_name, None)

# Nothing of a developer's own cache or state is read or thrown out by a test.
for _name in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
    os.environ[_name] = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, os.environ[_name], ignore_errors=True)
