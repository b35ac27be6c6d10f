"""Front door 2: the explorer."""
