"""Property tests take the same examples on every run; the profile `long` searches at random.

`HYPOTHESIS_PROFILE=long` (or pytest's `--hypothesis-profile=long`) chooses it: new examples on every
run, and more of them where a test does not say how many.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("long", max_examples=2000, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

# Nothing of a developer's own cache or state is read or thrown out by a test.
for _name in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
    os.environ[_name] = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, os.environ[_name], ignore_errors=True)
