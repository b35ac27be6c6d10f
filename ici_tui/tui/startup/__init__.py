"""The first frames: seen before the explorer is there."""
