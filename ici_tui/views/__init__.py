"""What a front door shows, as plain data: no widgets, no terminal."""
