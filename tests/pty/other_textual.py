"""The program as it is with a version of Textual whose private parts nobody has looked at."""

from __future__ import annotations

import sys

import textual

textual.__version__ = "99.0.0"

if __name__ == "__main__":
    from ici_tui.__main__ import main

    sys.exit(main())
