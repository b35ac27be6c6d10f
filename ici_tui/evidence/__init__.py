"""What is known of the numbers: provenance of cells, statements to check, ensembles of tables."""
