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

# Nothing of a developer's own cache is read or thrown out by a test.
os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp()
atexit.register(shutil.rmtree, os.environ["XDG_CACHE_HOME"], ignore_errors=True)
