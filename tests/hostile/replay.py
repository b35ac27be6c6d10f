"""Make the steps of an explorer run again, and print them: tests.hostile.replay PACK SEED STEPS."""

from __future__ import annotations

import sys

from tests.hostile import explorer_fuzz


def main() -> int:
    """Print the steps and how they end."""
    pack, seed, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    for place, step in enumerate(explorer_fuzz.steps_of(pack, seed, count), 1):
        print(place, *step)
    made, crash = explorer_fuzz.run(pack, seed, count)
    print(crash or f"{made} steps, and nothing is wrong")
    return 1 if crash else 0


if __name__ == "__main__":
    raise SystemExit(main())
