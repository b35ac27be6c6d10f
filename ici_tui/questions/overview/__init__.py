"""The questions about an index itself, one module each: no weight has to move for their answers."""
