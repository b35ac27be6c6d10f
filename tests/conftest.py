"""Property tests draw anew on a developer's machine, and the same every time where CI runs."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

from hypothesis import settings

settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("own", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "own")

# Nothing of a developer's own cache or state is read or thrown out by a test.
for _name in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
    os.environ[_name] = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, os.environ[_name], ignore_errors=True)
