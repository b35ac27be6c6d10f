"""How sure a ranking is, as plain data: one module for each question."""
