"""BLAKE2b, from the interpreter's own module: `hashlib` loads OpenSSL first.

That takes a seventh of the time of a kept card, and changes no digest.
"""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:  # another interpreter has it elsewhere
    from hashlib import blake2b

__all__ = ["blake2b"]
