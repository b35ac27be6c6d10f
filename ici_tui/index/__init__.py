"""The arithmetic of a composite index: tree, weights, pipeline, ranks. Pure; knows no other room."""
