"""Evidence for the numbers: provenance of cells, statements to check, ensembles of tables."""
