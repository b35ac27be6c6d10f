"""The questions that a person can ask of an index: one module for each, the same in both doors."""
