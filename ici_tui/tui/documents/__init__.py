"""Pages of lines, made from a session: pure, so that a page is tested without a terminal."""
