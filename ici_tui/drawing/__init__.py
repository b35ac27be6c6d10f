"""Text in terminal cells: what both front doors fit, wrap and draw bars with. Knows no index."""
