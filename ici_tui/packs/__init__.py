"""A folder on disk becomes a checked, sanitised index with its evidence."""
