"""Property tests try the same examples on every run; the long form draws them anew.

`--hypothesis-profile=long` is that one: as many random examples per property as ICI_TUI_EXAMPLES
says.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

from hypothesis import HealthCheck, settings

settings.register_profile("fixed", derandomize=True, deadline=None, print_blob=True)
settings.register_profile(
    "long",
    deadline=None,
    print_blob=True,
    max_examples=int(os.environ.get("ICI_TUI_EXAMPLES", "2000")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("fixed")

# Nothing of a developer's own cache is read or thrown out by a test.
os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp()
atexit.register(shutil.rmtree, os.environ["XDG_CACHE_HOME"], ignore_errors=True)
