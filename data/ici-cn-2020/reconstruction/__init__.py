"""A reproducible reconstruction of the index's lost indicator table."""
